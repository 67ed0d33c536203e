"""Dates with precision and doubt: what they mean and how they are worded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sorotan.core import dates


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "id", "en", "iso"),
    [
        ("2025-01-20", "2025-01-20", "2025-01-20", "20 Januari 2025", "20 January 2025", "2025-01-20"),
        ("2025-02", "2025-02-01", "2025-02-28", "Februari 2025", "February 2025", "2025-02"),
        ("2024-02", "2024-02-01", "2024-02-29", "Februari 2024", "February 2024", "2024-02"),
        ("2025", "2025-01-01", "2025-12-31", "2025", "2025", "2025"),
        ("0800", "0800-01-01", "0800-12-31", "800", "800", "0800"),
        ("2025-XX", "2025-01-01", "2025-12-31", "2025", "2025", "2025"),
        ("2025-05-XX", "2025-05-01", "2025-05-31", "Mei 2025", "May 2025", "2025-05"),
        ("2025-11-14~", "2025-11-14", "2025-11-14", "sekitar 14 November 2025", "about 14 November 2025", ""),
        ("2025-11?", "2025-11-01", "2025-11-30", "November 2025 (belum pasti)", "November 2025 (uncertain)", ""),
        ("2024%", "2024-01-01", "2024-12-31", "sekitar 2024 (belum pasti)", "about 2024 (uncertain)", ""),
        ("201X", "2010-01-01", "2019-12-31", "antara 2010 dan 2019", "between 2010 and 2019", ""),
        ("19XX", "1900-01-01", "1999-12-31", "antara 1900 dan 1999", "between 1900 and 1999", ""),
        ("2024-12/2025-03", "2024-12-01", "2025-03-31", "Desember 2024–Maret 2025", "December 2024–March 2025", ""),
        ("2025-01/2025-03", "2025-01-01", "2025-03-31", "Januari–Maret 2025", "January–March 2025", ""),
        ("2024-06-03/2024-06-04", "2024-06-03", "2024-06-04", "3–4 Juni 2024", "3–4 June 2024", ""),
        ("2024-06-29/2024-07-02", "2024-06-29", "2024-07-02", "29 Juni–2 Juli 2024", "29 June–2 July 2024", ""),
        ("2024-06-03/2024-06-03", "2024-06-03", "2024-06-03", "3 Juni 2024", "3 June 2024", ""),
        ("2025-06~/2025-07~", "2025-06-01", "2025-07-31", "sekitar Juni–Juli 2025", "about June–July 2025", ""),
        ("2024%/2025%", "2024-01-01", "2025-12-31", None, "about 2024–2025 (uncertain)", ""),
        ("2025-06~/2025-07?", "2025-06-01", "2025-07-31", None, "about June 2025 to July 2025 (uncertain)", ""),
        ("2024/2025", "2024-01-01", "2025-12-31", "2024–2025", "2024–2025", ""),
        ("201X/2020", "2010-01-01", "2020-12-31", "antara 2010 dan 2019 sampai 2020", None, ""),
        ("201X/202X", "2010-01-01", "2029-12-31", None, "between 2010 and 2019 to between 2020 and 2029", ""),
        ("2025-01~/2025-03", "2025-01-01", "2025-03-31", "sekitar Januari 2025 sampai Maret 2025", None, ""),
        ("2025-01-14/2025-03", "2025-01-14", "2025-03-31", None, "14 January 2025 to March 2025", ""),
        ("2025-01/..", "2025-01-01", "2025-01-31", "sejak Januari 2025", "since January 2025", ""),
        ("2025-01-20/", "2025-01-20", "2025-01-20", "sejak 20 Januari 2025", "since 20 January 2025", ""),
        ("../2025", "2025-01-01", "2025-12-31", "hingga 2025", "until 2025", ""),
        ("2025~/..", "2025-01-01", "2025-12-31", "sejak sekitar 2025", "since about 2025", ""),
    ],
)
def test_meaning_and_words(text: str, earliest: str, latest: str, id: str | None, en: str | None, iso: str) -> None:
    """A date as days, in words of both languages, and as HTML's `datetime` where it has one."""
    parsed = dates.parse(text)
    assert (parsed.earliest, parsed.latest, parsed.iso) == (day(earliest), day(latest), iso)
    assert parsed.worded("id") == (id or parsed.worded("id"))
    assert parsed.worded("en") == (en or parsed.worded("en"))


