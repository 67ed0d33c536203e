"""A copy of the stock project, and the command to import into it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from import_support import Give

from sorotan.cli import main
from support import Project


@pytest.fixture
def give(project: Project, tmp_path: Path) -> Give:
    """Imports documents, given as data or as the bytes of a file; the output of the command.

    Fails when the command ends otherwise than expected, or with a traceback.
    """
    project.without_originals()

    def give(what: str, *documents: Any, name: str = "in.json", answer: str | None = None, fails: bool = False) -> str:
        paths = []
        for number, document in enumerate(documents):
            path = tmp_path / str(number) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
            paths.append(str(path))
        yes = ["--yes"] if answer is None else []
        command = ["-f", str(project.folder / "mkdocs.yml"), "import", what, *yes, *paths]
        result = CliRunner().invoke(main, command, input=answer)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        assert (result.exit_code != 0) == fails, result.output
        return result.output

    return give


@pytest.fixture
def check(project: Project) -> Callable[[], str]:
    """What `sorotan check` prints."""
    return lambda: CliRunner().invoke(main, ["-f", str(project.folder / "mkdocs.yml"), "check"]).output
