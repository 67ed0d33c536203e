"""The text of a block as one string, and markup put into that text by position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from markdown.util import ETX, STX, AtomicString

MASK: Final = "\ufffc"
"""Stands for a character in which names are not looked for (OBJECT REPLACEMENT CHARACTER)."""

_ESCAPED: Final = re.compile(f"{STX}(\\d+){ETX}")
_STASHED: Final = re.compile(f"{STX}[^{ETX}]*{ETX}")
_MASKED_TAGS: Final = frozenset({"code", "a", "cite", "kbd", "pre", "math"})


@dataclass(frozen=True)
class Span:
    """An element to be put around `text[start:end]` of a block."""

    start: int
    end: int
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Attributes of every piece; a span that crosses other markup is put down in several pieces."""
    first: Mapping[str, str] = field(default_factory=dict)
    """Attributes of the first piece only, such as an id."""
    following: tuple[Element, ...] = ()
    """Elements to put right behind the last piece."""


@dataclass
class _Piece:
    """A run of text in the tree: the text, or the tail, of an element."""

    owner: Element
    parent: Element | None
    """The parent of `owner` where the text is the tail of `owner`, else None."""
    start: int
    text: str
    masked: bool


class TextStream:
    """The text of an element in document order, without markup.

    Placeholders of Python-Markdown for raw HTML count as nothing; escaped characters are themselves.
    """

    def __init__(self, element: Element) -> None:
        self._element = element
        self._pieces = list(_pieces(element))
        at = 0
        for piece in self._pieces:
            piece.start = at
            at += len(piece.text)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self._pieces)

    @property
    def searchable(self) -> str:
        """The text with code and links masked, of the same length."""
        return "".join(MASK * len(piece.text) if piece.masked else piece.text for piece in self._pieces)

    def wrap(self, spans: Sequence[Span]) -> None:
        """Put elements around parts of the text. Spans may nest and overlap; outer ones should come first."""
        last_piece = {
            id(span): max((p.start for p in self._pieces if p.start < span.end and p.text), default=0) for span in spans
        }
        begun: set[int] = set()
        for piece in self._pieces:
            end = piece.start + len(piece.text)
            inside = [span for span in spans if span.start < end and span.end > piece.start]
            if not inside or isinstance(piece.text, AtomicString):
                continue
            if piece.masked:
                # A link must not hold another one.
                inside = [span for span in inside if span.tag != "a"]
            nodes = _nest(piece.text, piece.start, inside, begun, last_piece)
            _replace(piece, nodes)


def _pieces(element: Element, masked: bool = False) -> Iterator[_Piece]:
    masked = masked or element.tag in _MASKED_TAGS
    if element.text:
        yield from _pieces_of(element, None, element.text, masked)
    for child in list(element):
        yield from _pieces(child, masked)
        if child.tail:
            yield from _pieces_of(child, element, child.tail, masked)


def _pieces_of(owner: Element, parent: Element | None, text: str, masked: bool) -> Iterator[_Piece]:
    if not isinstance(text, AtomicString):
        text = _ESCAPED.sub(lambda match: chr(int(match[1])), text)
    if STX in text:
        # Raw HTML: the text around it is read, but nothing can be put into it.
        yield _Piece(owner, parent, 0, AtomicString(_STASHED.sub("", text)), masked)
    else:
        yield _Piece(owner, parent, 0, text, masked)


def _nest(
    text: str, offset: int, spans: Sequence[Span], begun: set[int], last_piece: Mapping[int, int]
) -> list[str | Element]:
    """`text`, which begins at `offset` of the stream, with elements for `spans` in it."""
    nodes: list[str | Element] = []
    at, rest = offset, sorted(spans, key=lambda span: (max(span.start, offset), -span.end))
    end_of_text = offset + len(text)
    while rest:
        span = rest[0]
        start, end = max(span.start, at), min(span.end, end_of_text)
        nodes.append(text[at - offset : start - offset])
        element = Element(span.tag, {**span.attributes, **({} if id(span) in begun else span.first)})
        begun.add(id(span))
        inner = [other for other in rest[1:] if other.start < end]
        # What overlaps the end of this one is continued behind it.
        rest = [other for other in rest[1:] if other.end > end]
        _fill(element, _nest(text[start - offset : end - offset], start, inner, begun, last_piece))
        nodes.append(element)
        if last_piece[id(span)] <= offset and span.end <= end_of_text:
            nodes.extend(span.following)
        at = end
    nodes.append(text[at - offset :])
    return nodes


def _fill(element: Element, nodes: Sequence[str | Element]) -> None:
    last: Element | None = None
    for node in nodes:
        if isinstance(node, Element):
            element.append(node)
            last = node
        elif last is None:
            element.text = (element.text or "") + node
        else:
            last.tail = (last.tail or "") + node


def _replace(piece: _Piece, nodes: Sequence[str | Element]) -> None:
    """Put `nodes` where the text of `piece` stood."""
    holder = Element("holder")
    _fill(holder, nodes)
    children = list(holder)
    if piece.parent is None:
        piece.owner.text = holder.text
        for index, child in enumerate(children):
            piece.owner.insert(index, child)
    else:
        piece.owner.tail = holder.text
        position = list(piece.parent).index(piece.owner) + 1
        for index, child in enumerate(children):
            piece.parent.insert(position + index, child)
