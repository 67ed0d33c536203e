"""The language in which commands speak: that of the locale, whatever they tell or ask."""

from __future__ import annotations

import ast
import json
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from click.testing import CliRunner

from sorotan.cli import main
from sorotan.interface import Words
from support import REPOSITORY, Project

PACKAGE = REPOSITORY / "plugins" / "sorotan"
MODULES = {
    path.relative_to(PACKAGE).as_posix(): path
    for folder in ("cli", "core/editing", "core/imports")
    for path in sorted((PACKAGE / folder).glob("*.py"))
}
KEYWORDS = {"N_": None, "plural": (1, 2)}
SAME = {"fuzzy"}
"""What is called the same in Indonesian: the mark of gettext."""

TELLING = {
    "ClickException", "EditError", "Phrase", "Refusal", "_NotUsable", "confirm", "confirmed", "echo", "fail",
    "labelled", "phrase", "prompt", "refusal", "say",
}  # fmt: skip
"""Functions and exceptions that tell an editor what they are given."""


def messages() -> list[tuple[str, ...]]:
    """Every message; with its plural where it has one."""
    found = {texts for path in MODULES.values() for _, texts, _, _ in extract_from_file("python", path, KEYWORDS)}
    return sorted(texts if isinstance(texts, tuple) else (texts,) for texts in found)


def fields(text: str) -> set[str | None]:
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return names | set(re.findall(r"%\(\w+\)s", text))


def test_messages_are_found() -> None:
    singular = {texts[0] for texts in messages()}
    assert {"There is no entity “{id}”; correct the id.", "Which one", "it is no annotation."} <= singular
    assert "%(num)s address added, {total} in all." in singular


@pytest.mark.parametrize("texts", messages(), ids=lambda texts: texts[0])
def test_every_message_is_translated(texts: tuple[str, ...]) -> None:
    """With the same fields, and a sentence too where it is one."""
    words, text = Words("id"), texts[-1]
    translation = words.ngettext(*texts, 2) if len(texts) > 1 else words(text)
    assert translation != text or text in SAME
    assert fields(translation) == fields(text)
    assert translation.endswith(".") == text.endswith(".")


def unmarked(node: ast.AST) -> Iterator[str]:
    """Words in what is told that no translator sees."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if re.search(r"[^\W\d_]", re.sub(r"\{\w*\}", "", node.value)):
            yield node.value
    elif isinstance(node, ast.Call):
        for argument in node.args if name_of(node) in TELLING else ():
            yield from unmarked(argument)
    elif isinstance(node, ast.JoinedStr | ast.IfExp | ast.BoolOp | ast.BinOp | ast.FormattedValue):
        for child in ast.iter_child_nodes(node):
            yield from unmarked(child)


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_told_in_one_language_only(module: str) -> None:
    calls = [node for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))) if isinstance(node, ast.Call)]
    told = [text for call in calls for text in unmarked(call)]
    asked = [k.value for call in calls for k in call.keywords if k.arg == "prompt"]
    assert told == []
    assert all(isinstance(question, ast.Call) and name_of(question) == "N_" for question in asked)


@pytest.fixture
def indonesian(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(project.folder)
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    return project


def test_mistake_with_what_was_meant(indonesian: Project, run) -> None:
    result = run("rename", "entity", "pelit", "lentera")
    assert result.exit_code == 1
    assert "Tidak ada entitas “pelit”; perbaiki id itu. Apakah yang dimaksud “pelita”?\n" in result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["anchors", "confirm", "lisence"], "klaim (claim-…) “lisence”. Apakah yang dimaksud “licence”?"),
        (["anchors", "move", "licence", "p33"], "lab-baru tidak memiliki blok “p33”. Apakah yang dimaksud “p3”?"),
        (["translate", "confirm", "entities/pelit"], "Apakah yang dimaksud “entities/pelita”?"),
        (["new", "note", "lab-bru", "x"], "Tidak ada artikel “lab-bru”. Apakah yang dimaksud “lab-baru”?"),
        (["new", "entity", "Lampu Baru", "--kind", "model", "--name", "x"], "Apakah yang dimaksud “lampu-baru”?"),
        (["new", "event", "zz", "--date", "kemarin", "--title", "x"], "“kemarin” bukan tanggal; tulis 2025"),
    ],
)  # fmt: skip
def test_mistakes(indonesian: Project, run, arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code != 0
    assert told in result.output


def test_file_that_cannot_be_changed(indonesian: Project, run) -> None:
    """The reason, which was found elsewhere, is in the same language."""
    indonesian.write("data/timeline.yml", "- a\n")
    result = run("new", "event", "zz", "--date", "2025", "--stage", "event", "--title", "x")
    assert "data/timeline.yml: Tidak ada yang dapat ditambahkan di akhir berkas; tulis setiap data" in result.output


def test_success(indonesian: Project, run) -> None:
    result = run("new", "entity", "lampu", "--kind", "model", "--name", "Lampu")
    assert result.output == "data/entities/model.yml ditulis.\n"


def test_counts(indonesian: Project, run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the plural form that the language has for the number."""
    assert re.fullmatch(r"(\d+) alamat ditambahkan, seluruhnya \1\.\n", run("publish-lock").output)
    run("new", "entity", "lampu", "--kind", "model", "--name", "Lampu")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert re.fullmatch(r"1 address added, \d+ in all\.\n", run("publish-lock").output)
    assert run("publish-lock").output.startswith("0 addresses added, ")


