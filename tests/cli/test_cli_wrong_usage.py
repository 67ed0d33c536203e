"""Commands that are given the wrong thing, in projects that are not as they should be: told in a sentence, and no
file is harmed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support import Project

MODELS = "data/entities/model.yml"
NOTES = "data/annotations/lab-baru.yml"
PAGE = "docs/articles/lab-baru.md"
REDIRECTS = "data/redirects.yml"
LOCK = "data/published.lock"
INDEX = "translations/en/LC_MESSAGES/index.po"

NEW = {
    "articles.yml": ["new", "article", "sumber.txt", "--id", "baru", "--title", "Judul", "--published", "2025"],
    "entities/model.yml": ["new", "entity", "lampu", "--kind", "model", "--name", "Lampu"],
    "timeline.yml": ["new", "event", "zz", "--date", "2025", "--stage", "event", "--title", "x"],
    "references.yml": ["import", "references", "buku.json", "--yes"],
    "redirects.yml": ["rename", "entity", "pelita", "lentera"],
}
"""Commands that add a record to a file."""


@pytest.fixture(autouse=True)
def _in_the_project(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("sumber.txt", "Satu.\n\nDua.\n")
    project.write("buku.json", json.dumps([{"id": "buku", "type": "book", "title": "Buku"}]))
    monkeypatch.chdir(project.folder)


@pytest.mark.parametrize("file", NEW)
@pytest.mark.parametrize("text", ["- a\n", "[a]\n", "{}\n", "a: {}\n...\n", "halo\n"], ids=repr)
def test_file_that_holds_no_records(project: Project, run, file: str, text: str) -> None:
    """A list, or records in brackets, to which none can be added: the file is named."""
    project.write(f"data/{file}", text)
    result = run(*NEW[file])
    assert result.exit_code == 1
    assert f"data/{file}" in result.output
    assert "valid YAML" not in result.output, "what is not valid is only what the command would have made of it"
    assert project.read(f"data/{file}") == text
    assert not (project.folder / "docs/articles/baru.md").exists()


@pytest.mark.parametrize("command", [["rename", "entity", "pelita", "lentera"], ["merge", "entity", "pelita", "nusa"]])
def test_keys_that_stand_twice_are_put_right_first(project: Project, run, command: list[str]) -> None:
    """Nobody knows which of the two is meant; the other would come to light again."""
    twice = project.read(MODELS) + "pelita:\n  kind: model\n  name: x\n  description: {id: a, en: b}\n"
    project.write(MODELS, twice)
    result = run(*command)
    assert result.exit_code == 1
    assert "SRT004 The key “pelita” stands twice" in result.output
    assert project.read(MODELS) == twice


def test_redirect_from_an_address_that_was_used_before(project: Project, run) -> None:
    """It leads to the new place, once."""
    project.write(REDIRECTS, "entities/pelita.md: index.md  # dulu\nlama.md: index.md\n")
    run("rename", "entity", "pelita", "lentera")
    assert project.read(REDIRECTS) == "lama.md: index.md\nentities/pelita.md: entities/lentera.md\n"
    assert run("check").output == "No problems.\n"


CONFLICT = "entities/a.md\n<<<<<<< HEAD\nentities/x.md\n=======\nentities/y.md\n>>>>>>> b\n"


@pytest.mark.parametrize("command", [["publish-lock"], ["rename", "entity", "pelita", "lentera"], ["check"]])
def test_conflict_in_the_list_of_published_addresses(project: Project, run, command: list[str]) -> None:
    """Its marks are no addresses."""
    project.write(LOCK, CONFLICT)
    result = run(*command)
    assert result.exit_code == 1
    assert f"{LOCK}:2:1: SRT002 The file cannot be read: a merge conflict was left in the file" in result.output
    assert "SRT081" not in result.output
    assert project.read(LOCK) == CONFLICT
    assert project.build().abort == ""


@pytest.mark.parametrize("text", ["", "\n\n", "---\ntitle: Laboratorium Nusa merilis Pelita\n---\n"], ids=repr)
def test_article_that_was_emptied(project: Project, run, text: str) -> None:
    """Nothing of it is read, and so nothing was missed."""
    project.write(PAGE, text)
    told = [line for line in run("check").output.splitlines() if ": SRT" in line]
    missing = [line.partition("SRT035 ")[2] for line in told if "SRT035" in line]
    assert [line.split("“")[1].split("”")[0] for line in missing] == ["p1", "p2", "p3", "p5"]
    for _ in range(2):  # the second time from what is kept
        built = project.build(strict=True)
        assert sorted(told) == built.problems
        assert not built.tracebacks


def test_ids_that_are_reserved(run) -> None:
    for id in ("index", "con", "a" * 81):
        result = run("new", "entity", id, "--kind", "model", "--name", "x")
        assert result.exit_code == 2
        assert "at most 80" in result.output and "reserved" in result.output


def test_article_with_too_many_paragraphs(project: Project, run) -> None:
    project.write("sumber.txt", "x\n" * 10_001)
    result = run(*NEW["articles.yml"])
    assert result.exit_code == 1
    assert "sumber.txt has more than 10,000 paragraphs" in result.output


def test_note_on_words_of_the_other_language(run) -> None:
    result = run("new", "note", "lab-baru", "very permissive")
    assert result.exit_code == 1
    assert "“very permissive” stands in the text in English; give the words in Indonesian." in result.output


@pytest.mark.parametrize(
    ("file", "old", "new", "command"),
    [
        (NOTES, "motivation: assessing", "motivation: assess", ["anchors", "confirm", "licence"]),
        ("data/quotes.yml", "said_in: en", "said_in: inggris sekali", ["anchors", "move", "quote-dewi-everyone", "p2"]),
        ("data/claims.yml", "verdict: supported", "verdict: benar", ["anchors", "confirm", "claim-pelita-is-free"]),
        ("data/articles.yml", "chain:", "rantai:", ["new", "note", "lab-baru", "sangat longgar"]),
    ],
)
def test_record_with_a_mistake_of_its_own(
    project: Project, run, file: str, old: str, new: str, command: list[str]
) -> None:
    """It is there, so nobody should say that it is not."""
    project.edit(file, old, new)
    result = run(*command)
    assert result.exit_code == 1
    assert "has a mistake of its own; mend it first (`sorotan check` names it)." in result.output


def test_words_of_a_block_that_is_not_translated(project: Project, run) -> None:
    """They are not lost, and other words are none either: it is the block that has to be translated."""
    project.edit(PAGE, "Lisensinya sangat longgar", "Lisensinya amat longgar")
    result = run("anchors", "confirm", "licence", "--yes")
    assert (
        "licence (en): p3 is not translated yet; `sorotan translate update` keeps its old translation." in result.output
    )
    assert "retarget" not in result.output
    assert "lab-baru  licence  en  untranslated  p3" in run("anchors").output


def test_moving_a_note_away_from_its_words(project: Project, run) -> None:
    result = run("anchors", "move", "licence", "p2")
    assert "The words stand in p3 (id, en), not in p2; choose others with `sorotan anchors retarget`." in result.output
    assert "The words stand" not in run("anchors", "move", "licence", "p3").output


@pytest.mark.parametrize("text", ["{}", "[]", "3", "null", '"x"', '{"total": 0}'])
def test_nothing_to_take_over(project: Project, run, text: str) -> None:
    project.write("kosong.json", text)
    result = run("import", "notes", "kosong.json", "--yes")
    assert result.exit_code == 1
    assert (
        "kosong.json holds no notes; give W3C Web Annotations in JSON-LD, or an export of Hypothesis." in result.output
    )


@pytest.mark.parametrize(("name", "text"), [("a.bib", ""), ("a.bib", "[]"), ("a.json", "[]"), ("a.json", "null")])
def test_no_references_to_take_over(project: Project, run, name: str, text: str) -> None:
    project.write(name, text)
    result = run("import", "references", name, "--yes")
    assert result.exit_code == 1
    assert f"{name} holds no references; give CSL-JSON (.json) or BibTeX (.bib)." in result.output


def test_references_in_another_format(project: Project, run) -> None:
    project.write("a.ris", "TY  - BOOK\n")
    result = run("import", "references", "a.ris")
    assert result.exit_code == 1
    assert "a.ris:1:1: this is not JSON: Expecting value; give CSL-JSON (.json) or BibTeX (.bib)." in result.output


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({"id": "a", "title": "A"}, "a: type is missing"),
        ({"id": "a", "type": "zzz"}, "a: title is missing; type cannot be used"),
        ({"id": "a", "type": "book", "title": "A", "URL": "javascript:x"}, "a: URL cannot be used"),
    ],
)
def test_references_that_lack_something(project: Project, run, item: dict[str, str], reason: str) -> None:
    project.write("a.json", json.dumps([item]))
    assert f"skipped  {reason}." in run("import", "references", "a.json", "--yes").output


def test_catalog_that_is_read_only_does_not_hold_up_the_others(project: Project, run) -> None:
    (project.folder / INDEX).chmod(0o444)
    result = run("translate", "update")
    assert result.exit_code == 1
    assert f"{INDEX} is read-only; make it writable and run the command again." in result.output
    assert (project.folder / "translations/records.lock").exists()
    assert "#: docs/articles/lab-baru.md" in project.read("translations/en/LC_MESSAGES/articles/lab-baru.po")


@pytest.mark.parametrize(
    "text", ["", 'msgctxt "index@title"\nmsgid "Beranda Pelita"\nmsgstr "Pelita home"\n'], ids=repr
)
def test_catalog_without_a_header_gets_that_of_a_new_one(project: Project, run, text: str) -> None:
    """Poedit and Weblate want to know the language, and nobody is called FULL NAME."""
    project.write(INDEX, text)
    assert run("translate", "update").exit_code == 0
    head, _, _ = project.read(INDEX).partition("\n\n")
    assert head.startswith("# Pelita: translation into en.\nmsgid")
    assert '"Language: en\\n"' in head and "nplurals=2" in head
    for unknown in ("PROJECT", "FULL NAME", "EMAIL@ADDRESS", "ORGANIZATION", "fuzzy"):
        assert unknown not in head
    assert ("Pelita home" in project.read(INDEX)) == bool(text)


@pytest.mark.parametrize("name", ["schemas", "schemas/timeline.schema.json"])
def test_schemas_are_written_together_or_not_at_all(project: Project, run, name: str) -> None:
    if name == "schemas":
        project.write("data/schemas", "")
    else:
        (project.folder / "data" / name).mkdir(parents=True)
    result = run("schemas")
    assert result.exit_code == 1
    reason = "it is a file where a folder belongs" if name == "schemas" else "it is a folder"
    assert reason in result.output
    assert not list((project.folder / "data").rglob("articles.schema.json"))


def test_redirect_to_nothing(project: Project, run) -> None:
    project.write(REDIRECTS, "lama.md:\nusang.md: 3\n")
    told = [line for line in run("check").output.splitlines() if ": SRT" in line]
    assert [line.partition(" ")[2] for line in told] == [
        "SRT010 “lama.md”: write the address of a page, such as entities/deepseek-r1.md.",
        "SRT010 “usang.md”: write the address of a page, such as entities/deepseek-r1.md.",
    ]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", [["check", "--format", "json"], ["anchors"]], ids=" ".join)
def test_what_cannot_be_told_is_said_in_a_sentence(command: list[str]) -> None:
    with open("/dev/full", "w") as full:
        result = subprocess.run([sys.executable, "-m", "sorotan", *command], stdout=full, stderr=subprocess.PIPE)
    assert result.returncode == 1
    assert result.stderr == b"Error: The output of the command cannot be read or written: No space left on device.\n"


def test_a_note_on_a_block_that_is_gone_is_moved_rather_than_confirmed(project: Project, run) -> None:
    project.edit(PAGE, "#p5", "#p6")
    printed = run("anchors", "confirm", "doubts", "--lang", "id").output
    assert printed == "doubts (id): its block is not in the text; choose another with `sorotan anchors move`.\n"
    assert "exact  p6" in run("anchors", "move", "doubts", "p6").output
