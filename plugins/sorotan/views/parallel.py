"""An article in all its languages side by side, block by block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sorotan.core.languages import OWN_NAMES
from sorotan.core.prose import ArticleText
from sorotan.views.scope import Link, Scope


@dataclass(frozen=True)
class Run:
    """A part of a block's text, with the note that is attached to it."""

    text: str
    note: Link | None
    motivation: str = ""


@dataclass(frozen=True)
class Column:
    """A block in one language."""

    language: str
    runs: Sequence[Run]
    notes: Sequence[Link]
    """Notes on the whole block, or on words that another note has already."""


@dataclass(frozen=True)
class Row:
    """A block in every language."""

    block: str
    url: str
    """The block on the page of the article."""
    level: int
    """1 to 6 for a heading, 0 for anything else."""
    columns: Sequence[Column]


@dataclass(frozen=True)
class ParallelView:
    """An article, aligned by block."""

    article: Link
    outlet: str
    headings: Sequence[tuple[str, str]]
    """Language and name of each column."""
    rows: Sequence[Row]


def parallel_view(article: str, scope: Scope, source: Mapping[str, str]) -> ParallelView:
    """The article `article` in every language in which it was read, and its source text where there is a copy."""
    texts = [text for text in scope.prose if text.article == article]
    headings = [(text.language, OWN_NAMES[text.language]) for text in texts]
    record = scope.corpus.articles[article]
    if source:
        headings.append((record.source.language, scope.words("Source text")))
    rows = []
    for block, tag in (texts[0].tags if texts else {}).items():
        columns = [_column(text, block, scope) for text in texts]
        if source:
            columns.append(Column(record.source.language, [Run(source.get(block, ""), None)], ()))
        level = int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0
        rows.append(Row(block, scope.links.block(f"{article}#{block}"), level, columns))
    return ParallelView(Link(scope.title(article), scope.links.article(article)), scope.outlet(article), headings, rows)


def _column(text: ArticleText, block: str, scope: Scope) -> Column:
    """A block cut at the words that notes are attached to; of notes that overlap, the first."""
    content = text.texts.get(block, "")
    runs, at, whole = [], 0, []
    for note in text.notes_at(block):
        link = Link(str(note.number), scope.links.note(note.note.id))
        if note.is_attached and note.anchor.start >= at:
            runs.append(Run(content[at : note.anchor.start], None))
            words = content[note.anchor.start : note.anchor.end]
            runs.append(Run(words, link, note.note.motivation))
            at = note.anchor.end
        else:
            whole.append(link)
    runs.append(Run(content[at:], None))
    return Column(text.language, [run for run in runs if run.text], whole)
