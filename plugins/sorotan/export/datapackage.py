"""The description of the tables as a Frictionless Data Package."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from sorotan.export.jsontext import compact
from sorotan.export.publication import Publication
from sorotan.export.table import Table
from sorotan.views.data import TABLES


def datapackage(publication: Publication, tables: Sequence[Table]) -> dict[str, Any]:
    """The descriptor; paths are relative to it."""
    license = compact({"title": publication.license, "path": publication.license_url})
    return compact(
        {
            "profile": "tabular-data-package",
            "name": re.sub(r"[^a-z0-9]+", "-", publication.name.lower()).strip("-") or "data",
            "id": publication.source.links.page("data/datapackage.json"),
            "title": publication.name,
            "description": publication.description,
            "homepage": publication.source.links.page("data.md"),
            "licenses": [license] if license else [],
            "resources": [_resource(table) for table in tables],
        }
    )


def _resource(table: Table) -> dict[str, Any]:
    title, description = TABLES[table.name]
    content = table.csv.encode()
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": title,
        "description": description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": table.schema,
    }
