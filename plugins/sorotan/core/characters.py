"""Characters that no text of the site may hold: nobody sees them, or nobody knows what they stand for.

Control characters cannot be written in XML at all, and some of them are marks of Python-Markdown's own. Embeddings,
overrides and isolates (Unicode Standard Annex #9, 2.1 to 2.4) show a text in another order than that in which it is
written, so that who reads it, or reviews it, reads something else (CVE-2021-42574, “Trojan Source”). Right-to-left
words need none of them, and the marks U+200E, U+200F and U+061C, which only ever move punctuation, stay. Characters
without width, which come along with text of web pages, part a word where nobody sees it, so that a name is not found;
those that join or part letters in other scripts and in pictures (U+200C, U+200D) stay. Who wants a soft hyphen writes
`&shy;`, which can be seen.

A character that was lost on the way to UTF-8 (U+FFFD), or that only one font knows (private use), is told and left
where it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters but tab and ends of lines
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates
    "\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb"  # without width
    "\ud800-\udfff\ufffe\uffff]"  # halves of characters, and what will never be one
)
_HIDDEN_IN_HTML: Final = re.compile(f"(?!\xad){_HIDDEN.pattern}")
_LOST: Final = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
"""What stands for a character that is lost, or known to one font only."""


def hidden(text: str) -> Iterator[tuple[str, int]]:
    """Every character in `text` that nobody sees, and where the first of its kind stands."""
    return _first_of_each(_HIDDEN, text)


def faults(text: str) -> Iterator[tuple[str, str, int]]:
    """Everything that is to be told of in `text`: its code, the character, and where the first of its kind stands."""
    for code, pattern in (("SRT006", _HIDDEN), ("SRT009", _LOST)):
        for character, at in _first_of_each(pattern, text):
            yield code, character, at


def _first_of_each(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for match in pattern.finditer(text):
        if match[0] not in seen:
            seen.add(match[0])
            yield match[0], match.start()


def cleaned(text: str) -> str:
    """`text` without the characters that nobody sees."""
    return _HIDDEN.sub("", text)


def rendered(html: str) -> str:
    """HTML that references such as `&#2;` were resolved in, without the characters that nobody sees.

    Soft hyphens stay: whoever writes `&shy;` wants one.
    """
    return _HIDDEN_IN_HTML.sub("", html)


def as_read(text: str) -> str:
    """`text` as it is read from whatever file: in NFC, without the characters that nobody sees."""
    return unicodedata.normalize("NFC", cleaned(text))


def named(character: str) -> str:
    """A character by its number and its name in Unicode: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
