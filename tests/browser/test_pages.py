"""Every kind of page, in every width, both schemes and both languages."""

from __future__ import annotations

import pytest
from accessibility import COLOURS, SIZES, violations
from kinds_of_pages import PAGES, WIDTHS
from waiting import until


@pytest.mark.parametrize(("prefix", "width"), [("", 1440), ("en/", 360)], ids=["id", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_read_a_page(visit, name: str, prefix: str, width: int) -> None:
    """Axe finds nothing, in either scheme and any width, and no page is wider than the window."""
    page = visit(prefix + PAGES[name], width=width)
    assert violations(page) == []
    # The schemes differ in nothing but colours.
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    until(page, "light => getComputedStyle(document.body).backgroundColor !== light", light)
    assert violations(page, COLOURS) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page, SIZES) == []


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_read_without_scripts(visit, name: str) -> None:
    """The heading and the text of a page do not wait for JavaScript."""
    with_scripts = visit(PAGES[name], width=1440)
    without = visit(PAGES[name], width=1440, scripts=False)
    assert without.locator("h1").first.is_visible()
    words = [len(page.locator("#srt-content").inner_text().split()) for page in (with_scripts, without)]
    assert words[1] >= 0.95 * words[0]


WIDEST = """() => {
    const measure = 33.5 * parseFloat(getComputedStyle(document.body).fontSize);
    const lines = [...document.querySelectorAll("#srt-content :is(p, li, dd, blockquote, figcaption)")].filter(
        element => element.checkVisibility() && getComputedStyle(element).display.match(/block|list-item/) &&
            !element.querySelector("p, ul, ol, dl, table, svg, figure, form"));
    return [lines.length, lines.flatMap(element => {
        const range = new Range();
        range.selectNodeContents(element);
        const { width } = range.getBoundingClientRect();
        return width > measure ? [element.textContent.trim().slice(0, 60)] : [];
    })];
}"""


@pytest.mark.parametrize("name", PAGES)
def test_no_line_is_too_long_to_read(visit, name: str) -> None:
    """Whatever it stands in: a line of text has some 66 letters. On paper it has a few more."""
    page = visit(f"en/{PAGES[name]}", width=768)
    for width in (768, 930, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        number, too_long = page.evaluate(WIDEST)
        assert number > 0 and too_long == [], width


@pytest.mark.parametrize("name", ["article", "timeline", "claims"])
def test_text_is_printed_as_in_a_book(visit, name: str) -> None:
    """No more than some 80 letters to a line, and what is around the text is in smaller letters."""
    page = visit(f"en/{PAGES[name]}", width=643)  # a sheet of paper within its margins
    page.emulate_media(media="print")
    assert page.evaluate(WIDEST.replace("33.5", "36.5"))[1] == []
    sizes = page.evaluate("""['body', '.srt-evidence', '.srt-muted, .srt-kicker'].map(
        name => parseFloat(getComputedStyle(document.querySelector(name)).fontSize))""")
    assert sizes[0] > 1.2 * max(sizes[1:])


@pytest.mark.parametrize("name", ["home", "article", "parallel", "quotes", "timeline"])
def test_no_line_begins_with_a_dot_between_two_things(visit, name: str) -> None:
    page = visit(PAGES[name], width=360)
    for width in (360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        number, first = page.evaluate("""() => {
            const texts = document.createTreeWalker(document.getElementById("srt-content"), NodeFilter.SHOW_TEXT);
            const dots = [];
            for (let text; (text = texts.nextNode()); ) {
                const block = text.parentElement.closest("p, li, h2, h3");
                for (const { index } of block?.checkVisibility() ? text.data.matchAll(/·/g) : []) {
                    const range = new Range();
                    range.setStart(text, index);
                    range.setEnd(text, index + 1);
                    const { left } = range.getBoundingClientRect();
                    const { paddingInlineStart, borderInlineStartWidth } = getComputedStyle(block);
                    const edge = parseFloat(paddingInlineStart) + parseFloat(borderInlineStartWidth);
                    dots.push(left - block.getBoundingClientRect().left - edge);
                }
            }
            return [dots.length, dots.filter(left => left < 2).length];
        }""")
        assert number > 0 and first == 0


@pytest.mark.parametrize("width", [1024, 1440])
def test_the_glossary_has_the_columns_of_other_lists(visit, width: int) -> None:
    """Terms hang where headings of parts do, in letters as large as the text, and meanings stand where entries do."""
    lefts = {}
    for name, head, entry in (
        ("glossary", ".srt-term dt", ".srt-term dd"),
        ("index", ".srt-part > h2", ".srt-entry"),
    ):
        page = visit(f"en/{PAGES[name]}", width=width)
        lefts[name] = [round(page.locator(part).first.bounding_box()["x"]) for part in (head, entry)]
        size = "element => parseFloat(getComputedStyle(element).fontSize)"
        assert page.locator(head).first.evaluate(size) >= page.locator("body").evaluate(size)
    assert lefts["glossary"] == lefts["index"]


def test_the_columns_of_the_matrix_are_named_wherever_its_rows_are(visit) -> None:
    page = visit("disagreements/")
    page.locator(".srt-matrix tbody tr").nth(20).evaluate("row => row.scrollIntoView({block: 'center'})")
    heads = page.locator(".srt-matrix thead th").all()
    assert len(heads) == 6, "the claim and five articles"
    assert all(40 < head.bounding_box()["y"] < 200 for head in heads)


@pytest.mark.parametrize("width", [360, 768])
def test_the_matrix_says_nothing_of_silent_articles_in_narrow_windows(visit, width: int) -> None:
    page = visit("disagreements/", width=width)
    assert page.locator(".srt-matrix td:empty").count() > 0
    assert page.locator(".srt-matrix td:empty:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollHeight") < 25_000


BROKEN = """cells => cells.flatMap(cell => {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const broken = [];
    for (let text; (text = texts.nextNode()); ) {
        for (const { 0: word, index } of text.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
            const range = new Range();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            if (new Set(Array.from(range.getClientRects(), ({ top }) => top)).size > 1) broken.push(word);
        }
    }
    return broken;
})"""


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["id", "en"])
def test_the_table_of_ties_is_read_in_narrow_windows(visit, prefix: str) -> None:
    """No word of it is broken; where it has three columns, a row begins on one line however long its name is."""
    page = visit(f"{prefix}network/", width=360)
    table = page.locator(".srt-ties__table")
    assert table.locator("th, td").evaluate_all(BROKEN) == []
    page.set_viewport_size({"width": 600, "height": 900})
    tops = table.locator("tbody tr").evaluate_all("""rows => rows.map(row => Array.from(row.cells, cell => {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        const range = new Range();
        while (texts.nextNode() && !texts.currentNode.data.trim());
        range.selectNodeContents(texts.currentNode);
        return range.getClientRects()[0].bottom;
    }))""")
    assert len(tops) > 20
    assert [row for row in tops if max(row) - min(row) > 3] == []


@pytest.mark.parametrize("width", [360, 1440])
def test_large_figures_keep_clear_of_their_words(visit, width: int) -> None:
    page = visit("en/", width=width)
    page.locator(".srt-figures b").first.evaluate("figure => (figure.textContent = '1,006,000')")
    places = page.locator(".srt-figures li").evaluate_all("""lines => lines.map(line => {
        const range = new Range();
        range.selectNodeContents(line.firstElementChild);
        const { right } = range.getBoundingClientRect();
        range.setStartAfter(line.firstElementChild);
        range.setEndAfter(line.lastChild);
        const words = [...range.getClientRects()].filter(({ width }) => width > 1);
        return [right, Math.min(...words.map(({ left }) => left))];
    })""")
    assert all(words - figure >= 6 for figure, words in places)
    assert len({round(words) for _, words in places}) == 1, "the words stand in a column"


@pytest.mark.parametrize("kind", ["srt-part--later", "srt-part--long"])
def test_what_is_laid_out_later_glows_beyond_its_section(visit, kind: str) -> None:
    """As it does in sections that are laid out at once."""
    page = visit("quotes/", width=360)
    quotation = page.locator(".srt-quote").nth(20)
    page.goto(f"{page.url}#{quotation.get_attribute('id')}")

    def beside() -> bytes:
        quotation.evaluate("quotation => quotation.scrollIntoView({ block: 'center' })")
        box = quotation.bounding_box()
        place = {"x": box["x"] - 6, "y": box["y"] + box["height"] / 2, "width": 4, "height": 4}
        return page.screenshot(animations="disabled", clip=place)

    before = beside()
    page.locator(".srt-part").evaluate_all("(parts, kind) => parts.forEach(part => part.classList.add(kind))", kind)
    assert quotation.evaluate("it => getComputedStyle(it.closest('.srt-part')).contentVisibility") == "auto"
    assert beside() == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_article_is_read_in_the_colours_of_the_device(visit, scheme: str) -> None:
    """Where the device sets all colours: axe, which knows nothing of them, finds black on black to be fine."""
    forced = lambda page: page.emulate_media(forced_colors="active")  # noqa: E731
    page = visit(f"{PAGES['article']}#note-gap-nyt-source", scheme=scheme, before=forced)
    colours = page.locator(".srt-mark, .srt-block > p").evaluate_all("""elements => elements.map(element => {
        const { color, backgroundColor } = getComputedStyle(element);
        return element.matches("mark") ? [color, backgroundColor] : color;
    })""")
    ink, ground = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert len(colours) > 40
    assert ink != ground
    assert all(colour in (ink, [ink, ground]) for colour in colours)
    page.locator("#note-gap-nyt-source a").first.press("n")
    assert page.locator(".srt-note:focus").evaluate("note => getComputedStyle(note).outlineStyle") == "solid"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("articles/china-closing-the-gap/", ".srt-note__body > p"),
        ("claims/", ".srt-claim__found > p"),
        ("claims/", ".srt-claim__more > p > a"),
        ("entities/deepseek-r1/", ".srt-dated li > a"),
        ("entities/deepseek-r1/", ".srt-dated .srt-notelink > a"),
    ],
)
def test_a_long_word_fits_a_phone(visit, path: str, words: str) -> None:
    """Such as an address in a text."""
    page = visit(path, width=320)
    page.locator("#srt-content details").evaluate_all("folded => folded.forEach((it) => (it.open = true))")
    page.locator(words).first.evaluate("words => { words.textContent = 'Perkumpulan'.repeat(20) }")
    for width in (320, 768, 1024):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_name_from_right_to_left_leaves_what_follows_it_behind_it(visit) -> None:
    page = visit("en/network/")
    name = page.locator(".srt-ties__table td:last-child a").first
    name.evaluate("name => { name.textContent = 'ديب سيك' }")
    places = name.evaluate("""name => {
        const range = new Range();
        range.selectNode(name.nextSibling);
        return [name.getBoundingClientRect().right, range.getBoundingClientRect().left];
    }""")
    assert places[0] <= places[1] + 1
