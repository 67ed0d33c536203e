"""Building beside the published site, and putting the new one in its place only when it is whole."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

log = get_plugin_logger(__name__)


class SiteFolder:
    """The folder of the finished site, which changes in one step or not at all.

    A build writes into `.<name>.new` beside it. However it ends, the folder holds a whole site afterwards: the new one
    if the build succeeded, otherwise that of before.
    """

    def __init__(self, config: MkDocsConfig, *, is_told: bool) -> None:
        """Let `config` write beside the folder, where that is possible.

        Args:
            config: The site.
            is_told: Whether to say at the end where it is: that of `mkdocs serve` is nobody's to look into.
        """
        self._config, self._is_told = config, is_told
        self._given = config.site_dir
        self._folder = Path(os.path.realpath(self._given))
        self._new, self._old = (self._folder.with_name(f".{self._folder.name}.{end}") for end in ("new", "old"))
        if self._old.is_dir() and not self._folder.exists():
            self._old.rename(self._folder)  # a build was killed between the two steps of `_exchange`
        if self._can_be_moved():
            config.site_dir = str(self._new)

    def finish(self) -> None:
        """Put the new site in its place, unless the build is strict and was warned."""
        if self._config.site_dir == self._given:
            return
        self._config.site_dir = self._given
        if self._config.strict and _warnings():
            shutil.rmtree(self._new)
        else:
            self._exchange()

    def abandon(self) -> None:
        """Remove what was built; the site stays as it was."""
        if self._config.site_dir != self._given:
            self._config.site_dir = self._given
            shutil.rmtree(self._new, ignore_errors=True)

    def _can_be_moved(self) -> bool:
        """Whether the folder is an ordinary one in a folder that can be changed: not a mounted volume, for example."""
        parent = next(folder for folder in self._folder.parents if folder.exists())
        return os.access(parent, os.W_OK) and not self._folder.is_mount()

    def _exchange(self) -> None:
        self._remove_old()
        if self._folder.exists():
            self._folder.rename(self._old)
        self._new.rename(self._folder)
        if self._is_told:
            log.info("The site is in %s", self._given)  # MkDocs said where it was being made
        self._remove_old()

    def _remove_old(self) -> None:
        """Remove the site of before, but for what is hidden in it, such as `.git`: MkDocs never removes that either."""
        for hidden in self._old.glob(".*"):
            if self._folder.is_dir() and not os.path.lexists(self._folder / hidden.name):
                hidden.rename(self._folder / hidden.name)
        shutil.rmtree(self._old, ignore_errors=True)


def _warnings() -> bool:
    """Whether MkDocs counted a warning, on which it will end a strict build."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
