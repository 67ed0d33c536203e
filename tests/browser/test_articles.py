"""Reading an article: notes beside the text, and the way there and back."""

from __future__ import annotations

import pytest
from waiting import settled, until

ARTICLE = "articles/china-closing-the-gap/"
PLACES = """Array.from(document.querySelectorAll("body *"))
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .map((element) => [element, element.getBoundingClientRect()])"""
REMEMBER = f"""document.addEventListener("readystatechange", () => {{ window.before ??= new Map({PLACES}); }})"""
MOVED = f"""{PLACES}.map(([element, now]) => [element, now, window.before.get(element)])
  .filter(([, now, old]) => old && Math.hypot(now.x - old.x, now.y - old.y) > 0.5)
  .map(([element, now, old]) => `${{element.outerHTML.slice(0, 60)}}: ${{old.x}} ${{old.y}}, ${{now.x}} ${{now.y}}`)"""


def boxes(page, selector: str) -> list[dict]:
    """Where the elements are that take any room."""
    found = page.locator(selector).evaluate_all("elements => elements.map(e => e.getBoundingClientRect().toJSON())")
    return [box for box in found if box["height"]]


@pytest.mark.parametrize("path", [ARTICLE, "en/articles/midha-china-open-source-lead/"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_side_notes_do_not_overlap(visit, path: str, scripts: bool) -> None:
    """They stand beside the text, one below the other."""
    page = visit(path, width=1440, scripts=scripts)
    settled(page)
    notes = sorted(boxes(page, ".srt-note"), key=lambda box: box["y"])
    assert len(notes) >= 15
    [text] = boxes(page, "#p2")
    assert all(note["x"] >= text["x"] + text["width"] for note in notes)
    for above, below in zip(notes, notes[1:], strict=False):
        beside = above["x"] + above["width"] <= below["x"] or below["x"] + below["width"] <= above["x"]
        assert beside or above["y"] + above["height"] <= below["y"] + 0.5


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
    settled(page)
    assert page.locator("#note-gap-llama-2-not-llama .srt-note__body").is_visible()
    assert page.locator("#passage-gap-llama-2-not-llama").is_visible()


@pytest.mark.parametrize(("width", "fragment"), [(1440, "p14"), (360, "note-gap-midha-answers")])
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


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_language_of_a_block_or_note_is_switched_without_scripts(visit, width: int) -> None:
    """From a block, and back from a note."""
    page = visit(ARTICLE, width=width, scripts=False)

    def switch(place, to: str) -> None:
        link = place.locator(".srt-counterpart")
        link.focus()
        assert link.evaluate("link => link.checkVisibility({opacityProperty: true})")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{to}")
        assert page.locator(to[to.index("#") :]).is_visible()

    block = page.locator("#p9 ~ .srt-place")
    block.get_by_text("¶9").click()  # the address is at the block
    switch(block, f"/en/{ARTICLE}#p9")
    note = page.locator(".srt-note").nth(4)
    switch(note, f"/{ARTICLE}#{note.get_attribute('id')}")
    assert page.locator("html").get_attribute("lang") == "id"


@pytest.mark.parametrize(("path", "width"), [(ARTICLE, 1440), ("en/articles/us-open-model-gap/", 1440), (ARTICLE, 360)])
def test_note_and_passage_are_in_view_together(visit, path: str, width: int) -> None:
    """Whichever way the reader goes from note to note by keyboard."""
    page = visit(path, width=width)
    settled(page)
    head = page.locator(".srt-header").bounding_box()["height"]
    for key in "n" * 12 + "p" * 6:
        page.keyboard.press(key)
        [note], [passage] = boxes(page, ".srt-note.srt-lit"), boxes(page, ".srt-noteref.srt-lit")
        assert head <= note["top"] and note["bottom"] <= 900
        if width == 1440 or note["bottom"] - passage["top"] < 750:
            assert head <= passage["top"] <= passage["bottom"] <= 900


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("path", [ARTICLE, "en/", "timeline/", "disagreements/", "en/network/"])
def test_twice_as_large_letters_fit_a_phone(visit, path: str, width: int) -> None:
    """Nothing is wider than the window, and all that the header offers is in it."""

    def large(page) -> None:
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})

    page = visit(path, width=width, before=large)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    name = "Bahasa Indonesia" if path.startswith("en/") else "English"
    for offer in (page.get_by_role("link", name=name), page.locator(".srt-menu > summary"), page.locator(".srt-find")):
        box = offer.bounding_box()
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
    page.locator(".srt-menu > summary").click()
    last = page.locator(".srt-menu a").last
    last.scroll_into_view_if_needed()
    assert 0 <= last.bounding_box()["y"] <= 900


