"""Files are replaced as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sorotan.core.editing.files import EditError, Source, rewrite, write


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    return path


def left_in(path: Path) -> list[str]:
    return sorted(item.name for item in path.parent.iterdir())


def test_text_keeps_byte_order_mark_and_line_endings(file: Path) -> None:
    source = Source.read(file)
    assert source.text == "\ufeffa: 1\r\n"
    assert source.newline == "\r\n"
    write([(source, source.text.replace("1", "2"))])
    assert file.read_bytes() == b"\xef\xbb\xbfa: 2\r\n"
    assert left_in(file) == ["a.yml"]


def test_rewritten_file_keeps_them(file: Path) -> None:
    """What a program writes has the line endings that the file had, and is written only when it says something else."""
    assert not rewrite(Source.read(file), "a: 1\n")
    assert rewrite(Source.read(file), "a: 2\n")
    assert file.read_bytes() == b"\xef\xbb\xbfa: 2\r\n"
    new = file.parent / "folder" / "b.yml"
    assert rewrite(Source.read(new), "")
    assert new.read_bytes() == b""


def test_link_that_leads_to_itself(tmp_path: Path) -> None:
    loop = tmp_path / "a.yml"
    loop.symlink_to("a.yml")
    with pytest.raises(EditError, match=r"a\.yml cannot be read"):
        Source.read(loop)


def test_file_changed_meanwhile_is_not_replaced(file: Path) -> None:
    source = Source.read(file)
    file.write_text("b: 1\n")
    with pytest.raises(EditError, match="changed meanwhile"):
        write([(source, "a: 2\n")])
    assert file.read_text() == "b: 1\n"
    assert left_in(file) == ["a.yml"]


def test_file_removed_or_made_meanwhile(file: Path) -> None:
    source, none = Source.read(file), Source.read(file.with_name("b.yml"))
    file.unlink()
    with pytest.raises(EditError, match="cannot be written|changed meanwhile"):
        write([(source, "a: 2\n")])
    for text in ("", "somebody else's"):
        none.path.write_text(text)
        with pytest.raises(EditError, match="changed meanwhile"):
            write([(none, "mine")])
        assert none.path.read_text() == text


def test_file_removed_while_another_is_written_is_not_brought_back(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = file.with_name("b.yml")
    changes = [(Source.read(file), "a: 2\n"), (Source.read(other), "b: 2\n")]
    written: list[int] = []

    def remove(handle: int) -> None:
        written.append(handle)
        if len(written) == len(changes):
            file.unlink()

    monkeypatch.setattr(os, "fsync", remove)
    with pytest.raises(EditError, match="changed meanwhile"):
        write(changes)
    assert list(file.parent.iterdir()) == []


def test_one_file_that_changed_holds_back_all(file: Path) -> None:
    other = file.with_name("b.yml")
    other.write_text("b: 1\n")
    changes = [(Source.read(file), "a: 2\n"), (Source.read(other), "b: 2\n")]
    other.write_text("b: 3\n")
    with pytest.raises(EditError):
        write(changes)
    assert file.read_bytes() == b"\xef\xbb\xbfa: 1\r\n"
    assert left_in(file) == ["a.yml", "b.yml"]


def test_read_only_file_is_respected(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(EditError, match=r"a\.yml is read-only; make it writable"):
        write([(Source.read(file), "a: 2\n")])
    assert file.read_bytes() == b"\xef\xbb\xbfa: 1\r\n"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_interrupted_write_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, step, interrupt)
    with pytest.raises(KeyboardInterrupt):
        write([(Source.read(file), "a: 2\n")])
    assert file.read_bytes() == b"\xef\xbb\xbfa: 1\r\n"
    assert left_in(file) == ["a.yml"]


def test_full_disk_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EditError, match=r"^a\.yml cannot be written: No space left on device"):
        write([(Source.read(file), "a: 2\n")])
    assert left_in(file) == ["a.yml"]


def test_rights_and_links_stay(file: Path) -> None:
    file.chmod(0o640)
    link = file.with_name("link.yml")
    link.symlink_to(file)
    write([(Source.read(link), "a: 2\n")])
    assert link.is_symlink()
    assert file.read_text() == "a: 2\n"
    assert file.stat().st_mode & 0o777 == 0o640


def test_new_files_have_the_rights_of_new_files(tmp_path: Path) -> None:
    """Which the umask of whoever gives the command decides, for the second as for the first."""
    files = [tmp_path / name for name in ("a.yml", "b.yml")]
    before = os.umask(0o027)
    try:
        for path in files:
            write([(Source.read(path), "a: 1\n")])
    finally:
        os.umask(before)
    assert [path.stat().st_mode & 0o777 for path in files] == [0o640, 0o640]


def test_file_is_called_by_its_path_in_the_project(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.chmod(0o444)
    monkeypatch.chdir(file.parent.parent)
    with pytest.raises(EditError, match=rf"^{file.parent.name}/a\.yml is read-only"):
        write([(Source.read(file), "a: 2\n")])


def test_latin_1_is_refused(file: Path) -> None:
    file.write_bytes("a: Café\n".encode("latin-1"))
    with pytest.raises(EditError, match="save it as UTF-8"):
        Source.read(file)
