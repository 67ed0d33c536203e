"""Plain text as it is searched and quoted: folding, word boundaries, sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import Final

_FOLD: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"}
    | {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\n": " ", "\u2011": "-", "\u2010": "-"}
)
"""Characters that typographers exchange without changing a word. One for one, so that positions stay."""

# What follows the first mark of a run is taken whole or not at all, so that a text of marks only is read once.
_SENTENCE_END: Final = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+\s++(?=[\"'“‘(\[]*+[A-Z0-9À-Þ])")
_ABBREVIATION: Final = re.compile(r"\b(?:Dr|Mr|Ms|St|No|hlm|[A-Z])$")
"""What a full stop behind it does not end a sentence of."""
_LONGEST: Final = 4
"""Letters of the longest abbreviation, and one before it."""
_GOES_ON: Final = re.compile(
    r"(?<=[^\W_])[^\W_]"  # letters and digits
    r"|[\u0300-\u036f]"  # an accent that stands behind its letter
    r"|(?<=[^\W_])\xad(?=[^\W_])|(?<=[^\W_]\xad)[^\W_]"  # where a word may be parted: &shy;
    r"|(?<=\d)[.,](?=\d)|(?<=\d[.,])\d"  # 2.5 and 2,5
)


@lru_cache(maxsize=10_000)  # every block is looked through for every quotation
def fold(text: str) -> str:
    """`text` with curly quotes, special spaces and hyphens made plain, character by character."""
    return text.translate(_FOLD)


def is_whole_words(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` neither begins nor ends in the middle of a word or a number."""
    return not goes_on(text, start) and not goes_on(text, end)


def goes_on(text: str, at: int) -> bool:
    """Whether `at` is in the middle of a word or a number: “5 billion” is not in “2.5 billion”."""
    return at > 0 and _GOES_ON.match(text, at) is not None


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence (or sentences) that holds `text[start:end]` begins and ends."""
    ends = _sentence_ends(text)
    before = bisect_right(ends, start)
    begin = ends[before - 1] if before else 0
    after = bisect_left(ends, end, before)
    finish = ends[after] if after < len(ends) else len(text)
    return begin, begin + len(text[begin:finish].rstrip())


@lru_cache(maxsize=1_000)  # a block is asked once for every name in it
def _sentence_ends(text: str) -> list[int]:
    """Where sentences end, with the white space behind them: where the next ones begin."""
    return [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if not _ABBREVIATION.search(text[max(0, match.start() - _LONGEST) : match.start()])
    ]
