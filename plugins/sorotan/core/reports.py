"""Problems in the formats that people and other programs read."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from sorotan.core.phrases import N_, Phrase, Translate, phrase
from sorotan.core.problems import CODES, Level, Location, Problem, level

Lines = Callable[[str], Sequence[str]]
"""From the path of a file, as it is shown, to its lines; none where it cannot be read."""

Report = Callable[[Sequence[Problem], Translate, Lines], str]
"""From problems to a text, in the language that the function translates into."""

_WIDTH: Final = 100
"""How many characters of a line an excerpt shows."""

_SARIF_LEVELS: Final[dict[Level, str]] = {"error": "error", "warning": "warning", "notice": "note"}


def text(problems: Sequence[Problem], translate: Translate, lines: Lines) -> str:
    """One paragraph for each problem: its place and message, the line it is about, and a caret under the column."""
    parts = []
    for problem in problems:
        parts.append(problem.line(translate))
        parts += _excerpt(problem.location, lines)
    parts.append(_summary(problems).told(translate))
    return "\n".join(parts) + "\n"


def _summary(problems: Sequence[Problem]) -> Phrase:
    notices = sum(problem.level == "notice" for problem in problems)
    wrong = len(problems) - notices
    if not problems:
        return phrase(N_("No problems."))
    if not notices:
        return phrase(N_("Problems: {count}."), count=wrong)
    return phrase(N_("Problems: {count}. Notices: {notices}."), count=wrong, notices=notices)


def _excerpt(place: Location, lines: Lines) -> list[str]:
    """The line at a place and a caret below its column; nothing where the place is a whole file."""
    if not place.line or place.line > len(found := lines(place.file)):
        return []
    line = "".join(c if c.isprintable() else " " for c in found[place.line - 1])
    if not place.column:
        return [f"    {line[:_WIDTH]}"]
    at = min(place.column - 1, len(line))
    start = max(0, at - _WIDTH // 2) if len(line) > _WIDTH else 0
    before = ("…" if start else "") + line[start:at]
    after = line[at : start + _WIDTH] + ("…" if start + _WIDTH < len(line) else "")
    return [f"    {before}{after}", f"    {' ' * _columns(before)}^"]


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def as_json(problems: Sequence[Problem], translate: Translate, lines: Lines) -> str:
    """A JSON array with an object for each problem.

    Its fields: `file`, `line`, `column` (from 1; 0 for the whole file or line), `code`, `level` (`error`, `warning` or
    `notice`), `message`, and `suggestion` (the value that was probably meant, or null).
    """
    records = [
        {
            "file": problem.location.file,
            "line": problem.location.line,
            "column": problem.location.column,
            "code": problem.code,
            "level": problem.level,
            "message": problem.told(translate),
            "suggestion": problem.suggestion or None,
        }
        for problem in problems
    ]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def sarif(problems: Sequence[Problem], translate: Translate, lines: Lines) -> str:
    """A log in SARIF 2.1.0, the format of static analysis tools."""
    codes = sorted({problem.code for problem in problems})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": translate(CODES[code])},
            "defaultConfiguration": {"level": _SARIF_LEVELS[level(code)]},
        }
        for code in codes
    ]
    # Braces stand for placeholders in the messages of SARIF.
    braces = {"{": "{{", "}": "}}"}
    results = [
        {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            "level": _SARIF_LEVELS[problem.level],
            "message": {"text": _escape(problem.told(translate), braces)},
            "locations": [{"physicalLocation": _physical_location(problem.location)}],
        }
        for problem in problems
    ]
    driver = {"name": "sorotan", "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _physical_location(place: Location) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(place.file)}}
    if place.line:
        location["region"] = {"startLine": place.line, **({"startColumn": place.column} if place.column else {})}
    return location


def github(problems: Sequence[Problem], translate: Translate, lines: Lines) -> str:
    """Workflow commands that make GitHub show the problems beside the files of a pull request."""
    return "".join(f"{_command(problem, translate)}\n" for problem in problems)


def _command(problem: Problem, translate: Translate) -> str:
    place = problem.location
    properties = {"file": place.file, "line": place.line, "col": place.column, "title": problem.code}
    shown = ",".join(f"{name}={_escape(str(value), _IN_PROPERTIES)}" for name, value in properties.items() if value)
    return f"::{problem.level} {shown}::{_escape(problem.told(translate), _IN_MESSAGES)}"


_IN_MESSAGES: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES: Final = {**_IN_MESSAGES, ":": "%3A", ",": "%2C"}


def _escape(text: str, characters: Mapping[str, str]) -> str:
    return "".join(characters.get(c, c) for c in text)


FORMATS: Final[dict[str, Report]] = {"text": text, "json": as_json, "sarif": sarif, "github": github}
"""Every format by its name."""
