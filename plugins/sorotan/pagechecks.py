"""What is wrong with pages as editors write them, told of the file and the line that they know."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence, Set
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from sorotan import languages, untrusted
from sorotan.core import addresses, catalogs, checks, pagefile
from sorotan.core.configfile import ConfigFile
from sorotan.core.corpus import Corpus
from sorotan.core.languages import Language
from sorotan.core.places import PAGES
from sorotan.core.problems import Location, Problems, nearest
from sorotan.core.recordlinks import links
from sorotan.findings import HasProblems
from sorotan.untrusted import shown

_ADDRESSED: Final = ("sorotan/exports", "sorotan/feeds", "sorotan/cards")
"""Plugins that make nothing where nobody knows the address of the site."""


class PageChecks:
    """Knows the pages of a site as they are written.

    Args:
        config: The site.
        articles_dir: Folder of the articles below the docs folder.
        corpus: The records.
        reporter: Whoever problems are told to.
        is_whole: Whether all records could be read.
    """

    def __init__(
        self, config: MkDocsConfig, articles_dir: str, corpus: Corpus, reporter: HasProblems, *, is_whole: bool
    ) -> None:
        self._config, self._corpus, self._reporter = config, corpus, reporter
        self.is_whole = is_whole
        """Whether all records could be read."""
        self._root, self._docs = Path(config.config_file_path).parent, Path(config.docs_dir)
        self._articles_dir = articles_dir
        self._languages, self._catalogs = languages.of(config), languages.catalogs_folder(config)
        self._entries = cache(catalogs.entries)

    @property
    def articles_folder(self) -> str:
        """The folder of the articles as the editor knows it."""
        return shown(self._docs / self._articles_dir, self._root)

    def page_of(self, article: str) -> pagefile.Page:
        """The page of an article as it is written; without text where it cannot be read any more."""
        path = self._docs / self._articles_dir / f"{article}.md"
        file = shown(path, self._root)
        return pagefile.Page(file, pagefile.read(path, file, Problems()) or "", article)

    def place_of(self, uri: str) -> str:
        """The file of a page, in whatever language, as the editor knows it."""
        is_written = (self._docs / uri).is_file()  # or a translation of the page in the source language
        page = uri if is_written else self._languages.split(uri)[1]
        return shown(self._docs / page, self._root)

    def find_words(self, article: str, language: Language, words: str) -> Location:
        """Where words of an article are written, in the page of a language or the catalog of its translation."""
        uri = self._languages.localize(f"{self._articles_dir}/{article}.md", language)
        path = self._docs / uri
        text = pagefile.read(path, uri, Problems()) if path.is_file() else None
        between_marks = r"[\W_]+".join(re.findall(r"\w+", words))
        return self.find(uri, text or "", [re.escape(words), between_marks])

    def check_articles(self) -> None:
        """Report articles in the data that have no page."""
        folder = self._docs / self._articles_dir
        names = {page.stem for page in folder.glob("*.md")}
        for id, article in self._corpus.articles.items():
            path = folder / f"{id}.md"
            if not path.is_file():
                suggestion = nearest(id, names - set(self._corpus.articles))
                self._reporter.problems.add("SRT036", article.locate(), suggestion, id=id, path=shown(path, self._root))

    def check_published(self, files: Files, *, in_preview: bool) -> None:
        """Report articles whose pages are kept out of the site, though the data speaks of them."""
        for id in self._corpus.articles:
            file = files.get_file_from_path(f"{self._articles_dir}/{id}.md")
            is_shown = file is None or (file.inclusion.is_in_serve() if in_preview else file.inclusion.is_included())
            if file is not None and not is_shown:
                place = shown(Path(file.abs_src_path or ""), self._root)
                self._reporter.problems.add("SRT041", Location(place), page=file.src_uri, id=id)

    def check_front_page(self, files: Iterable[File]) -> None:
        """Report a site whose own address leads to no page."""
        if not any(file.dest_uri == "index.html" for file in files):
            path = self.place_of("index.md")
            self._reporter.problems.add("SRT042", Location(path), path=path)

    def check_address(self) -> None:
        """Report plugins that need the address of the site, if mkdocs.yml does not have it."""
        needing = [plugin for plugin in _ADDRESSED if plugin in self._config.plugins]
        if needing and not self._config.site_url:
            written = ConfigFile(Path(self._config.config_file_path))
            for plugin in needing:
                self._reporter.problems.add("SRT096", written.locate("plugins", plugin), plugin=plugin)

    def is_withheld(self, page: str) -> bool:
        """Whether a page, by its path in the source language, may be missing for a mistake of a record: it is told."""
        return page in self._withheld

    @cached_property
    def _withheld(self) -> Set[str]:
        records = ((PAGES[kind], id) for kind, id in self._corpus.rejected if kind in PAGES)
        pages = (page.format(articles=self._articles_dir, id=id, file="") for both, id in records for page in both)
        return {page.partition("#")[0] for page in pages}

    def is_place_told(self, uri: str, id: str, mistyped: Set[str]) -> bool:
        """Whether a place on a page may be missing for another mistake, which is told.

        Args:
            uri: The page.
            id: The place.
            mistyped: Blocks (article#p1) that are missing because of how their ids are written.
        """
        page = self._languages.split(uri)[1]
        blocks = {f"{self._articles_dir}/{block.replace('#', '.md#')}" for block in mistyped}
        address = f"{page}#{id}"
        return self.is_withheld(page) or address in blocks or addresses.is_rejected_note(address, self._corpus)

    def links_at(self, uri: str, text: str, address: str) -> Sequence[Location]:
        """Where the page `uri`, whose source is `text`, or the catalog of its translation, has links to an address."""
        language, source_uri = self._languages.split(uri)
        is_twin = language != self._languages.source
        if is_twin and (found := self._in_catalog(language, source_uri, lambda text: _has_link(text, address))):
            return found
        page = pagefile.Page(self.place_of(uri), text)
        return [page.locate(link.address_start) for link in links(page.seen) if link.address == address]

    def footnote_at(self, uri: str, text: str, id: str) -> Location:
        """Where a footnote is written to which the page `uri`, whose source is `text`, does not refer."""
        language, source_uri = self._languages.split(uri)
        if language != self._languages.source and re.search(rf"\[\^{re.escape(id)}\](?!:)", text):
            return self._catalogs.location(language, source_uri)
        return self.find(uri, text, [rf"\[\^{re.escape(id)}\]:"])

    def report_unsafe(self, uri: str, text: str, removed: Collection[str]) -> None:
        """Report what was left out of the page `uri`, whose source is `text`."""
        untrusted.report_unsafe(removed, partial(self.find, uri, text), self._reporter.problems)

    def report_dead_link(self, uri: str, text: str, scheme: str, target: str) -> None:
        """Report a link to no record on the page `uri`, whose source is `text`, unless records could not be read."""
        if self.is_whole:
            where = self.find(uri, text, [rf"(?-i:(?<=[(<\s]){re.escape(f'{scheme}:{target}')}(?![\w#-]))"])
            checks.report_dead_link(self._corpus, self._reporter.problems, where, scheme, target)

    def find(self, uri: str, text: str, patterns: Collection[str]) -> Location:
        """Where something on a page is written.

        At what matches the first pattern that is in its source, or else in the catalog of its translation.
        """
        language, source_uri = self._languages.split(uri)
        for pattern in patterns:
            if match := re.search(pattern, text, re.IGNORECASE):
                return pagefile.Page(self.place_of(uri), text).locate(match.start())
        if language == self._languages.source:
            return Location(self.place_of(uri))
        for pattern in patterns:
            if found := self._in_catalog(language, source_uri, re.compile(pattern, re.IGNORECASE).search):
                return found[0]
        return self._catalogs.location(language, source_uri)

    def _in_catalog(self, language: Language, uri: str, is_sought: Callable[[str], object]) -> Sequence[Location]:
        """Where the translations stand that are sought in the catalog of the page `uri`."""
        file = self._catalogs.location(language, uri).file
        entries = self._entries(self._catalogs.catalog(language, uri))
        return [Location(file, entry.line) for entry in entries if is_sought(entry.translation)]


def _has_link(text: str, address: str) -> bool:
    return any(link.address == address for link in links(text))
