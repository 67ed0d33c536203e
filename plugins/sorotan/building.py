"""How a site is built: by several processes, with what is kept of the build before, beside the published site."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from sorotan.core.ledger import digest
from sorotan.core.phrases import N_
from sorotan.core.transfer import Transfer
from sorotan.findings import HasProblems, Observer
from sorotan.keptfiles import KeptFiles
from sorotan.languages import LanguagesPlugin, plugin_of
from sorotan.markdown.safety import SafetyExtension
from sorotan.pagelinks import PageLinks
from sorotan.progress import Progress
from sorotan.readers import Readers, let_go
from sorotan.renderers import Beside, Renderers
from sorotan.site import Site
from sorotan.sitefolder import SiteFolder
from sorotan.store import open_store


class Building:
    """One build of a site. The corpus plugin tells it how far MkDocs has come.

    Args:
        config: The site; it is made to write beside the folder that is published.
        in_place: Whether to write straight into that folder instead.
        is_preview: Whether this is `mkdocs serve`.
    """

    def __init__(self, config: MkDocsConfig, *, in_place: bool, is_preview: bool) -> None:
        self._config = config
        self._folder = None if in_place else SiteFolder(config, is_told=not is_preview)
        self.store = open_store(config, "preview" if is_preview else "build")
        """What is kept of the build before."""
        self._readers: Readers | None = None
        self._renderers: Renderers | None = None
        self._progress: Progress | None = None
        self.kept_files = KeptFiles(self.store, Path(config.site_dir))
        """Files of the site that are kept."""
        self._beside: dict[str, Beside] = {}

    @property
    def pages(self) -> Sequence[File]:
        """All pages of the site, once they are read; those that MkDocs need not come to as well."""
        return () if self._renderers is None else self._renderers.all

    def beside(self, name: str, work: Beside) -> None:
        """Have work done beside the rendering of pages."""
        self._beside[name] = work

    def finish_beside(self, name: str) -> None:
        """Wait until the work of this name is done."""
        assert self._renderers is not None
        self._renderers.finish(name)

    def read(
        self,
        nav: Navigation,
        files: Files,
        site: Site,
        reporter: HasProblems,
        safety: SafetyExtension,
        links: PageLinks,
    ) -> None:
        """Begin to read the pages: every page is known now, and every navigation.

        Args:
            nav: The navigation.
            files: The files of the site.
            site: Knows the files, and the headlines of the articles.
            reporter: Whoever problems are told to.
            safety: Notes what is left out of pages.
            links: Tells of links that lead nowhere.
        """
        self._languages = plugin_of(self._config)
        self._nav, self._files, self._site = nav, files, site
        self._readers = Readers(
            self._config,
            files,
            site.corpus.ledger,
            Observer(site, reporter, safety, self._languages),
            links,
            self.store,
            Transfer(site.corpus),
            partial(_reading_key, languages=self._languages, paths=digest(sorted(files.src_uris))),
        )
        self._progress = Progress(N_("Reading pages: %(done)s of %(total)s"), len(files.documentation_pages()))

    def render(self, env: jinja2.Environment) -> None:
        """Begin to render the pages: all are read, and the templates have everything that plugins give them."""
        if self._readers is not None:
            self._readers.stop()
        for uri in sorted(self._site.made_last):
            file = self._files.src_uris[uri]
            self._files.remove(file)  # and behind all others again
            self._files.append(file)
        self._renderers = Renderers(
            self._config, self._files, self._nav, env, self._site, self.kept_files, self._beside
        )
        # Known from here on: the processes that were forked take every page that they come to for theirs.
        self._site.elsewhere = self._renderers
        self._end_progress()
        self._progress = Progress(N_("Making pages: %(done)s of %(total)s"), len(self._files.documentation_pages()))

    def finish_pages(self) -> None:
        """Those pages are written that had to be made, and are kept now; put the others into the site."""
        if self._renderers is not None:
            self._renderers.finish_pages()

    def begin(self, page: Page) -> None:
        """MkDocs begins to make a page that was read."""
        if self._renderers is not None:
            self._renderers.begin(page)

    def end(self, page: Page) -> None:
        """A page is made. MkDocs would hold on to its content; without plugins of others nobody asks for it again."""
        if self.store.keeps:
            let_go(page)
        self.step()

    def step(self) -> None:
        """A page is read, or made."""
        if self._progress is not None:
            self._progress.step()

    def finish(self) -> None:
        """Put the new site in the place of the old one, unless the build is strict and was warned."""
        self._end_progress()
        if self._renderers is not None:
            self._renderers.stop()
        if self.store.keep():
            self.kept_files.tidy()
        if self._folder is not None:
            self._folder.finish()

    def abandon(self) -> None:
        """Leave the old site, and let no process go on."""
        for ahead in filter(None, (self._readers, self._renderers)):
            ahead.stop()
        if self._folder is not None:
            self._folder.abandon()

    def _end_progress(self) -> None:
        if self._progress is not None:
            self._progress.end()


def _reading_key(file: File, languages: LanguagesPlugin | None, paths: str) -> str:
    """What stands for everything that a page is read from, besides the records that are looked at.

    Args:
        file: The page.
        languages: Knows the catalog of a translation.
        paths: Stands for the files of the site, which links are validated by.
    """
    catalog = languages.catalog_file(file) if languages else None
    translations = catalog.read_bytes() if catalog and catalog.is_file() else b""
    return digest((file.src_uri, file.content_string, translations, paths))
