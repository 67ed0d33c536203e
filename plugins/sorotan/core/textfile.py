"""Files of editors as text: what the file system, another editor or a merge may have done to them is a problem."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import Any, Final, Protocol

from sorotan.core import characters
from sorotan.core.phrases import N_, Phrase, number, phrase
from sorotan.core.problems import Location, Problems

MAX_BYTES: Final = 4_000_000
"""No file that people write is as long."""

_CONFLICT: Final = re.compile(r"^[<>]{7}(?: |$)", re.MULTILINE)

CONFLICT: Final = Phrase(N_("a merge conflict was left in the file; keep one side and remove the marks"))
"""Why a file with the marks of a merge conflict cannot be used."""
NOT_UTF8: Final = Phrase(N_("it is not UTF-8 text; save it as UTF-8"))
NOT_A_FOLDER: Final = Phrase(N_("it is a file where a folder belongs; rename or remove it"))
NOT_A_FILE: Final = Phrase(N_("it is no ordinary file; put a text file in its place"))

_REASONS: Final[dict[int | None, Phrase]] = {
    errno.ENOENT: Phrase(N_("there is no such file; bring it back, or remove what leads to it")),
    errno.EACCES: Phrase(N_("you have no permission to; change the permissions of the file")),
    errno.EISDIR: Phrase(N_("it is a folder; give it a name that is not that of a file")),
    errno.ENOTDIR: NOT_A_FOLDER,
    errno.ELOOP: Phrase(N_("it is a link that leads back to itself; remove the link")),
}
"""Plain words for what operating systems complain of."""


class Parses(Protocol):
    """Keeps what was parsed: parsing takes longer than anything else that is done with a file."""

    def parsed(self, file: str, text: str) -> Any:
        """What the file was when it had this text; None when that is not known."""

    def keep_parsed(self, file: str, text: str, data: Any) -> None:
        """Keep it, unless it would not come back as it was."""


def read(path: Path, shown_as: str, problems: Problems) -> str | None:
    """The text of a file without its byte order mark, or None when it cannot be read; problems say why."""
    try:
        if not is_sound(path, shown_as, problems):
            return None
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        problems.add("SRT001", Location(shown_as), path=shown_as)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.add("SRT002", Location(shown_as, line), reason=NOT_UTF8)
    except OSError as error:
        problems.add("SRT002", Location(shown_as), reason=explain(error))
    else:
        report_characters(text, shown_as, problems)
        return text
    return None


def is_sound(path: Path, shown_as: str, problems: Problems) -> bool:
    """Whether reading a file will come to an end; problems say why not.

    Raises:
        OSError: the file is not there, or cannot be reached.
    """
    status = path.stat()
    if status.st_size > MAX_BYTES:
        problems.add(
            "SRT005", Location(shown_as), reason=phrase(N_("more than {limit} bytes"), limit=number(MAX_BYTES))
        )
    elif not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        problems.add("SRT002", Location(shown_as), reason=NOT_A_FILE)
    else:
        return True
    return False


def leaves(path: Path, *folders: Path) -> bool:
    """Whether a symbolic link on the way to `path` leads out of all of `folders`."""
    real = os.path.realpath(path)
    return not any(Path(real).is_relative_to(os.path.realpath(folder)) for folder in folders)


def stays(path: Path, shown_as: str, problems: Problems, *folders: Path) -> bool:
    """Whether a file is where it seems to be, below one of `folders`; a problem says that it is not.

    What stands elsewhere on the computer of the builder is not for the site, whoever put a link to it here.
    """
    if leaves(path, *folders):
        problems.add("SRT007", Location(shown_as))
        return False
    return True


def report_characters(text: str, shown_as: str, problems: Problems) -> None:
    """Report the characters that no text should have, the first of each kind at its place."""
    for code, character, at in characters.faults(text):
        place = Location(shown_as, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        problems.add(code, place, character=characters.named(character))


def read_merged(path: Path, shown_as: str, problems: Problems) -> str | None:
    """The text of a file that a merge may have left in pieces, or None when it cannot be used; problems say why.

    Where anything is text, as in Markdown, nobody else would notice the marks of a conflict.
    """
    text = read(path, shown_as, problems)
    if text is not None and (line := conflict_line(text)):
        problems.add("SRT002", Location(shown_as, line, 1), reason=CONFLICT)
        return None
    return text


def conflict_line(text: str) -> int:
    """The line with the first mark of a merge conflict, from 1; 0 when there is none."""
    match = _CONFLICT.search(text)
    return text.count("\n", 0, match.start()) + 1 if match else 0


def explain(error: OSError) -> Phrase | str:
    """Why the operating system would not read a file or a folder."""
    return _REASONS.get(error.errno) or error.strerror or str(error)
