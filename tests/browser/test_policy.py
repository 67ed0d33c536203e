"""The Content-Security-Policy: the site's own pages pass it, and what somebody else puts into them does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from kinds_of_pages import PAGES
from playwright.sync_api import BrowserContext, Page

from support import Built

LISTEN = """
  window.violations = [];
  addEventListener("securitypolicyviolation", event =>
    window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""


@pytest.fixture
def watch(new_context: Callable[..., BrowserContext], address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page whose violations are listened to.

    `edit` changes its HTML on the way, `errors` is given those that the console tells.
    """
    context = new_context()

    def open_page(path: str, edit: Callable[[str], str] | None = None, errors: list[str] | None = None) -> Page:
        page = context.new_page()
        page.on("console", lambda m: errors.append(m.text) if errors is not None and m.type == "error" else None)
        page.add_init_script(LISTEN)
        if edit:
            page.route(
                address + path,
                lambda route: route.fulfill(content_type="text/html", body=edit(route.fetch().text())),
            )
        page.goto(address + path)
        return page

    yield open_page
    context.close()


def violations(page: Page) -> list[str]:
    page.wait_for_timeout(100)  # the events come after what they tell of
    return page.evaluate("window.violations")


@pytest.mark.parametrize("path", [*PAGES.values(), "404.html"])
def test_pages_have_a_policy(site: Built, path: str) -> None:
    """That they pass it is proven by every test that opens them with `visit`: what is forbidden is told as an error."""
    assert len(site.page(path).xpath("//meta[@http-equiv='Content-Security-Policy']")) == 1


def test_the_page_for_errors_passes_its_policy(watch) -> None:
    assert violations(watch("404.html")) == []


def test_search_passes_the_policy(watch) -> None:
    page = watch("")
    page.locator("[data-srt-search]").click()
    page.locator("dialog[open] input[type=search]").fill("model")
    page.locator(".srt-search__results li").first.wait_for()
    page.keyboard.press("Escape")
    assert violations(page) == []


def test_previews_and_notes_pass_the_policy(watch) -> None:
    page = watch("articles/china-closing-the-gap/")
    page.keyboard.press("n")
    page.locator('.srt-legend button[class*="--editing"]').click()
    page.locator(".srt-entity").nth(3).hover()
    page.locator(".srt-preview:popover-open").wait_for()
    page.locator(".srt-scheme").click()
    assert violations(page) == []


def test_the_filters_pass_the_policy(watch) -> None:
    page = watch("timeline/?country=china")
    offered = page.locator("select[name=stage] option:enabled:not([value=''])")
    page.locator("select[name=stage]").select_option(offered.first.get_attribute("value"))
    page.locator(".srt-filters button[type=reset]").click()
    page = watch("claims/?verdict=open")
    page.locator(".srt-filters label:has([value=disputed])").click()
    assert violations(page) == []


@pytest.mark.parametrize(
    ("html", "directive"),
    [
        ("<script>window.ran = 1</script>", "script-src-elem"),
        ("<img src=x onerror='window.ran = 1'>", "script-src-attr"),
        ("<svg onload='window.ran = 1'></svg>", "script-src-attr"),
        ("<script src='https://other.example/x.js'></script>", "script-src-elem"),
        ("<script src='data:text/javascript,window.ran=1'></script>", "script-src-elem"),
        ("<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>", "script-src-elem"),
        ("<object data='data:text/html,x'></object>", "object-src"),
        ("<base href='https://other.example/'>", "base-uri"),
        ("<style>body { display: none }</style>", "style-src-elem"),
        ("<p style='position: fixed; inset: 0'>x</p>", "style-src-attr"),
        ("<img src='https://other.example/x.png'>", "img-src"),
    ],
)
def test_what_is_put_into_a_page_does_not_run(watch, html: str, directive: str) -> None:
    """As if it had come through every other lock."""
    errors = []
    page = watch("method/", lambda page: page.replace("<h1", f"{html}<h1", 1), errors)
    told = [violation.split()[0] for violation in violations(page)]
    # A frame has the policy of its page, and tells of it itself.
    assert told == [directive] or "<iframe" in html
    assert [error for error in errors if "Content Security Policy" in error], "`visit` would not see it"
    assert page.evaluate("window.ran") is None


def test_a_link_to_a_script_does_not_run(watch) -> None:
    link = "<a id='bad' href='javascript:window.ran=1'>x</a>"
    page = watch("method/", lambda page: page.replace("<h1", f"{link}<h1", 1))
    page.locator("#bad").click()
    assert violations(page)
    assert page.evaluate("window.ran") is None
