"""Translations in the data that are older than their source: `sorotan translate`, and what readers are told."""

from __future__ import annotations

import os
import subprocess

import pytest
from click.testing import CliRunner

from sorotan.cli import main
from sorotan.core import freshness
from support import REPOSITORY, Project, block, text_of

LOCK = f"translations/{freshness.LOCK}"
LAG = "this translation may lag behind"


@pytest.fixture
def recorded(project: Project, run) -> Project:
    """The stock project after an update, without copies of the sources."""
    project.without_originals()
    assert run("translate", "update").exit_code == 0
    return project


def make_lag(project: Project) -> None:
    project.edit("data/timeline.yml", "Sekelompok peneliti", "Sekelompok kecil peneliti")


def test_update_is_stable(recorded: Project, run) -> None:
    before = recorded.read(LOCK)
    assert before.splitlines()[1:] == sorted(before.splitlines()[1:])
    result = run("translate", "update")
    assert f"{LOCK} unchanged" in result.output
    assert recorded.read(LOCK) == before


def test_lag_is_told_until_the_translation_changes(recorded: Project, run) -> None:
    make_lag(recorded)
    for _ in range(2):
        result = run("check")
        assert "data/timeline.yml:6:" in result.output
        assert "SRT067" in result.output
        assert result.exit_code == 1
        assert run("translate", "update").exit_code == 0  # which is no review
    assert "1    0  timeline" in run("translate", "status").output
    recorded.edit("data/timeline.yml", "A group of researchers", "A small group of researchers")
    assert run("check").exit_code == 0
    assert run("translate", "update").exit_code == 0
    assert run("check").exit_code == 0
    make = recorded.read(LOCK)
    recorded.edit("data/timeline.yml", "Sekelompok kecil", "Sekelompok besar")
    assert run("check").exit_code == 1, make


def test_lag_in_an_entry_of_a_list_is_told_at_its_line(recorded: Project, run) -> None:
    recorded.edit("data/timeline.yml", "Artikel menyebut", "Artikelnya menyebut")
    [told] = [line for line in run("check").output.splitlines() if "SRT067" in line]
    assert told.startswith("data/timeline.yml:25:")


@pytest.mark.parametrize("name", [("nusa-founded",), ("timeline/nusa-founded",), ()])
def test_confirm(recorded: Project, run, name: tuple[str, ...]) -> None:
    """One command says that a translation still holds, and changes nothing else."""
    make_lag(recorded)
    data = recorded.read("data/timeline.yml")
    assert run("translate", "confirm", *name, "--yes").exit_code == 0
    assert run("check").exit_code == 0
    assert recorded.read("data/timeline.yml") == data
    assert "No translation in the data is behind" in run("translate", "confirm").output


def test_confirm_asks(recorded: Project) -> None:
    make_lag(recorded)
    before = recorded.read(LOCK)
    command = ["-f", str(recorded.folder / "mkdocs.yml"), "translate", "confirm"]
    result = CliRunner().invoke(main, command, input="n\n")
    assert "A group of researchers founded the laboratory." in result.output
    assert (result.exit_code, recorded.read(LOCK)) == (0, before)
    assert CliRunner().invoke(main, command, input="y\n").exit_code == 0
    assert recorded.read(LOCK) != before


def test_confirm_of_what_is_not_there(recorded: Project, run) -> None:
    make_lag(recorded)
    result = run("translate", "confirm", "nusa-fonded")
    assert (result.exit_code, "Did you mean “nusa-founded”?" in result.output) == (1, True)
    result = run("translate", "confirm", "entities/pelita")
    assert (result.exit_code, "is behind its source" in result.output) == (1, True)


