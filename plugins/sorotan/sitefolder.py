"""Building beside the published site, and putting the new one in its place only when it is whole."""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from sorotan.core import textfile
from sorotan.core.phrases import N_, Phrase, phrase
from sorotan.interface import told
from sorotan.stopped import UNREACHABLE, BuildStopped
from sorotan.untrusted import shown

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

log = get_plugin_logger(__name__)

_WAITING: Final = Phrase(N_("Another build is writing this site. This one begins when that has ended."))


class SiteFolder:
    """The folder of the finished site, which changes in one step or not at all.

    A build writes into `.<name>.new` beside it. However it ends, the folder holds a whole site afterwards: the new one
    if the build succeeded, otherwise that of before. Where several builds are begun, one writes at a time.
    """

    def __init__(self, config: MkDocsConfig, *, is_told: bool) -> None:
        """Let `config` write beside the folder, where that is possible.

        Args:
            config: The site.
            is_told: Whether to say at the end where it is: that of `mkdocs serve` is nobody's to look into.

        Raises:
            BuildStopped: there is a file in its place, which is somebody's.
        """
        self._config, self._is_told = config, is_told
        self._given = config.site_dir
        self._folder = Path(os.path.realpath(self._given))
        self._new, self._old, turn = (
            self._folder.with_name(f".{self._folder.name}.{end}") for end in ("new", "old", "lock")
        )
        self._turn: _Turn | None = None
        if self._folder.is_file():
            place = shown(self._folder, Path(os.path.realpath(config.config_file_path)).parent)
            raise BuildStopped(phrase(UNREACHABLE, place=place, reason=textfile.NOT_A_FOLDER))
        if not self._can_be_moved():
            return
        self._turn = _Turn(turn)
        self._put_back()  # a build may have been killed
        config.site_dir = str(self._new)

    def finish(self) -> None:
        """Put the new site in its place, unless the build is strict and was warned."""
        if self._config.site_dir == self._given:
            return
        if self._config.strict and _warnings():
            shutil.rmtree(self._new)
        else:
            self._exchange()
        self._config.site_dir = self._given
        self._end()

    def abandon(self) -> None:
        """Remove what was built; the site stays as it was."""
        if self._config.site_dir != self._given:
            self._config.site_dir = self._given
            self._put_back()
            shutil.rmtree(self._new, ignore_errors=True)
        self._end()

    def _end(self) -> None:
        """Let the next build begin."""
        if self._turn is not None:
            self._turn.end()
            self._turn = None

    def _can_be_moved(self) -> bool:
        """Whether the folder is an ordinary one in a folder that can be changed: not a mounted volume, for example."""
        parent = next(folder for folder in self._folder.parents if folder.exists())
        return os.access(parent, os.W_OK) and not self._folder.is_mount()

    def _exchange(self) -> None:
        try:
            self._remove_old()
        except OSError as error:  # of another user, who built in a container, for example
            raise OSError(error.errno, error.strerror, str(self._old)) from error
        if self._folder.exists():
            self._folder.rename(self._old)
        self._new.rename(self._folder)
        if self._is_told:
            log.info(
                "%s", told(phrase(N_("The site is in {folder}"), folder=self._given))
            )  # MkDocs said where it was being made
        with suppress(OSError):  # the site is there all the same
            self._remove_old()

    def _put_back(self) -> None:
        """Put the site of before in its place again, if a build ended between the two steps of `_exchange`."""
        if self._old.is_dir() and not self._folder.exists():
            self._old.rename(self._folder)

    def _remove_old(self) -> None:
        """Remove the site of before, but for what is hidden in it, such as `.git`: MkDocs never removes that either."""
        for hidden in self._old.glob(".*"):
            if not os.path.lexists(self._folder / hidden.name):
                hidden.rename(self._folder / hidden.name)
        if self._old.exists():
            shutil.rmtree(self._old)


class _Turn:
    """The right to write beside a folder, which one process has at a time. It ends with the process in any case."""

    def __init__(self, path: Path) -> None:
        """Wait until no other process has it.

        Args:
            path: A file that is there as long as one has it.
        """
        self._path, self._file = path, -1
        with suppress(OSError):  # a file system without locks
            path.parent.mkdir(parents=True, exist_ok=True)
            while fcntl is not None and not self._has_it():
                os.close(self._file)  # the one before removed the file
                self._file = -1

    def _has_it(self) -> bool:
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            log.info("%s", told(_WAITING))
            fcntl.lockf(self._file, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            return os.path.samestat(os.fstat(self._file), self._path.stat())
        return False

    def end(self) -> None:
        """Give it to the next."""
        if self._file >= 0:
            self._path.unlink(missing_ok=True)
            os.close(self._file)


def _warnings() -> bool:
    """Whether MkDocs counted a warning, on which it will end a strict build."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
