"""What is wrong with pages as editors write them, told of the file and the line that they know."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable, Iterator, Set
from functools import cached_property, partial
from os.path import lexists
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _AbsoluteLinksValidationValue
from mkdocs.utils import is_markdown_file

from sorotan import languages, untrusted
from sorotan.core import catalogs, checks, pagefile
from sorotan.core.configfile import ConfigFile
from sorotan.core.corpus import Corpus
from sorotan.core.languages import Language
from sorotan.core.places import PAGES
from sorotan.core.problems import Location, Problems, nearest
from sorotan.findings import HasProblems
from sorotan.untrusted import shown

_HOST: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_FROM_THE_DOCS_FOLDER: Final = _AbsoluteLinksValidationValue.RELATIVE_TO_DOCS


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
        self._config, self._corpus, self._reporter, self._is_whole = config, corpus, reporter, is_whole
        self._root, self._docs = Path(config.config_file_path).parent, Path(config.docs_dir)
        self._articles_dir = articles_dir
        levels = config.validation.nav
        self._is_nav_checked = levels.not_found >= logging.WARNING
        if self._is_nav_checked and is_whole:
            levels.not_found = logging.INFO  # MkDocs would tell of the same pages, without their place

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
        page = uri if is_written else languages.of(self._config).split(uri)[1]
        return shown(self._docs / page, self._root)

    def find_words(self, article: str, language: Language, words: str) -> Location:
        """Where words of an article are written, in the page of a language or the catalog of its translation."""
        uri = languages.of(self._config).localize(f"{self._articles_dir}/{article}.md", language)
        path = self._docs / uri
        text = pagefile.read(path, uri, Problems()) if path.is_file() else None
        between_marks = r"[\W_]+".join(re.findall(r"\w+", words))
        return self._find(uri, text or "", [re.escape(words), between_marks])

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

    def check_navigation(self, files: Files, *, is_complete: bool) -> None:
        """Report what `nav` names and is not there, unless mkdocs.yml says that this does not matter.

        A page that is not there because of another mistake, which is told, is none of them.

        Args:
            files: The pages that there are, in all languages.
            is_complete: Whether everything else that is published is among them.
        """
        if not self._is_nav_checked or not self._is_whole:
            return
        languages_of_site, written = languages.of(self._config), None
        for page in dict.fromkeys(_targets(self._config.nav)):
            if files.get_file_from_path(page.lstrip("/")) is not None or self._is_elsewhere(page):
                continue
            is_told = languages_of_site.split(page)[1] in self._withheld or lexists(self._docs / page)
            if is_told or not (is_complete or is_markdown_file(page.partition("#")[0])):
                continue
            written = written or ConfigFile(Path(self._config.config_file_path))
            place, suggestion = written.locate_in("nav", page), nearest(page, files.src_uris)
            self._reporter.problems.add("SRT088", place, suggestion, page=page)

    def _is_elsewhere(self, link: str) -> bool:
        """Whether a link in `nav` leads out of the site."""
        is_absolute = link.startswith("/") and self._config.validation.nav.absolute_links is not _FROM_THE_DOCS_FOLDER
        return is_absolute or _HOST.match(link) is not None

    @cached_property
    def _withheld(self) -> Set[str]:
        """Pages that may not be there because a record has a mistake of its own, which is told."""
        records = ((PAGES[kind], id) for kind, id in self._corpus.rejected if kind in PAGES)
        pages = (page.format(articles=self._articles_dir, id=id, file="") for both, id in records for page in both)
        return {page.partition("#")[0] for page in pages}

    def report_unsafe(self, uri: str, text: str, removed: Collection[str]) -> None:
        """Report what was left out of the page `uri`, whose source is `text`."""
        untrusted.report_unsafe(removed, partial(self._find, uri, text), self._reporter.problems)

    def report_dead_link(self, uri: str, text: str, scheme: str, target: str) -> None:
        """Report a link to no record on the page `uri`, whose source is `text`, unless records could not be read."""
        if self._is_whole:
            where = self._find(uri, text, [rf"(?-i:(?<=[(<\s]){re.escape(f'{scheme}:{target}')}(?![\w#-]))"])
            checks.report_dead_link(self._corpus, self._reporter.problems, where, scheme, target)

    def _find(self, uri: str, text: str, patterns: Collection[str]) -> Location:
        """Where something on a page is written.

        At what matches the first pattern that is in its source, or else in the catalog of its translation.
        """
        language, source_uri = languages.of(self._config).split(uri)
        for pattern in patterns:
            if match := re.search(pattern, text, re.IGNORECASE):
                return pagefile.Page(self.place_of(uri), text).locate(match.start())
        if language == languages.of(self._config).source:
            return Location(self.place_of(uri))
        folder = languages.catalogs_folder(self._config)
        place = folder.location(language, source_uri)
        return catalogs.locate(folder.catalog(language, source_uri), place, patterns)


def _targets(nav: object) -> Iterator[str]:
    """What the `nav` of mkdocs.yml leads to, in order."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _targets(item)
