"""Every kind of page, in every width, both schemes and both languages."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from kinds_of_pages import PAGES, WIDTHS

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["id", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_the_window(visit, name: str, prefix: str) -> None:
    for width in WIDTHS:
        page = visit(prefix + PAGES[name], width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit, name: str, width: int, scheme: str) -> None:
    """WCAG 2.2 AA, as far as a program can tell."""
    prefix = "en/" if width == 360 else ""
    page = visit(prefix + PAGES[name], width=width, scheme=scheme)
    results = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]})
    found = [
        (violation["id"], [node["target"] for node in violation["nodes"]][:3])
        for violation in results.response["violations"]
    ]
    assert found == []


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_read_without_scripts(visit, name: str) -> None:
    """The heading and the text of a page do not wait for JavaScript."""
    with_scripts = visit(PAGES[name], width=1440)
    without = visit(PAGES[name], width=1440, scripts=False)
    assert without.locator("h1").first.is_visible()
    words = [len(page.locator("#srt-content").inner_text().split()) for page in (with_scripts, without)]
    assert words[1] >= 0.95 * words[0]
