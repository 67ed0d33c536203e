"""The search index: the same files from the same site, and filters by what an entry is."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from support import Built, Project


def index_of(built: Built) -> dict[str, bytes]:
    folder = built.site / "pagefind"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_index_is_the_same_in_every_build(project: Project) -> None:
    project.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - sorotan/search\n")
    first = index_of(project.build(strict=True))
    second = index_of(project.build(strict=True))
    assert [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)] == []

    contents = json.loads(first["pagefind-entry.json"])
    for language, listed in contents["languages"].items():
        assert f"pagefind.{listed['hash']}.pf_meta" in first
        filters = [gzip.decompress(first[name]) for name in first if name.startswith(f"filter/{language}_")]
        for section in ("article", "note", "entity", "event", "claim"):
            assert sum(section.encode() in text for text in filters) == 1
    assert {Path(name).suffix for name in first} >= {".pf_filter", ".pf_index", ".pf_fragment"}
