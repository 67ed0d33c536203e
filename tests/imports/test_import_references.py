"""`sorotan import references`: CSL-JSON and BibTeX of other programs, well-meant or not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from import_support import Give

from sorotan.core.imports.notes import Refusal
from sorotan.core.imports.references import IncomingReference, references_in
from support import Project

FILE = "data/references.yml"
SCRIPT = "<script>alert(1)</script>"


def item(**fields: Any) -> dict[str, Any]:
    """A reference in CSL-JSON."""
    return {"id": "Tamu_2025", "type": "article-newspaper", "title": "Judul", "URL": "https://tamu.example/1", **fields}


def added(project: Project) -> dict[str, dict[str, Any]]:
    """The references that were not there before."""
    text = project.read(FILE)
    return {id: record for id, record in yaml.safe_load(text).items() if record["quality"] == "TODO"}


def test_csl_json(project: Project, give: Give, check: Callable[[], str]) -> None:
    before = project.read(FILE)
    document = item(
        author=[{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}, {"literal": "Redaksi"}],
        issued={"date-parts": [[2025, "3"]], "circa": True},
        volume="7",
    )
    printed = give("references", [document])
    assert "added  tamu-2025; left out: volume" in printed and "1 added, 0 skipped." in printed
    assert project.read(FILE).startswith(before)
    assert added(project)["tamu-2025"] == {
        "type": "article-newspaper",
        "title": "Judul",
        "author": [{"family": "van Gogh", "given": "Vincent"}, {"literal": "Redaksi"}],
        "issued": "2025-03~",
        "URL": "https://tamu.example/1",
        "quality": "TODO",
    }
    assert re.findall(r"SRT\d+ “\w+” \([^()]*\)", check()) == [
        "SRT080 “quality” (primary, reporting, copy or aggregator)"
    ]


def test_bibtex(project: Project, give: Give) -> None:
    give(
        "references",
        b"% a comment\n@Article{Gogh:25, title = {{The} Caf{\\'e}}, journal = {Pelita}, year = 2025, month = mar,\n"
        b"author = {van Gogh, Vincent and {The Desk} and others}, url = {https://x.example/a%20b}, abstract = {x}}\n",
        name="in.bib",
    )
    assert added(project)["gogh-25"] == {
        "type": "article-journal",
        "title": "The Caf\u00e9",
        "author": [{"family": "van Gogh", "given": "Vincent"}, {"literal": "The Desk"}],
        "container-title": "Pelita",
        "issued": "2025-03",
        "URL": "https://x.example/a%20b",
        "quality": "TODO",
    }


def test_signs_and_accents_of_bibtex(project: Project, give: Give) -> None:
    give(
        "references",
        b"@article{a, title = {R & D, 50% more, ~home and 5\\% {DeepSeek}}, journal = {X \\& Y}, year = 2020,\n"
        b"author = {M{\\\"u}ller, J{\\\"o}rg and Ga{\\v{s}}per {\\'C}ori{\\'c} and {Barnes and Noble}},\n"
        b"url = {https://x.example/a%20b?c=1&d=2_3}}\n",
        name="in.bib",
    )
    reference = added(project)["a"]
    assert reference["title"] == "R & D, 50% more, home and 5% DeepSeek"
    assert reference["container-title"] == "X & Y"
    assert reference["author"] == [
        {"family": "M\u00fcller", "given": "J\u00f6rg"},
        {"family": "\u0106ori\u0107", "given": "Ga\u0161per"},
        {"literal": "Barnes and Noble"},
    ]
    assert reference["URL"] == "https://x.example/a%20b?c=1&d=2_3"


@pytest.mark.parametrize(
    "howpublished",
    [r"\url{https://x.example/a_b?c=1&d}", "https://x.example/a_b?c=1&d", r"<https://x.example/a_b?c=1\&d>"],
)
def test_address_of_a_page_in_old_bibtex(project: Project, give: Give, howpublished: str) -> None:
    """Where there is no `url` yet, styles have said it so for decades."""
    give("references", f"@misc{{a, title = {{b}}, howpublished = {{{howpublished}}}}}\n".encode(), name="in.bib")
    reference = added(project)["a"]
    assert reference == {"type": "webpage", "title": "b", "URL": "https://x.example/a_b?c=1&d", "quality": "TODO"}


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("british", "en-GB"),  # as our own “cite this” has it
        ("indonesian", "id"),
        ("english", "en"),
        ("ngerman", "de"),
        ("Bahasa Indonesia", "id"),
        ("Inggris", "en"),
        ("Simplified Chinese", "zh-Hans"),
        ("en_US", "en-US"),
        ("id-ID", "id-ID"),
        ("ga", "ga"),  # Irish; Ga is the name of another language
    ],
)
@pytest.mark.parametrize("form", ["json", "bib"])
def test_languages_by_their_names(written: str, tag: str, form: str) -> None:
    """BibTeX has names of TeX's packages; in other programs people write what they like."""
    text = (
        json.dumps([item(language=written)]) if form == "json" else f"@misc{{a, title = {{b}}, langid = {{{written}}}}}"
    )
    [reference] = references_in(text, f"in.{form}")
    assert isinstance(reference, IncomingReference)
    assert reference.fields["language"] == tag


