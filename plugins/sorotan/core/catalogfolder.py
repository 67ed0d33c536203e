"""The folder of the catalogs: which file is of which page in which language, and which are of none."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from sorotan.core import textfile
from sorotan.core.problems import Location, Problems, nearest


@dataclass(frozen=True)
class CatalogFolder:
    """The folder of all translations."""

    path: Path
    shown_as: str
    """How to name it to the editor."""

    def catalog(self, language: str, page: str) -> Path:
        """The catalog of the page with the path `page` (`articles/x.md`)."""
        return self._of(language) / Path(page).with_suffix(".po")

    def location(self, language: str, page: str) -> Location:
        """The catalog of a page as the editor knows it."""
        return self.locate(self.catalog(language, page))

    def locate(self, path: Path) -> Location:
        """A file of the folder as the editor knows it."""
        return Location(f"{self.shown_as}/{path.relative_to(self.path).as_posix()}")

    def files(self, language: str, problems: Problems) -> list[Path]:
        """Every catalog of a language, whether a page has it or not."""

        def tell(error: OSError) -> None:
            if not isinstance(error, FileNotFoundError):
                problems.add("SRT002", self.locate(Path(error.filename)), reason=textfile.explain(error))

        walked = os.walk(self._of(language), onerror=tell)
        try:
            return sorted(Path(above, name) for above, _, names in walked for name in names if _is_catalog(name))
        except ValueError:  # a null character in the option that names the folder
            return []

    def check_misplaced(self, language: str, problems: Problems) -> None:
        """Report catalogs that lie beside the folder in which those of a language are looked for."""
        own = self._of(language)
        for above, folders, names in os.walk(own.parent) if os.path.exists(own.parent) else ():
            folders[:] = [name for name in folders if Path(above, name) != own]
            for path in (Path(above, name) for name in names if _is_catalog(name)):
                first, *rest = path.relative_to(own.parent).parts
                meant = own.joinpath(*rest) if nearest(first.upper(), [own.name]) else own / first / Path(*rest)
                problems.add("SRT008", self.locate(path), self.locate(meant).file)

    def strays(self, language: str, pages: Iterable[str], problems: Problems) -> dict[str, Path]:
        """The catalogs of a language that none of `pages` has, by the page that they are for."""
        expected = {self.catalog(language, page) for page in pages}
        found = [path for path in self.files(language, problems) if path not in expected]
        return {path.relative_to(self._of(language)).with_suffix(".md").as_posix(): path for path in found}

    def check_strays(self, language: str, pages: Collection[str], problems: Problems) -> None:
        """Report catalogs of pages that are not there: a page was renamed or removed, its translation is not shown.

        Args:
            language: Whose catalogs are looked at.
            pages: What can be translated, the navigation included.
            problems: Where to report.
        """
        without = sorted(page for page in pages if not os.path.lexists(self.catalog(language, page)))
        for page in self.strays(language, pages, problems):
            problems.add("SRT069", self.location(language, page), nearest(page, without), page=page)

    def _of(self, language: str) -> Path:
        return self.path / language / "LC_MESSAGES"


def _is_catalog(name: str) -> bool:
    """Whether a file is one by its name. Those of text editors begin with a full stop."""
    return name.endswith(".po") and not name.startswith(".")
