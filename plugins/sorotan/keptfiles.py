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
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from sorotan.core.ledger import Ledger
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
        self.store, self._site, self._cache = store, site, store.folder
        self._found: dict[str, Sequence[_Kept]] = {}
        """Files by job, of those that were asked for: forked processes cannot ask the store."""
        self._folders: set[Path] = set()
        """Those that are there."""

    def has(self, job: str, key: str, ledger: Ledger) -> bool:
        """Whether the files of a job are there, made from the same key and the same records."""
        files = self._read(job)
        return bool(files) and self.store.has(_PREFIX + job, key, ledger) and all(map(self._is_whole, files))

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

    def write(self, job: str, key: str, stamp: str, contents: Mapping[str, bytes]) -> Row | None:
        """Write files into the site, and keep them.

        Args:
            job: What they are known by.
            key: Stands for everything that they are made from, besides records.
            stamp: Stands for the records that they are made from (`Ledger.stamp`).
            contents: By the paths below the root of the site.

        Returns:
            What the store is to be told; None if they cannot be kept.
        """
        digests = {path: digest_of(content) for path, content in contents.items()}
        known = {file.digest for file in self._found.get(job, ()) if self._is_whole(file)}
        for path, content in contents.items():
            target = self._in_site(path)
            if digests[path] in known:
                _link(self._in_cache(digests[path]), target)
            else:
                target.unlink(missing_ok=True)  # not changed: it may be a link to what is kept
                target.write_bytes(content)
        return self.adopt(job, key, stamp, digests)

    def adopt(self, job: str, key: str, stamp: str, digests: Mapping[str, str]) -> Row | None:
        """Keep files that are in the site, as `write` does.

        Args:
            job: What they are known by.
            key: Stands for everything that they are made from, besides records.
            stamp: Stands for the records that they are made from.
            digests: Of their contents, by the paths below the root of the site.
        """
        if self._cache is None:
            return None
        with suppress(OSError):  # full
            self._cache.mkdir(parents=True, exist_ok=True)
            files = [self._adopt(path, digest) for path, digest in digests.items()]
            return self.store.row(_PREFIX + job, key, stamp, json.dumps(files))
        return None

    def tidy(self) -> None:
        """Forget the files that the store does not know any more."""
        with suppress(OSError, sqlite3.Error, zlib.error):
            known = {file.digest for value in self.store.values(_PREFIX) for file in _parsed(value)}
            for name in set(os.listdir(self._cache)) - known if self._cache else ():
                self._in_cache(name).unlink()

    def _read(self, job: str) -> Sequence[_Kept]:
        if job not in self._found:
            self._found[job] = _parsed(self.store.get(_PREFIX + job) or "[]")
        return self._found[job]

    def _is_whole(self, file: _Kept) -> bool:
        path = self._in_cache(file.digest)
        with suppress(OSError):
            found = path.stat()
            if found.st_size == file.size:
                return found.st_mtime_ns == file.modified or digest_of(path.read_bytes()) == file.digest
        return False

    def _adopt(self, path: str, digest: str) -> _Kept:
        kept = self._in_cache(digest)
        _link(self._site / path, kept)
        found = kept.stat()
        return _Kept(path, digest, found.st_size, found.st_mtime_ns)

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


def digest_of(content: bytes) -> str:
    """What a file is named by in the cache."""
    return blake2b(content, digest_size=16).hexdigest()


def _link(source: Path, target: Path) -> None:
    """Make `target` the same file, whatever was there."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:  # a file system without links, or another one
        shutil.copy2(source, target)


def _parsed(value: str) -> Sequence[_Kept]:
    """The files that are named in a result; none if it is not ours."""
    with suppress(*NOT_OURS):
        files = [_Kept(*each) for each in json.loads(value)]
        if not any(_FOREIGN.search(name) for file in files for name in (file.path, file.digest)):
            return files
    return []
