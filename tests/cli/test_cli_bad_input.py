"""What other programs, merges and the file system do to files: a problem that says so, and never a traceback."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from support import Project

ENTITIES = "data/entities/model.yml"
PAGE = "docs/articles/lab-baru.md"
CATALOG = "translations/en/LC_MESSAGES/index.po"
TEXTS = (ENTITIES, PAGE, CATALOG)


@pytest.mark.parametrize("path", TEXTS)
def test_byte_order_mark_and_line_endings(project: Project, run, path: str) -> None:
    """What Windows adds to a file is no mistake."""
    file = project.folder / path
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    result = run("check")
    assert (result.output, result.exit_code) == ("No problems.\n", 0)


def _latin_1(file: Path) -> None:
    file.write_bytes(file.read_bytes() + "\n# Clément\n".encode("latin-1"))


def _conflict(file: Path) -> None:
    file.write_text(f"{file.read_text('utf-8')}\n<<<<<<< HEAD\nsatu\n=======\ndua\n>>>>>>> x\n", "utf-8")


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _loop(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.name)


def _unreadable(file: Path) -> None:
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")


SPOILS = [
    pytest.param(_latin_1, "UTF-8", id="Latin-1"),
    pytest.param(_conflict, "merge conflict", id="merge conflict"),
    pytest.param(_folder, "it is a folder", id="folder"),
    pytest.param(_loop, "leads back to itself", id="loop of links"),
    pytest.param(_unreadable, "no permission", id="no permission"),
]


@pytest.mark.parametrize("path", TEXTS)
@pytest.mark.parametrize(("spoil", "reason"), SPOILS)
def test_unusable_file(project: Project, run, spoil: Callable[[Path], None], reason: str, path: str) -> None:
    """The file is named, with the reason."""
    if path == PAGE and spoil in (_folder, _loop):
        pytest.skip("MkDocs finds no page there, and the article says that it has none")
    spoil(project.folder / path)
    result = run("check")
    assert result.exit_code == 1
    lines = [line for line in result.output.splitlines() if line.startswith(path)]
    assert lines and reason in lines[0]


@pytest.mark.parametrize("command", [("check",), ("translate", "check"), ("translate", "update")])
@pytest.mark.parametrize("folder", ["translations", "translations/en", "translations/en/LC_MESSAGES"])
def test_unreadable_folder_of_translations(project: Project, run, folder: str, command: tuple[str, ...]) -> None:
    try:
        _unreadable(project.folder / folder)
        result = run(*command)
    finally:
        (project.folder / folder).chmod(0o755)
    assert result.exit_code == 1
    assert "no permission" in result.output


@pytest.mark.parametrize("spoil", [_latin_1, _conflict])
def test_unusable_page_ends_a_build_in_a_sentence(project: Project, spoil: Callable[[Path], None]) -> None:
    """MkDocs would show a traceback, or publish the marks of the conflict."""
    spoil(project.folder / PAGE)
    built = project.build()
    assert built.abort
    assert not built.tracebacks
    assert [problem for problem in built.problems if problem.startswith(f"{PAGE}:") and "SRT002" in problem]


@pytest.mark.parametrize("spoil", [_folder, _loop])
def test_page_that_is_none(project: Project, run, spoil: Callable[[Path], None]) -> None:
    spoil(project.folder / PAGE)
    result = run("check")
    assert result.exit_code == 1
    assert f"has no page {PAGE}" in result.output


def test_tabs(project: Project, run) -> None:
    project.write("data/entities/zz.yml", "lampu:\n\tkind: product\n")
    result = run("check")
    assert "data/entities/zz.yml:2:1: SRT003" in result.output
    assert "a tab is used for indentation" in result.output


@pytest.mark.parametrize("command", [["check"], ["translate", "check"], ["translate", "status"]])
@pytest.mark.parametrize(
    "config",
    [
        pytest.param(b"site_name: Cl\xe9ment\n", id="Latin-1"),
        pytest.param(b"site_name: [\n", id="not YAML"),
        pytest.param(b"<<<<<<< HEAD\nsite_name: a\n=======\nsite_name: b\n>>>>>>> x\n", id="merge conflict"),
        pytest.param(b"", id="empty"),
        pytest.param(b"- a\n", id="a list"),
        pytest.param(b"site_name: a\nplugins: [nowhere]\n", id="no such plugin"),
        pytest.param(b"site_name: a\n", id="none of our plugins"),
        pytest.param(b"site_name: a\ndocs_dir: nowhere\nplugins: [sorotan/languages]\n", id="no pages"),
        pytest.param(
            b"site_name: a\nplugins: [sorotan/corpus, {sorotan/languages: {source: xx}}]\n", id="no such language"
        ),
    ],
)
def test_configuration(project: Project, run, command: list[str], config: bytes) -> None:
    """A configuration that cannot be used is told in a sentence."""
    (project.folder / "mkdocs.yml").write_bytes(config)
    result = run(*command)
    assert result.exit_code == 1
    assert result.output.strip()
    assert "Traceback" not in result.output


@pytest.mark.parametrize("spoil", [_folder, _loop, Path.unlink])
def test_configuration_that_is_no_file(project: Project, run, spoil: Callable[[Path], None]) -> None:
    spoil(project.folder / "mkdocs.yml")
    result = run("check")
    assert result.exit_code in (1, 2)
    assert "mkdocs.yml" in result.output


def test_data_folder_that_is_a_file(project: Project, run) -> None:
    project.write(
        "mkdocs.yml", project.read("mkdocs.yml").replace("originals_dir:", "data_dir: berkas\n      originals_dir:")
    )
    project.write("berkas", "")
    result = run("check")
    assert "berkas: SRT002 The file cannot be read: it is a file where a folder belongs" in result.output
    assert result.exit_code == 1


def test_folder_of_entities_that_is_a_file(project: Project, run) -> None:
    (project.folder / "data" / "entities").rename(project.folder / "data" / "lain")
    project.write("data/entities", "")
    assert "data/entities: SRT002 The file cannot be read: it is a file where a folder belongs" in run("check").output


def test_files_of_text_editors(project: Project, run) -> None:
    """What an editor leaves beside a file that is being edited is no data, no page and no catalog."""
    for path in TEXTS:
        file = project.folder / path
        file.with_name(f".#{file.name}").symlink_to("somebody@nowhere")
        file.with_name(f".{file.name}.swp").write_bytes(b"\0")
    (project.folder / "translations" / "en" / ".#index.po").symlink_to("somebody@nowhere")
    assert run("check").output == "No problems.\n"
    assert run("translate", "update").exit_code == 0
    assert project.build(strict=True).warnings == []


@pytest.mark.parametrize("translations", ["", "en", "en/LC_MESSAGES"])
def test_folder_of_catalogs_that_is_a_file(project: Project, run, translations: str) -> None:
    folder = project.folder / "translations" / translations
    folder.rename(project.folder / "lain")
    folder.write_text("", "utf-8")
    for command in (["check"], ["translate", "check"], ["translate", "status"]):
        assert run(*command).exit_code in (0, 1)


EDITING = [
    ["anchors", "confirm", "licence", "--yes"],
    ["anchors", "move", "licence", "p2"],
    ["translate", "update"],
    ["translate", "confirm", "--yes"],
    ["new", "entity", "lampu", "--kind", "model", "--name", "Lampu"],
    ["new", "note", "lab-baru", "Lisensinya", "--id", "zz"],
    ["new", "event", "zz", "--date", "2025", "--stage", "event", "--title", "x"],
    ["rename", "entity", "pelita", "lentera"],
    ["merge", "entity", "nusa", "pelita"],
    ["publish-lock"],
    ["schemas"],
]
"""Every command that changes files."""


def contents(project: Project) -> dict[str, bytes]:
    files = sorted(path for path in project.folder.rglob("*") if path.is_file())
    return {path.relative_to(project.folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("command", EDITING, ids=lambda command: " ".join(command[:2]))
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "byte order mark"])
def test_commands_keep_what_windows_adds(project: Project, run, command: list[str], mark: bytes) -> None:
    """Whatever is written into a file, its line endings and its byte order mark stay."""
    for first in (["translate", "update"], ["publish-lock"], ["schemas"]):
        assert run(*first).exit_code == 0
    for path in project.folder.rglob("*"):
        if path.suffix in (".yml", ".md", ".po", ".lock", ".json"):
            path.write_bytes(mark + path.read_bytes().replace(b"\n", b"\r\n"))
    page = project.folder / PAGE
    page.write_bytes(page.read_bytes().replace(b"Lisensinya sangat longgar", b"Lisensinya amat longgar"))
    for path in ("data/timeline.yml", "translations/records.lock", "data/published.lock"):
        file = project.folder / path
        lines = file.read_bytes().replace(b"Sekelompok", b"Beberapa").splitlines(keepends=True)
        file.write_bytes(b"".join(lines if path.endswith("yml") else lines[:-1]))  # so that there is something to write
    before = contents(project)
    run(*command)
    after = contents(project)
    changed = [path for path in after if after[path] != before.get(path)]
    assert changed or command == ["schemas"]
    for path in changed:
        data = after[path]
        if path in before:
            assert data.startswith(mark), path
            assert data.count(b"\xef\xbb\xbf") == len(mark) // 3, path
            assert data.count(b"\n") == data.count(b"\r\n"), path
            assert b"\r\r" not in data, path


@pytest.mark.parametrize("command", [*EDITING, ["translate", "status"]], ids=lambda command: " ".join(command[:2]))
@pytest.mark.parametrize("path", TEXTS)
@pytest.mark.parametrize("spoil", [_latin_1, _conflict, _loop])
def test_commands_leave_alone_what_they_cannot_read(
    project: Project, run, command: list[str], path: str, spoil: Callable[[Path], None]
) -> None:
    """A sentence, and not a byte of the file is changed."""
    spoil(project.folder / path)
    before = contents(project)
    result = run(*command)
    assert "Traceback" not in result.output
    assert contents(project).get(path) == before.get(path)
    if command[0] not in ("translate", "schemas"):
        assert result.exit_code == 1 or (path, spoil) == (PAGE, _loop)
        assert contents(project) == before or (path, spoil) == (PAGE, _loop)


FRONT_MATTER = [
    pytest.param("---\ntitle: a: b\n---\n", ":2:9: SRT003", id="a colon"),
    pytest.param("---\ntitle: [\n---\n", ":2:8: SRT003", id="an open bracket"),
    pytest.param("---\n\ttitle: a\n---\n", ":2:1: SRT003", id="a tab"),
    pytest.param("---\ntitle: a\n\nText.\n", ":1:1: SRT003", id="no end"),
]


@pytest.mark.parametrize(("head", "problem"), FRONT_MATTER)
def test_front_matter_that_is_no_yaml(project: Project, run, head: str, problem: str) -> None:
    """MkDocs would publish it as text."""
    project.write("docs/index.md", head + project.read("docs/index.md").split("---\n", 2)[2])
    result = run("check")
    assert result.exit_code == 1
    assert f"docs/index.md{problem}" in result.output
    built = project.build()
    assert built.abort
    assert not built.tracebacks


@pytest.mark.parametrize("head", ["", "---\ntitle: a\n...\n", "---\n\n", "---\n- a\n---\n", "----\ntitle: x\n"])
def test_other_beginnings_are_none(project: Project, run, head: str) -> None:
    project.write("docs/index.md", head + project.read("docs/index.md").split("---\n", 2)[2])
    assert "SRT003" not in run("check").output
