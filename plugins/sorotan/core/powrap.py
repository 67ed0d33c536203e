"""Strings of PO files broken into lines where GNU gettext breaks them.

Poedit, Weblate and the tools of gettext write files in this way. A file that was saved there is then no different, but
for what was translated. Babel breaks lines elsewhere.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Final

WIDTH: Final = 79
"""Columns of a line, with everything on it."""

_STRING: Final = re.compile(
    r'^(?P<mark>(?:#[~|] ?)*)(?P<keyword>msg\w+(?:\[\d+\])? )(?P<lines>".*"(?:\n(?P=mark)".*")*)$', re.MULTILINE
)
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_PLACES: Final = re.compile(r"^#: .*$", re.MULTILINE)
_LETTER: Final = r"[^\W\d_]"
_BREAK: Final = re.compile(
    rf"(?<![“”‘’\"'— ]) +(?! |\\n)|(?<=[“”‘’\"']) +(?!\\n)(?![ (\[{{])|(?<=—) +(?!\\n)(?![ —])"
    rf"|-(?={_LETTER})|[–—|](?=\w)|(?<=\w)(?=—)|\](?=\()|[:.,;/!?}}…](?={_LETTER})"
)
"""Where a line may end: behind spaces, and in a few other places that UAX 14 has, as far as they occur in prose."""


def wrapped(po: str) -> str:
    """The text of a PO file, none of whose lines are broken, with lines as gettext has them."""
    po = _PLACES.sub(lambda match: textwrap.fill(match[0], WIDTH, subsequent_indent="#: ", break_on_hyphens=False), po)
    return _STRING.sub(_broken, po)


def _broken(match: re.Match[str]) -> str:
    mark, keyword = match["mark"], match["keyword"]
    text = "".join(quoted[1:-1] for quoted in _QUOTED.findall(match["lines"]))
    lines = [line for part in re.findall(r"(?:\\[^n]|[^\\])*(?:\\n|$)", text) if part for line in _lines(part, mark)]
    if len(lines) < 2 and len(f'{mark}{keyword}"{text}"') <= WIDTH:
        return f'{mark}{keyword}"{text}"'
    if mark.startswith("#|") and len(set(lines)) < len(lines):  # Babel would read the same comment once
        return f"{mark}{keyword}" + " ".join(f'"{line}"' for line in ("", *lines))
    return "\n".join([f'{mark}{keyword}""', *(f'{mark}"{line}"' for line in lines)])


def _lines(text: str, mark: str) -> Iterator[str]:
    """The lines of a text without line breaks of its own; its escapes stay whole."""
    room = WIDTH - len(f'{mark}""')
    line, at = "", 0
    for end in [*(match.end() for match in _BREAK.finditer(text)), len(text)]:
        chunk = text[at:end]
        if line and len(line) + len(chunk) > room:
            yield line
            line = ""
        line, at = line + chunk, end
    if line:
        yield line
