"""The picture of who and what belongs together in the whole briefing, and the table that says the same in words.

Ties are of two kinds that are never drawn alike, as in the picture of one entity (`views/neighbourhood.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, get_args

from sorotan.core.vocabulary import PROPERTIES, Kind
from sorotan.views import labels
from sorotan.views.entityindex import EntityIndex
from sorotan.views.layout import Box, Label, Point, place_labels, spread
from sorotan.views.scope import Link, Scope

NETWORK: Final = "network.md"
"""The page of the whole network."""

_LARGEST: Final = 60
"""More names than these make a picture that nobody reads."""
_EVERYWHERE: Final = frozenset({"concept", "place"})
"""Kinds that are tied to nearly everything and would hide all other ties."""
_STRONGEST: Final = 3
"""How many of its shared paragraphs' ties an entity brings into the picture."""
_LEAST: Final = 2
"""Fewer shared paragraphs than these are chance."""
_SIZE: Final = Point(1080.0, 700.0)
_MARGIN: Final = Point(48.0, 22.0)
"""Free space around each connected group."""
_APART: Final = 34.0
_TYPE: Final = 12.0

_Pair = tuple[str, str]


@dataclass(frozen=True)
class NetworkNode:
    """An entity in the picture of the whole briefing."""

    link: Link
    at: Point
    radius: float
    label: Label | None
    """None where there is no room for it; the table has every name."""


@dataclass(frozen=True)
class NetworkRow:
    """What an entity is tied to in the picture."""

    id: str
    entity: Link
    relations: Sequence[tuple[str, Link]]
    """Stated relations by name."""
    shared: Sequence[tuple[Link, str]]
    """Entities that it shares paragraphs with, and how many."""


@dataclass(frozen=True)
class NetworkView:
    """The page of the network: picture and table."""

    width: float
    height: float
    lines: Sequence[tuple[Point, Point, bool]]
    """From, to, and whether the tie is a stated relation."""
    nodes: Sequence[NetworkNode]
    rows: Sequence[NetworkRow]
    """One for each node."""
    kinds: Sequence[tuple[str, str]]
    """Kinds that occur, with their labels."""
    total: str


def network_view(scope: Scope, index: EntityIndex) -> NetworkView:
    """The names that the articles speak of most, and the strongest ties between them."""
    candidates = [id for id, entity in scope.corpus.entities.items() if entity.kind not in _EVERYWHERE]
    candidates.sort(key=lambda id: (-len(index.blocks.get(id, ())), id))
    chosen = dict.fromkeys(candidates[:_LARGEST])
    stated = _stated(chosen, scope)
    shared = _strongest(chosen, index)
    tied = {id for pair in (*stated, *shared) for id in pair}
    ids = [id for id in chosen if id in tied]
    number = {id: place for place, id in enumerate(ids)}
    pairs = sorted({*stated, *shared})
    bounds = Box(0, 0, _SIZE.x, _SIZE.y)
    points = spread(len(ids), [(number[a], number[b]) for a, b in pairs], bounds, _MARGIN, _APART)
    kinds = {scope.corpus.entities[id].kind for id in ids}
    return NetworkView(
        width=_SIZE.x,
        height=_SIZE.y,
        lines=[(points[number[a]], points[number[b]], (a, b) in stated) for a, b in pairs],
        nodes=_nodes(ids, points, bounds, scope, index),
        rows=[_row(id, stated, shared, scope) for id in ids],
        kinds=[(kind, scope.words(labels.KINDS_PLURAL[kind])) for kind in get_args(Kind) if kind in kinds],
        total=scope.words.plural("%(num)s name", "%(num)s names", len(ids)),
    )


def _stated(chosen: Mapping[str, object], scope: Scope) -> dict[_Pair, list[tuple[str, str]]]:
    """Stated relations between chosen entities: the pair in order, then subject and property of each."""
    found: dict[_Pair, list[tuple[str, str]]] = {}
    for id in chosen:
        for _, fact in scope.corpus.entities[id].linked_entities():
            if fact.value.id in chosen and fact.value.id != id:
                found.setdefault(_pair(id, fact.value.id), []).append((id, fact.property))
    return found


def _strongest(chosen: Mapping[str, object], index: EntityIndex) -> dict[_Pair, int]:
    """The pairs of chosen entities that share the most blocks, and how many."""
    found = {}
    for id in chosen:
        counts = sorted(index.shared(id, chosen).items(), key=lambda pair: (-pair[1], pair[0]))
        found.update({_pair(id, other): count for other, count in counts[:_STRONGEST] if count >= _LEAST})
    return found


def _pair(a: str, b: str) -> _Pair:
    return (a, b) if a < b else (b, a)


def _nodes(
    ids: Sequence[str], points: Sequence[Point], bounds: Box, scope: Scope, index: EntityIndex
) -> list[NetworkNode]:
    links = [scope.entity_link(id) for id in ids]
    radii = [round(4 + min(8.0, sqrt(len(index.blocks.get(id, ())))), 1) for id in ids]
    drawn = [(point, radius, link.text) for point, radius, link in zip(points, radii, links, strict=True)]
    # The entities are in the order of how much is said of them.
    placed = place_labels(drawn, range(len(ids)), bounds, _TYPE)
    return [NetworkNode(*parts) for parts in zip(links, points, radii, placed, strict=True)]


def _row(
    id: str, stated: Mapping[_Pair, Sequence[tuple[str, str]]], shared: Mapping[_Pair, int], scope: Scope
) -> NetworkRow:
    order = list(PROPERTIES)
    relations = [
        (order.index(name), other, (labels.PROPERTIES if subject == id else labels.INVERSES)[name])
        for pair, facts in stated.items()
        if (other := _other(pair, id))
        for subject, name in facts
    ]
    number = scope.words.number
    together = [(count, other) for pair, count in shared.items() if (other := _other(pair, id))]
    return NetworkRow(
        id=id,
        entity=scope.entity_link(id),
        relations=[(scope.words(label), scope.entity_link(other)) for _, other, label in sorted(relations)],
        shared=[(scope.entity_link(other), number(-count)) for count, other in sorted((-c, o) for c, o in together)],
    )


def _other(pair: _Pair, id: str) -> str:
    """The other end of a pair; empty when `id` is neither."""
    if id not in pair:
        return ""
    return pair[1] if pair[0] == id else pair[0]
