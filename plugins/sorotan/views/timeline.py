"""The timeline: an ordered list of events, and a picture made from the same list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from sorotan.core import dates
from sorotan.core.dates import FuzzyDate
from sorotan.core.records import Event
from sorotan.views import labels
from sorotan.views.entity import sort_key
from sorotan.views.scope import Link, Scope

_Dated = tuple[FuzzyDate, str, Event]
"""An event with its id and its date."""


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
class Mark:
    """One event in the picture."""

    id: str
    title: str
    stage: str
    x: float
    width: float
    """Of the span that the date may mean; 0 for a single day."""
    y: float
    doubtful: bool
    tokens: FilterTokens


@dataclass(frozen=True)
class Lane:
    """A row of the picture."""

    label: str
    y: float
    height: float
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Picture:
    """The picture of a timeline in user units of SVG."""

    width: float
    height: float
    left: float
    """Where the time axis begins; the names of the lanes stand before it."""
    years: Sequence[tuple[float, str]]
    lanes: Sequence[Lane]
    articles: Sequence[Mark]
    """When the articles appeared: lines through all lanes."""
    earlier: str
    """Said when events before the axis are left out; they are in the list."""
    label: str


@dataclass(frozen=True)
class TimelineView:
    """The page of the timeline."""

    years: Sequence[tuple[int, Sequence[EventView]]]
    total: str
    picture: Picture | None
    stages: Sequence[tuple[str, str]]
    """Stages that occur, with their labels."""
    filters: Sequence[tuple[str, str, Sequence[tuple[str, str]]]]
    """Field of `FilterTokens`, its label, and the values that occur with their labels."""


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
        picture=_picture(dated, scope) if dated else None,
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
        relation=words(labels.RELATIONS[event.relation]) if event.stage != "article" else "",
        doubt=event.doubt[language] if event.doubt else "",
        note=event.note[language] if event.note else "",
        lag_notice=scope.lag_notice(f"timeline/{id}"),
        evidence=scope.evidences(event.evidence),
        tokens=_tokens(event),
    )


def _tokens(event: Event) -> FilterTokens:
    articles = dict.fromkeys(said.block.partition("#")[0] for said in event.said)
    if event.article:
        articles[event.article] = None
    return FilterTokens(
        event.stage, event.developer or "", event.country or "", event.openness or "", " ".join(articles)
    )


def _filters(events: Sequence[Event], scope: Scope) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What events can be filtered by: only what tells some of them from others."""
    words = scope.words
    tokens = [_tokens(event) for event in events]

    def entities(ids: Iterable[str]) -> list[tuple[str, str]]:
        return sorted(((id, scope.entity_link(id).text) for id in set(ids) - {""}), key=lambda pair: sort_key(pair[1]))

    stages, opennesses = {token.stage for token in tokens}, {token.openness for token in tokens}
    articles = {article for token in tokens for article in token.articles.split()}
    filters = [
        ("stage", words("Kind"), [(s, words(label)) for s, label in labels.STAGES.items() if s in stages]),
        ("developer", scope.property_label("developer"), entities(token.developer for token in tokens)),
        ("country", scope.property_label("countryOfOrigin"), entities(token.country for token in tokens)),
        (
            "openness",
            scope.property_label("openness"),
            [(o, words(label)) for o, label in labels.OPENNESS.items() if o in opennesses],
        ),
        (
            "articles",
            words("Named in"),
            [(id, scope.outlet(id)) for id in scope.corpus.articles if id in articles],
        ),
    ]
    return [(name, label, values) for name, label, values in filters if len(values) > 1]


_LEFT: Final = 132.0
_RIGHT: Final = 24.0
_TOP: Final = 34.0
_STEP: Final = 15.0
"""Distance of marks that stand above each other."""
_NEAR: Final = 12.0
"""Marks nearer than this are put above each other."""
_LANE_GAP: Final = 14.0
_YEAR_WIDTH: Final = 196.0
_FIRST_YEAR: Final = 2022
"""Older events are few and far apart: they stand in the list only."""

_RELEASES: Final = frozenset({"announced", "preview", "launch", "api", "open-weights", "updated", "retired"})
_COUNTRIES: Final = 2
"""How many countries have a lane of releases of their own."""


def _lanes(dated: Sequence[_Dated], scope: Scope) -> list[tuple[str, list[_Dated]]]:
    """Names and events of the lanes: releases by country, then the other stages."""
    releases = [item for item in dated if item[2].stage in _RELEASES]
    counts = Counter(item[2].country for item in releases if item[2].country)
    lanes = []
    for country, _ in sorted(counts.most_common(_COUNTRIES), key=lambda pair: pair[0]):
        name = scope.entity_link(country).text
        label = scope.words("Releases: %(country)s") % {"country": name}
        lanes.append((label, [item for item in releases if item[2].country == country]))
    others = [item for item in releases if item[2].country not in dict(counts.most_common(_COUNTRIES))]
    lanes.append((scope.words("Releases elsewhere"), others))
    for stage in ("policy", "research", "event"):
        lanes.append((scope.words(labels.STAGES[stage]), [item for item in dated if item[2].stage == stage]))
    return [(label, members) for label, members in lanes if members]


def _picture(dated: Sequence[_Dated], scope: Scope) -> Picture:
    shown = [item for item in dated if item[0].earliest.year >= _FIRST_YEAR] or list(dated)
    first = date(shown[0][0].earliest.year, 1, 1)
    last = date(max(item[0].latest.year for item in shown) + 1, 1, 1)
    scale = _YEAR_WIDTH / 365.25

    def x(day: date) -> float:
        return round(_LEFT + (day - first).days * scale, 1)

    lanes, y = [], _TOP
    for label, members in _lanes(shown, scope):
        marks, height = _stack(members, x, y, scope)
        lanes.append(Lane(label, y, height, marks))
        y += height + _LANE_GAP
    articles = [_mark(item, x, _TOP, scope) for item in shown if item[2].stage == "article"]
    years = [(x(date(year, 1, 1)), str(year)) for year in range(first.year, last.year)]
    left_out = len(dated) - len(shown)
    return Picture(
        width=x(last) + _RIGHT,
        height=y + 30,
        left=_LEFT,
        years=years,
        lanes=lanes,
        articles=articles,
        earlier=scope.words.plural(
            "%(num)s earlier event appears in the list only.",
            "%(num)s earlier events appear in the list only.",
            left_out,
        )
        if left_out
        else "",
        label=scope.words("Events by time and kind; the list below says the same in words."),
    )


def _stack(members: Sequence[_Dated], x: Callable[[date], float], top: float, scope: Scope) -> tuple[list[Mark], float]:
    """Marks of one lane, those that are near each other in rows, and the height that they need."""
    ends: list[float] = []
    marks = []
    for item in members:
        start = x(item[0].earliest)
        row = next((i for i, end in enumerate(ends) if start - end >= _NEAR), len(ends))
        ends[row : row + 1] = [x(item[0].latest)]
        marks.append(_mark(item, x, top + row * _STEP + _STEP / 2, scope))
    return marks, max(len(ends), 2) * _STEP


def _mark(item: _Dated, x: Callable[[date], float], y: float, scope: Scope) -> Mark:
    when, id, event = item
    start, end = x(when.earliest), x(when.latest)
    title = f"{event.title[scope.language]} · {when.worded(scope.language)} · {scope.words(labels.STAGES[event.stage])}"
    doubtful = when.is_doubtful or event.certainty != "confirmed"
    return Mark(id, title, event.stage, start, round(end - start, 1), round(y, 1), doubtful, _tokens(event))
