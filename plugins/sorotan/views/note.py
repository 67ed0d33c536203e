"""Notes, as pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sorotan.core.prose import AnchoredNote, ArticleText
from sorotan.core.records import Annotation
from sorotan.views import labels
from sorotan.views.cite import Citation, citation
from sorotan.views.scope import Link, Scope


@dataclass(frozen=True)
class NoteView:
    """One note as it is shown beside or below its block."""

    id: str
    number: int
    motivation: str
    """Token of the vocabulary, for styling."""
    label: str
    """What kind of note it is, in words."""
    body: str
    """Safe HTML."""
    cites: Sequence[Link]
    cites_label: str
    creator: str
    created: str
    modified: str
    notice: str
    """Said when it is not attached to the words it was written for, or when its translation may be out of date."""


@dataclass(frozen=True)
class NoteEntry:
    """One note in a list."""

    id: str
    motivation: str
    label: str
    number: int
    url: str
    passage: Link
    """The words that it is about; without text for a whole block."""
    lead: str
    """How it begins, without markup."""
    lag_notice: str
    """Said when its translation may be out of date."""


def note_view(anchored: AnchoredNote, scope: Scope) -> NoteView:
    """A note in the language of `scope`."""
    note = anchored.note
    verdict = scope.words(labels.VERDICT_NOTICES.get(anchored.anchor.verdict, ""))
    notices = (verdict, scope.lag_notice(f"notes/{note.id}"))
    return NoteView(
        id=note.id,
        number=anchored.number,
        motivation=note.motivation,
        label=scope.words(labels.MOTIVATIONS[note.motivation]),
        body=scope.body(note.body[scope.language]),
        cites=scope.evidences(note.cites),
        cites_label=scope.words("Source"),
        creator=note.creator,
        created=scope.date(note.created),
        modified=scope.date(note.modified),
        notice=" ".join(filter(None, notices)),
    )


def note_citation(note: Annotation, text: ArticleText, scope: Scope) -> Citation | None:
    """How to cite a note of the article `text`, on whose page it is."""
    kind = scope.words(labels.MOTIVATIONS[note.motivation])
    return citation(
        scope.lead(note.body[scope.language]),
        note.id,
        [note.modified or note.created],
        scope,
        fragment=f"note-{note.id}",
        genre=scope.words("%(kind)s, note on “%(title)s”") % {"kind": kind, "title": text.title},
    )


def note_entry(anchored: AnchoredNote, text: ArticleText, scope: Scope) -> NoteEntry:
    """A note of the article `text`, for a list."""
    note, anchor = anchored.note, anchored.anchor
    words = text.texts[anchor.block][anchor.start : anchor.end] if anchored.is_attached else ""
    return NoteEntry(
        note.id,
        note.motivation,
        scope.words(labels.MOTIVATIONS[note.motivation]),
        anchored.number,
        scope.links.note(note.id),
        Link(words, scope.links.note(note.id, "passage" if words else "ref")),
        scope.lead(note.body[scope.language]),
        scope.lag_notice(f"notes/{note.id}"),
    )


def kinds_of(notes: Iterable[AnchoredNote], scope: Scope) -> list[tuple[str, str, int]]:
    """The kinds of notes that there are: motivation, its label, and how many notes have it."""
    counts = Counter(note.note.motivation for note in notes)
    return [(m, scope.words(label), counts[m]) for m, label in labels.MOTIVATIONS.items() if counts[m]]
