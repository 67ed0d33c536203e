"""Reads and renders pages in other processes, ahead of MkDocs, which takes them when it comes to them.

MkDocs goes through its pages one after the other: first it reads all, then it renders all. Before each of the two,
processes are forked that do for every page what MkDocs would do, with the hooks of all plugins. MkDocs then calls the
hooks again, here, and finds that the dear steps between them are done: converting Markdown, and rendering the template
with its view. A page whose Markdown became another one here is converted here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from sorotan.workers import Workers, are_worth_it


@dataclass(frozen=True)
class _Reading:
    """What came of the Markdown of a page."""

    markdown: str
    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str]
    links: dict[str, dict[str, str]]
    """Links to fragments of other pages, by the path of the page."""
    messages: Sequence[logging.LogRecord]
    findings: bytes
    """What our plugins learned on the way."""


class Readers:
    """Reads the pages that no navigation names.

    Args:
        named: The pages that a navigation names and holds on to.
        learn: What our plugins learned of the page that was just converted.
        adopt: Lets them know it in the process that builds.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        files: Files,
        named: Iterable[Page],
        learn: Callable[[Page], bytes],
        adopt: Callable[[bytes], None],
    ) -> None:
        self._config, self._files, self._learn, self.adopt = config, files, learn, adopt
        kept = {id(page) for page in named}
        written = [file for file in files.documentation_pages() if file.abs_src_path]
        found = [file for file in written if type(file.page) is Page and id(file.page) not in kept]
        self._workers: Workers[_Reading] | None = None
        if are_worth_it(len(found)):
            for file in found:
                _PageReadAhead(file, config, self)
            self._workers = Workers([file.src_uri for file in found], self._read)

    def take(self, uri: str) -> _Reading:
        """What came of the Markdown of a page."""
        assert self._workers is not None
        return self._workers.take(uri)

    def stop(self) -> None:
        """Read no more."""
        if self._workers is not None:
            self._workers.stop()

    def _read(self, uri: str) -> _Reading:
        page = self._files.src_uris[uri].page
        assert isinstance(page, _PageReadAhead)
        page.read_source(self._config)
        assert page.markdown is not None
        page.markdown = self._config.plugins.on_page_markdown(
            page.markdown, page=page, config=self._config, files=self._files
        )
        with _listening() as messages:
            Page.render(page, self._config, self._files)
        return _Reading(
            page.markdown,
            page.content or "",
            page.toc,
            page._title_from_render,
            page.present_anchor_ids or set(),
            {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()},
            messages,
            self._learn(page),
        )


class _PageReadAhead(Page):
    """A page that another process reads."""

    def __init__(self, file: File, config: MkDocsConfig, readers: Readers) -> None:
        super().__init__(None, file, config)
        self._readers = readers

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take what another process made of the Markdown, if it is the same."""
        reading = self._readers.take(self.file.src_uri)
        if reading.markdown != self.markdown:
            super().render(config, files)
            return
        for message in reading.messages:
            logging.getLogger(message.name).handle(message)
        self.content, self.toc, self._title_from_render = reading.content, reading.toc, reading.title
        self.present_anchor_ids = reading.anchors
        self.links_to_anchors = {files.src_uris[uri]: links for uri, links in reading.links.items()}
        self._readers.adopt(reading.findings)


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """Keeps what MkDocs says instead of saying it."""
    messages: list[logging.LogRecord] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            record.msg, record.args = record.getMessage(), None
            messages.append(record)

    log = logging.getLogger("mkdocs")
    handlers, log.handlers = log.handlers, [Listener()]
    try:
        yield messages
    finally:
        log.handlers = handlers


class Renderers:
    """Renders all pages with their templates."""

    def __init__(self, config: MkDocsConfig, files: Files, nav: Navigation, env: jinja2.Environment) -> None:
        self._config, self._nav, self._env = config, nav, env
        self._pages = {file.src_uri: file.page for file in files.documentation_pages()}
        self._files = list(files.documentation_pages())
        self._workers: Workers[str] | None = None
        self._here = ""
        """The page that is rendered in this process."""
        if are_worth_it(len(self._pages)):
            env.template_class = _template_class(self)
            self._workers = Workers(list(self._pages), self._render)

    def __contains__(self, uri: str) -> bool:
        """Whether another process renders a page."""
        return self._workers is not None and uri != self._here and uri in self._workers

    def take(self, uri: str) -> str:
        """The HTML of a page."""
        assert self._workers is not None
        return self._workers.take(uri)

    def stop(self) -> None:
        """Render no more."""
        if self._workers is not None:
            self._workers.stop()

    def _render(self, uri: str) -> str:
        self._here = uri
        page = self._pages[uri]
        assert page is not None
        page.active = True
        context = get_context(self._nav, self._files, self._config, page)
        template = self._env.get_template(_template(page))
        with _listening():  # hooks say the same where the site is built
            context = self._config.plugins.on_page_context(context, page=page, config=self._config, nav=self._nav)
        try:
            return template.render(context)
        finally:
            page.active = False


def _template(page: Page) -> str:
    """Name of the template of a page, as MkDocs chooses it."""
    return page.meta.get("template", "main.html")


def _template_class(renderers: Renderers) -> type[jinja2.Template]:
    """Templates that are rendered elsewhere where they are asked for a page as a whole."""

    class RenderedAhead(jinja2.Template):
        def render(self, *args: Any, **kwargs: Any) -> str:
            page = dict(*args, **kwargs).get("page")
            if page is not None and self.name == _template(page) and page.file.src_uri in renderers:
                return renderers.take(page.file.src_uri)
            return super().render(*args, **kwargs)

    return RenderedAhead
