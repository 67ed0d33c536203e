"""The site with payloads in everything that people write, opened and used: nothing of it runs or leaves the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import BrowserContext, Page
from waiting import until

from hostile.poisoned import Poisoned

TRIPWIRE = "window.pwn = () => { window.__pwned = true; console.error('pwned'); };"
PAGES = (
    *(
        "",
        "articles/lab-baru/",
        "articles/lab-baru/parallel/",
        "entities/",
        "entities/pelita/",
        "entities/kinds/person/",
    ),
    *("network/", "timeline/", "notes/", "claims/", "disagreements/", "quotes/", "references/", "data/", "prosa/"),
    *("entities/kinds/person/", "tidak-ada/"),
)
"""One page of every kind, and an address with nothing at it."""


@dataclass
class Watched:
    """A page with everything that must not happen on it."""

    page: Page
    address: str
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def check(self, path: str) -> None:
        if self.page.evaluate("window.__pwned"):
            self.wrong.append(f"{path}: a payload ran")
        assert self.wrong == []


@pytest.fixture
def watched(new_context: Callable[..., BrowserContext], hostile: Poisoned, serving) -> Iterator[Watched]:
    with serving(hostile.built.site) as address:
        context = new_context()
        context.add_init_script(TRIPWIRE)
        found = Watched(context.new_page(), address)
        page, wrong = found.page, found.wrong
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda message: wrong.append(message.text) if message.text == "pwned" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
        yield found
        context.close()


@pytest.mark.parametrize("language", ["", "en/"])
def test_no_payload_runs(watched: Watched, language: str) -> None:
    for path in PAGES:
        watched.open(language + path)
        watched.page.evaluate("document.querySelectorAll('details').forEach((details) => (details.open = true))")
        watched.check(path)


def test_redirects_lead_to_the_page(watched: Watched) -> None:
    watched.open("entities/lilin/")
    watched.page.wait_for_url("**/entities/pelita/")
    watched.check("redirect")


def test_the_tripwire_works(watched: Watched) -> None:
    """A payload that did get in would be seen."""
    watched.open("")
    watched.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=pwned onerror=pwn()>')")
    until(watched.page, "window.__pwned")
    with pytest.raises(AssertionError):
        watched.check("")


def test_previews_and_keys_run_nothing(watched: Watched) -> None:
    watched.open("articles/lab-baru/")
    for link in watched.page.locator("a.srt-entity, a.srt-noteref, .srt-evidence a[href*='#ref-']").all()[:8]:
        link.hover(force=True)
        watched.page.wait_for_timeout(400)
    assert watched.page.locator(".srt-preview").inner_text()
    watched.page.keyboard.press("n")
    watched.check("previews")


@pytest.mark.parametrize("language", ["", "en/"])
def test_search_runs_nothing(watched: Watched, language: str) -> None:
    watched.open(language)
    watched.page.locator("[data-srt-search]").first.click()
    for words in ("pwn", "<script>pwn()</script>", "img onerror"):
        watched.page.locator(".srt-search__input").fill(words)
        watched.page.wait_for_timeout(500)
    watched.page.locator(".srt-search__input").fill("pwn")
    watched.page.locator(".srt-search__results a").first.wait_for()
    assert "<script>" in watched.page.locator(".srt-search__results").inner_text()
    watched.check("search")


def test_filters_take_nothing_from_the_address(watched: Watched) -> None:
    watched.open("timeline/?stage=%3Cimg%20src%3Dx%20onerror%3Dpwn()%3E&developer=__proto__#%22%3E%3Cscript%3Epwn()")
    watched.page.locator(".srt-filters select").first.select_option(index=1)
    assert watched.page.locator(".srt-filters__status").inner_text()
    watched.check("filters")
