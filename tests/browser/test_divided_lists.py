"""Lists that are divided into pages: how their filters lead on, and where old addresses of entries lead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from accessibility import violations
from playwright.sync_api import BrowserContext, Page
from waiting import settled

from support import Built

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def long_address(long: Built, serving: Callable[[Path], AbstractContextManager[str]]) -> Iterator[str]:
    """Address of a site with two pages of each list."""
    with serving(long.site) as address:
        yield address


@pytest.fixture
def see(new_context: Callable[..., BrowserContext], long_address: str) -> Iterator[Visit]:
    """Opens a path of that site."""
    contexts = []

    def open_page(path: str, width: int = 1440, scripts: bool = True) -> Page:
        context = new_context(java_script_enabled=scripts, viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.goto(long_address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def status(page: Page) -> str:
    return page.locator(".srt-filters__status").inner_text()


def shown(page: Page) -> int:
    return page.locator(".srt-claim:visible").count()


@pytest.mark.parametrize(
    ("address", "led_to"),
    [
        ("claims/#claim-kabar-3-7", "claims/2/#claim-kabar-3-7"),
        ("en/claims/#claim-kabar-3-7", "en/claims/2/#claim-kabar-3-7"),
        ("en/claims/?verdict=open#claim-kabar-3-7", "en/claims/2/#claim-kabar-3-7"),
        ("en/claims/2/#claim-kabar-1-7", "en/claims/#claim-kabar-1-7"),
        ("quotes/#quotation-kabar-3-7", "quotes/2/#quotation-kabar-3-7"),
        ("en/references/#ref-zebra", "en/references/2/#ref-zebra"),
        ("en/claims/2/#claim-lama", "en/claims/#claim-lama"),
        ("disagreements/#beda-219", "disagreements/2/#beda-219"),
        ("en/disagreements/2/#beda-0", "en/disagreements/#beda-0"),
        ("en/disagreements/2/#matrix", "en/disagreements/#matrix"),
        ("timeline/#event-kejadian-11", "timeline/2/#event-kejadian-11"),
        ("en/timeline/2/#event-kejadian-0", "en/timeline/#event-kejadian-0"),
        ("glossary/#term-istilah-230", "glossary/2/#term-istilah-230"),
        ("en/glossary/#term-istilah-7", "en/glossary/2/#term-istilah-7"),
        ("en/glossary/2/#term-istilah-230", "en/glossary/#term-istilah-230"),
    ],
)
def test_an_old_address_leads_to_its_entry(see: Visit, long_address: str, address: str, led_to: str) -> None:
    """Also that of an entry that has a redirect, which the first page knows."""
    page = see(address)
    page.wait_for_url(long_address + led_to)
    assert page.locator(f"#{led_to.partition('#')[2]}").is_visible()


def test_a_fragment_that_is_named_later_leads_on_too(see: Visit, long_address: str) -> None:
    page = see("en/claims/")
    page.evaluate("location.hash = 'in-kabar-3'")
    page.evaluate("location.hash = 'claim-kabar-1-3'")
    assert page.url == f"{long_address}en/claims/#claim-kabar-1-3"
    page.evaluate("location.hash = 'claim-kabar-3-3'")
    page.wait_for_url(f"{long_address}en/claims/2/#claim-kabar-3-3")


def test_whoever_is_led_on_can_go_back(see: Visit, long_address: str) -> None:
    """To where the address was, not to the page that led on, which would do so again."""
    page = see("en/claims/2/")
    page.goto(f"{long_address}en/claims/#claim-kabar-3-7")
    page.wait_for_url(f"{long_address}en/claims/2/#claim-kabar-3-7")
    page.go_back()
    page.wait_for_url(f"{long_address}en/claims/2/")


def test_a_page_that_is_asked_for_stays(see: Visit, long_address: str) -> None:
    """Of disagreements any name could be that of an entry, but none at all is not."""
    page = see("en/disagreements/2/")
    page.wait_for_load_state("networkidle")
    assert page.url == f"{long_address}en/disagreements/2/"


def test_filters_tell_of_all_pages(see: Visit, long_address: str) -> None:
    page = see("en/claims/")
    assert status(page) == "Page 1 of 2: 242 of 362 claims"
    page.locator(".srt-filters label:has([value=unverified])").click()
    page.get_by_text("On all pages").wait_for()
    assert status(page) == "On this page: 240 of 242 claims. On all pages: 330 of 362 claims."
    assert shown(page) == 240
    page.locator("a[rel=next]:visible").first.click()
    page.wait_for_url(f"{long_address}en/claims/2/?verdict=unverified")
    page.get_by_text("On all pages").wait_for()
    assert status(page) == "On this page: 90 of 120 claims. On all pages: 330 of 362 claims."
    assert shown(page) == 90
    page.get_by_role("button", name="Show all").click()
    assert (shown(page), status(page)) == (120, "Page 2 of 2: 120 of 362 claims")
    assert page.url == f"{long_address}en/claims/2/"


def test_pages_without_what_is_chosen_are_left_out(see: Visit, long_address: str) -> None:
    """And the front page, which leads to the claims of a verdict, leads on to where there are some."""
    page = see("")
    page.locator("a[href='claims/?verdict=open']:visible").first.click()
    page.get_by_text("Di semua halaman").wait_for()
    assert status(page) == "Di halaman ini: 0 dari 242 klaim. Di semua halaman: 30 dari 362 klaim."
    assert shown(page) == 0
    numbers = page.locator(".srt-pages .srt-letters a:visible")
    assert numbers.all_inner_texts() == ["1", "2"]
    numbers.last.click()
    page.wait_for_url(f"{long_address}claims/2/?verdict=open")
    page.get_by_text("Di semua halaman").wait_for()
    assert shown(page) == 30
    page.locator(".srt-filters label:has([value=supported])").click()
    assert numbers.all_inner_texts() == ["1", "2"], "this one and the one that has it"
    page.goto(f"{long_address}claims/?verdict=supported")
    page.get_by_text("Di semua halaman").wait_for()
    assert (shown(page), numbers.all_inner_texts()) == (1, ["1"])
    assert page.locator("a[rel=next]:visible").count() == 0


def test_choices_are_counted_in_all_pages(see: Visit) -> None:
    """Beside what else is chosen; what would leave nothing anywhere is no choice."""
    page = see("en/claims/2/")
    page.locator("select[name=type]").select_option("forecast")
    page.get_by_text("On all pages").wait_for()
    choice = page.locator(".srt-filters__choice label")
    assert [" ".join(text.split()) for text in choice.all_inner_texts()][0] == "all 30"
    articles = page.locator("select[name=article] option:enabled")
    assert articles.evaluate_all("options => options.map(o => o.value)") == ["", "kabar-3"]


def test_quotations_are_filtered_on_all_pages(see: Visit) -> None:
    page = see("en/quotes/")
    page.locator("select[name=type]").select_option("reported")
    page.get_by_text("On all pages").wait_for()
    assert status(page) == "On this page: 240 of 241 quotations. On all pages: 360 of 361 quotations."


def test_events_are_filtered_on_all_pages(see: Visit, long_address: str) -> None:
    """And so is the picture of each page, which can be looked at closely as well."""
    page = see("en/timeline/2/")
    assert status(page) == "Page 2 of 2: 104 of 313 events"
    page.locator("select[name=stage]").select_option("policy")
    page.get_by_text("On all pages").wait_for()
    assert status(page) == "On this page: 25 of 104 events. On all pages: 25 of 313 events."
    assert page.locator(".srt-event:visible").count() == 25
    assert page.locator(".srt-picture a.srt-mark-event:not(.srt-picture__off)").count() == 25
    assert page.locator(".srt-pages .srt-letters a:visible").all_inner_texts() == ["2"]
    page.locator("select[name=stage]").select_option("event")
    page.locator("a[rel=prev]:visible").first.click()
    page.wait_for_url(f"{long_address}en/timeline/?stage=event")
    page.get_by_text("On all pages").wait_for()
    assert status(page) == "On this page: 209 of 209 events. On all pages: 286 of 313 events."
    before = page.locator(".srt-picture__range").inner_text()
    assert "2024" in before
    page.locator(".srt-picture [data-zoom=in]").click()
    assert page.locator(".srt-picture__range").inner_text() != before
    page.locator(".srt-picture a.srt-mark-event[href='#event-kejadian-7']").dispatch_event("click")
    page.wait_for_url("**/en/timeline/?**#event-kejadian-7")


@pytest.mark.parametrize("path", ["claims/", "glossary/", "quotes/", "references/", "timeline/"])
def test_without_scripts_all_pages_are_there(see: Visit, path: str) -> None:
    page = see(f"en/{path}", scripts=False)
    assert page.locator(".srt-pages .srt-letters a:visible").all_inner_texts() == ["1", "2"]
    page.locator("a[rel=next]").first.click()
    assert page.locator("h1").inner_text().endswith("(page 2)")


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize(
    "path",
    ["claims/?verdict=open", "en/quotes/2/", "en/references/", "en/timeline/2/", "disagreements/2/", "en/glossary/2/"],
)
def test_a_divided_list_fits_and_is_accessible(see: Visit, path: str, width: int) -> None:
    page = see(path, width=width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


SPOILT = {
    "missing": None,
    "empty": "",
    "truncated": '{"values":{"verdict":["unver',
    "a page of the host": "<!doctype html><title>Not found</title>",
    "null": "null",
    "a list": "[]",
    "an object": "{}",
    "misshapen": '{"values":{"verdict":3},"pages":[{"ids":3},{"marks":null}]}',
    "of fewer pages": '{"values":{},"pages":[{"ids":[],"marks":[]}]}',
    "of more pages": '{"values":{},"pages":[{"ids":[],"marks":[]},{"ids":[],"marks":[]},'
    '{"ids":["kabar-3-7"],"marks":[[]]}]}',
}
"""What may be where the file of the entries belongs, on a host that is half updated, or behind a cache."""


@pytest.mark.parametrize("what", SPOILT)
def test_a_page_does_without_the_file_of_entries(see: Visit, long_address: str, what: str) -> None:
    """Its filters tell of the page alone, and nobody is led anywhere; the other pages are filtered in the same way."""
    page = see("en/claims/")
    wrong, content = [], SPOILT[what]
    page.on("pageerror", lambda error: wrong.append(str(error)))
    answer = {"status": 404} if content is None else {"body": content}
    page.route("**/entries.json", lambda route: route.fulfill(**answer))
    with page.expect_request_finished():
        page.locator(".srt-filters label:has([value=unverified])").click()
    with page.expect_request_finished():
        page.evaluate("location.hash = 'claim-kabar-3-7'")
    settled(page)
    assert page.url == f"{long_address}en/claims/?verdict=unverified#claim-kabar-3-7"
    assert status(page) == "On this page: 240 of 242 claims."
    following = page.locator("a[rel=next]:visible").first
    assert following.evaluate("link => link.href") == f"{long_address}en/claims/2/?verdict=unverified"
    page.get_by_role("button", name="Show all").click()
    assert (shown(page), status(page)) == (242, "Page 1 of 2: 242 of 362 claims")
    assert following.evaluate("link => link.href") == f"{long_address}en/claims/2/"
    assert wrong == []


@pytest.mark.parametrize(
    ("fragment", "led_to"),
    [
        ("__proto__", ""),
        ("constructor", ""),
        ("%zz", ""),
        ("%", ""),
        ("claim-%zz", ""),
        ("claim-%E0%A4", ""),
        ("claim-__proto__", "en/claims/"),
        ("claim-constructor", "en/claims/"),
        ("claim-0", "en/claims/"),
        ("claim-<img src=x onerror=alert(1)>", "en/claims/"),
        ("claim-%3Cimg%20src=x%20onerror=alert(1)%3E", "en/claims/"),
        ("claim-https://x.example/", "en/claims/"),
        ("claim%2Dkabar-1-7", "en/claims/"),
    ],
)
def test_a_fragment_is_a_name_and_nothing_else(see: Visit, long_address: str, fragment: str, led_to: str) -> None:
    """What can be no entry leads nowhere, and what is none to the first page; nothing of it is on a page."""
    page = see("en/claims/2/")
    wrong, elements = [], page.locator("*").count()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.evaluate("fragment => { location.hash = fragment }", fragment)
    if led_to:
        page.wait_for_url(f"{long_address}{led_to}#**")
        assert page.locator("img[src=x]").count() == 0
    else:
        settled(page)
        assert page.url.startswith(f"{long_address}en/claims/2/#")
        assert page.locator("*").count() == elements
    page.locator("[data-srt-switch]").first.click()
    page.wait_for_url(f"{long_address}{led_to.removeprefix('en/') or 'claims/2/'}**")
    assert wrong == []


def test_two_slashes_lead_to_no_other_host(see: Visit, long_address: str) -> None:
    """Servers answer to an address that begins with two like to one with one."""
    page = see("/claims/#claim-kabar-3-7")
    page.wait_for_url(f"{long_address}/claims/2/#claim-kabar-3-7")
    page.locator(".srt-filters label:has([value=open])").click()
    page.get_by_text("Di semua halaman").wait_for()
    assert page.url == f"{long_address}/claims/2/?verdict=open#claim-kabar-3-7"
    assert shown(page) == 30
    page.goto(f"{long_address}/timeline/#event-kejadian-0")
    page.locator(".srt-picture [data-zoom=in]").click()
    page.wait_for_url(f"{long_address}/timeline/?from=*#event-kejadian-0")
    page.locator("[data-srt-search]").click()
    page.locator(".srt-search__input").fill("Pelita")
    page.locator(".srt-search__results a").first.wait_for()
    page.wait_for_url("**q=Pelita*")
    assert page.url.startswith(f"{long_address}/timeline/?")


def test_addresses_may_ask_for_anything(see: Visit) -> None:
    """What is not on offer is not chosen, and is no part of the page."""
    query = "verdict=<img+src=x+onerror=alert(1)>&type=__proto__&article=%zz&claimant=constructor&x=%3Cb%3E"
    page = see(f"en/claims/?{query}")
    settled(page)
    assert (shown(page), status(page)) == (242, "Page 1 of 2: 242 of 362 claims")
    assert page.locator("img[src=x]").count() == 0
    assert page.locator(".srt-filters select").evaluate_all("fields => fields.every((field) => !field.value)")
