"""Writing notes that were made elsewhere into the files of their articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sorotan.core.corpus import UNWRITTEN
from sorotan.core.editing import stubs, yamltext
from sorotan.core.editing.files import EditError, Source
from sorotan.core.imports.placing import PlacedNote, target_of
from sorotan.core.languages import Language
from sorotan.core.phrases import N_, Phrase
from sorotan.core.prose import Prose
from sorotan.core.records import Quote
from sorotan.core.text import fold
from sorotan.core.yamlfile import Path_

THERE: Final = Phrase(N_("it is there already."))
"""Why something is not taken over that needs not be."""
_SAME: Final = Phrase(N_("the same note is there already."))
_TAKEN: Final = Phrase(N_("another article has a note with this id."))
_OTHER: Final = Phrase(N_("it is there already and says something else; yours stays."))


@dataclass(frozen=True)
class Outcome:
    """What becomes of one note."""

    note: PlacedNote
    id: str
    """The id of the note that it is now, or that was there."""
    block: str = ""
    languages: Sequence[Language] = ()
    """Those that were added."""
    reason: Phrase | None = None
    """Why it was not taken over, in a sentence; None when it was."""
    is_new: bool = False
    lost: Sequence[Language] = ()
    """Those in which its words are not certain."""


@dataclass
class _File:
    """The notes of an article as they are in the file, and what is to be done to it."""

    text: str
    newline: str
    languages: Sequence[Language]
    """Those of the site."""
    taken: Callable[[str], bool]
    """Whether a note has an id, on whatever article."""
    notes: list[Any] = field(default_factory=list)
    records: list[str] = field(default_factory=list)
    """Notes to be added, in YAML."""
    values: dict[str, dict[Path_, str]] = field(default_factory=dict)
    """What is to be filled in, by the id of the note."""

    def __post_init__(self) -> None:
        data = yamltext.data_of(self.text) if self.text else {}
        listed = data.get("annotations") if isinstance(data, dict) else None
        self.notes = [note if isinstance(note, dict) else {} for note in listed] if isinstance(listed, list) else []

    def find(self, id: str) -> int | None:
        """The position of the note with an id."""
        return next((index for index, note in enumerate(self.notes) if note.get("id") == id), None)

    def fill(self) -> dict[str, Phrase]:
        """Put the values into the text. The notes that cannot be filled in, and why."""
        if not self.values:
            return {}
        try:
            self.text = yamltext.with_values(self.text, {p: v for of in self.values.values() for p, v in of.items()})
        except EditError:
            pass  # some cannot be changed; which ones comes out when each is tried
        else:
            return {}
        refused = {}
        for id, values in self.values.items():
            try:
                self.text = yamltext.with_values(self.text, values)
            except EditError as error:
                refused[id] = error.said
        return refused


def with_imported(
    source: Source,
    notes: Sequence[PlacedNote],
    taken: Callable[[str], bool],
    prose: Prose,
    languages: Sequence[Language],
) -> tuple[str, list[Outcome]]:
    """The YAML of the annotations file of an article with notes of other programs, and what became of each.

    A note that is there gets the language that it lacks. Nothing that is written is ever replaced. On a site in one
    language a body is a text in that alone, and the words of a target stand below every language.

    Args:
        source: The file.
        notes: Those on the article.
        taken: Whether a note has an id, on whatever article.
        prose: The articles.
        languages: Those of the site.

    Raises:
        EditError: the file is written in a way to which nothing can be added.
    """
    file = _File(source.text, source.newline, languages, taken)
    outcomes = [_imported(file, note, prose) for note in notes]
    refused = file.fill()
    if file.records:
        file.text = stubs.with_notes(file.text, "".join(file.records), file.newline)
    return file.text, [replace(o, reason=refused[o.id], languages=()) if o.id in refused else o for o in outcomes]


def _imported(file: _File, note: PlacedNote, prose: Prose) -> Outcome:
    block, found = target_of(note, prose)
    quotes = stubs.in_all_languages(found, file.languages)
    index = file.find(note.id) if note.id else None
    if index is None:
        if twin := _twin(file, note, block, quotes):
            return Outcome(note, twin, reason=_SAME)
        if note.id and file.taken(note.id):
            return Outcome(note, note.id, reason=_TAKEN)
        return _added(file, note, block, quotes)
    return _filled(file, index, note, block, quotes)


def _added(file: _File, note: PlacedNote, block: str, quotes: Mapping[Language, Quote]) -> Outcome:
    id = note.id or _free_id(file, note)
    record = stubs.NewNote(
        id,
        note.motivation,
        block,
        quotes,
        note.bodies,
        note.entities,
        note.cites,
        note.creator or UNWRITTEN,
        note.created or UNWRITTEN,
        note.modified,
        file.languages,
    )
    written = stubs.note_record(record)
    file.records.append(written)
    file.notes.append(yamltext.data_of(written)[0])
    lost = [language for language, words in note.words.items() if words.place is None]
    return Outcome(note, id, block, list(note.bodies), is_new=True, lost=lost)


def _free_id(file: _File, note: PlacedNote) -> str:
    """An id made from the words of a note that came without one."""
    words = next(iter(note.words.values())).quote.exact
    return stubs.free_id(words, lambda id: file.taken(id) or file.find(id) is not None)


def _twin(file: _File, note: PlacedNote, block: str, quotes: Mapping[Language, Quote]) -> str:
    """The id of a note that says the same of the same words; empty when there is none."""
    for known in file.notes:
        says = any(_is_same(_body(known, language), text) for language, text in note.bodies.items())
        if quotes:
            is_about_it = all(_exact(known, language) == fold(quote.exact) for language, quote in quotes.items())
        else:
            is_about_it = known.get("target") == {"block": block}
        if says and is_about_it:
            return str(known.get("id"))
    return ""


def _filled(file: _File, index: int, note: PlacedNote, block: str, quotes: Mapping[Language, Quote]) -> Outcome:
    """A note that is there, with what it lacks."""
    known = file.notes[index]
    is_plain = len(file.languages) == 1 and not isinstance(known.get("body"), dict)
    values: dict[Path_, str] = {}
    lacking: set[Language] = set()
    for language, text in note.bodies.items():
        there = _body(known, language)
        if there in ("", UNWRITTEN):
            values[("body",) if is_plain else ("body", language)] = text
            lacking.add(language)
        elif not _is_same(there, text):
            return Outcome(note, note.id, reason=_OTHER)
    target = known.get("target")
    for language, quote in quotes.items():
        there = target.get(language) if isinstance(target, dict) else None
        if isinstance(there, dict) and not there.get("exact"):
            names = ("exact", "prefix", "suffix")
            values |= {("target", language, name): part for name in names if (part := getattr(quote, name))}
            lacking.add(language)
    if not values:
        return Outcome(note, note.id, reason=THERE)
    file.values[note.id] = {("annotations", index, *path): value for path, value in values.items()}
    filled = [language for language in file.languages if language in lacking]
    lost = [language for language in filled if language in note.words and note.words[language].place is None]
    return Outcome(note, note.id, block, filled, lost=lost)


def _body(note: dict[str, Any], language: Language) -> str:
    body = note.get("body")
    text = body.get(language) if isinstance(body, dict) else body
    return text if isinstance(text, str) else ""


def _exact(note: dict[str, Any], language: Language) -> str:
    """The words of a note as they are compared; empty when it is about a block."""
    target = note.get("target")
    quote = target.get(language) if isinstance(target, dict) else None
    exact = quote.get("exact") if isinstance(quote, dict) else None
    return fold(exact) if isinstance(exact, str) else ""


def _is_same(one: str, other: str) -> bool:
    """Whether two texts differ in white space only."""
    return one.split() == other.split()
