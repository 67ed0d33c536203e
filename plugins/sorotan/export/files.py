"""Every file of data that the site publishes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from sorotan.export.annotations import annotation_files
from sorotan.export.article_tables import article_tables
from sorotan.export.calendar import icalendar
from sorotan.export.citations import bibtex_file, csl_json
from sorotan.export.datapackage import datapackage
from sorotan.export.entity_tables import entity_tables
from sorotan.export.event_tables import claim_tables, event_tables
from sorotan.export.jsontext import pretty
from sorotan.export.network import graphml
from sorotan.export.publication import Publication
from sorotan.export.table import Table
from sorotan.views.data import FOLDER, TABLES
from sorotan.views.scope import Scope

Make = Callable[[], Iterable[tuple[str, str]]]
"""Makes files: the path of each below the root of the site, and its text."""


def data_files(publication: Publication) -> Iterator[tuple[str, Make]]:
    """Every file of data but the package, in parts that are made of different records, by their names."""
    references = publication.corpus.references
    for table in tables(publication):
        yield f"tables/{table.name}", partial(_table, table)
    yield "csl", lambda: [(f"{FOLDER}/references.csl.json", csl_json(references))]
    yield "bibtex", lambda: [(f"{FOLDER}/references.bib", bibtex_file(references))]
    yield "network", lambda: [(f"{FOLDER}/network.graphml", graphml(publication))]
    for language, scope in publication.scopes.items() if publication.corpus.timeline else ():
        yield f"calendar/{language}", partial(_calendar, publication, scope)
    for text in publication.texts:
        part = f"annotations/{text.article}/{text.language}"
        yield part, partial(annotation_files, text.article, text.language, publication)


def package(publication: Publication, read: Callable[[str], bytes]) -> str:
    """The text of the package, which tells how long the tables are.

    Args:
        publication: The site.
        read: Gives the content of a file of the site, by its path below the root.
    """
    return pretty(datapackage(publication, tables(publication), read))


def _table(table: Table) -> Iterator[tuple[str, str]]:
    rows = list(table.rows())
    yield table.csv_path, table.csv(rows)
    yield table.json_path, table.json(rows)


def _calendar(publication: Publication, scope: Scope) -> Iterator[tuple[str, str]]:
    yield f"{FOLDER}/timeline.{scope.language}.ics", icalendar(publication, scope)


def tables(publication: Publication) -> list[Table]:
    """All tables in the order of the data page."""
    made = [
        *article_tables(publication),
        *entity_tables(publication),
        *event_tables(publication),
        *claim_tables(publication),
    ]
    order = list(TABLES)
    return sorted(made, key=lambda table: order.index(table.name))
