"""The list of all notes of the site, on as many pages as it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

    counts: Sequence[tuple[str, str, str]]
    """Motivation, its label, and how many notes have it."""
    articles: Sequence[tuple[Link, str, Sequence[tuple[NoteEntry, str]]]]
    """Each with what it is called, and its notes with the safe HTML of their bodies."""
    total: str
    pages: Sequence[Link]
    """All pages of the list by their numbers, with what is on them; empty when this is the only one."""
    previous: Link | None
    """The page before this one."""
    next: Link | None
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


def notes_view(scope: Scope, uri: str, pages: Mapping[str, NotesPage]) -> NotesView:
    """The notes of a page of the list, in its language.

    Args:
        scope: The page.
        uri: Its path in the source language.
        pages: All pages of the list by their paths.
    """
    page = pages[uri]
    notes: list[AnchoredNote] = []
    articles = []
    for article in page.articles:
        text = scope.prose.get(article, scope.language)
        if text is None or not text.notes:
            continue
        notes += text.notes
        entries = [(note_entry(n, text, scope), scope.body(n.note.body[scope.language])) for n in text.notes]
        articles.append((Link(scope.title(article), scope.links.article(article)), scope.outlet(article), entries))
    links = [_link(uri, page, scope) for uri, page in pages.items()] if page.of > 1 else []
    return NotesView(
        counts=kinds_of(notes, scope),
        articles=articles,
        total=_total(len(notes), page, scope),
        pages=links,
        previous=links[page.number - 2] if page.number > 1 else None,
        next=links[page.number] if page.number < page.of else None,
        current=str(page.number),
    )


def _total(shown: int, page: NotesPage, scope: Scope) -> str:
    if page.of == 1:
        return scope.words.plural("%(num)s note", "%(num)s notes", shown)
    numbers = {"page": page.number, "pages": page.of, "shown": shown, "total": page.total}
    told = {name: scope.words.number(number) for name, number in numbers.items()}
    return scope.words("Page %(page)s of %(pages)s: %(shown)s of %(total)s notes") % told


def _link(uri: str, page: NotesPage, scope: Scope) -> Link:
    """A page of the list by its number, with what is on it."""
    first, last = scope.title(page.articles[0]), scope.title(page.articles[-1])
    if len(page.articles) == 1:
        label = scope.words("Page %(page)s: notes on “%(first)s”")
    else:
        label = scope.words("Page %(page)s: notes on articles “%(first)s” to “%(last)s”")
    told = label % {"page": scope.words.number(page.number), "first": first, "last": last}
    return Link(str(page.number), scope.links.page(uri), told)


def _path(number: int) -> str:
    return "notes.md" if number == 1 else f"notes/{number}.md"
