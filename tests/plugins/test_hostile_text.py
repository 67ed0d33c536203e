"""Nothing that an editor or a source writes into a record can become markup."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from sorotan.core.corpus import json_schemas
from support import STOCK, Built, Project

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
BOTH = {"id": HOSTILE, "en": HOSTILE}

FILLED = {
    *(
        "name",
        "aliases",
        "description",
        "role",
        "note",
        "headline",
        "label",
        "publisher",
        "title",
        "author",
        "language",
    ),
    *("rights", "reason", "summary", "license", "parameters", "modality", "doubt", "text", "family", "given"),
    *("literal", "container-title", "said_in", "body", "creator", "question", "known", "value"),
}
"""Fields of free text."""
LEFT_ALONE = {
    "id": "the languages of a text, filled as such",
    "en": "the languages of a text, filled as such",
    "exact": "words of the prose; others would be attached to nothing",
    "prefix": "words of the prose",
    "suffix": "words of the prose",
}
ADDED: dict[str, dict[str, Any]] = {
    "articles.yml": {"headline": "", "label": BOTH, "note": BOTH},
    "entities/model.yml": {"aliases": ["Pelita", HOSTILE]},
    "timeline.yml": {"license": BOTH, "parameters": BOTH, "modality": BOTH, "doubt": BOTH, "note": BOTH},
    "references.yml": {
        "author": [{"family": "", "given": ""}, {"literal": ""}],
        **dict.fromkeys(("publisher", "container-title", "language"), ""),
        "note": BOTH,
    },
    "quotes.yml": {"text": BOTH, "note": BOTH},
}
"""Fields that the stock records do not have, by file."""


def poison(value: Any, field: str = "") -> Any:
    """The value with hostile text in every field of free text."""
    if field in ("aliases", "source"):
        return value  # by aliases the prose still names the entity; of a source text only the file is free text
    if isinstance(value, dict):
        if set(value) == {"id", "en"} and field in FILLED - {"value"}:
            return dict(BOTH)
        return {key: poison(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [poison(item, field) for item in value]
    return HOSTILE if isinstance(value, str) and field in FILLED - {"value"} else value


def free_text_fields(schema: dict[str, Any]) -> Iterator[str]:
    """Names of the fields of a schema that take any text."""
    for record in (schema, *schema.get("$defs", {}).values()):
        for name, kind in record.get("properties", {}).items():
            options = [kind, *kind.get("anyOf", ()), kind.get("items", {})]
            if any(
                (option.get("type") == "string" and not {"pattern", "enum", "const"} & set(option))
                or option.get("$ref", "").endswith(("/Localized", "/Aliases"))
                for option in options
            ):
                yield name


def test_every_field_of_free_text_is_filled() -> None:
    """A field that is new in the records must be filled here, or left alone for a reason."""
    fields = {field for _, schema in json_schemas() for field in free_text_fields(json.loads(json.dumps(schema)))}
    assert fields - FILLED - set(LEFT_ALONE) == set()
    assert {"summary", "body", "creator", "known"} <= fields


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The stock project with hostile text in every record."""
    project = Project(tmp_path_factory.mktemp("hostile") / "project")
    shutil.copytree(STOCK, project.folder)
    project.without_originals()
    data = project.folder / "data"
    for path in data.rglob("*.yml"):
        name = path.relative_to(data).as_posix()
        records = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        for record in records.values() if name in ADDED else ():
            record.update({key: value for key, value in ADDED[name].items() if key not in record})
        records = poison(records)
        for id, record in records.items() if "entities" in name else ():
            record["name"] = f"{HOSTILE} {id}"  # two entities may not share a name
        path.write_text(yaml.safe_dump(records, allow_unicode=True), "utf-8")
    person = yaml.safe_load(project.read("data/entities/person.yml"))
    facts = person["sari-dewi"]["facts"]
    facts.append(
        {"property": "jobTitle", "value": HOSTILE, "role": HOSTILE, "note": HOSTILE, "evidence": ["lab-baru#p2"]}
    )
    project.write("data/entities/person.yml", yaml.safe_dump(person, allow_unicode=True))
    return project.build()


