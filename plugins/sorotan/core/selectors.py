"""Finding quoted words in a text: the W3C TextQuoteSelector, and never the wrong words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz import fuzz

from sorotan.core.records import Quote
from sorotan.core.text import fold, goes_on, is_whole_words

Verdict = Literal["exact", "moved", "changed", "ambiguous", "orphan"]
"""
exact:      the words stand where they are said to stand
moved:      the same words stand once elsewhere on the page
changed:    no such words, or not in these surroundings; something like them exists
ambiguous:  the words stand more than once and the surroundings do not tell which is meant
orphan:     nothing like them on the page
"""

PUBLISHED: Final[frozenset[Verdict]] = frozenset({"exact", "moved"})
"""Verdicts with which a note is attached to words."""

_LIKE: Final = 70.0
"""How alike (0 to 100) a passage must be to be suggested. Nothing is ever attached by likeness."""
_AT_HOME: Final = 10.0
"""How much more alike a passage elsewhere must be than one in the block in which the words are said to stand."""
_LONGEST: Final = 1_000
_LONGEST_TEXT: Final = 20_000
"""Characters of a quotation and of a block beyond which nothing alike is looked for: it takes the product of both."""
_DISTINCTIVE_WORDS: Final = 3
"""Shorter quotations are not looked for in other blocks: few words say too little about what was meant."""


@dataclass(frozen=True)
class Anchor:
    """Where quoted words were found, or why they were not."""

    verdict: Verdict
    block: str = ""
    """The block with the words or, for `changed`, with the nearest passage."""
    start: int = 0
    """Offset of the first character in the block's text, in code points."""
    end: int = 0
    nearest: str = ""
    """For `changed`: the nearest passage, to be confirmed by an editor."""
    count: int = 0
    """For `ambiguous`: how often the words occur."""

    @property
    def is_published(self) -> bool:
        """Whether a note may be attached to these words."""
        return self.verdict in PUBLISHED


def resolve(quote: Quote, texts: Mapping[str, str], block: str | None = None) -> Anchor:
    """Find `quote` in a page.

    Args:
        quote: The words, with surroundings where they need them.
        texts: Plain text of every block of the page by its id, in reading order.
        block: The block in which the words are said to stand, if one is named.
    """
    here = _places(quote, texts, texts if block is None else {block} & texts.keys())
    may_have_moved = not here and len(quote.exact.split()) >= _DISTINCTIVE_WORDS
    found = _places(quote, texts, texts) if may_have_moved else here
    fitting = [place for place in found if _fits(quote, texts[place[0]], *place[1:])]
    if len(fitting) == 1:
        return Anchor("moved" if may_have_moved else "exact", *fitting[0])
    if fitting:
        return Anchor("ambiguous", fitting[0][0], count=len(fitting))
    return _nearest(quote.exact, texts, block)


def occurrences(exact: str, text: str) -> list[int]:
    """Offsets at which `exact` stands in `text` as whole words."""
    needle, hay = fold(exact), fold(text)
    starts, at = [], hay.find(needle)
    while at >= 0:
        if is_whole_words(hay, at, at + len(needle)):
            starts.append(at)
        at = hay.find(needle, at + 1)
    return starts


def _places(quote: Quote, texts: Mapping[str, str], blocks: Iterable[str]) -> list[tuple[str, int, int]]:
    """Where the words stand in some of the blocks, whatever surrounds them: the block, the start and the end."""
    return [(id, start, start + len(quote.exact)) for id in blocks for start in occurrences(quote.exact, texts[id])]


def _fits(quote: Quote, text: str, start: int, end: int) -> bool:
    """Whether the surroundings of `text[start:end]` are those of the quotation, white space aside."""
    before, after = fold(text[:start]).rstrip(), fold(text[end:]).lstrip()
    return before.endswith(fold(quote.prefix)) and after.startswith(fold(quote.suffix))


def _nearest(exact: str, texts: Mapping[str, str], block: str | None) -> Anchor:
    best, most = Anchor("orphan"), 0.0
    if len(exact) > _LONGEST:
        return best
    for id, text in texts.items():
        if len(text) > _LONGEST_TEXT or len(text) < len(exact) // 2:
            continue
        alignment = fuzz.partial_ratio_alignment(fold(exact), fold(text), score_cutoff=_LIKE)
        if alignment is None:
            continue
        start, end = _widen_to_words(text, alignment.dest_start, alignment.dest_end)
        start, end = _trim_marks(exact, text, *_fit_words(exact, text, start, end))
        # The named block was probably reworded, and another may be about the same thing.
        likeness = fuzz.ratio(fold(exact), fold(text[start:end])) + (_AT_HOME if id == block else 0)
        if likeness > most:
            best, most = Anchor("changed", id, start, end, nearest=text[start:end]), likeness
    return best


def _fit_words(exact: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The passage with its end, and then its start, at the word that makes it most like `exact`, as long as that helps.

    One word more often makes it less like `exact`, and several make it more so.
    """
    most = fuzz.ratio(exact, text[start:end])
    while True:
        ends = [end, *(at for at in _gaps(text, start, start + 2 * len(exact)) if at > start)]
        end = max(ends, key=lambda at: fuzz.ratio(exact, text[start:at]))
        starts = [start, *(at + 1 for at in _gaps(text, end - 2 * len(exact), end) if at + 1 < end)]
        start = max(starts, key=lambda at: fuzz.ratio(exact, text[at:end]))
        score = fuzz.ratio(exact, text[start:end])
        if score <= most:
            return start, end
        most = score


def _gaps(text: str, start: int, end: int) -> Iterator[int]:
    """Where spaces stand in `text[start:end]`, and right before and behind the text where it goes as far."""
    for at in range(max(start, 0), min(end, len(text))):
        if text[at] == " ":
            yield at
    if start <= 0:
        yield -1
    if end >= len(text):
        yield len(text)


def _widen_to_words(text: str, start: int, end: int) -> tuple[int, int]:
    while goes_on(text, start):
        start -= 1
    while goes_on(text, end):
        end += 1
    return start, end


def _trim_marks(exact: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The passage without spaces and punctuation at its ends that `exact` does not have there."""
    while start < end and not text[start].isalnum() and fold(text[start]) != fold(exact[0]):
        start += 1
    while start < end and not text[end - 1].isalnum() and fold(text[end - 1]) != fold(exact[-1]):
        end -= 1
    return start, end