@pytest.mark.parametrize(
    ("text", "id", "en"),
    [
        ("2025-01-14/2025-01-20", ("14", "20", "2025"), ("14", "20", "2025")),
        ("2024-12-30/2025-01-02", ("30 Desember 2024", "2 Januari 2025"), ("30 December 2024", "2 January 2025")),
    ],
)
def test_spans_of_days_name_both_ends(text: str, id: tuple[str, ...], en: tuple[str, ...]) -> None:
    """Both ends of an interval of days are in its words."""
    for language, parts in (("id", id), ("en", en)):
        words = dates.parse(text).worded(language)
        assert [part for part in parts if part not in words] == []


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [("2025", False, False), ("2025~", True, False), ("2025?", False, True), ("2025%", True, True)],
)
def test_doubt(text: str, approximate: bool, uncertain: bool) -> None:
    """`~` is about, `?` is uncertain, `%` is both."""
    parsed = dates.parse(text)
    assert parsed.start is not None
    assert (parsed.start.approximate, parsed.start.uncertain) == (approximate, uncertain)
    assert parsed.is_doubtful is (approximate or uncertain)


@pytest.mark.parametrize(
    ("text", "is_doubtful"),
    [("2024/2025?", True), ("2024~/2025", True), ("2024~/..", True), ("2024/2025", False), ("../2025", False)],
)
def test_doubt_of_one_end(text: str, is_doubtful: bool) -> None:
    """An interval is doubtful when one of its ends is."""
    assert dates.parse(text).is_doubtful is is_doubtful


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("kemarin", id="a word"),
        pytest.param("20 Januari 2025", id="words"),
        pytest.param("2025-02-30", id="a day that is not"),
        pytest.param("2025-02-29", id="29 February of a common year"),
        pytest.param("2025-13", id="a thirteenth month"),
        pytest.param("2025-1-2", id="single digits"),
        pytest.param("20250120", id="without hyphens"),
        pytest.param("20/01/2025", id="with slashes"),
        pytest.param("198", id="three digits"),
        pytest.param("0000", id="year 0, which the calendar of Python lacks"),
        pytest.param("9999", id="the last year of that calendar: no day is behind its end"),
        pytest.param("2024/9999-12-31", id="its last day"),
        pytest.param("-0044", id="before our era"),
        pytest.param("Y170000002", id="a year of more than four digits"),
        pytest.param("2025-21", id="a season"),
        pytest.param("2025-W03", id="a week"),
        pytest.param("XXXX", id="no digit at all"),
        pytest.param("2025-XX-20", id="unspecified before specified: level 2"),
        pytest.param("[1667,1668]", id="one of a set: level 2"),
        pytest.param("{1960,1961-12}", id="all of a set: level 2"),
        pytest.param("2016S2", id="significant digits: level 2"),
        pytest.param("?2004-06-~11", id="a qualified part: level 2"),
        pytest.param("2025?~", id="two marks"),
        pytest.param(" 2025", id="white space before"),
        pytest.param("2025\n", id="white space behind"),
        pytest.param("2025-01 / 2025-02", id="white space around the slash"),
        pytest.param("２０２５", id="digits of another script"),
        pytest.param("../..", id="open on both sides"),
        pytest.param("/", id="unknown on both sides"),
        pytest.param("2025/2024", id="an end before the beginning"),
        pytest.param("2023/2024/2025", id="two slashes"),
        pytest.param("2025/open", id="an end in words"),
    ],
)
def test_refused(text: str) -> None:
    """What is no date of level 0 or 1, or none that a timeline can show, is a ValueError."""
    with pytest.raises(ValueError):
        dates.parse(text)