@pytest.mark.parametrize(
    "written", ["10.1/a_b", "https://doi.org/10.1/a_b", "http://dx.doi.org/10.1/a_b", "doi:10.1/a_b", "DOI: 10.1/a_b"]
)
@pytest.mark.parametrize("form", ["json", "bib"])
def test_identifiers_in_every_form(written: str, form: str) -> None:
    text = (
        json.dumps([{**item(DOI=written), "URL": ""}])
        if form == "json"
        else f"@article{{a, title = {{b}}, doi = {{{written}}}}}"
    )
    [reference] = references_in(text, f"in.{form}")
    assert isinstance(reference, IncomingReference)
    assert reference.fields["URL"] == "https://doi.org/10.1/a_b"


@pytest.mark.parametrize(
    ("fields", "left_out"),
    [
        ({"issued": {"literal": "musim panas"}}, ("issued",)),
        ({"issued": {"date-parts": [[2025]]}}, ()),
        ({"issued": {"date-parts": [[2025, 3], [2025, 1]]}}, ("issued",)),
        ({"issued": {}}, ()),
    ],
)
def test_dates_that_records_cannot_hold_are_told(fields: dict[str, Any], left_out: tuple[str, ...]) -> None:
    [reference] = references_in(json.dumps([item(**fields)]), "in.json")
    assert isinstance(reference, IncomingReference)
    assert reference.left_out == left_out


def test_rich_text_and_ids_that_are_numbers() -> None:
    """As CSL has them: Zotero writes titles so."""
    rich = 'On <i>E. coli</i> and <span class="nocase">pH</span> < 7: H<sub>2</sub>O'
    [reference] = references_in(json.dumps([item(id=57, title=rich)]), "in.json")
    assert isinstance(reference, IncomingReference)
    assert (reference.id, reference.fields["title"]) == ("57", "On E. coli and pH < 7: H2O")


def test_dates_of_bibtex_that_records_cannot_hold_are_told() -> None:
    [reference] = references_in("@misc{a, title = {b}, year = {2024/2025}, month = mar}", "in.bib")
    assert isinstance(reference, IncomingReference)
    assert reference.left_out == ("month", "year")


def test_nothing_is_written_twice_or_over(project: Project, give: Give) -> None:
    give("references", [item()])
    once = project.read(FILE)
    assert "tamu-2025: it is there already." in give("references", [item()])
    assert "another: it is there already as tamu-2025." in give("references", [item(id="another")])
    other = [item(title="Lain", URL="https://tamu.example/2")]
    assert "another reference has this id; yours stays" in give("references", other)
    assert project.read(FILE) == once


def test_year_without_quotation_marks_is_the_same_year(project: Project, give: Give) -> None:
    year = item(issued={"date-parts": [[2025]]}, URL="", id="tahun")
    give("references", [year])
    project.write(FILE, project.read(FILE).replace('"2025"', "2025"))
    assert "tahun: it is there already." in give("references", [year])
    assert "another: it is there already as tahun." in give("references", [year | {"id": "another"}])


def test_references_of_further_files_are_known(project: Project, give: Give) -> None:
    """Those that are in the folder of references, because one file would be too long."""
    give("references", [item()])
    records = project.read(FILE)
    project.write("data/references/2025.yml", records[records.index("\ntamu-2025:") :])
    project.write(FILE, records[: records.index("\ntamu-2025:") + 1])
    without = project.read(FILE)
    assert "tamu-2025: it is there already." in give("references", [item()])
    assert project.read(FILE) == without


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ([item(URL="javascript:alert(1)")], "URL cannot be used"),
        ([item(URL="data:text/html,x")], "URL cannot be used"),
        ([item(type=SCRIPT)], "type cannot be used"),
        ([item(title={"a": 1})], "title is missing"),
        ([item(title="x" * 20_001)], "title cannot be used"),
        ([item(custom={"quality": SCRIPT, "access": [[]]})], "access, quality cannot be used"),
        ([item(language="en; x")], "language cannot be used"),
        ([item(id="—")], "no id can be made from its own"),
        ([7, None, []], "it is no CSL item"),
        ({"a": {"b": [1]}}, "title, type is missing"),
    ],
)
def test_what_no_record_can_hold_is_refused(project: Project, give: Give, document: Any, reason: str) -> None:
    before = project.read(FILE)
    printed = give("references", document)
    assert reason in printed and "0 added" in printed
    assert project.read(FILE) == before


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("@misc{a, title={b}, url={javascript:alert(1)}}", "a: URL cannot be used"),
        ("@misc{a, title={b", "line 1: not BibTeX"),
        ("@misc{a, title=" + "{" * 20_000 + "x" + "}" * 20_000 + "}", "line 1: not BibTeX"),
        ("@misc{a, title={" + r"\textbf{" * 3_000 + "x" + "}" * 3_001 + "}", "line 1: not BibTeX"),
        ("@misc{" * 500, "0 added, 500 skipped"),
        ("@" * 50_000, "holds no references"),
        ("{" * 50_000, "holds no references"),
        ("", "holds no references"),
    ],
    ids=["script", "open", "deep", "deep commands", "heads", "at signs", "braces", "empty"],
)
def test_hostile_bibtex(project: Project, give: Give, text: str, reason: str) -> None:
    before = project.read(FILE)
    assert reason in give("references", text.encode(), name="in.bib", fails="holds no" in reason)
    assert project.read(FILE) == before


