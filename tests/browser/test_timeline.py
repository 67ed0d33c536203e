"""The picture of the timeline: looked at closely, filtered, printed."""

from __future__ import annotations

import itertools
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

FILTERS = ("stage", "developer", "country", "openness", "articles")
SETTLED = 400
"""Milliseconds after which the address says what is looked at."""


def query(page) -> dict[str, str]:
    page.wait_for_timeout(SETTLED)
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def in_view(page) -> float:
    """How much of the time is in view, as a share."""
    return page.evaluate(
        "document.querySelector('.srt-picture__scroll').clientWidth /"
        "document.querySelector('.srt-picture__time').getBoundingClientRect().width"
    )


def button(page, name: str):
    return page.locator(f".srt-picture [data-zoom={name}]")


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_works_on_list_and_picture_and_is_in_the_address(visit, name: str) -> None:
    page = visit("en/timeline/")
    value = page.locator(f"select[name={name}] option").nth(1).get_attribute("value")
    page.locator(f"select[name={name}]").select_option(value)
    assert query(page) == {name: value}
    wanted = page.locator(f'.srt-event[data-{name}~="{value}"]').evaluate_all("items => items.map(item => item.id)")
    page.reload()
    assert page.locator(".srt-event:visible").evaluate_all("items => items.map(item => item.id)") == wanted
    marks = page.locator(".srt-picture a:not(.srt-picture__off)")
    pictured = marks.evaluate_all("links => links.map(link => link.getAttribute('href').slice(1))")
    assert set(pictured) <= set(wanted)
    assert pictured


def test_events_that_crowd_are_named_all_the_same(visit) -> None:
    page = visit("timeline/")
    marks = page.locator("a.srt-mark-event").count()
    names = page.locator("a.srt-mark-event text:visible").all_text_contents()
    assert {"ChatGPT", "DeepSeek-R1", "gpt-oss-120b", "gpt-oss-20b", "Gemma 4"} <= set(names)
    assert len(names) > marks * 0.9


STORIES = {"The New York Times", "Fortune", "TechCrunch", "WIRED"}


def labels(page) -> dict[str, list[dict]]:
    """Where the labels are that are seen, by their words."""
    found: dict[str, list[dict]] = {}
    for label in page.locator(".srt-picture a > text").all():
        if label.evaluate("label => label.checkVisibility({ visibilityProperty: true })"):
            found.setdefault(label.text_content(), []).append(label.bounding_box())
    return found


@pytest.mark.parametrize("width", [360, 1440])
def test_the_latest_events_are_named(visit, width: int) -> None:
    """Before their marks: behind them the picture ends."""
    page = visit("en/timeline/", width=width)
    frame = page.locator(".srt-picture__scroll").bounding_box()
    named = labels(page)
    for name in ("Muse Spark Open", "Beam 1.0", "Order on DeepSeek"):
        [box] = named[name]
        assert frame["x"] <= box["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"]


def test_labels_are_whole_on_a_phone(visit) -> None:
    """What the left edge would cut is left out, and there again when the picture is moved; stories have names."""
    page = visit("en/timeline/", width=360)
    edge = page.locator(".srt-picture__scroll").bounding_box()["x"]
    before = labels(page)
    assert before
    assert all(box["x"] >= edge for boxes in before.values() for box in boxes)
    assert STORIES & set(before) == STORIES - {"The New York Times"}  # that was in 2024
    assert page.locator(".srt-picture__scroll--earlier").count() == 1
    while button(page, "earlier").get_attribute("aria-disabled") == "false":
        button(page, "earlier").click()
    assert "ChatGPT" in labels(page)
    assert page.locator(".srt-picture__scroll--earlier").count() == 0


