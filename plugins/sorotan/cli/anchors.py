"""`sorotan anchors`: the words that notes, quotations and claims are about, and putting them right."""

from __future__ import annotations

from collections import Counter

import click

from sorotan.cli import workspace
from sorotan.cli.arguments import TEXT
from sorotan.cli.workspace import Workspace, editing
from sorotan.core.editing import anchors as core
from sorotan.core.editing.anchors import Anchored, Place
from sorotan.core.editing.files import EditError
from sorotan.core.languages import LANGUAGES, Language
from sorotan.core.problems import nearest
from sorotan.core.prose import Texts
from sorotan.core.records import Quote
from sorotan.core.selectors import Anchor, resolve

_CURES = {
    "exact": "the words stand where they should",
    "moved": "the same words stand in another block; `sorotan anchors move` says so in the file",
    "ambiguous": "the words stand more than once; choose others with `sorotan anchors retarget`",
    "orphan": "nothing is like the words; choose others with `sorotan anchors retarget`",
}
"""Why there is nothing to confirm, by verdict."""
_GONE = "its block is not in the text; choose another with `sorotan anchors move`"
"""Why there is nothing to confirm of what is about a whole block."""


@click.group(invoke_without_command=True)
@click.pass_context
def anchors(context: click.Context) -> None:
    """List where the words of notes, quotations and claims stand, and put them right.

    NOTE is the id of a note, or quote-ID and claim-ID for a quotation and a claim.
    """
    if context.invoked_subcommand is not None:
        return
    space = workspace.load(context.obj)
    counts: Counter[str] = Counter()
    for item in core.anchored(space.corpus, space.prose):
        for language, anchor in item.anchors.items():
            block = _untranslated(space, item, language)
            verdict = "untranslated" if block else anchor.verdict
            counts[verdict] += 1
            click.echo(
                f"{item.article}  {item.id}  {language}  {verdict}  {block}" if block else _line(item, language, anchor)
            )
    click.echo(", ".join(f"{count} {verdict}" for verdict, count in counts.most_common()) or "No anchors.")


@anchors.command()
@click.argument("note")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), help="Only in this language.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def confirm(config_file: str, note: str, language: Language | None, yes: bool) -> None:
    """Accept the nearest passage as the words of NOTE, in each language in which they changed."""
    space = workspace.load(config_file)
    with editing():
        item = _find(space, note)
        source = space.source_of(item.record)
        values = {}
        for tongue, anchor in item.anchors.items():
            if language not in (None, tongue):
                continue
            if block := _untranslated(space, item, tongue):
                cure = "`sorotan translate update` keeps its old translation"
                click.echo(f"{note} ({tongue}): {block} is not translated yet; {cure}.")
                continue
            old = item.record.target[tongue]
            if anchor.verdict != "changed" or old is None:
                click.echo(f"{note} ({tongue}): {_CURES[anchor.verdict] if old or anchor.is_published else _GONE}.")
                continue
            place = (anchor.block, anchor.start, anchor.end)
            new = _quote_at(space, item, tongue, place, old)
            click.echo(f"{note} ({tongue}, {anchor.block})\n  old: {_shown(old)}\n  new: {_shown(new)}")
            if yes or click.confirm("Are these the words?"):
                values.update(core.new_values(tongue, old, new))
        if values:
            space.set_values(source, item.record, values)
            click.echo(f"{space.shown(source.path)} written.")


@anchors.command()
@click.argument("note")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), required=True, help="Language of the words.")
@click.argument("words", type=TEXT)
@click.pass_obj
def retarget(config_file: str, note: str, language: Language, words: str) -> None:
    """Set the WORDS of NOTE in one language. Words around them are added where they stand more than once."""
    space = workspace.load(config_file)
    with editing():
        item = _find(space, note)
        old = item.record.target[language]
        if old is None:
            raise EditError(f"{note} is about a whole block. Write `{language}: {{exact: …}}` under `target` first.")
        source = space.source_of(item.record)
        place = choose_place(words, _texts(space, item, language), item.record.target.block)
        new = _quote_at(space, item, language, place, old)
        values = core.new_values(language, old, new)
        if values:
            space.set_values(source, item.record, values)
        click.echo(f"{note} ({language}, {place[0]}): {_shown(new)}")


