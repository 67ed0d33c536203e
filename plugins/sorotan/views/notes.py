"""The list of all notes of the site, on as many pages as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sorotan.core.lists import ListPage
from sorotan.core.prose import AnchoredNote
from sorotan.views.labels import N_
from sorotan.views.note import NoteEntry, kinds_of, note_entry
from sorotan.views.pager import Pager, pager, shown_of
from sorotan.views.scope import Link, Scope


@dataclass(frozen=True)
class NotesView:
    """Notes by article, in reading order."""

    counts: Sequence[tuple[str, str, str]]
    """Motivation, its label, and how many notes have it."""
    articles: Sequence[tuple[Link, str, Sequence[tuple[NoteEntry, str]]]]
    """Each with what it is called, and its notes with the safe HTML of their bodies."""
    total: str
    pager: Pager | None


def notes_view(scope: Scope, page: ListPage) -> NotesView:
    """The notes of a page of the list, in its language."""
    notes: list[AnchoredNote] = []
    articles = []
    for article in page.groups:
        text = scope.prose.get(article, scope.language)
        if text is None or not text.notes:
            continue
        notes += text.notes
        entries = [(note_entry(n, text, scope), scope.body(n.note.body[scope.language])) for n in text.notes]
        articles.append((Link(scope.title(article), scope.links.article(article)), scope.outlet(article), entries))
    one = N_("Page %(page)s: notes on “%(first)s”")
    many = N_("Page %(page)s: notes on articles “%(first)s” to “%(last)s”")
    return NotesView(
        counts=kinds_of(notes, scope),
        articles=articles,
        total=_total(page, len(notes), scope),
        pager=pager(scope, scope.corpus.lists[page.first], page, scope.title, one, many),
    )


def _total(page: ListPage, shown: int, scope: Scope) -> str:
    whole = scope.words.plural("%(num)s note", "%(num)s notes", shown)
    return shown_of(scope, page, whole, N_("Page %(page)s of %(pages)s: %(shown)s of %(total)s notes"))
