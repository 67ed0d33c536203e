"""What files of the project said before, where the project is kept in Git."""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final

from sorotan.core import freshness, yamlfile
from sorotan.core.problems import Problems

_VERSIONS: Final = 50
"""How many versions of a file are looked through."""


def earlier_texts(file: Path, digests: Collection[str]) -> dict[str, str]:
    """The texts with these digests (`freshness.digest`) that a YAML file had before, as far as Git knows."""
    wanted, found = set(digests), dict[str, str]()
    for version in _versions(file):
        if wanted <= found.keys():
            break
        document = yamlfile.parse(version, file.name, Problems())
        for text in _texts(document.data) if document else ():
            if (digest := freshness.digest(text)) in wanted:
                found[digest] = text
    return found


def _versions(file: Path) -> Iterator[str]:
    """The file as it was committed, newest first."""
    name = f"./{file.name}"
    for commit in _git(file.parent, "log", f"-{_VERSIONS}", "--format=%H", "--", name).split():
        yield _git(file.parent, "show", f"{commit}:{name}")


def _git(folder: Path, *arguments: str) -> str:
    """What Git prints; nothing where there is no Git, or nothing of the kind in it."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode("utf-8", errors="replace")


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from _texts(item)
