"""Characters that no text of the site may hold: nobody sees them, and they do not stay where they are put.

Control characters cannot be written in XML at all, and some of them are marks of Python-Markdown's own. Embeddings,
overrides and isolates (Unicode Standard Annex #9, 2.1 to 2.4) show a text in another order than that in which it is
written, so that who reads it, or reviews it, reads something else (CVE-2021-42574, “Trojan Source”). Right-to-left
words need none of them, and the marks U+200E, U+200F and U+061C, which only ever move punctuation, stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters but tab and ends of lines
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates
    "\ud800-\udfff\ufffe\uffff]"  # halves of characters, and what will never be one
)


def hidden(text: str) -> Iterator[tuple[str, int]]:
    """Every kind of such character in `text`, and where the first of its kind stands."""
    seen: set[str] = set()
    for match in _HIDDEN.finditer(text):
        if match[0] not in seen:
            seen.add(match[0])
            yield match[0], match.start()


def cleaned(text: str) -> str:
    """`text` without such characters."""
    return _HIDDEN.sub("", text)


def named(character: str) -> str:
    """A character by its number and its name in Unicode: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
