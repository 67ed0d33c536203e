"""The cases of all problems, as the command line tells them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import Result

from support import TESTS, Project

CASES = TESTS / "cases"
BUILT = [folder for folder in sorted(CASES.glob("SRT*")) if not (folder / "command.txt").exists()]
COMMANDS = [folder for folder in sorted(CASES.glob("SRT*")) if (folder / "command.txt").exists()]


def problems(result: Result) -> str:
    """The lines with problems, without excerpts and summary."""
    return "".join(line for line in result.output.splitlines(keepends=True) if re.search(r": SRT\d{3} ", line))


@pytest.mark.parametrize("folder", BUILT, ids=lambda folder: folder.name)
def test_check_tells_what_a_build_tells(folder: Path, project: Project, run) -> None:
    """An editor need not build to learn what is wrong."""
    project.overlay(folder)
    result = run("check")
    assert sorted(problems(result).splitlines()) == (folder / "expected.txt").read_text("utf-8").splitlines()
    assert result.exit_code == 1


@pytest.mark.parametrize("folder", COMMANDS, ids=lambda folder: folder.name)
def test_command(folder: Path, project: Project, run, request: pytest.FixtureRequest) -> None:
    """What only a command tells: its name stands in the case."""
    project.overlay(folder)
    name, *arguments = (folder / "command.txt").read_text("utf-8").split()
    assert name == "sorotan"
    printed = problems(run(*arguments))
    golden = folder / "expected.txt"
    if request.config.getoption("--save-golden"):
        golden.write_text(printed, "utf-8")
    assert printed == golden.read_text("utf-8")
    assert f" {folder.name} " in printed, "the case does not show its code"


@pytest.mark.parametrize("folder", COMMANDS, ids=lambda folder: folder.name)
def test_a_build_does_not_mind(folder: Path, project: Project) -> None:
    """What only a command tells is nothing that would stop a strict build, except that a translation is old."""
    project.overlay(folder)
    built = project.build(strict=True)
    assert [problem for problem in built.problems if " SRT062 " not in problem] == []
