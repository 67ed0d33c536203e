"""What a build made, kept for the next one.

An entry is good only if it was made from the same things: it carries the key of what it was made from and the digests
of the records that were looked at (`core.ledger`). The file itself is never trusted: entries are plain data behind a
digest of their own, and what is not whole, or is not ours, is made again.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from shutil import rmtree
from typing import Any, Final, NamedTuple

from mkdocs.config.defaults import MkDocsConfig

from sorotan.circumstances import Purpose, circumstances
from sorotan.core.ledger import NO_STAMP, Ledger, digest

FOLDER: Final = ".cache/sorotan/pages"
"""Where the results of builds are kept, relative to mkdocs.yml."""
_VERSIONS: Final = 4
"""Stores that are kept, each for other circumstances: a build, a preview, a check, the offline copy."""
_SCHEMA: Final = """
    CREATE TABLE IF NOT EXISTS results
    (job TEXT PRIMARY KEY, key TEXT, stamp TEXT, value BLOB, digest TEXT) WITHOUT ROWID
"""
NOT_OURS: Final = (ValueError, TypeError, LookupError, AttributeError)
"""What is raised where a kept value has another form than was written."""
_PATIENCE: Final = 0.1
"""Seconds to wait for another build that writes."""
_LEVEL: Final = 1
"""Of compression: the fastest."""


class Row(NamedTuple):
    """A result as it is kept."""

    job: str
    key: str
    stamp: str
    """Stands for the records that it was made from (`Ledger.stamp`)."""
    packed: bytes
    digest: str
    """What shows that it is whole."""


def pack(text: str) -> bytes:
    """A text as it is kept. What is half a character comes back as well."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack(packed: bytes) -> str:
    """The text that was packed."""
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class _Entry:
    key: str
    stamp: str
    packed: bytes
    is_whole: bool
    """Whether it is what was written."""


def _proof(job: str, key: str, stamp: str, packed: bytes) -> str:
    state = blake2b(packed, digest_size=16)
    state.update("\0".join((job, key, stamp)).encode("utf-8", "surrogatepass"))
    return state.hexdigest()


def cache_folder(config: MkDocsConfig, path: str) -> Path | None:
    """A folder for what can be made again, by its path from mkdocs.yml; None where it is a link out of the project."""
    root = Path(config.config_file_path).parent.resolve()
    folder = root / path
    return folder if folder.resolve().is_relative_to(root) else None


def open_store(config: MkDocsConfig, purpose: Purpose) -> Store:
    """What is kept of earlier builds of a site; nothing where a plugin of others could bring in anything."""
    folder = cache_folder(config, FOLDER)
    kept = circumstances(config, purpose) if folder else None
    return Store(folder / f"{kept}.sqlite3" if folder and kept else None)


class Store:
    """Results by the name of the job that they came of.

    Args:
        path: The file, named by what all results depend on; None to keep nothing.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._entries: dict[str, _Entry] = {}
        self._made: dict[str, Row] = {}
        self._used: set[str] = set()
        if path is not None and path.is_file():
            with suppress(sqlite3.Error, TypeError):  # not ours, or no longer whole
                self._entries = _read(path)  # of a damaged file not even what can be read: it could not be written

    @property
    def keeps(self) -> bool:
        """Whether anything is kept: only plugins are at work that are known to add nothing unseen."""
        return self._path is not None

    @property
    def is_new(self) -> bool:
        """Whether nothing is kept of an earlier build."""
        return not self._entries

    @property
    def folder(self) -> Path | None:
        """Where files are kept that results name (`keptfiles`); None where nothing is kept."""
        return self._path and self._path.with_suffix("")

    def has(self, job: str, key: str, ledger: Ledger) -> bool:
        """Whether there is a whole result, made from the same key and the same records. It is kept then."""
        entry = self._entries.get(job)
        with suppress(*NOT_OURS):
            if entry is not None and entry.key == key and entry.is_whole and ledger.holds(entry.stamp):
                self._used.add(job)
                return True
        return False

    def get(self, job: str) -> str | None:
        """The result of a job; None where there is none, or not what was written."""
        self._used.add(job)
        if job in self._made:
            return unpack(self._made[job].packed)
        entry = self._entries.get(job)
        if entry is not None and entry.is_whole:
            with suppress(ValueError, zlib.error):
                return unpack(entry.packed)
        return None

    def values(self, prefix: str) -> Iterator[str]:
        """The results of all jobs that begin with the prefix, as they are kept now.

        Raises:
            sqlite3.Error, OSError: they cannot be read.
        """
        if self._path is not None and self._path.is_file():
            with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as database:
                for (value,) in database.execute("SELECT value FROM results WHERE job GLOB ?", [f"{prefix}*"]):
                    yield unpack(value)

    def parsed(self, file: str, text: str) -> Any:
        """What a file was when it had this text; None when that is not kept (`core.textfile.Parses`)."""
        job, key = f"parse {file}", digest(text)
        kept = self.get(job) if job in self._entries and self._entries[job].key == key else None
        return None if kept is None else json.loads(kept)

    def keep_parsed(self, file: str, text: str, data: Any) -> None:
        """Keep what a file is."""
        self.add(self.parsed_row(file, text, data))

    def parsed_row(self, file: str, text: str, data: Any) -> Row | None:
        """What a file is, as it is kept; None if JSON would make something else of it: keys that are numbers."""
        with suppress(ValueError):  # a number of very many digits
            written = json.dumps(data)
            if json.loads(written) == data:
                return self.row(f"parse {file}", digest(text), NO_STAMP, written)
        return None

    def row(self, job: str, key: str, stamp: str, result: str) -> Row:
        """The result of a job as it is kept, made from a key and from the records that a stamp stands for."""
        packed = pack(result)
        return Row(job, key, stamp, packed, _proof(job, key, stamp, packed))

    def add(self, row: Row | None) -> None:
        """Keep a result, if there is one."""
        if row is not None:
            self._made[row.job] = row

    def keep(self) -> bool:
        """Write what was put, and forget what nobody asked for. Whether anything changed by that."""
        unused = [(job,) for job in self._entries.keys() - self._used]
        if self._path is None or not (self._made or unused):
            return False
        with suppress(OSError, sqlite3.Error):  # full, or another build writes: then nothing is kept
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if not self._entries:
                self._path.unlink(missing_ok=True)  # whatever it is
            with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as database:
                # The file can be made again, and the digests tell what was not written to its end.
                database.execute("PRAGMA synchronous = OFF")
                database.execute(_SCHEMA)
                database.executemany("DELETE FROM results WHERE job = ?", unused)
                database.executemany("REPLACE INTO results VALUES (?, ?, ?, ?, ?)", self._made.values())
                database.commit()
            found = sorted(self._path.parent.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)
            for path in found[:-_VERSIONS]:
                path.unlink()
                rmtree(path.with_suffix(""), ignore_errors=True)
            return True
        return False


def _read(path: Path) -> dict[str, _Entry]:
    """All that is kept in a file, by job.

    Raises:
        sqlite3.Error, TypeError: it is not ours, or not whole.
    """
    with closing(sqlite3.connect(path, timeout=_PATIENCE)) as database:
        rows = map(Row._make, database.execute("SELECT job, key, stamp, value, digest FROM results"))
        return {row.job: _Entry(row.key, row.stamp, row.packed, _proof(*row[:4]) == row.digest) for row in rows}
