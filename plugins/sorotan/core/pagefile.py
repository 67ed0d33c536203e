"""Markdown files of editors: their text, and the front matter at its head."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from sorotan.core import textfile, yamlfile
from sorotan.core.phrases import N_, Phrase
from sorotan.core.problems import Location, Problems

_FRONT_MATTER: Final = re.compile(r"-{3}[ \t]*\n(?P<yaml>.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
"""Front matter as MkDocs finds it."""
_BEGINNING: Final = re.compile(r"-{3}[ \t]*\n[\w-]+:")

_UNCLOSED: Final = Phrase(N_("the front matter does not end; write a line of three hyphens (---) after its last field"))


def read(path: Path, shown_as: str, problems: Problems) -> str | None:
    """The text of a Markdown file, or None when it cannot be used; problems say why.

    Front matter that is no YAML is as bad as no text: MkDocs would publish it as the first paragraph.
    """
    text = textfile.read_merged(path, shown_as, problems)
    if text is None:
        return None
    if match := _FRONT_MATTER.match(text):
        above = "\n"  # the line of hyphens
        return text if yamlfile.parse(above + match["yaml"], shown_as, problems) else None
    if _BEGINNING.match(text):
        problems.add("SRT003", Location(shown_as, 1, 1), reason=_UNCLOSED)
        return None
    return text