@pytest.mark.parametrize("width", [718, 760])
def test_what_is_printed_is_named(visit, width: int) -> None:
    """Also where the picture was looked at closely before."""
    page = visit("en/timeline/?from=2024-01-01&to=2024-03-01", width=width)
    page.emulate_media(media="print")
    printed = labels(page)
    marks = page.locator("a.srt-mark-event, a.srt-picture__article").count()
    assert set(printed) >= STORIES
    boxes = [box for boxes in printed.values() for box in boxes]
    assert len(boxes) > marks * 0.9
    assert all(box["x"] + box["width"] <= width for box in boxes)
    for one, other in itertools.combinations(boxes, 2):
        beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
        assert beside or abs(one["y"] - other["y"]) > 8


def test_what_is_filtered_is_in_view_on_a_phone(visit) -> None:
    page = visit("timeline/?developer=alibaba", width=360)
    inside = """marks => {
        const frame = document.querySelector(".srt-picture__scroll").getBoundingClientRect();
        const places = marks.map(mark => mark.getBoundingClientRect());
        return places.filter(({ left, right }) => right > frame.left && left < frame.right).length;
    }"""
    left = page.locator(".srt-mark-event:not(.srt-picture__off)[href]")
    assert left.evaluate_all(inside) > 0
    page.locator("select[name=developer]").select_option("01-ai")
    assert left.evaluate_all(inside) > 0


@pytest.mark.parametrize("width", [360, 1440])
def test_the_picture_is_looked_at_closely(visit, width: int) -> None:
    page = visit("timeline/", width=width)
    whole = in_view(page)
    labels = page.locator(".srt-picture__time text:visible").count()
    button(page, "in").click()
    button(page, "in").click()
    assert in_view(page) == pytest.approx(whole / 1.6**2, rel=0.05)
    assert page.locator(".srt-picture__time text:visible").count() > labels
    found = query(page)
    days = (date.fromisoformat(found["to"]) - date.fromisoformat(found["from"])).days
    assert days == pytest.approx(in_view(page) * 5 * 365, rel=0.05)
    assert str(date.fromisoformat(found["to"]).year) in page.locator(".srt-picture__range").inner_text()

    page.locator("a[data-srt-switch]").click()
    page.wait_for_url("**/en/timeline/**")
    assert query(page) == found
    assert in_view(page) == pytest.approx(whole / 1.6**2, rel=0.05)
    button(page, "reset").click()
    assert query(page) == {}
    assert in_view(page) == pytest.approx(whole, rel=0.01)


def test_what_is_filtered_is_kept_at_the_picture(visit) -> None:
    """No heading that is filtered away is taken for the place of the reader."""
    page = visit("en/timeline/?stage=open-weights&country=china&from=2024-06-01&to=2025-06-01")
    page.set_viewport_size({"width": 1440, "height": 400})
    page.locator(".srt-picture").evaluate("picture => picture.scrollIntoView()")
    assert page.evaluate("scrollY > innerHeight / 4")
    assert page.locator("#year-2022").evaluate("heading => heading.closest('[hidden]') !== null")
    shown = page.locator(".srt-filters__status").inner_text().split()[1]
    page.locator("a[data-srt-switch]").click()
    page.locator("html[lang=id]").wait_for()
    assert "stage=open-weights&country=china" in page.url
    assert "#" not in page.url
    assert page.locator(".srt-filters__status").inner_text().split()[1] == shown


@pytest.mark.parametrize("width", [360, 1001, 1440])
def test_the_months_in_view_are_those_of_the_address(visit, width: int) -> None:
    """Pixels are no days: the picture may begin a few hours before the first of a month."""
    page = visit("en/timeline/?from=2024-06-01&to=2025-06-01", width=width)
    assert page.locator(".srt-picture__range").inner_text() == "June 2024 – May 2025"


