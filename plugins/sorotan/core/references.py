"""Which other records a record names, as the types of its fields say (`RefersTo` in `core/records.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final, get_args, get_type_hints

from sorotan.core.records import Fact, Named, Record, RefersTo
from sorotan.core.yamlfile import Path_

_ALL: Final[tuple[Named, ...]] = get_args(Named)


def references(record: Record, kinds: tuple[Named, ...] = _ALL, path: Path_ = ()) -> Iterator[tuple[Path_, Named, str]]:
    """What a record names: where in the record, of what kind it is, and its id.

    Args:
        record: The record.
        kinds: What is looked for.
        path: Where the record stands in another one, with which the places begin.
    """
    for name, kind, _ in _fields(type(record), kinds):
        value = getattr(record, name)
        if value is None:
            continue
        if kind is None:
            if isinstance(value, tuple):
                for index, item in enumerate(value):
                    yield from references(item, kinds, (*path, name, index))
            else:
                yield from references(value, kinds, (*path, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                yield (*path, name, index), kind, item
        else:
            yield (*path, name), kind, value
    if isinstance(record, Fact) and "entities" in kinds and (entity := record.linked_entity()):
        yield (*path, "value"), "entities", entity


def fields_that_name(kind: Named, record: type[Record]) -> Iterator[str]:
    """Names of the fields of a record, and of the records in it, whose values are ids of one kind.

    The value of a fact, which is one or is none as its property demands, is not among them.
    """
    for name, _, held in _fields(record, (kind,)):
        if not held:
            yield name
        for part in held:
            yield from fields_that_name(kind, part)


@cache
def _fields(
    record: type[Record], kinds: tuple[Named, ...]
) -> tuple[tuple[str, Named | None, tuple[type[Record], ...]], ...]:
    """The fields of a record that name something of these kinds, or hold records that may.

    Each with its name; the kind, or None; and the records that it holds.
    """
    fields = []
    for name, hint in get_type_hints(record, include_extras=True).items():
        parts = list(_parts(hint)) if name in record.model_fields else []
        kind = next((part.kind for part in parts if isinstance(part, RefersTo) and part.kind in kinds), None)
        held = tuple(part for part in parts if _is_record(part) and (part is Fact or _fields(part, kinds)))
        if kind or held:
            fields.append((name, kind, held))
    return tuple(fields)


def _is_record(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Record)


def _parts(hint: Any) -> Iterator[Any]:
    """A type with the types and remarks that it is made of."""
    yield hint
    for part in get_args(hint):
        yield from _parts(part)
