"""Renders pages in other processes, ahead of MkDocs, or takes them from the build before.

As `readers` does with reading: when MkDocs comes to a page that another process has rendered, it finds that the dear
step is done, making its view and rendering its template. Pages that were made before, from the same text and the same
records, are not made at all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, StructureItem
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from sorotan.circumstances import are_ours
from sorotan.core.ledger import NO_STAMP, Ledger, Look, digest
from sorotan.keptfiles import KeptFiles, digest_of
from sorotan.languages import LanguagesPlugin, plugin_of
from sorotan.readers import KeptHtml, as_token, let_go, listening
from sorotan.site import Site
from sorotan.store import Row, Store
from sorotan.workers import Workers, are_worth_it

_SPARED: Final = "spared"
"""The work of putting pages into the site that are kept."""


@dataclass(frozen=True)
class Beside:
    """Work that writes files while pages are rendered, in whatever process."""

    work: Callable[[], Sequence[Row | None]]
    """Does it. What it changes other than files is lost; it returns what is kept of them."""
    store: Store
    """Keeps that."""


@dataclass(frozen=True)
class _Made:
    """What came of a job beside MkDocs: a page, or files."""

    rows: Sequence[Row | None] = ()
    """What is kept of files."""
    html: str = ""
    digest: str = ""
    """Of the page as it is written."""
    stamp: str = NO_STAMP
    """Stands for the records that the page was made from."""


class Renderers:
    """Renders all pages with their templates.

    Pages that are the same as in the build before are put into the site, and MkDocs need not come to them, unless a
    plugin of others looks at every page.

    Args:
        config: The configuration of the site.
        files: Its files.
        nav: Its navigation.
        env: The templates.
        site: Its records; notes which are looked at.
        kept: What is kept of the build before, and its files.
        beside: Other work by its name, to be done as soon as there is a process for it.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        files: Files,
        nav: Navigation,
        env: jinja2.Environment,
        site: Site,
        kept: KeptFiles,
        beside: Mapping[str, Beside],
    ) -> None:
        self._config, self._files, self._nav, self._env = config, files, nav, env
        self._ledger, self._made_last = site.corpus.ledger, site.made_last
        self._kept_files, self._store = kept, kept.store
        self.all: Sequence[File] = _Pages(files.documentation_pages(), self._ledger)
        """All pages of the site, those that MkDocs need not come to as well."""
        self._pages = {file.src_uri: file.page for file in self.all if file.page is not None}
        self._here = ""
        """The page that is rendered in this process."""
        self._keys = _rendering_keys(self._pages, nav, plugin_of(config))
        ahead = [uri for uri in self._pages if uri not in self._made_last]
        self._kept = {uri for uri in ahead if self._is_kept(uri)}
        self._spared = self._spare() if are_ours(config) else []
        self._beside = {**beside, _SPARED: Beside(self._place_spared, self._store)}
        self._written: dict[str, tuple[str, str]] = {}
        """Digests of the pages that were made, and the stamp of what they were made from."""
        self._finished: set[str] = set()
        """Work beside that was waited for."""
        env.template_class = _template_class(self)
        jobs = [uri for uri in ahead if uri not in self._kept]
        self._workers = Workers(jobs, self._do, list(self._beside)) if are_worth_it(len(self._pages)) else None

    def __contains__(self, uri: str) -> bool:
        """Whether a page need not be rendered in this process."""
        if uri == self._here:
            return False
        return uri in self._kept or (self._workers is not None and uri in self._workers)

    def begin(self, page: Page) -> None:
        """MkDocs comes to a page."""
        uri = page.file.src_uri
        if uri in self._made_last and self._is_kept(uri):
            self._kept.add(uri)
        _fetch(page)
        if uri not in self._kept and (self._workers is None or self._workers.claim(uri)):
            self._ledger.begin()

    def take(self, page: Page, render: Callable[[], str]) -> str:
        """The HTML of a page.

        Args:
            page: The page, whose context is made.
            render: Renders it, if need be.
        """
        uri = page.file.src_uri
        if uri in self._kept:
            html = self._kept_files.text(uri)
            if html is not None:
                return html
            made = self._render(uri)
        elif self._workers is not None and uri in self._workers:
            made = self._workers.take(uri)
        else:
            html = render()
            made = self._made(html, self._ledger.end())
        self._written[uri] = made.digest, made.stamp
        return made.html

    def finish(self, name: str) -> None:
        """Wait for the work of this name that is done beside the pages, or do it now."""
        if name in self._finished:
            return
        self._finished.add(name)
        workers = self._workers
        made = self._do(name) if workers is None or workers.claim(name) else workers.take(name)
        for row in made.rows:
            self._beside[name].store.add(row)

    def finish_pages(self) -> None:
        """Wait for the pages that MkDocs did not come to, and validate their links, as it does. Keep the others."""
        self.finish(_SPARED)
        for page in self._spared:
            page.validate_anchor_links(files=self._files, log_level=self._config.validation.links.anchors)
        for uri, (content, stamp) in self._written.items():
            self._store.add(self._adopt(uri, content, stamp))

    def stop(self) -> None:
        """Render no more."""
        if self._workers is not None:
            self._workers.stop()

    def _is_kept(self, uri: str) -> bool:
        return self._kept_files.has(uri, self._keys[uri], self._ledger)

    def _spare(self) -> Sequence[Page]:
        """Take pages away from MkDocs that are kept; but for one, of whose date it makes that of the sitemap."""
        taken = {file.dest_uri for file in self._files if not file.is_documentation_page()}
        taken.update(self._config.theme.static_templates, self._config.extra_templates)
        kept = (page for uri, page in self._pages.items() if uri in self._kept)
        spared = [page for page in kept if page.file.dest_uri not in taken][1:]  # where pages win, MkDocs writes last
        for page in spared:
            page.file.inclusion = InclusionLevel.EXCLUDED
        return spared

    def _place_spared(self) -> Sequence[Row | None]:
        """Put the pages into the site that MkDocs will not come to."""
        rows: list[Row | None] = []
        for page in self._spared:
            uri = page.file.src_uri
            if not self._kept_files.place(uri):
                made = self._render(uri)
                write_file(_encoded(made.html), page.file.abs_dest_path)
                rows.append(self._adopt(uri, made.digest, made.stamp))
        return rows

    def _do(self, job: str) -> _Made:
        """What another process does: a page, or work beside the pages."""
        if job in self._beside:
            return _Made(rows=self._beside[job].work())
        made = self._render(job)
        let_go(self._pages[job])
        return made

    def _render(self, uri: str) -> _Made:
        """Do what MkDocs does with a page that was read."""
        self._here = uri
        page = self._pages[uri]
        _fetch(page)
        page.active = True
        try:
            context = get_context(self._nav, self.all, self._config, page)
            template = self._env.get_template(_template(page))
            with self._ledger.noting() as looks:
                with listening():  # hooks say the same where the site is built
                    context = self._config.plugins.on_page_context(
                        context, page=page, config=self._config, nav=self._nav
                    )
                html = jinja2.Template.render(template, context)
            return self._made(html, looks)
        finally:
            page.active, self._here = False, ""

    def _made(self, html: str, looks: Collection[Look]) -> _Made:
        if not self._store.keeps:
            return _Made(html=html)
        return _Made(html=html, digest=digest_of(_encoded(html)), stamp=self._ledger.stamp(looks))

    def _adopt(self, uri: str, content: str, stamp: str) -> Row | None:
        """Keep a page that is in the site now, by the digest of its content."""
        return self._kept_files.adopt(uri, self._keys[uri], stamp, {self._pages[uri].file.dest_uri: content})


