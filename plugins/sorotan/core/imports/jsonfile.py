"""JSON of other programs: read with limits, and looked into without trusting any of its types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sorotan.core import characters
from sorotan.core.editing.files import EditError, Source
from sorotan.core.phrases import N_, Phrase, number, phrase
from sorotan.core.problems import Location
from sorotan.core.textfile import MAX_BYTES


def read_text(path: Path) -> str:
    """The text of a file without its byte order mark.

    Raises:
        EditError: it is too large, cannot be read, or is not UTF-8.
    """
    try:
        is_too_long = path.stat().st_size > MAX_BYTES
    except OSError:
        is_too_long = False  # reading it will tell what is the matter
    if is_too_long:
        said = N_("{file} has more than {limit} bytes; import it in parts.")
        raise EditError(phrase(said, file=path.name, limit=number(MAX_BYTES)))
    return Source.read(path).text.removeprefix("\ufeff")


def parse(text: str, name: str, cure: Phrase | None = None) -> Any:
    """The document in a text.

    Args:
        text: The text.
        name: The file, as the editor knows it.
        cure: What to do if it is not JSON.

    Raises:
        EditError: it is not JSON, or too deep to be data.
    """
    try:
        return json.loads(text)
    except RecursionError:
        raise EditError(phrase(N_("{file} is nested too deeply to be read."), file=name)) from None
    except json.JSONDecodeError as error:
        place = Location(name, error.lineno, error.colno)
        said = (
            N_("{place}: this is not JSON: {reason}; {cure}.") if cure else N_("{place}: this is not JSON: {reason}.")
        )
        raise EditError(phrase(said, place=place, reason=error.msg, cure=cure)) from None
    except ValueError:  # Python's, for numbers with thousands of digits
        raise EditError(phrase(N_("{file} holds a number that is too long."), file=name)) from None


def string(value: Any) -> str:
    """Text in Unicode NFC without hidden characters (`core.characters`); empty for anything that is no text."""
    if not isinstance(value, str):
        return ""
    return characters.as_read(value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def listed(value: Any) -> list[Any]:
    """A list as it is, one value as a list of it, nothing as an empty list."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def field(value: Any, *names: str) -> Any:
    """The first of the named values that an object has; None for none, and for what is no object."""
    found = (value.get(name) for name in names) if isinstance(value, dict) else ()
    return next((item for item in found if item is not None), None)