def test_what_is_searched_for_is_seen_in_letters_twice_as_large(visit) -> None:
    def large(page) -> None:
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})

    page = visit("en/", width=360, before=large)
    page.keyboard.press("/")
    line = page.locator("dialog[open] .srt-search__input")
    line.fill("model")
    assert line.evaluate("line => line.scrollWidth <= line.clientWidth"), "the word and what clears it"
    assert line.bounding_box()["width"] > 5 * 32
    assert page.locator(".srt-search").evaluate("dialog => dialog.scrollWidth === dialog.clientWidth")


def test_with_scripts_there_is_one_language_switch(visit) -> None:
    page = visit(ARTICLE, width=1440)
    assert page.locator(".srt-counterpart").count() > 40
    assert page.locator(".srt-counterpart:visible").count() == 0


@pytest.mark.parametrize("width", [360, 1440])
def test_the_list_of_notes_leads_to_notes_and_passages(visit, width: int) -> None:
    page = visit("en/articles/us-open-model-gap/", width=width)
    page.get_by_role("link", name="All notes on this page").click()
    item = page.locator(".srt-notelist li").nth(6)
    note, passage = (item.locator("a").nth(i).get_attribute("href") for i in (0, 1))
    for hash in (note, passage):
        item.locator(f'a[href="{hash}"]').click()
        assert page.evaluate("location.hash") == hash
        page.wait_for_timeout(100)
        for shown in (f"{note} .srt-note__body", passage):
            assert page.locator(shown).is_visible()
        box = page.locator(passage).bounding_box()
        assert 0 <= box["y"] <= 900


@pytest.mark.parametrize("width", [768, 1440])
def test_what_opens_a_citation_stays_under_the_pointer(visit, width: int) -> None:
    page = visit(f"{ARTICLE}#note-gap-nyt-source", width=width)
    settled(page)
    button = page.locator("#note-gap-nyt-source .srt-cite summary")
    before = button.bounding_box()
    button.click()
    assert button.bounding_box() == before
    [box] = boxes(page, "#note-gap-nyt-source .srt-note__foot")
    assert {pre["width"] for pre in boxes(page, "#note-gap-nyt-source pre")} == {box["width"]}


def test_side_notes_do_not_overlap_whatever_is_opened(visit) -> None:
    """With every note unfolded and every citation open, there is more than the margin was made for."""
    page = visit(ARTICLE, width=1440)
    page.evaluate("""for (const box of document.querySelectorAll(".srt-note__box")) {
        if (!box.open) box.querySelector(".srt-note__head").click();
        box.querySelector(".srt-cite summary").click();
    }""")
    until(page, "!document.querySelector('.srt-note details:not([open])')")
    settled(page)
    notes = sorted(boxes(page, ".srt-note"), key=lambda box: box["y"])
    assert len(notes) == 25
    for above, below in zip(notes, notes[1:], strict=False):
        assert above["y"] + above["height"] <= below["y"] + 0.5
    bottom = page.locator(".srt-footer").bounding_box()["y"]
    assert notes[-1]["y"] + notes[-1]["height"] <= bottom


@pytest.mark.parametrize("width", [360, 900, 1440])
def test_nothing_moves_when_the_script_comes(visit, width: int) -> None:
    """From the moment on which the page is there to when its scripts, which are deferred, have done their work."""
    page = visit(ARTICLE, width=width, before=lambda page: page.add_init_script(REMEMBER))
    settled(page)
    assert page.locator(".srt-legend button").count() > 0
    assert page.evaluate("window.before.size") > 500
    assert page.evaluate(MOVED) == []


@pytest.mark.parametrize("width", [360, 1440])
def test_notes_are_there_where_the_script_does_not_come(visit, width: int) -> None:
    without = lambda page: page.route("**/sorotan.js", lambda route: route.fulfill(body=""))  # noqa: E731
    page = visit(ARTICLE, width=width, before=without)
    until(page, "document.documentElement.classList.contains('no-js')")
    assert all(note.is_visible() for note in page.locator(".srt-note__body").all())


PARALLEL = "articles/us-open-model-gap/parallel/"


