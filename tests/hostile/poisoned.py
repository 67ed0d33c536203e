"""The stock project with a payload in every field of free text of every record, in prose, catalogs and sources.

The fields are those of the JSON Schemas, which are made from the records: a new one is filled without being named here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sorotan.core.corpus import json_schemas
from support import STOCK, Built, Project

PAYLOAD = (
    "=1+1\"'></title></style></script><script>pwn()</script><img src=pwned onerror=pwn()><svg/onload=pwn()>"
    "<a href=javascript:pwn()>x</a>{{7*7}}]]>--><!--\u2028\\\\;,\nBEGIN:VEVENT\nX-PWN:1\r"
)
"""Ends every context in which it could be put: tags, attributes, scripts, comments, sections, lines."""
SEEN = "<script>pwn()</script>"
"""What must be read on the pages, as text."""

KEPT = {
    "Quote": "words of the prose; others would be attached to nothing",
    "MentionCorrection": "words of the prose",
    "BlockWords": "words of the prose",
    "Aliases": "the prose must still name the entity; payloads are added as further names",
}
"""Records that are left as they are, and why."""
PARTS: dict[str, Any] = {
    "OmittedBlock": {"block": "p4"},
    "Said": {"block": "lab-baru#p2", "agreement": "vague"},
    "Position": {"claims": ["pelita-is-free"]},
    "Name": {},
}
"""What parts of records need besides free text, where the stock project has none of them."""
FACTS = ("jobTitle", "license", "numberOfParameters", "modality", "legislationIdentifier")
"""Properties whose value is text."""
PROSE = "\n\nTeks `{}` dan &lt;script&gt;pwn()&lt;/script&gt; <b onclick=pwn()>tebal</b>.\n{{: #p6 onclick=pwn() }}\n"


def fields(schema: dict[str, Any], definitions: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """The fields of a record that hold text or records: name, `text` or the name of the record, whether a list."""
    for name, field in schema.get("properties", {}).items():
        options = [field, *field.get("anyOf", ())]
        for option in options:
            for inner, is_list in ((option, False), (option.get("items", {}), True)):
                if reference := inner.get("$ref"):
                    yield name, reference.rpartition("/")[2], is_list
                elif inner.get("type") == "string" and not {"pattern", "enum", "const"} & set(inner):
                    yield name, "text", is_list


def fill(record: dict[str, Any], schema: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Put the payload into every field of free text of a record and of the records in it."""
    for name, kind, is_list in fields(schema, definitions):
        if name in ("id", "file") or (schema.get("title") == "Fact" and name == "value"):
            continue
        if kind == "text":
            record[name] = [PAYLOAD] if is_list else PAYLOAD
        elif kind in ("Localized", "Title"):
            record[name] = {"id": PAYLOAD, "en": PAYLOAD}
        elif kind not in KEPT:
            part = definitions[kind]
            if not record.get(name) and kind in PARTS:
                record[name] = [dict(PARTS[kind])] if is_list else dict(PARTS[kind])
            found = record.get(name)
            for item in found if isinstance(found, list) else filter(None, [found]):
                fill(item, part, definitions)