def test_large_numbers(indonesian: Project, run) -> None:
    """With the separators of the language."""
    indonesian.write("sumber.txt", "x\n" * 10_001)
    result = run("new", "article", "sumber.txt", "--id", "baru", "--title", "Judul", "--published", "2025")
    assert "sumber.txt memiliki lebih dari 10.000 paragraf; berikan naskah sumber satu artikel saja." in result.output


def test_what_is_to_be_written(indonesian: Project, run) -> None:
    """What a command leaves in a file for the editor to read."""
    indonesian.write("sumber.txt", "Satu dua.\n")
    run("new", "article", "sumber.txt", "--id", "baru", "--title", "Judul", "--published", "2025")
    assert "<!-- p1: ceritakan ulang paragraf 1 sumber (kata: 2) pada baris ini" in indonesian.read(
        "docs/articles/baru.md"
    )


def test_tables(indonesian: Project, run) -> None:
    """Columns are as wide as their headings are in the language."""
    lines = run("translate", "status").output.splitlines()
    assert lines[0] == "en  diterjemahkan  fuzzy  belum ada  halaman"
    assert re.fullmatch(r" {4} *\d+ +\d+ +\d+  \S+", lines[1])
    assert len(lines[1].rpartition("  ")[0]) == len("en  diterjemahkan  fuzzy  belum ada")
    assert "en  diterjemahkan  tertinggal  baru  data" in lines
    assert "lab-baru  licence  id  tepat  p3" in run("anchors").output


def test_questions(indonesian: Project) -> None:
    config = str(indonesian.folder / "mkdocs.yml")
    event = ["new", "event", "zz", "--date", "2025", "--title", "x"]
    result = CliRunner().invoke(main, ["-f", config, *event], input="event\n")
    assert result.output.startswith("Tahap (") and result.output.endswith("data/timeline.yml ditulis.\n")
    indonesian.write("buku.json", json.dumps([{"id": "buku", "type": "book", "title": "Buku"}, {"title": "x"}]))
    result = CliRunner().invoke(main, ["-f", config, "import", "references", "buku.json"], input="n\n")
    assert result.output.splitlines() == [
        "ditambahkan  buku",
        "dilewati  butir 2: type belum ada.",
        "1 ditambahkan, 1 dilewati.",
        "Tulis semua ini? [y/N]: n",
    ]


def test_configuration_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    result = CliRunner().invoke(main, ["check"])
    assert "mkdocs.yml tidak ada; jalankan perintah ini di folder mkdocs.yml" in result.output
