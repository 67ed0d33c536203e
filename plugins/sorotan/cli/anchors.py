"""`sorotan anchors`: the words that notes, quotations and claims are about, and putting them right."""

from __future__ import annotations

from collections import Counter
from typing import Final

import click

from sorotan.cli import workspace
from sorotan.cli.arguments import TEXT
from sorotan.cli.reporting import confirmed, labelled, say, say_written
from sorotan.cli.workspace import Workspace, editing
from sorotan.core.editing import anchors as core
from sorotan.core.editing.anchors import Anchored, Place
from sorotan.core.editing.files import EditError
from sorotan.core.languages import LANGUAGES, Language
from sorotan.core.phrases import N_, Phrase, joined, number, phrase, suggesting
from sorotan.core.problems import nearest
from sorotan.core.prose import Texts
from sorotan.core.records import Quote
from sorotan.core.selectors import Anchor, resolve
from sorotan.interface import told

_VERDICTS: Final = {
    "exact": Phrase(N_("exact")),
    "moved": Phrase(N_("moved")),
    "changed": Phrase(N_("changed")),
    "ambiguous": Phrase(N_("ambiguous")),
    "orphan": Phrase(N_("orphan")),
    "untranslated": Phrase(N_("untranslated")),
}
_CURES: Final = {
    "exact": Phrase(N_("the words stand where they should")),
    "moved": Phrase(N_("the same words stand in another block; `sorotan anchors move` says so in the file")),
    "ambiguous": Phrase(N_("the words stand more than once; choose others with `sorotan anchors retarget`")),
    "orphan": Phrase(N_("nothing is like the words; choose others with `sorotan anchors retarget`")),
}
"""Why there is nothing to confirm, by verdict."""
_GONE: Final = Phrase(N_("its block is not in the text; choose another with `sorotan anchors move`"))
"""Why there is nothing to confirm of what is about a whole block."""
_UNTRANSLATED: Final = N_(
    "{note} ({language}): {block} is not translated yet; `sorotan translate update` keeps its old translation."
)
_OLD: Final = Phrase(N_("old"))
_NEW: Final = Phrase(N_("new"))
_NEAREST: Final = Phrase(N_("nearest"))
_AFTER: Final = Phrase(N_("after"))
_BEFORE: Final = Phrase(N_("before"))
_WHOLE_BLOCK: Final = N_("{note} is about a whole block. Write `{language}: {{exact: …}}` under `target` first.")
_ELSEWHERE: Final = N_("“{words}” stands in {found}, not in {block}; move the note there first.")
_UNKNOWN: Final = N_("There is no note, quotation (quote-…) or claim (claim-…) “{id}”.")
_MOVE_FIRST: Final = N_(
    "{note} ({language}): the passage is in {found}, the note at {block}; run `sorotan anchors move {note} {found}`"
    " first."
)
_LEFT_BEHIND: Final = N_(
    "The words stand in {found} ({languages}), not in {block}; choose others with `sorotan anchors retarget`."
)