def records_of(data: dict[str, Any], schema: dict[str, Any]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The records of a data file, and the schema of one."""
    definitions = schema.get("$defs", {})
    if "annotations" in data:
        return data["annotations"], definitions["Annotation"]
    return list(data.values()), definitions[schema["additionalProperties"]["$ref"].rpartition("/")[2]]


def poisoned(folder: Path) -> Project:
    """The project, with every plugin there is."""
    project = Project(Path(shutil.copytree(STOCK, folder)))
    extra = "".join(f"  - sorotan/{name}\n" for name in ("exports", "search", "feeds", "cards"))
    project.edit("mkdocs.yml", "  - sorotan/references\n", f"  - sorotan/references\n{extra}")
    # Without a policy, so that what gets in would run.
    project.edit("mkdocs.yml", "\nextra:\n", "\nextra:\n  content_security_policy: ''\n")
    schemas = {name.partition(".")[0]: schema for name, schema in json_schemas()}
    data = project.folder / "data"
    for path in sorted(data.rglob("*.yml")):
        kind = path.relative_to(data).parts[0].removesuffix(".yml")
        content = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        records, schema = records_of(content, schemas[kind])
        for record in records:
            fill(record, schema, schemas[kind]["$defs"])
        if kind == "entities":
            for id, entity in content.items():
                entity["aliases"] = [*entity.get("aliases", []), _own_name(id), f"{PAYLOAD} {id}"]
                entity["name"] = f"{id} {PAYLOAD}"  # two entities may not share a name
                entity["facts"] += [
                    {"property": name, "value": PAYLOAD, "role": PAYLOAD, "note": PAYLOAD, "evidence": ["lab-baru#p2"]}
                    for name in FACTS
                ]
        path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    _poison_notes(project)
    _poison_text(project)
    return project


def _own_name(id: str) -> str:
    return {"pelita": "Pelita", "nusa": "Laboratorium Nusa", "sari-dewi": "Sari Dewi"}[id]


def _poison_notes(project: Project) -> None:
    path = "data/annotations/lab-baru.yml"
    content = yaml.load(project.read(path), yaml.BaseLoader)
    words = {"exact": SEEN, "prefix": "dan "}
    note = {**content["annotations"][0], "id": "hostile", "target": {"block": "p6", "id": words, "en": words}}
    bodies = ["[x](javascript:pwn())", "<img src=pwned onerror=pwn()>", "![x](https://evil.example/x.png)"]
    note["body"] = "\n\n".join(bodies)
    content["annotations"].append(note)
    project.write(path, yaml.safe_dump(content, allow_unicode=True))
    project.write("data/redirects.yml", "entities/lilin.md: entities/pelita.md\n")


def _poison_text(project: Project) -> None:
    """Prose, front matter, navigation, catalogs and the source text."""
    hostile = PAYLOAD.replace("\n", " ").replace("\r", " ").replace("\u2028", "").replace("\\", "").replace("`", "")
    front = "'" + hostile.replace("'", "") + "'"
    page = project.read("docs/articles/lab-baru.md").replace("title: Laboratorium", f"title: {front}\nx: Laboratorium")
    page = page.replace("description: Cerita", f"author: {front}\ndescription: {front}\ny: Cerita")
    project.write("docs/articles/lab-baru.md", page + PROSE.format(hostile))
    project.write(
        "docs/prosa.md",
        "# &lt;/title&gt;&lt;script&gt;pwn()&lt;/script&gt; <img src=pwned onerror=pwn()>\n\n"
        "## `<script>pwn()</script>` &lt;img src=pwned onerror=pwn()&gt;\n\n"
        "<script>pwn()</script>\n\n<img name=currentScript src=//evil.example/x.js>\n\n[x](javascript:pwn())\n\n"
        "![x](https://evil.example/x.png)\n\n<iframe src=https://evil.example></iframe>\n",
    )
    project.edit("mkdocs.yml", "  - Linimasa: timeline.md", "  - prosa.md\n  - Linimasa: timeline.md")
    catalog = project.read("translations/en/LC_MESSAGES/mkdocs.po")
    quoted = hostile.replace('"', '\\"')
    project.write("translations/en/LC_MESSAGES/mkdocs.po", catalog.replace('msgstr "', f'msgstr "{quoted}'))
    for name in ("index", "articles/lab-baru"):
        path = f"translations/en/LC_MESSAGES/{name}.po"
        head, *messages = project.read(path).split("\n\n")
        messages = [message.replace('msgstr "', f'msgstr "{quoted}') for message in messages]
        project.write(path, "\n\n".join([head, *messages]))
    lines = [hostile] * 5
    source = "\n".join(lines).encode()
    (project.folder / "originals" / "lab-baru.txt").write_bytes(source)
    articles = yaml.load(project.read("data/articles.yml"), yaml.BaseLoader)
    articles["lab-baru"]["source"]["sha256"] = hashlib.sha256(source).hexdigest()
    project.write("data/articles.yml", yaml.safe_dump(articles, allow_unicode=True))


@dataclass
class Poisoned:
    """The built site, and the files around it before and after the build."""

    built: Built
    before: dict[str, str]
    after: dict[str, str]


def snapshot(folder: Path) -> dict[str, str]:
    """Every file below a folder, with its digest, or with what it is a link to."""
    return {
        path.relative_to(folder).as_posix(): os.readlink(path)
        if path.is_symlink()
        else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() or path.is_symlink()
    }


def build(parent: Path) -> Poisoned:
    """The poisoned project, built in a folder that has neighbours."""
    (parent / "neighbour.txt").write_text("untouched", "utf-8")
    project = poisoned(parent / "project")
    before = snapshot(parent)
    built = project.build()
    return Poisoned(built, before, snapshot(parent))
