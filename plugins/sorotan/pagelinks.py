"""Links that lead nowhere. MkDocs finds them; here they become problems, each told where it is written."""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import Final
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.utils import is_markdown_file

from sorotan import languages
from sorotan.core.problems import Location, nearest
from sorotan.findings import HasProblems
from sorotan.pagechecks import PageChecks

_SAID: Final = re.compile(
    r"Doc file '.+?' contains (?P<what>a link|an absolute link|an unrecognized relative link) '(?P<link>.*?)', "
    r"(?:but the target(?: '.*')? is not found among documentation files|it was left as is)\."
    r"(?: Did you mean '(?P<near>.*)'\?)?",
    re.DOTALL,
)
"""What MkDocs says of a link."""
_CODES: Final = {"a link": "SRT090", "an absolute link": "SRT092", "an unrecognized relative link": "SRT093"}
_FOOTNOTE: Final = "fnref:"
"""What the id of the place begins with from which a footnote is referred to."""

NamedPlaces = Mapping[str, Mapping[str, str]]
"""Places that a page links to: by the path of their page and their id, the link as it is written."""


class PageLinks:
    """Tells of the links of pages that lead nowhere, as far as mkdocs.yml asks for it (`validation`).

    Args:
        config: The site.
        files: Everything that pages may link to.
        pages: Knows where things are written.
        reporter: Whoever problems are told to.
    """

    def __init__(self, config: MkDocsConfig, files: Files, pages: PageChecks, reporter: HasProblems) -> None:
        self._config, self._files, self._pages, self._reporter = config, files, pages, reporter
        self._languages = languages.of(config)
        self._told: set[tuple[Location, str]] = set()
        """Links to places that are told already: where they are written, and as what."""

    @property
    def are_anchors_checked(self) -> bool:
        """Whether it is a mistake to link to a place that a page does not have."""
        return self._config.validation.links.anchors >= logging.WARNING

    def tell(self, messages: Iterable[logging.LogRecord], uri: str, text: str) -> list[logging.LogRecord]:
        """Report what MkDocs warns of on the page `uri`, whose source is `text`. Returns what else it says."""
        others = []
        for message in messages:
            said = _SAID.fullmatch(message.getMessage()) if message.levelno >= logging.WARNING else None
            if said is None:
                others.append(message)
            elif self._pages.is_whole:
                self._report(_CODES[said["what"]], uri, text, said["link"], self._as_in_source(uri, said["near"] or ""))
        return others

    def _report(self, code: str, uri: str, text: str, link: str, suggestion: str) -> None:
        page = self._languages.split(uri)[1]
        target = _RelativePathTreeprocessor._target_uri(page, unquote(urlsplit(link).path))
        if code == "SRT090":
            if self._pages.is_withheld(self._languages.split(target)[1]):
                return
            suggestion = suggestion or self._nearest(page, link, target)
        for place in self._pages.links_at(uri, text, link) or [self._pages.find(uri, text, [re.escape(link)])]:
            self._reporter.problems.add(code, place, suggestion, link=link)

    def _as_in_source(self, uri: str, link: str) -> str:
        """A link to a page or a file, in whatever language, as it leads there from the page in the source language."""
        path, hash, fragment = link.partition("#")
        if not path or path.startswith("/"):
            return link
        page, target = (
            self._languages.split(each)[1] for each in (uri, _RelativePathTreeprocessor._target_uri(uri, path))
        )
        return posixpath.relpath(target, posixpath.dirname(page) or ".") + hash + fragment

    def _nearest(self, page: str, link: str, target: str) -> str:
        """The link to the page or file that is most likely meant. Links of all languages are the same."""
        paths = self._paths[is_markdown_file(target)]
        name = posixpath.basename(target)
        of_this_name = [path for path in paths if posixpath.basename(path) == name]
        below = f"{posixpath.splitext(target)[0]}/"  # such as the page that shows an article in all languages
        others = (path for path in paths if not path.startswith(below))
        near = of_this_name[0] if len(of_this_name) == 1 else nearest(target, others)
        if not near:
            return ""
        _, hash, fragment = link.partition("#")
        path = f"/{near}" if link.startswith("/") else posixpath.relpath(near, posixpath.dirname(page) or ".")
        return path + hash + fragment

    @cached_property
    def _paths(self) -> tuple[Sequence[str], Sequence[str]]:
        """The files of the docs folder that are no pages, and the pages in the source language."""
        split, docs = self._languages.split, self._config.docs_dir
        others = (file.src_uri for file in self._files if not file.is_documentation_page() and file.src_dir == docs)
        pages = {split(file.src_uri)[1] for file in self._files.documentation_pages()}
        return sorted(others), sorted(pages)

    def check_anchors(
        self,
        uri: str,
        text: Callable[[], str],
        links: NamedPlaces,
        anchors: Callable[[str], Set[str] | None],
        mistyped: Set[str],
    ) -> None:
        """Report links of a page to places that there are not. Every page is read now.

        Args:
            uri: The page. Those in the source language come first.
            text: Gives its source.
            links: What it links to.
            anchors: Gives the ids of places by the path of a page; None where they are not known.
            mistyped: Blocks (article#p1) that are missing because of how their ids are written, which is told.
        """
        for target, named in links.items() if self._pages.is_whole else ():
            ids = anchors(target)
            if ids is None:
                continue
            for anchor, link in named.items():
                if anchor in ids or self._pages.is_place_told(target, anchor, mistyped):
                    continue
                if anchor.startswith(_FOOTNOTE) and target == uri:
                    self._report_footnote(uri, text(), anchor.removeprefix(_FOOTNOTE))
                    continue
                source = self._languages.split(target)[1]
                if source != target and anchor in (anchors(source) or ()):
                    self._report_place("SRT094", uri, text(), link, page=target, id=f"{{: #{anchor} }}")
                else:
                    near = nearest(anchor, sorted(ids))
                    suggestion = near and f"{link.partition('#')[0]}#{near}"
                    self._report_place("SRT091", uri, text(), link, suggestion, page=target)

    def _report_place(self, code: str, uri: str, text: str, link: str, suggestion: str = "", **details: str) -> None:
        # What is written nowhere comes of a link to a record: whether that is there, is told of it.
        for place in self._pages.links_at(uri, text, link):
            if (place, link) not in self._told:
                self._told.add((place, link))
                self._reporter.problems.add(code, place, suggestion, link=link, **details)

    def _report_footnote(self, uri: str, text: str, id: str) -> None:
        place = self._pages.footnote_at(uri, text, id)
        self._reporter.problems.add("SRT095", place, id=id)


def by_path(links: Mapping[File, dict[str, str]]) -> NamedPlaces:
    """The places that a page links to, as MkDocs notes them."""
    return {file.src_uri: named for file, named in links.items()}
