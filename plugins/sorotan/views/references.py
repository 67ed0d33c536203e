"""The list of references: what carries the statements of the site, and how near it is to what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from sorotan.core.lists import ListPage
from sorotan.core.records import Annotation, Quotation, Reference
from sorotan.core.vocabulary import Quality
from sorotan.views import labels
from sorotan.views.citations import Citations
from sorotan.views.labels import N_
from sorotan.views.pager import Pager, pager, shown_of
from sorotan.views.scope import Link, Scope, paragraph

_MOST: Final = 50
"""Places that a reference names, and articles or records of a kind where there are more places."""

_OTHERS: Final = {
    "disagreements": N_("Disagreements"),
    "entities": N_("Names and terms"),
    "timeline": N_("Timeline"),
}
"""What records that are about no article are told under, by their kinds, in this order."""


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
    """A page of the list of references, the best kind first."""

    groups: Sequence[tuple[str, str, str, Sequence[ReferenceView]]]
    """Token, label, number and references of each quality."""
    total: str
    access: str
    """How all of them were reached, or that each says it of itself."""
    pager: Pager | None


def references_view(scope: Scope, page: ListPage, citations: Citations) -> ReferencesView:
    """The references of a page by quality and title."""
    known = scope.corpus.references
    ways = {reference.access for reference in known.values()}
    by_quality: dict[Quality, list[ReferenceView]] = {}
    places = _Places(scope, citations)
    for id in page.ids:
        view = _reference(id, known[id], places.of(id), scope, says_access=len(ways) > 1)
        by_quality.setdefault(known[id].quality, []).append(view)
    groups = [
        (quality, scope.words(labels.QUALITIES[quality]), scope.words.number(len(views)), views)
        for quality, views in by_quality.items()
    ]
    one, many = N_("Page %(page)s: “%(first)s”"), N_("Page %(page)s: “%(first)s” to “%(last)s”")
    return ReferencesView(
        groups,
        _total(page, scope),
        _access(ways, page.total, scope),
        pager(scope, scope.corpus.lists[page.first], page, lambda id: known[id].title, one, many),
    )


def _total(page: ListPage, scope: Scope) -> str:
    whole = scope.words.plural("%(num)s reference", "%(num)s references", page.total)
    return shown_of(scope, page, whole, N_("Page %(page)s of %(pages)s: %(shown)s of %(total)s references"))


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


class _Places:
    """What rests on references, as a page tells it: by article in the order of the site, then by kind of other records.

    Args:
        scope: The page that is made.
        citations: What rests on each reference.
    """

    def __init__(self, scope: Scope, citations: Citations) -> None:
        self._scope, self._citations = scope, citations
        outlets = Counter(scope.outlet(id) for id in scope.corpus.articles)
        self._articles = {id: _Group(_article(id, scope, outlets), True) for id in scope.corpus.articles}
        self._others = {kind: _Group(Link(scope.words(label), ""), False) for kind, label in _OTHERS.items()}
        groups = (*self._articles.values(), *self._others.values())
        self._order = {group: number for number, group in enumerate(groups)}

    def of(self, reference: str) -> dict[_Group, list[PlaceView]]:
        """What rests on one reference, by what it is told under; without articles that are left out for mistakes."""
        found: dict[_Group, dict[PlaceView, None]] = {}
        for kind, id in self._citations.citing.get(reference, ()):
            group, place = self._place(kind, id)
            if group is not None:
                found.setdefault(group, {})[place] = None
        return {group: list(found[group]) for group in sorted(found, key=self._order.__getitem__)}

    def _place(self, kind: str, id: str) -> tuple[_Group | None, PlaceView]:
        """What a record that cites is told under, and how; None where its article is left out.

        Args:
            kind: The field of the corpus that has it.
            id: Its id.
        """
        scope, corpus = self._scope, self._scope.corpus
        if kind == "articles":
            return self._in_article(id, Link(scope.words("provenance"), scope.links.provenance(id)))
        if kind == "notes":
            article, note = corpus.notes[id]
            return self._in_article(article, self._note(note))
        if kind == "quotes":
            quotation = corpus.quotes[id]
            passage = scope.passage(quotation.article, quotation.target, f"quote-{id}")
            return self._in_article(quotation.article, Link(_quoted(quotation, scope), passage))
        if kind == "claims":
            claim = corpus.claims[id]
            link = Link(claim.text[scope.language], scope.links.claim(id))
            return self._articles.get(claim.article), PlaceView(link)
        if kind == "disagreements":
            link = Link(corpus.disagreements[id].title[scope.language], scope.links.disagreement(id))
        elif kind == "entities":
            link = scope.entity_link(id)
        else:
            link = Link(corpus.timeline[id].title[scope.language], scope.links.event(id))
        return self._others[kind], PlaceView(link)

    def _in_article(self, article: str, place: Link) -> tuple[_Group | None, PlaceView]:
        group = self._articles.get(article)
        return group, PlaceView(place, f"{group.label.text}: {place.text}" if group else "")

    def _note(self, note: Annotation) -> Link:
        """A note by its number; by what it is where the article was not read, so that it has none."""
        called, number = self._scope.words(labels.MOTIVATIONS[note.motivation]), self._citations.numbers.get(note.id)
        label = self._scope.words("note %(number)s") % {"number": number} if number is not None else called
        return Link(label, self._scope.links.note(note.id), called)


def _article(id: str, scope: Scope, outlets: Mapping[str, int]) -> Link:
    """An article by its outlet, or by its headline where there are more of the same outlet."""
    outlet, title, url = scope.outlet(id), scope.title(id), scope.links.article(id)
    return Link(outlet, url, title) if outlets[outlet] == 1 else Link(title, url)


def _quoted(quotation: Quotation, scope: Scope) -> str:
    """The words that are quoted, or where somebody is only reported to have said something."""
    words = quotation.target[scope.language]
    kind = scope.words(labels.QUOTATION_KINDS[quotation.kind])
    return f"“{words.exact}”" if words else f"{kind} {paragraph(quotation.target.block or '')}"
