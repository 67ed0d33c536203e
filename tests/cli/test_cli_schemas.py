"""The JSON Schemas that text editors complete and check by: they say what `sorotan check` says."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sorotan.core import yamlfile
from sorotan.core.corpus import ANNOTATION_FILES, KEYED_FILES, FileKind, json_schemas
from sorotan.core.problems import Problems
from support import REPOSITORY, STOCK

SCHEMAS = dict(json_schemas())
FILES = [
    (kind, path)
    for kind in (*KEYED_FILES, ANNOTATION_FILES)
    for folder in (REPOSITORY / "data", STOCK / "data")
    for path in sorted(folder.glob(kind.pattern))
]


def data_of(path: Path) -> Any:
    document = yamlfile.read(path, path.name, Problems())
    assert document is not None
    return document.data


def errors(kind: FileKind, data: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(SCHEMAS[f"{kind.name}.schema.json"])
    return [error.message for error in validator.iter_errors(data)]


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda value: getattr(value, "stem", ""))
def test_the_data_conforms(kind: FileKind, path: Path) -> None:
    assert errors(kind, data_of(path)) == []


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda value: getattr(value, "stem", ""))
def test_every_file_names_its_schema(kind: FileKind, path: Path) -> None:
    """So that text editors know without being told."""
    if REPOSITORY / "data" in path.parents:
        first = path.read_text("utf-8").splitlines()[0]
        folder = "../" * kind.pattern.count("/")
        assert first == f"# yaml-language-server: $schema={folder}schemas/{kind.name}.schema.json"


WRONG = [
    pytest.param("entities", {"kind": "produk"}, id="none of a closed list"),
    pytest.param("entities", {"descripton": "x"}, id="no such field"),
    pytest.param("entities", {"description": {"id": "x"}}, id="one language is missing"),
    pytest.param("entities", {"name": ""}, id="no text"),
    pytest.param("entities", {"url": "javascript:alert(1)"}, id="an address that may not be linked"),
    pytest.param("entities", {"facts": [{"property": "developer", "value": "nusa"}]}, id="no evidence"),
    pytest.param(
        "entities", {"facts": [{"property": "developr", "value": "nusa", "evidence": ["x"]}]}, id="no such property"
    ),
    pytest.param("timeline", {"developer": "Nusa"}, id="no id"),
    pytest.param("timeline", {"evidence": []}, id="an empty list"),
    pytest.param("articles", {"source": {"file": "a/b.txt", "sha256": "0", "paragraphs": 0}}, id="a source text"),
    pytest.param("quotes", {"target": {"block": "p1", "id": {"exakt": "x"}}}, id="a misspelt field further down"),
    pytest.param("claims", {"assessment": {"verdict": "true", "text": "x", "date": "2025"}}, id="no such verdict"),
    pytest.param("references", {"quality": "good"}, id="no such quality"),
    pytest.param("entities", {"aliases": ["x" * 501]}, id="a name that is too long"),
]


@pytest.mark.parametrize(("name", "change"), WRONG)
def test_wrong_data_does_not(name: str, change: dict[str, Any]) -> None:
    """A text editor marks what `sorotan check` would report."""
    kind = next(kind for kind in KEYED_FILES if kind.name == name)
    data = copy.deepcopy(data_of(next(path for k, path in FILES if k is kind and STOCK in path.parents)))
    assert errors(kind, data) == []
    next(iter(data.values())).update(change)
    assert errors(kind, data)


@pytest.mark.parametrize("id", ["Lampu", "-lampu", "dua--lampu", "x" * 81])
def test_no_id(id: str) -> None:
    kind = next(kind for kind in KEYED_FILES if kind.name == "entities")
    [*records] = data_of(next(path for k, path in FILES if k is kind and STOCK in path.parents)).values()
    assert errors(kind, {"lampu": records[0]}) == []
    assert errors(kind, {id: records[0]})


def fields() -> list[Any]:
    found = []
    for name, schema in SCHEMAS.items():
        for record, definition in {**schema.get("$defs", {}), name: schema}.items():
            for part in (definition, *definition.get("anyOf", [])):
                found += [
                    pytest.param(value, id=f"{name.partition('.')[0]}-{record}-{field}")
                    for field, value in part.get("properties", {}).items()
                ]
    return found


@pytest.mark.parametrize("schema", fields())
def test_every_field_is_explained(schema: dict[str, Any]) -> None:
    """Hovering over a field shows what belongs there."""
    assert schema["description"].endswith(".")


def test_schemas_in_the_repository_are_up_to_date() -> None:
    for name, schema in SCHEMAS.items():
        assert json.loads((REPOSITORY / "data" / "schemas" / name).read_text("utf-8")) == schema, "run `make schemas`"


def test_check(run, project) -> None:
    """`sorotan schemas --check` fails before they are written, and not after."""
    assert run("schemas", "--check").exit_code == 1
    assert run("schemas").exit_code == 0
    assert run("schemas", "--check").exit_code == 0
    assert run("schemas").output == ""
