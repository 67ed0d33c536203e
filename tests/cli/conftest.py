"""Running the command in a copy of the stock project."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from sorotan.cli import main
from support import Project

Run = Callable[..., Result]


@pytest.fixture
def run(project: Project) -> Run:
    """Runs `sorotan` with arguments; an exception that is no exit is a traceback to the editor."""

    def invoke(*arguments: str) -> Result:
        result = CliRunner().invoke(main, ["-f", str(project.folder / "mkdocs.yml"), *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke
