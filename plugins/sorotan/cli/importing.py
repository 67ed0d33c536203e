"""`sorotan import`: notes and references that were written in other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

import click
from mkdocs.structure.files import File

from sorotan.cli import workspace
from sorotan.cli.reporting import confirmed, say
from sorotan.cli.workspace import Workspace, editing
from sorotan.core.editing.files import EditError, Source, write
from sorotan.core.editing.notes import Outcome, with_imported
from sorotan.core.editing.references import ReferenceOutcome, with_imported_references
from sorotan.core.imports import jsonfile
from sorotan.core.imports.notes import IncomingNote, Refusal, notes_in
from sorotan.core.imports.placing import Addresses, PlacedNote, Placer, key
from sorotan.core.imports.references import FORMATS, IncomingReference, references_in
from sorotan.core.languages import Language
from sorotan.core.phrases import N_, Phrase, joined, number, phrase
from sorotan.core.recordlinks import TABLES
from sorotan.interface import Words
from sorotan.views import labels
from sorotan.views.scope import Links

_FILES: Final = click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
_NO_NOTES: Final = N_("{file} holds no notes; give W3C Web Annotations in JSON-LD, or an export of Hypothesis.")
_YES: Final = click.option("--yes", is_flag=True, help="Write without asking.")


@click.group("import")
def import_() -> None:
    """Take over notes or references from files of other programs.

    What would be written is shown first. What the files do not tell stands as TODO; `sorotan check` names it.
    """


@import_.command()
@_FILES
@_YES
@click.pass_obj
def notes(config_file: str, files: Sequence[Path], yes: bool) -> None:
    """Take over notes from FILES: W3C Web Annotations in JSON-LD, or exports of Hypothesis.

    A note is about an article if its target has the address of the article, and about words if they stand there,
    with the same words around them. Give the files of both languages at once, or one after the other: a note that is
    there gets the language that it lacks. Nothing that is written is replaced.
    """
    space = workspace.load(config_file)
    with editing():
        incoming: list[IncomingNote | Refusal] = []
        for file in files:
            found = list(notes_in(jsonfile.parse(jsonfile.read_text(file), file.name)))
            if not found:
                raise EditError(phrase(_NO_NOTES, file=file.name))
            incoming += found
        placed = list(_placer(space).place(incoming))
        changes, outcomes = _changes(space, [note for note in placed if isinstance(note, PlacedNote)])
    refused = [item for item in placed if isinstance(item, Refusal)]
    lines = [*map(_line, outcomes), *(_skipped(item.name, item.reason) for item in refused)]
    _finish(space, [*lines, _counted(outcomes, len(refused))], changes, yes)


@import_.command()
@_FILES
@_YES
@click.pass_obj
def references(config_file: str, files: Sequence[Path], yes: bool) -> None:
    """Take over references from FILES: CSL-JSON (.json) or BibTeX (.bib)."""
    space = workspace.load(config_file)
    with editing():
        incoming: list[IncomingReference | Refusal] = []
        for file in files:
            found = list(references_in(jsonfile.read_text(file), file.name))
            if not found:
                raise EditError(phrase(N_("{file} holds no references; {cure}."), file=file.name, cure=FORMATS))
            incoming += found
        source = Source.read(space.data / "references.yml")
        with space.about(source):
            others = [Source.read(path).text for path in sorted(space.data.glob("references/[!.]*.yml"))]
            text, outcomes = with_imported_references(source.text, source.newline, incoming, others)
    added = sum(not outcome.reason for outcome in outcomes)
    counts = {"added": number(added), "skipped": number(len(outcomes) - added)}
    lines = [*map(_reference_line, outcomes), phrase(N_("{added} added, {skipped} skipped."), **counts)]
    _finish(space, lines, [(source, text)] if text != source.text else [], yes)


def _placer(space: Workspace) -> Placer:
    languages = space.languages.languages.all
    motivations = {
        Words(language)(label): motivation for language in languages for motivation, label in labels.MOTIVATIONS.items()
    }
    return Placer(space.corpus, space.prose, _addresses(space), motivations, languages)  # type: ignore[arg-type]


def _changes(space: Workspace, notes: Sequence[PlacedNote]) -> tuple[list[tuple[Source, str]], list[Outcome]]:
    """The new texts of the files of notes, and what became of each note."""
    by_article: dict[str, list[PlacedNote]] = {}
    for note in notes:
        by_article.setdefault(note.article, []).append(note)
    changes: list[tuple[Source, str]] = []
    outcomes: list[Outcome] = []
    added: set[str] = set()

    def is_taken(id: str) -> bool:
        return space.corpus.knows("notes", id) or id in added

    for article, found in by_article.items():
        source = Source.read(space.data / "annotations" / f"{article}.yml")
        with space.about(source):
            text, made = with_imported(source, found, is_taken, space.prose, space.languages.languages.all)
        outcomes += made
        added |= {outcome.id for outcome in made}
        if text != source.text:
            changes.append((source, text))
    return changes, outcomes


def _finish(space: Workspace, lines: Sequence[Phrase], changes: list[tuple[Source, str]], yes: bool) -> None:
    """Tell what there is to do, and do it if the editor wants it."""
    for line in lines:
        say(line)
    if not changes or not (yes or confirmed(Phrase(N_("Write this?")))):
        return
    with editing():
        write(changes)
    space.say_written(changes)
    say(Phrase(N_("Run `sorotan check`: it names what is still to be written and words that were not found.")))


def _counted(outcomes: Sequence[Outcome], refused: int) -> Phrase:
    """How many notes became what."""
    added = sum(outcome.is_new for outcome in outcomes)
    completed = sum(not outcome.is_new and not outcome.reason for outcome in outcomes)
    skipped = len(outcomes) + refused - added - completed
    counts = {"added": number(added), "completed": number(completed), "skipped": number(skipped)}
    return phrase(N_("{added} added, {completed} completed, {skipped} skipped."), **counts)


def _line(outcome: Outcome) -> Phrase:
    note = outcome.note
    if outcome.reason:
        return _skipped(outcome.id or note.name, outcome.reason)
    parts = [
        Phrase(N_("added") if outcome.is_new else N_("completed")),
        outcome.id,
        f"{note.article}#{outcome.block}" if outcome.block else note.article,
        joined(outcome.languages),
    ]
    lost = (
        [phrase(N_("the words were not found ({languages})"), languages=joined(outcome.lost))] if outcome.lost else []
    )
    left = [_left_out(note.unknown_tags)] if note.unknown_tags and outcome.is_new else []
    return joined([joined(parts, "  "), *lost, *left], "; ")


def _reference_line(outcome: ReferenceOutcome) -> Phrase:
    if outcome.reason:
        return _skipped(outcome.name, outcome.reason)
    line = joined([Phrase(N_("added")), outcome.name], "  ")
    return joined([line, _left_out(outcome.left_out)], "; ") if outcome.left_out else line


def _skipped(name: str | Phrase, reason: Phrase) -> Phrase:
    return phrase(N_("skipped  {name}: {reason}"), name=name, reason=reason)


def _left_out(names: Sequence[str]) -> Phrase:
    return phrase(N_("left out: {names}"), names=joined(names))


def _addresses(space: Workspace) -> Addresses:
    """What every address of the site leads to."""
    host = key(urljoin(_root(space), "/"), "")
    articles: dict[str, tuple[str, Language]] = {}
    records: dict[str, str] = {}
    for language in space.languages.languages.all:
        links = Links(space.corpus, partial(_url, space, language), space.plugin.config.articles_dir)
        for article in space.corpus.articles:
            articles[key(links.article(article), host)] = article, language
        for link in _records(space):
            records[key(links.resolve(*link.split(":", 1)), host)] = link
    return Addresses(host, articles, records)


def _records(space: Workspace) -> Iterator[str]:
    """Every record that a link in Markdown can name, as it names it."""
    for scheme, table in TABLES.items():
        if scheme != "block":
            yield from (f"{scheme}:{id}" for id in getattr(space.corpus, table))
    for text in space.prose:
        yield from (f"block:{text.article}#{block}" for block in text.texts)


def _url(space: Workspace, language: Language, uri: str) -> str:
    """The address at which MkDocs publishes a page."""
    path, hash, fragment = uri.partition("#")
    page = File(space.languages.languages.localize(path, language), None, "", space.config.use_directory_urls)
    return urljoin(_root(space), page.url) + hash + fragment


def _root(space: Workspace) -> str:
    """Where the site is published; on this machine when it is published anywhere."""
    return space.config.site_url or "http://localhost/"
