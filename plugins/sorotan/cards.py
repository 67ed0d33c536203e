"""The plugin `sorotan/cards`: a picture for every page, for where a link to it is shared."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from sorotan import corpus, drawing, theming
from sorotan.store import cache_folder
from sorotan.views.cards import Card, card

FOLDER = "assets/cards"
"""Where the cards are, below the root of the site. A card is named by what it depends on."""
CACHE = ".cache/sorotan/cards"
"""Where drawn cards are kept, relative to mkdocs.yml: drawing them takes longer than the rest of a build."""


class CardsPlugin(BasePlugin):
    """Draws the card of every page, and draws none twice.

    - `on_env`: titles are known; names the card of every page.
    - `on_page_context`: the head of the page names it.
    - `on_post_build`: the site folder is there; draws what is missing.
    """

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the theme files, which name the card in the head of every page."""
        theming.install(config)
        self._corpus = corpus.find(config, "sorotan/cards")
        return config

    @event_priority(-20)  # behind the corpus plugin, which knows by then which files there are
    def on_env(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        """Name the cards by what they show."""
        self._cards: dict[str, Card] = {}
        names = {}
        for page in filter(None, (file.page for file in files)):
            made = self._card(page)
            names[page.file.src_uri] = name = f"{drawing.digest(made)}.png"
            self._cards[name] = made
        self._names = self._corpus.site.corpus.ledger.table("cards", names)
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Name the card of the page."""
        context["card"] = {"path": f"{FOLDER}/{self._names[page.file.src_uri]}", "size": drawing.SIZE}
        return context

    def _card(self, page: Page) -> Card:
        site, uri = self._corpus.site, page.file.src_uri
        title = Markup(page.meta.get("title") or page.title).striptags()
        return card(site.languages.split(uri)[1], site.article_at(uri), title, site.scope(page.file))

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the cards."""
        cache, folder = cache_folder(config, CACHE), Path(config.site_dir) / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        for name, made in self._cards.items():
            picture = _kept(cache / name) if cache else None
            if picture is None:
                picture = drawing.draw(made)
                if cache:
                    _keep(cache / name, picture)
            (folder / name).write_bytes(picture)


def _keep(path: Path, picture: bytes) -> None:
    with suppress(OSError):  # without a cache, cards are drawn in every build
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sha256(picture).digest() + picture)


def _kept(path: Path) -> bytes | None:
    """A picture of the cache, if it is whole: it stands behind its SHA-256. Anything else is drawn again."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, picture = content[:32], content[32:]
    return picture if sha256(picture).digest() == digest else None
