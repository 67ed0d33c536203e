"""The targets of `make fuzz`, for a moment each, and on everything that it ever found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from pieces import PIECES, SEEDS
from targets import TARGETS

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
ALIASES = "".join(
    f"{name}: &{name} [{', '.join([value] * 9)}]\n"
    for name, value in zip("abcdefghijk", ["TODO", *(f"*{n}" for n in "abcdefghij")], strict=True)
)
REGRESSIONS = [
    ("body", "> " * 2000),
    ("body", "1. " * 2000),
    ("body", "[" * 5000),
    ("prose", "- " * 2000),
    ("prose", "[a](javascript:b)"),
    ("prose", "-\n{:}"),
    ("catalog", f'{HEADER}msgid "satu"\nmsgstr "{"9" * 5000}"\n'),
    ("catalog", f'{HEADER}msgid "satu"\nmsgstr "{"`" * 20000}"\n'),
    ("loader", ALIASES),
    ("selectors", "!" * 20000 + "|a"),
]
"""Target, and a text that broke it once, or kept it busy for more than a minute."""


@pytest.mark.parametrize("name", TARGETS)
def test_seeds(name: str) -> None:
    for seed in SEEDS[:40]:
        TARGETS[name](seed)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.one_of(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.text(max_size=60)))
def test_texts(name: str, text: str) -> None:
    TARGETS[name](text)


@pytest.mark.parametrize(("name", "text"), REGRESSIONS)
def test_regressions(name: str, text: str) -> None:
    TARGETS[name](text)
