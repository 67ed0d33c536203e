"""What was made from tables is good for as long as what was looked at in them is the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from sorotan.core.ledger import NO_STAMP, Ledger

BEFORE = {"a": 1, "b": 2}


def ledger_of(entries: Mapping[str, int], name: str = "table") -> tuple[Ledger, Mapping[str, int]]:
    ledger = Ledger()
    return ledger, ledger.table(name, entries)


def stamped(look: Callable[[Any], object]) -> str:
    """The stamp of what was made by looking like this."""
    ledger, table = ledger_of(BEFORE)
    with ledger.noting() as seen:
        look(table)
    return ledger.stamp(seen)


CHANGED = {"a": 9, "b": 2}
ADDED = {**BEFORE, "c": 3}
TURNED = {"b": 2, "a": 1}
LESS = {"b": 2}


@pytest.mark.parametrize(
    ("look", "spoilt_by"),
    [
        pytest.param(lambda table: table["a"], [CHANGED, LESS], id="an entry"),
        pytest.param(lambda table: table.get("a"), [CHANGED, LESS], id="an entry that might not be there"),
        pytest.param(lambda table: table["b"], [], id="another entry"),
        pytest.param(lambda table: table.get("c"), [ADDED], id="an entry that is not there"),
        pytest.param(lambda table: "a" in table, [LESS], id="whether there is an entry"),
        pytest.param(lambda table: "c" in table, [ADDED], id="whether there is one that is not"),
        *(
            pytest.param(look, [CHANGED, ADDED, TURNED, LESS], id=id)
            for id, look in {
                "all entries": lambda table: list(iter(table)),
                "how many there are": len,
                "all keys": lambda table: table.keys(),
                "all values": lambda table: table.values(),
                "all items": lambda table: table.items(),
            }.items()
        ),
    ],
)
def test_a_stamp_holds_until_what_was_looked_at_changes(look: Callable[[Any], object], spoilt_by: list[Any]) -> None:
    stamp = stamped(look)
    for entries in (BEFORE, CHANGED, ADDED, TURNED, LESS):
        ledger, _ = ledger_of(entries)
        assert ledger.holds(stamp) == (not any(entries is other for other in spoilt_by)), entries


def test_a_table_is_the_mapping_that_it_was_made_of() -> None:
    _, table = ledger_of(BEFORE)
    assert (table["a"], table.get("b"), table.get("c"), table.get("c", 5)) == (1, 2, None, 5)
    assert ("a" in table, "c" in table, len(table), list(table)) == (True, False, 2, ["a", "b"])
    assert (list(table.keys()), list(table.values()), list(table.items())) == (["a", "b"], [1, 2], [("a", 1), ("b", 2)])
    with pytest.raises(KeyError):
        table["c"]


def test_what_was_made_of_nothing_is_always_good() -> None:
    ledger, table = ledger_of(BEFORE)
    with ledger.noting() as seen, ledger.aside():
        assert table["a"] == 1
    assert ledger.stamp(seen) == NO_STAMP and Ledger().holds(NO_STAMP)


def test_a_stamp_of_a_table_that_is_gone_does_not_hold() -> None:
    ledger, _ = ledger_of(BEFORE, "other")
    assert not ledger.holds(stamped(lambda table: table["a"]))


def test_what_is_noted_within_is_noted_apart() -> None:
    ledger, table = ledger_of(BEFORE)
    assert table["a"] == 1, "nobody wants to know"
    ledger.begin()
    assert table["a"] == 1
    with ledger.noting() as within:
        assert table["b"] == 2
    with ledger.aside():
        assert list(table) == ["a", "b"]
    assert table.get("c") is None
    assert (within, ledger.end()) == ({("table", "b")}, {("table", "a"), ("table", "c")})
    assert table["b"] == 2 and ledger.end() == set()


def test_a_digest_of_its_own_says_what_counts() -> None:
    stamps = []
    for entries in (BEFORE, {"a": 11, "b": 2}, {"a": 12, "b": 2}):
        ledger = Ledger()
        table = ledger.table("table", entries, lambda number: str(number % 10))
        with ledger.noting() as seen:
            assert table["a"]
        stamps.append(ledger.stamp(seen))
    assert stamps[0] == stamps[1] != stamps[2]
