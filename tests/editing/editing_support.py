"""What the tests of the editing commands share."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result

from support import Project

Run = Callable[..., Result]
"""Gives a command; see the fixture `run`."""


def files_of(project: Project) -> dict[str, bytes]:
    """Every file of a project as it is, but for what is kept of it."""
    return {
        path.relative_to(project.folder).as_posix(): path.read_bytes()
        for path in sorted(project.folder.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }
