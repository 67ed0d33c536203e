"""Tables of the entities: what they are, what is stated of them, and where they are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final, get_args

from sorotan.core import dates
from sorotan.core.languages import LANGUAGES
from sorotan.core.records import Entity, Fact
from sorotan.core.vocabulary import PROPERTIES, Certainty, Kind, ValueType
from sorotan.export.publication import Publication
from sorotan.export.table import Field, Row, Table, page_fields, pages, pair, pair_fields, sorted_rows
from sorotan.views import labels
from sorotan.views.scope import Scope


def entity_tables(publication: Publication) -> Iterator[Table]:
    """Entities, facts, relations and mentions."""
    yield _entities(publication)
    yield _facts(publication)
    yield _relations(publication)
    yield _mentions(publication)


def _entities(publication: Publication) -> Table:
    def rows() -> list[Row]:
        counts = Counter(
            (name.entity, text.language)
            for text in publication.texts_without_records
            for found in text.mentions.values()
            for name in found
        )
        return sorted_rows(publication.corpus.entities, partial(row, counts))

    def row(counts: Mapping[tuple[str, str], int], id: str, entity: Entity) -> Row:
        return {
            "kind": entity.kind,
            **pair("name", entity.name),
            **{f"aliases_{tag}": [alias.text for alias in entity.aliases[tag]] for tag in LANGUAGES},
            **pair("description", entity.description),
            "url": entity.url,
            "same_as": entity.sameAs,
            **{f"mentions_{tag}": counts[id, tag] for tag in publication.scopes},
            **pages(publication, lambda scope: scope.links.entity(id)),
        }

    fields = [
        Field("id", "id", "Id of the entity."),
        Field("kind", "id", "What it is.", values=get_args(Kind)),
        *pair_fields("name", "Name"),
        Field("aliases_id", "list", "Other names under which it is found in the Indonesian text."),
        Field("aliases_en", "list", "Other names under which it is found in the English text."),
        *pair_fields("description", "What it is, in one or two sentences"),
        Field("url", "url", "Its own site."),
        Field("same_as", "list", "The same entity in other catalogues."),
        *(Field(f"mentions_{tag}", "integer", "How often the articles name it.") for tag in publication.scopes),
        *page_fields(publication),
    ]
    return Table("entities", ["id"], fields, rows)


def _facts(publication: Publication) -> Table:
    def rows() -> Iterator[Row]:
        for id, number, fact, kind in _stated(publication):
            if kind != "entity":
                text = {f"value_{tag}": _worded(fact, kind, scope) for tag, scope in publication.scopes.items()}
                value = {"value_type": kind, "value": None if kind == "text" else fact.value.id, **text}
                yield {"entity": id, "number": number, "property": fact.property, **value, **_circumstances(fact)}

    kinds = [kind for kind in get_args(ValueType) if kind != "entity"]
    fields = [
        *_stated_fields([name for name, kind in PROPERTIES.items() if kind != "entity"]),
        Field("value_type", "id", "What the value is.", values=kinds),
        Field("value", "text", "The value for programs: EDTF date, address or word of the vocabulary."),
        *(f for f in pair_fields("value", "The value in words") if f.name[-2:] in publication.scopes),
        *_CIRCUMSTANCES,
    ]
    return Table("facts", ["entity", "number"], fields, rows)


def _relations(publication: Publication) -> Table:
    def rows() -> Iterator[Row]:
        for id, number, fact, kind in _stated(publication):
            if kind == "entity":
                names = {f"name_{tag}": _worded(fact, kind, scope) for tag, scope in publication.scopes.items()}
                other = {"object": fact.value.id, **names}
                yield {"entity": id, "number": number, "property": fact.property, **other, **_circumstances(fact)}

    fields = [
        *_stated_fields([name for name, kind in PROPERTIES.items() if kind == "entity"]),
        Field("object", "id", "The entity that it leads to.", refers_to="entities"),
        *(f for f in pair_fields("name", "Name of that entity") if f.name[-2:] in publication.scopes),
        *_CIRCUMSTANCES,
    ]
    return Table("relations", ["entity", "number"], fields, rows)


def _stated(publication: Publication) -> Iterator[tuple[str, int, Fact, ValueType]]:
    """Everything that is stated of an entity: the entity, its position there, and what kind of value it has."""
    for id, entity in sorted(publication.corpus.entities.items()):
        for number, fact in enumerate(entity.facts, 1):
            yield id, number, fact, PROPERTIES.get(fact.property, "text")


def _stated_fields(properties: Sequence[str]) -> list[Field]:
    return [
        Field("entity", "id", "The entity that it is stated of.", refers_to="entities"),
        Field("number", "integer", "Position among the facts and relations of the entity, from 1."),
        Field("property", "id", "What is stated, by schema.org's name where it has one.", values=properties),
    ]


_CIRCUMSTANCES: Final = (
    *pair_fields("role", "In what role"),
    Field("date", "edtf", "When it held."),
    Field("certainty", "id", "How sure it is.", values=get_args(Certainty)),
    Field("evidence", "list", "References, or blocks of articles, that carry it."),
    *pair_fields("note", "Note"),
)
"""Columns of what is known of a fact or relation besides its value."""


def _circumstances(fact: Fact) -> Row:
    return {
        **pair("role", fact.role),
        "date": fact.date,
        "certainty": fact.certainty,
        "evidence": fact.evidence,
        **pair("note", fact.note),
    }


def _worded(fact: Fact, kind: ValueType, scope: Scope) -> str:
    text = fact.value[scope.language]
    if kind == "entity":
        return scope.entity_link(fact.value.id).text
    if kind == "date":
        return dates.parse(text).worded(scope.language)
    return scope.words(labels.OPENNESS.get(text, text)) if kind == "openness" else text


def _mentions(publication: Publication) -> Table:
    def rows() -> Iterator[Row]:
        for text in publication.texts_without_records:
            stream, links = publication.stream(text), publication.scopes[text.language].links
            for block, found in text.mentions.items():
                page = links.block(f"{text.article}#{block}")
                for name in found:
                    start, end = stream.span(block, name.start, name.end)
                    yield {
                        "article": text.article,
                        "language": text.language,
                        "start": start,
                        "end": end,
                        "block": block,
                        "entity": name.entity,
                        "text": stream.text[start:end],
                        "page": page,
                    }

    fields = [
        Field("article", "id", "The article.", refers_to="articles"),
        Field("language", "id", "Language of the text.", values=LANGUAGES),
        Field("start", "integer", "First character in the published text of the article, in code points from 0."),
        Field("end", "integer", "End in that text."),
        Field("block", "id", "The block it stands in."),
        Field("entity", "id", "The entity that is named.", refers_to="entities"),
        Field("text", "text", "The name as it is written there."),
        Field("page", "url", "Where the block is on the site."),
    ]
    return Table("mentions", ["article", "language", "start"], fields, rows)
