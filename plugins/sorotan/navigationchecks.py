"""What is wrong with the navigation that an editor wrote in mkdocs.yml, told of the line there."""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Iterator, Set
from functools import cached_property
from os.path import lexists
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _AbsoluteLinksValidationValue
from mkdocs.utils import is_markdown_file

from sorotan import languages
from sorotan.core.configfile import ConfigFile
from sorotan.core.problems import Location, nearest
from sorotan.findings import HasProblems
from sorotan.pagechecks import PageChecks

_MISTAKES: Final = ("not_found", "absolute_links", "omitted_files")
"""What mkdocs.yml may call a mistake in `nav`, by the names of `validation`."""
_HOST: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_FROM_THE_DOCS_FOLDER: Final = _AbsoluteLinksValidationValue.RELATIVE_TO_DOCS


def take_over(config: MkDocsConfig) -> Set[str]:
    """Keep MkDocs from telling of mistakes in `nav`, whose lines it does not know.

    Returns:
        Those that mkdocs.yml asks for: names of `validation`.
    """
    levels = config.validation.nav
    asked_for = {name for name in _MISTAKES if levels[name] >= logging.WARNING}
    for name in asked_for:
        levels[name] = logging.INFO
    return asked_for


class NavigationChecks:
    """Tells of `nav` what MkDocs would tell, and where it stands.

    Args:
        config: The site.
        pages: Knows where pages are written, and which are missing for another mistake.
        reporter: Whoever problems are told to.
        asked_for: What to tell of: names of `validation`.
    """

    def __init__(self, config: MkDocsConfig, pages: PageChecks, reporter: HasProblems, asked_for: Set[str]) -> None:
        self._config, self._pages, self._reporter, self._asked_for = config, pages, reporter, asked_for

    def check(self, files: Files, *, is_complete: bool) -> None:
        """Report what `nav` names and is not there, or is no page, and pages that it does not name.

        Args:
            files: The pages that there are, in all languages.
            is_complete: Whether everything else that is published is among them.
        """
        found = {target: self._file(target, files) for target in _targets(self._config.nav)}
        for target, file in found.items():
            if file is None:
                self._check_missing(target, files, is_complete)
        if "omitted_files" in self._asked_for and self._config.nav is not None:
            self._check_omitted(files, {file.src_uri for file in found.values() if file is not None})

    def _file(self, target: str, files: Files) -> File | None:
        return None if self._is_absolute(target) else files.get_file_from_path(target.lstrip("/"))

    def _is_absolute(self, target: str) -> bool:
        """Whether a target begins with a slash, and that does not mean the folder of the pages."""
        return target.startswith("/") and self._config.validation.nav.absolute_links is not _FROM_THE_DOCS_FOLDER

    def _check_missing(self, target: str, files: Files, is_complete: bool) -> None:
        """Report what is no page, unless it may be elsewhere."""
        if _HOST.match(target):
            return
        if self._is_absolute(target):
            if "absolute_links" in self._asked_for:
                self._reporter.problems.add("SRT092", *self._place_and_nearest(target, files), link=target)
        elif "not_found" in self._asked_for and not self._is_excused(target, is_complete):
            self._reporter.problems.add("SRT088", *self._place_and_nearest(target, files), page=target)

    def _is_excused(self, target: str, is_complete: bool) -> bool:
        """Whether a page is missing for another mistake, which is told, or is a file that only a build makes."""
        page = languages.of(self._config).split(target)[1]
        if self._pages.is_withheld(page) or lexists(Path(self._config.docs_dir) / target):
            return True
        return not is_complete and not is_markdown_file(target.partition("#")[0])

    def _place_and_nearest(self, target: str, files: Files) -> tuple[Location, str]:
        return self._written.locate_in("nav", target), self._nearest(target.lstrip("/"), files)

    def _nearest(self, path: str, files: Files) -> str:
        """The page that is most likely meant, in the same language: of the same name, or else of nearly this path."""
        if not is_markdown_file(path):
            return nearest(path, files.src_uris)
        language, _ = languages.of(self._config).split(path)
        pages = [file.src_uri for file in files.documentation_pages()]
        pages = [uri for uri in pages if languages.of(self._config).split(uri)[0] == language]
        of_this_name = [uri for uri in pages if posixpath.basename(uri) == posixpath.basename(path) != "index.md"]
        below = f"{posixpath.splitext(path)[0]}/"  # such as the page that shows an article in all languages
        return (
            of_this_name[0] if len(of_this_name) == 1 else nearest(path, [u for u in pages if not u.startswith(below)])
        )

    @cached_property
    def _written(self) -> ConfigFile:
        return ConfigFile(Path(self._config.config_file_path))

    def _check_omitted(self, files: Files, named: Set[str]) -> None:
        """Report pages that `nav` does not name. Those of other languages are where that of the source language is."""
        of_site = languages.of(self._config)
        for file in files.documentation_pages():
            written_in, page = of_site.split(file.src_uri)
            if file.inclusion.is_in_nav() and page not in named and written_in == of_site.source:
                self._reporter.problems.add("SRT089", Location(self._pages.place_of(page)), page=page)


def _targets(nav: object) -> Iterator[str]:
    """What the `nav` of mkdocs.yml leads to, in order."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _targets(item)
