"""Writes CODES.md: every problem with its message, an input that leads to it, and what is then printed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from sorotan.core.problems import CODES, level
from sorotan.interface import Words

CASES = Path(__file__).parent
STOCK = CASES / "stock"
TARGET = CASES.parents[1] / "CODES.md"
NOT_SHOWN = {"expected.txt", "command.txt"}
LONGEST = 40
"""Lines of an input that are shown."""

INTRODUCTION = """\
# Problems and what to do about them

Made by `make codes` from `tests/cases/`; do not edit. An *error* makes the site wrong or incomplete, a *warning* makes
it poorer; both fail `sorotan check` and `mkdocs build --strict`. A *notice* is told by `sorotan check --notices` only.
In an example that is a difference, lines with `-` are right and lines with `+` are wrong.
"""


def document() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *(line for code in CODES for line in _section(code))])


def _section(code: str) -> Iterator[str]:
    folder = CASES / code
    command = folder / "command.txt"
    yield f"## {code}\n"
    told_by = _read(command).strip() if command.exists() else "sorotan check"
    yield f"*{level(code).capitalize()}*, told by `{told_by}`.\n"
    yield f"- English: {_message(CODES[code])}"
    yield f"- Indonesia: {_message(Words('id')(CODES[code]))}\n"
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            yield f"`{path.relative_to(folder).as_posix()}` is a link to `{path.readlink().as_posix()}`\n"
        elif path.is_file() and path.name not in NOT_SHOWN:
            yield from _example(path, path.relative_to(folder))
    told = [line for line in _read(folder / "expected.txt").splitlines() if f" {code} " in line]
    yield from _fenced("text", told)


def _example(path: Path, name: Path) -> Iterator[str]:
    """A new file as a whole, a changed one as its difference from the right one."""
    wrong, right = _read(path).splitlines(), STOCK / name
    yield f"`{name.as_posix()}`\n"
    if right.exists():
        difference = list(difflib.unified_diff(_read(right).splitlines(), wrong, lineterm="", n=1))
        yield from _fenced("diff", difference[2:])
    else:
        yield from _fenced(path.suffix.removeprefix("."), wrong)


def _fenced(kind: str, lines: list[str]) -> Iterator[str]:
    yield f"```{kind}"
    yield from (line if len(line) <= 200 else f"{line[:197]}…" for line in lines[:LONGEST])
    yield "```\n"


def _message(text: str) -> str:
    """The fields of a message, such as {id}, as code, so that they are seen to be none of its words."""
    return re.sub(r"`[^`]*`|{\w+}", lambda part: part[0] if part[0].startswith("`") else f"`{part[0]}`", text)


def _read(path: Path) -> str:
    return path.read_text("utf-8", errors="backslashreplace")


if __name__ == "__main__":
    TARGET.write_text(document(), "utf-8")
