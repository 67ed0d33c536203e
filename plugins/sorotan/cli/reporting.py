"""How commands tell things: in the language of the locale; problems in a format, with an exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import click

from sorotan.core.languages import LANGUAGES, Language
from sorotan.core.phrases import N_, Phrase, phrase
from sorotan.core.problems import Problems
from sorotan.core.reports import FORMATS
from sorotan.interface import Words, default_language, told

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


def say(said: Phrase) -> None:
    """Tell the editor something."""
    click.echo(told(said))


def say_written(file: str) -> None:
    """Tell the editor that a file was written."""
    say(phrase(N_("{file} written."), file=file))


def refusal(said: Phrase) -> click.ClickException:
    """What ends a command, in a sentence."""
    return click.ClickException(told(said))


def confirmed(question: Phrase) -> bool:
    """What the editor answers."""
    return click.confirm(told(question))


def labelled(label: Phrase, text: str) -> str:
    """A line of what belongs to the line above, however long the text is."""
    return f"  {told(label)}: {text}"


def show_table(
    language: Language, headings: Sequence[Phrase], of: Phrase, rows: Iterable[tuple[Sequence[int], str]]
) -> None:
    """Print a table for one language: a number below each heading, and at the end of the line what it is about."""
    columns = [told(heading) for heading in headings]
    click.echo("  ".join([language, *columns, told(of)]))
    for numbers, name in rows:
        cells = [f"{count:>{len(column)}}" for count, column in zip(numbers, columns, strict=True)]
        click.echo("  ".join([" " * len(language), *cells, name]))


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
            return (root / file).read_text("utf-8-sig", errors="replace").removesuffix("\n").split("\n")
        except OSError:
            return ()

    click.echo(FORMATS[style](list(problems), Words(language), lines), nl=False)
    if any(strict or problem.level != "notice" for problem in problems):
        sys.exit(1)
