"""Written cases for Markdown: of pages, which is let through but for what could do harm, and of records."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown import Markdown
from written import cases

from sorotan.core import characters
from sorotan.core.records import Reference
from sorotan.markdown.bodies import Bodies
from sorotan.markdown.safety import SafetyExtension

RUNS = ("javascript:", "vbscript:", "data:")


def convert(markdown: str) -> tuple[str, list[str]]:
    """HTML of a page, and what was left out of it."""
    safety = SafetyExtension()
    made = Markdown(extensions=["attr_list", "tables", "md_in_html", safety]).convert(characters.cleaned(markdown))
    return made, safety.removed


def assert_harmless(html: str) -> None:
    """Nothing in the text runs or loads anything, as a browser reads it."""
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    unsafe = [
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "link",
        "meta",
        "svg",
        "math",
        "template",
        "textarea",
        "button",
    ]
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in unsafe, html
        for name, value in element.items():
            address = value.lstrip("".join(map(chr, range(33)))).translate(dict.fromkeys(map(ord, "\t\n\r"))).lower()
            assert not name.startswith("on") and name not in ("srcdoc", "srcset", "name", "formaction"), html
            assert name not in ("href", "src") or not address.startswith(RUNS), html
            assert name != "src" or not address.startswith(("http", "//", "\\")), html


@pytest.mark.parametrize("case", cases("prose"))
def test_prose(case: dict[str, Any]) -> None:
    html, removed = convert(case["markdown"])
    assert html == case["html"]
    assert removed == case.get("removed", [])
    assert_harmless(html)


@pytest.mark.parametrize("case", cases("addresses"))
def test_addresses(case: dict[str, Any]) -> None:
    """In every place of prose and records in which an address can be written."""
    address, linked = case["address"], case.get("linked", False)
    record = {"type": "webpage", "title": "a", "quality": "copy", "URL": address}
    if case.get("record"):
        assert Reference.model_validate(record).url == address
    else:
        with pytest.raises(ValueError):
            Reference.model_validate(record)
    quoted = address.replace('"', "&quot;")
    for text in (
        f"[a]({address})",
        f"[a](<{address}>)",
        f"[a][b]\n\n[b]: {address}",
        f'<a href="{quoted}">a</a>',
        f"a <a href='{quoted}'>b</a>",
        f'a\n{{: cite="{address}" }}',
    ):
        html, _ = convert(text)
        body = Bodies().html(text, lambda scheme, target: "")
        assert_harmless(html)
        assert_harmless(body)
        if linked is True and text.startswith("<a"):
            assert links(html) != []
        if not linked:
            assert not any(href.lower().startswith(address[:8].lower()) for href in links(html) + links(body))
    for text in (f"![a]({address})", f'<img src="{quoted}">', f'a <img alt="b" src="{quoted}">'):
        assert_harmless(convert(text)[0])
        assert "<img" not in Bodies().html(text, lambda scheme, target: "")


def links(html: str) -> list[str]:
    return lxml_html.fragment_fromstring(html, create_parent="div").xpath("//a/@href")


PIECES = st.sampled_from(
    [
        *(
            "<",
            ">",
            "/",
            '"',
            "'",
            "=",
            " ",
            "\n",
            "\n\n",
            "`",
            "\\",
            "&",
            ";",
            ":",
            "!",
            "[",
            "]",
            "(",
            ")",
            "{: ",
            "}",
            "#",
        ),
        *(
            "a",
            "b",
            "p",
            "script",
            "img",
            "svg",
            "onclick",
            "onerror",
            "href",
            "src",
            "srcdoc",
            "style",
            "name",
            "x.png",
        ),
        *(
            "javascript:",
            "java\tscript:",
            "&#106;avascript:",
            "data:",
            "//evil.example",
            "alert(1)",
            "<!--",
            "-->",
            "<![CDATA[",
        ),
        *(
            "<a href=",
            "<img src=",
            "</a>",
            "<div markdown=1>",
            "</div>",
            "<b ",
            "&lt;",
            "\x02wzxhzdk:0\x03",
            "| a | b |\n|---|---|\n",
        ),
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_nothing_harmful_comes_of_any_text(text: str) -> None:
    assert_harmless(convert(text)[0])
    assert_harmless(Bodies().html(text, lambda scheme, target: ""))
