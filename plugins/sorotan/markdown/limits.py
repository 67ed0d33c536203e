"""Bounds what Python-Markdown spends on a page.

It looks for the end of every bracket to the end of the text, again and again, and calls itself for every level of
lists and quotations. Some thousand brackets or marks in a row, which mean nothing, would stop a build.
"""

from __future__ import annotations

import re
from typing import Final

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_DEEPEST: Final = 20
"""Brackets that may be open at once in a block, and levels of lists and quotations."""
_BRACKET: Final = re.compile(r"[\[\]]|\n[ \t]*\n")
_MARKER: Final = r"[ \t]*(?:[>*+-]|[0-9]{1,9}[.)])"
_MARKERS: Final = re.compile(rf"(?P<kept>(?:{_MARKER}){{{_DEEPEST}}})(?:{_MARKER})+")
"""More marks of lists and quotations in a row than are kept."""
_INDENTED: Final = re.compile(rf"[ ]{{{4 * _DEEPEST}}}[ ]+")


def bounded(markdown: str) -> str:
    """`markdown` with brackets that are too deep, or open no link because none closes them, written as an entity."""
    if markdown.count("[") <= _DEEPEST:
        return markdown
    depth = 0

    def mark(match: re.Match[str]) -> str:
        nonlocal depth
        if match[0] == "[":
            depth += 1
            return "[" if depth <= _DEEPEST else "&#91;"
        depth = max(0, depth - 1) if match[0] == "]" else 0
        return match[0]

    return _BRACKET.sub(mark, markdown)


def _shallow(line: str) -> str:
    """A line without marks and indentation beyond the deepest level."""
    if match := _MARKERS.match(line):
        return f"{match['kept']} {line[match.end() :]}"
    return _INDENTED.sub(" " * 4 * _DEEPEST, line, count=1) if line[:1] == " " else line


class _Bound(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Bound the whole page."""
        return [_shallow(line) for line in bounded("\n".join(lines)).split("\n")]


class LimitsExtension(Extension):
    """Keeps a text from stopping a build."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register `limits` behind what puts code and raw HTML away."""
        md.preprocessors.register(_Bound(md), "limits", 10)
