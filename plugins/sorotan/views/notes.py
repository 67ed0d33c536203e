"""The list of all notes of the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sorotan.views import labels
from sorotan.views.scope import Link, Scope


@dataclass(frozen=True)
class NoteEntry:
    """One note in the list."""

    motivation: str
    label: str
    number: int
    url: str
    about: str
    """The words it is about; empty for a whole block."""
    body: str
    """Safe HTML."""


@dataclass(frozen=True)
class NotesView:
    """All notes by article, in reading order."""

    counts: Sequence[tuple[str, str, int]]
    """Motivation, its label, and how many notes have it."""
    articles: Sequence[tuple[Link, str, Sequence[NoteEntry]]]
    total: str


def notes_view(scope: Scope) -> NotesView:
    """Every note of every article in the language of the page."""
    counts: Counter[str] = Counter()
    articles = []
    for article in scope.corpus.articles:
        text = scope.prose.get(article, scope.language)
        if text is None or not text.notes:
            continue
        counts.update(note.note.motivation for note in text.notes)
        entries = [
            NoteEntry(
                anchored.note.motivation,
                scope.words(labels.MOTIVATIONS[anchored.note.motivation]),
                anchored.number,
                scope.links.note(anchored.note.id),
                text.texts[anchored.anchor.block][anchored.anchor.start : anchored.anchor.end]
                if anchored.is_attached
                else "",
                scope.body(anchored.note.body[scope.language]),
            )
            for anchored in text.notes
        ]
        articles.append((Link(scope.title(article), scope.links.article(article)), scope.outlet(article), entries))
    return NotesView(
        [(m, scope.words(label), counts[m]) for m, label in labels.MOTIVATIONS.items() if counts[m]],
        articles,
        scope.words.plural("%(num)s note", "%(num)s notes", counts.total()),
    )
