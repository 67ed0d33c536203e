"""The picture of a timeline: rows of marks along an axis of years.

Places along the axis are percentages of its width. So a browser makes the picture wider, to look at it closely or to
fill a sheet of paper, without touching any mark; and what has room only in a wider picture says how much wider.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain, pairwise, product
from math import ceil, log2
from typing import Final

from sorotan.core import dates
from sorotan.core.dates import FuzzyDate
from sorotan.core.records import Event
from sorotan.views import labels
from sorotan.views.labels import N_
from sorotan.views.scope import Scope

Dated = tuple[FuzzyDate, str, Event]
"""A date, the id of the event that has it, and the event."""


@dataclass(frozen=True)
class Mark:
    """One event in the picture."""

    id: str
    title: str
    stage: str
    x: float
    """Where its date begins, in percent of the axis."""
    width: float
    """Of the span that its date means, in percent; 0 where it is drawn as a dot."""
    y: float
    radius: float
    """Of the dot, or half the height of the bar."""
    look: str
    """How sure and how precise the date is: tokens of `LOOKS` with blanks between."""
    label: str
    is_before: bool
    """Whether the label stands before the mark: behind it the axis ends."""
    level: int
    """How often the picture must be doubled in width for the label to have room."""


@dataclass(frozen=True)
class Lane:
    """A row of the picture."""

    label: str
    y: float
    height: float
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Picture:
    """The picture of a timeline. Heights are pixels, places along the axis percentages."""

    width: int
    """As wide as it wants to be at least, in pixels."""
    height: float
    begins: str
    """First day of the axis, ISO 8601."""
    ends: str
    """The day after its last."""
    years: Sequence[tuple[float, str]]
    between: Sequence[tuple[float, str]]
    """Years between these, where not all have room."""
    between_level: int
    """How often the picture must be doubled in width for their names to have room."""
    months: Sequence[tuple[float, str]]
    month_level: int
    """How often the picture must be doubled in width for the names of months to have room."""
    lanes: Sequence[Lane]
    articles: Sequence[Mark]
    """When the articles appeared: lines through all lanes, named below them."""
    looks: Sequence[tuple[str, str]]
    """What marks look like, of those that occur: token and meaning."""
    earlier: str
    """Said when events before the axis are left out; they are in the list."""
    label: str
    print_size: float
    """Of letters on a sheet that is as wide as the picture, in percent of the width: there labels have the room that
    they have here. 0 where nobody could read them."""


LOOKS: Final = {
    "day": N_("on that day"),
    "span": N_("some time in that month or year"),
    "lasting": N_("from one day to another"),
    "about": N_("about then"),
    "doubtful": N_("date in doubt"),
    "article": N_("the story behind an article appeared"),
}
"""What marks look like, and what that means."""

LEVELS: Final = 5
"""How often a picture can be doubled in width."""

_TOP: Final = 34.0
_HEADING: Final = 22.0
"""The name of a lane, above its marks."""
_STEP: Final = 15.0
"""Distance of marks that stand above each other; less in a lane that would be too high."""
_RADIUS: Final = 1 / 3
"""Of a dot, in steps."""
_HIGHEST: Final = 240.0
"""Of the marks of a lane, in pixels."""
_LEAST_STEP: Final = 4.5
_NEAR: Final = 12.0
"""Marks nearer than this, in pixels, are put above each other."""
_LANE_GAP: Final = 10.0
_DOT: Final = 6.0
"""A span of fewer pixels is drawn as a dot."""
_LONG_YEAR_WIDTHS: Final = (1, 2, 6, 12, 24, 49, 98)
"""In pixels, for an axis of many years. Used where the axis is as wide as a window all the same."""
_NARROWEST: Final = 1176
_YEAR_ROOM: Final = 49
"""Pixels for the name of a year."""
_YEAR_STEPS: Final = (1, 2, 5, 10, 20, 50, 100)
_YEARS_OF: Final = 200
"""An axis of more years than this names no year between its steps."""
_YEAR_WIDTHS: Final = (196, 392, 784, 1568, 3136, 6272, 12544, 25088)
"""In pixels. The first is taken in which no lane is higher than `_ROWS`."""
_WIDEST: Final = 16_000
"""Pixels of width that are not exceeded to make lanes lower."""
_ROWS: Final = 10
_LETTER: Final = 6.2
"""Pixels that a letter of a label takes, on average."""
_BEFORE_LABEL: Final = 9.0
_LETTER_SIZE: Final = 11.0
"""Of labels, in pixels: the style sheet has it, too."""
_PRINTED: Final = 1400
"""Pixels of width of which a sheet has room for labels that can be read."""
_MONTH_WIDTH: Final = 30.0
_MONTHS_OF: Final = 20
"""An axis of more years than this has no months."""
_LONELY: Final = 3
"""Events before so many empty years stand in the list only: they would make the picture an empty one."""

_RELEASES: Final = frozenset({"announced", "preview", "launch", "api", "open-weights", "updated", "retired"})
_COUNTRIES: Final = 2
"""How many countries have a lane of releases of their own."""


@dataclass(frozen=True)
class _Axis:
    first: date
    last: date
    """The day after the axis."""
    year_width: int

    @property
    def width(self) -> int:
        """In pixels."""
        return round(self._days * self.year_width / 365.25)

    @property
    def _days(self) -> int:
        return (self.last - self.first).days

    def pixels(self, day: date) -> float:
        """From the beginning of the axis, at its own width."""
        return (day - self.first).days / self._days * self.width

    def percent(self, day: date) -> float:
        return round((day - self.first).days / self._days * 100, 3)


@dataclass(frozen=True)
class _Placed:
    """An event and its row in its lane."""

    item: Dated
    row: int
    is_before: bool
    """Whether its label stands before it."""
    room: float
    """Pixels behind it, up to what else is in the row. A label before it has what it wants."""


def timeline_picture(dated: Sequence[Dated], scope: Scope, is_part: bool) -> Picture:
    """The picture of events. There must be one at least.

    Args:
        dated: The events.
        scope: The page that is made.
        is_part: Whether they are a part of the timeline only, which may be a few months.
    """
    # In the order in which they begin on the axis: the list has a month behind its days.
    dated = sorted(dated, key=lambda item: (item[0].earliest, item[0].latest, item[0].edtf, item[1]))
    shown = _together(dated)
    first, last = _ends(shown, is_part)
    axis, stacked = _fitting(_lanes(shown, scope), first, last, scope)
    lanes, bottom = _drawn(stacked, axis, scope)
    articles, height = _stories(shown, axis, bottom, scope)
    used = {look for mark in chain(articles, *(lane.marks for lane in lanes)) for look in mark.look.split()}
    left_out = len(dated) - len(shown)
    years, between = _years(axis)
    return Picture(
        width=axis.width,
        height=height,
        begins=first.isoformat(),
        ends=last.isoformat(),
        years=years,
        between=between,
        between_level=_level(_YEAR_ROOM, axis.year_width),
        months=list(_months(axis, scope)) if last.year - first.year <= _MONTHS_OF else [],
        month_level=_level(_MONTH_WIDTH * 12, axis.year_width),
        lanes=lanes,
        articles=articles,
        looks=[(look, scope.words(meaning)) for look, meaning in LOOKS.items() if look in used],
        earlier=scope.words.plural(
            "%(num)s earlier event appears in the list only.",
            "%(num)s earlier events appear in the list only.",
            left_out,
        )
        if left_out
        else "",
        label=scope.words("Events by time and kind; the list below says the same in words."),
        print_size=round(100 * _LETTER_SIZE / axis.width, 3) if axis.width <= _PRINTED else 0,
    )


def _together(dated: Sequence[Dated]) -> Sequence[Dated]:
    """The events without those few that came long before all others."""
    years = [when.earliest.year for when, _, _ in dated]
    gaps = [i for i, (year, next) in enumerate(pairwise(years), 1) if next - year > _LONELY and i * 4 <= len(dated)]
    return dated[gaps[-1] :] if gaps else dated


def _ends(shown: Sequence[Dated], is_part: bool) -> tuple[date, date]:
    """The first day of the axis and the day after its last: of years, or of months where it is a part of more."""
    first, last = shown[0][0].earliest, max(when.latest for when, _, _ in shown)
    if is_part:
        return first.replace(day=1), date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return date(first.year, 1, 1), date(last.year + 1, 1, 1)


def _lanes(dated: Sequence[Dated], scope: Scope) -> list[tuple[str, list[Dated]]]:
    """Names and events of the lanes: releases by country, then the other stages."""
    releases = [item for item in dated if item[2].stage in _RELEASES]
    counts = Counter(item[2].country for item in releases if item[2].country)
    countries = {country for country, _ in counts.most_common(_COUNTRIES)}
    lanes = []
    for country in sorted(countries):
        name = scope.entity_link(country).text
        label = scope.words("Releases: %(country)s") % {"country": name}
        lanes.append((label, [item for item in releases if item[2].country == country]))
    others = [item for item in releases if item[2].country not in countries]
    lanes.append((scope.words("Releases elsewhere"), others))
    for stage in ("policy", "research", "event"):
        lanes.append((scope.words(labels.STAGES[stage]), [item for item in dated if item[2].stage == stage]))
    return [(label, members) for label, members in lanes if members]


_Stacked = Sequence[tuple[str, Sequence[_Placed]]]
"""Names and placed events of the lanes."""


def _fitting(lanes: Sequence[tuple[str, list[Dated]]], first: date, last: date, scope: Scope) -> tuple[_Axis, _Stacked]:
    """The narrowest axis on which no lane is too high, or else no higher than on a wider one, and the lanes on it.

    At each width labels have room if that is possible, or else marks. Spans that overlap do so at any width.
    """
    is_long = last.year - first.year > _MONTHS_OF
    axes = [_Axis(first, last, year_width) for year_width in (_LONG_YEAR_WIDTHS if is_long else ()) + _YEAR_WIDTHS]
    usable = [axis for axis in axes if (_NARROWEST if is_long else 0) <= axis.width <= _WIDEST]
    tried = [
        (axis, [(label, _stack(members, axis, wanted)) for label, members in lanes])
        for axis, wanted in product(usable, (partial(_length, scope=scope), lambda item: 0.0))
    ]
    return min(tried, key=lambda pair: max([_ROWS, *(_row_count(items) for _, items in pair[1])]))


def _drawn(stacked: _Stacked, axis: _Axis, scope: Scope) -> tuple[list[Lane], float]:
    """The lanes, one below the other, and where they end."""
    lanes, y = [], _TOP
    for label, items in stacked:
        rows = _row_count(items)
        step = min(_STEP, max(_LEAST_STEP, _HIGHEST / rows))
        marks = [_mark(item, axis, y + _HEADING, step, scope) for item in items]
        lanes.append(Lane(label, y, round(_HEADING + rows * step, 1), marks))
        y += lanes[-1].height + _LANE_GAP
    return lanes, y


def _stories(shown: Sequence[Dated], axis: _Axis, top: float, scope: Scope) -> tuple[list[Mark], float]:
    """When the articles appeared, below the lanes, and where the picture ends."""
    placed = _stack([item for item in shown if item[2].stage == "article"], axis, partial(_length, scope=scope))
    rows = _row_count(placed)
    # The first at the bottom: no line comes down through the name of another.
    marks = [_mark(replace(item, row=rows - 1 - item.row), axis, top, _STEP, scope) for item in placed]
    return marks, top + _STEP * rows + 1


def _row_count(placed: Sequence[_Placed]) -> int:
    return 1 + max((item.row for item in placed), default=-1)


@dataclass(frozen=True)
class _Taken:
    """What an event takes of the axis, in pixels."""

    start: float
    """Of its mark."""
    end: float
    begins: float
    """Of its mark, or of the label before it."""
    ends: float
    is_before: bool
    """Whether the label stands before the mark."""


def _taken(when: FuzzyDate, axis: _Axis, wanted: float) -> _Taken:
    """What an event takes that wants so many pixels for its label: behind it, or before it where the axis ends."""
    start, end = axis.pixels(when.earliest), axis.pixels(when.latest)
    if end + wanted > axis.width and start >= wanted:
        return _Taken(start, end, start - wanted, end, is_before=True)
    return _Taken(start, end, start, end + wanted, is_before=False)


def _stack(members: Iterable[Dated], axis: _Axis, wanted: Callable[[Dated], float]) -> list[_Placed]:
    """The events of a lane in rows, so that none stands on another, nor on the pixels that another wants beside it."""
    rows: list[list[tuple[Dated, _Taken]]] = []
    for item in members:
        taken = _taken(item[0], axis, wanted(item))
        last = (row[-1][1] for row in rows)
        has_room = (taken.begins >= other.ends and taken.start - other.end >= _NEAR for other in last)
        row = next((row for row, is_there in zip(rows, has_room, strict=True) if is_there), None)
        if row is None:
            rows.append(row := [])
        row.append((item, taken))
    return [placed for number, row in enumerate(rows) for placed in _placed(row, number, axis)]


def _placed(row: Sequence[tuple[Dated, _Taken]], number: int, axis: _Axis) -> Iterator[_Placed]:
    """The events of a row with the room that their labels have."""
    begins = [*(taken.begins for _, taken in row[1:]), float(axis.width)]
    for (item, taken), behind in zip(row, begins, strict=True):
        yield _Placed(item, number, taken.is_before, behind - taken.end)


def _mark(placed: _Placed, axis: _Axis, top: float, step: float, scope: Scope) -> Mark:
    when, id, event = placed.item
    x, end = axis.percent(when.earliest), axis.percent(when.latest)
    is_bar = axis.pixels(when.latest) - axis.pixels(when.earliest) > _DOT
    label = _label(event, scope)
    said = (event.title[scope.language], when.worded(scope.language), scope.words(labels.STAGES[event.stage]))
    return Mark(
        id=id,
        title=" · ".join(said),
        stage=event.stage,
        x=x,
        width=round(end - x, 3) if is_bar else 0.0,
        y=round(top + (placed.row + 0.5) * step, 1),
        radius=round(step * _RADIUS, 1),
        look=" ".join(_looks(when, event)),
        label=label if step == _STEP else "",
        is_before=placed.is_before,
        level=0 if placed.is_before else _level(_length(placed.item, scope), placed.room),
    )


def _label(event: Event, scope: Scope) -> str:
    if event.label:
        return event.label[scope.language]
    return scope.entity_link(event.entities[0]).text if event.entities else ""


def _length(item: Dated, scope: Scope) -> float:
    """Pixels that a label takes beside its mark."""
    return _BEFORE_LABEL + (len(_label(item[2], scope)) + 2) * _LETTER


def _looks(when: FuzzyDate, event: Event) -> Iterator[str]:
    """What the mark of an event looks like."""
    if event.stage == "article":
        yield "article"
        return
    yield "lasting" if when.is_interval else "day" if when.known[0].precision == "day" else "span"
    if any(moment.approximate for moment in when.known):
        yield "about"
    if any(moment.uncertain for moment in when.known) or event.certainty != "confirmed":
        yield "doubtful"


def _years(axis: _Axis) -> tuple[list[tuple[float, str]], list[tuple[float, str]]]:
    """The years that are named, with room enough to zoom out, and those between, which are named from near by."""
    step = next(step for step in _YEAR_STEPS if step * axis.year_width >= 2 * _YEAR_ROOM)
    named, between = [], []
    for year in range(axis.first.year, axis.last.year + 1):
        day = max(axis.first, date(year, 1, 1))
        if day < axis.last:
            (between if year % step else named).append((axis.percent(day), str(year)))
    return named, between if axis.last.year - axis.first.year <= _YEARS_OF else []


def _months(axis: _Axis, scope: Scope) -> Iterator[tuple[float, str]]:
    """Months that begin where no year does."""
    for year, month in product(range(axis.first.year, axis.last.year + 1), range(2, 13)):
        day = date(year, month, 1)
        if axis.first < day < axis.last:
            yield axis.percent(day), dates.month_name(day, scope.language)


def _level(wanted: float, room: float) -> int:
    """How often `room` must be doubled to hold what is wanted; `LEVELS` + 1 where that is not often enough."""
    return min(max(0, ceil(log2(wanted / room))), LEVELS + 1)
