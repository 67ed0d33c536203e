"""Notes which entries of which tables are looked at, so that it can be told later whether any of them has changed.

What is made from tables alone, by looking entries up, is the same again as long as those entries are the same. That is
what makes it safe to keep the pages of a build for the next one: a page names what it was made from by having looked
at it, and nobody has to say so a second time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, ItemsView, Iterator, KeysView, Mapping, ValuesView
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any, Final, Generic, TypeVar

ValueT = TypeVar("ValueT")

Look = tuple[str, str]
"""A table and the key of an entry of it. A key that begins with `?` stands for whether there is such an entry."""
NO_STAMP: Final = '[{}, ""]'
"""Of what is made without looking at any table."""

_ALL: Final = "*"
"""Stands for all entries of a table in their order. No key is like it."""
_ABSENT: Final = ""
"""The digest of an entry that is not there."""


def digest(value: object) -> str:
    """A few characters that stand for a text, or for another value by its `repr`: records and other plain data."""
    text = value if isinstance(value, str) else repr(value)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Ledger:
    """The tables of a build, and what is looked at in them."""

    def __init__(self) -> None:
        self._tables: dict[str, Table[Any]] = {}
        self.seen: set[Look] | None = None
        """What was looked at since `begin`; None when nobody wants to know."""

    def table(
        self, name: str, entries: Mapping[str, ValueT], digest: Callable[[ValueT], str] = digest
    ) -> Table[ValueT]:
        """A mapping that is looked at through this ledger. `digest` tells whether an entry is still the same."""
        self._tables[name] = Table(self, name, entries, digest)
        return self._tables[name]

    def begin(self) -> None:
        """Note from now on what is looked at, where the end is not in sight; else see `noting`."""
        self.seen = set()

    def end(self) -> Collection[Look]:
        """What was looked at since `begin`."""
        seen, self.seen = self.seen or set(), None
        return seen

    @contextmanager
    def noting(self) -> Iterator[Collection[Look]]:
        """Gather what is looked at meanwhile, apart from what is noted already."""
        before, self.seen = self.seen, set()
        try:
            yield self.seen
        finally:
            self.seen = before

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Do not note what is looked at for the making of another table."""
        seen, self.seen = self.seen, None
        try:
            yield
        finally:
            self.seen = seen

    def stamp(self, looks: Collection[Look]) -> str:
        """What stands for entries as they are now: their keys by table, and one digest of them all, as JSON."""
        keys: dict[str, list[str]] = {}
        for table, key in looks:
            keys.setdefault(table, []).append(key)
        return json.dumps([keys, self._digest(keys)]) if keys else NO_STAMP

    def holds(self, stamp: str) -> bool:
        """Whether all the entries that a stamp stands for are what they were.

        Raises:
            ValueError, TypeError, AttributeError: it is no stamp.
        """
        if stamp == NO_STAMP:
            return True
        keys, found = json.loads(stamp)
        return self._tables.keys() >= keys.keys() and self._digest(keys) == found

    def _digest(self, keys: Mapping[str, Collection[str]]) -> str:
        # Without a loop in Python: a site looks hundreds of thousands of times.
        return digest(" ".join([",".join(map(self._tables[table].digests.__getitem__, keys[table])) for table in keys]))


class Table(Mapping[str, ValueT], Generic[ValueT]):
    """A mapping that tells its ledger what is looked at in it."""

    def __init__(
        self, ledger: Ledger, name: str, entries: Mapping[str, ValueT], digest: Callable[[ValueT], str]
    ) -> None:
        self._ledger, self._name, self._entries, self._digest = ledger, name, entries, digest
        self.digests = _Digests(self._make_digest)
        """Of entries, by their keys: a table is asked when it is complete."""

    def _make_digest(self, key: str) -> str:
        if key == _ALL:
            return digest([(key, self.digests[key]) for key in self._entries])
        if key.startswith("?"):
            return str(key[1:] in self._entries)
        return self._digest(self._entries[key]) if key in self._entries else _ABSENT

    def _look(self, key: str) -> None:
        if self._ledger.seen is not None:
            self._ledger.seen.add((self._name, key))

    def __getitem__(self, key: str) -> ValueT:
        self._look(key)
        return self._entries[key]

    def get(self, key: str, default: Any = None) -> Any:
        """The entry, or `default` where there is none."""
        self._look(key)
        return self._entries.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._look(f"?{key}")
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        self._look(_ALL)
        return iter(self._entries)

    def __len__(self) -> int:
        self._look(_ALL)
        return len(self._entries)

    def keys(self) -> KeysView[str]:
        """All keys."""
        self._look(_ALL)
        return self._entries.keys()

    def values(self) -> ValuesView[ValueT]:
        """All entries."""
        self._look(_ALL)
        return self._entries.values()

    def items(self) -> ItemsView[str, ValueT]:
        """All keys and entries."""
        self._look(_ALL)
        return self._entries.items()


class _Digests(dict[str, str]):
    """Digests that are made when they are asked for, once."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> str:
        made = self[key] = self._make(key)
        return made