@anchors.command()
@click.argument("note")
@click.argument("block")
@click.pass_obj
def move(config_file: str, note: str, block: str) -> None:
    """Set the BLOCK of NOTE, and say where its words stand then."""
    space = workspace.load(config_file)
    with editing():
        item = _find(space, note)
        for language in item.anchors:
            if block not in (texts := _texts(space, item, language)):
                suggestion = nearest(block, texts)
                hint = f" Did you mean “{suggestion}”?" if suggestion else ""
                raise EditError(f"{item.article} has no block “{block}”.{hint}")
        source = space.source_of(item.record)
        if item.record.target.block != block:
            space.set_values(source, item.record, {("target", "block"): block})
    moved = item.record.model_copy(update={"target": item.record.target.model_copy(update={"block": block})})
    anchors = {language: core.anchor_of(moved, language, _texts(space, item, language)) for language in item.anchors}
    for language, anchor in anchors.items():
        click.echo(_line(item, language, anchor))
    for found in dict.fromkeys(anchor.block for anchor in anchors.values() if anchor.block not in ("", block)):
        languages = ", ".join(language for language, anchor in anchors.items() if anchor.block == found)
        cure = "choose others with `sorotan anchors retarget`"
        click.echo(f"The words stand in {found} ({languages}), not in {block}; {cure}.")


def choose_place(words: str, texts: Texts, block: str | None) -> Place:
    """The place that is meant by words; the editor is asked where they stand more than once."""
    places = core.places_of(words, texts, block)
    if not places:
        elsewhere = core.places_of(words, texts, None)
        if elsewhere:
            raise EditError(f"“{words}” stands in {elsewhere[0][0]}, not in {block}; move the note there first.")
        found = resolve(Quote(exact=words), texts, block).nearest
        hint = f" Did you mean “{found}”?" if found else ""
        raise EditError(f"“{words}” is not in the text.{hint}")
    if len(places) == 1:
        return places[0]
    for number, (id, start, end) in enumerate(places, 1):
        text = texts[id]
        click.echo(f"{number}  {id}  …{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 40]}…")
    return places[click.prompt("Which one", type=click.IntRange(1, len(places))) - 1]


def _find(space: Workspace, id: str) -> Anchored:
    known = {item.id: item for item in core.anchored(space.corpus, space.prose)}
    if id in known:
        return known[id]
    prefix, _, name = id.partition("-")
    for kind, rejected in (("notes", id), ({"quote": "quotes", "claim": "claims"}.get(prefix, ""), name)):
        workspace.refuse_rejected(space, kind, rejected)
    suggestion = nearest(id, known)
    hint = f" Did you mean “{suggestion}”?" if suggestion else ""
    raise EditError(f"There is no note, quotation (quote-…) or claim (claim-…) “{id}”.{hint}")


def _untranslated(space: Workspace, item: Anchored, language: Language) -> str:
    """The block in which words are not found because it is not translated; empty where that is not why."""
    source = space.languages.languages.source
    original = space.prose.get(item.article, source)
    text = space.prose.get(item.article, language)
    if language == source or original is None or text is None or item.anchors[language].is_published:
        return ""
    block = item.record.target.block or item.anchors[source].block
    return block if text.texts.get(block, "") and text.texts[block] == original.texts.get(block) else ""


def _texts(space: Workspace, item: Anchored, language: Language) -> Texts:
    text = space.prose.get(item.article, language)
    assert text is not None  # the item has an anchor in this language
    return text.texts


def _quote_at(space: Workspace, item: Anchored, language: Language, place: Place, old: Quote) -> Quote:
    named = item.record.target.block
    if named not in (None, place[0]):
        cure = f"run `sorotan anchors move {item.id} {place[0]}` first"
        raise EditError(f"{item.id} ({language}): the passage is in {place[0]}, the note at {named}; {cure}.")
    return core.quote_at(place, _texts(space, item, language), named, old)


def _line(item: Anchored, language: Language, anchor: Anchor) -> str:
    line = f"{item.article}  {item.id}  {language}  {anchor.verdict}  {anchor.block}".rstrip()
    if anchor.verdict != "changed":
        return line
    quote = item.record.target[language]
    return f"{line}\n  old: {_shown(quote)}\n  nearest: “{anchor.nearest}”" if quote else line


def _shown(quote: Quote) -> str:
    around = [f"{name} “{text}”" for name, text in (("after", quote.prefix), ("before", quote.suffix)) if text]
    return " ".join([f"“{quote.exact}”", *around])
