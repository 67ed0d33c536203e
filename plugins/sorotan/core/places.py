"""From a place in a file of the project to the page of the site that it is about."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from sorotan.core.corpus import ANNOTATION_FILES, KEYED_FILES
from sorotan.core.problems import Location

PAGES: Final = {
    "articles": ("{articles}/{id}.md", "index.md"),
    "entities": ("entities/{id}.md", "entities/index.md"),
    "timeline": ("timeline.md#event-{id}", "timeline.md"),
    "references": ("references.md#ref-{id}", "references.md"),
    "quotes": ("quotes.md#quotation-{id}", "quotes.md"),
    "claims": ("claims.md#claim-{id}", "claims.md"),
    "disagreements": ("disagreements.md#{id}", "disagreements.md"),
    "annotations": ("{articles}/{file}.md#note-{id}", "{articles}/{file}.md"),
}
"""The page of a record of each kind of file, and the one that is left when the record is not on the site."""

_LISTED: Final = {kind: page.removesuffix("{id}") for kind, (page, _) in PAGES.items() if "#" in page}
"""What the address of a record begins with, of kinds of which all records stand on one page, and of notes."""

_KEY: Final = re.compile(r"([a-z0-9-]+):")
_NOTE: Final = re.compile(r"\s*- +(?:id: *)?[\"']?([a-z0-9-]+)[\"']?\s*(?:#.*)?$")


@dataclass(frozen=True)
class Folders:
    """Where the files of a project are, as the editor knows it: `data`, `docs`, `translations`."""

    data: str
    docs: str
    catalogs: str
    articles: str
    """Folder of the articles below that of the pages."""


def record_at(address: str, articles_dir: str) -> tuple[str, str] | None:
    """Kind and id of the record that an address such as `timeline.md#event-x` or `articles/y.md#note-z` is of.

    None for pages, and for places on pages that are no records.
    """
    page, hash, fragment = address.partition("#")
    if hash and page.startswith(f"{articles_dir}/"):
        return ("notes", fragment.removeprefix("note-")) if fragment.startswith("note-") else None
    found = ((kind, address.removeprefix(start)) for kind, start in _LISTED.items() if address.startswith(start))
    return next(found, None)


def pages(place: Location, lines: Sequence[str], folders: Folders) -> Iterator[str]:
    """Paths of pages that a place in a file is about, the most fitting first (`entities/x.md`, `timeline.md#event-y`).

    They are paths in the source language, but for catalogs: these are about the page in their own language.

    Args:
        place: The place.
        lines: The lines of the file, as far as it can be read.
        folders: The folders of the project.
    """
    named = (folders.docs, folders.catalogs, folders.data)
    folder = max((each for each in named if place.file.startswith(f"{each}/")), key=len, default="")
    name = place.file.removeprefix(f"{folder}/")
    if folder == folders.docs:
        yield name
    elif folder == folders.catalogs and (match := re.fullmatch(r"([a-z]+)/LC_MESSAGES/(.+)\.po", name)):
        yield f"{match[1]}/{match[2]}.md"
    elif folder == folders.data:
        for kind in (*KEYED_FILES, ANNOTATION_FILES):
            if kind.name in PAGES and any(fnmatch.fnmatch(name, pattern) for pattern in kind.patterns):
                start = _NOTE if kind is ANNOTATION_FILES else _KEY
                before = reversed(lines[: place.line])
                id = next((match[1] for line in before if (match := start.match(line))), "")
                own, general = PAGES[kind.name]
                parts = {"articles": folders.articles, "file": PurePosixPath(name).stem, "id": id}
                if id:
                    yield own.format(**parts)
                yield general.format(**parts)
