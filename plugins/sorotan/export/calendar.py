"""The timeline as iCalendar (RFC 5545), for each language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

from sorotan.core import dates
from sorotan.core.records import Event
from sorotan.export.publication import Publication
from sorotan.views import labels
from sorotan.views.labels import N_
from sorotan.views.scope import Scope

_LINE: Final = 75
"""Octets of a line, without its end."""
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_DATE: Final = N_("Date: %(date)s")
_CERTAINTY: Final = N_("The date is %(certainty)s.")


def icalendar(publication: Publication, scope: Scope) -> str:
    """All events in order of time, as days and spans of days. What the date leaves open is said in words.

    A calendar has one event at least (RFC 5545, 3.6): where there is none, there is no calendar.
    """
    properties = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", f"-//Sorotan//{scope.language.upper()}"),
        ("CALSCALE", "GREGORIAN"),
        ("NAME", _text(publication.name)),
        ("X-WR-CALNAME", _text(publication.name)),
    ]
    events = scope.corpus.timeline
    for id in sorted(events, key=lambda id: (dates.parse(events[id].date).sort_key, id)):
        properties += _event(id, events[id], publication, scope)
    properties.append(("END", "VCALENDAR"))
    return "".join(f"{line}\r\n" for name, value in properties for line in _fold(f"{name}:{value}"))


def _event(id: str, event: Event, publication: Publication, scope: Scope) -> Iterator[tuple[str, str]]:
    when = dates.parse(event.date)
    doubtful = when.is_doubtful or event.certainty != "confirmed"
    description = [event.summary[scope.language], scope.words(_DATE) % {"date": when.worded(scope.language)}]
    if certainty := scope.certainty(event.certainty):
        description.append(scope.words(_CERTAINTY) % {"certainty": certainty})
    if event.doubt:
        description.append(event.doubt[scope.language])
    yield "BEGIN", "VEVENT"
    yield "UID", f"event-{id}.{scope.language}@{urlsplit(publication.url).hostname or 'localhost'}"
    yield "DTSTAMP", f"{publication.corpus.dated.replace('-', '')}T000000Z"
    yield "DTSTART;VALUE=DATE", _day(when.earliest)
    yield "DTEND;VALUE=DATE", _day(when.latest + timedelta(days=1))  # the first day after it
    yield f"SUMMARY;LANGUAGE={scope.language}", _text(event.title[scope.language])
    yield f"DESCRIPTION;LANGUAGE={scope.language}", _text("\n".join(description))
    yield f"CATEGORIES;LANGUAGE={scope.language}", _text(scope.words(labels.STAGES[event.stage]))
    yield "STATUS", "TENTATIVE" if doubtful else "CONFIRMED"
    yield "TRANSP", "TRANSPARENT"
    if url := scope.links.event(id):
        yield "URL", url
    yield "END", "VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    """A value of the type TEXT."""
    return "".join(c for c in text if c >= " " or c in "\n\t").translate(_ESCAPES)


def _fold(line: str) -> Iterator[str]:
    """A content line in pieces of at most 75 octets, no character cut; those after the first begin with a space."""
    piece, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > _LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + octets
    yield piece
