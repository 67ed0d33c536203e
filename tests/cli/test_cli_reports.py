"""What the formats make of any problem."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorotan.core import reports
from sorotan.core.problems import CODES, Location, Problem

LINES = ["name: DeepSeek", "\tx: 1", "nama: 深度求索 lab", "x" * 300, ""]
ANY = st.text(st.characters(exclude_categories=["Cs"]))
PROBLEMS = st.lists(
    st.builds(
        lambda file, line, column, value, suggestion: Problem(
            Location(file or "x", line, column if line else 0), "SRT014", (("value", value),), suggestion
        ),
        ANY,
        st.integers(0, 9),
        st.integers(0, 400),
        ANY,
        ANY,
    ),
    max_size=4,
)


def same(text: str) -> str:
    return text


def excerpt(line: int, column: int) -> list[str]:
    """The lines of a report between the message and the summary."""
    problem = Problem(Location("f.yml", line, column), "SRT073", (("id", "x"),))
    return reports.text([problem], same, lambda file: LINES).splitlines()[1:-1]


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        pytest.param(1, 7, ["    name: DeepSeek", "          ^"], id="under the column"),
        pytest.param(1, 15, ["    name: DeepSeek", "                  ^"], id="behind the end"),
        pytest.param(1, 99, ["    name: DeepSeek", "                  ^"], id="far behind the end"),
        pytest.param(1, 0, ["    name: DeepSeek"], id="a line without a column"),
        pytest.param(2, 2, ["     x: 1", "     ^"], id="a tab is as wide as a space"),
        pytest.param(3, 12, ["    nama: 深度求索 lab", "                   ^"], id="wide characters"),
        pytest.param(4, 200, [f"    …{'x' * 100}…", f"    {' ' * 51}^"], id="a long line is cut"),
        pytest.param(5, 1, ["    ", "    ^"], id="an empty line"),
        pytest.param(6, 1, [], id="a line that is not there"),
        pytest.param(0, 0, [], id="a whole file"),
    ],
)
def test_excerpt(line: int, column: int, shown: list[str]) -> None:
    assert excerpt(line, column) == shown


@given(PROBLEMS)
def test_formats_are_well_formed(problems: list[Problem]) -> None:
    """Whatever stands in a message or a name: one record for each problem, and nothing that breaks the format."""
    assert len(json.loads(reports.as_json(problems, same, lambda file: LINES))) == len(problems)
    (run,) = json.loads(reports.sarif(problems, same, lambda file: LINES))["runs"]
    assert len(run["results"]) == len(problems)
    assert all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    commands = reports.github(problems, same, lambda file: LINES).split("\n")
    assert len(commands) == len(problems) + 1
    assert all(command.startswith("::") for command in commands[:-1])
    reports.text(problems, same, lambda file: LINES)


def test_levels() -> None:
    """A problem has the same weight in every format."""
    details = (("id", "x"), ("count", "1"), ("page", "p"), ("language", "en"))
    problems = [Problem(Location("f"), code, details) for code in ("SRT021", "SRT062", "SRT070")]
    results = json.loads(reports.sarif(problems, same, lambda file: []))["runs"][0]["results"]
    assert [result["level"] for result in results] == ["error", "warning", "note"]
    commands = reports.github(problems, same, lambda file: []).splitlines()
    assert [command.split()[0] for command in commands] == ["::error", "::warning", "::notice"]
    assert [r["level"] for r in json.loads(reports.as_json(problems, same, lambda file: []))] == [
        "error",
        "warning",
        "notice",
    ]


def test_rules_are_the_codes() -> None:
    """A rule tells what it is about without the values of one problem."""
    problem = Problem(Location("f"), "SRT021", (("id", "x"),))
    (rule,) = json.loads(reports.sarif([problem], same, lambda file: []))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == CODES["SRT021"]
