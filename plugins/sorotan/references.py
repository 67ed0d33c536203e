"""The plugin `sorotan/references`: the sources that the statements of the site rest on."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.plugins import BasePlugin

from sorotan.pages import GeneratedPage, GeneratedPages
from sorotan.site import Site
from sorotan.views.labels import N_
from sorotan.views.references import anchors, references_view


class ReferencesPlugin(GeneratedPages, BasePlugin):
    """Makes `references.md`."""

    def pages(self, site: Site) -> Iterator[GeneratedPage]:
        """The list of references."""
        if site.corpus.references:
            yield GeneratedPage(
                uri="references.md",
                title=lambda words: words(N_("References")),
                description=lambda words: words(N_("What the statements of this site rest on, and how certain it is.")),
                template="references.html",
                is_listed=True,
                view=references_view,
                source=next(iter(site.corpus.references.values())).read_from,
                anchors=anchors(site.corpus),
            )
