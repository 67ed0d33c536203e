"""The records: short forms, limits, and the JSON Schemas made of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from sorotan.core.corpus import json_schemas
from sorotan.core.records import Aliases, Entity, Fact, Localized, Name, Quote, Reference, Target, is_id

SCHEMAS = dict(json_schemas())


@pytest.mark.parametrize(
    ("value", "id", "en"),
    [
        pytest.param("DeepSeek", "DeepSeek", "DeepSeek", id="a plain text serves both languages"),
        pytest.param({"id": "Satu", "en": "One"}, "Satu", "One", id="a text for each language"),
        pytest.param("  DeepSeek\n", "DeepSeek", "DeepSeek", id="white space around it is no part of it"),
    ],
)
def test_localized(value: Any, id: str, en: str) -> None:
    """A text in both languages."""
    text = Localized.model_validate(value)
    assert (text["id"], text["en"]) == (id, en)


def test_number_as_an_alias() -> None:
    """Neither the check nor the schema wants quotation marks around it."""
    entity = {"kind": "model", "name": "X", "description": "Y.", "aliases": [1984]}
    assert [alias.text for alias in Entity.model_validate(entity).aliases["id"]] == ["1984"]
    jsonschema.validate({"x": entity}, SCHEMAS["entities.schema.json"])


def test_year_as_the_value_of_a_fact() -> None:
    """YAML takes it for a number, as it does where a field is a date; for the schema it is no mistake either."""
    fact = {"property": "releaseDate", "value": 2025, "evidence": ["x"]}
    assert Fact.model_validate(fact).value == Localized(id="2025", en="2025")
    entity = {"kind": "model", "name": "X", "description": "Y.", "facts": [fact]}
    jsonschema.validate({"x": entity}, SCHEMAS["entities.schema.json"])
    with pytest.raises(ValidationError):
        Fact.model_validate({**fact, "value": True})


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({"id": "Satu"}, id="one language is missing"),
        pytest.param({"id": "Satu", "en": ""}, id="one language is empty"),
        pytest.param({"id": "Satu", "en": "One", "fr": "Un"}, id="a language that the site has not"),
        pytest.param(" ", id="white space only"),
        pytest.param(True, id="a truth value"),
        pytest.param(None, id="nothing"),
        pytest.param(["DeepSeek"], id="a list"),
    ],
)
def test_not_localized(value: Any) -> None:
    """What is no text in both languages."""
    with pytest.raises(ValidationError):
        Localized.model_validate(value)


@pytest.mark.parametrize(
    ("value", "id", "en"),
    [
        pytest.param(["R1", {"text": "V3", "articles": ["gap"]}], ["R1", "V3"], ["R1", "V3"], id="for both languages"),
        pytest.param({"id": ["bobot"], "en": ["weights"]}, ["bobot"], ["weights"], id="for each language"),
        pytest.param({"en": ["weights"]}, [], ["weights"], id="for one language"),
        pytest.param([4], ["4"], ["4"], id="a number is a name too"),
        pytest.param([], [], [], id="none"),
    ],
)
def test_aliases(value: Any, id: list[str], en: list[str]) -> None:
    """Other names, of both languages or of each."""
    aliases = Aliases.model_validate(value)
    assert [alias.text for alias in aliases["id"]] == id
    assert [alias.text for alias in aliases["en"]] == en


@pytest.mark.parametrize("value", [4.10, True])
def test_what_is_no_name_in_yaml(value: Any) -> None:
    """It would be found as 4.1 and True, and not as it is written."""
    with pytest.raises(ValidationError):
        Aliases.model_validate([value])


@pytest.mark.parametrize("id", ["a", "deepseek-r1", "2025", "a" * 80])
def test_ids(id: str) -> None:
    """Short words of a to z, 0 to 9 and hyphens are ids."""
    assert is_id(id)


@pytest.mark.parametrize(
    "id", ["", "A", "a_b", "a b", "-a", "a-", "a--b", "é", "a/b", "..", "a.b", "index", "con", "a" * 81, "١"]
)
def test_not_ids(id: str) -> None:
    """Everything else could not be a file name, a fragment or an address everywhere."""
    assert not is_id(id)


def test_a_line_break_is_no_part_of_an_id() -> None:
    """A key in quotation marks may end with a line break; an id may not."""
    assert not is_id("a\n")


@given(st.text(max_size=12))
def test_ids_are_safe(id: str) -> None:
    """An id needs no escaping in an address, in HTML, or as a file name."""
    assert not is_id(id) or re.match(r"[a-z0-9-]+$", id)


ENTITY = {"kind": "model", "name": "R1", "description": "x"}


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://example.org", True),
        ("http://example.org/a?b=c#d", True),
        ("mailto:a@example.org", True),
        ("https://id.wikipedia.org/wiki/Tiongkok_(negara)", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("ftp://example.org", False),
        ("//example.org", False),
        ("/articles/x/", False),
        ("https://", False),
        ("https:// example.org", False),
        ('https://example.org/"onclick="x', False),
        ("https://example.org/<script>", False),
        ("https://example.org\njavascript:x", False),
        ("", False),
    ],
)
def test_addresses(url: str, good: bool) -> None:
    """Only http, https and mailto may be linked, and nothing that could leave an attribute."""
    try:
        Entity.model_validate({**ENTITY, "url": url})
    except ValidationError:
        assert not good
    else:
        assert good


def test_target() -> None:
    """A target is a block, or words in every language, or both."""
    words = {"exact": "x"}
    assert Target.model_validate({"block": "p1"})["en"] is None
    assert Target.model_validate({"id": words, "en": words})["en"] == Quote(exact="x")
    for incomplete in ({}, {"id": words}, {"block": "p1", "en": words}):
        with pytest.raises(ValidationError):
            Target.model_validate(incomplete)


def test_records_cannot_be_changed() -> None:
    """What is loaded stays as it is."""
    entity = Entity.model_validate(ENTITY)
    with pytest.raises(ValidationError):
        entity.kind = "person"


@pytest.mark.parametrize(
    ("name", "shown"),
    [({"family": "Lambert", "given": "Nathan"}, "Nathan Lambert"), ({"family": "Li"}, "Li"), ({"literal": "AP"}, "AP")],
)
def test_names(name: dict[str, str], shown: str) -> None:
    """A person's given name goes first; anything else is as written."""
    assert str(Name(**name)) == shown


