"""Files of the site that are kept for the next build, without being copied: by hard links.

A file that would be the same again is linked from the cache into the new site, which takes as long however large it
is, and no room. Whoever changes a file of the site in place changes it in the cache as well; that shows by its size and
time, or by its digest, and the file is made again.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import zlib
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from sorotan.core.ledger import Ledger, Look
from sorotan.store import NOT_OURS, Row, Store

_PREFIX: Final = "write "
"""Of the jobs whose results are files."""


_FOREIGN: Final = re.compile(r"^/|(^|/)\.\.(/|$)|[\\:]")
"""What is not a path below a folder."""


class _Kept(NamedTuple):
    """A file as the build before wrote it."""

    path: str
    """Below the root of the site."""
    digest: str
    """Of its content; its name in the cache."""
    size: int
    """In octets."""
    modified: int
    """When it was written: nanoseconds since 1970."""


class KeptFiles:
    """Files of the site by the job that made them.

    Args:
        store: Knows what they were made from.
        site: The folder that a new site is written into.
    """

    def __init__(self, store: Store, site: Path) -> None:
        self._store, self._site, self._cache = store, site, store.folder
        self._found: dict[str, Sequence[_Kept]] = {}
        """Files by job, of those that were asked for: forked processes cannot ask the store."""
        self._folders: set[Path] = set()
        """Those that are there."""

    def has(self, job: str, key: str, ledger: Ledger) -> bool:
        """Whether the files of a job are there, made from the same key and the same records."""
        files = self._read(job)
        return bool(files) and self._store.has(_PREFIX + job, key, ledger) and all(map(self._is_whole, files))

    def place(self, job: str) -> bool:
        """Put the files of a job into the site that there are, in the place of others. Whether that was possible."""
        try:
            for file in self._found[job]:
                _link(self._in_cache(file.digest), self._in_site(file.path))
        except OSError:  # another build tidied up
            return False
        return True

    def text(self, job: str) -> str | None:
        """What is in the only file of a job; None where it cannot be read any more."""
        with suppress(OSError, ValueError):
            [file] = self._found[job]
            return self._in_cache(file.digest).read_bytes().decode()
        return None

    def keep(
        self, job: str, key: str, ledger: Ledger, looks: Collection[Look], contents: Mapping[str, bytes]
    ) -> Row | None:
        """Keep files that somebody else writes into the site.

        Args:
            job: What they are known by.
            key: Stands for everything that they are made from, besides records.
            ledger: Knows these.
            looks: The records that were looked at.
            contents: By the paths below the root of the site.

        Returns:
            What the store is to be told; None if they cannot be kept.
        """
        known = {file.digest: file for file in self._found.get(job, ()) if self._is_whole(file)}
        with suppress(OSError):  # full
            files = [self._keep(path, content, known) for path, content in contents.items() if self._cache is not None]
            if files:
                return self._store.row(_PREFIX + job, key, ledger, looks, json.dumps(files))
        return None

    def write(
        self, job: str, key: str, ledger: Ledger, looks: Collection[Look], contents: Mapping[str, bytes]
    ) -> Row | None:
        """Write files into the site, and keep them as `keep` does."""
        row = self.keep(job, key, ledger, looks, contents)
        for path, content in contents.items():
            target = self._in_site(path)
            if row is None:
                target.write_bytes(content)
            else:
                _link(self._in_cache(_digest(content)), target)
        return row

    def tidy(self) -> None:
        """Forget the files that the store does not know any more."""
        with suppress(OSError, sqlite3.Error, zlib.error):
            known = {file.digest for value in self._store.values(_PREFIX) for file in _parsed(value)}
            for name in set(os.listdir(self._cache)) - known if self._cache else ():
                self._in_cache(name).unlink()

    def _read(self, job: str) -> Sequence[_Kept]:
        if job not in self._found:
            self._found[job] = _parsed(self._store.get(_PREFIX + job) or "[]")
        return self._found[job]

    def _is_whole(self, file: _Kept) -> bool:
        path = self._in_cache(file.digest)
        with suppress(OSError):
            found = path.stat()
            if found.st_size == file.size:
                return found.st_mtime_ns == file.modified or _digest(path.read_bytes()) == file.digest
        return False

    def _keep(self, path: str, content: bytes, known: Mapping[str, _Kept]) -> _Kept:
        name = _digest(content)
        if name in known:
            return known[name]._replace(path=path)
        kept = self._in_cache(name)
        new = kept.with_name(f".{name}.{os.getpid()}")
        kept.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(content)
        new.replace(kept)
        found = kept.stat()
        return _Kept(path, name, found.st_size, found.st_mtime_ns)

    def _in_cache(self, digest: str) -> Path:
        assert self._cache is not None
        return self._cache / digest

    def _in_site(self, path: str) -> Path:
        """Where a file belongs, in a folder that is there."""
        target = self._site / path
        if target.parent not in self._folders:
            os.makedirs(target.parent, exist_ok=True)
            self._folders.add(target.parent)
        return target


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _link(kept: Path, target: Path) -> None:
    try:
        os.link(kept, target)
    except OSError:
        target.unlink(missing_ok=True)  # not changed: it may be a link to what is kept, too
        _link_or_copy(kept, target)


def _link_or_copy(kept: Path, target: Path) -> None:
    try:
        os.link(kept, target)
    except OSError:  # a file system without links, or another one
        shutil.copyfile(kept, target)


def _parsed(value: str) -> Sequence[_Kept]:
    """The files that are named in a result; none if it is not ours."""
    with suppress(*NOT_OURS):
        files = [_Kept(*each) for each in json.loads(value)]
        if not any(_FOREIGN.search(file.path) for file in files):
            return files
    return []
