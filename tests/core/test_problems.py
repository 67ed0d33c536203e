"""Problems as an editor reads them."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorotan.core.problems import CODES, FATAL, Location, Problem, Problems, nearest

PLACE = Location("data/timeline.yml", 3, 5)


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        (Location("f.yml", 3, 5), "f.yml:3:5"),
        (Location("f.yml", 3), "f.yml:3"),
        (Location("f.yml"), "f.yml"),
    ],
)
def test_location(location: Location, shown: str) -> None:
    """A place is written so that an editor can jump to it."""
    assert str(location) == shown


def test_message() -> None:
    """A problem is one line: place, code, what is wrong, and what may have been meant."""
    problems = Problems()
    problems.add("SRT021", PLACE, "deepseek", id="deepsek")
    assert [str(problem) for problem in problems] == [
        "data/timeline.yml:3:5: SRT021 There is no entity “deepsek”; correct the id or add the entity."
        " Did you mean “deepseek”?"
    ]


def test_order_and_repetition() -> None:
    """Problems are told in the order of files and lines, each once, whatever order they were found in."""
    problems = Problems()
    places = [
        Location("b.yml", 1),
        Location("a.yml", 10, 1),
        Location("a.yml", 9, 7),
        Location("a.yml"),
        Location("b.yml", 1),
    ]
    for place in places:
        problems.add("SRT021", place, id="x")
    problems.add("SRT022", Location("a.yml", 9, 7), id="x")
    assert [f"{problem.location} {problem.code}" for problem in problems] == [
        "a.yml SRT021",
        "a.yml:9:7 SRT021",
        "a.yml:9:7 SRT022",
        "a.yml:10:1 SRT021",
        "b.yml:1 SRT021",
    ]
    assert len(problems) == 5


@pytest.mark.parametrize("value", ["a\nb", "a\x1b[31mb", "a\u2028b", "x" * 5000, "{id}", "%s {0}"])
def test_values_cannot_break_the_line(value: str) -> None:
    """What an editor wrote is shown on one line, cut, and is never taken for a format."""
    problems = Problems()
    problems.add("SRT021", PLACE, id=value)
    (problem,) = problems
    assert problem.message.isprintable()
    assert len(problem.message) < 300
    assert value[:1] in problem.message


@given(st.text())
def test_any_value_can_be_told(value: str) -> None:
    """Whatever an editor wrote, the problem is one printable line."""
    problems = Problems()
    problems.add("SRT014", PLACE, value=value)
    (problem,) = problems
    assert str(problem).isprintable()


@pytest.mark.parametrize(
    ("word", "candidates", "found"),
    [
        ("deepsek", ["deepseek", "qwen"], "deepseek"),
        ("kling", ["deepseek", "qwen"], ""),
        ("x", [], ""),
        ("qwen", {"qwen": 1, "qwen-2": 2}, "qwen"),
    ],
)
def test_nearest(word: str, candidates: list[str], found: str) -> None:
    """Only a value that is alike enough is suggested."""
    assert nearest(word, candidates) == found


@pytest.mark.parametrize("code", CODES)
def test_codes(code: str) -> None:
    """Every message is one plain sentence or more, and can be filled in from its own field names."""
    fields = [name for _, name, _, _ in string.Formatter().parse(CODES[code]) if name]
    problem = Problem(PLACE, code, tuple((name, f"<{name}>") for name in fields))
    assert problem.message.endswith((".", ">"))
    assert all(f"<{name}>" in problem.message for name in fields)
    assert code[:3] == "SRT"
    assert code[3:].isdigit()


def test_fatal_codes_are_codes() -> None:
    """What makes a file unusable is a problem of a known code."""
    assert set(CODES) > FATAL
    assert Problem(PLACE, "SRT003", (("reason", "x"),)).is_fatal
    assert not Problem(PLACE, "SRT021", (("id", "x"),)).is_fatal