def test_names_of_csl() -> None:
    """References use the names of CSL."""
    written = {"type": "report", "title": "x", "quality": "primary", "container-title": "y", "URL": "https://x.org"}
    reference = Reference.model_validate(written)
    assert (reference.container_title, reference.url) == ("y", "https://x.org")


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a schema."""
    if isinstance(schema, dict):
        yield schema
        schema = list(schema.values())
    if isinstance(schema, list):
        for part in schema:
            yield from parts(part)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_whole(name: str) -> None:
    """A schema is JSON, says its draft, and everything that it refers to is in it; patterns are regular expressions."""
    schema = json.loads(json.dumps(SCHEMAS[name]))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]
    references = {part["$ref"] for part in parts(schema) if isinstance(part.get("$ref"), str)}
    assert references <= {f"#/$defs/{definition}" for definition in schema.get("$defs", {})}
    for part in parts(schema):
        if isinstance(part.get("pattern"), str):
            re.compile(part["pattern"])
        if isinstance(part.get("type"), str):
            assert part["type"] in {"object", "array", "string", "integer", "number", "boolean", "null"}


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_valid(name: str) -> None:
    """A schema conforms to the schema of schemas."""
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


def test_schemas_refuse_unknown_fields() -> None:
    """An editor's YAML plugin marks a misspelt field, as `sorotan check` does."""
    for schema in SCHEMAS.values():
        records = [part for part in parts(schema) if "properties" in part and part.get("type") == "object"]
        assert records
        assert all(part["additionalProperties"] is False for part in records)


def test_schemas_describe_all_fields() -> None:
    """Every field of every record is in a schema, under the name that editors write."""

    def records(record: type[BaseModel]) -> Iterator[type[BaseModel]]:
        yield record
        for subclass in record.__subclasses__():
            yield from records(subclass)

    described = {name for schema in SCHEMAS.values() for part in parts(schema) for name in part.get("properties", {})}
    written = {field.alias or name for r in records(Localized.__base__) for name, field in r.model_fields.items()}
    assert written <= described
