"""Long work says on a terminal how far it has come, and nowhere else."""

from __future__ import annotations

import io
import re

import pytest

from sorotan import progress
from sorotan.progress import Progress


class Terminal(io.StringIO):
    """What a terminal was sent, and what it shows then."""

    def isatty(self) -> bool:
        return True

    @property
    def shown(self) -> str:
        """The line that can be seen: what comes after a return is written over what was there."""
        line = ""
        for written in self.getvalue().split("\r"):
            line = written + line[len(written) :]
        return line.rstrip()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that is set by hand."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def work(stream: io.StringIO, clock: list[float], seconds: float) -> Progress:
    """A thousand steps, that take so long together."""
    counting = Progress("Reading pages: %(done)s of %(total)s", 1000, stream)
    for _ in range(1000):
        clock[0] += seconds / 1000
        counting.step()
    return counting


def test_long_work_is_counted_and_then_gone(clock: list[float]) -> None:
    terminal = Terminal()
    counting = work(terminal, clock, 20)
    assert re.fullmatch(r"Reading pages: 99\d of 1,000", terminal.shown)
    assert terminal.getvalue().count("Reading") < 100, "a terminal is not flooded"
    counting.end()
    assert terminal.shown == ""


def test_short_work_says_nothing(clock: list[float]) -> None:
    terminal = Terminal()
    work(terminal, clock, 2).end()
    assert terminal.getvalue() == ""


def test_nothing_in_a_file(clock: list[float]) -> None:
    file = io.StringIO()
    work(file, clock, 20).end()
    assert file.getvalue() == ""