@pytest.mark.parametrize(
    ("path", "heads", "width", "places"),
    [
        (PARALLEL, ".srt-parallel__head", 768, ["p8", "id-ref-gap-open-terms", "en-note-gap-open-terms"]),
        (PARALLEL, ".srt-parallel__head", 1440, ["p8", "en-ref-gap-open-terms", "en-note-gap-open-terms"]),
        ("disagreements/", ".srt-matrix thead th", 1440, ["stances-nyt-us-still-leads-research"]),
    ],
)
def test_nothing_hides_below_the_heads_of_columns(visit, path: str, heads: str, width: int, places: list[str]) -> None:
    """Neither what an address leads to, such as the number at a passage, nor what has the focus."""
    page = visit(path, width=width)
    line = f"Math.max(...Array.from(document.querySelectorAll('{heads}'), head => head.getBoundingClientRect().bottom))"
    for id in places:
        page.evaluate("id => location.hash = id", id)
        until(
            page, f"(top => top < 300 && top >= {line})(document.querySelector(':target').getBoundingClientRect().top)"
        )
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.srt-parallel *, tbody *')"):
            assert page.evaluate(f"document.activeElement.getBoundingClientRect().top >= {line}")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_notes_are_read_side_by_side(visit, scripts: bool) -> None:
    page = visit(PARALLEL, width=1440, scripts=scripts)
    row = page.locator("#p2")
    text = [row.locator(f".srt-parallel__cell[lang={language}]").bounding_box() for language in ("id", "en")]
    for number in range(3):
        notes = row.locator(".srt-parallel__pair").nth(number).locator(".srt-parallel__note")
        assert [note.is_visible() for note in notes.all()] == [True, True]
        left, right = (note.bounding_box() for note in notes.all())
        assert left["y"] == right["y"]
        assert [left["x"], right["x"]] == [text[0]["x"], text[1]["x"]]
        assert left["y"] >= text[0]["y"] + text[0]["height"]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_on_a_phone_one_language_stands_above_the_other(visit, scripts: bool) -> None:
    page = visit(PARALLEL, width=360, scripts=scripts)
    above, below = (cell.bounding_box() for cell in page.locator("#p2 .srt-parallel__cell").all())
    assert above["y"] + above["height"] <= below["y"]
    assert above["x"] == below["x"]
    note = page.locator("#en-note-gap-kimi-is-a-product")
    assert not note.is_visible()
    page.locator("#p2 summary").click()
    assert note.is_visible()


def test_every_note_is_printed_in_both_languages(visit) -> None:
    page = visit(PARALLEL)
    page.emulate_media(media="print")
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        notes = boxes(page, ".srt-parallel__note")
        assert len(notes) == 30
        assert all(note["height"] > 20 for note in notes)
        left, right = boxes(page, "#p2 .srt-parallel__cell")
        assert left["y"] == right["y"] and left["x"] < right["x"]
        tag = "getComputedStyle(document.getElementById('en-note-gap-kimi-is-a-product'), '::before').content"
        assert "attr(lang)" in page.evaluate(tag) or '"en"' in page.evaluate(tag)


def test_the_place_is_kept_between_languages_side_by_side(visit) -> None:
    page = visit(PARALLEL, width=1440)
    page.evaluate("document.getElementById('p7').scrollIntoView()")
    page.locator("a[data-srt-switch]").click()
    page.wait_for_url("**/en/articles/**")
    assert page.url.endswith(f"/en/{PARALLEL}#p7")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_notes_are_printed_at_the_end_in_the_order_of_their_numbers(visit, scripts: bool) -> None:
    """With the addresses of what they cite, as paper has no links."""
    page = visit(ARTICLE, width=760, scripts=scripts)
    page.emulate_media(media="print")
    end_of_text = max(box["y"] + box["height"] for box in boxes(page, ".srt-block > [id^=p]"))
    heading = page.locator(".srt-endnotes").bounding_box()
    assert heading["y"] >= end_of_text
    tops = [box["y"] for box in boxes(page, ".srt-note")]
    assert len(tops) == len(boxes(page, ".srt-note__body")) == 25
    assert tops == sorted(tops)
    assert tops[0] > heading["y"]
    numbers = page.locator(".srt-note__number").all_inner_texts()
    assert numbers == [str(number) for number in range(1, len(tops) + 1)]
    assert boxes(page, ".srt-provenance")[0]["y"] > tops[-1]
    for part in (".srt-note", ".srt-provenance"):
        links = page.locator(f"{part} [data-source]")
        printed = links.evaluate_all("links => links.map(link => getComputedStyle(link, '::after').content)")
        assert printed and all("http" in address for address in printed)


def test_notes_are_there_without_scripts_on_a_phone(visit) -> None:
    page = visit(ARTICLE, width=360, scripts=False)
    notes = page.locator(".srt-note__body")
    assert notes.count() == 25
    assert all(note.is_visible() for note in notes.all())


@pytest.mark.parametrize("width", [360, 1440])
def test_reloading_keeps_the_place(visit, width: int) -> None:
    """Browsers note what stood at the top of the window; it must be nothing that moves before the page is ready."""
    page = visit("articles/us-open-model-gap/", width=width)
    for place in (700, 900, 1100, 1500):
        until(page, "document.documentElement.classList.contains('srt-ready')")
        page.evaluate("place => scrollTo(0, place)", place)
        settled(page)
        for _ in range(3):
            page.reload()
            settled(page)
            assert page.evaluate("scrollY") == place
