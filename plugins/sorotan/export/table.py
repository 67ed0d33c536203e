"""A table of records: its columns, and its text as CSV, JSON and Frictionless schema."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sorotan.core.records import Localized
from sorotan.export.jsontext import lines
from sorotan.export.publication import Publication
from sorotan.views.data import FOLDER
from sorotan.views.scope import Scope

SEPARATOR: Final = "|"
"""Between the items of a list in a cell."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings of text that spreadsheets take for a formula; the wide ones in Japanese."""

FieldType = Literal["text", "id", "list", "date", "edtf", "integer", "url"]

_FRICTIONLESS: Final[dict[FieldType, dict[str, str]]] = {
    "date": {"type": "date"},
    "integer": {"type": "integer"},
    "url": {"type": "string", "format": "uri"},
}
_LANGUAGE_NAMES: Final = {"id": "Indonesian", "en": "English"}

Row = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """A column."""

    name: str
    type: FieldType
    description: str
    values: Sequence[str] = ()
    """The only values that occur, where there is such a list."""
    refers_to: str = ""
    """Table whose `id` it holds."""

    @property
    def title(self) -> str:
        """The name in words."""
        stem, _, language = self.name.rpartition("_")
        if stem and language in _LANGUAGE_NAMES:
            return f"{_words(stem)} ({_LANGUAGE_NAMES[language]})"
        return "Id" if self.name == "id" else _words(self.name)

    @property
    def schema(self) -> dict[str, Any]:
        """As a Frictionless Table Schema has it."""
        note = f" Several are separated by “{SEPARATOR}”." if self.type == "list" else ""
        note += " EDTF (ISO 8601-2)." if self.type == "edtf" else ""
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description + note,
            **_FRICTIONLESS.get(self.type, {"type": "string"}),
            **({"constraints": {"enum": list(self.values)}} if self.values else {}),
        }


@dataclass(frozen=True)
class Table:
    """Records of one kind."""

    name: str
    key: Sequence[str]
    """The fields that tell rows apart; rows are sorted by them."""
    fields: Sequence[Field]
    rows: Callable[[], Iterable[Row]]
    """Makes the rows. Every row has a value for every field; None stands for none."""

    @property
    def csv_path(self) -> str:
        """Path of the CSV below the root of the site."""
        return f"{FOLDER}/{self.name}.csv"

    @property
    def json_path(self) -> str:
        """Path of the JSON below the root of the site."""
        return f"{FOLDER}/{self.name}.json"

    def csv(self, rows: Iterable[Row]) -> str:
        """RFC 4180, with nothing in it that a spreadsheet would run."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([field.name for field in self.fields])
        cells = [(field.name, _CELLS.get(field.type)) for field in self.fields]
        writer.writerows([cell(row[name]) if cell else row[name] for name, cell in cells] for row in rows)
        return out.getvalue()

    def json(self, rows: Iterable[Row]) -> str:
        """A list of objects; lists are lists here."""
        return lines({field.name: row[field.name] for field in self.fields} for row in rows)

    def schema(self, dangling: Container[str] = ()) -> dict[str, Any]:
        """Frictionless Table Schema of the CSV.

        Args:
            dangling: Fields that hold an id which the other table has not got.
        """
        keys = [
            {"fields": [field.name], "reference": {"resource": field.refers_to, "fields": ["id"]}}
            for field in self.fields
            if field.refers_to and field.name not in dangling
        ]
        return {
            "fields": [field.schema for field in self.fields],
            "primaryKey": list(self.key),
            **({"foreignKeys": keys} if keys else {}),
            "missingValues": [""],
        }


def pair_fields(name: str, description: str) -> list[Field]:
    """Columns of a text in both languages."""
    return [Field(f"{name}_{tag}", "text", f"{description}, in {word}.") for tag, word in _LANGUAGE_NAMES.items()]


def pair(name: str, text: Localized | None) -> Row:
    """Values of `pair_fields`."""
    return {f"{name}_{tag}": text[tag] if text else None for tag in _LANGUAGE_NAMES}


def page_fields(publication: Publication) -> list[Field]:
    """Columns of the address of a record in each language of the site."""
    return [
        Field(f"page_{tag}", "url", f"Where it is on the site, in {_LANGUAGE_NAMES[tag]}.")
        for tag in publication.scopes
    ]


def pages(publication: Publication, address: Callable[[Scope], str]) -> Row:
    """Values of `page_fields`."""
    return {f"page_{tag}": address(scope) or None for tag, scope in publication.scopes.items()}


def sorted_rows(table: Mapping[str, Any], row: Callable[[str, Any], Row]) -> list[Row]:
    """A row for each record, by id."""
    return [{"id": id, **row(id, table[id])} for id in sorted(table)]


def _text_cell(text: str | None) -> str | None:
    return f"'{text}" if text and text.startswith(_FORMULA) else text


def _list_cell(items: Sequence[str] | None) -> str | None:
    return None if items is None else _text_cell(SEPARATOR.join(items))


_CELLS: Final[Mapping[FieldType, Callable[[Any], str | None]]] = {"text": _text_cell, "list": _list_cell}
"""How values of some types are written as CSV; the others stay as they are."""


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()
