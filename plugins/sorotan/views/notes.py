"""The list of all notes of the site, on as many pages as it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sorotan.core.corpus import Corpus
from sorotan.core.prose import AnchoredNote
from sorotan.views.note import NoteEntry, kinds_of, note_entry
from sorotan.views.scope import Link, Scope

_ENOUGH: Final = 200
"""Notes on a page, from which on the next article begins another."""


@dataclass(frozen=True)
class NotesPage:
    """One page of the list."""

    number: int
    """From 1."""
    of: int
    """How many pages there are."""
    articles: Sequence[str]
    """Whose notes it has."""
    total: int
    """Notes on all pages."""


@dataclass(frozen=True)
class NotesView:
    """Notes by article, in reading order."""

    counts: Sequence[tuple[str, str, int]]
    """Motivation, its label, and how many notes have it."""
    articles: Sequence[tuple[Link, str, Sequence[tuple[NoteEntry, str]]]]
    """Each with what it is called, and its notes with the safe HTML of their bodies."""
    total: str
    pages: Sequence[Link]
    """All pages of the list by their numbers; empty when this is the only one."""
    current: str
    """The number of this page."""


def notes_pages(corpus: Corpus) -> dict[str, NotesPage]:
    """The pages of the list by their paths in the source language. An article is not divided."""
    groups: list[list[str]] = []
    room = total = 0
    for article in corpus.articles:
        count = len(corpus.annotations[article].annotations) if article in corpus.annotations else 0
        if count and room <= 0:
            groups.append([])
            room = _ENOUGH
        if count:
            groups[-1].append(article)
        room, total = room - count, total + count
    pages = (NotesPage(number, len(groups), articles, total) for number, articles in enumerate(groups, 1))
    return {_path(page.number): page for page in pages}


def notes_view(scope: Scope, page: NotesPage) -> NotesView:
    """The notes of a page of the list, in its language."""
    notes: list[AnchoredNote] = []
    articles = []
    for article in page.articles:
        text = scope.prose.get(article, scope.language)
        if text is None or not text.notes:
            continue
        notes += text.notes
        entries = [(note_entry(n, text, scope), scope.body(n.note.body[scope.language])) for n in text.notes]
        articles.append((Link(scope.title(article), scope.links.article(article)), scope.outlet(article), entries))
    return NotesView(
        kinds_of(notes, scope), articles, _total(len(notes), page, scope), list(_pages(page, scope)), str(page.number)
    )


def _total(shown: int, page: NotesPage, scope: Scope) -> str:
    if page.of == 1:
        return scope.words.plural("%(num)s note", "%(num)s notes", shown)
    numbers = {"page": page.number, "pages": page.of, "shown": shown, "total": page.total}
    told = {name: scope.words.number(number) for name, number in numbers.items()}
    return scope.words("Page %(page)s of %(pages)s: %(shown)s of %(total)s notes") % told


def _pages(page: NotesPage, scope: Scope) -> Iterator[Link]:
    if page.of > 1:
        for number in range(1, page.of + 1):
            yield Link(str(number), scope.links.page(_path(number)))


def _path(number: int) -> str:
    return "notes.md" if number == 1 else f"notes/{number}.md"
