"""The site from a folder on a disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from kinds_of_pages import PAGES
from playwright.sync_api import BrowserContext, Page

from support import Built


@pytest.fixture
def folder(offline: Built) -> Path:
    """The copy of this site that is read from a disk."""
    assert not offline.abort
    return offline.site


@pytest.fixture
def opened(new_context: Callable[..., BrowserContext], folder: Path) -> Iterator[Callable[..., Page]]:
    """Opens a page of the folder. Fails the test on an error that the browser tells, or a request to anywhere else."""
    contexts, wrong = [], []

    @cache
    def window(scripts: bool) -> Page:
        context = new_context(java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        page.on("console", lambda m: wrong.append(f"{page.url}: {m.text}") if m.type == "error" else None)
        page.on("request", lambda r: None if r.url.startswith((folder.as_uri(), "data:")) else wrong.append(r.url))
        return page

    def open_page(path: str, scripts: bool = True) -> Page:
        page = window(scripts)
        page.goto(f"{folder.as_uri()}/{path}index.html")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_pages_are_read_from_a_disk(opened, scripts: bool) -> None:
    for path in PAGES.values():
        page = opened(f"en/{path}", scripts)
        assert page.locator("h1").first.is_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 248, 242)"
        assert "offline copy" in page.locator(".srt-footer").inner_text()
        assert page.locator("[data-srt-search]").count() == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_links_lead_from_page_to_page(opened, scripts: bool) -> None:
    page = opened("articles/china-closing-the-gap/", scripts)
    page.locator(".srt-entity").first.click()
    page.locator(".srt-entitypage__head h1").wait_for()
    page.locator(".srt-switch").first.click()
    page.locator("html[lang=en]").wait_for()
    page.locator(".srt-brand").first.click()
    page.locator(".srt-home").wait_for()
    assert page.url.endswith("/en/index.html")


def test_scripts_do_what_they_can(opened) -> None:
    page = opened("timeline/")
    page.locator("select[name=country]").select_option("china")
    page.locator("[data-zoom=in]").click()
    page.wait_for_timeout(400)
    assert "country=china" in page.url
    assert "from=" in page.url
    page.locator(".srt-scheme").click()
    page = opened("articles/china-closing-the-gap/")
    page.keyboard.press("n")
    assert page.evaluate("location.hash").startswith("#note-")
    page.locator(".srt-entity").nth(3).hover()
    page.wait_for_timeout(600)
    assert page.locator(".srt-preview:popover-open").count() == 0
