"""The plugin `sorotan/timeline`: the dated events of the corpus on one page."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.plugins import BasePlugin

from sorotan.pages import GeneratedPage, GeneratedPages
from sorotan.site import Site
from sorotan.views.labels import N_
from sorotan.views.timeline import timeline_view


class TimelinePlugin(GeneratedPages, BasePlugin):
    """Makes `timeline.md`."""

    def pages(self, site: Site) -> Iterator[GeneratedPage]:
        """The timeline."""
        if site.corpus.timeline:
            yield GeneratedPage(
                uri="timeline.md",
                title=lambda words: words(N_("Timeline")),
                description=lambda words: words(N_("Events in order of date, with any doubts about them.")),
                template="timeline.html",
                view=timeline_view,
                source=next(iter(site.corpus.timeline.values())).read_from,
                anchors=frozenset(f"event-{id}" for id in site.corpus.timeline),
            )
