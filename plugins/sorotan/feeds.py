"""The plugin `sorotan/feeds`: new and changed notes and events of each language, as Atom and as JSON Feed."""

from __future__ import annotations

from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from sorotan import corpus, theming
from sorotan.core.languages import Language
from sorotan.export.jsonfeed import json_feed
from sorotan.rendering import Renderer
from sorotan.views.feeds import ATOM, JSON_FEED, FeedView, feed_view


class FeedsPlugin(BasePlugin):
    """Makes `feed.xml` and `feed.json` in every language, and tells browsers of them.

    - `on_env`: the prose is read and the addresses of everything are known; MkDocs copies files after this.
    """

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the theme files, which name the feed in the head of every page."""
        theming.install(config)
        self._corpus = corpus.find(config, "sorotan/feeds")
        return config

    def on_env(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        """Add the feeds to the files of the site."""
        env.globals["feeds"] = {}
        for language in self._corpus.site.languages.all if config.site_url else ():
            atom, json = (self._corpus.site.languages.localize(name, language) for name in (ATOM, JSON_FEED))
            if view := self._view(language, atom, files):
                content = str(Renderer(language).render("feed.xml", view=view))
                files.append(File.generated(config, atom, content=content))
                content = json_feed(view, urljoin(self._corpus.site.url, json), language)
                files.append(File.generated(config, json, content=content))
                env.globals["feeds"][language] = {"atom": atom, "json": json, "title": view.title}
        return env

    def _view(self, language: Language, uri: str, files: Files) -> FeedView | None:
        site = self._corpus.site
        scope = site.root_scope(language, site.url)
        return feed_view(scope, urljoin(site.url, uri), scope.links.page(site.front_page) or site.url)
