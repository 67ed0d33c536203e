"""The panel of problems on the pages that `mkdocs serve` shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sorotan.core.phrases import Phrase
from sorotan.core.problems import Problem
from sorotan.interface import Words
from sorotan.views.scope import Link

Said = Problem | Phrase | str
"""What was said in a build: a problem, a sentence that can be told in both languages, or words of MkDocs."""


@dataclass(frozen=True)
class ProblemView:
    """One thing that was said."""

    place: Link
    """File, line and column, with the page that it is about."""
    message: str
    language: str


@dataclass(frozen=True)
class ProblemsView:
    """All that was said in the last build."""

    title: str
    notice: str
    """Said when the site that is shown is an older one."""
    items: Sequence[ProblemView]
    style: str
    """Address of the style sheet of the panel."""


def problems_view(
    said: Sequence[Said], has_failed: bool, words: Words, address: Callable[[Problem], str], style: str
) -> ProblemsView:
    """What was said in the last build, in the language of a page.

    Args:
        said: What was said, in order.
        has_failed: Whether nothing was built.
        words: The language.
        address: From a problem to the page that it is about; empty for none.
        style: Address of the style sheet.
    """
    return ProblemsView(
        title=words.plural(
            "%(num)s problem after the last change", "%(num)s problems after the last change", len(said)
        ),
        notice=words("The site could not be built. You see it as it was before.") if has_failed else "",
        items=[_item(item, words, address) for item in said],
        style=style,
    )


def _item(said: Said, words: Words, address: Callable[[Problem], str]) -> ProblemView:
    if isinstance(said, Problem):
        message = f"{said.code} {said.told(words)}"
        return ProblemView(Link(str(said.location), address(said)), message, words.language)
    if isinstance(said, Phrase):
        return ProblemView(Link("", ""), said.told(words), words.language)
    return ProblemView(Link("", ""), said, "en")
