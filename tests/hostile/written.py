"""The written cases: what is put where, and what must come out. One file of `cases/` for each kind of input."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """The cases of a file, as parameters of a test."""
    found = yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))
    return [pytest.param(case, id=label) for case, label in zip(found, _labels(found), strict=True)]


def _labels(found: list[dict[str, Any]]) -> Iterator[str]:
    for number, case in enumerate(found, 1):
        yield str(case.get("what") or case.get("address") or case.get("text") or number)[:60]


def text_of(case: dict[str, Any], key: str = "text") -> str:
    """The text of a case: as it is, or as often as it says between what stands before and after."""
    if key in case:
        return str(case[key])
    return f"{case.get('before', '')}{case['repeat'] * case['times']}{case.get('after', '')}"
