"""Files as they were read, byte for byte, and their replacement as a whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sorotan.core import textfile
from sorotan.core.phrases import ENGLISH, N_, Phrase, phrase

NOT_UTF8: Final = N_("{file} is not UTF-8 text; save it as UTF-8.")


class EditError(Exception):
    """A change that cannot be made."""

    def __init__(self, said: Phrase) -> None:
        """`said` is a sentence: why not, and what to do."""
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        return self.said.told(ENGLISH)


@dataclass(frozen=True, order=True)
class Edit:
    """Characters to be replaced."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` with the edits made, all at once: their offsets are those of `text`."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@dataclass(frozen=True)
class Source:
    """A text file as it was read. Its line endings and its byte order mark are part of the text."""

    path: Path
    text: str
    exists: bool = True

    @classmethod
    def read(cls, path: Path) -> Source:
        """The file at `path`; an empty text where there is none yet."""
        # A link stays a link, what it leads to is replaced. `Path.resolve` would raise for one that leads to itself.
        path = Path(os.path.realpath(path))
        try:
            return cls(path, path.read_bytes().decode("utf-8"))
        except FileNotFoundError:
            return cls(path, "", exists=False)
        except UnicodeDecodeError:
            raise EditError(phrase(NOT_UTF8, file=shown(path))) from None
        except OSError as error:
            reason = textfile.explain(error)
            raise EditError(phrase(N_("{file} cannot be read: {reason}."), file=shown(path), reason=reason)) from None

    @property
    def newline(self) -> str:
        """How lines end in this file."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def is_unchanged(self) -> bool:
        """Whether the file is still as it was read."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return not self.exists
        return self.exists and data == self.text.encode()


def shown(path: Path) -> str:
    """A path as the editor knows it who gave a command in the folder of the project."""
    try:
        return path.relative_to(os.path.realpath(os.curdir)).as_posix()
    except ValueError:
        return path.name


def rewrite(source: Source, text: str) -> bool:
    """Replace a file that is made by a program, unless it says the same already. Whether something was written.

    Raises:
        EditError: as for `write`.
    """
    text = as_before(source, text)
    if source.exists and text == source.text:
        return False
    write([(source, text)])
    return True


def as_before(source: Source, text: str) -> str:
    """A text that is to replace a file, with the line endings of the file, and its byte order mark if it has one."""
    mark = "\ufeff" if source.text.startswith("\ufeff") else ""
    return mark + text.replace("\n", source.newline)


def changed_meanwhile(file: str) -> EditError:
    """What an editor is told of a file that somebody else changed."""
    return EditError(phrase(N_("{file} was changed meanwhile; nothing was written. Try again."), file=file))


def write(changes: Sequence[tuple[Source, str]]) -> None:
    """Replace files by their new text, in this order.

    Every new text is on the disk before the first file is replaced, and each file is replaced in one step. Whatever
    happens in between, a file holds its old text or its new one.

    Raises:
        EditError: a file may not be written, or was changed since it was read. Nothing is changed then.
    """
    made: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for source, text in changes:
            path = source.path
            made.append((_beside(source, text), path))
        for source, _ in changes:
            if not source.is_unchanged():
                raise changed_meanwhile(shown(source.path))
        for temporary, path in made:
            os.replace(temporary, path)
    except OSError as error:
        reason = textfile.explain(error)
        raise EditError(phrase(N_("{file} cannot be written: {reason}."), file=shown(path), reason=reason)) from None
    finally:
        for temporary, _ in made:
            temporary.unlink(missing_ok=True)


def _beside(source: Source, text: str) -> Path:
    """A file with the new text in the folder of the old one, safely on the disk."""
    path = source.path
    # Replacing a file asks for rights on its folder only; an editor who write-protects a file means the file.
    if source.exists and not (path.stat().st_mode & 0o222 and os.access(path, os.W_OK)):
        said = N_("{file} is read-only; make it writable and run the command again.")
        raise EditError(phrase(said, file=shown(path)))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if source.exists:
            shutil.copymode(path, temporary)
        else:
            temporary.chmod(0o666 & ~_umask())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _umask() -> int:
    """Rights that new files do not get. It can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
