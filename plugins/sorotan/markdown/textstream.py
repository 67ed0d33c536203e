"""The text of a block as one string, and markup put into that text by position."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Final
from xml.etree.ElementTree import Element

from markdown.util import ETX, STX

MASK: Final = "\ufffc"
"""Stands for a character in which names are not looked for (OBJECT REPLACEMENT CHARACTER)."""

_TOKEN: Final = re.compile(
    f"{STX}(?P<escaped>\\d+){ETX}"  # \*
    f"|{STX}wzxhzdk:(?P<raw>\\d+){ETX}"  # raw HTML and entities: an index of the stash
    f"|{STX}amp{ETX}(?P<mail>#?\\w+;)"  # letters of a mail address
    f"|{STX}[^{STX}{ETX}]*{ETX}"  # what extensions put in at the end, such as arrows back from footnotes
)
"""What Python-Markdown puts in the place of characters."""
_CODE: Final = re.compile(f"(?P<code>&(?:amp|lt|gt);)|{STX}wzxhzdk:(?P<coloured>\\d+){ETX}")
"""What stands in the place of characters of code, or of code as a whole that has colours."""
_TAG: Final = re.compile(r"<[^>]*>")
_RAW_TAG: Final = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)")
_FOOTNOTES: Final = frozenset({"footnote-ref", "footnote-backref"})
"""The classes of links to footnotes and back. Their numbers are no words: they change with other footnotes."""
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
    """Elements to put right behind the last piece, or behind the link that it is in. Where spans end together, those of
    the outer one come first."""


@dataclass
class _Piece:
    """A run of text without tags in it."""

    before: str = ""
    """Placeholder of the raw tag in front of it."""
    masked: bool = False
    start: int = 0
    """Offset in the stream."""
    text: str = ""
    """The characters as they are read."""
    written: Sequence[str] = ""
    """What stands for each of them in the tree: itself, a placeholder or an entity."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def cut(self, start: int, end: int) -> str:
        """The part between two offsets of the stream, as it is written."""
        return "".join(self.written[start - self.start : end - self.start])


@dataclass
class _Slot:
    """The text, or the tail, of an element."""

    owner: Element
    parent: Element | None
    """The parent of `owner` where this is the tail of `owner`, else None."""
    link: tuple[Element, Element] | None
    """The link that this is in, behind its parent."""
    pieces: list[_Piece]


class TextStream:
    """The text of an element in document order, as it is read: without markup, with entities decoded."""

    def __init__(self, element: Element, stash: Sequence[str | Element] = ()) -> None:
        """Read the text of `element`; `stash` holds the raw HTML of the page."""
        self._slots = list(_Reader(stash).slots(element))
        self._pieces = [piece for slot in self._slots for piece in slot.pieces]
        at = 0
        for piece in self._pieces:
            piece.start = at
            at = piece.end

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
        wrapping = _Wrapping(self._pieces, spans)
        behind_links: list[tuple[Element, Element, list[Element]]] = []
        for slot in self._slots:
            if not any(map(wrapping.concerns, slot.pieces)):
                continue
            held: list[Element] | None = [] if slot.link else None
            _replace(slot, [node for piece in slot.pieces for node in wrapping.nodes(piece, held)])
            if slot.link and held:
                behind_links.append((*slot.link, held))
        for parent, link, elements in reversed(behind_links):
            _insert_behind(parent, link, elements)


def _spans_in(piece: _Piece, spans: Sequence[Span]) -> list[Span]:
    """The spans that have characters of a piece. A link must not hold another one."""
    return [
        span
        for span in spans
        if max(span.start, piece.start) < min(span.end, piece.end) and not (piece.masked and span.tag == "a")
    ]


