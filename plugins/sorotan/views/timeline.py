"""The timeline: an ordered list of events, and a picture made from the same list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sorotan.core import dates
from sorotan.core.dates import FuzzyDate
from sorotan.core.records import Event
from sorotan.views import filters, labels
from sorotan.views.filters import Filter
from sorotan.views.scope import Link, Scope
from sorotan.views.timelinepicture import Picture, timeline_picture


@dataclass(frozen=True)
class SaidView:
    """What an article says of an event."""

    where: Link
    text: str
    date: str
    agreement: str
    token: str


@dataclass(frozen=True)
class FilterTokens:
    """What filters look at, as ids and tokens of the vocabulary; empty where it does not apply."""

    stage: str
    developer: str
    country: str
    openness: str
    articles: str
    """Ids of the articles that speak of the event, with blanks between."""


@dataclass(frozen=True)
class EventView:
    """One event."""

    id: str
    title: str
    stage: str
    """Token of the vocabulary, for styling."""
    stage_label: str
    date: str
    """In words, doubt included."""
    iso: str
    """For `<time datetime>`; empty where HTML has no such value."""
    edtf: str
    doubtful: bool
    certainty: str
    summary: str
    entities: Sequence[Link]
    article: Link | None
    details: Sequence[tuple[str, str]]
    """Licence, parameters and the like: label and value."""
    said: Sequence[SaidView]
    relation: str
    doubt: str
    note: str
    lag_notice: str
    """Said when its translation may be out of date."""
    evidence: Sequence[Link]
    tokens: FilterTokens


@dataclass(frozen=True)
class TimelineView:
    """The page of the timeline."""

    years: Sequence[tuple[int, Sequence[EventView]]]
    total: str
    picture: Picture | None
    stages: Sequence[tuple[str, str]]
    """Stages that occur, with their labels."""
    filters: Sequence[Filter]
    """Named as the fields of `FilterTokens`."""


def timeline_view(scope: Scope) -> TimelineView:
    """All events in order of time."""
    dated = sorted(
        ((dates.parse(event.date), id, event) for id, event in scope.corpus.timeline.items()),
        key=lambda item: (item[0].sort_key, item[1]),
    )
    views = [(date_.earliest.year, _event(id, event, date_, scope)) for date_, id, event in dated]
    used = {event.stage for _, _, event in dated}
    return TimelineView(
        years=[(year, [view for _, view in group]) for year, group in groupby(views, lambda item: item[0])],
        total=scope.words.plural("%(num)s event", "%(num)s events", len(dated)),
        picture=timeline_picture(dated, scope) if dated else None,
        stages=[(stage, scope.words(label)) for stage, label in labels.STAGES.items() if stage in used],
        filters=_filters([event for _, _, event in dated], scope),
    )


def _event(id: str, event: Event, when: FuzzyDate, scope: Scope) -> EventView:
    words, language = scope.words, scope.language
    entities = list(dict.fromkeys([*event.entities, *filter(None, [event.developer, event.country])]))
    properties = {
        "openness": words(labels.OPENNESS[event.openness]) if event.openness else "",
        "license": event.license[language] if event.license else "",
        "numberOfParameters": event.parameters[language] if event.parameters else "",
        "modality": event.modality[language] if event.modality else "",
    }
    return EventView(
        id=id,
        title=event.title[language],
        stage=event.stage,
        stage_label=words(labels.STAGES[event.stage]),
        date=when.worded(language),
        iso=when.iso,
        edtf=event.date,
        doubtful=when.is_doubtful or event.certainty != "confirmed",
        certainty=scope.certainty(event.certainty),
        summary=event.summary[language],
        entities=[scope.entity_link(entity) for entity in entities],
        article=Link(scope.title(event.article), scope.links.article(event.article)) if event.article else None,
        details=[(scope.property_label(name), value) for name, value in properties.items() if value],
        said=[
            SaidView(
                scope.evidence(said.block),
                said.text[language],
                scope.date(said.date),
                words(labels.AGREEMENTS[said.agreement]),
                said.agreement,
            )
            for said in event.said
        ],
        relation=_relation(event, scope),
        doubt=event.doubt[language] if event.doubt else "",
        note=event.note[language] if event.note else "",
        lag_notice=scope.lag_notice(f"timeline/{id}"),
        evidence=scope.evidences(event.evidence),
        tokens=_tokens(event),
    )


def _relation(event: Event, scope: Scope) -> str:
    """What the event has to do with the articles; empty where it is one, or where they say more than the record."""
    is_reported = event.said or any("#" in evidence for evidence in event.evidence)
    if event.stage == "article" or (event.relation == "context" and is_reported):
        return ""
    return scope.words(labels.RELATIONS[event.relation])


def _tokens(event: Event) -> FilterTokens:
    articles = dict.fromkeys(said.block.partition("#")[0] for said in event.said)
    if event.article:
        articles[event.article] = None
    return FilterTokens(
        event.stage, event.developer or "", event.country or "", event.openness or "", " ".join(articles)
    )


def _filters(events: Sequence[Event], scope: Scope) -> list[Filter]:
    """What events can be filtered by."""
    words, name_of = scope.words, scope.property_label
    marked = [_tokens(event) for event in events]
    developers, countries = {marks.developer for marks in marked} - {""}, {marks.country for marks in marked} - {""}
    stages, opennesses = {marks.stage for marks in marked}, {marks.openness for marks in marked}
    articles = {article for marks in marked for article in marks.articles.split()}
    return filters.useful(
        Filter("stage", words("Kind"), filters.tokens(stages, labels.STAGES, scope)),
        Filter("developer", name_of("developer"), filters.entities(developers, scope)),
        Filter("country", name_of("countryOfOrigin"), filters.entities(countries, scope)),
        Filter("openness", name_of("openness"), filters.tokens(opennesses, labels.OPENNESS, scope)),
        Filter("articles", words("Named in"), filters.articles(articles, scope)),
    )
