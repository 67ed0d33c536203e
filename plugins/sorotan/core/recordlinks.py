"""Links in Markdown, above all those that name a record by its id: `[R1](entity:deepseek-r1)`.

A link is what Python-Markdown makes one of, so that what is checked, counted and exported is what is shown: with a
title or without, its address bare or in `<…>`, right behind its text or defined elsewhere; and none where code is
shown, or where a backslash takes the meaning of a bracket away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from sorotan.core.editing.files import Edit, apply

TABLES: Final[Mapping[str, str]] = {
    "entity": "entities",
    "block": "articles",
    "ref": "references",
    "note": "notes",
    "event": "timeline",
    "claim": "claims",
}
"""What a link by id begins with, and the table of the corpus in which the record is, or for a block its article."""

OUTSIDE: Final = frozenset({"http", "https", "mailto"})
"""Schemes of the other addresses that may be linked."""

_SIMPLE: Final = re.compile(r"\[[^\[\]\n]*+\]\(([^()\"'<>\s]*+)\)")
"""The commonest form of a link. Where every bracket of a text is in one, there is nothing else to be known."""
_BLANK: Final = re.compile(r"\n(?:[ \t]*\n)+")
"""What parts blocks: neither a link nor code goes on behind it."""
_ITEM: Final = re.compile(r" {0,3}(?:[*+-]|[0-9]+\.) ")
_INDENTED: Final = re.compile(r"(?:(?: {4}|\t)[^\n]*(?:\n|\Z))+")
_LITERAL: Final = re.compile(r"\\[\\`\[\]()>]|(?<!`)(?P<ticks>`++).*?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
"""A character that means nothing here, and code. It is known first of all, whatever it stands in."""
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()>#+.!-])")
_BRACKET: Final = re.compile(r"[\[\]]")
_DESTINATION: Final = re.compile(
    r"\((?:"
    r"\s*<(?P<angled>[^<>]*)>\s*(?:(?:\"[^\"]*\"|'[^']*')\s*)?"
    r"|(?P<titled>[^()\"']*+(?:\([^()\"']*+\)[^()\"']*+)*+)(?:\"[^\"]*\"|'[^']*') *"
    r"|(?P<bare>[^()]*+(?:\([^()]*+\)[^()]*+)*+)"
    r")\)"
)
"""What stands behind the text of a link: its address, in which brackets come in pairs, and perhaps a title."""
_DEFINITION: Final = re.compile(
    r"^ {0,3}\[(?P<label>[^\[\]\n]*)\]: *(?:\n *)?<*(?P<address>[^\s<>]+)>* *(?:\n *)?"
    r"(?:\"[^\n]*\" *|'[^\n]*' *|\([^\n]*\) *)?$",
    re.MULTILINE,
)
"""The address of links that name it by a label: `[1]: https://example.org "Title"`."""
_LABEL: Final = re.compile(r"\s?\[(?P<label>[^\[\]]*)\]")


class Link(NamedTuple):
    """A link, or a picture, and where it is written. Places are offsets in the text."""

    address: str
    """What it leads to."""
    scheme: str
    """What the address of a record begins with, as written: `entity`, or `Entity`; empty for any other link."""
    target: str
    """The id of the record, or for a block the article and the block, as `article#p1`; empty for any other link."""
    start: int
    """Where its text begins, with a bracket."""
    text_end: int
    """Where its text ends, before a bracket."""
    end: int
    address_start: int
    """Where its address is written, which may be anywhere."""
    address_end: int


def split(address: str) -> tuple[str, str]:
    """The scheme and the target of an address that names a record; two empty texts for any other."""
    scheme, _, target = address.partition(":")
    return (scheme, target) if scheme.lower() in TABLES and scheme != address else ("", "")


def links(markdown: str) -> Iterator[Link]:
    """Every link of a text."""
    if "](" not in markdown and "]:" not in markdown:
        return  # as most texts
    if not _has_literals(markdown):
        simple = list(_SIMPLE.finditer(markdown))
        if len(simple) == markdown.count("[") == markdown.count("]"):
            for match in simple:
                start, end = match.span(1)
                yield Link(match[1], *split(match[1]), match.start(), start - 2, end + 1, start, end)
            return
    text = _without_literals(markdown)
    defined: dict[str, tuple[int, int]] = {}

    def define(match: re.Match[str]) -> str:
        defined[_label(markdown[slice(*match.span("label"))])] = match.span("address")
        return " " * len(match[0])

    if "]:" in text:
        text = _DEFINITION.sub(define, text)
    for start, end in _blocks(text):
        yield from _links_in(markdown, text, start, end, defined)


def targets(markdown: str, scheme: str) -> list[str]:
    """What the links of a text lead to whose addresses begin with `scheme`, in order."""
    if f"{scheme}:" not in markdown:
        return []  # as most texts
    return [link.target for link in links(markdown) if link.scheme == scheme]


def with_addresses(markdown: str, address: Callable[[Link], str | None]) -> str:
    """`markdown` with other addresses of its links.

    Args:
        markdown: A text.
        address: Gives the new address of a link, or the one that it has; None to leave only its text.
    """
    edits = set()
    for link in links(markdown):
        new = address(link)
        if new is None:
            edits |= {Edit(link.start, link.start + 1, ""), Edit(link.text_end, link.end, "")}
        elif new != link.address:
            edits.add(Edit(link.address_start, link.address_end, new))
    return apply(markdown, edits)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for blank in _BLANK.finditer(text):
        yield start, blank.start()
        start = blank.end()
    yield start, len(text)


def _has_literals(markdown: str) -> bool:
    """Whether a text may have code, or characters without their meaning."""
    return "`" in markdown or "\\" in markdown or "    " in markdown or "\t" in markdown


def _without_literals(markdown: str) -> str:
    """A text of the same length, without brackets that mean nothing in Markdown."""
    if not _has_literals(markdown):
        return markdown
    parts, done, is_list = [], 0, False
    for start, end in _blocks(markdown):
        block = markdown[start:end]
        code = _INDENTED.match(block)
        if code is None:
            is_list = _ITEM.match(block) is not None
        elif not is_list:  # in a list, it is a paragraph of an item
            block = " " * code.end() + block[code.end() :]
        parts += [markdown[done:start], _LITERAL.sub(lambda match: "x" * len(match[0]), block)]
        done = end
    return "".join(parts)


def _links_in(markdown: str, text: str, start: int, end: int, defined: Mapping[str, tuple[int, int]]) -> Iterator[Link]:
    opened: list[int] = []
    done = start
    for bracket in _BRACKET.finditer(text, start, end):
        at = bracket.start()
        if at < done:
            continue
        if bracket[0] == "[":
            opened.append(at)
        elif opened:
            begin = opened.pop()
            if match := _DESTINATION.match(text, at + 1, end):
                done, place = match.end(), match.span(match.lastgroup or 0)
            elif found := _defined(markdown, text, begin, at, end, defined):
                done, place = found
            else:
                continue
            written = markdown[slice(*place)]
            address = written.strip()
            first = place[0] + written.index(address)
            last = first + len(address)
            if "\\" in address:
                address = _ESCAPED.sub(r"\1", address)
            yield Link(address, *split(address), begin, at, done, first, last)


def _defined(
    markdown: str, text: str, begin: int, at: int, end: int, defined: Mapping[str, tuple[int, int]]
) -> tuple[int, tuple[int, int]] | None:
    """Where a link ends that names a definition, and where the address of that is written."""
    if not defined:
        return None
    own = _label(markdown[begin + 1 : at])
    if match := _LABEL.match(text, at + 1, end):
        label = _label(markdown[slice(*match.span("label"))]) or own
        return (match.end(), defined[label]) if label in defined else None
    return (at + 1, defined[own]) if own in defined else None


def _label(text: str) -> str:
    return " ".join(text.lower().split())
