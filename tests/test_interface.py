"""The interface in Indonesian: every word of templates and views is translated, and nothing is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent / "plugins" / "sorotan"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2"), ("theme/**.html", "jinja2")]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "N_": None,
    "words": None,
    "plural": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def wanted() -> set[str]:
    options = {pattern: {"trimmed": "true"} for pattern, method in METHODS if method == "jinja2"}
    found = extract_from_dir(str(PACKAGE), METHODS, options, KEYWORDS)
    return {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found}


@pytest.fixture(scope="module")
def catalog() -> dict[str, str]:
    with (PACKAGE / "locale" / "id" / "LC_MESSAGES" / "sorotan.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="id") if message.id]
    first = [(m.id[0], m.string[0]) if isinstance(m.id, tuple) else (m.id, m.string) for m in messages]
    return dict(first)


def test_everything_is_translated(catalog: dict[str, str]) -> None:
    assert {text for text in wanted() if not catalog.get(text)} == set()


def test_nothing_is_left_over(catalog: dict[str, str]) -> None:
    assert set(catalog) - wanted() == set()


def test_translations_name_the_same_values(catalog: dict[str, str]) -> None:
    """`%(num)s` and `{id}` are the same on both sides."""
    for text, translation in catalog.items():
        for pattern in (r"%\(\w+\)s", r"\{\w+\}"):
            assert set(re.findall(pattern, text)) == set(re.findall(pattern, translation)), text