@pytest.mark.parametrize("name", ["in.json", "in.bib"])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff\x00", "not UTF-8"),
        ("@misc{a, title={\u00e9}}".encode("latin-1"), "not UTF-8"),
        (b" " * 4_000_001, "more than 4,000,000 bytes"),
    ],
)
def test_files_that_are_no_text(project: Project, give: Give, name: str, data: bytes, reason: str) -> None:
    before = project.read(FILE)
    assert reason in give("references", data, name=name, fails=True)
    assert project.read(FILE) == before


@pytest.mark.parametrize("data", [b"[" * 100_000, b"9" * 5000, b"{", b""])
def test_files_that_are_no_json(project: Project, give: Give, data: bytes) -> None:
    before = project.read(FILE)
    assert "in.json" in give("references", data, fails=True)
    assert project.read(FILE) == before


def test_keys_that_are_there_twice(project: Project, give: Give) -> None:
    """In an object the last one counts, as everywhere in JSON; of two entries the first is taken, the second told."""
    give("references", b'[{"id": "k", "id": "k2", "type": "webpage", "title": "a", "title": "b"}]')
    assert added(project)["k2"]["title"] == "b"
    twice = b"@misc{k3, title={a}}\n@misc{k3, title={b}}\n"
    assert "line 2: its key is used twice" in give("references", twice, name="in.bib")
    assert added(project)["k3"]["title"] == "a"
    assert "k3: another reference has this id" in give("references", [item(id="k3")])


TEXTS = [
    SCRIPT,
    "!!python/object/apply:os.system ['x']",
    "&a *b %TAG ! {{ y }} # \" ' \\ - x: y",
    "a\x00\x07\u202eb\ud800",
    "\u2028\x85\t[x](javascript:alert(1))",
]


@pytest.mark.parametrize("form", ["in.json", "in.bib"])
def test_hostile_text_is_text(project: Project, give: Give, form: str) -> None:
    """Whatever a title or a name holds, the file stays good YAML and the page stays without markup of theirs."""
    csl = [
        item(id=f"t{n}", title=text, author=[{"family": text}], URL=f"https://x.example/{n}")
        for n, text in enumerate(TEXTS)
    ]
    bib = "\n".join(
        f"@misc{{t{n}, title={{{text}}}, author={{{text}}}, url={{https://x.example/{n}}}}}"
        for n, text in enumerate(TEXTS)
    )
    document = json.dumps(csl).encode() if form == "in.json" else bib.encode("utf-8", "replace")
    assert "5 added" in give("references", document, name=form)
    records = added(project)
    assert len(records) == 5 and all(isinstance(record["title"], str) for record in records.values())
    if form == "in.json":
        assert [records[f"t{n}"]["title"] for n in (0, 1, 3)] == [*TEXTS[:2], "ab"]
    project.write(FILE, project.read(FILE).replace("quality: TODO", "quality: reporting"))
    built = project.build()
    assert not built.tracebacks and built.abort == ""
    for page in ("references/", "en/references/"):
        assert SCRIPT not in built.html(page)
        assert "alert(1)" in built.page(page).text_content()
        assert not built.page(page).xpath("//@href[starts-with(., 'javascript')]")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["id", "type", "title", "author", "family", "issued", "date-parts", "raw", "URL", "custom"]
                ),
                inner,
                max_size=6,
            )
        ),
        max_leaves=20,
    )
)
def test_any_json_is_references_or_reasons(document: Any) -> None:
    found = references_in(json.dumps(document), "in.json")
    assert all(isinstance(item, IncomingReference | Refusal) for item in found)


MARKS = [*'@{}(),=#"\\%$ \n', "misc", "string", "comment", "title", "author", "month", "a", "\u00e9", " and "]


@given(st.lists(st.sampled_from(MARKS)).map("".join))
def test_any_text_is_references_or_reasons(text: str) -> None:
    assert all(isinstance(item, IncomingReference | Refusal) for item in references_in(text, "in.bib"))
