"""Addresses of the site that others may have written down: once published, they lead somewhere for good.

`published.lock`, in the data folder, lists those that were published; `redirects.yml` says where the ones lead that are
gone. An address is a path in the source language, such as `entities/deepseek-r1.md` or `timeline.md#event-x`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Final

from sorotan.core import textfile
from sorotan.core.corpus import Corpus
from sorotan.core.places import PAGES
from sorotan.core.problems import Location, Problems, nearest

LOCK: Final = "published.lock"
"""Name of the file with the published addresses, in the data folder."""

_HEADER: Final = "# Addresses that were published. Written by `sorotan publish-lock`.\n"


def entity_page(id: str) -> str:
    """The address of an entity."""
    return f"entities/{id}.md"


def addresses(corpus: Corpus, articles_dir: str) -> Iterator[str]:
    """The addresses of all records that have one, also of those that have problems of their own."""
    for kind, (page, _) in PAGES.items():
        if kind != "annotations":
            rejected = (id for other, id in corpus.rejected if other == kind)
            for id in (*getattr(corpus, kind), *rejected):
                yield page.format(articles=articles_dir, id=id)
    for id, (article, _) in corpus.notes.items():
        if corpus.knows("articles", article):
            yield PAGES["annotations"][0].format(articles=articles_dir, file=article, id=id)


def read_lock(path: Path, shown_as: str, problems: Problems) -> dict[str, int]:
    """The published addresses, and the lines on which they stand; none when there is no such file."""
    is_there = path.exists() and textfile.stays(path, shown_as, problems, path.parent)
    text = textfile.read_merged(path, shown_as, problems) if is_there else None
    lines = enumerate((text or "").splitlines(), 1)
    return {line.strip(): number for number, line in lines if line.strip() and not line.startswith("#")}


def lock_text(published: Iterable[str]) -> str:
    """The content of the lock file."""
    return _HEADER + "".join(f"{address}\n" for address in sorted(published))


def check(corpus: Corpus, articles_dir: str, lock: Path, shown_as: str, problems: Problems) -> None:
    """Report published addresses that lead nowhere.

    Args:
        corpus: The records.
        articles_dir: The folder of the articles below that of the pages.
        lock: The file with the published addresses.
        shown_as: The same as the editor knows it.
        problems: What is reported.
    """
    present = set(addresses(corpus, articles_dir))
    for address, line in read_lock(lock, shown_as, problems).items():
        gone = address not in present and not is_rejected_note(address, corpus)
        if gone and not _leads_on(address, present, corpus):
            problems.add("SRT081", Location(shown_as, line, 1), nearest(address, present), address=address)


def _leads_on(address: str, present: Container[str], corpus: Corpus) -> bool:
    """Whether a redirect leads on from an address: its own, or that of its page to one that has the same note."""
    page, _, fragment = address.partition("#")
    if corpus.knows("redirects", address):
        return True
    return page in corpus.redirects and f"{corpus.redirects[page].to}#{fragment}" in present


def is_rejected_note(address: str, corpus: Corpus) -> bool:
    """Whether an address is that of a note with a problem of its own, or in a file that is named after no article."""
    note = address.partition("#note-")[2]
    if ("notes", note) in corpus.rejected:
        return True
    return note in corpus.notes and not corpus.knows("articles", corpus.notes[note][0])
