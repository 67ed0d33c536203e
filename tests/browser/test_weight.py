"""What a reader's browser has to load, and that the text stays where it is while it does.

Sizes and shifts are no timings: they are the same on every machine. What takes how long is in bench/.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import REPOSITORY, Built

sys.path.insert(0, str(REPOSITORY / "bench"))
import pages as bench

MAX_OURS = 60_000
"""Bytes of HTML, CSS and JavaScript of ours on the page of an article, compressed."""
MAX_SHIFT = 0.01
"""Cumulative layout shift. Up to 0.1 counts as good."""


@pytest.fixture(scope="module")
def address(site: Built) -> Iterator[str]:
    with bench.served(Path(site.site)) as address:
        yield address


def heaviest(site: Built, prefix: str) -> str:
    articles = [page for page in site.pages if page.startswith(f"{prefix}articles/") and page.count("/") < 4]
    return max(articles, key=lambda page: len(site.html(page)))


@pytest.mark.parametrize("width", [360, 900, 1440])
@pytest.mark.parametrize("prefix", ["", "en/"], ids=["id", "en"])
def test_an_article_is_light_and_its_notes_move_nothing(browser, address, site: Built, prefix: str, width: int) -> None:
    weighed = bench.weigh(browser, address, heaviest(site, prefix), width)
    assert 10_000 < weighed.ours <= MAX_OURS
    assert weighed.elsewhere == 0
    assert weighed.shift <= MAX_SHIFT, "\n".join(weighed.moves)


def test_what_nobody_sees_move_is_no_shift(browser) -> None:
    """A page that arrives in parts is measured by what moves on the screen, and the measurement says what that was."""
    page = browser.new_page()
    page.add_init_script(bench.OBSERVE)
    page.goto("data:text/html,<p>Words and <a href=x>a link</a> </p>")
    add = """async ([place, html]) => {
      const frames = async () => { for (let i = 0; i < 4; i++) await new Promise(requestAnimationFrame) };
      await frames();
      document.querySelector("p").insertAdjacentHTML(place, html);
      await frames();
      await new Promise(setTimeout);
      return [window.shift, window.moves];
    }"""
    assert page.evaluate(add, ["beforeend", "<b>and more</b>"]) == [0, []]
    shift, moves = page.evaluate(add, ["beforebegin", "<div style='height: 100px'></div>"])
    assert shift > 0.001
    assert "p#. from " in moves[0]
    page.close()


def test_notes_are_there_when_the_script_never_comes(browser, address, site: Built) -> None:
    """Room is kept for what the script does; without it the room is given back."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.route("**/sorotan.js", lambda route: route.abort())
    page.goto(address + heaviest(site, "en/"), wait_until="load")
    assert page.locator(".srt-note__body").count() > 10
    assert all(note.is_visible() for note in page.locator(".srt-note__body").all())
    page.context.close()