def test_keys_zoom_and_pan(visit) -> None:
    page = visit("en/timeline/?country=china")
    frame = page.locator(".srt-picture__scroll")
    frame.focus()
    for _ in range(4):
        page.keyboard.press("+")
    near = query(page)
    assert near["country"] == "china"
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(lambda url: f"from={near['from']}" not in url)
    assert query(page)["from"] < near["from"]
    page.keyboard.press("-")
    far = query(page)
    length = lambda q: date.fromisoformat(q["to"]) - date.fromisoformat(q["from"])  # noqa: E731
    assert length(far) > length(near)
    page.keyboard.press("0")
    assert query(page) == {"country": "china"}


def test_the_wheel_zooms_only_with_ctrl_and_keeps_what_is_pointed_at(visit) -> None:
    page = visit("en/timeline/")
    mark = page.locator("a.srt-mark-event circle").nth(6)
    mark.hover()
    page.mouse.wheel(0, 10)
    page.wait_for_timeout(100)
    assert in_view(page) == pytest.approx(1, abs=0.01)

    def middle() -> float:
        box = mark.bounding_box()
        return box["x"] + box["width"] / 2

    def width() -> float:
        return page.locator(".srt-picture__time").bounding_box()["width"]

    pointed, before, narrow = round(middle()), middle(), width()  # a mouse points at whole pixels
    page.mouse.move(pointed, mark.bounding_box()["y"] + 5)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    page.wait_for_timeout(100)
    assert in_view(page) < 0.5
    assert middle() == pytest.approx(pointed + (before - pointed) * width() / narrow, abs=1)


def test_drawing_the_picture_along_follows_no_link(visit) -> None:
    page = visit("en/timeline/?from=2024-01-01&to=2025-01-01")
    box = page.locator("a.srt-mark-event circle:visible").evaluate_all(
        "marks => marks.map(m => m.getBoundingClientRect()).find(b => b.x > 500 && b.x < 900)"
    )
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 4, steps=4)
    page.mouse.up()
    assert query(page)["from"] < "2024-01-01"
    assert "#" not in page.url


def test_drawing_the_picture_along_marks_no_words(visit) -> None:
    """Neither its labels nor what stands below it, if the mouse comes there."""
    page = visit("en/timeline/?from=2024-01-01&to=2025-01-01")
    frame = page.locator(".srt-picture__scroll")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    page.mouse.move(box["x"] + 700, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 500, box["y"] + box["height"] + 60, steps=4)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()") == ""


def test_the_picture_fills_a_window_that_is_made_wider(visit) -> None:
    """As a phone is that is turned."""
    page = visit("timeline/", width=768)
    for name in ("in", "out", "out"):
        button(page, name).dispatch_event("click")
    page.set_viewport_size({"width": 1440, "height": 900})
    assert in_view(page) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("range", ["from=x&to=y", "from=2025-06-01&to=2024-01-01", "from=1900-01-01&to=1901-01-01"])
def test_an_address_of_no_time_shows_the_picture_as_at_first(visit, range: str) -> None:
    page = visit(f"timeline/?{range}")
    assert in_view(page) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_picture_fits_a_sheet_of_paper(visit, scripts: bool) -> None:
    page = visit("timeline/" + ("?from=2024-01-01&to=2024-03-01" if scripts else ""), width=760, scripts=scripts)
    page.emulate_media(media="print")
    box = page.locator(".srt-picture__time").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 760
    assert page.locator("a.srt-mark-event").first.is_visible()
    assert not page.locator(".srt-picture__tools").is_visible()


def test_without_scripts_the_whole_picture_is_there(visit) -> None:
    page = visit("timeline/", scripts=False)
    assert not page.locator(".srt-picture__tools").is_visible()
    assert page.locator(".srt-picture__time text:visible").count() > 20
    page.locator("a.srt-mark-event").first.click()
    assert "#event-" in page.url


def test_a_long_name_fits_a_phone(visit) -> None:
    page = visit("timeline/", width=360)
    page.locator(".srt-event .srt-chip").first.evaluate("chip => { chip.textContent = 'Perkumpulan'.repeat(20) }")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
