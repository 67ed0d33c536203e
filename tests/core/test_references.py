"""What records name, as their types say it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from sorotan.core.corpus import ANNOTATION_FILES, KEYED_FILES
from sorotan.core.records import ID_PATTERN, Claim, Entity, Event, MentionCorrection, Named, Record, Redirect
from sorotan.core.references import fields_that_name, references

RECORDS = [kind.record for kind in (*KEYED_FILES, ANNOTATION_FILES)]
NO_REFERENCES = {
    ("Annotation", "id"),  # its own
    ("OmittedBlock", "block"),  # a paragraph of the source, of which the page has no block
}
"""Fields with ids that name nothing."""


def fields_with_ids(record: type[Record]) -> Iterator[tuple[str, str]]:
    """The record, or the record in it, and the field."""
    if record is Redirect:
        return  # it has an address, which is that of a page
    schema = record.model_json_schema()
    for name, part in {record.__name__: schema, **schema.pop("$defs", {})}.items():
        for properties in _under("properties", part):
            for field, of_field in properties.items():
                if any(pattern == ID_PATTERN or "[a-z0-9-]" in pattern for pattern in _under("pattern", of_field)):
                    yield name, field


def _under(key: str, schema: Any) -> Iterator[Any]:
    """What stands under a key, anywhere in a schema."""
    for name, value in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if name == key:
            yield value
        elif isinstance(value, dict | list):
            yield from _under(key, value)


@pytest.mark.parametrize("record", RECORDS)
def test_every_id_names_something(record: type[Record]) -> None:
    """Whatever goes by the types knows of a new field as soon as its type says what it names."""
    known = {name for kind in get_args(Named) for name in fields_that_name(kind, record)}
    assert {field for field in fields_with_ids(record) if field[1] not in known} <= NO_REFERENCES


def test_fields_with_ids_are_found() -> None:
    """The test above looks at something, and what it leaves out is there."""
    found = {field for record in RECORDS for field in fields_with_ids(record)}
    assert found > NO_REFERENCES
    assert {("Fact", "evidence"), ("Said", "block"), ("Event", "developer"), ("Alias", "articles")} <= found


NAMING: list[tuple[type[Record], dict[str, Any], list[tuple[str, str, str]]]] = [
    (
        Entity,
        {
            "kind": "model",
            "name": "R1",
            "aliases": {"id": [], "en": ["R", {"text": "r", "articles": ["gap"]}]},
            "description": "x",
            "facts": [
                {"property": "developer", "value": "lab", "evidence": ["report", "gap#p1"]},
                {"property": "license", "value": "lab", "evidence": ["report"]},
            ],
        },
        [
            ("aliases en 1 articles 0", "articles", "gap"),
            ("facts 0 evidence 0", "evidence", "report"),
            ("facts 0 evidence 1", "evidence", "gap#p1"),
            ("facts 0 value", "entities", "lab"),
            ("facts 1 evidence 0", "evidence", "report"),
        ],
    ),
    (
        Event,
        {
            "title": "x",
            "stage": "event",
            "date": "2025",
            "entities": ["r1", "lab"],
            "country": "id",
            "summary": "x",
            "evidence": ["report"],
            "said": [{"block": "gap#p2", "agreement": "vague", "text": "x"}],
        },
        [
            ("entities 0", "entities", "r1"),
            ("entities 1", "entities", "lab"),
            ("country", "entities", "id"),
            ("evidence 0", "evidence", "report"),
            ("said 0 block", "block", "gap#p2"),
        ],
    ),
    (
        Claim,
        {
            "kind": "opinion",
            "article": "gap",
            "target": {"block": "p3"},
            "text": "x",
            "contradicts": ["other"],
            "assessment": {"verdict": "opinion", "text": "x", "date": "2026"},
        },
        [
            ("article", "articles", "gap"),
            ("target block", "own block", "p3"),
            ("contradicts 0", "claims", "other"),
        ],
    ),
    (
        MentionCorrection,
        {"block": "p1", "text": "x", "entity": "lab"},
        [("block", "own block", "p1"), ("entity", "entities", "lab")],
    ),
]


@pytest.mark.parametrize(("kind", "written", "named"), NAMING)
def test_references(kind: type[Record], written: dict[str, Any], named: list[tuple[str, str, str]]) -> None:
    """Each with its place, what it is and its id; the value of a fact where its property demands an entity."""
    found = list(references(kind.model_validate(written)))
    assert [(" ".join(map(str, path)), of, id) for path, of, id in found] == named


def test_references_of_some_kinds() -> None:
    kind, written, _ = NAMING[0]
    found = [id for _, _, id in references(kind.model_validate(written), ("entities", "articles"))]
    assert found == ["gap", "lab"]
