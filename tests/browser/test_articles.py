"""Reading an article: notes beside the text, and the way there and back."""

from __future__ import annotations

import pytest

ARTICLE = "articles/china-closing-the-gap/"


def boxes(page, selector: str) -> list[dict]:
    return [element.bounding_box() for element in page.locator(selector).all()]


@pytest.mark.parametrize("path", [ARTICLE, "en/articles/midha-china-open-source-lead/"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_side_notes_do_not_overlap(visit, path: str, scripts: bool) -> None:
    page = visit(path, width=1440, scripts=scripts)
    page.wait_for_timeout(300)
    notes = sorted((box for box in boxes(page, ".srt-note") if box), key=lambda box: box["y"])
    assert len(notes) >= 15
    for above, below in zip(notes, notes[1:], strict=False):
        beside = above["x"] + above["width"] <= below["x"] or below["x"] + below["width"] <= above["x"]
        assert beside or above["y"] + above["height"] <= below["y"] + 0.5


def test_side_notes_stand_beside_the_text(visit) -> None:
    page = visit(ARTICLE, width=1440)
    text, note = page.locator("#p2").bounding_box(), page.locator(".srt-note").first.bounding_box()
    assert note["x"] >= text["x"] + text["width"]


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_from_passage_to_note_and_back(visit, width: int) -> None:
    """The number in the text leads to its note, the number of the note leads back, by keyboard alone."""
    page = visit(ARTICLE, width=width)
    reference = page.locator(".srt-noteref").nth(4)
    id = reference.get_attribute("href").removeprefix("#")
    reference.focus()
    page.keyboard.press("Enter")
    note = page.locator(f"#{id}")
    assert note.is_visible()
    assert page.evaluate("location.hash") == f"#{id}"
    assert note.locator(".srt-note__body").is_visible()

    back = note.locator(".srt-note__number")
    back.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#" + reference.get_attribute("id")
    assert reference.is_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_a_shared_link_to_a_note_shows_note_and_passage(visit, width: int) -> None:
    page = visit("en/articles/us-open-model-gap/#note-gap-llama-2-not-llama", width=width)
    page.wait_for_timeout(300)
    assert page.locator("#note-gap-llama-2-not-llama .srt-note__body").is_visible()
    assert page.locator("#passage-gap-llama-2-not-llama").is_visible()


@pytest.mark.parametrize(("width", "fragment"), [(1440, "p14"), (360, "note-gap-midha-answers"), (768, "p30")])
def test_switching_the_language_keeps_the_place(visit, width: int, fragment: str) -> None:
    page = visit(ARTICLE, width=width)
    fragments = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    fragment = fragment if fragment in fragments else next(id for id in fragments if id.startswith("note-"))
    page.goto(page.url.split("#")[0] + f"#{fragment}")
    page.locator("a[data-srt-switch]").first.click()
    page.wait_for_url("**/en/articles/**")
    assert page.url.endswith(f"/en/{ARTICLE}#{fragment}")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("a[data-srt-switch]").first.click()
    page.wait_for_url(lambda url: "/en/" not in url)
    assert page.url.endswith(f"/{ARTICLE}#{fragment}")


def test_every_note_is_printed(visit) -> None:
    page = visit(ARTICLE, width=1440)
    count = page.locator(".srt-note").count()
    page.emulate_media(media="print")
    assert count == 25
    assert all(note.locator(".srt-note__body").is_visible() for note in page.locator(".srt-note").all())


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_notes_are_printed_at_the_end_in_the_order_of_their_numbers(visit, scripts: bool) -> None:
    """With the addresses of what they cite, as paper has no links."""
    page = visit(ARTICLE, width=760, scripts=scripts)
    page.emulate_media(media="print")
    end_of_text = max(box["y"] + box["height"] for box in boxes(page, ".srt-block > [id^=p]"))
    heading = page.locator(".srt-endnotes").bounding_box()
    assert heading["y"] >= end_of_text
    tops = [box["y"] for box in boxes(page, ".srt-note")]
    assert tops == sorted(tops)
    assert tops[0] > heading["y"]
    numbers = page.locator(".srt-note__number").all_inner_texts()
    assert numbers == [str(number) for number in range(1, len(tops) + 1)]
    assert boxes(page, ".srt-provenance")[0]["y"] > tops[-1]
    printed = page.evaluate("getComputedStyle(document.querySelector('.srt-note [data-source]'), '::after').content")
    assert "http" in printed


def test_notes_are_there_without_scripts_on_a_phone(visit) -> None:
    page = visit(ARTICLE, width=360, scripts=False)
    notes = page.locator(".srt-note__body")
    assert notes.count() == 25
    assert all(note.is_visible() for note in notes.all())
