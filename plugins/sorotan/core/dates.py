"""Dates with precision and doubt: EDTF (ISO 8601-2:2019), levels 0 and 1, and how they are worded."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import cache, lru_cache
from typing import Final, Literal

from babel import Locale
from babel.dates import format_date

from sorotan.core.languages import LOCALES

Precision = Literal["day", "month", "year", "years"]
"""`years` is a decade or a century: 201X, 19XX."""

_SHAPE: Final = re.compile(
    r"(?:[0-9]{3}X|[0-9]{2}XX|[0-9]{4}(?:-XX(?:-XX)?|-(?:0[1-9]|1[0-2])(?:-XX|-[0-9]{2}(?:T[0-9:Z+-]+)?)?)?)[?~%]?"
)
"""A single date of level 0 or 1. The library reads level 2 too, which can neither be drawn nor worded here."""

_CALENDAR_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?")
"""Year, month or day of ISO 8601, as a whole qualified or not."""

_YEAR_FIRST: Final = re.compile(r"([0-9]{4})[-–./]([0-9]{1,2})(?:[-–./]([0-9]{1,2})(?:[ T][0-9:.Z+-]+)?)?")
_YEAR_LAST: Final = re.compile(r"(?:([0-9]{1,2})[-–./ ])?([0-9]{1,2}|[^\W\d_]+)[-–./ ]([0-9]{4})")
"""Dates as people write them, with digits or, in the order of both languages, with the name of the month."""

_SKELETONS: dict[Precision, str] = {"day": "yMMMd", "month": "yMMMM", "year": "y"}
"""Of spans. CLDR has none of days with the month in full: its name takes the place of the short one."""
_PATTERNS: dict[Precision, str] = {"day": "d MMMM y", "month": "MMMM y", "year": "y"}
"""Of single dates: 20 Januari 2025, 20 January 2025."""

_FORMS = {
    "id": {
        "approximate": "sekitar {}",
        "uncertain": "{} (belum pasti)",
        "from": "sejak {}",
        "until": "hingga {}",
        "between": "{} sampai {}",
        "within": "antara {} dan {}",
    },
    "en": {
        "approximate": "about {}",
        "uncertain": "{} (uncertain)",
        "from": "since {}",
        "until": "until {}",
        "between": "{} to {}",
        "within": "between {} and {}",
    },
}


@dataclass(frozen=True, order=True)
class Moment:
    """One date as precisely as it is known."""

    earliest: date
    latest: date
    precision: Precision
    approximate: bool
    """EDTF `~`: about this date."""
    uncertain: bool
    """EDTF `?`: the source may be wrong."""


@dataclass(frozen=True)
class FuzzyDate:
    """A date or a span of time, as an EDTF string says it."""

    edtf: str
    start: Moment | None
    """None when the beginning of an interval is open or unknown."""
    end: Moment | None
    """Equal to `start` for a single date; None when the end of an interval is open or unknown."""

    @property
    def is_interval(self) -> bool:
        """Whether it was written as `a/b`."""
        return "/" in self.edtf

    @property
    def known(self) -> Sequence[Moment]:
        """Beginning and end, without one that is open or unknown: `parse` refuses intervals of which both are."""
        return [moment for moment in (self.start, self.end) if moment]

    @property
    def earliest(self) -> date:
        """The first day it can mean; of an open beginning, the first day of its end."""
        return self.known[0].earliest

    @property
    def latest(self) -> date:
        """The last day it can mean; of an open end, the last day of its beginning."""
        return self.known[-1].latest

    @property
    def is_doubtful(self) -> bool:
        """Whether any part of it is approximate or uncertain."""
        return any(moment.approximate or moment.uncertain for moment in self.known)

    @property
    def sort_key(self) -> tuple[int, int, bool, date, date, str]:
        """Order in time; of dates that begin in the same month, those that begin on a day of it come first.

        Of those that begin together, the more precise comes first.
        """
        is_vague = self.known[0].precision != "day"
        return self.earliest.year, self.earliest.month, is_vague, self.earliest, self.latest, self.edtf

    @property
    def iso(self) -> str:
        """The value for HTML's `<time datetime>`, or empty where HTML has none (doubt, intervals, decades)."""
        if self.is_interval or self.is_doubtful or self.start is None:
            return ""
        length = {"day": 10, "month": 7, "year": 4, "years": 0}[self.start.precision]
        return self.start.earliest.isoformat()[:length]

    def worded(self, language: str) -> str:
        """The date in words of `language`, doubt included: “sekitar 14 November 2025”."""
        forms, start, end = _FORMS[language], self.start, self.end
        if start is None:
            return forms["until"].format(_worded(self.known[0], language))
        if end is None:
            return forms["from"].format(_worded(start, language))
        if start == end:
            return _worded(start, language)
        kinds = {(moment.precision, moment.approximate, moment.uncertain) for moment in (start, end)}
        if len(kinds) == 1 and start.precision in _SKELETONS:
            return _doubted(_span(start, end, language), start, language)
        return forms["between"].format(_worded(start, language), _worded(end, language))


