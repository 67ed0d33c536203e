"""Reads pages in other processes, ahead of MkDocs, or takes what the build before read.

MkDocs goes through its pages one after the other: first it reads all, then it renders all (`renderers`). Before each of
the two, processes are forked that begin with the last page and do what MkDocs would do, with the hooks of all plugins.
When MkDocs comes to those pages it calls the hooks again, here, and finds that the dear step between them, converting
Markdown, is done. Pages that were read before, from the same text and the same records, are not read at all.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from sorotan.core.ledger import NO_STAMP, Ledger, Look, digest
from sorotan.core.transfer import Transfer
from sorotan.findings import Findings, Observer
from sorotan.pagelinks import PageLinks
from sorotan.store import NOT_OURS, Row, Store
from sorotan.workers import Workers, are_worth_it


@dataclass(frozen=True)
class _Reading:
    """What came of the Markdown of a page."""

    source: str
    """Digest of the Markdown and the front matter, as the hooks left them."""
    content: str
    """The HTML; perhaps a `KeptHtml` one."""
    toc: Sequence[Mapping[str, Any]]
    """As Python-Markdown makes it."""
    title: str | None
    anchors: Sequence[str]
    links: Mapping[str, dict[str, str]]
    """Links to fragments of other pages, by the path of the page."""
    messages: Sequence[logging.LogRecord]
    findings: Findings
    looks: Collection[Look]
    """The records that were looked at."""


class KeptHtml(str):
    """The HTML of a page that the store keeps: empty until it is asked for.

    Of what the build before read, most never is. What this build read would be a third of all that it holds, until the
    last page is made.
    """

    __slots__ = ("_store", "digest", "_uri")

    def __new__(cls, store: Store, uri: str, digest: str) -> KeptHtml:
        """The HTML of the page `uri`, by its digest."""
        kept = super().__new__(cls)
        kept._store, kept._uri, kept.digest = store, uri, digest
        return kept

    def text(self) -> str:
        """The HTML itself."""
        text = self._store.get(_HTML + self._uri)
        assert text is not None  # the store has said that it is there, and whole
        return text


_HTML: Final = "html "
"""Of the jobs whose results are the HTML of pages."""


class Readers:
    """Reads all pages.

    Args:
        config: The site.
        files: Its files.
        ledger: Notes the records that are looked at.
        observer: Gathers what our plugins find on a page.
        links: Tells of links that lead nowhere.
        store: What is kept of the build before.
        transfer: Between processes, of the readings.
        key: Stands for what a page is read from: its source, and the catalog of its translation.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        files: Files,
        ledger: Ledger,
        observer: Observer,
        links: PageLinks,
        store: Store,
        transfer: Transfer,
        key: Callable[[File], str],
    ) -> None:
        self._config, self._files, self._ledger, self._observer = config, files, ledger, observer
        self._links, self._store, self._transfer = links, store, transfer
        pages = (file.page for file in files.documentation_pages())
        self._pages = {page.file.src_uri: page for page in pages if type(page) is Page}
        self._keys = {uri: key(page.file) for uri, page in self._pages.items() if not _is_empty(page.file)}
        self._kept = {uri for uri, key in self._keys.items() if store.has(f"read {uri}", key, ledger)}
        jobs = [uri for uri in self._keys if uri not in self._kept]
        self._workers = Workers(jobs, self._read) if len(jobs) > 1 and are_worth_it(len(self._pages)) else None
        for page in self._pages.values():
            page.render = partial(self._render, page)  # type: ignore[method-assign] # MkDocs asks the page

    def stop(self) -> None:
        """Read no more."""
        if self._workers is not None:
            self._workers.stop()

    def _read(self, uri: str) -> tuple[bytes, Sequence[Row]]:
        """Do what MkDocs does with a page, up to its HTML. Returns the reading, and how it is kept."""
        page = self._pages[uri]
        page.read_source(self._config)
        page.markdown = self._config.plugins.on_page_markdown(
            page.markdown or "", page=page, config=self._config, files=self._files
        )
        reading = self._convert(page)
        let_go(page)
        rows = self._rows(uri, reading)
        return self._transfer.pack(replace(reading, content="") if rows else reading), rows

    def _convert(self, page: Page) -> _Reading:
        self._observer.begin()
        with listening() as messages, self._ledger.noting() as looks:
            Page.render(page, self._config, self._files)
        others = self._links.tell(messages, page.file.src_uri, page.file.content_string)
        return _Reading(
            _source(page),
            page.content or "",
            [as_token(item) for item in page.toc],
            page._title_from_render,
            sorted(page.present_anchor_ids or ()),
            {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()},
            others,
            looks=looks,
            findings=self._observer.end(page.file.src_uri),
        )

    def _render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """In the place of `Page.render`: take what was made of the same Markdown, or convert it."""
        if page.file.src_uri not in self._keys and not page.markdown:
            reading = _Reading("", "", [], None, [], {}, [], Findings(None, None, (), (), {}), ())
        else:
            reading = self._kept_reading(page) or self._reading_made_elsewhere(page) or self._reading_made_here(page)
        for message in reading.messages:
            log = logging.getLogger(message.name)
            if log.isEnabledFor(message.levelno):
                log.handle(message)
        page.content, page.toc, page._title_from_render = reading.content, get_toc(list(reading.toc)), reading.title  # type: ignore[arg-type]
        page.present_anchor_ids = set(reading.anchors)
        page.links_to_anchors = {files.src_uris[path]: links for path, links in reading.links.items()}
        self._observer.adopt(reading.findings, page.file.src_uri)

    def _reading_made_elsewhere(self, page: Page) -> _Reading | None:
        uri = page.file.src_uri
        if self._workers is None or self._workers.claim(uri):
            return None
        packed, rows = self._workers.take(uri)
        reading: _Reading = self._transfer.unpack(packed)
        return self._keep(uri, reading, rows) if reading.source == _source(page) else None

    def _reading_made_here(self, page: Page) -> _Reading:
        reading, uri = self._convert(page), page.file.src_uri
        return self._keep(uri, reading, self._rows(uri, reading))

    def _kept_reading(self, page: Page) -> _Reading | None:
        uri = page.file.src_uri
        kept = self._store.get(f"read {uri}") if uri in self._kept else None
        with suppress(*NOT_OURS):
            data = json.loads(kept or "")
            findings = self._observer.from_data(data.pop("findings"))
            content = KeptHtml(self._store, uri, data.pop("content"))
            reading = _Reading(**data, content=content, messages=(), findings=findings, looks=())
            if reading.source == _source(page) and self._store.has(_HTML + uri, content.digest, self._ledger):
                return reading
        return None

    def _rows(self, uri: str, reading: _Reading) -> Sequence[Row]:
        """What is kept of a reading, its HTML last; nothing if there is something to tell, to be told each time."""
        if not self._store.keeps or uri not in self._keys or reading.messages or not reading.findings.is_sound:
            return []
        data = {name: getattr(reading, name) for name in ("source", "toc", "title", "anchors", "links")}
        data["content"] = digest(reading.content)
        data["findings"] = self._observer.as_data(reading.findings)
        stamp = self._ledger.stamp(reading.looks)
        return [
            self._store.row(f"read {uri}", self._keys[uri], stamp, json.dumps(data)),
            self._store.row(_HTML + uri, data["content"], NO_STAMP, reading.content),
        ]

    def _keep(self, uri: str, reading: _Reading, rows: Sequence[Row]) -> _Reading:
        """Keep a reading, and hold on to its HTML in no other form."""
        for row in rows:
            self._store.add(row)
        return replace(reading, content=KeptHtml(self._store, uri, rows[-1].key)) if rows else reading


