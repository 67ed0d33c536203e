"""Words of a block in another language that say the same, as far as names and figures tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sorotan.core.mentions import Found

_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)*")
_LONGEST: Final = 2
"""How many times as long as the words the passage may be; a longer one holds more than was quoted."""


def counterpart(
    words: tuple[int, int], text: str, mentions: Iterable[Found], other: str, other_mentions: Iterable[Found]
) -> tuple[int, int] | None:
    """Where the passage of `other` stands that holds the same names and figures as some words of `text`.

    Only what the names and figures enclose is certain: the passage begins with the first of them and ends with the
    last. None when the words have no two of them, when one is missing in `other` or stands there more than once. One
    alone is enough where the words are nothing else, and stand once in `text`, too.
    """
    start, end = words
    tokens = list(_tokens(text, mentions))
    wanted = {token for token, a, b in tokens if start <= a and b <= end}
    found = [(token, a, b) for token, a, b in _tokens(other, other_mentions) if token in wanted]
    is_alone = [(a, b) for token, a, b in tokens if token in wanted] == [words]
    if (len(wanted) < 2 and not is_alone) or len(found) != len(wanted):
        return None
    first, last = min(a for _, a, _ in found), max(b for _, _, b in found)
    return (first, last) if last - first <= _LONGEST * (end - start) else None


def _tokens(text: str, mentions: Iterable[Found]) -> Iterator[tuple[str, int, int]]:
    """Names by their entity and figures without separators, and where they stand."""
    names = list(mentions)
    for name in names:
        yield name.entity, name.start, name.end
    for match in _FIGURE.finditer(text):
        if not any(name.start < match.end() and match.start() < name.end for name in names):
            yield re.sub(r"[.,]", "", match[0]), match.start(), match.end()
