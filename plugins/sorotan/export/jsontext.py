"""JSON as text: the same bytes for the same data, and safe inside HTML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

_IN_HTML: Final = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})
"""Characters that could end a script, begin a comment or break a line there. In JSON they only occur in strings."""
_encode: Final = json.JSONEncoder(ensure_ascii=False).encode


def pretty(value: Any) -> str:
    """A document that people can read too."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def document(value: Any) -> str:
    """A document for programs, on one line: Python writes it many times faster than one that is laid out."""
    return _encode(value) + "\n"


def lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """A list with one object on each line, so that a change to one record is a change to one line."""
    return "[\n" + ",\n".join(map(_encode, rows)) + "\n]\n"


def in_html(value: Any) -> str:
    """JSON for a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_IN_HTML)


def compact(node: Mapping[str, Any]) -> dict[str, Any]:
    """An object without the keys that say nothing: None, empty text, empty lists."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
