"""Blocks are replaced by their translations, and only blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown

from sorotan.core.catalogs import Translation
from sorotan.markdown.translate import CollectExtension, TranslateExtension, Translator

EXTENSIONS = [
    "attr_list",
    "tables",
    "def_list",
    "footnotes",
    "admonition",
    "md_in_html",
    "pymdownx.superfences",
    "pymdownx.tasklist",
]


def translate(source: str, translator: Translator | None) -> str:
    extension = TranslateExtension("id")
    extension.translator = translator
    return Markdown(extensions=[*EXTENSIONS, extension]).convert(source)


def collect(source: str) -> list[tuple[str, str]]:
    """Id and text of every block."""
    extension = CollectExtension()
    Markdown(extensions=[*EXTENSIONS, extension]).convert(source)
    return [(block.id, text) for block in extension.blocks for text in block.texts]


def upper(id: str, text: str) -> Translation:
    return Translation(text.upper())


def same(id: str, text: str) -> Translation:
    return Translation(text)


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        pytest.param("Satu *dua*\ntiga.", [("", "Satu *dua*\ntiga.")], id="a paragraph, with its markup"),
        pytest.param("Satu.\n{: #p1 }", [("p1", "Satu.")], id="a paragraph with an id"),
        pytest.param("Satu.\n{: .x title='a' #p1 }", [("p1", "Satu.")], id="an id among other attributes"),
        pytest.param("Satu [a](b){: .x } dua.", [("", "Satu [a](b){: .x } dua.")], id="attributes of a part of it"),
        pytest.param("# Judul", [("", "Judul")], id="a heading"),
        pytest.param("## Judul {: #p2 }", [("p2", "Judul")], id="a heading with an id"),
        pytest.param("Judul {#t}\n=====", [("t", "Judul")], id="an underlined heading"),
        pytest.param("- satu\n- dua", [("", "satu"), ("", "dua")], id="a list"),
        pytest.param("- satu\n{: #l1 }\n- dua", [("l1", "satu"), ("", "dua")], id="an item with an id"),
        pytest.param("- satu\n\n- dua", [("", "satu"), ("", "dua")], id="a list of paragraphs"),
        pytest.param("- satu\n    - dua\n- tiga", [("", "satu"), ("", "dua"), ("", "tiga")], id="a list in a list"),
        pytest.param("1. satu\n2. dua", [("", "satu"), ("", "dua")], id="a numbered list"),
        pytest.param("a|b\n-|-\nc|d {: #x }", [("", "a"), ("", "b"), ("", "c"), ("x", "d")], id="a table"),
        pytest.param("a|b\n-|-\n1|", [("", "a"), ("", "b"), ("", "1")], id="an empty cell"),
        pytest.param("> Satu\n>\n> dua", [("", "Satu"), ("", "dua")], id="a quotation"),
        pytest.param("Satu\n:   dua", [("", "Satu"), ("", "dua")], id="a definition"),
        pytest.param('!!! note "Judul"\n    Isi.', [("", "Judul"), ("", "Isi.")], id="an admonition"),
        pytest.param("    kode\n", [], id="indented code"),
        pytest.param("```\nkode\n```", [], id="fenced code"),
        pytest.param("<div>mentah</div>", [], id="raw HTML"),
        pytest.param('<div markdown="1">\nSatu.\n</div>', [("", "Satu.")], id="Markdown in raw HTML"),
        pytest.param("***\n\n—", [], id="nothing with letters"),
        pytest.param("", [], id="an empty page"),
        pytest.param("Satu[^1].\n\n[^1]: Dua.", [("", "Satu[^1]."), ("", "Dua.")], id="a footnote"),
        pytest.param("- [ ] satu\n- [x] dua\n{: #l2 }", [("", "satu"), ("l2", "dua")], id="a list of tasks"),
        pytest.param("Satu:\n```\nkode\n```\ndua\n{: #p1 }", [("p1", "Satu:"), ("p1", "dua")], id="code in a text"),
        pytest.param("- satu\n    ```\n    kode\n    ```\n- ya", [("", "satu"), ("", "ya")], id="code in an item"),
    ],
)
def test_blocks(source: str, blocks: list[tuple[str, str]]) -> None:
    """What is one message: the block as it was written, without its attribute list."""
    assert collect(source) == blocks


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("Satu *dua*.\n{: #p1 .x }", '<p class="x" id="p1">SATU <em>DUA</em>.</p>'),
        ("## Satu {: #p1 }", '<h2 id="p1">SATU</h2>'),
        ("- satu\n{: #l1 }", '<ul>\n<li id="l1">SATU</li>\n</ul>'),
        ("Satu\n\n    kode", "<p>SATU</p>\n<pre><code>kode\n</code></pre>"),
        (
            "- [x] satu\n{: #l1 }",
            '<ul class="task-list">\n<li class="task-list-item" id="l1"><input type="checkbox" disabled checked/> SATU'
            "</li>\n</ul>",
        ),
    ],
)
def test_translation(source: str, output: str) -> None:
    """The translation is Markdown too, and gets the attributes of the block."""
    assert translate(source, upper) == output


def test_footnote() -> None:
    """The link back stays at the end of the note."""
    (note,) = html.fromstring(translate("Satu[^1].\n\n[^1]: Dua.", upper)).xpath("//div[@class='footnote']//p")
    assert (note.text, note.xpath("string(a/@class)")) == ("DUA.\xa0", "footnote-backref")


def test_code_in_a_text() -> None:
    """The texts before and after it are translated one by one; unless both are, the block stays as it is."""
    source = "Satu:\n```\nkode\n```\ndua"
    assert [text.strip() for text in html.fromstring(translate(source, upper)).xpath("//text()")] == [
        "SATU:",
        "kode",
        "DUA",
    ]
    output = translate(source, lambda id, text: upper(id, text) if text == "dua" else None)
    assert "Satu:" in output and "dua" in output
    assert output.count('data-translation="missing" lang="id"') == 1


def test_table() -> None:
    """Cells are translated one by one."""
    tree = html.fromstring(translate("a|b\n-|-\nc|d {: #x }", upper))
    assert [cell.text for cell in tree.xpath("//th|//td")] == ["A", "B", "C", "D"]
    assert tree.xpath("string(//*[@id='x'])") == "D"


def test_missing() -> None:
    """A block without a translation is shown in the source language, and says so; its neighbours do not."""
    output = translate("Satu.\n\nDua.", lambda id, text: upper(id, text) if text == "Satu." else None)
    assert output == '<p>SATU.</p>\n<p data-translation="missing" lang="id">Dua.</p>'


def test_fuzzy() -> None:
    """A doubtful translation is shown, and says so."""
    assert translate("Satu.", lambda id, text: Translation("One.", True)) == '<p data-translation="fuzzy">One.</p>'


def test_source_language() -> None:
    """Without a translator, nothing is marked."""
    assert translate("Satu.\n\nDua.", None) == "<p>Satu.</p>\n<p>Dua.</p>"


def test_translator_is_asked_with_the_id() -> None:
    """Two blocks with the same text can have different translations."""
    output = translate(
        "Ya.\n{: #p1 }\n\nYa.\n{: #p2 }", lambda id, text: Translation({"p1": "Yes.", "p2": "Yeah."}[id])
    )
    assert output == '<p id="p1">Yes.</p>\n<p id="p2">Yeah.</p>'


@pytest.mark.parametrize("text", ["# One", "- one", "    one", "> one", "1. one"])
def test_a_translation_is_no_other_block(text: str) -> None:
    """A translation cannot turn a paragraph into another kind of block."""
    tree = html.fromstring(f"<div>{translate('Satu.', lambda *_: Translation(text))}</div>")
    assert [child.tag for child in tree] == ["p"]
    assert tree.text_content().split() == text.split()


PAGES = st.lists(
    st.sampled_from(
        [
            "Satu *dua* [tiga](x.md).",
            "Satu.\n{: #p1 }",
            "## Judul {: #h }",
            "# Judul",
            "- satu\n- dua\n    - tiga",
            "a|b\n-|-\n",
        ]
        + ["c|d", "> kutip", "    kode", "```\nkode\n```", "<div>x</div>", "<b>x</b> y", "&amp; z", r"\*x\*", "x  \ny"]
        + [
            "- satu\n{: #l }\n\n- dua",
            "![g](g.png){: .c }",
            "1. satu\n\n    dua",
            "{: #p9 }",
            "a\n```\nb\n```\nc",
            "- [ ] tugas",
            "x[^1]\n\n[^1]: y",
            "`a{: #x }`",
            "a {: #y }",
        ]
    ),
    max_size=6,
)


@given(PAGES, st.sampled_from(["\n\n", "\n"]))
def test_a_page_translated_as_itself_is_itself(parts: list[str], between: str) -> None:
    """Translating every block by its own text changes nothing of the page."""
    source = between.join(parts)
    assert translate(source, same) == translate(source, None)


@given(PAGES)
def test_what_is_collected_is_what_is_asked_for(parts: list[str]) -> None:
    """Catalogs hold the very messages that pages look up."""
    asked = []

    def translator(id: str, text: str) -> Translation:
        asked.append((id, text))
        return Translation(text)

    source = "\n\n".join(parts)
    translate(source, translator)
    assert collect(source) == asked
