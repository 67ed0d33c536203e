"""The network of entities as GraphML: relations that are stated, and entities named in the same blocks."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sorotan.core.prose import ArticleText
from sorotan.export.publication import Publication

_NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_KEYS: Final = {
    "kind": ("node", "string", "What the entity is"),
    "name_id": ("node", "string", "Name in Indonesian"),
    "name_en": ("node", "string", "Name in English"),
    "page": ("node", "string", "Where it is on the site"),
    "relation": ("edge", "string", "Property of a stated relation; `sharesBlock` where both are named in one block"),
    "certainty": ("edge", "string", "How sure a stated relation is"),
    "weight": ("edge", "int", "In how many blocks both are named; 1 for a stated relation"),
}
"""What each attribute is of, its type, and what it means."""
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write."""


def graphml(publication: Publication) -> str:
    """All entities and edges, sorted. `sharesBlock` has no direction: it leads from the id that sorts first."""
    corpus = publication.corpus
    root = Element("graphml", {"xmlns": _NAMESPACE})
    for name, (of, type_, description) in _KEYS.items():
        key = SubElement(root, "key", {"id": name, "for": of, "attr.name": name, "attr.type": type_})
        SubElement(key, "desc").text = description
    graph = SubElement(root, "graph", {"id": "entities", "edgedefault": "directed"})
    for id, entity in sorted(corpus.entities.items()):
        values = {"kind": entity.kind, "name_id": entity.name.id, "name_en": entity.name.en}
        _add(SubElement(graph, "node", {"id": id}), {**values, "page": publication.entity(id)})
    edges: list[tuple[str, str, dict[str, str]]] = []
    for id, entity in sorted(corpus.entities.items()):
        for _, fact in entity.linked_entities():
            if fact.value.id in corpus.entities:
                edges.append(
                    (id, fact.value.id, {"relation": fact.property, "certainty": fact.certainty, "weight": "1"})
                )
    for (one, other), count in sorted(_shared(publication).items()):
        edges.append((one, other, {"relation": "sharesBlock", "weight": str(count)}))
    for number, (source, target, values) in enumerate(edges):
        _add(SubElement(graph, "edge", {"id": f"e{number}", "source": source, "target": target}), values)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _shared(publication: Publication) -> Counter[tuple[str, str]]:
    """In how many blocks of the source language two entities are both named."""
    shared: Counter[tuple[str, str]] = Counter()
    for text in publication.source.prose.without_records():
        if text.language == publication.source.language:
            for named in _named(text):
                shared.update(combinations(named, 2))
    return shared


def _named(text: ArticleText) -> list[list[str]]:
    return [sorted({name.entity for name in found}) for found in text.mentions.values()]


def _add(element: Element, values: dict[str, str]) -> None:
    for name, value in values.items():
        SubElement(element, "data", {"key": name}).text = _FORBIDDEN.sub("", value)