def _is_empty(file: File) -> bool:
    """Whether a page is made from records alone, so that there is nothing to convert."""
    return file.generated_by is not None and file.abs_src_path is None and not file.content_string


def _source(page: Page) -> str:
    return digest((digest(page.markdown or ""), page.meta))


def let_go(page: Page) -> None:
    """Forget the HTML of a page that nobody asks this process for again.

    Not by None: of such a page MkDocs makes the title in another way, and pages before and behind it show that.
    """
    page.content = ""


def as_token(item: AnchorLink) -> Mapping[str, Any]:
    """An entry of a table of contents, and those below it, as Python-Markdown makes it."""
    return {
        "name": item.title,
        "id": item.id,
        "level": item.level,
        "children": [as_token(child) for child in item.children],
    }


@contextmanager
def listening() -> Iterator[list[logging.LogRecord]]:
    """Keeps what MkDocs says instead of saying it, and what it would say if nobody wanted it to be quiet."""
    messages: list[logging.LogRecord] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            record.msg, record.args = record.getMessage(), None
            messages.append(record)

    log = logging.getLogger("mkdocs")
    handlers, log.handlers = log.handlers, [Listener()]
    level = log.level
    log.setLevel(min(log.getEffectiveLevel(), logging.INFO))  # the page may be kept for a build that is not quiet
    try:
        yield messages
    finally:
        log.handlers = handlers
        log.setLevel(level)
