"""What the project is made of: pinned, licensed, and each dependency there for a reason that is written down."""

from __future__ import annotations

import re
import tomllib

import pytest

import licences
from support import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
REQUIRED = [*PROJECT["dependencies"], *(name for extra in PROJECT["optional-dependencies"].values() for name in extra)]
DIRECT = sorted({re.match(r"[\w.-]+", requirement)[0] for requirement in REQUIRED})


def test_licences_are_up_to_date() -> None:
    """Where not, `make licences` writes them."""
    assert licences.TARGET.read_text("utf-8") == licences.document()


def test_every_licence_is_known() -> None:
    names = [name for lock in licences.LOCKS for name in licences.packages(lock)]
    assert len(names) > 50
    assert [name for name in names if not licences.licence(name)] == []


@pytest.mark.parametrize("name", DIRECT)
def test_every_direct_dependency_is_justified(name: str) -> None:
    """By name, in bold, in ARCHITECTURE.md."""
    section = (REPOSITORY / "ARCHITECTURE.md").read_text("utf-8").partition("## Dependencies")[2]
    named = {re.sub(r"[^a-z0-9]", "", bold.lower()) for bold in re.findall(r"\*\*([^*]+)\*\*", section)}
    known = {"mkdocs": "mkdocs16", "mkdocs-material": "material98", "markdown": "pythonmarkdown"}
    assert re.sub(r"[^a-z0-9]", "", known.get(name, name)) in named


@pytest.mark.parametrize("lock", licences.LOCKS)
def test_everything_is_pinned_by_hashes(lock: str) -> None:
    text = (REPOSITORY / lock).read_text("utf-8")
    entries = re.split(r"(?m)^(?=[A-Za-z0-9._-]+(?:\[[^\]]*\])?==)", text)[1:]
    assert entries
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in re.sub(r"(?m)^\s*#.*$", "", text)
