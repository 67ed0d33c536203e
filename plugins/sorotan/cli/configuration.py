"""What MkDocs complains of in mkdocs.yml, as problems: a build ends because of it before it begins."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin

from sorotan.core.configfile import ConfigFile
from sorotan.core.phrases import N_, phrase
from sorotan.core.problems import Problems, nearest

_STEP: Final = re.compile(r"(?:Config value|Sub-option) '(.+?)': |Plugin '(.+?)'(?: option '(.+?)')?: ")
"""How MkDocs leads to a setting."""
_INSTANCE: Final = re.compile(r" #\d+$")
"""What MkDocs adds to the name of a plugin that is there again."""
_UNKNOWN: Final = re.compile(r"Unrecognised configuration name: ")
_MISSING: Final = re.compile(r"Required configuration not provided")
_NO_PLUGIN: Final = re.compile(r"The \"(.+?)\" plugin is not installed")
_TWICE: Final = re.compile(r"Plugin '(.+?)' was specified multiple times")


@contextmanager
def complaints_kept() -> Iterator[Sequence[str]]:
    """Listen to what MkDocs complains of while it reads a configuration, instead of showing it.

    It is shown after all when the configuration cannot be read: then nobody goes on to report it.
    """
    log, kept = logging.getLogger("mkdocs.config"), list[logging.LogRecord]()
    complaints: list[str] = []

    def keep(record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING or not _STEP.match(record.getMessage()):
            return True
        kept.append(record)
        complaints.append(record.getMessage())
        return False

    log.addFilter(keep)
    try:
        yield complaints
    except Abort:  # behind what is wrong with the values
        raise
    except BaseException:
        log.removeFilter(keep)
        for record in kept:
            log.handle(record)
        raise
    finally:
        log.removeFilter(keep)


def report(complaints: Sequence[str], config_file: str, problems: Problems, config: MkDocsConfig | None = None) -> None:
    """Report what MkDocs complained of, where it is written.

    Args:
        complaints: What MkDocs said.
        config_file: The file.
        problems: Where to report.
        config: What was made of the file, if it can be used.
    """
    file = ConfigFile(Path(config_file))
    misspelt: set[str] = set()  # of which MkDocs tells first
    for complaint in complaints:
        names, said = _read(complaint)
        place, field = file.locate(*(_INSTANCE.sub("", name) for name in names)), f"“{names[-1]}”"
        if _UNKNOWN.match(said):
            likely = nearest(names[-1], _known(config or MkDocsConfig(), names))
            problems.add("SRT012", place, likely, field=field)
            misspelt.add(likely)
        elif _MISSING.match(said):
            if names[-1] not in misspelt:
                problems.add("SRT011", place, field=field)
        elif match := _NO_PLUGIN.match(said):
            reason = phrase(N_("there is no plugin {plugin}; correct its name, or install it"), plugin=match[1])
            likely = nearest(match[1], entry_points(group="mkdocs.plugins").names)
            problems.add("SRT010", file.locate(*names, match[1]), likely, field=field, reason=reason)
        elif match := _TWICE.match(said):
            reason = phrase(N_("the plugin {plugin} stands here more than once; keep one of them"), plugin=match[1])
            problems.add("SRT010", file.locate(*names, match[1]), field=field, reason=reason)
        else:
            problems.add("SRT010", place, field=field, reason=said.rstrip("."))


def _read(complaint: str) -> tuple[Sequence[str], str]:
    """The names that lead to the setting that a complaint is about, and what it says of it."""
    names, at = [], 0
    while step := _STEP.match(complaint, at):
        names += filter(None, step.groups())
        at = step.end()
    return names, complaint[at:]


def _known(config: MkDocsConfig, names: Sequence[str]) -> Set[str]:
    """The names that there are in the place of the last one."""
    *above, unknown = names
    settings: Any = config
    for name in above:
        settings = settings.get(name) or {}
        settings = settings.config if isinstance(settings, BasePlugin) else settings
    return settings.keys() - {unknown}
