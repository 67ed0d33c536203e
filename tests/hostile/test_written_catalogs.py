"""Written cases for gettext catalogs: read for a page, compared with their source, and brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from written import cases, text_of

from sorotan.core import catalogs, extraction, translation_checks
from sorotan.core.extraction import Message
from sorotan.core.problems import Problems

HEADER = 'msgid ""|msgstr ""|"Language: en\\n"|"Content-Type: text/plain; charset=utf-8\\n"||'


@pytest.mark.parametrize("case", cases("catalogs"))
def test_catalogs(case: dict[str, Any], tmp_path: Path) -> None:
    text = case["whole"] if "whole" in case else HEADER + text_of(case, "po")
    path = tmp_path / "index.po"
    path.write_bytes(text.replace("|", "\n").encode())
    problems = Problems()
    found = catalogs.load(path, "index.po", problems)
    assert sorted(problem.code for problem in problems) == case["told"]
    assert all(len(str(problem)) < 500 and "\n" not in str(problem) for problem in problems)
    if "shows" in case:
        shown = found.get(("index", "satu"))
        assert (shown.text if shown else None) == case["shows"]
    again = catalogs.read(path, "index.po", problems)
    if again is not None:
        translation_checks.check(again, "index.po", "id", "en", problems)
        updated = extraction.updated(again, [Message("satu", "index", "docs/index.md", 1)], "en", "Pelita")
        path.write_bytes(extraction.serialized(updated).encode())
        kept = catalogs.load(path, "index.po", problems).get(("index", "satu"))
        assert kept == found.get(("index", "satu"), kept)
