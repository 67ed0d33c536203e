"""The description of the tables as a Frictionless Data Package."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
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
            "resources": [_resource(table, read(table.csv_path)) for table in tables],
        }
    )


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    title, description = TABLES[table.name]
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
        "schema": table.schema,
    }
