"""Long lists: which of their entries stand on which of their pages.

The address of an entry is always one of the first page, such as `claims.md#claim-x`: it holds however many pages there
are, and on whichever of them the entry stands.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

ENTRIES: Final = {
    "claims.md": "claim-",
    "disagreements.md": "",
    "glossary.md": "term-",
    "quotes.md": "quotation-",
    "references.md": "ref-",
    "timeline.md": "event-",
}
"""Lists on which entries have their address, and what it begins with behind the `#`."""

_ENOUGH: Final = 200
"""Entries of a page: it ends behind the group with which it has about so many."""

_LONG: Final = 250
"""More events of a year are divided between its months, and more of a month anywhere."""

_YEAR: Final = len("YYYY")
_MONTH: Final = len("YYYY-MM")


@dataclass(frozen=True)
class ListPage:
    """One page of a list."""

    first: str
    """Path of the first page of the list: `claims.md`."""
    number: int
    """From 1."""
    of: int
    """How many pages there are."""
    groups: Mapping[str, Sequence[str]]
    """Ids of the entries that it has, by what they belong together in: the article, or the year."""
    total: int
    """Entries on all pages."""

    @property
    def uri(self) -> str:
        """Its path."""
        return self.first if self.number == 1 else f"{self.first.removesuffix('.md')}/{self.number}.md"

    @property
    def entries(self) -> str:
        """Path of the file that tells on which page each entry stands, where there are several."""
        return f"{self.first.removesuffix('.md')}/entries.json"

    @property
    def ids(self) -> Iterator[str]:
        """The entries that it has, in their order."""
        return (id for ids in self.groups.values() for id in ids)


def divided(first: str, groups: Mapping[str, Sequence[str]]) -> list[ListPage]:
    """The pages of a list, one at least. A group is not divided; one that alone is more than a page begins one.

    Args:
        first: Path of the first page.
        groups: Ids of the entries by group, in the order of the list.
    """
    parts: list[dict[str, Sequence[str]]] = [{}]
    room = _ENOUGH
    for group, ids in groups.items():
        # A page ends before a group with which it would have more too many than it has too few without it.
        if parts[-1] and ids and (len(ids) > _ENOUGH or len(ids) - room > room):
            parts.append({})
            room = _ENOUGH
        if ids:
            parts[-1][group] = ids
        room -= len(ids)
    total = sum(map(len, groups.values()))
    return [ListPage(first, number, len(parts), part, total) for number, part in enumerate(parts, 1)]


def by_time(events: Mapping[str, date]) -> dict[str, list[str]]:
    """Ids of events by year, or by month in a year that is far too long for a page. Those of a month that is so itself
    are each alone. `time_of` tells the year or month of a group.

    Args:
        events: When each begins, in the order of the list.
    """
    months = Counter(day.isoformat()[:_MONTH] for day in events.values())
    years = Counter(day.year for day in events.values())
    groups: dict[str, list[str]] = {}
    for id, day in events.items():
        month = day.isoformat()[:_MONTH]
        time = month if years[day.year] > _LONG else month[:_YEAR]
        group = f"{month}#{id}" if months[month] > _LONG else time
        groups.setdefault(group, []).append(id)
    return groups


def time_of(group: str) -> str:
    """The year or month of a group of events, as in ISO 8601."""
    return group.partition("#")[0]


def entries_file(pages: Sequence[ListPage], marks: Mapping[str, Mapping[str, str]]) -> str:
    """What tells scripts on which page each entry stands, and what it can be filtered by, as JSON.

    Args:
        pages: The pages of the list.
        marks: What each entry can be filtered by: the same names for all, with their values.
    """
    values: dict[str, dict[str, int]] = {}

    def numbered(id: str) -> list[int]:
        columns = ((values.setdefault(name, {}), value) for name, value in marks[id].items())
        return [column.setdefault(value, len(column)) for column, value in columns]

    listed = [{"ids": list(page.ids), "marks": [numbered(id) for id in page.ids]} for page in pages]
    content = {"values": {name: list(column) for name, column in values.items()}, "pages": listed}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
