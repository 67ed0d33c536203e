"""Pages of entities: one for each, an index by name, and one for each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Final, Generic, TypeVar, get_args
from urllib.parse import urlsplit

from sorotan.core import dates
from sorotan.core.lists import ListPage
from sorotan.core.prose import Mention
from sorotan.core.records import Annotation, Claim, Entity, Event, Fact, Quotation
from sorotan.core.vocabulary import PROPERTIES, Kind
from sorotan.interface import Words
from sorotan.views import labels
from sorotan.views.alphabet import letters, pages_of
from sorotan.views.cite import Citation, citation
from sorotan.views.entityindex import ALL, EntityIndex
from sorotan.views.labels import N_
from sorotan.views.neighbourhood import Neighbourhood, neighbourhood
from sorotan.views.network import NETWORK
from sorotan.views.pager import Pager, pager, shown_of
from sorotan.views.quotes import in_words, rendering
from sorotan.views.scope import Link, Scope

T = TypeVar("T")

_ORDER: Final = {name: place for place, name in enumerate(PROPERTIES)}
"""The place of each property on a page."""

_MOST: Final = 20
"""Articles whose mentions are shown at once, notes and events, and entries of a page, beyond which it is long."""

_ALL: Final = 50
"""The same with those that are folded, and values of a relation that other pages state. The tables have the rest."""


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
    rest: Link | None = None
    """How many values are not here, and where they are."""


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
    """Something that an entity has to do with, with when or where that was, and what it is."""

    link: Link
    date: str
    iso: str
    label: str
    token: str


@dataclass(frozen=True)
class Folded(Generic[T]):
    """A list of which those that are too many are folded."""

    first: Sequence[T]
    further: Sequence[T]
    summary: str
    """How many there are besides the first."""
    rest: Link | None
    """How many of them are not here, and where they are."""
    are_earlier: bool = False
    """Whether they come before the first."""


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
    url_label: str
    same_as: Sequence[Link]
    properties: Sequence[PropertyView]
    inverse: Sequence[PropertyView]
    events: Folded[DatedLink]
    notes: Folded[DatedLink]
    claims: Folded[DatedLink]
    """What it claims, with what the editors found."""
    quotations: Folded[DatedLink]
    """What is quoted of it."""
    sections: Sequence[Link]
    """The parts of a long page, in their order; none on a short one."""
    mentions: Folded[ArticleMentions]
    mention_total: str
    neighbourhood: Neighbourhood | None
    """What it appears with; None for nothing."""
    lag_notice: str
    """Said when its translation may be out of date."""
    cite: Citation | None


@dataclass(frozen=True)
class EntryView:
    """An entity in an index."""

    link: Link
    description: str
    kind_label: str


@dataclass(frozen=True)
class IndexView:
    """An index of entities."""

    kinds: Sequence[tuple[Link, str, bool]]
    """Every kind with a link to its index, the number of its entities, and whether it is shown."""
    letters: Sequence[Link]
    """All initial letters, each with the first of its entries."""
    groups: Sequence[tuple[str, Sequence[EntryView]]]
    """The entries of the page by initial letter."""
    total: str
    network: str
    """The page that pictures how they are connected."""
    pager: Pager | None


def entity_view(id: str, scope: Scope, index: EntityIndex) -> EntityView:
    """The page of the entity `id`."""
    entity = scope.corpus.entities[id]
    language = scope.language
    other = "en" if language == "id" else "id"
    found, related = index.mentions.get(id, []), index.notes.get(id, [])
    properties, inverse = _properties(entity.facts, scope), _inverse(index.pointing_to.get(id, []), scope)
    events, notes, mentions = _events(index.events.get(id, ()), scope), _notes(related, scope), _mentions(found, scope)
    claims, quotations = _claims(index.claims.get(id, ()), scope), _quotations(index.quotes.get(id, ()), scope)
    around = neighbourhood(id, scope, index)
    plural, folded = scope.words.plural, partial(_folded, scope=scope)
    mention_total = plural("%(num)s mention", "%(num)s mentions", len(found))
    parts = (
        ("facts", scope.words("Facts and their sources"), properties),
        ("relations", scope.words("Stated on other pages"), inverse),
        ("events", scope.words("On the timeline"), events),
        ("claims", scope.words("Claims"), claims),
        ("quotations", scope.words("Quotations"), quotations),
        ("notes", scope.words("Related notes"), notes),
        ("neighbours", scope.words("Ties with other names"), around),
        ("mentions", mention_total, mentions.first),
    )
    entries = sum(len(view.facts) for view in (*properties, *inverse))
    entries += sum(map(len, (events, notes, claims, quotations)))
    entries += sum(len(view.sentences) for view in (*mentions.first, *mentions.further))
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
        url_label=scope.words("Read it") if entity.kind == "work" else scope.words("Official site"),
        same_as=[Link(_site_name(url), url) for url in entity.sameAs],
        properties=properties,
        inverse=inverse,
        events=_latest(events, lambda more: plural("%(num)s earlier event", "%(num)s earlier events", more), scope),
        notes=folded(notes, lambda more: plural("%(num)s more note", "%(num)s more notes", more)),
        claims=folded(claims, lambda more: plural("%(num)s more claim", "%(num)s more claims", more)),
        quotations=folded(quotations, lambda more: plural("%(num)s more quotation", "%(num)s more quotations", more)),
        sections=[Link(label, f"#{part}") for part, label, shown in parts if shown] if entries > _MOST else [],
        mentions=mentions,
        mention_total=mention_total,
        neighbourhood=around,
        lag_notice=scope.lag_notice(f"entities/{id}"),
        cite=citation(entity.name[language], id, (note.modified or note.created for _, note in related), scope),
    )


def index_view(scope: Scope, index: EntityIndex, kind: Kind | None, page: ListPage) -> IndexView:
    """A page of the index of all entities, or of one kind.

    Args:
        scope: The page that is made.
        index: The corpus by entity.
        kind: The kind; None for all.
        page: The same as a page of the list, as far as it is the same in all languages: its number.
    """
    named = dict(index.by_name[kind or ALL])
    pages = pages_of(page.first, named)
    here = pages[page.number - 1]
    counts = Counter(entity.kind for entity in scope.corpus.entities.values())
    number = scope.words.number
    one, many = N_("Page %(page)s: “%(first)s”"), N_("Page %(page)s: “%(first)s” to “%(last)s”")
    return IndexView(
        kinds=[
            (Link(scope.words(labels.KINDS_PLURAL[k]), scope.links.kind(k), kind=k), number(counts[k]), k == kind)
            for k in get_args(Kind)
            if counts[k]
        ],
        letters=list(letters(pages, here, named, lambda id: f"letter-{named[id]}", scope)),
        groups=[(letter, [_entry(id, scope) for id in ids]) for letter, ids in groupby(here.ids, lambda id: named[id])],
        total=_total(here, scope),
        network=scope.links.page(NETWORK),
        pager=pager(scope, pages, here, lambda id: scope.entity_link(id).text, one, many),
    )


def _entry(id: str, scope: Scope) -> EntryView:
    entity = scope.corpus.entities[id]
    kind = scope.words(labels.KINDS[entity.kind])
    return EntryView(scope.entity_link(id), entity.description[scope.language], kind)


def _total(page: ListPage, scope: Scope) -> str:
    whole = scope.words.plural("%(num)s entry", "%(num)s entries", page.total)
    return shown_of(scope, page, whole, N_("Page %(page)s of %(pages)s: %(shown)s of %(total)s entries"))


def kinds_in(entities: Iterable[Entity]) -> list[Kind]:
    """The kinds of which there are most, at most four, in the order in which pages show them."""
    counts = Counter(entity.kind for entity in entities)
    most = {kind for kind, _ in counts.most_common(4)}
    return [kind for kind in get_args(Kind) if kind in most]


def named_by_kind(kinds: Sequence[Kind], words: Words) -> str:
    """What entities are called by their kinds: “People, organisations and models”."""
    first, *others = [words(labels.KINDS_PLURAL[kind]) for kind in kinds]
    return words.listing([first, *map(str.lower, others)])


def _folded(entries: Sequence[T], summary: Callable[[int], str], scope: Scope) -> Folded[T]:
    shown, rest = _shown(entries, scope)
    first = shown[:_MOST]
    return Folded(first, shown[_MOST:], summary(len(entries) - len(first)), rest)


def _latest(entries: Sequence[T], summary: Callable[[int], str], scope: Scope) -> Folded[T]:
    """The last of a list in the order of time: what readers ask for first is how things stand."""
    folded = _folded(entries[::-1], summary, scope)
    return replace(folded, first=folded.first[::-1], further=folded.further[::-1], are_earlier=True)


def _shown(entries: Sequence[T], scope: Scope) -> tuple[Sequence[T], Link | None]:
    """As many entries as are of use to anybody, and how many are in the tables alone. A site without tables has all."""
    more, tables = len(entries) - _ALL, scope.links.page("data.md#tables")
    if more <= 0 or not tables:
        return entries, None
    said = scope.words.plural("%(num)s more is in the tables", "%(num)s more are in the tables", more)
    return entries[:_ALL], Link(said, tables)


def _properties(facts: Iterable[Fact], scope: Scope) -> list[PropertyView]:
    by_property: dict[str, list[FactView]] = {}
    for fact in sorted(facts, key=lambda fact: _ORDER[fact.property]):
        by_property.setdefault(fact.property, []).append(_fact(fact, _value(fact, scope), scope))
    return [PropertyView(scope.words(labels.PROPERTIES[name]), views) for name, views in by_property.items()]


def _inverse(pointing: Iterable[tuple[str, Fact]], scope: Scope) -> list[PropertyView]:
    by_property: dict[str, list[tuple[str, Fact]]] = {}
    for id, fact in sorted(pointing, key=lambda pair: (_ORDER[pair[1].property], pair[0])):
        by_property.setdefault(fact.property, []).append((id, fact))

    def view(name: str, stated: Sequence[tuple[str, Fact]]) -> PropertyView:
        shown, rest = _shown(stated, scope)
        facts = [_fact(fact, scope.entity_link(id), scope) for id, fact in shown]
        return PropertyView(scope.words(labels.INVERSES[name]), facts, rest)

    return [view(name, stated) for name, stated in by_property.items()]


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
        return Link(scope.words(labels.OPENNESS[text]), "")
    return Link(text, "")


def _events(found: Iterable[tuple[str, Event]], scope: Scope) -> list[DatedLink]:
    events = sorted(
        ((dates.parse(event.date), event_id, event) for event_id, event in found), key=lambda e: (e[0].sort_key, e[1])
    )
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


def _notes(notes: Iterable[tuple[str, Annotation]], scope: Scope) -> list[DatedLink]:
    return [
        DatedLink(
            Link(scope.lead(note.body[scope.language]), scope.links.note(note.id), scope.title(article)),
            scope.outlet(article),
            "",
            scope.words(labels.MOTIVATIONS[note.motivation]),
            note.motivation,
        )
        for article, note in notes
    ]


def _claims(claims: Iterable[tuple[str, Claim]], scope: Scope) -> list[DatedLink]:
    return [
        DatedLink(
            Link(claim.text[scope.language], scope.links.claim(id), scope.title(claim.article)),
            scope.outlet(claim.article),
            "",
            scope.words(labels.CLAIM_VERDICTS[claim.assessment.verdict]),
            claim.assessment.verdict,
        )
        for id, claim in claims
        if claim.article in scope.corpus.articles  # it may be left out for its mistakes
    ]


def _quotations(quotes: Iterable[tuple[str, Quotation]], scope: Scope) -> list[DatedLink]:
    return [
        DatedLink(
            Link(in_words(quotation, scope), scope.links.quotation(id), scope.title(quotation.article)),
            scope.outlet(quotation.article),
            "",
            (doubt := rendering(quotation, scope)) or scope.words(labels.QUOTATION_KINDS[quotation.kind]),
            "doubt" if doubt else quotation.kind,
        )
        for id, quotation in quotes
        if quotation.article in scope.corpus.articles  # it may be left out for its mistakes
    ]


def _mentions(mentions: Iterable[Mention], scope: Scope) -> Folded[ArticleMentions]:
    """The mentions by article; where there are too many articles, in those that name the entity most."""
    found = {article: list(group) for article, group in groupby(mentions, lambda mention: mention.article)}
    most, rest = _shown(sorted(found, key=lambda article: len(found[article]), reverse=True), scope)
    kept, plural = set(most), scope.words.plural
    shown = [
        ArticleMentions(
            Link(scope.title(article), scope.links.article(article)),
            scope.outlet(article),
            plural("%(num)s mention", "%(num)s mentions", len(group)),
            list(_sentences(group, scope)),
        )
        for article, group in found.items()
        if article in kept
    ]
    first = shown[:_MOST]
    more = len(found) - len(first)
    summary = plural("Mentions in %(num)s more article", "Mentions in %(num)s more articles", more)
    return Folded(first, shown[_MOST:], summary, rest)


def _sentences(mentions: Iterable[Mention], scope: Scope) -> Iterator[SentenceView]:
    """Each sentence once, at the first name in it."""
    shown = set()
    for m in mentions:
        sentence = (m.block, m.before + m.name + m.after)
        if sentence not in shown:
            shown.add(sentence)
            yield SentenceView(m.before, m.name, m.after, scope.links.block(f"{m.article}#{m.block}"))


def _site_name(url: str) -> str:
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.") or parts.path  # that of mailto: is the address
    return "Wikidata" if host == "wikidata.org" else host
