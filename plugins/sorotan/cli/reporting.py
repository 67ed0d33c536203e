"""How commands tell problems: format, language and exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import click

from sorotan.core.languages import LANGUAGES, Language
from sorotan.core.problems import Problems
from sorotan.core.reports import FORMATS
from sorotan.interface import Words, default_language

_OPTIONS: Final = (
    click.option(
        "--format",
        "style",
        type=click.Choice(list(FORMATS)),
        default="text",
        show_default=True,
        help="For people, for other programs (an array of objects), for code scanning, or for GitHub's workflows.",
    ),
    click.option(
        "--lang",
        "language",
        type=click.Choice(LANGUAGES),
        default=default_language,
        help="Language of the messages. [default: that of your locale]",
    ),
)


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that `report` takes."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def report(problems: Problems, config_file: str, style: str, language: Language, strict: bool = False) -> None:
    """Print all problems; exit with status 1 when there is more than notices, or with `strict` anything at all."""
    root = Path(config_file).parent

    @cache
    def lines(file: str) -> Sequence[str]:
        try:
            return (root / file).read_text("utf-8-sig", errors="replace").splitlines()
        except OSError:
            return ()

    click.echo(FORMATS[style](list(problems), Words(language), lines), nl=False)
    if any(strict or problem.level != "notice" for problem in problems):
        sys.exit(1)