def test_hostile_records_are_used(hostile: Built) -> None:
    """They are valid and on the pages; otherwise this proves nothing. A language must be a language tag."""
    assert hostile.abort == ""
    assert [warning for warning in hostile.warnings if "language" not in warning and "said_in" not in warning] == []
    for page in ("entities/pelita/", "entities/sari-dewi/", "timeline/", "articles/lab-baru/", "claims/", "quotes/"):
        for prefix in ("", "en/"):
            assert "<script>alert(1)</script>" in hostile.page(prefix + page).text_content(), prefix + page


def test_hostile_text_is_never_markup(hostile: Built) -> None:
    for address in [*hostile.pages, "404.html"]:
        page = hostile.page(address)
        assert "<script>alert(1)" not in hostile.html(address), address
        assert page.xpath("//script[contains(., 'alert(1)')]") == [], address
        assert page.xpath("//@onerror") == [], address
        assert page.xpath("//img[@src='x']") == [], address


def test_hostile_text_is_not_in_the_sitemap(hostile: Built) -> None:
    assert "alert(1)" not in (hostile.site / "sitemap.xml").read_text("utf-8")


BODIES = [
    "[klik](javascript:alert(1))",
    "[klik](<javascript:alert(1)>)",
    "[klik](data:text/html,x)",
    "<a href='javascript:alert(1)'>klik</a>",
    "![gambar](javascript:alert(1))",
    "[klik](vbscript:x)",
    "[klik][x]\n\n[x]: javascript:alert(1)",
    "<javascript:alert(1)>",
    '[klik](https://x.example/" onclick="alert(1))',
    "<div onclick=alert(1)>klik</div>",
    "<!-- <b onclick=alert(1)> -->",
]


def test_bodies_cannot_run_anything(project: Project) -> None:
    """Markdown in a note leads to http, https, mailto and the site only."""
    project.without_originals()
    path = "data/annotations/lab-baru.yml"
    notes = yaml.load(project.read(path), yaml.BaseLoader)["annotations"]
    hostile = [{**notes[0], "id": f"hostile-{number}", "body": body} for number, body in enumerate(BODIES)]
    project.write(path, yaml.safe_dump({"annotations": [*notes, *hostile]}, allow_unicode=True))
    built = project.build()
    assert built.abort == ""
    assert len(built.page("articles/lab-baru/").xpath("//*[starts-with(@id, 'note-hostile-')]")) == len(BODIES)
    for address in built.pages:
        page = built.page(address)
        assert page.xpath("//main//@onclick") == []
        links = page.xpath("//main//@href | //main//@src")
        assert [link for link in links if link.lower().startswith(("javascript:", "vbscript:", "data:"))] == []
        assert "<!-- <b onclick" not in built.html(address)


ADDRESSES = [
    ("data/entities/organization.yml", "https://nusa.example/"),
    ("data/entities/organization.yml", "https://www.wikidata.org/entity/Q1"),
    ("data/references.yml", "https://nusa.example/pelita"),
    ("data/references.yml", "https://koran.example/pelita"),
    ("data/entities/model.yml", "https://code.example/pelita"),
]


@pytest.mark.parametrize(
    "new", ["javascript:alert(1)", "'https://x.example/\"><script>alert(1)</script>'", "//x.example/"]
)
def test_addresses_are_limited(project: Project, new: str) -> None:
    """Any other address is a problem at its place, and is not linked."""
    project.without_originals()
    places = set()
    for path, old in ADDRESSES:
        text = project.read(path)
        line = next(number for number, line in enumerate(text.splitlines(), 1) if old in line)
        places.add(f"{path}:{line}:")
        project.edit(path, old, new)
    built = project.build()
    assert built.abort == ""
    reported = [problem for problem in built.problems if "SRT016" in problem or "SRT027" in problem]
    assert [place for place in places if not any(problem.startswith(place) for problem in reported)] == []
    for address in built.pages:
        assert (
            built.page(address).xpath("//main//a[starts-with(@href, 'javascript') or starts-with(@href, '//')]") == []
        )
        assert "<script>alert(1)" not in built.html(address)