@click.group(invoke_without_command=True)
@click.pass_context
def anchors(context: click.Context) -> None:
    """List where the words of notes, quotations and claims stand, and put them right.

    Those that stand where they should come first, so that what there is to do is read last.

    NOTE is the id of a note, or quote-ID and claim-ID for a quotation and a claim.
    """
    if context.invoked_subcommand is not None:
        return
    space = workspace.load(context.obj)
    counts: Counter[str] = Counter()
    to_do: list[str] = []
    for item in core.anchored(space.corpus, space.prose):
        for language, anchor in item.anchors.items():
            block = _untranslated(space, item, language)
            verdict = "untranslated" if block else anchor.verdict
            counts[verdict] += 1
            line = _row(item, language, verdict, block) if block else _line(item, language, anchor)
            if verdict == "exact":
                click.echo(line)
            else:
                to_do.append(line)
    for line in to_do:
        click.echo(line)
    totals = [phrase("{count} {verdict}", count=number(n), verdict=_VERDICTS[name]) for name, n in counts.most_common()]
    say(joined(totals) if totals else Phrase(N_("No anchors.")))


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
        if language is not None:
            _texts(space, item, language)
        source = space.source_of(item.record)
        values = {}
        for tongue, anchor in item.anchors.items():
            if language not in (None, tongue):
                continue
            if block := _untranslated(space, item, tongue):
                say(phrase(_UNTRANSLATED, note=note, language=tongue, block=block))
                continue
            old = item.record.target[tongue]
            if anchor.verdict != "changed" or old is None:
                reason = _CURES[anchor.verdict] if old or anchor.is_published else _GONE
                say(phrase("{note} ({language}): {reason}.", note=note, language=tongue, reason=reason))
                continue
            place = (anchor.block, anchor.start, anchor.end)
            new = _quote_at(space, item, tongue, place, old)
            click.echo(f"{note} ({tongue}, {anchor.block})")
            click.echo(labelled(_OLD, _shown(old)))
            click.echo(labelled(_NEW, _shown(new)))
            if yes or confirmed(Phrase(N_("Are these the words?"))):
                values.update(core.new_values(tongue, old, new))
        if values:
            space.set_values(source, item.record, values)
            say_written(space.shown(source.path))


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
        texts = _texts(space, item, language)
        old = item.record.target[language]
        if old is None:
            raise EditError(phrase(_WHOLE_BLOCK, note=note, language=language))
        source = space.source_of(item.record)
        place = choose_place(words, texts, item.record.target.block)
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
                missing = phrase(N_("{article} has no block “{block}”."), article=item.article, block=block)
                raise EditError(suggesting(missing, nearest(block, texts)))
        source = space.source_of(item.record)
        if item.record.target.block != block:
            space.set_values(source, item.record, {("target", "block"): block})
    moved = item.record.model_copy(update={"target": item.record.target.model_copy(update={"block": block})})
    anchors = {language: core.anchor_of(moved, language, _texts(space, item, language)) for language in item.anchors}
    for language, anchor in anchors.items():
        click.echo(_line(item, language, anchor))
    for found in dict.fromkeys(anchor.block for anchor in anchors.values() if anchor.block not in ("", block)):
        languages = [language for language, anchor in anchors.items() if anchor.block == found]
        say(phrase(_LEFT_BEHIND, found=found, languages=joined(languages), block=block))


def choose_place(words: str, texts: Texts, block: str | None) -> Place:
    """The place that is meant by words; the editor is asked where they stand more than once."""
    places = core.places_of(words, texts, block)
    if not places:
        elsewhere = core.places_of(words, texts, None)
        if elsewhere:
            raise EditError(phrase(_ELSEWHERE, words=words, found=elsewhere[0][0], block=block))
        missing = phrase(N_("“{words}” is not in the text."), words=words)
        raise EditError(suggesting(missing, resolve(Quote(exact=words), texts, block).nearest))
    if len(places) == 1:
        return places[0]
    for choice, (id, start, end) in enumerate(places, 1):
        text = texts[id]
        click.echo(f"{choice}  {id}  …{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 40]}…")
    return places[click.prompt(told(Phrase(N_("Which one"))), type=click.IntRange(1, len(places))) - 1]


def _find(space: Workspace, id: str) -> Anchored:
    known = {item.id: item for item in core.anchored(space.corpus, space.prose)}
    if id in known:
        return known[id]
    prefix, _, name = id.partition("-")
    for kind, rejected in (("notes", id), ({"quote": "quotes", "claim": "claims"}.get(prefix, ""), name)):
        workspace.refuse_rejected(space, kind, rejected)
    raise EditError(suggesting(phrase(_UNKNOWN, id=id), nearest(id, known)))


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
    """The text that a record is about.

    Raises:
        EditError: the site is not in this language, or the article has no page.
    """
    text = space.prose.get(item.article, language)
    if text is None:
        raise EditError(phrase(N_("{article} has no text in “{language}”."), article=item.article, language=language))
    return text.texts


def _quote_at(space: Workspace, item: Anchored, language: Language, place: Place, old: Quote) -> Quote:
    named = item.record.target.block
    if named not in (None, place[0]):
        raise EditError(phrase(_MOVE_FIRST, note=item.id, language=language, found=place[0], block=named))
    return core.quote_at(place, _texts(space, item, language), named, old)


def _line(item: Anchored, language: Language, anchor: Anchor) -> str:
    line = _row(item, language, anchor.verdict, anchor.block)
    quote = item.record.target[language]
    if anchor.verdict != "changed" or not quote:
        return line
    return "\n".join([line, labelled(_OLD, _shown(quote)), labelled(_NEAREST, f"“{anchor.nearest}”")])


def _row(item: Anchored, language: Language, verdict: str, block: str) -> str:
    return f"{item.article}  {item.id}  {language}  {told(_VERDICTS[verdict])}  {block}".rstrip()


def _shown(quote: Quote) -> str:
    around = [f"{told(name)} “{text}”" for name, text in ((_AFTER, quote.prefix), (_BEFORE, quote.suffix)) if text]
    return " ".join([f"“{quote.exact}”", *around])
