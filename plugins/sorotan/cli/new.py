"""`sorotan new`: the beginnings of articles, notes, entities and events, to be filled in."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final, get_args

import click

from sorotan.cli import workspace
from sorotan.cli.anchors import choose_place
from sorotan.cli.arguments import DATE, NEW_ID, TEXT, AskedOption
from sorotan.cli.reporting import say
from sorotan.cli.translate import translate_update
from sorotan.cli.workspace import Workspace, editing
from sorotan.core import originals
from sorotan.core.candidates import candidates
from sorotan.core.editing import anchors, stubs
from sorotan.core.editing.counterparts import counterpart
from sorotan.core.editing.files import NOT_UTF8, EditError, Source, write
from sorotan.core.languages import LANGUAGES, Language
from sorotan.core.mentions import MentionFinder
from sorotan.core.phrases import N_, Phrase, number, phrase, suggesting
from sorotan.core.problems import nearest
from sorotan.core.records import MAX_PARAGRAPHS, Quote
from sorotan.core.vocabulary import Kind, Motivation, Relation, Stage
from sorotan.interface import Words, default_language, told

_TAKEN: Final = N_("The id “{id}” is taken; choose another.")
_NOTE_TAKEN: Final = N_("There is already a note “{id}”; choose another id.")
_NOT_TEXT: Final = N_("{file} is no plain text; save the source as a text file.")
_TOO_LONG: Final = N_("{file} has more than {limit} paragraphs; give the source of one article.")
_THERE: Final = N_("{file} is there already; choose another id or remove it.")
_TO_WRITE: Final = N_(
    "Retell the paragraphs in {page}, and write what stands as TODO; `sorotan check` names what is left."
)
_OTHER_LANGUAGE: Final = N_("“{words}” stands in the text in {given}; give the words in {wanted}.")
_NONE: Final = Phrase(N_("none"))
_NOT_FOUND: Final = Phrase(N_("not found; write the words into the file"))


@click.group()
def new() -> None:
    """Begin an article, a note, an entity or an event.

    What is still to be written stands as TODO; `sorotan check` names every one.
    """


@new.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "id", type=NEW_ID, required=True, help="Id of the article, the name of its page.")
@click.option("--title", type=TEXT, required=True, help="Headline of our text.")
@click.option(
    "--published",
    cls=AskedOption,
    type=DATE,
    prompt=N_("Date on which the original story appeared"),
    help="In EDTF.",
)
@click.option("--source-language", type=click.Choice(LANGUAGES), help="Default: that of the site.")
@click.pass_context
def article(
    context: click.Context, file: Path, id: str, title: str, published: str, source_language: Language | None
) -> None:
    """Begin an article from FILE, the source as plain text with a paragraph on each line.

    Only its name, its digest and the number and length of its paragraphs go into the project.
    """
    space = workspace.load(context.obj)
    with editing():
        _refuse_known(space, "articles", id)
        data = file.read_bytes()
        paragraphs = originals.paragraphs_of(data)
        if b"\0" in data:
            raise EditError(phrase(_NOT_TEXT, file=file.name))
        if not originals.is_utf8(data):
            raise EditError(phrase(NOT_UTF8, file=file.name))
        if not paragraphs:
            raise EditError(phrase(N_("{file} has no text."), file=file.name))
        if len(paragraphs) > MAX_PARAGRAPHS:
            raise EditError(phrase(_TOO_LONG, file=file.name, limit=number(MAX_PARAGRAPHS)))
        language = source_language or space.languages.languages.source
        page = Source.read(Path(space.config.docs_dir) / space.plugin.config.articles_dir / f"{id}.md")
        notes = Source.read(space.data / "annotations" / f"{id}.yml")
        for source in (page, notes):
            if source.exists:
                raise EditError(phrase(_THERE, file=space.shown(source.path)))
        records = Source.read(space.data / "articles.yml")
        digest = hashlib.sha256(data).hexdigest()
        record = stubs.article_record(id, file.name, digest, len(paragraphs), language, published, _languages(space))
        _write(
            space,
            (page, stubs.article_page(title, [len(paragraph.split()) for paragraph in paragraphs], told)),
            (notes, stubs.annotation_file()),
            (records, _with_record(space, records, "schemas/articles.schema.json", record)),
        )
    _list_names(space, id, paragraphs, language)
    if space.config.nav is not None:
        address = f"{space.plugin.config.articles_dir}/{id}.md"
        say(phrase(N_("Add {page} to `nav` in mkdocs.yml."), page=address))
    say(phrase(_TO_WRITE, page=space.shown(page.path)))
    context.invoke(translate_update)


@new.command()
@click.argument("id", type=NEW_ID)
@click.option("--kind", type=click.Choice(get_args(Kind)), required=True, help="What it is.")
@click.option("--name", type=TEXT, required=True, help="As it stands in the text.")
@click.pass_obj
def entity(config_file: str, id: str, kind: str, name: str) -> None:
    """Begin the entity ID."""
    space = workspace.load(config_file)
    with editing():
        _refuse_known(space, "entities", id)
        file = Source.read(space.data / "entities" / f"{kind}.yml")
        record = stubs.entity_record(id, kind, name, _languages(space))
        _write(space, (file, _with_record(space, file, "../schemas/entities.schema.json", record)))


@new.command()
@click.argument("id", type=NEW_ID)
@click.option("--date", type=DATE, required=True, help="In EDTF: 2025, 2025-01, 2025-01-20, 2025-01~.")
@click.option("--title", type=TEXT, required=True, help="In the language of the site.")
@click.option(
    "--stage",
    cls=AskedOption,
    type=click.Choice(get_args(Stage)),
    prompt=N_("Stage"),
    help="What kind of step it is.",
)
@click.option(
    "--relation", type=click.Choice(get_args(Relation)), help="Whether an article names it, describes it, or neither."
)
@click.pass_obj
def event(config_file: str, id: str, date: str, title: str, stage: str, relation: str | None) -> None:
    """Begin the event ID of the timeline."""
    space = workspace.load(config_file)
    with editing():
        _refuse_known(space, "timeline", id)
        file = Source.read(space.data / "timeline.yml")
        titles = {space.languages.languages.source: title}
        record = stubs.event_record(id, stage, date, titles, _languages(space), relation or "")
        _write(space, (file, _with_record(space, file, "schemas/timeline.schema.json", record)))


@new.command()
@click.argument("article")
@click.argument("quotation", type=TEXT)
@click.option("--id", "id", type=NEW_ID, help="Default: made from the quotation.")
@click.option(
    "--motivation",
    type=click.Choice(get_args(Motivation)),
    default="describing",
    show_default=True,
    help="What the note does.",
)
@click.option("--creator", type=TEXT, help="Who writes the note. Default: the name of the site.")
@click.pass_obj
def note(config_file: str, article: str, quotation: str, id: str | None, motivation: str, creator: str | None) -> None:
    """Begin a note on the words QUOTATION of ARTICLE, given in the language of the site.

    The words in the other language are found where names or figures tell which they are.
    """
    space = workspace.load(config_file)
    with editing():
        if article not in space.corpus.articles:
            workspace.refuse_rejected(space, "articles", article)
            missing = phrase(N_("There is no article “{id}”."), id=article)
            raise EditError(suggesting(missing, nearest(article, space.corpus.articles)))
        quotes, block = _quotes(space, article, quotation)
        id = id or stubs.free_id(quotation, lambda id: space.corpus.knows("notes", id))
        if space.corpus.knows("notes", id):
            raise EditError(phrase(_NOTE_TAKEN, id=id))
        file = Source.read(space.data / "annotations" / f"{article}.yml")
        created = datetime.date.today().isoformat()
        creator = creator or space.config.site_name
        languages = _languages(space)
        written = stubs.in_all_languages(quotes, languages)
        begun = stubs.NewNote(id, motivation, block, written, creator=creator, created=created, languages=languages)
        record = stubs.note_record(begun)
        with space.about(file):
            text = stubs.with_notes(file.text, record, file.newline)
        _write(space, (file, text))
    say(phrase(N_("{id} at {block}"), id=id, block=block))
    for language in sorted(languages, key=LANGUAGES.index):
        found = f"“{quotes[language].exact}”" if language in quotes else told(_NOT_FOUND)
        click.echo(f"  {language}: {found}")


def _quotes(space: Workspace, article: str, quotation: str) -> tuple[dict[Language, Quote], str]:
    """The words of a new note in as many languages as they can be found in, and their block."""
    source, *others = space.languages.languages.all
    text = space.prose.get(article, source)
    if text is None:
        raise EditError(phrase(N_("{article} has no page yet; write it first."), article=article))
    for language in others:
        other = space.prose.get(article, language)
        places = [anchors.places_of(quotation, each.texts, None) for each in (text, other) if each]
        if not places[0] and any(places):
            given, wanted = map(Words(default_language()).name_of, (language, source))
            raise EditError(phrase(_OTHER_LANGUAGE, words=quotation, given=given, wanted=wanted))
    block, start, end = choose_place(quotation, text.texts, None)
    quotes = {source: anchors.quote_at((block, start, end), text.texts, block)}
    for language in others:
        other = space.prose.get(article, language)
        if other is None or other.texts.get(block, text.texts[block]) == text.texts[block]:
            continue  # not translated yet
        passage = counterpart(
            (start, end), text.texts[block], text.mentions[block], other.texts[block], other.mentions[block]
        )
        if passage is not None:
            quotes[language] = anchors.quote_at((block, *passage), other.texts, block)
    return quotes, block


def _list_names(space: Workspace, article: str, paragraphs: list[str], language: Language) -> None:
    """Print the entities that the source names, and what looks like a name of others."""
    finder = MentionFinder(space.corpus.entities, language)
    known: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for paragraph in paragraphs:
        found = finder.find(paragraph, article)
        known.update(name.entity for name in found)
        spans = [(name.start, name.end) for name in found]
        unknown.update(paragraph[start:end] for start, end in candidates(paragraph, spans, language))
    for label, names in ((N_("Entities it names"), known), (N_("Names that no entity has"), unknown)):
        listing = ", ".join(f"{name} ({count})" for name, count in names.most_common())
        click.echo(f"{told(Phrase(label))}: {listing or told(_NONE)}")


def _languages(space: Workspace) -> Sequence[Language]:
    return space.languages.languages.all


def _refuse_known(space: Workspace, kind: str, id: str) -> None:
    if space.corpus.knows(kind, id):
        raise EditError(phrase(_TAKEN, id=id))


def _with_record(space: Workspace, file: Source, schema: str, record: str) -> str:
    with space.about(file):
        return stubs.with_records(file.text, schema, record, file.newline)


def _write(space: Workspace, *changes: tuple[Source, str]) -> None:
    write(changes)
    space.say_written(changes)