class _Reader:
    """Reads a tree in document order."""

    def __init__(self, stash: Sequence[str | Element]) -> None:
        self._stash = stash
        self._masking = 0
        """How many raw tags are open whose text is masked."""

    def slots(
        self, element: Element, masked: bool = False, link: tuple[Element, Element] | None = None
    ) -> Iterator[_Slot]:
        if element.get("class") in _FOOTNOTES:
            return
        masked = masked or element.tag in _MASKED_TAGS
        if element.text:
            pattern = _CODE if element.tag == "code" else _TOKEN
            yield _Slot(element, None, link, self._pieces(element.text, pattern, masked))
        for child in element:
            yield from self.slots(child, masked, (element, child) if child.tag == "a" else link)
            if child.tail:
                yield _Slot(child, element, link, self._pieces(child.tail, _TOKEN, masked))

    def _pieces(self, text: str, pattern: re.Pattern[str], masked: bool) -> list[_Piece]:
        pieces = [_Piece("", masked or self._masking > 0)]
        read: list[str] = []
        written: list[str] = []

        def finish() -> None:
            pieces[-1].text, pieces[-1].written = "".join(read), list(written)
            read.clear()
            written.clear()

        at = 0
        for match in pattern.finditer(text):
            read += text[at : match.start()]
            written += text[at : match.start()]
            at = match.end()
            if (characters := self._characters(match)) is None:
                finish()
                pieces.append(_Piece(match[0], masked or self._masking > 0))
            else:
                read += characters
                # An escaped character needs no escape behind `inline`; what is two characters is written once.
                written += [characters if match.lastgroup == "escaped" else match[0], *[""] * (len(characters) - 1)]
        read += text[at:]
        written += text[at:]
        finish()
        return pieces

    def _characters(self, match: re.Match[str]) -> str | None:
        """What is read at a token, or None where it is a tag."""
        if match.lastgroup == "code":
            return unescape(match["code"])
        if match.lastgroup == "coloured":
            return unescape(_TAG.sub("", str(self._stashed(match["coloured"]))))
        if match["escaped"]:
            return chr(int(match["escaped"]))
        if match["mail"]:
            return unescape(f"&{match['mail']}")
        if not match["raw"]:
            return None
        raw = self._stashed(match["raw"])
        if not isinstance(raw, str):
            return None
        if raw.startswith("&"):
            return unescape(raw)
        if raw.lower().startswith("<br"):
            return "\n"
        for tag in _RAW_TAG.finditer(raw) if not raw.startswith("<!") else ():
            if tag["name"].lower() in _MASKED_TAGS:
                self._masking = max(0, self._masking + (-1 if tag["closing"] else 1))
        return None

    def _stashed(self, index: str) -> str | Element:
        return self._stash[int(index)] if int(index) < len(self._stash) else ""


class _Wrapping:
    """Spans on their way into the tree, piece by piece in document order.

    Args:
        pieces: All pieces of a text.
        spans: What is to be put around parts of it.
    """

    def __init__(self, pieces: Iterable[_Piece], spans: Sequence[Span]) -> None:
        by_piece = [(piece, _spans_in(piece, spans)) for piece in pieces]
        self._inside = {id(piece): inside for piece, inside in by_piece if inside}
        self._last_piece = {id(span): piece.start for piece, inside in by_piece for span in inside}
        """Where the last piece of each span begins."""
        self._begun: set[int] = set()
        """Spans of which a piece is in the tree."""

    def concerns(self, piece: _Piece) -> bool:
        """Whether anything is to be put around a part of a piece."""
        return id(piece) in self._inside

    def nodes(self, piece: _Piece, held: list[Element] | None) -> Iterator[str | Element]:
        """What stands in the place of a piece.

        Args:
            piece: The next one.
            held: Inside a link: collects what is to follow spans, which may be links themselves.
        """
        behind: list[Element] = []
        yield piece.before
        yield from self._nest(piece, piece.start, piece.end, self._inside.get(id(piece), ()), held is not None, behind)
        if held is None:
            yield from behind
        else:
            held += behind

    def _nest(
        self, piece: _Piece, start: int, end: int, spans: Sequence[Span], in_link: bool, behind: list[Element]
    ) -> list[str | Element]:
        """The part of a piece between two offsets, with elements for `spans` in it.

        What is to follow those that end with the part goes to `behind`, and all of it where the part is in a link.
        """
        nodes: list[str | Element] = []
        at, rest = start, sorted(spans, key=lambda span: (max(span.start, start), -span.end))
        while rest and at < end:  # at the end, what is left goes on behind it
            span = rest[0]
            first, last = max(span.start, at), min(span.end, end)
            nodes.append(piece.cut(at, first))
            element = Element(span.tag, {**span.attributes, **({} if id(span) in self._begun else span.first)})
            self._begun.add(id(span))
            inner = [other for other in rest[1:] if other.start < last]
            # What overlaps the end of this one is continued behind it.
            rest = [other for other in rest[1:] if other.end > last]
            inside: list[Element] = []
            _fill(element, self._nest(piece, first, last, inner, in_link or span.tag == "a", inside))
            nodes.append(element)
            is_done = self._last_piece[id(span)] == piece.start and span.end <= end
            following = [*span.following, *inside] if is_done else inside
            (behind if in_link or last == end else nodes).extend(following)
            at = last
        nodes.append(piece.cut(at, end))
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


def _replace(slot: _Slot, nodes: Sequence[str | Element]) -> None:
    """Put `nodes` where the text of `slot` stood."""
    holder = Element("holder")
    _fill(holder, nodes)
    children = list(holder)
    if slot.parent is None:
        slot.owner.text = holder.text
        for index, child in enumerate(children):
            slot.owner.insert(index, child)
    else:
        slot.owner.tail = holder.text
        position = list(slot.parent).index(slot.owner) + 1
        for index, child in enumerate(children):
            slot.parent.insert(position + index, child)


def _insert_behind(parent: Element, element: Element, others: Sequence[Element]) -> None:
    """Put `others` between an element and its tail."""
    others[-1].tail, element.tail = element.tail, None
    position = list(parent).index(element) + 1
    for index, other in enumerate(others):
        parent.insert(position + index, other)
