"""Links of pages that are read but not built: what MkDocs would say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _ExtractAnchorsTreeprocessor, _RawHTMLPreprocessor, _RelativePathTreeprocessor
from mkdocs.utils import is_markdown_file

from sorotan.corpus import CorpusPlugin
from sorotan.languages import LanguagesPlugin
from sorotan.pagelinks import PageLinks, by_path
from sorotan.pages import makers
from sorotan.readers import listening
from sorotan.redirects import Redirects


class Noted(NamedTuple):
    """What was noted of a page in one language."""

    text: str
    """The page as it is written."""
    is_twin: bool
    """Whether it is made of the page in another language."""
    links: Sequence[str]
    """What it links to within the site, as written."""
    ids: Set[str]
    """Places that can be linked to."""


class NotedLinks:
    """Notes the links and the ids of a page. MkDocs' own processors do it, in their places among all others.

    Args:
        config: The site.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        self._links = _Links()
        self._raw = _RawHTMLPreprocessor()
        self._elements = _ExtractAnchorsTreeprocessor(None, None, config)  # type: ignore[arg-type] # which it ignores

    def register(self, markdown: Markdown) -> None:
        """Take part in the conversion of pages."""
        self._raw._register(markdown)
        self._elements._register(markdown)
        self._links._register(markdown)

    def begin(self) -> None:
        """A page is about to be converted."""
        self._links.found, self._elements.present_anchor_ids = [], set()

    def end(self) -> tuple[Sequence[str], Set[str]]:
        """Its links and its ids."""
        return self._links.found, self._elements.present_anchor_ids | self._raw.present_anchor_ids


class _Links(_RelativePathTreeprocessor):
    """Notes links in the place of MkDocs' validation, which has to know which pages there are."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def path_to_url(self, url: str) -> str:
        if not urlsplit(url).scheme:
            self.found.append(url)
        return url


class LinkedPages:
    """The pages of a site and what was noted of each.

    Args:
        config: The site.
        files: Its files, but for those that plugins make besides pages.
        corpus: Knows where things are written.
        languages: Knows which files pages have in all languages.
        pages: What was noted, by the path of each page. Those in the source language come first.
        made: The places on pages that are made from records, by their paths in the source language.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        files: Files,
        corpus: CorpusPlugin,
        languages: LanguagesPlugin,
        pages: Mapping[str, Noted],
        made: Mapping[str, Set[str]],
    ) -> None:
        self._config, self._files, self._corpus, self._languages = config, files, corpus, languages
        self._pages, self._made = pages, made
        self._checks = PageLinks(config, files, corpus.pages, corpus)

    def check(self, mistyped: Set[str]) -> None:
        """Report links that lead nowhere.

        Args:
            mistyped: Blocks (article#p1) that are missing because of how their ids are written, which is told.
        """
        for uri, page in self._pages.items():
            if not page.links:
                continue
            validation = _RelativePathTreeprocessor(self._files.src_uris[uri], self._files, self._config)
            with listening() as messages:
                for link in page.links:
                    self._add_made(uri, link)
                    validation.path_to_url(self._relocated(uri, link) if page.is_twin else link)
            self._checks.tell(messages, uri, page.text)
            if self._checks.are_anchors_checked:
                links = by_path(validation.links_to_anchors)
                self._checks.check_anchors(uri, lambda page=page: page.text, links, self._ids, mistyped)

    def _relocated(self, uri: str, link: str) -> str:
        return self._languages.relocated(link, uri, self._files)

    def _ids(self, uri: str) -> Set[str] | None:
        if uri in self._pages:
            return self._pages[uri].ids | self._corpus.site.notes_at(uri)
        return self._made.get(self._languages.languages.split(uri)[1])

    def _add_made(self, uri: str, link: str) -> None:
        """Make known what a link leads to, if it is a file that a build makes."""
        target = _RelativePathTreeprocessor._target_uri(uri, unquote(urlsplit(link).path))
        for path in {target, self._languages.languages.split(target)[1]} if not is_markdown_file(target) else ():
            is_known = self._files.get_file_from_path(path) is not None
            if not is_known and (path in self._downloads or path in self._theme):
                self._files.append(File.generated(self._config, path, content=""))

    @cached_property
    def _downloads(self) -> Set[str]:
        return {*self._made_files()}

    def _made_files(self) -> Iterator[str]:
        site = self._corpus.site
        for plugin in makers(self._config):
            yield from plugin.downloads(site)
        if site.corpus.redirects:
            yield from (file.src_uri for file in Redirects(site, self._config, self._files).files())

    @cached_property
    def _theme(self) -> Set[str]:
        """The files that MkDocs takes from the theme, which are not all that are in its folders."""
        files = Files([])
        files.add_files_from_theme(self._config.theme.get_env(), self._config)
        return files.src_uris.keys()
