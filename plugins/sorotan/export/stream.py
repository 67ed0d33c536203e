"""The text of an article as one string, in which positions are counted."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Final

_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class TextStream:
    """The blocks of an article in NFC, each on a line, with a line feed between them."""

    blocks: Mapping[str, str]

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self._normal.values())

    @cached_property
    def sha256(self) -> str:
        """Digest of the text in UTF-8."""
        return sha256(self.text.encode()).hexdigest()

    @cached_property
    def starts(self) -> Mapping[str, int]:
        """Where each block begins, in code points."""
        starts, at = {}, 0
        for block, text in self._normal.items():
            starts[block] = at
            at += len(text) + 1
        return starts

    def span(self, block: str, start: int, end: int) -> tuple[int, int]:
        """Where a part of a block stands in the stream, in code points."""
        text, at = self.blocks[block], self.starts[block]
        if self._normal[block] is text:
            return at + start, at + end
        return at + len(_nfc(text[:start])), at + len(_nfc(text[:end]))

    def utf16(self, position: int) -> int:
        """A position in code points as one in UTF-16 code units."""
        return position + bisect_left(self._astral, position)

    @cached_property
    def _normal(self) -> Mapping[str, str]:
        return {block: _nfc(text).replace("\n", " ") for block, text in self.blocks.items()}

    @cached_property
    def _astral(self) -> list[int]:
        """Positions of the characters that take two code units."""
        return [found.start() for found in _ASTRAL.finditer(self.text)]


def _nfc(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
