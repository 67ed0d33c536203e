"""CODES.md, and the messages of all codes in both languages."""

from __future__ import annotations

import importlib.util
import re
import string
from types import ModuleType

import pytest

from sorotan.core.problems import CODES
from sorotan.interface import Words
from support import REPOSITORY, TESTS


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("document", TESTS / "cases" / "document.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_page_is_up_to_date(script: ModuleType) -> None:
    assert (REPOSITORY / "CODES.md").read_text("utf-8") == script.document(), "run `make codes`"


def test_every_code_is_on_the_page(script: ModuleType) -> None:
    assert re.findall(r"(?m)^## (SRT\d{3})$", script.document()) == list(CODES)


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", CODES)
def test_every_message_is_translated(code: str) -> None:
    """With the same fields, and a sentence too."""
    translation = Words("id")(CODES[code])
    assert translation != CODES[code] or code == "SRT010"  # that one is all fields
    assert fields(translation) == fields(CODES[code])
    assert translation.endswith(".")
