"""Markup put into running text by position, whatever markup is there already."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from sorotan.markdown.textstream import MASK, Span, TextStream


class _Wrap(Treeprocessor, Extension):
    """Puts spans into the first block of a page."""

    def __init__(self, spans: Callable[[str], Sequence[Span]]) -> None:
        self.spans = spans
        self.text = self.searchable = ""

    def extendMarkdown(self, md: Markdown) -> None:
        self.md = md
        md.treeprocessors.register(self, "wrap", 6)

    def run(self, root: Element) -> None:
        stream = TextStream(root[0], self.md.htmlStash.rawHtmlBlocks)
        self.text, self.searchable = stream.text, stream.searchable
        stream.wrap(self.spans(self.text))


def convert(source: str, *words: str | Span) -> tuple[str, _Wrap]:
    """The paragraph with `words` marked, each where it first stands, and the text that was seen."""

    def spans(text: str) -> list[Span]:
        return [w if isinstance(w, Span) else mark(text.index(w), text.index(w) + len(w)) for w in words]

    wrap = _Wrap(spans)
    output = Markdown(extensions=[wrap, "attr_list"]).convert(source)
    return output.removeprefix("<p>").removesuffix("</p>"), wrap


def mark(start: int, end: int, name: str = "n", tag: str = "mark") -> Span:
    return Span(start, end, tag, {"class": name})


def ref(name: str = "ref") -> Element:
    element = Element("a", {"href": f"#{name}"})
    element.text = "1"
    return element


def shown(output: str) -> str:
    """What a reader sees."""
    return str(html.fromstring(f"<div>{output.replace('<br>', ' ')}</div>").text_content())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("Satu dua.", "Satu dua.", id="plain text"),
        pytest.param("Satu **dua *tiga*** empat.", "Satu dua tiga empat.", id="inline markup"),
        pytest.param("Satu [dua](x.md) `tiga`.", "Satu dua tiga.", id="links and code"),
        pytest.param(r"Satu \*dua\* 3\. tiga", "Satu *dua* 3. tiga", id="escaped characters are themselves"),
        pytest.param("AT&amp;T &lt; 5&nbsp;% &#8211; ya", "AT&T < 5\u00a0% – ya", id="entities are decoded"),
        pytest.param("AT&T < 5", "AT&T < 5", id="signs that are no entities"),
        pytest.param("`a < b && c`", "a < b && c", id="signs in code"),
        pytest.param("`&lt;`", "&lt;", id="an entity in code is its letters"),
        pytest.param('Satu <span lang="en">two</span> tiga', "Satu two tiga", id="raw tags are nothing"),
        pytest.param("Satu<br>dua", "Satu\ndua", id="a raw line break is white space"),
        pytest.param("Satu  \ndua", "Satu\ndua", id="a line break is white space"),
        pytest.param("Surel <a@b.org>", "Surel a@b.org", id="a mail address, which Markdown hides from robots"),
        pytest.param("Lihat <https://b.org/?a=1&b=2>", "Lihat https://b.org/?a=1&b=2", id="an address as a link"),
    ],
)
def test_text(source: str, text: str) -> None:
    """The stream is the text as it is read, without markup."""
    output, seen = convert(source)
    assert seen.text == text
    assert shown(output).split() == text.split()


@pytest.mark.parametrize(
    ("source", "searchable"),
    [
        ("A `R1` b", "A ## b"),
        ("A [R1 *x*](y.md) R1", "A #### R1"),
        ("A <R1@x.org> b", "A ######## b"),
        ('A <a href="x">R1 *x*</a> R1', "A #### R1"),
        ("A <code>R1</code> R1", "A ## R1"),
        ("A <cite>R1</cite> R1", "A ## R1"),
        ('A <span lang="en">R1</span>', "A R1"),
        ("A <!-- <code> --> R1", "A  R1"),
    ],
)
def test_names_are_not_looked_for_in_code_and_links(source: str, searchable: str) -> None:
    """Code, links and titles of works are masked, at the same length, however they were written."""
    _, seen = convert(source)
    assert seen.searchable == searchable.replace("#", MASK)
    assert len(seen.searchable) == len(seen.text)


@pytest.mark.parametrize(
    ("source", "words", "output"),
    [
        pytest.param("Satu dua tiga.", ["dua"], "Satu [dua] tiga.", id="in the middle"),
        pytest.param("Satu dua tiga.", ["Satu dua tiga."], "[Satu dua tiga.]", id="all of it"),
        pytest.param("Satu dua tiga.", ["Satu", "tiga"], "[Satu] dua [tiga].", id="two side by side"),
        pytest.param("Satu dua tiga.", ["dua tiga", "tiga"], "Satu [dua [tiga]].", id="nested, with the same end"),
        pytest.param("Satu dua tiga.", ["Satu", "Satu dua"], "[[Satu] dua] tiga.", id="nested, with the same start"),
        pytest.param("Satu dua.", ["dua", "dua"], "Satu [[dua]].", id="the same words twice"),
        pytest.param("abc", ["ab", "bc"], "[a[b]][c]", id="overlapping: continued behind"),
        pytest.param("abc", ["ab", "ab", "bc"], "[[a[b]]][c]", id="overlapping two that end together: no empty piece"),
        pytest.param("a *b* c", ["a b c"], "[a ]<em>[b]</em>[ c]", id="around inline markup"),
        pytest.param("ab*cd* e", ["bc"], "a[b]<em>[c]d</em> e", id="across the edge of markup"),
        pytest.param("a **b *c* d** e", ["b c"], "a <strong>[b ]<em>[c]</em> d</strong> e", id="in nested markup"),
        pytest.param("a `b` c", ["a b c"], "[a ]<code>[b]</code>[ c]", id="around code"),
        pytest.param("a `b<c` d", ["b<"], "a <code>[b&lt;]c</code> d", id="inside code"),
        pytest.param("`x` b `y &lt;`", ["&lt"], "<code>x</code> b <code>y [&amp;lt];</code>", id="an entity in code"),
        pytest.param("AT&amp;T ya", ["AT&T"], "[AT&amp;T] ya", id="around an entity"),
        pytest.param("a &mdash; b", ["b"], "a &mdash; [b]", id="behind an entity"),
        pytest.param("a<br>b", ["a\nb"], "[a<br>b]", id="around a raw line break"),
        pytest.param('a <b title="x">c d</b> e', ["d e"], 'a <b title="x">c [d]</b>[ e]', id="across a raw tag"),
        pytest.param('a <b title="x">c</b> e', ["c"], 'a <b title="x">[c]</b> e', id="inside raw tags"),
        pytest.param(r"a \*b\* c", ["*b*"], "a [*b*] c", id="escaped characters"),
        pytest.param(r"a \*b\* c", ["c"], "a *b* [c]", id="behind escaped characters"),
        pytest.param("a [b](x.md) c", ["a b"], '[a ]<a href="x.md">[b]</a> c', id="into a link"),
        pytest.param("1 < 2 & 3", ["< 2 &"], "1 [&lt; 2 &amp;] 3", id="signs that HTML escapes"),
        pytest.param("a\nb", ["a\nb"], "[a\nb]", id="across lines"),
        pytest.param("🚀 é漢 x", ["é漢"], "🚀 [é漢] x", id="offsets are in code points"),
    ],
)
def test_wrap(source: str, words: list[str], output: str) -> None:
    """Words are put into elements; a span that crosses other markup in several pieces."""
    marked = output.replace("[", '<mark class="n">').replace("]", "</mark>")
    assert convert(source, *words)[0] == marked


def test_no_words() -> None:
    """A span of no length, or behind the end, puts nothing in."""
    assert convert("Satu", mark(2, 2), mark(9, 12))[0] == "Satu"


def test_first_and_following() -> None:
    """An id stands on the first piece only, and what follows stands behind the last only."""
    span = Span(0, 5, "mark", {"class": "n"}, {"id": "x"}, (ref(),))
    assert convert("a *b* c", span)[0] == (
        '<mark class="n" id="x">a </mark><em><mark class="n">b</mark></em><mark class="n"> c</mark><a href="#ref">1</a>'
    )


@pytest.mark.parametrize(
    ("source", "noted"),
    [
        pytest.param("Satu dua tiga", ["dua", "dua"], id="the same words"),
        pytest.param("Satu dua tiga", ["Satu dua", "dua"], id="words at the end of others"),
        pytest.param("Satu dua", ["Satu dua", "dua", "a"], id="at the end of the text"),
        pytest.param("Satu *dua* tiga", ["Satu dua", "dua"], id="across markup"),
        pytest.param("Satu [dua](x.md) tiga", ["Satu dua", "dua", "a"], id="in a link"),
        pytest.param("Satu [dua tiga](x.md)", ["Satu dua", "dua"], id="inside a link"),
        pytest.param("Satu `dua` tiga", ["dua", "dua"], id="code"),
    ],
)
def test_notes_that_end_together_have_their_numbers_in_order(source: str, noted: list[str]) -> None:
    def spans(text: str) -> list[Span]:
        found = [(text.rindex(words, 0, text.index("dua") + 3), words) for words in noted]
        return [
            Span(start, start + len(words), "mark", {"data-n": str(number)}, {}, (ref(str(number)),))
            for number, (start, words) in enumerate(found)
        ]

    tree = html.fromstring(f"<div>{Markdown(extensions=[_Wrap(spans)]).convert(source)}</div>")
    assert tree.xpath("//a[starts-with(@href, '#')]/@href") == [f"#{number}" for number in range(len(noted))]
    assert tree.xpath("//mark//a[starts-with(@href, '#')] | //a//a") == []
    for number, words in enumerate(noted):
        assert "".join(tree.xpath(f"//mark[@data-n='{number}']//text()")) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param("Satu `dua`", "Satu dua", id="at the end of code"),
        pytest.param("Satu `dua` tiga", "dua", id="all of the code"),
        pytest.param("Satu &amp; dua", "Satu &", id="at an entity"),
        pytest.param("Satu <b>dua</b>", "Satu dua", id="at the end of raw markup"),
        pytest.param("Satu [dua](x.md) tiga", "Satu dua", id="at the end of a link"),
        pytest.param("Satu [*dua*](x.md)", "dua", id="in markup in a link"),
        pytest.param("Satu [dua tiga](x.md)**empat**", "dua", id="inside a link"),
        pytest.param("<https://x.org> dua", "https://x.org", id="an address"),
    ],
)
def test_reference_is_there_once(source: str, words: str) -> None:
    """The number of a note stands once behind its words, wherever they end, and never inside a link."""

    def spans(text: str) -> list[Span]:
        start = text.index(words)
        return [Span(start, start + len(words), "mark", {}, {"id": "x"}, (ref(),))]

    output = Markdown(extensions=[_Wrap(spans)]).convert(source)
    tree = html.fromstring(f"<div>{output}</div>")
    assert output.count('href="#ref"') == output.count('id="x"') == 1
    assert not tree.xpath("//a//a")
    assert output.count("<a ") == output.count("</a>") == (2 if "x.md" in source or "//" in source else 1)
    before = shown(output.partition('<a href="#ref"')[0])
    assert before.endswith(words) or "x.md" in source


def test_references_of_notes_inside_a_linked_name() -> None:
    """A note on part of a linked name has its number behind the link, since a link cannot hold another."""
    name = mark(0, 11, "entity", "a")
    note = Span(0, 8, "mark", {}, {"id": "x"}, (ref(),))
    assert convert("DeepSeek R1 itu", name, note)[0] == (
        '<a class="entity"><mark id="x">DeepSeek</mark> R1</a><a href="#ref">1</a> itu'
    )


def test_an_element_of_the_stash_closes_itself() -> None:
    """Other extensions put whole elements into the stash; what is behind them is text again."""
    block = Element("p")
    block.text = "A \x02wzxhzdk:0\x03 R1 \x02wzxhzdk:1\x03 R1"
    stream = TextStream(block, ["<code>x</code>", "<code>"])
    assert (stream.text, stream.searchable) == ("A  R1  R1", f"A  R1 {MASK * 3}")


def test_unknown_placeholders_are_tags() -> None:
    """What cannot be looked up counts as nothing and stays where it is."""
    block = Element("p")
    block.text = "A\x02wzxhzdk:0\x03B"
    stream = TextStream(block)
    stream.wrap([mark(0, 2)])
    assert stream.text == "AB"
    assert [child.text for child in block] == ["A", "B"]
    assert block[0].tail == "\x02wzxhzdk:0\x03"


def test_no_link_in_a_link() -> None:
    """A name inside a link is not linked once more."""
    output, _ = convert('a [b c](x.md) `d` <a href="y">e</a>', mark(0, 9, tag="a"))
    assert not re.search(r"<a [^>]*>[^/]*<a ", output)
    assert shown(output) == "a b c d e"


def test_names_in_code_and_links_can_be_marked() -> None:
    """What is masked for names can still be quoted."""
    assert '<code><mark class="n">b</mark></code>' in convert("a `b`", "b")[0]


def is_balanced(output: str) -> bool:
    """Whether every tag is closed, in order."""
    opened: list[str] = []
    for closing, tag in re.findall(r"<(/?)(\w+)", output):
        if closing and (not opened or opened.pop() != tag):
            return False
        if not closing and tag != "br":
            opened.append(tag)
    return not opened


SOURCES = st.lists(
    st.sampled_from(
        ["satu ", "dua", " ", "*tiga*", "**empat *lima***", "`kode <x>`", "[taut *an*](x.md)", "&amp;", "&nbsp;", r"\*"]
        + ["<b>raw</b>", "<br>", "AT&T", "\n", "🚀", "<https://x.org>", "é", "<a@b.org>", '<a href="y">mentah</a>', "_"]
    ),
    min_size=1,
    max_size=8,
).map(lambda parts: re.sub(r"\s*\n\s*", "\n", f"x{''.join(parts)}y"))
SPANS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["mark", "span"])), max_size=4)


@given(SOURCES, SPANS)
def test_wrapping_changes_no_text(source: str, places: list[tuple[float, float, str]]) -> None:
    """With spans anywhere: the text stays, each span holds exactly its words and its reference follows once, and the
    HTML is as a browser reads it.
    """
    plain, seen = convert(source)
    spans = []
    for number, (a, b, tag) in enumerate(places):
        start, end = sorted((round(a * len(seen.text)), round(b * len(seen.text))))
        reference = Element("i", {"data-ref": str(number)})
        spans.append(Span(start, end, tag, {"data-n": str(number)}, {"id": f"s{number}"}, (reference,)))
    output, again = convert(source, *spans)
    assert again.text == seen.text
    assert shown(output) == shown(plain)
    tree = html.fromstring(f"<div>{output}</div>")
    for number, span in enumerate(spans):
        found = "".join(piece.text_content() for piece in tree.xpath(f"//*[@data-n='{number}']"))
        expected = seen.text[span.start : span.end]
        # A raw <br> is white space of the stream and an element of the page.
        assert found.replace("\n", "") == expected.replace("\n", "")
        assert not tree.xpath(f"//*[@data-n='{number}'][not(node())]")
        once = 1 if span.start < span.end else 0
        assert output.count(f'id="s{number}"') == output.count(f'data-ref="{number}"') == once
    assert not tree.xpath("//a[not(@href='y')]//*[@data-ref]")  # raw links are not seen as elements
    assert unescape(re.sub(r"<[^>]*>", "", output)) == unescape(re.sub(r"<[^>]*>", "", plain))
    assert is_balanced(output) or not is_balanced(plain)  # Markdown itself fails on some asterisks