def test_order() -> None:
    """Dates are in the order of time; of those that begin in a month, those that say on which day are first."""
    ordered = [
        "2023-11-02",
        "2023-11",
        "2024-12-09",
        "2024-12-31~",
        "2024-12",
        "2024-12/2025-03",
        "2025-01-01",
        "2025-01-01/2025-06",
        "2025-01-20",
        "2025-01",
        "2025",
        "2025-02-01",
        "../2025-02",
    ]
    assert sorted(sorted(ordered), key=lambda text: dates.parse(text).sort_key) == ordered


DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))
MOMENTS = st.builds(
    lambda day, length, mark: day.isoformat()[:length] + mark,
    DAYS,
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "~", "?", "%"]),
)


@settings(max_examples=60)
@given(DAYS, st.sampled_from([4, 7, 10]), st.sampled_from(["", "~", "?", "%"]))
def test_a_date_covers_its_day(day: date, length: int, mark: str) -> None:
    """Day, month and year of a day all contain it; neither end is far."""
    parsed = dates.parse(day.isoformat()[:length] + mark)
    assert parsed.earliest <= day <= parsed.latest
    assert parsed.latest - parsed.earliest <= timedelta({4: 365, 7: 30, 10: 0}[length])


@settings(max_examples=40)
@given(MOMENTS, MOMENTS)
def test_intervals(first: str, last: str) -> None:
    """An interval goes from the first day of its beginning to the last of its end, or is refused."""
    try:
        parsed = dates.parse(f"{first}/{last}")
    except ValueError:
        assert dates.parse(last).latest < dates.parse(first).earliest
    else:
        assert parsed.earliest <= parsed.latest
        assert (parsed.earliest, parsed.latest) == (dates.parse(first).earliest, dates.parse(last).latest)


@given(st.one_of(st.text(max_size=20), st.text("0123456789-X~?%/.TZS[]{},Y ", max_size=14)))
def test_arbitrary_text(text: str) -> None:
    """Any text is a date that makes sense and can be worded, or a ValueError."""
    try:
        parsed = dates.parse(text)
    except ValueError:
        return
    assert parsed.earliest <= parsed.latest
    assert all(parsed.worded(language) for language in ("id", "en"))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2025-5-3", "2025-05-03"),
        ("2025-5", "2025-05"),
        ("2025/05/03", "2025-05-03"),
        ("2025–05–03", "2025-05-03"),
        ("2025-05-03 10:00", "2025-05-03"),
        ("20/05/2025", "2025-05-20"),
        ("20.5.2025", "2025-05-20"),
        ("5-5-2025", "2025-05-05"),
        ("3 Mei 2025", "2025-05-03"),
        ("3 may 2025", "2025-05-03"),
        ("Agustus 2025", "2025-08"),
        ("20 Agu 2025", "2025-08-20"),
        ("2025-05-03/2025-04-01", "2025-04-01/2025-05-03"),
        ("2025/2024", "2024/2025"),
        ("03/04/2025", ""),
        ("04/2025", "2025-04"),
        ("31/02/2025", ""),
        ("2025-02-30", ""),
        ("2025-13-01", ""),
        ("3 Bulan 2025", ""),
        ("Mai 2025", ""),
        ("kemarin", ""),
        ("a/b", ""),
        ("a/b/c", ""),
        ("", ""),
    ],
)
def test_date_that_is_meant(text: str, meant: str) -> None:
    """Only where it can mean nothing else."""
    assert dates.meant(text) == meant


@given(st.text(st.sampled_from("0123456789/-. ~?XMei"), max_size=12))
def test_what_is_meant_is_a_date(text: str) -> None:
    assert not (meant := dates.meant(text)) or dates.parse(meant)
