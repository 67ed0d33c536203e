"""The timeline as icalendar reads it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from exported import Exported, awkward
from icalendar import Calendar

from sorotan.core import dates


@pytest.mark.parametrize("language", ["id", "en"])
def test_calendar(site: Exported, odd: Exported, language: str) -> None:
    for exported in (site, odd):
        calendar = Calendar.from_ical(exported.text(f"timeline.{language}.ics"))
        events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
        assert len(events) == len(exported.corpus.timeline)
        for id, record in exported.corpus.timeline.items():
            [event] = [event for uid, event in events.items() if uid.startswith(f"event-{id}.{language}@")]
            when = dates.parse(record.date)
            assert event.errors == []
            assert event.decoded("DTSTART") == when.earliest
            assert event.decoded("DTEND") == when.latest + timedelta(days=1)
            assert str(event["SUMMARY"]) == record.title[language]
            assert record.summary[language] in str(event["DESCRIPTION"])
            assert when.worded(language) in str(event["DESCRIPTION"])
            assert not record.doubt or record.doubt[language] in str(event["DESCRIPTION"])
            assert str(event["STATUS"]) == (
                "TENTATIVE" if when.is_doubtful or record.certainty != "confirmed" else "CONFIRMED"
            )
            assert str(event["URL"]).endswith(f"#event-{id}")


def test_no_calendar_of_no_events(tmp_path: Path) -> None:
    """RFC 5545: there is one component at least, and programs refuse a calendar without."""
    project = awkward(tmp_path / "project")
    project.write("data/timeline.yml", "")
    built = project.build()
    assert not list((built.site / "data").glob("*.ics"))
    assert "iCalendar" not in built.html("data/")
    assert ".ics" not in built.html("data/")


def test_lines(site: Exported, odd: Exported) -> None:
    """RFC 5545: at most 75 octets, ended by CR and LF."""
    for exported in (site, odd):
        for language in ("id", "en"):
            data = exported.text(f"timeline.{language}.ics").encode()
            assert data.endswith(b"END:VCALENDAR\r\n")
            assert data.count(b"\n") == data.count(b"\r\n")
            assert max(len(line) for line in data.split(b"\r\n")) <= 75
            assert all(line.decode() or True for line in data.split(b"\r\n"))
