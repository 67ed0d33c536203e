"""Loading a data folder: every mistake is told at its place, and costs no more than its own record."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sorotan.core import checks, loading
from sorotan.core.corpus import Corpus
from sorotan.core.problems import Problems

ARTICLES = f"""\
gap:
  source: {{file: gap.txt, sha256: {"0" * 64}, paragraphs: 2}}
  published: 2025-11-14
  chain:
    - {{step: original, outlet: lab, references: [report]}}
  rights: Hak cipta
"""
ENTITIES = """\
lab:
  kind: organization
  name: Lab
  description: {id: Sebuah lab., en: A lab.}
r1:
  kind: model
  name: Lab-R1
  aliases: [R1]
  description: {id: Sebuah model., en: A model.}
  facts:
    - {property: developer, value: lab, evidence: [report]}
    - {property: releaseDate, value: 2025-01-20, evidence: [gap#p1]}
"""
REFERENCES = """\
report:
  type: report
  title: Laporan
  quality: primary
  URL: https://example.org/report
"""
TIMELINE = """\
r1-released:
  title: {id: R1 terbit, en: R1 is out}
  stage: open-weights
  date: 2025-01-20
  entities: [r1]
  developer: lab
  summary: {id: Terbit., en: Out.}
  evidence: [report]
"""
QUOTES = """\
turning-point:
  speaker: lab
  article: gap
  target: {id: {exact: titik balik}, en: {exact: turning point}}
  said_in: en
"""
NOTES = """\
annotations:
  - id: what-r1-is
    motivation: describing
    target: {block: p1}
    body: {id: "Lihat [R1](entity:r1).", en: "See [R1](entity:r1)."}
    entities: [r1]
    cites: [report, gap#p2]
    creator: redaksi
    created: 2026-11-21
mentions:
  - {block: p1, text: {id: model itu, en: the model}, entity: r1}
ignore:
  - {block: p2, text: R1}
"""
FILES = {
    "articles.yml": ARTICLES,
    "entities/all.yml": ENTITIES,
    "references.yml": REFERENCES,
    "timeline.yml": TIMELINE,
    "quotes.yml": QUOTES,
    "annotations/gap.yml": NOTES,
}


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def load(folder: Path, files: dict[str, str]) -> tuple[Corpus, list[str]]:
    """The corpus in files, and its problems as `file:line:column code`."""
    write(folder, files)
    problems = Problems()
    loaded = loading.load(folder, "data", problems)
    checks.check(loaded, problems)
    return loaded, [f"{problem.location} {problem.code}".removeprefix("data/") for problem in problems]


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """The files with one change in one of them."""
    assert FILES[name].count(old) == 1
    return {**FILES, name: FILES[name].replace(old, new)}


def test_good_corpus(tmp_path: Path) -> None:
    """A corpus without mistakes is loaded whole."""
    loaded, problems = load(tmp_path, FILES)
    assert problems == []
    assert set(loaded.articles) == {"gap"}
    assert set(loaded.entities) == {"lab", "r1"}
    assert set(loaded.timeline) == {"r1-released"}
    assert set(loaded.references) == {"report"}
    assert set(loaded.quotes) == {"turning-point"}
    assert loaded.notes["what-r1-is"][0] == "gap"
    assert [c.text["en"] for c in (*loaded.annotations["gap"].mentions, *loaded.annotations["gap"].ignore)] == [
        "the model",
        "R1",
    ]


def test_files_of_one_kind_are_one_table(tmp_path: Path) -> None:
    """Entities may be spread over files."""
    first, second = ENTITIES.split("r1:\n")
    loaded, problems = load(tmp_path, {**FILES, "entities/all.yml": first, "entities/models.yml": f"r1:\n{second}"})
    assert problems == []
    assert set(loaded.entities) == {"lab", "r1"}
    assert loaded.entities["r1"].locate("name").file == "data/entities/models.yml"


@pytest.mark.parametrize(("kind", "id"), [("timeline", "r1-released"), ("references", "report")])
@pytest.mark.parametrize("is_first_there", [True, False])
def test_long_files_are_divided(tmp_path: Path, kind: str, id: str, is_first_there: bool) -> None:
    """What has thousands of records may be in a folder, beside the file or without it; no id is there twice."""
    records = FILES[f"{kind}.yml"]
    files = {name: text for name, text in FILES.items() if is_first_there or name != f"{kind}.yml"}
    loaded, problems = load(tmp_path, {**files, f"{kind}/2025.yml": records.replace(f"{id}:", f"{id}-too:")})
    assert set(getattr(loaded, kind)) == ({id, f"{id}-too"} if is_first_there else {f"{id}-too"})
    assert getattr(loaded, kind)[f"{id}-too"].locate().file == f"data/{kind}/2025.yml"
    assert bool(problems) == (not is_first_there and kind == "references")  # which others name
    _, problems = load(tmp_path, {**FILES, f"{kind}/2025.yml": records})
    assert problems == [f"{kind}/2025.yml:1:1 SRT020"]


@pytest.mark.parametrize("files", [{}, dict.fromkeys(FILES, ""), dict.fromkeys(FILES, "# later\n")])
def test_empty_files(tmp_path: Path, files: dict[str, str]) -> None:
    """Files that are not written yet, or hold nothing yet, are no mistake."""
    loaded, problems = load(tmp_path, files)
    assert problems == []
    assert not loaded.entities


def test_missing_folder(tmp_path: Path) -> None:
    """A data folder that is not there is one problem."""
    problems = Problems()
    assert loading.load(tmp_path / "nowhere", "nowhere", problems) == Corpus()
    assert [problem.code for problem in problems] == ["SRT001"]


MISTAKES = [
    pytest.param("entities/all.yml", "organization", "organisation", ["2:9 SRT010"], id="a kind that is none"),
    pytest.param("entities/all.yml", "  name: Lab\n", "", ["1:1 SRT011"], id="a field is missing"),
    pytest.param("entities/all.yml", "name: Lab\n", "nmae: Lab\n", ["3:3 SRT012"], id="a field is misspelt"),
    pytest.param(
        "entities/all.yml",
        "{id: Sebuah lab., en: A lab.}",
        "{ind: Sebuah lab., eng: A lab.}",
        ["4:17 SRT012", "4:35 SRT012"],
        id="languages by other names",
    ),
    pytest.param("entities/all.yml", ", en: A lab.", "", ["4:3 SRT013"], id="a language is missing"),
    pytest.param("entities/all.yml", "en: A lab.", "en: ''", ["4:38 SRT010"], id="a text is empty"),
    pytest.param("entities/all.yml", "name: Lab\n", "name: [Lab]\n", ["3:9 SRT010"], id="a list for a text"),
    pytest.param("entities/all.yml", "  name: Lab\n", "  name: Lab\n  name: Lab\n", ["4:3 SRT004"], id="a key twice"),
    pytest.param("entities/all.yml", "2025-01-20", "2025-13", ["12:38 SRT027"], id="a property is no date"),
    pytest.param(
        "entities/all.yml", "property: developer", "property: develper", ["11:18 SRT012"], id="no such property"
    ),
    pytest.param("entities/all.yml", "value: lab", "value: lob", ["11:36 SRT021"], id="a fact names nobody"),
    pytest.param("entities/all.yml", "[report]", "[]", ["11:51 SRT010"], id="a fact without evidence"),
    pytest.param("entities/all.yml", "[report]", "[raport]", ["11:52 SRT026"], id="evidence that is none"),
    pytest.param("entities/all.yml", "gap#p1", "gop#p1", ["12:61 SRT023"], id="evidence of an unknown article"),
    pytest.param("entities/all.yml", "  aliases: [R1]\n", "  aliases: [Lab]\n", ["1:1 SRT028"], id="a name of two"),
    pytest.param(
        "entities/all.yml",
        "[R1]",
        "[R1, {text: R, articles: [gop]}]",
        ["8:37 SRT023"],
        id="an alias of both languages in an unknown article",
    ),
    pytest.param(
        "entities/all.yml",
        "[R1]",
        "{id: [R1], en: [R1, {text: R, articles: [gop]}]}",
        ["8:52 SRT023"],
        id="an alias of one language in an unknown article",
    ),
    pytest.param("references.yml", "https://", "ftp://", ["5:8 SRT016"], id="an address that may not be linked"),
    pytest.param("references.yml", "https://", "javascript:", ["5:8 SRT016"], id="a script for an address"),
    pytest.param("timeline.yml", "2025-01-20", "20 Januari 2025", ["4:9 SRT014"], id="a date in words"),
    pytest.param("timeline.yml", "2025-01-20", "true", ["4:9 SRT014"], id="a truth value for a date"),
    pytest.param("timeline.yml", "developer: lab", "developer: Lab", ["6:14 SRT015"], id="an id with a capital"),
    pytest.param("timeline.yml", "developer: lab", "developer: ../x", ["6:14 SRT015"], id="an id with a path"),
    pytest.param("timeline.yml", "r1-released", "R1 Released", ["1:1 SRT015"], id="the id of a record has a capital"),
    pytest.param("timeline.yml", "r1-released", "index", ["1:1 SRT015"], id="an id that is the name of a page"),
    pytest.param(
        "timeline.yml", "developer: lab", "developer: lob", ["6:14 SRT021"], id="a developer that is not there"
    ),
    pytest.param("articles.yml", "[report]", "[raport]", ["5:49 SRT022"], id="a reference that is not there"),
    pytest.param("articles.yml", "0" * 64, "0" * 63, ["2:35 SRT010"], id="a digest that is too short"),
    pytest.param("articles.yml", "gap.txt", "a/../gap.txt", ["2:18 SRT010"], id="a file name with folders"),
    pytest.param("quotes.yml", "article: gap", "article: gop", ["3:12 SRT023"], id="a quotation from nowhere"),
    pytest.param("quotes.yml", ", en: {exact: turning point}", "", ["4:11 SRT013"], id="words in one language only"),
    pytest.param("annotations/gap.yml", "describing", "describe", ["3:17 SRT010"], id="a motivation that is none"),
    pytest.param(
        "annotations/gap.yml", "See [R1](entity:r1)", "[R1](entity:r2)", ["5:46 SRT025"], id="a link to nothing"
    ),
    pytest.param("annotations/gap.yml", "gap#p2", "gop#p2", ["7:21 SRT023"], id="a note cites nothing"),
    pytest.param("annotations/gap.yml", "entity: r1}", "entity: r2}", ["11:63 SRT021"], id="a correction names nobody"),
    pytest.param("annotations/gap.yml", "- id: what-r1-is\n    m", "- m", ["2:5 SRT011"], id="a note without its id"),
    pytest.param("annotations/gap.yml", ", entity: r1", "", ["11:5 SRT011"], id="a correction without an entity"),
    pytest.param(
        "annotations/gap.yml", "text: R1}", "text: R1, entity: r1}", ["13:27 SRT012"], id="an entity of ignored words"
    ),
    pytest.param("annotations/gap.yml", "mentions:", "mention:", ["10:1 SRT012"], id="a list that is misspelt"),
    pytest.param("annotations/gap.yml", "    creator: redaksi\n", "", ["2:5 SRT011"], id="a note without its author"),
]


@pytest.mark.parametrize(("name", "old", "new", "places"), MISTAKES)
def test_one_mistake(tmp_path: Path, name: str, old: str, new: str, places: list[str]) -> None:
    """A mistake has its code, at its line and column; what refers to the record is not a mistake as well."""
    _, problems = load(tmp_path, changed(name, old, new))
    assert problems == [f"{name}:{place}" for place in places]


A_LIST = "write a list here: [a, b] or one per line with a hyphen"
A_TEXT = "write text here, in quotation marks where it looks like something else"
NOTHING = "the text is empty; write it here"
COMMENT = "the text is empty, as “#” begins a comment; write it here, in quotation marks where it has a “#”"
QUOTED = "this id looks like a number or a word of YAML; put it in quotation marks"
A_DATE = "a date such as 2025-01-20, 2025-01 or 2025~"
STRAIGHT = "curly quotation marks are part of the text in YAML; write straight ones instead"
CUT_OFF = "a comma before it ends the text in braces; put a text that has a comma in quotation marks"
A_PAGE = "write the address of a page, such as entities/deepseek-r1.md"
CURES = [
    ("aliases: [R1]", "aliases: R1", f"8:12 SRT010 “aliases”: {A_LIST}."),
    ("aliases: [R1]", "aliases:", f"8:11 SRT010 “aliases”: {A_LIST}."),
    ("aliases: [R1]", "aliases: [[R1]]", f"8:13 SRT010 “aliases”: {A_TEXT}."),
    ("aliases: [R1]", "aliases: ['']", f"8:13 SRT010 “aliases”: {NOTHING}."),
    ("aliases: [R1]", "aliases: {id: R1}", f"8:17 SRT010 “id”: {A_LIST}."),
    ("name: Lab-R1", "name: 4", f"7:9 SRT010 “name”: {A_TEXT}."),
    ("name: Lab-R1", "name: true", f"7:9 SRT010 “name”: {A_TEXT}."),
    ("name: Lab-R1", "name: null", f"7:9 SRT010 “name”: {NOTHING}."),
    ("name: Lab-R1", "name: ''", f"7:9 SRT010 “name”: {NOTHING}."),
    ("name: Lab-R1", "name: #R1", f"7:8 SRT010 “name”: {COMMENT}."),
    ("name: Lab-R1", "name: {id: , en: x}", f"7:14 SRT010 “id”: {NOTHING}."),
    (
        "name: Lab-R1",
        f"name: {'x' * 501}",
        "7:9 SRT010 “name”: the text is longer than 500 characters; shorten it.",
    ),
    ("description: {id: Sebuah model., en: A model.}", "description:", f"9:15 SRT010 “description”: {NOTHING}."),
    ("kind: model", "kind:", "6:8 SRT010 “kind”: nothing is written here; write person, organization, model, product,"),
    ("kind: model", "kind: true", "6:9 SRT010 “kind”: “true” is none of person, organization, model, product,"),
    ("r1:", "null:", "5:1 SRT010 “null”: " + QUOTED + "."),
    ("r1:", "true:", "5:1 SRT010 “true”: " + QUOTED + "."),
    ("r1:", "2025:", "5:1 SRT010 “2025”: " + QUOTED + "."),
    ("r1:", "~:", "5:1 SRT010 “null”: " + QUOTED + "."),
    ("r1:", "2.50:", "5:1 SRT015 “2.5” is not a valid id;"),
    ("r1:", "r1: TODO\nr2:", "5:5 SRT080 The record is still to be written; write it in the place of TODO."),
    ("name: Lab-R1", "name: Lab-R1\n  null: x", "8:3 SRT012 “null” is not a known field here; remove or rename it."),
    ("title: Laporan", "title: Laporan\n  author: Sari", f"4:11 SRT010 “author”: {A_LIST}."),
    (
        "title: Laporan",
        "title: Laporan\n  author: [Sari Dewi]",
        "4:12 SRT010 “author”: write names as {family: …, given: …}, or as {literal: …}.",
    ),
    (
        "stage: open-weights\n  date: 2025-01-20",
        "stage: event\n  date:",
        f"4:8 SRT010 “date”: nothing is written here; write {A_DATE}.",
    ),
    ("stage: open-weights\n  date: 2025-01-20", "stage: event\n  date: true", "4:9 SRT014 “true” is not a date;"),
    ("name: Lab-R1", "name: “Lab-R1”", f"7:9 SRT010 “name”: {STRAIGHT}."),
    ("name: Lab-R1", "name: {id: Lab, en: ‘Lab’}", f"7:23 SRT010 “en”: {STRAIGHT}."),
    ("aliases: [R1]", "aliases: [R1, “Lab R1”]", f"8:17 SRT010 “aliases”: {STRAIGHT}."),
    ("aliases: [R1]", "aliases: [“R1, baru”]", f"8:13 SRT010 “aliases”: {STRAIGHT}."),
    ("aliases: [R1]", "aliases: {id: [{text: “R1”}]}", f"8:25 SRT010 “text”: {STRAIGHT}."),
    ("aliases: [R1]", "aliases: “R1”", f"8:12 SRT010 “aliases”: {A_LIST}."),
    ("name: Lab-R1", "name: R1\n  nmae: “R1”", "8:3 SRT012 “nmae” is not a known field here;"),
    ("id: Sebuah model.", "id: “Satu, dua, tiga”", f"9:21 SRT010 “id”: {STRAIGHT}."),
    ("en: A model.", "en: A model of 5,000 parts.", f"9:53 SRT010 “000 parts.”: {CUT_OFF}."),
    ("kind: model", "kind: “model”", f"6:9 SRT010 “kind”: {STRAIGHT}."),
    ("stage: open-weights\n  date: 2025", "stage: event\n  date: “2025”", f"4:9 SRT010 “date”: {STRAIGHT}."),
    ("- id: what-r1-is", "- id: “what-r1-is”", f"2:9 SRT010 “id”: {STRAIGHT}."),
    ("a.md: b.md", "a.md: /timeline/", f"1:7 SRT010 “a.md”: {A_PAGE}."),
    ("a.md: b.md", "a.md: 4", f"1:7 SRT010 “a.md”: {A_PAGE}."),
    ("a.md: b.md", "a.md: {to: /timeline/}", f"1:12 SRT010 “to”: {A_PAGE}."),
    ("a.md: b.md", "a.md: TODO", "1:7 SRT080 “a.md” is still to be written; write it in the place of TODO."),
]


@pytest.mark.parametrize(("old", "new", "told"), CURES, ids=[new[:30] for _, new, _ in CURES])
def test_cures(tmp_path: Path, old: str, new: str, told: str) -> None:
    """A value of a wrong type is told once, in words of YAML, as the field that was written, with what to write."""
    files = {**FILES, "redirects.yml": "a.md: b.md\n"}
    [name] = [name for name, text in files.items() if text.count(old) == 1]
    write(tmp_path, {name: files[name].replace(old, new)})
    problems = Problems()
    loading.load(tmp_path, "data", problems)
    [problem] = problems
    assert f"{problem.location} {problem.code} {problem.message}".removeprefix(f"data/{name}:").startswith(told)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param('"“Lab-R1”"', id="in straight marks"),
        pytest.param("|\n    “Lab-R1”", id="as a block"),
        pytest.param("“Lab-R1” baru", id="its first word"),
        pytest.param("“Lab” dan “R1”", id="its first word and its last"),
        pytest.param("‘Abd", id="a letter of Arabic"),
        pytest.param("’t Lab", id="an apostrophe"),
    ],
)
def test_quotations_in_names(tmp_path: Path, name: str) -> None:
    """Curly marks may be part of a name: of some of its words, or of all if straight marks are around them."""
    assert load(tmp_path, changed("entities/all.yml", "name: Lab-R1", f"name: {name}"))[1] == []


def test_quotations_in_texts(tmp_path: Path) -> None:
    """Prose may begin and end with a quotation."""
    assert load(tmp_path, changed("entities/all.yml", "id: Sebuah model.", "id: “Sebuah model.”"))[1] == []


def test_a_number_for_a_text(tmp_path: Path) -> None:
    """A name that is a number is one mistake."""
    _, problems = load(tmp_path, changed("entities/all.yml", "name: Lab\n", "name: 7\n"))
    assert problems == ["entities/all.yml:3:9 SRT010"]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """One run tells the mistakes of every file, several in a file and several in a record."""
    files = {
        **changed("entities/all.yml", "kind: organization\n  name: Lab\n", "kind: org\n  name: []\n"),
        "timeline.yml": TIMELINE.replace("open-weights", "open").replace("2025-01-20", "kapan"),
        "references.yml": REFERENCES.replace("title", "titel"),
        "quotes.yml": "- turning-point",
        "annotations/gap.yml": NOTES.replace("describing", "none").replace("block: p2", "block: P2"),
    }
    loaded, problems = load(tmp_path, files)
    assert problems == [
        "annotations/gap.yml:3:17 SRT010",
        "annotations/gap.yml:13:13 SRT015",
        "entities/all.yml:2:9 SRT010",
        "entities/all.yml:3:9 SRT010",
        "quotes.yml:1:1 SRT010",
        "references.yml:3:3 SRT012",
        "timeline.yml:3:10 SRT010",
        "timeline.yml:4:9 SRT014",
    ]
    assert set(loaded.entities) == {"r1"}


@pytest.mark.parametrize("name", ["entities/all.yml", "references.yml", "articles.yml"])
def test_a_bad_record_does_not_cascade(tmp_path: Path, name: str) -> None:
    """When every record of a file is refused, those that name them are not told to be wrong."""
    lines = FILES[name].splitlines(keepends=True)
    broken = "".join(line + ("  nonsense: 1\n" if line[0] != " " else "") for line in lines)
    loaded, problems = load(tmp_path, {**FILES, name: broken})
    assert {problem.partition(" ")[2] for problem in problems} == {"SRT012"}
    assert len(loaded.timeline) == 1


CLAIMS = """\
first:
  kind: fact
  article: gap
  target: {block: p1}
  text: Satu.
  assessment: {verdict: open, text: x, date: 2026}
"""
REFUSED = [
    pytest.param(
        "entities/all.yml",
        [("kind: model", "kind: modl"), ("value: lab", "value: moonshot")],
        ["6:9 SRT010", "11:36 SRT021"],
        id="the value of a fact",
    ),
    pytest.param(
        "entities/all.yml",
        [("kind: model", "kind: modl"), ("value: lab", "value: {id: moonshot, en: moonshot}")],
        ["6:9 SRT010", "11:36 SRT021"],
        id="the value of a fact in both languages",
    ),
    pytest.param(
        "entities/all.yml",
        [("developer, value: lab, evidence: [report]", "license, value: lob")],
        ["11:7 SRT011"],
        id="the value of a fact that names nothing",
    ),
    pytest.param(
        "entities/all.yml",
        [("developer, value: lab, evidence", "[developer], value: lob, evidance")],
        ["11:18 SRT010", "11:43 SRT012"],
        id="the value of a property that is none",
    ),
    pytest.param(
        "entities/all.yml",
        [
            ("property: developer, value: lab, evidence: [report]", "property: develper, value: lob"),
            ("releaseDate, value: 2025-01-20, evidence: [gap#p1]", "releaseDate, value: 2025-13"),
        ],
        ["11:7 SRT011", "11:18 SRT012", "12:7 SRT011", "12:38 SRT027"],
        id="a property, a value, and no evidence",
    ),
    pytest.param(
        "entities/all.yml",
        [("aliases: [R1]", "aliases: [R1, {text: R, articles: [gop]}, 7: x]"), ("[report]", "[raport, Report]")],
        ["8:37 SRT023", "8:45 SRT011", "8:45 SRT012", "11:52 SRT026", "11:60 SRT010"],
        id="an alias, and evidence",
    ),
    pytest.param(
        "entities/all.yml",
        [("aliases: [R1]", "alias: x\n  aliases: {en: [{text: R, articles: [gop]}]}")],
        ["8:3 SRT012", "9:38 SRT023"],
        id="an alias of one language",
    ),
    pytest.param(
        "timeline.yml",
        [("open-weights", "open"), ("[r1]", "[r2, R3]"), ("[report]", "[gop#p1, ' raport ']"), (": lab", ": [lob]")],
        ["3:10 SRT010", "5:18 SRT015", "5:13 SRT021", "6:14 SRT010", "8:14 SRT023", "8:22 SRT026"],
        id="lists",
    ),
    pytest.param(
        "timeline.yml",
        [("r1-released", "R1 Released"), ("open-weights", "open"), ("[r1]", "[r2]")],
        ["1:1 SRT015", "3:10 SRT010", "5:13 SRT021"],
        id="a record whose own id is none",
    ),
    pytest.param(
        "quotes.yml",
        [("said_in: en", "said_in: English"), ("speaker: lab", "speaker: lob"), ("article: gap", "article: gop")],
        ["2:12 SRT021", "3:12 SRT023", "5:12 SRT010"],
        id="single ids",
    ),
    pytest.param(
        "annotations/gap.yml",
        [
            ("describing", "describe"),
            ("[r1]", "[r2]"),
            ("Lihat [R1](entity:r1)", "[R1](r1.md)"),
            ("See [R1](entity:r1)", "[R1](entity:r2)"),
        ],
        ["3:17 SRT010", "5:16 SRT017", "5:36 SRT025", "6:15 SRT021"],
        id="a note, and its links",
    ),
    pytest.param(
        "annotations/gap.yml",
        [('{id: "Lihat', '{x: "Lihat'), ("See [R1](entity:r1)", "[R1](entity:r2)")],
        ["5:12 SRT012", "5:45 SRT025"],
        id="the body of a note in one language",
    ),
    pytest.param(
        "annotations/gap.yml",
        [("text: {id: model itu, en: the model}, entity: r1", "entity: r2")],
        ["11:5 SRT011", "11:25 SRT021"],
        id="a correction",
    ),
    pytest.param(
        "claims.yml",
        [
            ("kind: fact", "kind: fakt\n  contradicts: [second]\n  supports: [first]"),
            ("open, text", "opn, evidence: [r], text"),
        ],
        ["2:9 SRT010", "3:16 SRT029", "8:25 SRT010", "8:41 SRT026"],
        id="a record in a record",
    ),
]


@pytest.mark.parametrize(("name", "changes", "places"), REFUSED)
def test_what_a_record_names_that_is_refused(
    tmp_path: Path, name: str, changes: list[tuple[str, str]], places: list[str]
) -> None:
    """A mistake of its own hides nothing: each id that it names is looked up, unless it was told to be none."""
    text = {**FILES, "claims.yml": CLAIMS}[name]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    _, problems = load(tmp_path, {**FILES, "claims.yml": CLAIMS, name: text})
    assert sorted(problems) == sorted(f"{name}:{place}" for place in places)


def test_records_that_are_refused_may_name_each_other(tmp_path: Path) -> None:
    """Their ids are known."""
    files = {name: text.replace("kind: ", "kind: x").replace("stage: ", "stage: x") for name, text in FILES.items()}
    loaded, problems = load(tmp_path, files)
    assert not loaded.entities
    assert {problem.partition(" ")[2] for problem in problems} == {"SRT010"}


def test_an_id_that_is_nearly_one(tmp_path: Path) -> None:
    """It is told where it is written, and not where others name the id that is meant."""
    _, problems = load(tmp_path, changed("entities/all.yml", "\nr1:", "\nR1:"))
    assert problems == ["entities/all.yml:5:1 SRT015"]


def test_the_second_record_of_an_id(tmp_path: Path) -> None:
    """It is not used, and what is wrong with it is told all the same."""
    again = ENTITIES.replace("organization", "org").replace("value: lab", "value: lob")
    _, problems = load(tmp_path, {**FILES, "entities/zz.yml": again})
    assert problems == [
        f"entities/zz.yml:{place}" for place in ("1:1 SRT020", "2:9 SRT010", "5:1 SRT020", "11:36 SRT021")
    ]


def test_the_same_id_in_two_files(tmp_path: Path) -> None:
    """The second is refused, where it stands, and the first is used."""
    loaded, problems = load(tmp_path, {**FILES, "entities/zz.yml": ENTITIES.replace("A lab", "Another")})
    assert problems == ["entities/zz.yml:1:1 SRT020", "entities/zz.yml:5:1 SRT020"]
    assert loaded.entities["lab"].description.en == "A lab."


def test_the_same_note_twice(tmp_path: Path) -> None:
    """The id of a note is unique in the site."""
    note = NOTES.partition("mentions:")[0]
    files = {
        **FILES,
        "articles.yml": ARTICLES + ARTICLES.replace("gap:", "other:"),
        "annotations/other.yml": note,
    }
    assert load(tmp_path, files)[1] == ["annotations/other.yml:2:9 SRT020"]


def test_notes_on_an_unknown_article(tmp_path: Path) -> None:
    """An annotation file is named after an article."""
    _, problems = load(tmp_path, {**FILES, "annotations/gop.yml": NOTES.replace("what-r1-is", "another")})
    assert problems == ["annotations/gop.yml SRT046"]


@pytest.mark.parametrize(
    ("name", "old", "new", "suggestion"),
    [
        ("entities/all.yml", "property: developer", "property: develper", "developer"),
        ("timeline.yml", "developer: lab", "develper: lab", "developer"),
        ("timeline.yml", "entities: [r1]", "entities: [r11]", "r1"),
        ("articles.yml", "[report]", "[raport]", "report"),
        ("quotes.yml", "article: gap", "article: gop", ""),
        ("annotations/gap.yml", "describing", "describe", "describing"),
        ("annotations/gap.yml", "[report, gap#p2]", "[reports, gap#p2]", "report"),
    ],
)
def test_suggestions(tmp_path: Path, name: str, old: str, new: str, suggestion: str) -> None:
    """A near match is suggested: an id, a field, a value of a closed list; none where nothing is near."""
    load(tmp_path, changed(name, old, new))
    problems = Problems()
    checks.check(loading.load(tmp_path, "data", problems), problems)
    assert [problem.suggestion for problem in problems] == [suggestion]


VALUES = st.one_of(
    st.sampled_from(
        ["", "~", "[]", "{}", "[x]", "{x: y}", "true", "7", "2025-01-20", "lab", "r1", "'a: b'", "&a [*a]"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)
LINES = [
    (name, number) for name, text in FILES.items() for number, line in enumerate(text.splitlines()) if ": " in line
]


@example(("entities/all.yml", 6), "&a [*a]")
@example(("annotations/gap.yml", 3), "&a {block: *a}")
@given(st.sampled_from(LINES), VALUES)
def test_any_value_anywhere(tmp_path_factory: pytest.TempPathFactory, line: tuple[str, int], value: str) -> None:
    """Whatever an editor writes in the place of a value: loading and checking say what is wrong and raise nothing."""
    name, number = line
    lines = FILES[name].splitlines()
    lines[number] = f"{lines[number].partition(': ')[0]}: {value}"
    folder = tmp_path_factory.getbasetemp() / "anywhere"
    _, problems = load(folder, {**FILES, name: "\n".join(lines)})
    assert all(re.split("[: ]", problem)[0] in FILES for problem in problems)


def test_what_is_still_to_be_written_is_told_once(tmp_path: Path) -> None:
    """With what may stand there, where that is a choice, a date or a value of a certain type."""
    entities = ENTITIES.replace("kind: model", "kind: TODO").replace("value: 2025-01-20", "value: TODO")
    entities = entities.replace("A lab.", "TODO")
    (tmp_path / "entities").mkdir()
    (tmp_path / "entities" / "all.yml").write_text(entities, "utf-8")
    (tmp_path / "timeline.yml").write_text(TIMELINE.replace("date: 2025-01-20", "date: TODO"), "utf-8")
    problems = Problems()
    loading.load(tmp_path, "data", problems)
    kinds = "person, organization, model, product, concept, policy, event, place or work"
    rest = "is still to be written; write it in the place of TODO."
    assert [str(problem) for problem in problems] == [
        f"data/entities/all.yml:4:38: SRT080 “description” {rest}",
        f"data/entities/all.yml:6:9: SRT080 “kind” ({kinds}) {rest}",
        f"data/entities/all.yml:12:38: SRT080 “releaseDate” (a date such as 2025-01-20, 2025-01 or 2025~) {rest}",
        f"data/timeline.yml:4:9: SRT080 “date” (a date such as 2025-01-20, 2025-01 or 2025~) {rest}",
    ]


STRAYS = {
    "timeline.yaml": "data/timeline.yml",
    "Timeline.yml": "data/timeline.yml",
    "quote.yml": "data/quotes.yml",
    "entities/model.yaml": "data/entities/model.yml",
    "entities/model.YML": "data/entities/model.yml",
    "entities/more/model.yml": "data/entities/model.yml",
    "model.yml": "data/entities/model.yml",
    "claims/2025.yaml": "data/claims/2025.yml",
    "disagreements/2025.yml": "",
    "entity/all.yml": "data/entities/all.yml",
    "annotation/gap.yml": "data/annotations/gap.yml",
    "Claims/2025.yml": "data/claims/2025.yml",
    "arsip/2025.yml": "",
    "annotations/gap.yaml": "data/annotations/gap.yml",
    "catatan.yml": "",
}


@pytest.mark.parametrize("path", STRAYS)
def test_file_that_nothing_reads(tmp_path: Path, path: str) -> None:
    """It looks like data, and nobody would miss it before its records are needed."""
    for name in (path, "schemas/x.yml", ".git/x.yml", "entities/.#model.yml", "annotations/gap.yml~", "notes.txt"):
        target = tmp_path / "data" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("", "utf-8")
    problems = Problems()
    loading.load(tmp_path / "data", "data", problems)
    [problem] = problems
    assert (problem.location.file, problem.code) == (f"data/{path}", "SRT008")
    assert problem.suggestion == STRAYS[path]
