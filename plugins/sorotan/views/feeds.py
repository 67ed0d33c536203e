"""Feeds of what is new: notes and events, the latest first."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Final

from sorotan.core import dates
from sorotan.core.records import Annotation, Event
from sorotan.views import labels
from sorotan.views.scope import Scope

ATOM: Final = "feed.xml"
"""Path of the feed of the source language; translations have theirs in their own folder."""
JSON_FEED: Final = "feed.json"
"""The same as JSON Feed."""

_INNER: Final = str.maketrans("“”", "‘’")
"""Quotation marks within quotation marks."""
_LATEST: Final = 100
"""How many entries a feed has. Whoever reads it has seen the older ones."""


@dataclass(frozen=True)
class FeedEntry:
    """A note or an event."""

    id: str
    """Its address for good, by which readers of the feed know it again."""
    url: str
    """Where it stands now."""
    title: str
    published: str
    """RFC 3339, as `updated`. Records have days, not times: midnight UTC."""
    updated: str
    category: str
    """Token of the vocabulary."""
    label: str
    body: str
    """Safe HTML."""


@dataclass(frozen=True)
class FeedView:
    """An Atom feed in one language."""

    url: str
    home: str
    title: str
    author: str
    updated: str
    entries: Sequence[FeedEntry]


def feed_view(scope: Scope, url: str, home: str) -> FeedView | None:
    """The feed of the language of `scope`, whose links are absolute; None while there is nothing to tell.

    Args:
        scope: Everything there is.
        url: Where the feed will be.
        home: The front page in its language.
    """
    # Only what is told is put into words: a large site has many more notes than a feed has entries.
    dated = [
        *(
            (_changed(note.created, note.modified), partial(_note, article, note))
            for article, note in _published_notes(scope)
        ),
        *((_entered(event), partial(_event, id, event)) for id, event in _published_events(scope)),
    ]
    dated.sort(key=itemgetter(0), reverse=True)
    if not dated:
        return None
    entries = [make(scope, updated) for updated, make in dated[:_LATEST]]
    title = scope.words("%(site)s: new and changed notes and events") % {"site": scope.site_name}
    return FeedView(url, home, title, scope.site_name, entries[0].updated, entries)


def _published_notes(scope: Scope) -> list[tuple[str, Annotation]]:
    """Notes with the article that they are on."""
    return [(article, note) for article, note in scope.corpus.notes.values() if scope.links.note(note.id)]


def _published_events(scope: Scope) -> list[tuple[str, Event]]:
    return [(id, event) for id, event in scope.corpus.timeline.items() if scope.links.event(id)]


def _entered(event: Event) -> str:
    """An event that does not say when it was entered is as new as what happened."""
    return _changed(event.created or event.modified or event.date, event.modified)


def _changed(created: str, modified: str | None) -> str:
    """When a record was last changed: no earlier than it was written, though less may be known of the change."""
    return max(map(_midnight, filter(None, (created, modified))))


def _note(article: str, note: Annotation, scope: Scope, updated: str) -> FeedEntry:
    """Whoever reads a feed has no article beside it: title and text say what the note is about."""
    label, quote, block = (
        scope.words(labels.MOTIVATIONS[note.motivation]),
        note.target[scope.language],
        note.target.block,
    )
    words = quote.exact if quote else ""
    title = scope.words("%(kind)s on “%(words)s” (%(place)s)") if words else scope.words("%(kind)s (%(place)s)")
    quoted = f"<blockquote><p>{html.escape(words)}</p></blockquote>\n" if words else ""
    address = scope.links.note(note.id)
    return FeedEntry(
        id=address,
        url=address,
        title=title
        % {
            "kind": label,
            "words": words.translate(_INNER),
            "place": scope.place(article, block) if block else scope.outlet(article),
        },
        published=_midnight(note.created),
        updated=updated,
        category=note.motivation,
        label=label,
        body=quoted + _body(f"notes/{note.id}", scope.body(note.body[scope.language]), scope),
    )


def _event(id: str, event: Event, scope: Scope, updated: str) -> FeedEntry:
    return FeedEntry(
        id=scope.links.lasting("timeline", id),
        url=scope.links.event(id),
        title=f"{scope.date(event.date)}: {event.title[scope.language]}",
        published=min(_midnight(event.created or event.date), updated),  # what was entered may be still to come
        updated=updated,
        category=event.stage,
        label=scope.words(labels.STAGES[event.stage]),
        body=_body(f"timeline/{id}", f"<p>{html.escape(event.summary[scope.language], quote=False)}</p>", scope),
    )


def _body(record: str, shown: str, scope: Scope) -> str:
    """What is shown of a record, behind what is to be said of its translation."""
    notice = scope.lag_notice(record)
    return (f"<p><em>{html.escape(notice)}</em></p>\n" if notice else "") + shown


def _midnight(edtf: str) -> str:
    return f"{dates.parse(edtf).earliest.isoformat()}T00:00:00Z"
