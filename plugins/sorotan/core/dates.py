"""Dates with precision and doubt: EDTF (ISO 8601-2:2019), levels 0 and 1, and how they are worded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

import edtf
from babel.dates import format_date as babel_format_date
from babel.dates import format_interval

Precision = Literal["day", "month", "year"]

_SKELETONS: dict[Precision, str] = {"day": "yMMMMd", "month": "yMMMM", "year": "y"}
_PATTERNS = {
    ("id", "day"): "d MMMM y",
    ("id", "month"): "MMMM y",
    ("en", "day"): "d MMMM y",
    ("en", "month"): "MMMM y",
}
_WORDS = {
    "id": {
        "approximate": "sekitar {}",
        "uncertain": "{} (belum pasti)",
        "from": "sejak {}",
        "until": "hingga {}",
        "between": "{} sampai {}",
    },
    "en": {
        "approximate": "about {}",
        "uncertain": "{} (uncertain)",
        "from": "since {}",
        "until": "until {}",
        "between": "{} to {}",
    },
}


@dataclass(frozen=True, order=True)
class Moment:
    """One date as precisely as it is known."""

    earliest: date
    latest: date
    precision: Precision
    approximate: bool = False
    """EDTF `~`: about this date."""
    uncertain: bool = False
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
    def earliest(self) -> date:
        """The first day it can mean; of an open beginning, the first day of its end."""
        moment = self.start or self.end
        assert moment is not None  # `parse` refuses intervals that are open on both sides
        return moment.earliest

    @property
    def latest(self) -> date:
        """The last day it can mean; of an open end, the last day of its beginning."""
        moment = self.end or self.start
        assert moment is not None
        return moment.latest

    @property
    def is_doubtful(self) -> bool:
        """Whether any part of it is approximate or uncertain."""
        return any(m.approximate or m.uncertain for m in (self.start, self.end) if m)

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Order in time; of dates that begin together, the more precise first."""
        return self.earliest, self.latest, self.edtf

    @property
    def iso(self) -> str:
        """The value for HTML's `<time datetime>`, or an empty string where HTML has none (doubt, intervals)."""
        if self.is_interval or self.is_doubtful or self.start is None:
            return ""
        day = self.start.earliest
        return {"day": f"{day:%Y-%m-%d}", "month": f"{day:%Y-%m}", "year": f"{day:%Y}"}[self.start.precision]

    def worded(self, language: str) -> str:
        """The date in words of `language`, doubt included: “sekitar 14 November 2025”."""
        words = _WORDS[language]
        if not self.is_interval:
            assert self.start is not None
            return _worded(self.start, language)
        if self.start is None:
            return words["until"].format(_worded(self.end, language))  # type: ignore[arg-type]
        if self.end is None:
            return words["from"].format(_worded(self.start, language))
        if not self.is_doubtful and self.start.precision == self.end.precision:
            skeleton = _SKELETONS[self.start.precision]
            return format_interval(self.start.earliest, self.end.earliest, skeleton, locale=language).replace(
                "\u2009", ""
            )
        return words["between"].format(_worded(self.start, language), _worded(self.end, language))


@lru_cache(maxsize=10_000)
def parse(text: str) -> FuzzyDate:
    """The date that the EDTF string `text` means.

    Raises:
        ValueError: `text` is not EDTF of level 0 or 1, or an interval without a known end.
    """
    if "/" not in text:
        moment = _parse_moment(text)
        return FuzzyDate(text, moment, moment)
    first, _, last = text.partition("/")
    start, end = (None if part in ("", "..") else _parse_moment(part) for part in (first, last))
    if (start is None and end is None) or (start and end and end.latest < start.earliest):
        raise ValueError(text)
    return FuzzyDate(text, start, end)


def _parse_moment(text: str) -> Moment:
    try:
        parsed = edtf.parse_edtf(text)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        if isinstance(parsed, edtf.Season | edtf.Interval) or not 1 <= lower[0] <= 9999:
            raise ValueError(text)
        earliest, latest = date(*lower[:3]), date(*upper[:3])
    except Exception as error:  # the library raises errors of many kinds for what it cannot parse
        raise ValueError(text) from error
    days = (latest - earliest).days
    precision: Precision = "day" if days == 0 else "month" if days < 31 else "year"
    return Moment(earliest, latest, precision, "~" in text or "%" in text, "?" in text or "%" in text)


def _worded(moment: Moment, language: str) -> str:
    pattern = _PATTERNS.get((language, moment.precision))
    text = babel_format_date(moment.earliest, pattern, locale=language) if pattern else str(moment.earliest.year)
    if moment.approximate:
        text = _WORDS[language]["approximate"].format(text)
    if moment.uncertain:
        text = _WORDS[language]["uncertain"].format(text)
    return text
