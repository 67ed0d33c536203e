"""The list of all notes of the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sorotan.core.prose import AnchoredNote
from sorotan.views.note import NoteEntry, kinds_of, note_entry
from sorotan.views.scope import Link, Scope


@dataclass(frozen=True)
class NotesView:
    """All notes by article, in reading order."""

    counts: Sequence[tuple[str, str, int]]
    """Motivation, its label, and how many notes have it."""
    articles: Sequence[tuple[Link, str, Sequence[tuple[NoteEntry, str]]]]
    """Each with what it is called, and its notes with the safe HTML of their bodies."""
    total: str


def notes_view(scope: Scope) -> NotesView:
    """Every note of every article in the language of the page."""
    notes: list[AnchoredNote] = []
    articles = []
    for article in scope.corpus.articles:
        text = scope.prose.get(article, scope.language)
        if text is None or not text.notes:
            continue
        notes += text.notes
        entries = [(note_entry(n, text, scope), scope.body(n.note.body[scope.language])) for n in text.notes]
        articles.append((Link(scope.title(article), scope.links.article(article)), scope.outlet(article), entries))
    total = scope.words.plural("%(num)s note", "%(num)s notes", len(notes))
    return NotesView(kinds_of(notes, scope), articles, total)
