"""The site in a real browser: built once, served on loopback, opened in the system's Chromium."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import chromium
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from served import PATIENCE
from support import Built

UNUSED = (
    # Two pages of Chromium's own behind its address bar, which would be loaded with every page of ours.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # Of Playwright's list, which this one takes the place of.
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
)
"""Features of Chromium that are left out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none, and say so."""
    if chromium.find() is None:
        skip = pytest.mark.skip(reason="Chromium is not installed (apt-get install chromium-headless-shell)")
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def address(site: Built) -> Iterator[str]:
    """Address of the built site, with a slash at its end."""
    assert not site.abort
    with serving(site.site) as address:
        yield address


@pytest.fixture(name="serving", scope="session")
def _serving() -> Callable[[Path], AbstractContextManager[str]]:
    """Serves any folder while a test needs it."""
    return serving


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serves a folder on loopback; the address ends with a slash."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without its own background traffic."""
    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-sync",
        "--no-first-run",
        f"--disable-features={','.join(UNUSED)}",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def new_context(browser: Browser) -> Callable[..., BrowserContext]:
    """Makes a browser context without motion, and with patience for slow machines."""

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE * 1000)
        return context

    return make


@pytest.fixture(scope="session")
def window(new_context: Callable[..., BrowserContext]) -> Callable[..., BrowserContext]:
    """A browser context of a kind, kept for all tests: its cache is warm, and a new one takes long.

    What pages remember is forgotten after each test, by `visit`.
    """

    @functools.cache
    def of_kind(scripts: bool, touch: bool, guest: bool) -> BrowserContext:
        return new_context(java_script_enabled=scripts, has_touch=touch, bypass_csp=guest)

    return of_kind


@pytest.fixture
def visit(window: Callable[..., BrowserContext], address: str) -> Iterator[Callable[..., Page]]:
    """Opens a path of the site. Fails the test on what the console calls an error, or on a request to another host.

    What the policy of a page forbids is such an error. With `guest`, scripts of others may be put into the page, as
    browser extensions do. `before` is given the page before it goes anywhere.
    """
    pages, wrong = [], []

    def open_page(
        path: str,
        *,
        width: int = 1440,
        scheme: str = "light",
        scripts: bool = True,
        touch: bool = False,
        guest: bool = False,
        before: Callable[[Page], None] = lambda page: None,
    ) -> Page:
        page = window(scripts, touch, guest).new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.on("pageerror", lambda error: wrong.append(f"{path}: {error}"))
        page.on("console", lambda m: wrong.append(f"{path}: {m.text}") if m.type == "error" else None)
        page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else wrong.append(r.url))
        before(page)
        page.goto(address + path)
        return page

    yield open_page
    for page in pages:
        forget = {"origin": address, "storageTypes": "local_storage"}
        page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", forget)
        page.close()
    assert not wrong
