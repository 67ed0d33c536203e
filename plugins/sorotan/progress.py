"""How far long work has come, on a terminal."""

from __future__ import annotations

import sys
import time
from typing import Final, TextIO

from sorotan.interface import Words, default_language

_PATIENCE: Final = 3.0
"""Seconds after which people want to know whether something still happens."""
_PACE: Final = 0.2
"""Seconds between two lines."""


class Progress:
    """A line that counts, once work takes more than a few seconds. Nothing of it goes into files and pipes.

    Args:
        text: What is done, in English, with `%(done)s` and `%(total)s` in it.
        total: How many steps there are.
    """

    def __init__(self, text: str, total: int, stream: TextIO = sys.stderr) -> None:
        words = Words(default_language())
        self._text, self._total, self._number = words(text), words.number(total), words.number
        self._stream = stream if stream.isatty() else None
        self._steps = 0
        self._next = time.monotonic() + _PATIENCE
        self._width = 0

    def step(self) -> None:
        """One step is done."""
        self._steps += 1
        if self._stream is None or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _PACE
        line = self._text % {"done": self._number(self._steps), "total": self._total}
        self._write(line)

    def end(self) -> None:
        """Take the line away."""
        if self._stream is not None and self._width:
            self._write("")

    def _write(self, line: str) -> None:
        """Write over the last line, and go back to its beginning: a message takes its place."""
        assert self._stream is not None
        self._stream.write(f"{line:<{self._width}}\r")
        self._stream.flush()
        self._width = len(line)
