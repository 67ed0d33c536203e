"""What an editor sees while typing: fields and values that are offered, what they mean, and what is wrong.

The schemas are found through the first line of a file, as in any text editor with yaml-language-server.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from language_server import LanguageServer
from node_packages import needs
from sorotan.core.corpus import ANNOTATION_FILES, KEYED_FILES, FileKind, json_schemas
from sorotan.core.records import Annotation, Record
from support import REPOSITORY

pytestmark = needs("yaml-language-server", "node")

SCHEMAS = dict(json_schemas())
KINDS = (*KEYED_FILES, ANNOTATION_FILES)
NUMBERS = itertools.count()


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    """One server for all; it reads the schemas of this repository."""
    server = LanguageServer(REPOSITORY)
    yield server
    server.close()


def record_of(kind: FileKind) -> type[Record]:
    return Annotation if kind is ANNOTATION_FILES else kind.record


def options(kind: FileKind) -> dict[str, list[Any]]:
    """The fields of the records of a file with the values of their closed lists."""
    schema = SCHEMAS[f"{kind.name}.schema.json"]
    fields = schema["$defs"][record_of(kind).__name__]
    fields = next((part for part in fields.get("anyOf", []) if "properties" in part), fields)["properties"]
    lists = {
        name: next((part["enum"] for part in (field, *field.get("anyOf", [])) if "enum" in part), [])
        for name, field in fields.items()
    }
    assert lists
    return lists


def document(kind: FileKind, *lines: str) -> tuple[Path, str, int, int]:
    """A file of a kind in which a record has these lines: path, text, line of the first of them, and indentation."""
    folder = (REPOSITORY / "data" / kind.pattern).parent
    path = folder / f"zz{next(NUMBERS)}.yml"  # a document is opened once
    head = f"# yaml-language-server: $schema={'../' * kind.pattern.count('/')}schemas/{kind.name}.schema.json"
    key = "entities/x.md:" if kind.by_address else "zz:"
    above, indent = ([head, "annotations:", "  - id: zz"], 4) if kind is ANNOTATION_FILES else ([head, key], 2)
    text = "\n".join([*above, *(" " * indent + line for line in lines), ""])
    return path, text, len(above), indent


def plain(markdown: str) -> str:
    """What is shown, without the marks of Markdown."""
    return re.sub(r"\\(.)|&nbsp;", r"\1", markdown)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_fields_are_offered(server: LanguageServer, kind: FileKind) -> None:
    first, *others = (name for name in options(kind) if name != "id")
    path, text, line, indent = document(kind, f"{first}: x", "")
    server.open(path, text)
    assert set(others) <= set(server.completion(path, line + 1, indent))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_values_are_offered(server: LanguageServer, kind: FileKind) -> None:
    lists = {name: values for name, values in options(kind).items() if values}
    if not lists:
        assert kind.name in ("articles", "disagreements", "redirects"), "its lists are further down, or there are none"
    for name, values in lists.items():
        path, text, line, indent = document(kind, f"{name}: ")
        server.open(path, text)
        assert set(values) <= set(server.completion(path, line, indent + len(name) + 2)), name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_pointing_at_a_field_explains_it(server: LanguageServer, kind: FileKind) -> None:
    schema = SCHEMAS[f"{kind.name}.schema.json"]
    fields = schema["$defs"][record_of(kind).__name__]
    fields = next((part for part in fields.get("anyOf", []) if "properties" in part), fields)["properties"]
    names = [name for name in fields if name != "id"]
    path, text, line, indent = document(kind, *(f"{name}: x" for name in names))
    server.open(path, text)
    for number, name in enumerate(names):
        shown = plain(server.hover(path, line + number, indent + 1))
        assert fields[name]["description"] in shown, name
        for value in options(kind)[name]:
            assert str(value) in shown


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_mistakes_are_marked(server: LanguageServer, kind: FileKind) -> None:
    """A field that there is not, and a value that is none of the list."""
    path, text, *_ = document(kind, "ngawur: x")
    assert any("ngawur" in message or "type" in message.lower() for message in server.open(path, text))
    for name, values in options(kind).items():
        if values:
            path, text, *_ = document(kind, f"{name}: ngawur")
            assert [message for message in server.open(path, text) if str(values[0]) in message], name


FILES = [
    pytest.param(path, id=path.relative_to(REPOSITORY).as_posix())
    for kind in KINDS
    for path in sorted((REPOSITORY / "data").glob(kind.pattern))
]


@pytest.mark.parametrize("path", FILES)
def test_nothing_is_marked_in_the_briefing(server: LanguageServer, path: Path) -> None:
    assert server.open(path, path.read_text("utf-8")) == []


def test_without_a_schema_nothing_is_known(server: LanguageServer) -> None:
    """It is the first line that the others go by."""
    path, text, line, indent = document(KINDS[1], "kind: ")
    server.open(path, text.split("\n", 1)[1])
    assert server.completion(path, line - 1, indent + 6) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_shows_examples(name: str) -> None:
    assert '"examples"' in str(SCHEMAS[name]).replace("'", '"')
