"""What one site exports, imported into another that has the articles and no notes, or no references."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from exported import Exported, awkward

from sorotan.cli import main
from sorotan.core import dates, loading
from sorotan.core.corpus import Corpus
from sorotan.core.problems import Problems
from sorotan.core.records import Annotation, Quote
from support import REPOSITORY, Project


def imported(project: Project, what: str, *files: Path) -> Corpus:
    command = ["-f", str(project.folder / "mkdocs.yml"), "import", what, "--yes", *map(str, files)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0 and ", 0 skipped" in result.output, result.output
    return loading.load(project.folder / "data", "data", Problems())


def annotations_of(exported: Exported, ending: str) -> list[Path]:
    return [exported.folder / f"{base}{ending}" for _, _, base in exported.articles()]


def without_notes(project: Project) -> None:
    for path in (project.folder / "data" / "annotations").glob("*.yml"):
        before, _, rest = path.read_text("utf-8").partition("annotations:\n")
        kept = re.search(r"(?ms)^\w+:.*", rest)
        path.write_text(f"{before}annotations: []\n{kept[0] if kept else ''}", "utf-8")


def as_carried(note: Annotation, ending: str, target: dict[str, Any] | None = None) -> Annotation:
    """A note as a format can say it: Hypothesis has no place for what a note cites."""
    changes: dict[str, Any] = {"cites": ()} if "hypothesis" in ending else {}
    if target:
        changes["target"] = note.target.model_copy(update=target)
    return note.model_copy(update=changes)


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The briefing of this repository."""
    folder = tmp_path_factory.mktemp("briefing")
    for name in ("data", "docs", "translations"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copyfile(REPOSITORY / "mkdocs.yml", folder / "mkdocs.yml")
    return Project(folder)


@pytest.mark.parametrize("ending", [".jsonld", ".utf16.jsonld", ".hypothesis.json"])
def test_notes_of_the_briefing(site: Exported, briefing: Project, ending: str) -> None:
    """All of them, to the character."""
    without_notes(briefing)
    notes = imported(briefing, "notes", *annotations_of(site, ending)).notes
    assert notes.keys() == site.corpus.notes.keys()
    for id, (article, note) in site.corpus.notes.items():
        assert (notes[id][0], notes[id][1].model_dump()) == (article, as_carried(note, ending).model_dump())


@pytest.mark.parametrize("ending", [".jsonld", ".utf16.jsonld", ".hypothesis.json"])
def test_notes_with_awkward_characters(odd: Exported, tmp_path: Path, ending: str) -> None:
    """A note whose words changed was exported at its block; in that language it is about the words of the block now."""
    project = awkward(tmp_path / "project")
    without_notes(project)
    notes = imported(project, "notes", *annotations_of(odd, ending)).notes
    assert notes.keys() == odd.corpus.notes.keys()
    block = next(b["text"] for b in odd.json("blocks.json") if (b["block"], b["language"]) == ("p2", "id"))
    for id, (_, note) in odd.corpus.notes.items():
        target = {"id": Quote(exact=block)} if id == "which-day" else None
        assert notes[id][1].model_dump() == as_carried(note, ending, target).model_dump()


def test_references(site: Exported, briefing: Project) -> None:
    """CSL-JSON keeps everything."""
    (briefing.folder / "data" / "references.yml").unlink(missing_ok=True)
    references = imported(briefing, "references", site.folder / "references.csl.json").references
    expected = {id: reference.model_dump() for id, reference in site.corpus.references.items()}
    assert {id: reference.model_dump() for id, reference in references.items()} == expected


def test_references_in_bibtex(site: Exported, briefing: Project) -> None:
    """BibTeX keeps titles, authors, containers, addresses, languages, and year and month of dates that are certain."""
    (briefing.folder / "data" / "references.yml").unlink(missing_ok=True)
    text = (site.folder / "references.bib").read_text("utf-8")
    file = briefing.folder / "references.bib"
    file.write_text(text, "utf-8")
    imported(briefing, "references", file)
    data = briefing.read("data/references.yml").replace("quality: TODO", "quality: reporting")
    briefing.write("data/references.yml", data)
    references = loading.load(briefing.folder / "data", "data", Problems()).references
    assert references.keys() == site.corpus.references.keys()
    for id, reference in site.corpus.references.items():
        for name in ("title", "author", "url", "language", "publisher", "container_title"):
            read, written = getattr(references[id], name), getattr(reference, name)
            assert str(read) == str(written), (id, name)
        certain = dates.parse(reference.issued).iso if reference.issued else ""
        assert not certain or references[id].issued == certain[: len("2025-01")], id
