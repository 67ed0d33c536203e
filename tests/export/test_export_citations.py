"""References as a citation processor reads them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import citeproc
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.bibtex import BibTeX
from citeproc.source.json import CiteProcJSON
from exported import Exported

from sorotan.core.records import Reference
from sorotan.core.vocabulary import ReferenceType
from sorotan.export.citations import bibtex, csl_json

SCHEMA = Path(citeproc.__file__).parent / "data" / "schema" / "schemas" / "styles"
"""CSL's own schema, as citeproc-py brings it: the vocabulary, but not csl-data.json, which is made from it."""


def tokens(file: str, name: str) -> set[str]:
    """The words of a definition of CSL's schema in RELAX NG."""
    end = r"(?=^ *(?:##|[a-z.-]+ =|\}))"
    definition = re.search(rf"(?ms)^ *{re.escape(name)} =(.*?){end}", (SCHEMA / file).read_text("utf-8"))
    return set(re.findall(r'"([^"]+)"', definition[1]))


pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:citeproc")  # it has no words for some fields


def test_csl_json_has_the_form_of_its_schema(site: Exported, odd: Exported) -> None:
    """CSL 1.0.2: its variables, types, names and dates; csl-data.json refuses `{"edtf": …}`."""
    variables = {
        name
        for kind in ("strings", "titles", "names", "dates", "numbers")
        for name in tokens("csl-variables.rnc", f"variables.{kind}")
    }
    assert {"URL", "title", "author", "issued", "volume"} <= variables
    for exported in (site, odd):
        for item in exported.json("references.csl.json"):
            assert item.keys() - variables <= {"id", "type", "custom"}
            assert isinstance(item["id"], str) and item["type"] in tokens("csl-types.rnc", "item-types")
            assert all(set(name) <= {"family", "given", "literal"} for name in item.get("author", []))
            issued = item.get("issued", {"raw": ""})
            assert set(issued) in ({"date-parts"}, {"date-parts", "circa"}, {"raw"})
            for parts in issued.get("date-parts", []):
                assert 1 <= len(parts) <= 3 and all(type(part) is int for part in parts)


def test_every_kind_of_reference_is_one_of_csl() -> None:
    assert set(get_args(ReferenceType)) == tokens("csl-types.rnc", "item-types")


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
    entry = bibtex({"x": reference})
    assert entry.count("{") == entry.count("}")


@pytest.mark.parametrize(
    ("edtf", "csl", "tex"),
    [
        ("2025-01-20", {"date-parts": [[2025, 1, 20]]}, ["year = {2025}", "month = jan"]),
        ("2025-01", {"date-parts": [[2025, 1]]}, ["year = {2025}", "month = jan"]),
        ("2024?", {"date-parts": [[2024]], "circa": True}, ["year = {2024}", "note = {Issued 2024 (uncertain)}"]),
        ("2025-08-07~", {"date-parts": [[2025, 8, 7]], "circa": True}, ["note = {Issued about 7 August 2025}"]),
        ("2024-03/2024-05", {"date-parts": [[2024, 3], [2024, 5]]}, ["note = {Issued March"]),
        ("2024-03/..", {"raw": "2024-03/.."}, ["note = {Issued since March 2024}"]),
        ("201X", {"raw": "201X"}, ["note = {Issued between 2010 and 2019}"]),
    ],
)
def test_dates(edtf: str, csl: dict[str, Any], tex: list[str]) -> None:
    reference = Reference.model_validate({"type": "webpage", "title": "T", "quality": "primary", "issued": edtf})
    [item] = json.loads(csl_json({"x": reference}))
    assert item["issued"] == csl
    assert item["custom"]["issued"] == edtf
    assert all(part in bibtex({"x": reference}) for part in tex)
