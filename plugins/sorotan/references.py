"""The plugin `sorotan/references`: the sources that the statements of the site rest on."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from sorotan.core.languages import Language
from sorotan.pages import GeneratedPage, GeneratedPages, list_pages
from sorotan.site import Site
from sorotan.views.citations import Citations
from sorotan.views.labels import N_
from sorotan.views.references import references_view


class ReferencesPlugin(GeneratedPages, BasePlugin):
    """Makes `references.md`, and further pages where there are many.

    - `on_env`: the prose is read; finds out what rests on each reference.
    """

    _citations: dict[Language, Citations]

    def pages(self, site: Site) -> Iterator[GeneratedPage]:
        """The list of references."""
        if site.corpus.references:
            yield from list_pages(
                site.corpus.lists["references.md"],
                title=lambda words: words(N_("References")),
                description=lambda words: words(N_("What the statements of this site rest on, by kind of source.")),
                template="references.html",
                view=lambda scope, page: references_view(scope, page, self._citations[scope.language]),
                source=next(iter(site.corpus.references.values())).read_from,
                marks={id: {} for id in site.corpus.references},
            )

    @event_priority(-30)  # the search index takes longer, and should begin before
    def on_env(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        """Find out what rests on each reference, now that the prose is read."""
        scopes = [self._site.root_scope(language) for language in self._site.languages.all]
        self._citations = {scope.language: Citations(scope) for scope in scopes}
        return env
