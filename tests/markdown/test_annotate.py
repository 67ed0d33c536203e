"""Blocks with an id are read, marked, and get what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

import pytest
from lxml import html
from markdown import Markdown

from sorotan.core.prose import BlockTexts
from sorotan.markdown.annotate import AnnotateExtension, BlockMarkup
from sorotan.markdown.textstream import MASK, Span

BLOCKS = [
    *("attr_list", "tables", "def_list", "toc", "footnotes"),
    *("pymdownx.inlinehilite", "pymdownx.details", "pymdownx.tabbed", "pymdownx.blocks.caption"),
]


def annotate(source: str, markups: Mapping[str, BlockMarkup]) -> tuple[html.HtmlElement, BlockTexts]:
    """The page with `markups`, and what was asked."""
    asked: list[BlockTexts] = []

    def annotator(texts: BlockTexts) -> Mapping[str, BlockMarkup]:
        asked.append(texts)
        return markups

    extension = AnnotateExtension()
    extension.annotate = annotator
    output = Markdown(extensions=[*BLOCKS, extension]).convert(source)
    return html.fromstring(f"<main>{output}</main>"), asked[0]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        pytest.param("Satu.\n\nDua.\n{: #p2 }", {"p2": "Dua."}, id="only blocks with an id"),
        pytest.param("# Satu {: #p1 }\n\nDua\n{: #p2 }", {"p1": "Satu", "p2": "Dua"}, id="headings"),
        pytest.param("Dua\n{: #p2 }\n\nSatu\n{: #p1 }", {"p2": "Dua", "p1": "Satu"}, id="in reading order"),
        pytest.param("> Satu\n> {: #p1 }", {"p1": "Satu"}, id="in a quotation"),
        pytest.param("- satu\n{: #p1 }\n- dua\n{: #p2 }", {"p1": "satu", "p2": "dua"}, id="items of a list"),
        pytest.param("- satu\n    {: #p1 }\n\n    tiga\n    {: #p2 }", {"p1": "satu", "p2": "tiga"}, id="in an item"),
        pytest.param("a|b\n-|-\nc|d {: #p1 }", {"p1": "d"}, id="cells of a table"),
        pytest.param("a\n:   b\n    {: #p1 }", {"p1": "b"}, id="a definition"),
        pytest.param("??? a\n\n    Satu\n    {: #p1 }", {"p1": "Satu"}, id="in a box that opens"),
        pytest.param('=== "A"\n\n    Satu\n    {: #p1 }', {"p1": "Satu"}, id="in a tab, which has ids of its own"),
        pytest.param("x\n\n/// figure-caption\nSatu\n{: #p1 }\n///", {"p1": "Satu"}, id="a caption"),
        pytest.param("AT&amp;T *x*\n{: #p1 }", {"p1": "AT&T x"}, id="as it is read"),
        pytest.param("Satu `#!python x < 1`\n{: #p1 }", {"p1": "Satu x < 1"}, id="code in colours"),
        pytest.param(
            "Satu[^a] dua.\n{: #p1 }\n\n[^a]: Tiga.",
            {"p1": "Satu dua.", "fn:a": "\nTiga.\n"},
            id="without numbers of footnotes",
        ),
        pytest.param("Satu.", {}, id="a page without ids"),
    ],
)
def test_texts(source: str, texts: dict[str, str]) -> None:
    """The text of every block with an id is asked about, in reading order."""
    _, asked = annotate(source, {})
    assert dict(asked.texts) == texts
    assert list(asked.texts) == list(texts)
    assert asked.repeated == []


def test_searchable() -> None:
    """Names are not looked for in code and links."""
    _, asked = annotate("Satu `R1` R1\n{: #p1 }", {})
    assert asked.searchable == {"p1": f"Satu {MASK * 2} R1"}


def test_repeated_ids() -> None:
    """An id that two blocks have is told."""
    _, asked = annotate("Satu\n{: #p1 }\n\nDua\n{: #p1 }\n\nTiga\n{: #p3 }", {})
    assert asked.repeated == ["p1"]


def test_spans_and_beside() -> None:
    """A block is marked, and what belongs beside it stands behind it, as HTML."""
    markup = BlockMarkup([Span(0, 4, "mark")], beside='<aside id="note-x"><b>Catatan</b></aside>')
    page, _ = annotate("Satu dua.\n{: #p1 }\n\nTiga.\n{: #p2 }", {"p1": markup})
    assert page.xpath("string(//p[@id='p1']/mark)") == "Satu"
    beside = page.xpath("//div[@class='srt-block'][p/@id='p1']/div[@class='srt-beside']/aside[@id='note-x']/b")
    assert [b.text for b in beside] == ["Catatan"]
    assert page.xpath("//div[@class='srt-block'][p/@id='p2']/div") == []


@pytest.mark.parametrize(
    ("source", "inside"),
    [
        pytest.param("- satu\n{: #p1 }\n- dua", "//ul/li[@id='p1']/div/i", id="an item"),
        pytest.param("a|b\n-|-\nc|d {: #p1 }", "//tr/td[@id='p1']/div/i", id="a cell"),
        pytest.param("# a {: #p1 }", "//div[h1/@id='p1']/div/i", id="a heading"),
        pytest.param("> a\n> {: #p1 }", "//blockquote/div[p/@id='p1']/div/i", id="a paragraph of a quotation"),
    ],
)
def test_place_of_beside(source: str, inside: str) -> None:
    """What stands beside a block is where HTML allows it, so that lists and tables stay whole."""
    page, _ = annotate(source, {"p1": BlockMarkup(beside="<i>x</i>")})
    assert [i.text for i in page.xpath(inside)] == ["x"]
    assert page.xpath("//ul/*[not(self::li)] | //tr/*[not(self::td or self::th)]") == []


def test_links_to_a_block_come_before_its_notes_and_what_follows_it_after_them() -> None:
    markup = BlockMarkup(place="<i>¶</i>", beside="<i>note</i>", after="<i>after</i>")
    page, _ = annotate("# Satu {: #p1 }\n\nDua\n{: #p2 }", {"p1": markup})
    assert page.xpath("//*[@id='p1' or @id='p2']/@id | //i/text()") == ["p1", "¶", "note", "after", "p2"]
    assert page.xpath("//div[@class='srt-block']//i/text()") == ["¶", "note"]


def test_numbers_of_a_block_without_words() -> None:
    number = Element("a")
    number.text = "1"
    page, _ = annotate("![gambar](a.png)\n{: #p1 }", {"p1": BlockMarkup(numbers=[number])})
    assert page.xpath("//p[@id='p1']/img/following-sibling::a/text()") == ["1"]


def test_heading_in_the_table_of_contents() -> None:
    """The numbers of notes are no part of a heading in the table of contents."""
    extension = AnnotateExtension()
    reference = Element("sup")
    reference.text = "1"
    extension.annotate = lambda _: {"p1": BlockMarkup([Span(0, 4, "mark", {}, {}, (reference,))])}
    md = Markdown(extensions=[*BLOCKS, extension])
    output = md.convert("# Satu & *dua* {: #p1 }")
    assert "<mark>Satu</mark><sup>1</sup>" in output
    assert [(token["id"], token["name"]) for token in md.toc_tokens] == [("p1", "Satu &amp; dua")]
    assert "data-toc-label" not in output


def test_words_on_both_sides_of_a_footnote() -> None:
    """Its number moves with other footnotes; what is quoted around it stays what it is."""
    markup = BlockMarkup([Span(0, 8, "mark")])
    page, _ = annotate("Satu[^a] dua.\n{: #p1 }\n\n[^a]: Tiga.", {"p1": markup})
    assert page.xpath("//mark/text()") == ["Satu", " dua"]
    assert page.xpath("//p[@id='p1']/mark[1]/following-sibling::*[1]/a/@href") == ["#fn:a"]


def test_unknown_blocks_are_left_out() -> None:
    """Markup of a block that the page has not changes nothing."""
    page, _ = annotate("Satu\n{: #p1 }", {"p9": BlockMarkup([Span(0, 4, "mark")], beside="<i>x</i>")})
    assert page.xpath("//mark | //i") == []


def test_without_annotator() -> None:
    """Pages that are no articles stay as they are."""
    assert Markdown(extensions=["attr_list", AnnotateExtension()]).convert("Satu\n{: #p1 }") == '<p id="p1">Satu</p>'