@lru_cache(maxsize=10_000)
def parse(text: str) -> FuzzyDate:
    """The date that the EDTF string `text` means.

    Raises:
        ValueError: `text` is not EDTF of level 0 or 1, or an interval open on both sides, or with its later end first.
    """
    if "/" not in text:
        moment = _parse_moment(text)
        return FuzzyDate(text, moment, moment)
    first, _, last = text.partition("/")
    start, end = (None if part in ("", "..") else _parse_moment(part) for part in (first, last))
    if (start is None and end is None) or (start and end and end.latest < start.earliest):
        raise ValueError(text)
    return FuzzyDate(text, start, end)


def meant(text: str) -> str:
    """The date that was probably meant by a text that is none; empty where nothing or more than one thing can be.

    Which of 3/4/2025 is the month, nobody can tell.
    """
    year, month, day = "", "", ""
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups("")
    elif match := _YEAR_LAST.fullmatch(text):
        day, month, year = match.groups("")
        if month.isdigit():
            month = month if not day or int(day) > 12 or day == month else ""
        else:
            month = str(_months().get(month.casefold(), ""))
    elif "/" in text:
        year = "/".join(reversed(text.split("/")))  # a span from its end to its beginning
    if match and not month:
        return ""
    date = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    try:
        return parse(date).edtf
    except ValueError:
        return ""


@cache
def _months() -> Mapping[str, int]:
    """The months by their names in each language, in full and shortened."""
    days = [date(2000, month, 1) for month in range(1, 13)]
    return {
        format_date(day, pattern, locale=locale).casefold(): day.month
        for locale in LOCALES.values()
        for pattern in ("LLLL", "LLL")
        for day in days
    }


def month_name(day: date, language: str) -> str:
    """The month of a day, shortened as the language does: “Agu”, “Aug”."""
    return format_date(day, "LLL", locale=LOCALES[language])


def _parse_moment(text: str) -> Moment:
    if match := _CALENDAR_DATE.fullmatch(text):
        earliest, latest = _calendar_span(*(int(part) if part else None for part in match.groups()))
    else:
        earliest, latest = _edtf_span(text)
    if latest.year == MAXYEAR:  # calendars and axes end on the day behind the last
        raise ValueError(text)
    days = (latest - earliest).days
    precision: Precision = "day" if days == 0 else "month" if days < 31 else "year" if days < 366 else "years"
    return Moment(earliest, latest, precision, "~" in text or "%" in text, "?" in text or "%" in text)


def _calendar_span(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    """The first and last day of an ISO 8601 year, month or day. Nearly all dates are of this form, and parsing them
    here is a thousand times as fast as with the library.
    """
    first_month, last_month = (1, 12) if month is None else (month, month)
    if day is not None:
        return date(year, first_month, day), date(year, first_month, day)
    last = date(year, last_month, 1)
    return date(year, first_month, 1), last.replace(day=monthrange(year, last_month)[1])


def _edtf_span(text: str) -> tuple[date, date]:
    """The first and last day of any other form, such as `2024-XX`."""
    if not _SHAPE.fullmatch(text):
        raise ValueError(text)
    import edtf  # here, because few sites need it and its grammar takes long to load

    try:
        parsed = edtf.parse_edtf(text)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        return date(*lower[:3]), date(*upper[:3])
    except Exception as error:  # the library raises errors of many kinds for what it cannot parse
        raise ValueError(text) from error


@lru_cache(maxsize=10_000)  # every note has a date, and most have one of a few
def _worded(moment: Moment, language: str) -> str:
    if moment.precision == "years":
        text = _FORMS[language]["within"].format(moment.earliest.year, moment.latest.year)
    else:
        text = format_date(moment.earliest, _PATTERNS[moment.precision], locale=LOCALES[language])
    return _doubted(text, moment, language)


def _span(start: Moment, end: Moment, language: str) -> str:
    """Two dates of the same precision as one phrase: “3–4 Juni 2024”."""
    locale, skeleton = Locale.parse(LOCALES[language]), _SKELETONS[start.precision]
    first, last = start.earliest, end.earliest
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    patterns = [re.sub("M+", "MMMM", pattern) for pattern in locale.interval_formats[skeleton][differs]]
    text = format_date(first, patterns[0], locale=locale) + format_date(last, patterns[1], locale=locale)
    return text.replace("\u2009", "")


def _doubted(text: str, moment: Moment, language: str) -> str:
    """What says a date, with the doubt of `moment`."""
    if moment.approximate:
        text = _FORMS[language]["approximate"].format(text)
    if moment.uncertain:
        text = _FORMS[language]["uncertain"].format(text)
    return text
