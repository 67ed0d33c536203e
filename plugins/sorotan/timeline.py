"""The plugin `sorotan/timeline`: the dated events of the corpus in the order of time."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.plugins import BasePlugin

from sorotan.pages import GeneratedPage, GeneratedPages, list_pages
from sorotan.site import Site
from sorotan.views.labels import N_
from sorotan.views.timeline import event_marks, timeline_view


class TimelinePlugin(GeneratedPages, BasePlugin):
    """Makes `timeline.md`, and more pages of it where there are many events."""

    def pages(self, site: Site) -> Iterator[GeneratedPage]:
        """The timeline."""
        corpus = site.corpus
        if corpus.timeline:
            yield from list_pages(
                corpus.lists["timeline.md"],
                title=lambda words: words(N_("Timeline")),
                description=lambda words: words(N_("Events in order of date, with any doubts about them.")),
                template="timeline.html",
                view=timeline_view,
                source=next(iter(corpus.timeline.values())).read_from,
                marks={id: event_marks(event) for id, event in corpus.timeline.items()},
            )
