"""The plugin `sorotan/exports`: the data of the site as files, a page that lists them, and schema.org in every head."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import product
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from sorotan.export.files import data_files, package
from sorotan.export.publication import Publication
from sorotan.export.structured import PageInfo, page_data
from sorotan.pages import GeneratedPage, GeneratedPages
from sorotan.renderers import Beside
from sorotan.site import Site
from sorotan.store import Row
from sorotan.views.data import PACKAGE, annotation_paths, data_sets, data_view
from sorotan.views.labels import N_
from sorotan.views.scope import Link


class ExportsConfig(Config):
    """Options of `sorotan/exports`."""

    license = c.Type(str, default="")
    """Name of the licence under which the data is published, such as `CC BY 4.0`."""

    license_url = c.Type(str, default="")
    """Address of that licence."""


class ExportsPlugin(GeneratedPages, BasePlugin[ExportsConfig]):
    """Makes `data.md` and the files it lists, and describes every page in JSON-LD.

    - `on_files`: the page, and the files without their content, so that pages can link to them.
    - `on_env`: the prose is read; files that would be the same again are put into the site, and the others are written
      while the pages are rendered.
    - `on_page_context`: JSON-LD for the head of the page; the page of the data waits for the files that it tells of.
    - `on_post_build`: waits for the files.
    """

    def pages(self, site: Site) -> Iterator[GeneratedPage]:
        """The page of the data."""
        license = Link(self.config.license, self.config.license_url)
        if site.url:
            yield GeneratedPage(
                uri="data.md",
                title=lambda words: words(N_("Data")),
                description=lambda words: words(
                    N_("Everything this site knows, as files for other programs, and how its records are addressed.")
                ),
                template="data.html",
                view=lambda scope: data_view(scope, license, self._size),
                is_made_last=True,
            )

    def downloads(self, site: Site) -> Iterator[str]:
        """The files of the data."""
        for made in data_sets(site.corpus, site.languages.all) if site.url else ():
            yield from (download.path for download in made.files)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the page and the files."""
        super().on_files(files, config=config)
        self._downloads: dict[str, _Download] = {}
        for path in self.downloads(self._site):
            self._downloads[path] = _Download.generated(config, path, content=b"")
            files.append(self._downloads[path])
        return files

    def _leave_out(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        """Leave out the files of articles that were not read."""
        if self._site.url:
            pages = (file.page for file in files.documentation_pages())
            titles = {page.file.src_uri: (_title(page), page.canonical_url or "") for page in pages if page}
            self._titles = self._site.corpus.ledger.table("titles", titles)
            self._publication = self._publish(config)
            read = {(text.article, text.language) for text in self._publication.texts}
            for article, language in product(self._site.corpus.articles, self._site.languages.all):
                if (article, language) not in read:
                    for path in annotation_paths(article, language):
                        files.remove(self._downloads.pop(path))
        return env

    @event_priority(-30)  # behind the corpus plugin, which knows by then which files there are
    def _begin(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        """Have those files written that are not kept."""
        if self._site.url:
            building, ledger = self._corpus.building, self._site.corpus.ledger
            self._folder = Path(config.site_dir)
            kept = building.kept_files
            self._missing = {
                part: make
                for part, make in data_files(self._publication)
                if not (kept.has(part, "", ledger) and kept.place(part))
            }
            building.beside("exports", Beside(self._write_files, building.store))
            self._sizes: dict[str, int] = {}
            self._known_sizes = ledger.table("sizes", self._sizes)
        return env

    on_env = CombinedEvent(_leave_out, _begin)

    def _write_files(self) -> Sequence[Row | None]:
        files, ledger = self._corpus.building.kept_files, self._site.corpus.ledger
        rows = []
        for part, make in self._missing.items():
            with ledger.noting() as looks:
                contents = {path: text.encode() for path, text in make()}
            rows.append(files.write(part, "", ledger.stamp(looks), contents))
        text = package(self._publication, lambda path: (self._folder / path).read_bytes())
        write_file(text.encode(), str(self._folder / PACKAGE))
        return rows

    @event_priority(50)  # before anybody looks for the files
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Wait for the files."""
        if self._site.url:
            self._finish()

    @event_priority(250)  # before anybody asks whether the page is kept
    def _measure(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Wait for the files, if the page tells of them."""
        if page.file.src_uri in self._site.made_last:
            self._finish()
        return context

    @event_priority(-100)  # as other pages of records
    def _describe(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Describe the page."""
        super().on_page_context(context, page=page, config=config, nav=nav)
        if self._site.url and page.file.src_uri not in self._site.elsewhere:
            context["structured_data"] = page_data(self._info(page), self._publication, self._size)
        return context

    on_page_context = CombinedEvent(_measure, _describe)

    def _publish(self, config: MkDocsConfig) -> Publication:
        site = self._site
        return Publication(
            name=site.name,
            url=site.url,
            description=config.site_description or "",
            license=self.config.license,
            license_url=self.config.license_url,
            scopes={language: site.root_scope(language, site.url) for language in site.languages.all},
        )

    def _size(self, path: str) -> int:
        """How many octets a file has, by its path below the root of the site. To be asked when all are written."""
        return self._known_sizes[path]

    def _finish(self) -> None:
        """Wait until all files are written."""
        self._corpus.building.finish_beside("exports")
        if not self._sizes:
            self._sizes |= {path: Path(file.abs_dest_path).stat().st_size for path, file in self._downloads.items()}

    def _info(self, page: Page) -> PageInfo:
        language, uri = self._site.languages.split(page.file.src_uri)
        return PageInfo(
            uri=uri,
            url=page.canonical_url or "",
            title=_title(page),
            description=unescape(page.meta.get("description", "")),
            language=language,
            article=self._site.article_at(page.file.src_uri),
            trail=list(self._trail(page)),
            is_front=uri == self._site.front_page,
        )

    def _trail(self, page: Page) -> Iterator[tuple[str, str]]:
        """Title and address of the pages above a page, by their paths, and of the page itself."""
        language, uri = self._site.languages.split(page.file.src_uri)
        above = [self._site.front_page]
        folder = posixpath.dirname(uri)
        parts = folder.split("/") if folder else []
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            above += [f"{path}/index.md", f"{path}.md"]
        for path in dict.fromkeys((*above, uri)):
            if step := self._titles.get(self._site.languages.localize(path, language)):
                yield step


class _Download(File):
    """A file that is written into the site, however far MkDocs is with its own."""

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing to do."""


def _title(page: Page) -> str:
    """The title as plain text; Material wants it as HTML."""
    return unescape(page.title or "")
