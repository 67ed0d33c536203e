"""Every file of data that the site publishes."""

from __future__ import annotations

from collections.abc import Iterator

from sorotan.export.article_tables import article_tables
from sorotan.export.calendar import icalendar
from sorotan.export.citations import bibtex, csl_json
from sorotan.export.datapackage import datapackage
from sorotan.export.entity_tables import entity_tables
from sorotan.export.event_tables import claim_tables, event_tables
from sorotan.export.jsontext import pretty
from sorotan.export.network import graphml
from sorotan.export.publication import Publication
from sorotan.export.table import Table
from sorotan.views.data import FOLDER, PACKAGE, TABLES


def data_files(publication: Publication) -> Iterator[tuple[str, str]]:
    """Path below the root of the site, and text, of every file that is not of one article alone."""
    made = tables(publication)
    yield PACKAGE, pretty(datapackage(publication, made))
    for table in made:
        yield f"{FOLDER}/{table.name}.csv", table.csv
        yield f"{FOLDER}/{table.name}.json", table.json
    references = publication.corpus.references
    yield f"{FOLDER}/references.csl.json", csl_json(references)
    yield f"{FOLDER}/references.bib", bibtex(references)
    yield f"{FOLDER}/network.graphml", graphml(publication)
    for language, scope in publication.scopes.items():
        yield f"{FOLDER}/timeline.{language}.ics", icalendar(publication, scope)


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
