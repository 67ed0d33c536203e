"""Notes, as pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sorotan.core.prose import AnchoredNote, ArticleText
from sorotan.views import labels
from sorotan.views.cite import Citation, citation
from sorotan.views.scope import Link, Scope


@dataclass(frozen=True)
class NoteView:
    """One note as it is shown beside or below its block."""

    id: str
    number: int
    name: str
    """What it is called where only its number is seen."""
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
    block: str
    """What kind of block it is about, in words."""
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
        name=scope.words("Note %(number)s") % {"number": anchored.number},
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


def note_citation(anchored: AnchoredNote, text: ArticleText, scope: Scope) -> Citation | None:
    """How to cite a note of the article `text`, on whose page it is."""
    note = anchored.note
    kind = scope.words(labels.MOTIVATIONS[note.motivation])
    if words := _passage(anchored, text):
        # The title of what is cited stands in double marks.
        title = scope.words("Note %(number)s on ‘%(words)s’") % {"number": anchored.number, "words": words}
    else:
        paragraph = anchored.anchor.block.removeprefix("p")
        title = scope.words("Note %(number)s on paragraph %(paragraph)s") % {
            "number": anchored.number,
            "paragraph": paragraph,
        }
    return citation(
        title,
        note.id,
        [note.modified or note.created],
        scope,
        fragment=f"note-{note.id}",
        genre=scope.words("%(kind)s, note on “%(title)s”") % {"kind": kind, "title": text.title},
    )


def note_entry(anchored: AnchoredNote, text: ArticleText, scope: Scope) -> NoteEntry:
    """A note of the article `text`, for a list."""
    note, words = anchored.note, _passage(anchored, text)
    return NoteEntry(
        note.id,
        note.motivation,
        scope.words(labels.MOTIVATIONS[note.motivation]),
        anchored.number,
        scope.links.note(note.id),
        Link(words, scope.links.note(note.id, "passage" if words else "ref")),
        _block(text.tags.get(anchored.anchor.block, ""), scope),
        scope.lead(note.body[scope.language]),
        scope.lag_notice(f"notes/{note.id}"),
    )


def _passage(anchored: AnchoredNote, text: ArticleText) -> str:
    """The words that a note is about; empty for a whole block."""
    anchor = anchored.anchor
    return text.texts[anchor.block][anchor.start : anchor.end] if anchored.is_attached else ""


def _block(tag: str, scope: Scope) -> str:
    """What a note on a block is said to be about, by the element of the block."""
    if tag == "h1":
        return scope.words("the headline")
    return scope.words("the heading") if tag.startswith("h") else scope.words("the whole paragraph")


def kinds_of(notes: Iterable[AnchoredNote], scope: Scope) -> list[tuple[str, str, str]]:
    """The kinds of notes that there are: motivation, its label, and how many notes have it."""
    counts = Counter(note.note.motivation for note in notes)
    told = {motivation: scope.words.number(count) for motivation, count in counts.items()}
    return [(m, scope.words(label), told[m]) for m, label in labels.MOTIVATIONS.items() if m in told]
