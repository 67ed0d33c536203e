"""The panel of problems that `mkdocs serve` shows, in a browser that stays open while files change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from accessibility import violations
from playwright.sync_api import Browser, Page

from served import PATIENCE, Server, serve
from support import Project

PATIENCE_MS = PATIENCE * 1000


@pytest.fixture
def watched(project: Project, browser: Browser) -> Iterator[tuple[Project, Server, Page]]:
    """A page of a served project, further down than its beginning."""
    with serve(project) as server:
        context = browser.new_context(viewport={"width": 900, "height": 300}, reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{server.address}en/timeline/")
        yield project, server, page
        context.close()


def panel(page: Page):
    return page.locator(".srt-problems")


def test_saving_keeps_the_place_and_shows_what_is_wrong(watched: tuple[Project, Server, Page]) -> None:
    """What is saved in `data/` is seen without a hand on the browser, and where the editor was reading."""
    project, _, page = watched
    page.evaluate("scrollTo(0, 250)")
    project.edit("data/timeline.yml", "Weights of Pelita opened", "The weights of Pelita were opened")
    page.get_by_role("link", name="The weights of Pelita were opened", exact=True).wait_for()
    page.wait_for_function("scrollY === 250")
    assert panel(page).count() == 0

    project.edit("data/timeline.yml", "stage: event", "stage: happening")
    panel(page).get_by_text("data/timeline.yml:3:10").wait_for()  # a build may have met the file while it was written
    page.wait_for_function("scrollY === 250")

    claims = project.read("data/claims.yml")
    project.write("data/claims.yml", "a: [")
    panel(page).get_by_text("The site could not be built.").wait_for()
    page.wait_for_function("scrollY === 250")

    project.write("data/claims.yml", claims)
    project.edit("data/timeline.yml", "stage: happening", "stage: event")
    page.wait_for_function("!document.querySelector('.srt-problems')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_panel_is_for_everybody(watched: tuple[Project, Server, Page], scheme: str) -> None:
    """Announced, reached and put away with the keyboard, legible, and no wider than the page."""
    project, server, page = watched
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 640})
    project.edit("data/timeline.yml", "stage: event", "stage: happening")
    project.write("data/claims.yml", "a: [")
    panel(page).wait_for()
    assert page.get_by_role("alert").count() == 1
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Tab")
    summary = panel(page).locator("summary")
    assert summary.evaluate("element => element === document.activeElement")
    items = panel(page).locator("li")
    assert items.first.is_visible()
    page.keyboard.press("Enter")
    assert not items.first.is_visible()
    assert summary.is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/en/" in url and "timeline" not in url)
    page.goto(f"{server.address}timeline/")
    assert "Situs tidak dapat dibangun" in panel(page).inner_text()
