"""Messages that can be told in any language: what they are put together from."""

from __future__ import annotations

import pytest

from sorotan.core.phrases import ENGLISH, Phrase, joined, number, phrase, plural, suggesting
from sorotan.interface import Words


@pytest.mark.parametrize(
    ("count", "english", "indonesian"),
    [
        (0, "0 addresses added, 1,234 in all.", "0 alamat ditambahkan, seluruhnya 1.234."),
        (1, "1 address added, 1,234 in all.", "1 alamat ditambahkan, seluruhnya 1.234."),
        (1234, "1,234 addresses added, 1,234 in all.", "1.234 alamat ditambahkan, seluruhnya 1.234."),
    ],
)
def test_counts(count: int, english: str, indonesian: str) -> None:
    """Without a catalog, and with that of English, they read the same."""
    said = plural(
        "%(num)s address added, {total} in all.", "%(num)s addresses added, {total} in all.", count, total=number(1234)
    )
    assert said.told(ENGLISH) == said.told(Words("en")) == english
    assert said.told(Words("id")) == indonesian


def test_parts_are_all_told() -> None:
    """However many there are; each is cut by itself."""
    names = [f"name-{n}" for n in range(100)]
    assert joined(names).told(ENGLISH) == ", ".join(names)
    assert joined([phrase("{x}", x="{y}"), "z%"], "; ").told(ENGLISH) == "{y}; z%"
    assert joined([]).told(ENGLISH) == ""


def test_suggestion() -> None:
    said = phrase("There is no entity “{id}”; correct the id.", id="pelit")
    assert suggesting(said, "") == said
    assert suggesting(said, "pelita").told(Words("id")).endswith("perbaiki id itu. Apakah yang dimaksud “pelita”?")
    assert suggesting(Phrase("No."), "{x}").told(ENGLISH) == "No. Did you mean “{x}”?"
