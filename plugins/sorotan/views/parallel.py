"""An article in all its languages side by side, block by block, with its notes in the same languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sorotan.core.languages import OWN_NAMES
from sorotan.core.prose import AnchoredNote, ArticleText
from sorotan.views.note import NoteView, note_view
from sorotan.views.scope import Link, Scope


@dataclass(frozen=True)
class Run:
    """A part of a block's text."""

    text: str
    motivation: str
    """Of the note that it is marked for, the innermost where there are several; empty where there is none."""
    notes: Sequence[NoteView]
    """Those whose words end here."""


@dataclass(frozen=True)
class Column:
    """A block in one language."""

    language: str
    runs: Sequence[Run]
    notes: Sequence[NoteView]
    """Notes on the whole block."""
    is_source: bool = False
    """Whether it is the paragraph of the source that the block retells."""


@dataclass(frozen=True)
class Row:
    """A block in every language."""

    block: str
    url: str
    """The block on the page of the article."""
    level: int
    """1 to 6 for a heading, 0 for anything else."""
    columns: Sequence[Column]
    notes: Sequence[Sequence[tuple[str, NoteView | None, str]]]
    """Each note in every language: the tag, the note if it is at this block, and its address on the article's page."""
    note_count: str


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
    sides = [(text, side) for side in scope.editions() if (text := side.prose.get(article, side.language))]
    texts = [text for text, _ in sides]
    headings = [(text.language, OWN_NAMES[text.language]) for text in texts]
    language = scope.corpus.articles[article].source.language
    if source:
        headings.append((language, scope.words("Source text")))
    rows = []
    for block, tag in (texts[0].tags if texts else {}).items():
        views = [_notes(text, block, side) for text, side in sides]
        columns = [_column(text, block, notes) for text, notes in zip(texts, views, strict=True)]
        if source:
            columns.append(Column(language, [Run(source.get(block, ""), "", ())], (), is_source=True))
        level = int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0
        ids = list(dict.fromkeys(id for notes in views for id in notes))
        # A note has one record and one block in every language, in which its words may come in another order.
        rows.append(
            Row(
                block,
                scope.links.block(f"{article}#{block}"),
                level,
                columns,
                [
                    [
                        (text.language, notes[id][1] if id in notes else None, side.links.note(id))
                        for (text, side), notes in zip(sides, views, strict=True)
                    ]
                    for id in ids
                ],
                scope.words.plural("%(num)s note", "%(num)s notes", len(ids)),
            )
        )
    return ParallelView(Link(scope.title(article), scope.links.article(article)), scope.outlet(article), headings, rows)


_Notes = Mapping[str, tuple[AnchoredNote, NoteView]]
"""The notes of a block by id: where they stand, and what is shown of them."""


def _notes(text: ArticleText, block: str, scope: Scope) -> _Notes:
    return {note.note.id: (note, note_view(note, scope)) for note in text.notes_at(block)}


def _column(text: ArticleText, block: str, notes: _Notes) -> Column:
    """A block cut wherever the words of a note begin or end."""
    content = text.texts.get(block, "")
    attached = [(note.anchor, view) for note, view in notes.values() if note.is_attached]
    cuts = sorted({0, len(content), *(at for anchor, _ in attached for at in (anchor.start, anchor.end))})
    runs = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        around = [(anchor, view) for anchor, view in attached if anchor.start <= start and end <= anchor.end]
        innermost = min(around, key=lambda pair: pair[0].end - pair[0].start, default=None)
        ending = [view for anchor, view in around if anchor.end == end]
        runs.append(Run(content[start:end], innermost[1].motivation if innermost else "", ending))
    return Column(text.language, runs, [view for note, view in notes.values() if not note.is_attached])
