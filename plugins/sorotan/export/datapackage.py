"""The description of the tables as a Frictionless Data Package."""

from __future__ import annotations

import csv
import io
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from sorotan.export.jsontext import compact
from sorotan.export.publication import Publication
from sorotan.export.table import Table
from sorotan.views.data import TABLES


def datapackage(publication: Publication, tables: Sequence[Table], read: Callable[[str], bytes]) -> dict[str, Any]:
    """The descriptor; paths are relative to it.

    Args:
        publication: The site.
        tables: Its tables.
        read: Gives the content of a file of the site, by its path below the root.
    """
    contents = {table.name: read(table.csv_path) for table in tables}
    named = {table.name: _named(table, contents[table.name]) for table in tables}
    return compact(
        {
            "profile": "tabular-data-package",
            "name": re.sub(r"[^a-z0-9]+", "-", publication.name.lower()).strip("-") or "data",
            "id": publication.source.links.page("data/datapackage.json"),
            "title": publication.name,
            "description": publication.description,
            "homepage": publication.source.links.page("data.md"),
            "licenses": _licenses(publication),
            "resources": [_resource(table, contents[table.name], named) for table in tables],
        }
    )


def _licenses(publication: Publication) -> list[dict[str, str]]:
    """The licence by its address; without one, by a name that is one word, as those of the Open Definition are."""
    word = re.sub(r"[^A-Za-z0-9._-]+", "-", publication.license).strip("-")
    name = word if not publication.license_url else ""
    license = compact({"name": name, "title": publication.license, "path": publication.license_url})
    return [license] if name or publication.license_url else []


def _named(table: Table, content: bytes) -> dict[str, set[str]]:
    """The ids in each column that has ids of this or of another table."""
    rows = csv.reader(io.StringIO(content.decode(), newline=""))
    wanted = {field.name for field in table.fields if field.refers_to or field.name == "id"}
    columns = [(at, name, set[str]()) for at, name in enumerate(next(rows)) if name in wanted]
    for row in rows:
        for at, _, ids in columns:
            ids.add(row[at])
    return {name: ids - {""} for _, name, ids in columns}


def _resource(table: Table, content: bytes, named: Mapping[str, Mapping[str, set[str]]]) -> dict[str, Any]:
    title, description = TABLES[table.name]
    # A record may name another that is left out for its mistakes: the column holds no key then.
    dangling = {
        field.name
        for field in table.fields
        if field.refers_to and not named[table.name][field.name] <= named[field.refers_to]["id"]
    }
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": posixpath.basename(table.csv_path),
        "title": title,
        "description": description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": table.schema(dangling),
    }
