"""What a build made, kept for the next one.

An entry is good only if it was made from the same things: it carries the key of what it was made from and the digests
of the records that were looked at (`core.ledger`). The file itself is never trusted: entries are plain data behind a
digest of their own, and what is not whole, or is not ours, is made again.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from mkdocs.config.defaults import MkDocsConfig

from sorotan.circumstances import Purpose, circumstances
from sorotan.core.ledger import Ledger, Look, Stamps, digest

ValueT = TypeVar("ValueT")

FOLDER: Final = ".cache/sorotan/pages"
"""Where the results of builds are kept, relative to mkdocs.yml."""
_VERSIONS: Final = 4
"""Files that are kept, each for other circumstances: a build, a preview, a check, the offline copy."""
_SCHEMA: Final = """
    CREATE TABLE IF NOT EXISTS results
    (job TEXT PRIMARY KEY, key TEXT, stamps TEXT, value BLOB, digest TEXT) WITHOUT ROWID
"""
_LEVEL: Final = 1
"""Of compression: the fastest makes a seventh of a page."""


def pack(value: object) -> bytes:
    """A value that JSON can hold, as it is kept.

    Raises:
        UnicodeEncodeError: it has half a character in it.
    """
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode(), _LEVEL)


def unpack(packed: bytes) -> Any:
    """The value that was packed."""
    return json.loads(zlib.decompress(packed))


@dataclass(frozen=True)
class _Entry:
    key: str
    stamps: Stamps


def open_store(config: MkDocsConfig, purpose: Purpose) -> Store:
    """What is kept of earlier builds of a site; nothing where a plugin of others could bring in anything."""
    kept = circumstances(config, purpose)
    return Store(kept and Path(config.config_file_path).parent / FOLDER / f"{kept}.sqlite3")


class Store:
    """Results by the name of the job that they came of.

    Args:
        path: The file, named by what all results depend on; None to keep nothing.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._entries: dict[str, _Entry] = {}
        self._used: set[str] = set()
        self._connection = self._connect()

    def _connect(self) -> sqlite3.Connection:
        if self._path is not None:
            with suppress(OSError, sqlite3.Error):
                return self._open(self._path)
            with suppress(OSError, sqlite3.Error):  # no database, or no longer one
                self._path.unlink()
                return self._open(self._path)
        self._path = None
        connection = sqlite3.connect(":memory:", isolation_level="IMMEDIATE")
        connection.execute(_SCHEMA)
        return connection

    def _open(self, path: Path) -> sqlite3.Connection:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=0.1, isolation_level="IMMEDIATE")
        try:
            # The file can be made again, and the digests tell what was not written to its end.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(_SCHEMA)
            self._entries = {
                job: _Entry(key, json.loads(stamps))
                for job, key, stamps in connection.execute("SELECT job, key, stamps FROM results")
            }
        except (sqlite3.Error, ValueError, TypeError):
            connection.close()
            raise sqlite3.DatabaseError from None
        return connection

    def has(self, job: str, key: str, ledger: Ledger) -> bool:
        """Whether there is a result, made from the same key and the same records."""
        entry = self._entries.get(job)
        return entry is not None and entry.key == key and ledger.holds(entry.stamps)

    def get(self, job: str) -> Any:
        """The result of a job; None where it cannot be read, or is not what was written."""
        self._used.add(job)
        with suppress(sqlite3.Error, ValueError, TypeError, zlib.error):
            found = self._connection.execute("SELECT key, stamps, value, digest FROM results WHERE job = ?", [job])
            key, stamps, value, expected = found.fetchone() or ("", "", "", "")
            if digest((job, key, stamps, value)) == expected:
                return unpack(value)
        return None

    def result(self, job: str, ledger: Ledger, make: Callable[[], ValueT]) -> ValueT:
        """The result of a job that depends on records alone, made or kept. It must be such that JSON can hold it."""
        kept = self.get(job) if self.has(job, "", ledger) else None
        if kept is not None:
            return cast(ValueT, kept)
        ledger.begin()
        made = make()
        looks = ledger.end()
        with suppress(UnicodeEncodeError):
            self.put(job, "", ledger, looks, pack(made))
        return made

    def parsed(self, file: str, text: str) -> Any:
        """What a data file was when it had this text; None when that is not kept (`core.yamlfile.Parses`)."""
        job, key = f"parse {file}", digest(text)
        return self.get(job) if job in self._entries and self._entries[job].key == key else None

    def keep_parsed(self, file: str, text: str, data: Any) -> None:
        """Keep what a data file is, unless JSON would make something else of it: keys of mappings that are numbers."""
        with suppress(ValueError, TypeError):
            packed = pack(data)
            if unpack(packed) == data:
                self.put(f"parse {file}", digest(text), Ledger(), (), packed)

    def put(self, job: str, key: str, ledger: Ledger, looks: Collection[Look], packed: bytes) -> None:
        """Keep the packed result of a job."""
        self._used.add(job)
        with suppress(sqlite3.Error, ValueError):  # full, or another build writes; or no Unicode
            row = [job, key, json.dumps(ledger.stamps(looks)), packed]
            self._connection.execute("REPLACE INTO results VALUES (?, ?, ?, ?, ?)", [*row, digest(tuple(row))])

    def keep(self) -> None:
        """Write what was put, and forget what nobody asked for."""
        with suppress(sqlite3.Error):
            unused = [(job,) for job in self._entries.keys() - self._used]
            self._connection.executemany("DELETE FROM results WHERE job = ?", unused)
            self._connection.commit()
        self.close()
        if self._path is not None:
            with suppress(OSError):
                os.utime(self._path)
                found = sorted(self._path.parent.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)
                for path in found[:-_VERSIONS]:
                    path.unlink()

    def close(self) -> None:
        """Keep nothing of what was put since."""
        with suppress(sqlite3.Error):
            self._connection.close()
