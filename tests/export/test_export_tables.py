"""The tables: read by Frictionless, the same in CSV and JSON, complete, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from exported import Exported
from frictionless import Package

from sorotan.export.table import Field, Table
from sorotan.views.data import TABLES


def read(exported: Exported, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported.text(f"{name}.csv"), newline="")))


def test_frictionless_validates_the_package(site: Exported, odd: Exported) -> None:
    """Types, lists of values, keys, keys to other tables, sizes and digests."""
    for exported in (site, odd):
        package = Package(str(exported.folder / "datapackage.json"))
        assert {resource.name for resource in package.resources} == set(TABLES)
        report = package.validate()
        assert report.flatten(["name", "rowNumber", "fieldName", "type", "note"]) == []


def test_every_column_is_described(site: Exported) -> None:
    descriptor = site.json("datapackage.json")
    assert descriptor["licenses"] == [
        {"title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"},
    ]
    for resource in descriptor["resources"]:
        assert resource["title"] and resource["description"]
        assert all(field["title"] and field["description"] for field in resource["schema"]["fields"])


@pytest.mark.parametrize("name", TABLES)
def test_json_says_the_same(site: Exported, odd: Exported, name: str) -> None:
    for exported in (site, odd):
        rows, objects = read(exported, name), exported.json(f"{name}.json")
        assert len(rows) == len(objects)
        for row, item in zip(rows, objects, strict=True):
            assert list(row) == list(item)
            for key, value in item.items():
                text = "|".join(value) if isinstance(value, list) else "" if value is None else str(value)
                assert row[key] in (text, f"'{text}"), (name, key)


@pytest.mark.parametrize(
    ("table", "records"),
    [
        ("articles", "articles"),
        ("entities", "entities"),
        ("events", "timeline"),
        ("claims", "claims"),
        ("disagreements", "disagreements"),
        ("quotations", "quotes"),
        ("references", "references"),
        ("notes", "notes"),
    ],
)
def test_every_record_is_there(site: Exported, table: str, records: str) -> None:
    assert [row["id"] for row in site.json(f"{table}.json")] == sorted(getattr(site.corpus, records))


def test_facts_and_relations(site: Exported) -> None:
    facts, relations = site.json("facts.json"), site.json("relations.json")
    entities = site.corpus.entities
    assert len(facts) + len(relations) == sum(len(entity.facts) for entity in entities.values())
    assert len(relations) == sum(len(list(entity.linked_entities())) for entity in entities.values()) > 0
    for row in relations:
        assert row["object"] in entities
        assert row["name_en"] == entities[row["object"]].name.en
        assert entities[row["entity"]].facts[row["number"] - 1].property == row["property"]
    assert {row["value_type"] for row in facts} <= {"text", "date", "url", "openness"}


def test_mentions_stand_in_the_text(site: Exported, odd: Exported) -> None:
    for exported in (site, odd):
        texts = {(a, language): exported.text(f"{base}.txt") for a, language, base in exported.articles()}
        mentions = exported.json("mentions.json")
        assert {row["text"] for row in mentions if row["entity"] == "nusa"} <= {"Laboratorium Nusa", "Nusa Laboratory"}
        for row in mentions:
            assert texts[row["article"], row["language"]][row["start"] : row["end"]] == row["text"]


def test_blocks_are_the_text(site: Exported) -> None:
    blocks = site.json("blocks.json")
    for article, language, base in site.articles():
        here = [row["text"] for row in blocks if (row["article"], row["language"]) == (article, language)]
        assert "\n".join(here) == site.text(f"{base}.txt")


def test_nothing_runs_in_a_spreadsheet(site: Exported, odd: Exported) -> None:
    for exported in (site, odd):
        for name in TABLES:
            for row in read(exported, name):
                assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values())
    [row] = [row for row in read(odd, "entities") if row["id"] == "awkward"]
    assert row["name_id"].startswith("'=1+1")
    assert row["aliases_id"] == "'@a|b"
    assert row["description_en"] == "'+2; \\ two\nlines"


@pytest.mark.parametrize(
    ("type_", "value", "cell"),
    [
        ("text", "=1+1", "'=1+1"),
        ("text", "\t=1", "'\t=1"),
        ("text", "a=1", "a=1"),
        ("list", ["-a", "b"], "'-a|b"),
        ("list", [], ""),
        ("integer", -1, "-1"),
        ("text", None, ""),
    ],
)
def test_cells(type_: Any, value: Any, cell: str) -> None:
    table = Table("t", ["a"], [Field("a", type_, ""), Field("b", "text", "")], [{"a": value, "b": "x"}])
    assert [*csv.reader(io.StringIO(table.csv, newline=""))][1] == [cell, "x"]


def test_line_ends(site: Exported) -> None:
    """Those of RFC 4180."""
    assert all(row.endswith("\r\n") for row in site.text("facts.csv").splitlines(keepends=True))
