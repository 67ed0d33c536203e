"""The plugin `sorotan/cards`: a picture for every page, for where a link to it is shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from sorotan import corpus, drawing, theming
from sorotan.core.languages import Language
from sorotan.core.ledger import NO_STAMP, Ledger
from sorotan.keptfiles import KeptFiles
from sorotan.renderers import Beside
from sorotan.store import Row, Store, cache_folder
from sorotan.views.cards import Card, card
from sorotan.views.scope import Scope

FOLDER = "assets/cards"
"""Where the cards are, below the root of the site. A card is named by what it depends on."""
CACHE = ".cache/sorotan/cards"
"""Where drawn cards are kept, relative to mkdocs.yml, whatever else changes: drawing takes longer than all the rest."""
_CHUNK = 16
"""Cards that are drawn in one go."""


class CardsPlugin(BasePlugin):
    """Draws the card of every page, and draws none twice.

    - `on_env`: titles are known; names the card of every page. Those that are missing are drawn beside the pages.
    - `on_page_context`: the head of the page names it.
    - `on_post_build`: waits for those that are drawn.
    """

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the theme files, which name the card in the head of every page."""
        theming.install(config)
        self._corpus = corpus.find(config, "sorotan/cards")
        return config

    @event_priority(-20)  # behind the corpus plugin, which knows by then which files there are
    def on_env(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        """Name the cards by what they show, and have those drawn that are not kept."""
        pages = [file.page for file in files if file.page]
        site = self._corpus.site
        scopes = {language: site.root_scope(language) for language in site.languages.all}
        cards = [self._card(page, scopes) for page in pages]
        names = [f"{FOLDER}/{drawing.digest(card)}.png" for card in cards]
        paths = {
            page.file.src_uri: name if drawing.can_draw(card) else ""
            for page, name, card in zip(pages, names, cards, strict=True)
        }
        self._paths = site.corpus.ledger.table("cards", paths)
        folder = cache_folder(config, CACHE)
        self._store = Store(folder / "drawn.sqlite3" if folder else None)
        self._files = KeptFiles(self._store, Path(config.site_dir))
        known = dict(zip(paths.values(), cards, strict=True))
        missing = [(name, card) for name, card in known.items() if name and not self._place(name)]
        self._jobs = {f"{FOLDER}/{at}": missing[at : at + _CHUNK] for at in range(0, len(missing), _CHUNK)}
        for job, chunk in self._jobs.items():
            self._corpus.building.beside(job, Beside(partial(self._draw, chunk), self._store))
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Name the card of the page, if it has one."""
        if path := self._paths[page.file.src_uri]:
            context["card"] = {"path": path, "size": drawing.SIZE}
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Wait for the cards."""
        for job in self._jobs:
            self._corpus.building.finish_beside(job)
        if self._store.keep():
            self._files.tidy()

    def _card(self, page: Page, scopes: Mapping[Language, Scope]) -> Card:
        site = self._corpus.site
        language, uri = site.languages.split(page.file.src_uri)
        title = Markup(page.meta.get("title") or page.title).striptags()
        return card(uri, site.article_at(page.file.src_uri), title, scopes[language])

    def _place(self, name: str) -> bool:
        return self._files.has(name, "", Ledger()) and self._files.place(name)

    def _draw(self, cards: Sequence[tuple[str, Card]]) -> Sequence[Row | None]:
        return [self._files.write(name, "", NO_STAMP, {name: drawing.draw(card)}) for name, card in cards]
