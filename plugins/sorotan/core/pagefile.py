"""Markdown files of editors: their text, and the front matter at its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from sorotan.core import characters, textfile, yamlfile
from sorotan.core.phrases import N_, Phrase
from sorotan.core.problems import Location, Problems

_FRONT_MATTER: Final = re.compile(r"-{3}[ \t]*\n(?P<yaml>.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
"""Front matter as MkDocs finds it."""
_BEGINNING: Final = re.compile(r"-{3}[ \t]*\n[\w-]+:")
_TOO_LOW: Final = re.compile(rf"\s+(?={_BEGINNING.pattern})(?={_FRONT_MATTER.pattern})", re.DOTALL)
"""What stands before front matter that does not begin in the first line."""

_UNCLOSED: Final = Phrase(N_("the front matter does not end; write a line of three hyphens (---) after its last field"))

_MISREAD: Final = Phrase(
    N_("this looks like a date or another value of YAML, but there is no such value; put it in quotation marks")
)
_NOT_FIRST: Final = Phrase(N_("the front matter must begin in the first line; remove what stands before it"))

_BRACE: Final = re.compile(r"\{[ :#]*([\w-]+)")
_ID_LINE: Final = re.compile(r"(?m)^[ \t]*(?P<list>\{:?[^{}\n]*#[\w-]+[^{}\n]*\})[ \t]*$(?=\n[ \t]*\S)")
"""An attribute list with an id on a line by itself, and no empty line below it."""
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """A Markdown file as it is written."""

    file: str
    """Path as shown to the editor."""
    text: str
    article: str = ""
    """The article on it, if there is one."""

    def locate(self, at: int) -> Location:
        """The place of the character at the offset `at` of the text."""
        return Location(self.file, self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at))

    def ids(self, id: str) -> Iterator[int]:
        """Where attribute lists begin that give the id to something."""
        for match in re.finditer(rf"\{{[^{{}}\n]*(?:#|\bid=[\"']?){re.escape(id)}(?![\w-])[^{{}}\n]*\}}", self.text):
            yield match.start()

    def near_ids(self, id: str) -> Iterator[tuple[int, str]]:
        """What looks as if it gave the id to something, outside of comments: where it begins, and what is written."""
        for at in self._braces.get(id.lower(), ()):
            yield at, self.text[at:].partition("\n")[0].rstrip()

    def ids_within_blocks(self) -> Iterator[tuple[int, str]]:
        """Ids on lines of their own behind which a block goes on: where each begins, and what is written."""
        for match in _ID_LINE.finditer(self.seen):
            yield match.start("list"), match["list"]

    @cached_property
    def seen(self) -> str:
        """The text with blanks in the place of comments."""
        return _COMMENT.sub(lambda comment: " " * len(comment[0]), self.text)

    @cached_property
    def _braces(self) -> Mapping[str, Sequence[int]]:
        """Where braces open before what may be an id, by that in small letters: a page may lack thousands of blocks."""
        found: dict[str, list[int]] = {}
        for match in _BRACE.finditer(self.seen):
            found.setdefault(match[1].lower(), []).append(match.start())
        return found


def read(path: Path, shown_as: str, problems: Problems) -> str | None:
    """The text of a Markdown file as builds read it, or None when it cannot be used; problems say why.

    Front matter that is no YAML is as bad as no text: MkDocs would publish it as the first paragraph. MkDocs reads
    it as YAML 1.1, in which more is a date or a number than in other files.
    """
    text = textfile.read_merged(path, shown_as, problems)
    if text is None:
        return None
    if fields := front_matter(text):
        if not yamlfile.parse(fields, shown_as, problems):
            return None
        if (at := yamlfile.misread(fields)) is not None:
            problems.add("SRT003", Page(shown_as, fields).locate(at), reason=_MISREAD)
            return None
        return characters.as_read(text)
    if _BEGINNING.match(text):
        problems.add("SRT003", Location(shown_as, 1, 1), reason=_UNCLOSED)
        return None
    if match := _TOO_LOW.match(text):
        problems.add("SRT003", Page(shown_as, text).locate(match.end()), reason=_NOT_FIRST)
        return None
    return characters.as_read(text)


def front_matter(text: str) -> str:
    """The front matter of a page, each line of it where it stands in the text; empty where there is none."""
    match = _FRONT_MATTER.match(text)
    return "\n" + match["yaml"] if match else ""  # for the line of hyphens