def _fetch(page: Page) -> None:
    """Let a page have its HTML, to be made with."""
    if isinstance(page.content, KeptHtml):
        page.content = page.content.text()


def _encoded(html: str) -> bytes:
    """A page as MkDocs writes it."""
    return html.encode("utf-8", "xmlcharrefreplace")


def _rendering_keys(pages: Mapping[str, Page], nav: Navigation, languages: LanguagesPlugin | None) -> Mapping[str, str]:
    """What stands for everything that a page is rendered from, besides the records that are looked at."""
    navigations = languages.navigations if languages else {}
    outlines = {language: digest(_outline(each.items)) for language, each in navigations.items()}
    plain = digest(_outline(nav.items))
    keys = {}
    for uri, page in pages.items():
        outline = outlines[languages.languages.split(uri)[0]] if languages else plain
        gaps = languages.gaps_of(uri) if languages else None
        around = [(other.title, other.url) for other in (page.previous_page, page.next_page) if other is not None]
        toc = [as_token(item) for item in page.toc]
        content = page.content.digest if isinstance(page.content, KeptHtml) else digest(page.content or "")
        keys[uri] = digest((content, toc, page.title, page.meta, page.edit_url, around, outline, gaps))
    return keys


def _outline(items: Sequence[StructureItem]) -> Sequence[Any]:
    """A navigation as plain data: what themes show of it."""
    shown = ("title", "url", "meta")  # the icon of a page, for example
    return [(*(getattr(item, name, None) for name in shown), _outline(item.children or ())) for item in items]


class _Pages(Sequence[File]):
    """Pages as templates of a site may list them; who goes through them depends on what all are called."""

    def __init__(self, pages: Sequence[File], ledger: Ledger) -> None:
        self._pages = ledger.table("pages", {file.src_uri: file for file in pages}, _digest_of_page)

    def __len__(self) -> int:
        return len(self._pages)

    def __getitem__(self, index: Any) -> Any:
        return list(self._pages.values())[index]


def _digest_of_page(file: File) -> str:
    return digest((file.url, file.page and (file.page.title, file.page.meta)))


def _template(page: Page) -> str:
    """Name of the template of a page, as MkDocs chooses it."""
    return page.meta.get("template", "main.html")


def _template_class(renderers: Renderers) -> type[jinja2.Template]:
    """Templates that ask the renderers where they are asked for a page as a whole."""

    class RenderedAhead(jinja2.Template):
        def render(self, *args: Any, **kwargs: Any) -> str:
            page = dict(*args, **kwargs).get("page")
            render = partial(super().render, *args, **kwargs)
            return renderers.take(page, render) if page is not None and self.name == _template(page) else render()

    return RenderedAhead
