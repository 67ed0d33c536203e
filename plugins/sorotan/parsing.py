"""Files of editors that other processes parse while this one goes through them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from sorotan import languages, workers
from sorotan.core import catalogs, yamlfile
from sorotan.core.ledger import digest
from sorotan.core.problems import Problems
from sorotan.core.textfile import Parses
from sorotan.store import Row, Store, unpack
from sorotan.untrusted import shown

_Parse = Callable[[Problems, Parses], object]
"""Parses a file, and keeps what it is."""


class ParsedAhead:
    """What files are, from the store, or from another process that parsed them (`core.textfile.Parses`).

    Where nothing is kept yet, everything has to be parsed: the records first, and then the catalogs. Other processes
    begin with the last of them.

    Args:
        config: The site.
        data: Its data folder.
        store: What is kept.
    """

    def __init__(self, config: MkDocsConfig, data: Path, store: Store) -> None:
        self._store = store
        self._workers: workers.Workers[Sequence[Row]] | None = None
        if store.keeps and store.is_new:
            self._files = _files(config, data)
            if workers.are_worth_it(len(self._files)):
                self._workers = workers.Workers(list(self._files), self._parse)

    def parsed(self, file: str, text: str) -> Any:
        """What the file was when it had this text; None when that is not known."""
        if self._workers is not None and file in self._workers and not self._workers.claim(file):
            for row in self._workers.take(file):
                if row.key == digest(text):
                    self._store.add(row)
                    return json.loads(unpack(row.packed))
        return self._store.parsed(file, text)

    def keep_parsed(self, file: str, text: str, data: Any) -> None:
        """Keep it, unless it would not come back as it was."""
        self._store.keep_parsed(file, text, data)

    def stop(self) -> None:
        """Parse nothing more elsewhere."""
        if self._workers is not None:
            self._workers.stop()
            self._workers = None

    def _parse(self, file: str) -> Sequence[Row]:
        kept = _Kept(self._store)
        self._files[file](Problems(), kept)
        return kept.rows


class _Kept:
    """Gathers what is parsed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.rows: list[Row] = []

    def parsed(self, file: str, text: str) -> Any:
        return None

    def keep_parsed(self, file: str, text: str, data: Any) -> None:
        row = self._store.parsed_row(file, text, data)
        self.rows += [row] if row is not None else []


def _files(config: MkDocsConfig, data: Path) -> Mapping[str, _Parse]:
    """The files of records and the catalogs, by the names by which editors know them."""
    root = Path(config.config_file_path).parent
    found: dict[str, _Parse] = {}
    for path in sorted(data.rglob("*.yml")):
        found[shown(path, root)] = partial(yamlfile.read, path, shown(path, root))
    folder = languages.catalogs_folder(config)
    for language in languages.of(config).translations:
        for path in folder.files(language, Problems()):
            place = folder.locate(path).file
            found[place] = partial(catalogs.load, path, place)
    return found
