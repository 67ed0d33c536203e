"""References as a citation processor reads them."""

from __future__ import annotations

import json
from typing import Any, get_args
from urllib.parse import unquote

import bibtexparser
import pytest
from bibtexparser.middlewares import MonthIntMiddleware, SeparateCoAuthors, SplitNameParts
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.bibtex import BibTeX
from citeproc.source.json import CiteProcJSON
from exported import Exported
from jsonschema import Draft7Validator

import standards
from hostile.poisoned import Poisoned
from sorotan.core.records import Reference
from sorotan.core.vocabulary import ReferenceType
from sorotan.export.citations import bibtex_file, csl_json

DATES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("2025-01-20", {"date-parts": [[2025, 1, 20]]}, ["year = {2025}", "month = jan"]),
    ("2025-01", {"date-parts": [[2025, 1]]}, ["year = {2025}", "month = jan"]),
    ("2024?", {"date-parts": [[2024]], "circa": True}, ["year = {2024}", "note = {Issued 2024 (uncertain)}"]),
    ("2025-08-07~", {"date-parts": [[2025, 8, 7]], "circa": True}, ["note = {Issued about 7 August 2025}"]),
    ("2024-03/2024-05", {"date-parts": [[2024, 3], [2024, 5]]}, ["note = {Issued March"]),
    ("2024-03/..", {"raw": "2024-03/.."}, ["note = {Issued since March 2024}"]),
    ("201X", {"raw": "201X"}, ["note = {Issued between 2010 and 2019}"]),
]
"""A date of each kind, and what it becomes."""

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:citeproc")  # it has no words for some fields


@standards.needs(standards.CSL)
def test_csl_json_follows_its_schema(site: Exported, odd: Exported, hostile: Poisoned) -> None:
    """The site's own references, awkward ones, those that fill every field, and every kind of date."""
    dated = {
        f"x{number}": Reference(type="webpage", title="T", quality="primary", issued=edtf)
        for number, (edtf, _, _) in enumerate(DATES)
    }
    validator = Draft7Validator(standards.document(standards.CSL))
    for items in (
        site.json("references.csl.json"),
        odd.json("references.csl.json"),
        json.loads((hostile.built.site / "data" / "references.csl.json").read_text("utf-8")),
        json.loads(csl_json(dated)),
    ):
        assert items
        assert [error.message for error in validator.iter_errors(items)] == []


@standards.needs(standards.CSL)
def test_every_kind_of_reference_is_one_of_csl() -> None:
    schema = standards.document(standards.CSL)
    assert set(get_args(ReferenceType)) == set(schema["items"]["properties"]["type"]["enum"])


def test_a_processor_renders_csl_json(site: Exported) -> None:
    items = site.json("references.csl.json")
    assert [item["id"] for item in items] == sorted(site.corpus.references)
    source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    rendered = [str(entry) for entry in bibliography.bibliography()]
    assert len(rendered) == len(items)
    for item, entry in zip(items, rendered, strict=True):
        assert str(item["issued"]["date-parts"][0][0]) in entry if "date-parts" in item.get("issued", {}) else True


def test_a_processor_reads_bibtex(site: Exported) -> None:
    read = BibTeX(str(site.folder / "references.bib"), encoding="utf-8")
    assert set(read) == set(site.corpus.references)
    for id, reference in site.corpus.references.items():
        assert "".join(str(read[id].title).split()) == "".join(reference.title.split()), id


def test_special_characters_of_tex(odd: Exported) -> None:
    assert odd.corpus.references["unused-blog"].title == r"100% {of} C_1 & ~x^2 \ #1"
    of, tilde, two = r"{\textbraceleft}of{\textbraceright}", r"{\textasciitilde}", r"{\textasciicircum}2"
    words = rf"100\% {of} C\_1 \& {tilde}x{two} {{\textbackslash}} \#1"
    assert f"title = {{{{{words}}}}}," in odd.text("references.bib")


def test_braces_are_balanced() -> None:
    """BibTeX would read on to the end of the file."""
    reference = Reference.model_validate({"type": "webpage", "title": "a { b", "quality": "primary"})
    entry = bibtex_file({"x": reference})
    assert entry.count("{") == entry.count("}")


def test_an_address_opens_and_closes_no_field() -> None:
    """What TeX would take for its own is percent-encoded, which leads to the same place."""
    address = "https://x.example/}a{b\\c"
    reference = Reference.model_validate({"type": "webpage", "title": "T", "quality": "primary", "URL": address})
    [entry] = bibtexparser.parse_string(bibtex_file({"x": reference})).entries
    assert unquote(entry["url"]) == address
    assert not set(entry["url"]) & set("{}\\")


@pytest.mark.parametrize(("edtf", "csl", "tex"), DATES)
def test_dates(edtf: str, csl: dict[str, Any], tex: list[str]) -> None:
    reference = Reference.model_validate({"type": "webpage", "title": "T", "quality": "primary", "issued": edtf})
    [item] = json.loads(csl_json({"x": reference}))
    assert item["issued"] == csl
    assert item["custom"]["issued"] == edtf
    assert all(part in bibtex_file({"x": reference}) for part in tex)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ({"family": "Kim Jong"}, ([], [], ["{Kim Jong}"], [])),
        ({"family": "Smith and Sons", "given": "Ann"}, (["Ann"], [], ["{Smith and Sons}"], [])),
        ({"family": "O'Neil, Jr.", "given": "Al"}, (["Al"], [], ["{O'Neil, Jr.}"], [])),
        ({"family": "others"}, ([], [], ["{others}"], [])),
        ({"family": "van der Berg", "given": "Jan"}, (["Jan"], ["van", "der"], ["Berg"], [])),
        ({"family": "Sukarno"}, ([], [], ["Sukarno"], [])),
    ],
)
def test_names_stay_one(name: dict[str, str], read: tuple[list[str], ...]) -> None:
    """BibTeX parts authors at “and”, a family from a given name at a comma, and at the last space without one."""
    record = {"type": "webpage", "title": "T", "quality": "primary", "author": [name, {"literal": "Red and Co"}]}
    library = bibtexparser.parse_string(bibtex_file({"x": Reference.model_validate(record)}))
    for step in (SeparateCoAuthors(), SplitNameParts()):
        library = step.transform(library)
    first, second = library.entries[0]["author"]
    assert (first.first, first.von, first.last, first.jr) == read
    assert second.last == ["{Red and Co}"]


def test_months_are_those_that_bibtex_knows() -> None:
    """They stand outside of braces: a month of another name is an error to BibTeX."""
    dated = {
        f"m{month:02}": Reference(type="webpage", title="T", quality="primary", issued=f"2025-{month:02}")
        for month in range(1, 13)
    }
    library = bibtexparser.parse_string(bibtex_file(dated), append_middleware=[MonthIntMiddleware()])
    assert [entry["month"] for entry in library.entries] == list(range(1, 13))
