"""schema.org's vocabulary: which properties a thing may have, and which things may be their values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import standards


class Vocabulary:
    """The types and properties of release 12."""

    def __init__(self) -> None:
        terms = standards.document(standards.SCHEMA_VOCABULARY)["@graph"]
        self._parents = {_name(term): _names(term, "rdfs:subClassOf") for term in terms}
        self._domains = {_name(term): _names(term, "schema:domainIncludes") for term in terms}
        self._ranges = {_name(term): _names(term, "schema:rangeIncludes") for term in terms}
        self._domains["countryOfOrigin"] |= {"CreativeWork"}  # in later releases

    def mistakes(self, node: Mapping[str, Any]) -> Iterator[str]:
        """What it does not know, or not there, of a node and those in it."""
        type_ = node.get("@type", "")
        types = self._with_parents(type_)
        if "Thing" not in types:
            yield f"{type_ or 'no type'}: {sorted(node)}"
        for name, value in node.items():
            if not name.startswith("@"):
                if not types & self._domains.get(name, set()):
                    yield f"{type_} has no {name}"
                for item in value if isinstance(value, list) else [value]:
                    yield from self._mistakes_in_value(type_, name, item)

    def takes(self, type_: str, name: str, value: str) -> bool:
        """Whether things of a type may have a property of this name, and things of the type `value` be its value."""
        is_its_own = self._with_parents(type_) & self._domains.get(name, set())
        return bool(is_its_own and self._with_parents(value) & self._ranges[name])

    def _mistakes_in_value(self, type_: str, name: str, value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            found = self._with_parents(value.get("@type", ""))
            yield from self.mistakes(value)
        else:
            found = _data_types(value)
        if not found & self._ranges.get(name, set()):
            yield f"{name} of {type_} is no {value.get('@type') if isinstance(value, dict) else value!r}"

    def _with_parents(self, type_: str) -> set[str]:
        parents = self._parents.get(type_, set())
        return {type_}.union(*(self._with_parents(parent) for parent in parents))


def _data_types(value: Any) -> set[str]:
    if isinstance(value, bool):
        return {"Boolean"}
    if isinstance(value, int):
        return {"Integer"}
    is_date, is_url = re.fullmatch(r"\d{4}(-\d\d){0,2}", value), re.match(r"https?://", value)
    return {"Text", *({"Date"} if is_date else ()), *({"URL"} if is_url else ())}


def _name(term: Mapping[str, Any]) -> str:
    return str(term["@id"]).removeprefix("schema:")


def _names(term: Mapping[str, Any], property: str) -> set[str]:
    values = term.get(property, [])
    return {_name(value) for value in (values if isinstance(values, list) else [values])}
