"""Which other records a record names, as the types of its fields say (`RefersTo` in `core/records.py`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Any, Final, get_args, get_origin, get_type_hints

from pydantic import ValidationError

from sorotan.core.records import Fact, Named, Record, RefersTo, Written
from sorotan.core.yamlfile import Path_

_ALL: Final[tuple[Named, ...]] = get_args(Named)

Found = Iterator[tuple[Path_, Named, str]]
"""Where in a record something is named, of what kind it is, and its id."""


_Field = tuple[str, Named | None, type[Record] | None, bool]
"""The name of a field, the kind of what it names or the record that it holds, and whether it is a list of these."""


def references(record: Record | Written, kinds: tuple[Named, ...] = _ALL) -> Found:
    """What a record names: where in the record, of what kind it is, and its id.

    Args:
        record: The record. Of one that cannot be used, what was not told to be wrong.
        kinds: What is looked for.
    """
    if isinstance(record, Written):
        found = _named(record.record, record.data, kinds, ())
        return ((place, kind, id.strip()) for place, kind, id in found if place not in record.wrong)
    return _named(type(record), record, kinds, ())


def _named(record: type[Record], data: Any, kinds: tuple[Named, ...], path: Path_) -> Found:
    """What is named by a record, or by data that stands in the place of one and has its shape."""
    values = vars(data) if isinstance(data, Record) else record.in_full(data)
    if not isinstance(values, dict):
        return
    for name, kind, held, is_list in _fields(record, kinds):
        value = values.get(name)
        if not value or (is_list and not isinstance(value, (tuple, list))):
            continue
        for index, item in enumerate(value) if is_list else ((None, value),):
            place = (*path, name) if index is None else (*path, name, index)
            if held is not None:
                yield from _named(held, item, kinds, place)
            elif isinstance(item, str):
                yield place, kind, item
    if record is Fact and "entities" in kinds:
        entity = data.linked_entity() if isinstance(data, Fact) else _linked_entity(values)
        if entity:
            yield (*path, "value"), "entities", entity


def _linked_entity(fact: Mapping[str, Any]) -> str:
    """The id of the entity that is the value of a fact, whatever else is wrong with this."""
    alone = {"property": fact.get("property"), "value": fact.get("value"), "evidence": ["x"]}
    with suppress(ValidationError):
        return Fact.model_validate(alone).linked_entity()
    return ""


def fields_that_name(kind: Named, record: type[Record]) -> Iterator[str]:
    """Names of the fields of a record, and of the records in it, whose values are ids of one kind.

    The value of a fact, which is one or is none as its property demands, is not among them.
    """
    for name, _, held, _ in _fields(record, (kind,)):
        if held is None:
            yield name
        else:
            yield from fields_that_name(kind, held)


@cache
def _fields(record: type[Record], kinds: tuple[Named, ...]) -> tuple[_Field, ...]:
    """The fields of a record that name something of these kinds, or hold records that may."""
    fields = []
    for name, hint in get_type_hints(record, include_extras=True).items():
        parts = list(_parts(hint)) if name in record.model_fields else []
        kind = next((part.kind for part in parts if isinstance(part, RefersTo) and part.kind in kinds), None)
        records = (part for part in parts if _is_record(part) and (part is Fact or _fields(part, kinds)))
        held = next(records, None)
        if kind or held:
            fields.append((name, kind, held, any(get_origin(part) is tuple for part in parts)))
    return tuple(fields)


def _is_record(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Record)


def _parts(hint: Any) -> Iterator[Any]:
    """A type with the types and remarks that it is made of."""
    yield hint
    for part in get_args(hint):
        yield from _parts(part)
