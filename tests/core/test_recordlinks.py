"""Links in Markdown are found where Python-Markdown makes some, and nowhere else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown

from sorotan.core.recordlinks import OUTSIDE, TABLES, links, split, targets, with_addresses
from sorotan.markdown.limits import LimitsExtension


def found(markdown: str) -> list[str]:
    return [link.address for link in links(markdown)]


def shown(markdown: str) -> list[str]:
    """Addresses of what is a link in the page."""
    converter = Markdown(extensions=[LimitsExtension()])
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    return html.fragment_fromstring(converter.convert(markdown), create_parent="div").xpath("//a/@href | //img/@src")


CASES = {
    "[x](entity:r1)": ["entity:r1"],
    "[x](block:lab#p1) [y](ref:a)": ["block:lab#p1", "ref:a"],
    "[x](entity:r1 'y')": ["entity:r1"],
    "[x](entity:r1 \"a (b) 'c' d\")": ["entity:r1"],
    "[x](entity:r1'y')": ["entity:r1"],
    "[x](<entity:r1>)": ["entity:r1"],
    '[x]( <entity:r1>\n"y" )': ["entity:r1"],
    "[x](<a b>)": ["a b"],
    "[x](\nentity:r1\n)": ["entity:r1"],
    "[x](entity:r1\n'y')": ["entity:r1"],
    "[x](entity:r1 y)": ["entity:r1 y"],
    "[x](https://a/b_(c)_d)": ["https://a/b_(c)_d"],
    "[x](https://a/b_(c) 'd')": ["https://a/b_(c)"],
    "[x](https://a/o'b)": ["https://a/o'b"],
    "[x](a\\_b\\)c)": ["a_b)c"],
    "[a [b] c](entity:r1)": ["entity:r1"],
    "[`a]` b](entity:r1)": ["entity:r1"],
    "[*a*\nb](entity:r1)": ["entity:r1"],
    "![x](y.png)": ["y.png"],
    "[![x](y.png)](entity:r1)": ["y.png", "entity:r1"],
    "[x][1] [1][] [1]\n\n[1]: entity:r1 'y'": ["entity:r1"] * 3,
    "[A\nb] [A  c]\n\n [a c]: <entity:r1>\n (y)": ["entity:r1"],
    "[x]()": [""],
    # none
    "`[x](entity:r1)`": [],
    "``a ` [x](entity:r1)``": [],
    "a\n\n    [x](entity:r1)\n\tb": [],
    "\\[x](entity:r1)": [],
    "\\[x\\](entity:r1)": [],
    "x](entity:r1)": [],
    "[a\n\nb](entity:r1)": [],
    "[x] (entity:r1)": [],
    "[x](entity:r1": [],
    "[x](entity:r1\n\n)": [],
    "[x]:(entity:r1)": [],
    "[1]: entity:r1": [],
    "[x][2]\n\n[1]: entity:r1": [],
    # what looks like code and is none
    "`a [x](entity:r1)": ["entity:r1"],
    "`a\n\n[x](entity:r1)`": ["entity:r1"],
    "a\n    [x](entity:r1)": ["entity:r1"],
    "- a\n\n    [x](entity:r1)": ["entity:r1"],
    "\\`[x](entity:r1)`": ["entity:r1"],
}


@pytest.mark.parametrize("markdown", CASES)
def test_links(markdown: str) -> None:
    assert found(markdown) == CASES[markdown]
    assert sorted(shown(markdown)) == sorted(CASES[markdown])


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("entity:r1", ("entity", "r1")),
        ("block:lab#p1", ("block", "lab#p1")),
        ("Entity:r1", ("Entity", "r1")),
        ("ref:", ("ref", "")),
        ("entity", ("", "")),
        ("https://entity:r1", ("", "")),
        ("person:r1", ("", "")),
        ("", ("", "")),
    ],
)
def test_addresses_of_records(address: str, parts: tuple[str, str]) -> None:
    assert split(address) == parts
    assert [(link.scheme, link.target) for link in links(f"[x]({address})")] == [parts]


def test_schemes_are_of_one_kind_only() -> None:
    assert not OUTSIDE & TABLES.keys()


@pytest.mark.parametrize(
    ("markdown", "changed"),
    [
        ("[x](ref:a) [y](entity:b)", "[x](https://a) y"),
        ("[x](<ref:a> 'y')", "[x](<https://a> 'y')"),
        ("*[x `y]`](entity:b 'z')*, `[x](ref:a)`", "*x `y]`*, `[x](ref:a)`"),
        ("[x][1] [1], [2]\n\n[1]: ref:a 'y'\n[2]: entity:b", "[x][1] [1], 2\n\n[1]: https://a 'y'\n[2]: entity:b"),
        ("[x](https://c/\\_d)", "[x](https://c/\\_d)"),
        ("x", "x"),
    ],
)
def test_other_addresses(markdown: str, changed: str) -> None:
    new = {"ref:a": "https://a", "entity:b": None}
    assert with_addresses(markdown, lambda link: new.get(link.address, link.address)) == changed


LINKS = st.lists(st.sampled_from(["[a](", "b:c", ")", " ", "\n"])).map("".join)


@given(st.text("[]()<>'\"\n :ab", max_size=12) | LINKS)
def test_simple_links_are_found_as_any_other(markdown: str) -> None:
    """Code in another paragraph changes nothing."""
    assert list(links(f"{markdown}\n\n`a`")) == list(links(markdown))


PIECES = ["[", "]", "(", ")", "`", "``", "\\", "<", ">", "'", '"', " ", "\n", "\n\n", "    ", ":", "[1]", "\n\n[1]: "]


@given(st.lists(st.sampled_from([*PIECES, "a", "ref:a", "](", "](ref:a)", "- "]), max_size=12).map("".join))
def test_any_text(markdown: str) -> None:
    """Every place that is told is that of what is told."""
    for link in links(markdown):
        assert markdown[link.start] == "[" and markdown[link.text_end] == "]"
        assert link.start < link.text_end < link.end
        assert "\\" in markdown or markdown[link.address_start : link.address_end] == link.address
    assert targets(markdown, "ref") == [link.target for link in links(markdown) if link.scheme == "ref"]


@pytest.mark.parametrize(
    "piece",
    [
        *("[", "](", "[a](", "[a]('", "[a](' [b](\" ", "[a](<", "](()", "[a](b) "),
        *("[a]: ", "[a]:\n", "`a ``", "\\", " ", "\n "),
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    """Time grows with the length of a text, whatever is in it."""
    text = "[a](b)" + piece * (400_000 // len(piece))
    start = time.process_time()
    assert list(links(text))
    with_addresses(text, lambda link: link.address)
    assert time.process_time() - start < 10
