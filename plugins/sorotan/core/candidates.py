"""Words of a text that look like names: capitalised where nothing but a name would be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from babel import Locale

from sorotan.core.languages import Language
from sorotan.core.text import sentence_at

_KNOWN: Final = "\ufffc"
_WORD: Final = r"(?:[A-ZÀ-Þ]|\d+(?=[A-Z]))[\w’'&-]*(?:\.(?=\w)[\w-]+)*"
_RUN: Final = re.compile(rf"(?<![\w{_KNOWN}-]){_WORD}(?: (?:{_WORD}|\d\w*(?:[.-]\w+)*))*")


def candidates(text: str, known: Iterable[tuple[int, int]], language: Language) -> Iterator[tuple[int, int]]:
    """Where a text has runs of capitalised words that are no known name, nor the first word of a sentence, nor a date.

    Args:
        text: The text.
        known: Where the names stand that are known.
        language: The language of the text.
    """
    letters = list(text)
    for start, end in known:
        letters[start:end] = _KNOWN * (end - start)
    text = "".join(letters)
    for run in _RUN.finditer(text):
        start, end = run.span()
        sentence, _ = sentence_at(text, start, end)
        if not any(c.isalnum() or c == _KNOWN for c in text[sentence:start]):
            first_word = run[0].partition(" ")[0]
            start = min(start + len(first_word) + 1, end)
        words = text[start:end].split()
        if words and words[0] != words[0].lower() and not all(w in _calendar(language) or w.isdigit() for w in words):
            yield start, end


@cache
def _calendar(language: Language) -> frozenset[str]:
    """Names of months and days."""
    locale = Locale.parse(language)
    return frozenset([*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values()])
