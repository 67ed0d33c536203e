"""The tables: read by Frictionless, the same in CSV and JSON, complete, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from exported import Exported, awkward, load
from frictionless import Package

from sorotan.core.corpus import ANNOTATION_FILES, KEYED_FILES
from sorotan.core.records import Localized, Record
from sorotan.export.table import Field, Table, pair_fields
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


def test_a_package_of_records_that_name_others_that_are_left_out(tmp_path: Path) -> None:
    """It claims no keys that lead nowhere, and goes on telling what the editors wrote."""
    project = awkward(tmp_path / "project")
    project.edit("data/entities/organization.yml", "  kind: organization\n", "  kind: organisation\n")
    exported = load(project.build(), project.folder, "")
    assert "nusa" not in exported.corpus.entities
    assert "nusa" in {row["object"] for row in exported.json("relations.json")}
    package = Package(str(exported.folder / "datapackage.json"))
    assert package.validate().flatten(["name", "rowNumber", "fieldName", "type", "note"]) == []
    keys = {table.name: [key["fields"] for key in table.schema.foreign_keys] for table in package.resources}
    assert (keys["relations"], keys["said"]) == ([["entity"]], [["event"], ["article"]])


def test_a_licence_without_an_address(tmp_path: Path) -> None:
    """The standard wants an address, or a name that is one word."""
    project = awkward(tmp_path / "project")
    project.edit("mkdocs.yml", "  - sorotan/exports\n", "  - sorotan/exports: {license: CC BY 4.0}\n")
    package = Package(str(project.build().site / "data" / "datapackage.json"))
    assert package.licenses == [{"name": "CC-BY-4.0", "title": "CC BY 4.0"}]


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


def test_words_without_a_block_are_where_they_stand(tmp_path: Path) -> None:
    """A record may name the words alone, which are found."""
    project = awkward(tmp_path / "project")
    for file, words in (
        ("annotations/lab-baru.yml", "block: p3, id: {exact: sangat longgar}"),
        ("claims.yml", "block: p2, id: {exact: dapat diunduh siapa saja}"),
        ("quotes.yml", "block: p3, id: {exact: milik semua orang}"),
    ):
        project.edit(f"data/{file}", words, words.partition(", ")[2])
    exported = load(project.build(), project.folder, "")
    found = {
        row["id"]: row["block"] for name in ("notes", "claims", "quotations") for row in exported.json(f"{name}.json")
    }
    assert (found["licence"], found["pelita-is-free"], found["dewi-everyone"]) == ("p3", "p2", "p3")


def test_events_say_when_they_were_entered(odd: Exported) -> None:
    rows = {row["id"]: (row["created"], row["modified"]) for row in odd.json("events.json")}
    assert rows["nusa-founded"] == ("2026-11-24", "2026-11")
    assert {dates for id, dates in rows.items() if id != "nusa-founded"} == {(None, None)}


OWN_TABLE = {
    "Article": "articles",
    "ChainLink": "steps",
    "Annotation": "notes",
    "Entity": "entities",
    "Fact": "facts",
    "Event": "events",
    "Said": "said",
    "Claim": "claims",
    "Disagreement": "disagreements",
    "Position": "positions",
    "Quotation": "quotations",
    "Reference": "references",
}
"""Records with a row for each. A column is named as its field."""
COLUMNS = {
    "Alias.text": ["entities.aliases_id", "entities.aliases_en"],
    "Article.label": ["articles.outlet_name"],
    "SourceText.sha256": ["articles.source_sha256"],
    "SourceText.paragraphs": ["articles.source_paragraphs"],
    "SourceText.language": ["articles.source_language"],
    "OmittedBlock.block": ["articles.omitted"],
    "Entity.sameAs": ["entities.same_as"],
    "Target.block": ["notes.block", "quotations.block", "claims.block"],
    "Quote.exact": [f"{table}.quote_{tag}" for table in ("notes", "quotations", "claims") for tag in ("id", "en")],
    "Quotation.text": ["quotations.reported_id", "quotations.reported_en"],
    "Assessment.verdict": ["claims.verdict"],
    "Assessment.text": ["claims.assessment_id", "claims.assessment_en"],
    "Assessment.evidence": ["claims.evidence"],
    "Assessment.date": ["claims.assessed"],
    "Name.family": ["references.author"],
    "Name.given": ["references.author"],
    "Name.literal": ["references.author"],
}
"""Columns of fields that are named otherwise."""
CORRECTION = "a correction of what is found in the text; the table of mentions has what is found with it"
SURROUNDINGS = "tells apart places with the same words; the annotations have it, and the blocks the text around"
NOT_EXPORTED = {
    "Alias.articles": CORRECTION,
    "BlockWords.block": CORRECTION,
    "BlockWords.text": CORRECTION,
    "MentionCorrection.block": CORRECTION,
    "MentionCorrection.text": CORRECTION,
    "MentionCorrection.entity": CORRECTION,
    "Quote.prefix": SURROUNDINGS,
    "Quote.suffix": SURROUNDINGS,
    "SourceText.file": "the name of a file of the builder's own, which is not published",
    "OmittedBlock.reason": "a remark on a text that is not published; the page of the article has it",
    "Redirect.to": "of addresses that are gone, and of no record",
}
"""Fields without a column, and why."""


def records(record: type[Record]) -> Iterator[type[Record]]:
    """A record and those in it, but for texts, which have a column in each language."""
    yield record
    for field in record.model_fields.values():
        for part in records_in(field.annotation):
            yield from records(part)


def records_in(hint: Any) -> Iterator[type[Record]]:
    if isinstance(hint, type) and issubclass(hint, Record) and not issubclass(hint, Localized):
        yield hint
    for part in get_args(hint):
        yield from records_in(part)


def test_every_field_has_a_column(site: Exported) -> None:
    """The tables have all of the records, but for what is named above with its reason."""
    resources = site.json("datapackage.json")["resources"]
    columns = {f"{table['name']}.{field['name']}" for table in resources for field in table["schema"]["fields"]}
    assert {column for named in COLUMNS.values() for column in named} <= columns
    kinds = {part for kind in (*KEYED_FILES, ANNOTATION_FILES) for part in records(kind.record)}
    assert {kind.__name__ for kind in kinds} >= OWN_TABLE.keys()
    without = set()
    for kind in kinds:
        for name, field in kind.model_fields.items():
            column = f"{OWN_TABLE.get(kind.__name__)}.{name}"
            has_one = column in columns or {f"{column}_id", f"{column}_en"} <= columns
            if not has_one and not any(records_in(field.annotation)):  # what is in another record is told of that
                without.add(f"{kind.__name__}.{name}")
    assert without == COLUMNS.keys() | NOT_EXPORTED.keys()


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
        *[("text", f"{sign}1", f"'{sign}1") for sign in "=+-@\t\r\n＝＋－＠"],
        ("text", "a=1", "a=1"),
        ("list", ["-a", "b"], "'-a|b"),
        ("list", [], ""),
        ("integer", -1, "-1"),
        ("text", None, ""),
    ],
)
def test_cells(type_: Any, value: Any, cell: str) -> None:
    rows = [{"a": value, "b": "x"}]
    table = Table("t", ["a"], [Field("a", type_, ""), Field("b", "text", "")], lambda: rows)
    assert [*csv.reader(io.StringIO(table.csv(rows), newline=""))][1] == [cell, "x"]


def test_what_a_schema_says_of_columns() -> None:
    fields = [
        Field("id", "id", "Its id."),
        *pair_fields("first_name", "How it is called"),
        Field("tags", "list", "What it is."),
        Field("begun", "edtf", "When it began."),
        Field("day", "date", "A day."),
        Field("count", "integer", "How many."),
        Field("page", "url", "Where it is."),
        Field("kind", "text", "Its kind.", values=("a", "b")),
        Field("whole", "id", "What it is part of.", refers_to="wholes"),
    ]
    described = [
        {"name": "id", "title": "Id", "description": "Its id.", "type": "string"},
        {
            "name": "first_name_id",
            "title": "First name (Indonesian)",
            "description": "How it is called, in Indonesian.",
            "type": "string",
        },
        {
            "name": "first_name_en",
            "title": "First name (English)",
            "description": "How it is called, in English.",
            "type": "string",
        },
        {
            "name": "tags",
            "title": "Tags",
            "description": "What it is. Several are separated by “|”.",
            "type": "string",
        },
        {
            "name": "begun",
            "title": "Begun",
            "description": "When it began. EDTF (ISO 8601-2).",
            "type": "string",
        },
        {"name": "day", "title": "Day", "description": "A day.", "type": "date"},
        {"name": "count", "title": "Count", "description": "How many.", "type": "integer"},
        {"name": "page", "title": "Page", "description": "Where it is.", "type": "string", "format": "uri"},
        {
            "name": "kind",
            "title": "Kind",
            "description": "Its kind.",
            "type": "string",
            "constraints": {"enum": ["a", "b"]},
        },
        {"name": "whole", "title": "Whole", "description": "What it is part of.", "type": "string"},
    ]
    assert Table("t", ["id"], fields, lambda: []).schema() == {
        "fields": described,
        "primaryKey": ["id"],
        "foreignKeys": [{"fields": ["whole"], "reference": {"resource": "wholes", "fields": ["id"]}}],
        "missingValues": [""],
    }


def test_line_ends(site: Exported) -> None:
    """Those of RFC 4180."""
    assert all(row.endswith("\r\n") for row in site.text("facts.csv").splitlines(keepends=True))