def test_words_that_changed_are_shown_where_git_has_them(recorded: Project, run) -> None:
    def git(*arguments: str) -> None:
        names = {f"GIT_{who}_{what}": "x@x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        subprocess.run(["git", *arguments], cwd=recorded.folder, env={**os.environ, **names}, check=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "x")
    make_lag(recorded)
    git("commit", "-qam", "y")
    recorded.edit("data/timeline.yml", "Sekelompok kecil", "Sekelompok amat kecil")
    assert "Sekelompok {+amat kecil+} peneliti mendirikan" in run("translate", "check").output


def test_words_that_changed_are_not_known_without_git(recorded: Project, run, monkeypatch) -> None:
    monkeypatch.setenv("PATH", "")
    make_lag(recorded)
    result = run("translate", "check")
    assert "(Git does not know what it said before)" in result.output
    assert result.exit_code == 1
    assert "(`sorotan translate check` tells what changed in it)" in run("check").output


@pytest.mark.parametrize(
    "content", [b"{}\n", b"\xe9\n", b"<<<<<<< HEAD\n", None], ids=["JSON", "Latin-1", "merge", "dir"]
)
@pytest.mark.parametrize("command", ["update", "status", "check", "confirm"])
def test_spoilt_lock_is_told_and_kept(recorded: Project, run, content: bytes | None, command: str) -> None:
    path = recorded.folder / LOCK
    path.unlink()
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    result = run("translate", command)
    assert result.exit_code == 1
    assert f"{LOCK}" in result.output
    assert "SRT0" in result.output
    assert path.is_dir() if content is None else path.read_bytes() == content
    assert run("check").exit_code == 1


def test_unreadable_data_forgets_nothing(recorded: Project, run) -> None:
    before = recorded.read(LOCK)
    recorded.edit("data/timeline.yml", "stage: event", "stage: happening")  # the record is left out
    assert run("translate", "update").exit_code == 0
    assert recorded.read(LOCK) == before
    recorded.write("data/timeline.yml", "a: [")
    assert run("translate", "update").exit_code == 1
    assert recorded.read(LOCK) == before


def test_line_endings_stay(recorded: Project, run) -> None:
    recorded.edit("data/timeline.yml", "A group of", "One group of")
    path = recorded.folder / LOCK
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("translate", "update").exit_code == 0
    data = path.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") > 10


def test_renamed_entity_stays_behind(recorded: Project, run) -> None:
    recorded.edit("data/entities/model.yml", "An open language model", "An open language model.")
    assert run("translate", "update").exit_code == 0
    indonesian = next(line for line in recorded.read("data/entities/model.yml").splitlines() if "description" in line)
    recorded.edit("data/entities/model.yml", indonesian, indonesian.replace("id: ", "id: Sungguh ", 1))
    assert run("check").exit_code == 1
    assert run("rename", "entity", "pelita", "pelita-satu").exit_code == 0
    assert run("translate", "update").exit_code == 0
    assert "confirm entities/pelita-satu" in run("check").output


def test_readers_are_told(recorded: Project) -> None:
    """In the translation only, at the record, and not when nothing lags behind."""
    assert LAG not in recorded.build().html("en/timeline/")
    make_lag(recorded)
    built = recorded.build()
    assert LAG in text_of(block(built.page("en/timeline/"), "event-nusa-founded"))
    assert LAG not in text_of(block(built.page("en/timeline/"), "event-pelita-open"))
    assert LAG not in built.html("timeline/")
    assert [problem for problem in built.problems if "SRT067" in problem]


PLACES = {
    "entities/pelita": ["en/entities/pelita/"],
    "timeline/nusa-founded": ["en/timeline/"],
    "articles/lab-baru": ["en/articles/lab-baru/"],
    "references/": ["en/references/"],
    "claims/": ["en/claims/"],
    "disagreements/": ["en/disagreements/"],
    "notes/": ["en/articles/lab-baru/", "en/notes/", "en/articles/lab-baru/parallel/"],
}


@pytest.mark.parametrize("record", PLACES)
def test_every_kind_of_record_says_so(recorded: Project, record: str) -> None:
    lines = recorded.read(LOCK).splitlines()
    index = next(index for index, line in enumerate(lines) if line.startswith(record))
    lines[index] = f"{lines[index][:-12]}{'0' * 12}"
    recorded.write(LOCK, "\n".join(lines))
    recorded.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/feeds\n")
    built = recorded.build()
    for page in PLACES[record]:
        assert built.html(page).count(LAG) == 1, page
        both = page.endswith("/parallel/")  # side by side there is an English column on Indonesian pages, too
        assert built.html(page.removeprefix("en/")).count(LAG) == both
    for feed in ("feed.xml", "feed.json", "en/feed.xml", "en/feed.json"):
        told = record in ("timeline/nusa-founded", "notes/") and feed.startswith("en/")
        assert built.html(feed).count(LAG) == told, feed


def test_the_briefing_is_recorded(tmp_path) -> None:
    """Nothing in this repository lags behind, and its lock file is up to date."""
    lock = (REPOSITORY / LOCK).read_text("utf-8")
    result = CliRunner().invoke(main, ["-f", str(REPOSITORY / "mkdocs.yml"), "translate", "status"])
    assert result.exit_code == 0
    counts = [line.split() for line in result.output.split("records\n")[1].splitlines()]
    assert counts
    assert all(line[1:3] == ["0", "0"] for line in counts), "run `sorotan translate update`"
    assert len(lock.splitlines()) > 1000
