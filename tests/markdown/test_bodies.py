"""Markdown in records is rendered, and nothing that is rendered can do harm."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from sorotan.markdown.bodies import Bodies

TAGS = {"p", "br", "em", "strong", "code", "a", "ul", "ol", "li", "blockquote", "span"}


def resolve(scheme: str, target: str) -> str:
    return "../entities/r1/" if (scheme, target) == ("entity", "r1") else ""


def render(text: str) -> str:
    return Bodies().html(text, resolve)


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("Satu *dua* **tiga** `empat`.", "<p>Satu <em>dua</em> <strong>tiga</strong> <code>empat</code>.</p>"),
        ("Satu.\n\nDua.", "<p>Satu.</p>\n<p>Dua.</p>"),
        ("- satu\n- dua", "<ul>\n<li>satu</li>\n<li>dua</li>\n</ul>"),
        ("> kutip", "<blockquote>\n<p>kutip</p>\n</blockquote>"),
        ("[R1](entity:r1)", '<p><a class="srt-entity-link" href="../entities/r1/">R1</a></p>'),
        ("[R2](entity:r2)", "<p><span>R2</span></p>"),
        (
            "[R1](<entity:r1> 'a > b')",
            '<p><a class="srt-entity-link" href="../entities/r1/" title="a &gt; b">R1</a></p>',
        ),
        ("[R2](entity:r2 'a > b')", "<p><span>R2</span></p>"),
        (
            "[*R1*\nb][1]\n\n[1]: entity:r1",
            '<p><a class="srt-entity-link" href="../entities/r1/"><em>R1</em>\nb</a></p>',
        ),
        ("[R1](#entity:r1)", '<p><a href="#entity:r1">R1</a></p>'),
        ("[R1](entity&#58;r1)", "<p><a>R1</a></p>"),
        ("[x](https://example.org 'y')", '<p><a href="https://example.org" title="y">x</a></p>'),
        ("[x](https://example.org/?a=1&b=2)", '<p><a href="https://example.org/?a=1&amp;b=2">x</a></p>'),
        ("[x](mailto:a@example.org)", '<p><a href="mailto:a@example.org">x</a></p>'),
        ("[x](../articles/gap/#p1)", '<p><a href="../articles/gap/#p1">x</a></p>'),
        ("AT&T, 1 < 2, &mdash;", "<p>AT&amp;T, 1 &lt; 2, —</p>"),
        ("<b>tebal</b>", "<p>&lt;b&gt;tebal&lt;/b&gt;</p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
        ("Satu  \ndua", "<p>Satu<br>\ndua</p>"),
        ("", ""),
    ],
)
def test_render(text: str, output: str) -> None:
    """The dialect: paragraphs, emphasis, code, lists, quotations and links; raw HTML is shown as text."""
    assert render(text) == output


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Who wrote model_a_b, 2*3 times?", "Who wrote model_a_b, 2*3 times?"),
        (
            "Satu *dua* **tiga** `em*p*at` [lima](entity:r1 'enam') [tujuh][1].\n\n[1]: entity:r2",
            "Satu dua tiga em*p*at lima tujuh.",
        ),
        ("\\*a\\* &lt;b&gt; <i> &amp;c &shy;d&nbsp;e", "*a* <b> <i> &c d\u00a0e"),
        ("Satu.\n\nDua\ntiga.\n\n- a\n- b", "Satu.\n\nDua\ntiga.\n\na\nb"),
        ("&#1;a&#8238;b", "ab"),
        ("", ""),
    ],
)
def test_text(markdown: str, text: str) -> None:
    """The words that are shown, as they are shown, without characters that nobody sees."""
    assert Bodies().text(markdown) == text


def test_what_is_used_is_noted_from_the_beginning_to_the_end() -> None:
    """A page is kept with the bodies on it, not with those of pages that were made before it."""
    bodies = Bodies()
    bodies.html("a", resolve)
    bodies.html("b", resolve)
    bodies.begin()
    bodies.html("b", resolve)
    bodies.html("c", resolve)
    assert bodies.end() == {"b": "<p>b</p>", "c": "<p>c</p>"}
    bodies.html("d", resolve)
    assert bodies.end() == {}


def test_what_was_rendered_elsewhere_is_known() -> None:
    bodies = Bodies()
    bodies.remember({"a": "<p>b</p>"})
    assert (bodies.html("a", resolve), bodies.text("a")) == ("<p>b</p>", "b")


ATTACKS = [
    "<script>alert(1)</script>",
    "Satu <script>alert(1)</script> dua",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<p onclick='alert(1)'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe src='https://evil.example'></iframe>",
    "<style>body{display:none}</style>",
    "<!-- --><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](%6Aavascript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    '[x](https://example.org "\\" onmouseover=\\"alert(1)")',
    '[x](https://example.org/"onmouseover="alert(1))',
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.gif)",
    "x{: onclick=alert(1) }",
    "\x02wzxhzdk:0\x03",
    "[x](entity:r1){: onclick=alert(1) }",
    "[<script>](entity:r1)",
    "`</code><script>alert(1)</script>`",
    "    </code></pre><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "# <script>alert(1)</script>",
]


def assert_harmless(output: str) -> None:
    """No element, attribute or address but the allowed ones."""
    for element in html.fragment_fromstring(output, create_parent="main").iterdescendants():
        assert element.tag in TAGS
        assert set(element.attrib) <= ({"href", "class", "title"} if element.tag == "a" else set())
        # As browsers read it (https://url.spec.whatwg.org/#concept-basic-url-parser).
        href = re.sub(r"[\t\n\r]", "", element.get("href", "")).lstrip("".join(map(chr, range(33))))
        if scheme := re.match(r"[a-z][a-z0-9+.-]*:", href, re.IGNORECASE):
            assert scheme[0].lower() in {"http:", "https:", "mailto:"}


@pytest.mark.parametrize("text", ATTACKS)
def test_attacks(text: str) -> None:
    """Scripts, handlers, frames, styles, pixels and addresses of other schemes come to nothing."""
    assert_harmless(render(text))


def test_text_around_an_attack_stays() -> None:
    """What is taken away is the attack, not the note."""
    assert "Satu" in render("Satu <script>alert(1)</script> dua")
    assert "dua" in render("Satu [x](javascript:alert(1)) dua")


def test_one_note_does_not_see_another() -> None:
    """Link definitions and placeholders of one body are gone when the next is rendered."""
    render("[a][1]\n\n[1]: https://example.org")
    assert "href" not in render("[a][1]")


@given(st.lists(st.one_of(st.sampled_from(ATTACKS), st.text("<>[]()\"'`*&;:/\\ \n#-ajx", max_size=6)), max_size=4))
def test_any_text_is_harmless(parts: list[str]) -> None:
    """Attacks cut up and put together stay harmless."""
    assert_harmless(render("".join(parts)))
