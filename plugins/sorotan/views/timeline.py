"""The timeline: an ordered list of events, and a picture made from the same list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sorotan.core import dates
from sorotan.core.dates import FuzzyDate
from sorotan.core.lists import ListPage, time_of
from sorotan.core.records import Event
from sorotan.views import filters, labels
from sorotan.views.filters import Filter
from sorotan.views.labels import N_
from sorotan.views.pager import Pager, pager, shown_of
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
    marks: Mapping[str, str]
    """What filters look at, by their names."""


@dataclass(frozen=True)
class TimelineView:
    """A page of the timeline."""

    years: Sequence[tuple[int, Sequence[EventView]]]
    total: str
    picture: Picture | None
    stages: Sequence[tuple[str, str]]
    """Stages that occur, with their labels."""
    filters: Sequence[Filter]
    pager: Pager | None


def timeline_view(scope: Scope, page: ListPage) -> TimelineView:
    """The events of a page in order of time, with what all can be filtered by."""
    events = scope.corpus.timeline
    dated = [(dates.parse(events[id].date), id, events[id]) for id in page.ids]
    views = [(date_.earliest.year, _event(id, event, date_, scope)) for date_, id, event in dated]
    used = {event.stage for _, _, event in dated}
    one, many = N_("Page %(page)s: %(first)s"), N_("Page %(page)s: %(first)s to %(last)s")
    return TimelineView(
        years=[(year, [view for _, view in group]) for year, group in groupby(views, lambda item: item[0])],
        total=_total(page, scope),
        picture=timeline_picture(dated, scope, is_part=page.of > 1) if dated else None,
        stages=[(stage, scope.words(label)) for stage, label in labels.STAGES.items() if stage in used],
        filters=filters.on_page(_filters(list(events.values()), scope), [event_marks(event) for *_, event in dated]),
        pager=pager(scope, scope.corpus.lists[page.first], page, lambda group: scope.date(time_of(group)), one, many),
    )


def _total(page: ListPage, scope: Scope) -> str:
    whole = scope.words.plural("%(num)s event", "%(num)s events", page.total)
    return shown_of(scope, page, whole, N_("Page %(page)s of %(pages)s: %(shown)s of %(total)s events"))


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
        marks=event_marks(event),
    )


def _relation(event: Event, scope: Scope) -> str:
    """What the event has to do with the articles; empty where it is one, or where they say more than the record."""
    is_reported = event.said or any("#" in evidence for evidence in event.evidence)
    if event.stage == "article" or (event.relation == "context" and is_reported):
        return ""
    return scope.words(labels.RELATIONS[event.relation])


def event_marks(event: Event) -> dict[str, str]:
    """What an event can be filtered by: ids and tokens, empty where it does not apply; with blanks between the articles
    that speak of it."""
    articles = dict.fromkeys(said.block.partition("#")[0] for said in event.said)
    if event.article:
        articles[event.article] = None
    return {
        "stage": event.stage,
        "developer": event.developer or "",
        "country": event.country or "",
        "openness": event.openness or "",
        "articles": " ".join(articles),
    }


def _filters(events: Sequence[Event], scope: Scope) -> list[Filter]:
    """What events can be filtered by."""
    words, name_of = scope.words, scope.property_label
    marked = [event_marks(event) for event in events]
    used = {name: {token for marks in marked for token in marks[name].split()} for name in marked[0]}
    return filters.useful(
        Filter("stage", words("Kind"), filters.tokens(used["stage"], labels.STAGES, scope)),
        Filter("developer", name_of("developer"), filters.entities(used["developer"], scope)),
        Filter("country", name_of("countryOfOrigin"), filters.entities(used["country"], scope)),
        Filter("openness", name_of("openness"), filters.tokens(used["openness"], labels.OPENNESS, scope)),
        Filter("articles", words("Named in"), filters.articles(used["articles"], scope)),
    )
