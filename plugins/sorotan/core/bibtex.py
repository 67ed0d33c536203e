"""BibTeX: entries, and text in them that TeX takes for nothing but text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's own names of the months, which styles put into the language of the paper."""

_SPECIAL: Final = re.compile(r"[\\{}&%$#_~^]")
_COMMANDS: Final = {
    "\\": r"{\textbackslash}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    # BibTeX counts braces, whether there is a backslash before them or not.
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
}


def entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """An entry, in UTF-8.

    Args:
        kind: Its type: `misc`.
        key: What it is cited by.
        fields: TeX by name; a month is one of `MONTHS`. Those without a value are left out.
    """
    values = {name: value if name == "month" else f"{{{value}}}" for name, value in fields.items() if value}
    return f"@{kind}{{{key},\n" + "".join(f"  {name} = {value},\n" for name, value in values.items()) + "}"


def text(words: str) -> str:
    """Text with everything that TeX would take for a command made literal, on one line."""
    return _SPECIAL.sub(lambda found: _COMMANDS.get(found[0], f"\\{found[0]}"), " ".join(words.split()))


def kept(words: str) -> str:
    """Text as `text` has it, whose capitals no style changes and in which BibTeX looks for no first and last name."""
    return f"{{{text(words)}}}"


def address(url: str) -> str:
    """An address, percent-encoded where it would open or close a field (RFC 3986)."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
