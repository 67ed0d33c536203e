"""What MkDocs warns of in mkdocs.yml, as problems: a strict build ends because of it before it begins."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from sorotan.core.configfile import ConfigFile
from sorotan.core.phrases import N_, phrase
from sorotan.core.problems import Problems, nearest

_STEP: Final = re.compile(r"(?:Config value|Sub-option) '(.+?)': |Plugin '(.+?)'(?: option '(.+?)')?: ")
"""How MkDocs leads to a setting."""
_INSTANCE: Final = re.compile(r" #\d+$")
"""What MkDocs adds to the name of a plugin that is there again."""
_UNKNOWN: Final = re.compile(r"Unrecognised configuration name: ")
_TWICE: Final = re.compile(r"Plugin '(.+?)' was specified multiple times")


@contextmanager
def warnings_kept() -> Iterator[Sequence[str]]:
    """Listen to what MkDocs warns of while it reads a configuration, instead of showing it.

    It is shown after all when the configuration cannot be used: then nobody goes on to report it.
    """
    log, kept = logging.getLogger("mkdocs.config"), list[logging.LogRecord]()
    warnings: list[str] = []

    def keep(record: logging.LogRecord) -> bool:
        if record.levelno != logging.WARNING or not _STEP.match(record.getMessage()):
            return True
        kept.append(record)
        warnings.append(record.getMessage())
        return False

    log.addFilter(keep)
    try:
        yield warnings
    except BaseException:
        log.removeFilter(keep)
        for record in kept:
            log.handle(record)
        raise
    finally:
        log.removeFilter(keep)


def report(warnings: Sequence[str], config: MkDocsConfig, problems: Problems) -> None:
    """Report what MkDocs warned of, where it is written."""
    file = ConfigFile(Path(config.config_file_path))
    for warning in warnings:
        names, said = _read(warning)
        place, field = file.locate(*(_INSTANCE.sub("", name) for name in names)), f"“{names[-1]}”"
        if _UNKNOWN.match(said):
            problems.add("SRT012", place, nearest(names[-1], _known(config, names)), field=field)
        elif match := _TWICE.match(said):
            reason = phrase(N_("the plugin {plugin} stands here more than once; keep one of them"), plugin=match[1])
            problems.add("SRT010", file.locate(*names, match[1]), field=field, reason=reason)
        else:
            problems.add("SRT010", place, field=field, reason=said.rstrip("."))


def _read(warning: str) -> tuple[Sequence[str], str]:
    """The names that lead to the setting that a warning is about, and what it says of it."""
    names, at = [], 0
    while step := _STEP.match(warning, at):
        names += filter(None, step.groups())
        at = step.end()
    return names, warning[at:]


def _known(config: MkDocsConfig, names: Sequence[str]) -> Set[str]:
    """The names that there are in the place of the last one."""
    *above, unknown = names
    settings: Any = config
    for name in above:
        settings = settings.get(name, {})
        settings = settings.config if isinstance(settings, BasePlugin) else settings
    return settings.keys() - {unknown}
