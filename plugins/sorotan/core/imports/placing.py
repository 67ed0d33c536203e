"""Notes of other programs, held against our articles: what they are about here, and what of them is ours already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import unquote, urlsplit

from sorotan.core.corpus import Corpus
from sorotan.core.editing.anchors import Place, places_of, quote_at
from sorotan.core.editing.files import EditError
from sorotan.core.imports.notes import IncomingNote, Refusal
from sorotan.core.languages import LANGUAGES, Language
from sorotan.core.phrases import N_, Phrase, joined, phrase
from sorotan.core.prose import Prose, Texts
from sorotan.core.recordlinks import with_addresses
from sorotan.core.records import Quote
from sorotan.core.text import fold
from sorotan.core.vocabulary import Motivation

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Words:
    """What a note is about in one language."""

    quote: Quote
    """As the other program quoted it."""
    place: Place | None
    """Where in the article that is; None when it is nowhere, or not certain."""
    block: str = ""
    """The block of the place, or else the one that the other program names; empty for none."""
    is_whole_block: bool = False


@dataclass(frozen=True)
class PlacedNote:
    """A note on one of our articles, in as many languages as are known."""

    id: str
    """Empty when nothing tells it."""
    name: str | Phrase
    """What it is called there, for messages."""
    article: str
    motivation: Motivation
    words: Mapping[Language, Words]
    bodies: Mapping[Language, str]
    entities: tuple[str, ...]
    cites: tuple[str, ...]
    creator: str
    created: str
    modified: str
    unknown_tags: tuple[str, ...]
    """Tags that name no entity; there is no place for them."""


@dataclass(frozen=True)
class Addresses:
    """What the addresses of a site lead to."""

    host: str
    """Of the site; empty when it is published anywhere."""
    articles: Mapping[str, tuple[str, Language]]
    """Article and language by the address of the page."""
    records: Mapping[str, str]
    """Records as links in Markdown name them (`entity:deepseek-r1`), by address."""

    def article(self, address: str) -> tuple[str, Language] | None:
        """The article whose page has the address, whatever place in it the address names."""
        return self.articles.get(key(address, self.host).partition("#")[0])

    def record(self, address: str) -> str:
        """The record that has the address, such as `entity:deepseek-r1`; empty when there is none."""
        name = key(address, self.host)
        return self.records.get(name, "") if name else ""


def key(address: str, host: str) -> str:
    """An address in the form in which addresses are compared: of `http` and `https`, with and without `index.html`,
    in letters and in percent signs.

    A site that is served on this machine counts as the published one, because editors annotate it there.
    """
    try:
        parts = urlsplit(address)
        name = (parts.hostname or "") + (f":{parts.port}" if parts.port and parts.hostname not in _LOOPBACK else "")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    path = unquote(parts.path).removesuffix("index.html").rstrip("/")
    fragment = unquote(parts.fragment.partition(":~:")[0])
    return f"{host if name in _LOOPBACK else name}{path}" + (f"#{fragment}" if fragment else "")


class Placer:
    """Holds incoming notes against one site.

    Args:
        corpus: Its records.
        prose: Its articles.
        addresses: What its addresses lead to.
        motivations: Ours by what they are called in any language: Hypothesis has only tags for them.
        languages: Those of the site.
    """

    def __init__(
        self,
        corpus: Corpus,
        prose: Prose,
        addresses: Addresses,
        motivations: Mapping[str, Motivation],
        languages: Sequence[Language],
    ) -> None:
        self._prose = prose
        self._languages = languages
        self._addresses = addresses
        self._motivations = motivations
        self._names: dict[str, set[str]] = {}
        for id, entity in corpus.entities.items():
            for language in LANGUAGES:
                self._names.setdefault(entity.name[language], set()).add(id)

    def place(self, incoming: Sequence[IncomingNote | Refusal]) -> Iterator[PlacedNote | Refusal]:
        """The notes with their places, those with the same id in several languages as one."""
        own = {
            note.name: f"note:{note.id}"
            for note in incoming
            if isinstance(note, IncomingNote) and isinstance(note.name, str) and note.id
        }
        known = replace(
            self._addresses,
            records={
                **{key(name, self._addresses.host): link for name, link in own.items()},
                **self._addresses.records,
            },
        )
        merged: dict[str, PlacedNote] = {}
        rest: list[PlacedNote | Refusal] = []
        for note in incoming:
            placed = self._placed(note, known) if isinstance(note, IncomingNote) else note
            if isinstance(placed, Refusal) or not placed.id:
                rest.append(placed)
            elif placed.id not in merged:
                merged[placed.id] = placed
            elif joined := _joined(merged[placed.id], placed):
                merged[placed.id] = joined
            elif _holds(merged[placed.id], placed):
                rest.append(Refusal(placed.name, Phrase(N_("it is in these files twice."))))
            else:
                rest.append(Refusal(placed.name, Phrase(N_("another one with the same id says something else."))))
        yield from merged.values()
        yield from rest

    def _placed(self, note: IncomingNote, known: Addresses) -> PlacedNote | Refusal:
        found = known.article(note.source)
        if found is None:
            said = N_("it is not about an article of this site but about “{address}”.")
            return Refusal(note.name, phrase(said, address=note.source))
        article, page_language = found
        text = self._prose.get(article, page_language)
        bodies: dict[Language, str] = {}
        for tag, body in note.bodies.items():
            meant = (tag or page_language).lower().partition("-")[0]
            language = next((own for own in self._languages if own == meant), None)
            if language is not None:
                bodies[language] = with_addresses(body, lambda link: known.record(link.address) or link.address)
        if not bodies:
            said = N_("its language “{language}” is none of {languages}.")
            return Refusal(note.name, phrase(said, language=next(iter(note.bodies)), languages=joined(self._languages)))
        links = [self._entity(tag, known) for tag in note.tags]
        tags = [tag for tag, link in zip(note.tags, links, strict=True) if not link and tag not in self._motivations]
        motivations = [self._motivations[tag] for tag in note.tags if tag in self._motivations]
        cited = [known.record(address).partition(":") for address in note.references]
        return PlacedNote(
            id=note.id,
            name=note.name,
            article=article,
            motivation=next(iter(motivations), note.motivation),
            words={page_language: _words(note, text.texts if text else {})},
            bodies=bodies,
            entities=tuple(dict.fromkeys(filter(None, links))),
            cites=tuple(dict.fromkeys(id for kind, _, id in cited if kind in ("ref", "block"))),
            creator=note.creator,
            created=note.created,
            modified=note.modified,
            unknown_tags=tuple(tags),
        )

    def _entity(self, tag: str, known: Addresses) -> str:
        """The entity that a tag names by its address or by its name, where only one has that name."""
        kind, _, id = known.record(tag).partition(":")
        named = self._names.get(tag, set())
        return id if kind == "entity" else next(iter(named)) if len(named) == 1 else ""


def _joined(first: PlacedNote, second: PlacedNote) -> PlacedNote | None:
    """Two languages of one note; None when they are of one language, or of two notes."""
    if first.article != second.article or first.words.keys() & second.words.keys():
        return None
    if any(
        first.bodies[language] != second.bodies[language] for language in first.bodies.keys() & second.bodies.keys()
    ):
        return None
    return replace(
        first,
        words={**first.words, **second.words},
        bodies={**first.bodies, **second.bodies},
        entities=tuple(dict.fromkeys((*first.entities, *second.entities))),
        cites=tuple(dict.fromkeys((*first.cites, *second.cites))),
        unknown_tags=tuple(dict.fromkeys((*first.unknown_tags, *second.unknown_tags))),
    )


def _holds(first: PlacedNote, second: PlacedNote) -> bool:
    """Whether the first says all that the second says, of the same words."""
    return (
        first.article == second.article
        and {**first.bodies, **second.bodies} == first.bodies
        and all(first.words.get(language) == words for language, words in second.words.items())
    )


def _words(note: IncomingNote, texts: Texts) -> Words:
    """Where the quoted words stand, by the rules for all quotations: in these surroundings, and nowhere else."""
    named = note.block if note.block in texts else None
    fitting = [place for place in places_of(note.quote.exact, texts, named) if _fits(note.quote, place, texts)]
    if len(fitting) != 1:
        return Words(note.quote, None, named or "")
    block, start, end = fitting[0]
    return Words(note.quote, fitting[0], block, texts[block][start:end] == texts[block].strip())


def _fits(quote: Quote, place: Place, texts: Texts) -> bool:
    """Whether the surroundings are those of the quotation, as far as they are in the same block.

    What other programs see before and behind a block depends on how they read the page.
    """
    block, start, end = place
    before, behind = _squeezed(texts[block][:start]), _squeezed(texts[block][end:])
    prefix, suffix = _squeezed(quote.prefix), _squeezed(quote.suffix)
    return (before.endswith(prefix) or prefix.endswith(before)) and (
        behind.startswith(suffix) or suffix.startswith(behind)
    )


def _squeezed(text: str) -> str:
    return " ".join(fold(text).split())


def target_of(note: PlacedNote, prose: Prose) -> tuple[str, dict[Language, Quote]]:
    """The block of a note and the words that it quotes there, each with as few surroundings as it takes.

    No words when it is about the whole block. Words that were not found are as the other program quoted them, for
    `check` to name.
    """
    blocks = {words.block for words in note.words.values()}
    block = next(iter(blocks)) if len(blocks) == 1 else ""
    if block and all(words.is_whole_block for words in note.words.values()):
        return block, {}
    quotes: dict[Language, Quote] = {}
    for language, words in note.words.items():
        text = prose.get(note.article, language)
        quotes[language] = _quote(words, text.texts if text else {}, block or None)
    return block, quotes


def _quote(words: Words, texts: Texts, block: str | None) -> Quote:
    if words.place is not None:
        try:
            return quote_at(words.place, texts, block)
        except EditError:
            pass  # no surroundings tell it from the same words elsewhere
    return words.quote
