"""What ends a build, in a sentence."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from jinja2 import TemplateError, TemplateNotFound
from mkdocs.exceptions import PluginError
from mkdocs.theme import Theme

from sorotan.core import textfile
from sorotan.core.phrases import N_, Phrase, phrase
from sorotan.interface import told
from sorotan.untrusted import shown

UNREACHABLE: Final = N_("{place} cannot be read or written: {reason}. Put that right, and build again.")


class BuildStopped(PluginError):
    """A build cannot go on, for a reason that an editor can do something about."""

    def __init__(self, said: Phrase) -> None:
        super().__init__(told(said))
        self.said = said


def broken_template(error: BaseException, theme: Theme, root: Path) -> BuildStopped | None:
    """What an editor is to be told of an error in a template of the site; None for any other error.

    Args:
        error: What ended the build.
        theme: Knows the folders of the templates.
        root: The folder of mkdocs.yml.
    """
    # Jinja puts the lines of templates into the traceback.
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_below(frame.filename, theme.dirs)]
    if not lines or not theme.custom_dir or not _is_below(lines[-1].filename, [theme.custom_dir]):
        return None
    place = f"{shown(Path(lines[-1].filename), root)}:{lines[-1].lineno}"
    reason: Phrase | str = f"{type(error).__name__}: {error}"
    if isinstance(error, TemplateNotFound):
        reason = phrase(N_("there is no template “{name}”"), name=error.name)
    elif isinstance(error, TemplateError):
        reason = error.message or ""
    return BuildStopped(
        phrase(
            N_("{place}: This template cannot be used: {reason}. Correct it, or remove the file."),
            place=place,
            reason=reason.rstrip(".") if isinstance(reason, str) else reason,
        )
    )


def _is_below(file: str, folders: Iterable[str]) -> bool:
    return any(Path(file).is_relative_to(folder) for folder in folders)


def system_error(error: BaseException, root: Path) -> BuildStopped | None:
    """What an editor is to be told when the operating system refuses something; None for any other error.

    Args:
        error: What ended the build.
        root: The folder of mkdocs.yml.
    """
    if not isinstance(error, OSError) or isinstance(error, TemplateNotFound):
        return None
    details: dict[str, Phrase | str] = {"reason": textfile.explain(error)}
    message = N_("A file cannot be read or written: {reason}. Put that right, and build again.")
    if isinstance(error.filename, str):
        details["place"] = shown(Path(error.filename), root)
        message = UNREACHABLE
    return BuildStopped(phrase(message, **details))
