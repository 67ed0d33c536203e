"""The list of references: what carries the statements of the site, and how near it is to what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

from sorotan.core.corpus import Corpus
from sorotan.core.recordlinks import targets
from sorotan.core.records import Quotation, Record, Reference
from sorotan.core.references import references
from sorotan.core.vocabulary import Quality
from sorotan.views import labels
from sorotan.views.labels import N_
from sorotan.views.scope import Link, Scope, paragraph

_ORDER: tuple[Quality, ...] = ("primary", "reporting", "copy", "aggregator")
_MOST: Final = 50
"""Places that a reference names, and articles or records of a kind where there are more places."""


@dataclass(frozen=True)
class PlaceView:
    """What rests on a reference."""

    link: Link
    heard: str = ""
    """Its words with the article, for those who hear the link alone; empty where there are none like it elsewhere."""


@dataclass(frozen=True)
class CitedAt:
    """The places of an article, or the records of a kind, that rest on a reference."""

    label: Link | None
    """The article, or what the records are, without an address; None for all articles that are not named."""
    places: Sequence[PlaceView]
    rest: str
    """How many places are not named."""


@dataclass(frozen=True)
class ReferenceView:
    """One reference."""

    id: str
    authors: str
    title: str
    url: str
    archive: str
    language: str
    container: str
    publisher: str
    issued: str
    access: str
    """How it was reached; empty where that is said of all references together."""
    note: str
    lag_notice: str
    """Said when its translation may be out of date."""
    cited: str
    """How often; empty where it is not cited yet."""
    cited_at: Sequence[CitedAt]
    """What rests on it."""
    tables: str
    """Address of the tables that name every place, where not all are named here; else empty."""


@dataclass(frozen=True)
class _Group:
    """What places that rest on a reference are told under."""

    label: Link
    is_article: bool


@dataclass(frozen=True)
class ReferencesView:
    """The page of references, the best kind first."""

    groups: Sequence[tuple[str, str, str, Sequence[ReferenceView]]]
    """Token, label, number and references of each quality."""
    total: str
    access: str
    """How all of them were reached, or that each says it of itself."""


def references_view(scope: Scope) -> ReferencesView:
    """All references by quality and title."""
    cited = _cited_at(scope)
    ways = {reference.access for reference in scope.corpus.references.values()}
    groups = []
    for quality in _ORDER:
        views = [
            _reference(id, reference, cited.get(id, {}), scope, says_access=len(ways) > 1)
            for id, reference in scope.corpus.references.items()
            if reference.quality == quality
        ]
        views.sort(key=lambda view: view.title.casefold())
        if views:
            label = scope.words(labels.QUALITIES[quality])
            groups.append((quality, label, scope.words.number(len(views)), views))
    total = scope.words.plural("%(num)s reference", "%(num)s references", len(scope.corpus.references))
    return ReferencesView(groups, total, _access(ways, len(scope.corpus.references), scope))


def anchors(corpus: Corpus) -> frozenset[str]:
    """The fragments that the page of references has."""
    return frozenset(f"ref-{id}" for id in corpus.references)


def _access(ways: Set[str], count: int, scope: Scope) -> str:
    """How `count` references were reached, in one sentence where all were reached in the same way."""
    if ways == {"found"}:
        return scope.words.plural(
            "The %(num)s reference here was not opened directly; it was found by search or in a stored copy.",
            "None of these %(num)s references was opened directly; all were found by search or in stored copies.",
            count,
        )
    if ways == {"opened"}:
        return scope.words.plural(
            "The %(num)s reference here was opened.", "All of these %(num)s references were opened.", count
        )
    return scope.words("Each entry says whether it was opened, or only found by search or in a stored copy.")


def _reference(
    id: str, reference: Reference, cited: Mapping[_Group, Sequence[PlaceView]], scope: Scope, says_access: bool
) -> ReferenceView:
    count = sum(map(len, cited.values()))
    return ReferenceView(
        id=id,
        authors=scope.words.listing([str(name) for name in reference.author]) if reference.author else "",
        title=reference.title,
        url=reference.url or "",
        archive=reference.archive or "",
        language=reference.language or "",
        container=reference.container_title or "",
        publisher=reference.publisher or "",
        issued=scope.date(reference.issued),
        access=scope.words(labels.ACCESS[reference.access]) if says_access else "",
        note=reference.note[scope.language] if reference.note else "",
        lag_notice=scope.lag_notice(f"references/{id}"),
        cited=scope.words.plural("Cited %(num)s time", "Cited %(num)s times", count) if count else "",
        cited_at=_counted(cited, scope) if count > _MOST else [CitedAt(at.label, cited[at], "") for at in cited],
        tables=scope.links.page("data.md#tables") if count > _MOST else "",
    )


def _counted(cited: Mapping[_Group, Sequence[PlaceView]], scope: Scope) -> list[CitedAt]:
    """As many articles as is of use to anybody, with the number of places in each, and as many places elsewhere."""
    plural = scope.words.plural
    articles = [group for group in cited if group.is_article]
    counts = {group: plural("%(num)s place", "%(num)s places", len(cited[group])) for group in articles[:_MOST]}
    shown = [CitedAt(group.label, (), count) for group, count in counts.items()]
    if more := len(articles[_MOST:]):
        shown.append(CitedAt(None, (), plural("and %(num)s more article", "and %(num)s more articles", more)))
    for group, places in cited.items():
        if not group.is_article:
            more = len(places[_MOST:])
            rest = plural("and %(num)s more", "and %(num)s more", more) if more else ""
            shown.append(CitedAt(group.label, places[:_MOST], rest))
    return shown


class _Citing(NamedTuple):
    """Something that rests on references."""

    record: Record
    group: _Group
    place: PlaceView
    linked: Sequence[str] = ()
    """References that its text leads to, besides those that its fields name."""

    @property
    def cites(self) -> Iterator[str]:
        """All that it rests on, by id."""
        yield from (id for _, _, id in references(self.record, ("references", "evidence")))
        yield from self.linked


def _cited_at(scope: Scope) -> dict[str, dict[_Group, list[PlaceView]]]:
    """Where each reference is cited: in each article, in the order of the site, and in each kind of other records."""
    outlets = Counter(scope.outlet(id) for id in scope.corpus.articles)
    articles = {id: _Group(_article(id, scope, outlets), True) for id in scope.corpus.articles}
    others = {
        kind: _Group(Link(scope.words(label), ""), False)
        for kind, label in (
            ("disagreements", N_("Disagreements")),
            ("entities", N_("Names and terms")),
            ("timeline", N_("Timeline")),
        )
    }
    cited: dict[str, dict[_Group, dict[PlaceView, None]]] = {}
    for citing in chain(_in_articles(articles, scope), _elsewhere(others, scope)):
        for id in citing.cites:
            cited.setdefault(id, {}).setdefault(citing.group, {})[citing.place] = None
    order = {group: number for number, group in enumerate((*articles.values(), *others.values()))}
    return {
        id: {group: list(groups[group]) for group in sorted(groups, key=order.__getitem__)}
        for id, groups in cited.items()
    }


def _in_articles(groups: Mapping[str, _Group], scope: Scope) -> Iterator[_Citing]:
    """What in articles rests on references. An article may have no group: it may be left out for its mistakes."""
    corpus, words = scope.corpus, scope.words

    def at(article: str, link: Link) -> PlaceView:
        return PlaceView(link, f"{groups[article].label.text}: {link.text}")

    for id, article in corpus.articles.items():
        yield _Citing(article, groups[id], at(id, Link(words("provenance"), scope.links.provenance(id))))
    numbers = _numbers(scope)
    for id, note in sorted(corpus.notes.values(), key=lambda found: numbers.get(found[1].id, 0)):
        if id in groups:
            kind = words(labels.MOTIVATIONS[note.motivation])
            label = words("note %(number)s") % {"number": numbers[note.id]} if note.id in numbers else kind
            linked = targets(note.body[scope.language], "ref")
            yield _Citing(note, groups[id], at(id, Link(label, scope.links.note(note.id), kind)), linked)
    for id, quotation in corpus.quotes.items():
        if quotation.article in groups:
            passage = scope.links.passage(quotation.article, quotation.target, f"quote-{id}")
            link = Link(_quoted(quotation, scope), passage)
            yield _Citing(quotation, groups[quotation.article], at(quotation.article, link))
    for id, claim in corpus.claims.items():
        if claim.article in groups:
            link = Link(claim.text[scope.language], scope.links.claim(id))
            yield _Citing(claim, groups[claim.article], PlaceView(link))


def _elsewhere(groups: Mapping[str, _Group], scope: Scope) -> Iterator[_Citing]:
    """What else rests on references; groups by kind of record."""
    corpus, language = scope.corpus, scope.language
    for id, disagreement in corpus.disagreements.items():
        link = Link(disagreement.title[language], scope.links.disagreement(id))
        yield _Citing(disagreement, groups["disagreements"], PlaceView(link))
    for id, entity in corpus.entities.items():
        yield _Citing(entity, groups["entities"], PlaceView(scope.entity_link(id)))
    for id, event in corpus.timeline.items():
        yield _Citing(event, groups["timeline"], PlaceView(Link(event.title[language], scope.links.event(id))))


def _article(id: str, scope: Scope, outlets: Mapping[str, int]) -> Link:
    """An article by its outlet, or by its headline where there are more of the same outlet."""
    outlet, title, url = scope.outlet(id), scope.title(id), scope.links.article(id)
    return Link(outlet, url, title) if outlets[outlet] == 1 else Link(title, url)


def _numbers(scope: Scope) -> dict[str, int]:
    """The numbers that notes have in their articles."""
    texts = filter(None, (scope.prose.get(article, scope.language) for article in scope.corpus.articles))
    return {anchored.note.id: anchored.number for text in texts for anchored in text.notes}


def _quoted(quotation: Quotation, scope: Scope) -> str:
    """The words that are quoted, or where somebody is only reported to have said something."""
    words = quotation.target[scope.language]
    kind = scope.words(labels.QUOTATION_KINDS[quotation.kind])
    return f"“{words.exact}”" if words else f"{kind} {paragraph(quotation.target.block or '')}"
