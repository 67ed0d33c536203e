"""Text of other programs as Markdown of our records: what it says stays, and nothing in it becomes markup by chance."""

from __future__ import annotations

import html
import re
from typing import Final

import nh3

from sorotan.core.recordlinks import OUTSIDE

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)")
"""Characters that mean something to Markdown wherever they stand."""
_AT_LINE_START: Final = re.compile(r"(?m)^(\s*\d*)([#>+=.-])")
"""Beginnings of lines that make headings, quotations, lists and rules."""
_ENTITIES: Final = {"<": "&lt;", "&": "&amp;", "=": "&#61;"}
"""Characters that a backslash does not make plain."""

_MARKS: Final = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_BLOCKS: Final = frozenset({"p", "div", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})
_BREAKS: Final = {"br": ("\n", ""), "li": ("\n- ", "\n"), **dict.fromkeys(_BLOCKS, ("\n\n", "\n\n"))}
"""What stands for the beginning and the end of an element that begins a line."""
_TOKEN: Final = re.compile(r'<(?P<end>/?)(?P<tag>\w+)(?: href="(?P<href>[^"]*)")?>|(?P<text>[^<]+)')
"""What is left in sanitised HTML: tags without attributes but `href`, and text in which `<` is escaped."""


def from_plain(text: str) -> str:
    """Plain text as Markdown that shows the same words; empty lines part paragraphs."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return _escaped("\n".join(lines).strip())


def from_html(text: str) -> str:
    """HTML as Markdown: paragraphs, emphasis, lists and links. Of everything else the text, of scripts nothing."""
    clean = nh3.clean(
        text,
        tags={*_MARKS, *_BREAKS, "a"},
        attributes={"a": {"href"}},
        url_schemes=set(OUTSIDE),
        link_rel=None,
    )
    written: list[str] = [""]
    """Finished text, and after it the text of each element that is still open."""
    closing: list[tuple[str, str]] = []
    """What comes before and behind that text."""
    for token in _TOKEN.finditer(clean):
        tag, is_end = token["tag"], bool(token["end"])
        if tag is None:
            written[-1] += _escaped(re.sub(r"\s+", " ", html.unescape(token["text"])))
        elif tag in _BREAKS:
            written[-1] += _BREAKS[tag][is_end]
        elif is_end:
            inner = written.pop()
            written[-1] += _wrapped(inner, *closing.pop())
        else:
            written.append("")
            closing.append((_MARKS[tag], _MARKS[tag]) if tag in _MARKS else _link(token["href"]))
    lines = (line.strip() for line in written[0].splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _link(href: str | None) -> tuple[str, str]:
    if not href:
        return "", ""
    address = html.unescape(href)
    for character in " ()<>":
        address = address.replace(character, f"%{ord(character):02X}")
    return "[", f"]({address})"


def _wrapped(inner: str, before: str, behind: str) -> str:
    """Text between marks, which stand right beside it; without them where there is none, or more than one line."""
    text = inner.strip()
    if not text or "\n" in text:
        return inner
    start = inner.index(text)
    return inner[:start] + before + text + behind + inner[start + len(text) :]


def _escaped(text: str) -> str:
    text = _SPECIAL.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), text)
    return _AT_LINE_START.sub(lambda match: match[1] + _ENTITIES.get(match[2], f"\\{match[2]}"), text)
