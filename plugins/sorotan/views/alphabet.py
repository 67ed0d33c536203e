"""The order of names in lists, and the letters under which they stand."""

from __future__ import annotations

import unicodedata


def sort_key(name: str) -> str:
    """What a name is sorted by: without case, accents and leading quotation marks."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).lstrip("“‘\"'(")


def initial(name: str) -> str:
    """The letter under which a name stands; `0–9` for one that begins with none."""
    first = sort_key(name)[:1].upper()
    return first if first.isalpha() else "0–9"
