"""A copy of the briefing of this repository, and the command to edit it with."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from editing_support import Run, files_of

from sorotan.cli import main
from support import REPOSITORY, Project


@pytest.fixture
def briefing(tmp_path: Path) -> Project:
    """The data and prose of this repository, to be changed."""
    folder = tmp_path / "briefing"
    for name in ("data", "docs", "translations"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copyfile(REPOSITORY / "mkdocs.yml", folder / "mkdocs.yml")
    return Project(folder)


@pytest.fixture
def run(briefing: Project) -> Run:
    """Gives a command; the output of one that fails names its cure and shows no traceback."""

    def give(*arguments: str, answers: str = "", fails: bool = False) -> Result:
        config = str(briefing.folder / "mkdocs.yml")
        result = CliRunner().invoke(main, ["-f", config, *arguments], input=answers)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        assert (result.exit_code != 0) == fails, result.output
        return result

    return give


@pytest.fixture
def changed(briefing: Project) -> Callable[[], set[str]]:
    """Tells which files are not as they were at the beginning of the test."""
    before = files_of(briefing)

    def differences() -> set[str]:
        after = files_of(briefing)
        return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}

    return differences
