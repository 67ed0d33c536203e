"""Pages of entities: one for each, an index by name, and one for each kind."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, get_args

from sorotan.core import dates
from sorotan.core.prose import Mention
from sorotan.core.records import Fact
from sorotan.core.vocabulary import PROPERTIES, Kind
from sorotan.views import labels
from sorotan.views.scope import Link, Scope, plain

_COMPANY: Final = 8
"""How many entities that share blocks are named."""


@dataclass(frozen=True)
class FactView:
    """One value of a property, with its evidence."""

    value: Link
    role: str
    date: str
    certainty: str
    evidence: Sequence[Link]
    note: str


@dataclass(frozen=True)
class PropertyView:
    """A property and its values."""

    label: str
    facts: Sequence[FactView]


@dataclass(frozen=True)
class SentenceView:
    """A mention in its sentence."""

    before: str
    name: str
    after: str
    url: str


@dataclass(frozen=True)
class ArticleMentions:
    """The mentions of an entity in one article."""

    article: Link
    outlet: str
    count: str
    sentences: Sequence[SentenceView]


@dataclass(frozen=True)
class DatedLink:
    """An event or note with its date."""

    link: Link
    date: str
    iso: str
    label: str
    token: str


@dataclass(frozen=True)
class EntityView:
    """The page of one entity."""

    kind: str
    kind_label: str
    kind_url: str
    name: str
    other_name: str
    """Its name in the other language, where it differs."""
    other_language: str
    aliases: str
    description: str
    url: str
    same_as: Sequence[Link]
    properties: Sequence[PropertyView]
    inverse: Sequence[PropertyView]
    events: Sequence[DatedLink]
    notes: Sequence[DatedLink]
    mentions: Sequence[ArticleMentions]
    mention_total: str
    company: Sequence[tuple[Link, str]]
    """Entities that share blocks with it, and in how many blocks."""


@dataclass(frozen=True)
class EntryView:
    """An entity in an index."""

    link: Link
    description: str
    kind_label: str
    mentions: int


@dataclass(frozen=True)
class IndexView:
    """An index of entities."""

    kinds: Sequence[tuple[Link, int, bool]]
    """Every kind with a link to its index, the number of its entities, and whether it is shown."""
    groups: Sequence[tuple[str, Sequence[EntryView]]]
    """Entries by initial letter."""
    total: str


def entity_view(id: str, scope: Scope, index: EntityIndex) -> EntityView:
    """The page of the entity `id`."""
    entity = scope.corpus.entities[id]
    language = scope.language
    other = "en" if language == "id" else "id"
    mentions = index.mentions.get(id, [])
    return EntityView(
        kind=entity.kind,
        kind_label=scope.words(labels.KINDS[entity.kind]),
        kind_url=scope.links.kind(entity.kind),
        name=entity.name[language],
        other_name=entity.name[other] if entity.name[other] != entity.name[language] else "",
        other_language=other,
        aliases=", ".join(dict.fromkeys(a.text for a in entity.aliases[language] if a.text != entity.name[language])),
        description=entity.description[language],
        url=entity.url or "",
        same_as=[Link(_site_name(url), url) for url in entity.sameAs],
        properties=_properties(entity.facts, scope),
        inverse=_inverse(index.pointing_to.get(id, []), scope),
        events=_events(id, scope),
        notes=_notes(id, scope),
        mentions=_mentions(mentions, scope),
        mention_total=scope.words.plural("%(num)s mention", "%(num)s mentions", len(mentions)),
        company=_company(id, index, scope),
    )


def index_view(scope: Scope, index: EntityIndex, kind: Kind | None = None) -> IndexView:
    """The index of all entities, or of one kind."""
    language = scope.language
    entries = [
        EntryView(
            scope.entity_link(id),
            entity.description[language],
            scope.words(labels.KINDS[entity.kind]),
            len(index.mentions.get(id, ())),
        )
        for id, entity in scope.corpus.entities.items()
        if kind in (None, entity.kind)
    ]
    entries.sort(key=lambda entry: sort_key(entry.link.text))
    counts = Counter(entity.kind for entity in scope.corpus.entities.values())
    return IndexView(
        kinds=[
            (Link(scope.words(labels.KINDS_PLURAL[k]), scope.links.kind(k), kind=k), counts[k], k == kind)
            for k in get_args(Kind)
            if counts[k]
        ],
        groups=[(letter, list(group)) for letter, group in groupby(entries, lambda e: _initial(e.link.text))],
        total=scope.words.plural("%(num)s entry", "%(num)s entries", len(entries)),
    )


class EntityIndex:
    """What the pages of entities ask of the whole corpus, counted once for a language."""

    def __init__(self, scope: Scope) -> None:
        self.mentions: Mapping[str, list[Mention]] = scope.prose.mentions(scope.language)
        """Every mention by entity."""
        self.pointing_to: dict[str, list[tuple[str, Fact]]] = {}
        """Facts of other entities by the entity that is their value."""
        for id, entity in scope.corpus.entities.items():
            for _, fact in entity.linked_entities():
                self.pointing_to.setdefault(fact.value.id, []).append((id, fact))
        self.blocks: dict[str, set[tuple[str, str]]] = {
            id: {(m.article, m.block) for m in mentions} for id, mentions in self.mentions.items()
        }
        """Blocks that mention an entity."""
        self.entities_at: dict[tuple[str, str], set[str]] = {}
        """Entities that a block mentions."""
        for id, blocks in self.blocks.items():
            for block in blocks:
                self.entities_at.setdefault(block, set()).add(id)


def _properties(facts: Iterable[Fact], scope: Scope) -> list[PropertyView]:
    order = list(PROPERTIES)
    by_property: dict[str, list[FactView]] = {}
    for fact in sorted(facts, key=lambda f: order.index(f.property) if f.property in PROPERTIES else len(order)):
        if fact.property in PROPERTIES:
            by_property.setdefault(fact.property, []).append(_fact(fact, _value(fact, scope), scope))
    return [PropertyView(scope.words(labels.PROPERTIES[name]), views) for name, views in by_property.items()]


def _inverse(pointing: Iterable[tuple[str, Fact]], scope: Scope) -> list[PropertyView]:
    by_property: dict[str, list[FactView]] = {}
    for id, fact in sorted(pointing, key=lambda pair: (list(PROPERTIES).index(pair[1].property), pair[0])):
        by_property.setdefault(fact.property, []).append(_fact(fact, scope.entity_link(id), scope))
    return [PropertyView(scope.words(labels.INVERSES[name]), views) for name, views in by_property.items()]


def _fact(fact: Fact, value: Link, scope: Scope) -> FactView:
    return FactView(
        value=value,
        role=fact.role[scope.language] if fact.role else "",
        date=scope.date(fact.date),
        certainty=scope.certainty(fact.certainty),
        evidence=scope.evidences(fact.evidence),
        note=fact.note[scope.language] if fact.note else "",
    )


def _value(fact: Fact, scope: Scope) -> Link:
    text = fact.value[scope.language]
    kind = PROPERTIES[fact.property]
    if kind == "entity":
        return scope.entity_link(fact.value.id)
    if kind == "date":
        return Link(scope.date(text), "")
    if kind == "url":
        return Link(text.removeprefix("https://"), text)
    if kind == "openness":
        return Link(scope.words(labels.OPENNESS.get(text, text)), "")
    return Link(text, "")


def _events(id: str, scope: Scope) -> list[DatedLink]:
    events = [
        (dates.parse(event.date), event_id, event)
        for event_id, event in scope.corpus.timeline.items()
        if id in event.entities or id == event.developer
    ]
    events.sort(key=lambda e: (e[0].sort_key, e[1]))
    return [
        DatedLink(
            Link(event.title[scope.language], scope.links.event(event_id)),
            date.worded(scope.language),
            date.iso,
            scope.words(labels.STAGES[event.stage]),
            event.stage,
        )
        for date, event_id, event in events
    ]


def _notes(id: str, scope: Scope) -> list[DatedLink]:
    return [
        DatedLink(
            Link(_lead(note.body[scope.language]), scope.links.note(note.id), scope.title(article)),
            scope.outlet(article),
            "",
            scope.words(labels.MOTIVATIONS[note.motivation]),
            note.motivation,
        )
        for article, note in scope.corpus.notes.values()
        if id in note.entities
    ]


def _mentions(mentions: Iterable[Mention], scope: Scope) -> list[ArticleMentions]:
    grouped = []
    for article, group in groupby(mentions, lambda mention: mention.article):
        found = list(group)
        grouped.append(
            ArticleMentions(
                Link(scope.title(article), scope.links.article(article)),
                scope.outlet(article),
                scope.words.plural("%(num)s mention", "%(num)s mentions", len(found)),
                [SentenceView(m.before, m.name, m.after, scope.links.block(f"{m.article}#{m.block}")) for m in found],
            )
        )
    return grouped


def _company(id: str, index: EntityIndex, scope: Scope) -> list[tuple[Link, str]]:
    shared = Counter(other for block in index.blocks.get(id, ()) for other in index.entities_at[block] if other != id)
    most = sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:_COMPANY]
    return [
        (scope.entity_link(other), scope.words.plural("%(num)s paragraph", "%(num)s paragraphs", count))
        for other, count in most
    ]


def _lead(markdown: str) -> str:
    """The beginning of a note, without markup, cut at a word."""
    text = plain(markdown)
    return text if len(text) <= 110 else text[:110].rsplit(" ", 1)[0] + " …"


def _site_name(url: str) -> str:
    host = url.split("/")[2].removeprefix("www.")
    return "Wikidata" if host == "wikidata.org" else host


def sort_key(name: str) -> str:
    """What a name is sorted by: without case, accents and leading quotation marks."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).lstrip("“‘\"'(")


def _initial(name: str) -> str:
    first = sort_key(name)[:1].upper()
    return first if first.isalpha() else "0–9"
