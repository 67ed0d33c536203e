"""Pictures of who and what belongs together, each with the table that says the same in words.

Two names are tied in two ways that are never drawn alike: by a relation that is stated with evidence, and by nothing
more than standing in the same paragraphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, get_args

from sorotan.core.records import Fact
from sorotan.core.vocabulary import PROPERTIES, Kind
from sorotan.views import labels
from sorotan.views.entityindex import EntityIndex
from sorotan.views.layout import Box, Label, Point, around, place_labels, spread, wrap
from sorotan.views.scope import Link, Scope

NETWORK: Final = "network.md"
"""The page of the whole network."""

_Pair = tuple[str, str]


@dataclass(frozen=True)
class Relation:
    """A stated relation as it reads on the page of one of its ends."""

    label: str
    evidence: Sequence[Link]


@dataclass(frozen=True)
class Tie:
    """What one entity has to do with another."""

    other: Link
    relations: Sequence[Relation]
    shared: str
    """In how many paragraphs both are named; empty for none."""
    places: Sequence[Link]
    """The first of these paragraphs."""


@dataclass(frozen=True)
class Neighbour:
    """An entity in the picture of another one's neighbourhood."""

    link: Link
    at: Point
    lines: Sequence[tuple[float, str]]
    """Baselines and texts of its label."""
    text_x: float
    anchor: str
    is_stated: bool


@dataclass(frozen=True)
class Neighbourhood:
    """The picture of what an entity appears with, and its table."""

    name: str
    width: float
    height: float
    center: Point
    name_lines: Sequence[tuple[float, str]]
    neighbours: Sequence[Neighbour]
    ties: Sequence[Tie]
    """One for each neighbour, in the same order."""
    left_out: str
    """Said when there are more than the picture holds."""


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
    """The page of the network: picture, table, and what is not in them."""

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


_STATED: Final = 4
"""A stated relation counts as much as this many shared paragraphs."""

# --- The neighbourhood of one entity ---

_NEIGHBOURS: Final = 14
_PLACES: Final = 6
"""How many shared paragraphs are linked for each neighbour."""
_WIDTH: Final = 340.0
"""As much as a narrow phone shows without making the letters smaller."""
_ROW: Final = 40.0
_NEAR: Final = 44.0
_FAR: Final = 72.0
_GAP: Final = 9.0
"""From the middle of a node to its label."""
_TYPE: Final = 12.0
_LINE: Final = 13.5
_LABEL_LINES: Final = 2


def neighbourhood(id: str, scope: Scope, index: EntityIndex) -> Neighbourhood | None:
    """What the entity `id` appears with; None when it appears with nothing."""
    relations = _relations(id, scope, index)
    shared = _shared(id, index)
    score = {other: _STATED * len(relations.get(other, ())) + shared[other] for other in {*relations, *shared}}
    strongest = sorted(score, key=lambda other: (-score[other], other))[:_NEIGHBOURS]
    if not strongest:
        return None
    # Relations first: in the picture they stand together, and the table reads from what is sure to what is not.
    strongest.sort(key=lambda other: other not in relations)
    sides = (len(strongest) + 1) // 2
    center = Point(_WIDTH / 2, sides * _ROW / 2 + 4)
    points = around(len(strongest), center, _ROW, _NEAR, _FAR)
    name = scope.corpus.entities[id].name[scope.language]
    left_out = len(score) - len(strongest)
    return Neighbourhood(
        name=name,
        width=_WIDTH,
        height=sides * _ROW + 8,
        center=center,
        name_lines=_baselines(wrap(name, 2 * _FAR - 2 * _GAP, _TYPE, _LABEL_LINES), center.y + 24, centred=False),
        neighbours=[
            _neighbour(scope.entity_link(other), point, center, other in relations)
            for other, point in zip(strongest, points, strict=True)
        ],
        ties=[_tie(id, other, relations.get(other, ()), shared[other], scope, index) for other in strongest],
        left_out=scope.words.plural(
            "%(num)s name with weaker ties is left out.", "%(num)s names with weaker ties are left out.", left_out
        )
        if left_out
        else "",
    )


def _relations(id: str, scope: Scope, index: EntityIndex) -> dict[str, list[tuple[str, Fact]]]:
    """Facts that tie `id` to others, by the other, with what the relation is called here."""
    found: dict[str, list[tuple[str, Fact]]] = {}
    for _, fact in scope.corpus.entities[id].linked_entities():
        found.setdefault(fact.value.id, []).append((labels.PROPERTIES[fact.property], fact))
    for other, fact in index.pointing_to.get(id, ()):
        found.setdefault(other, []).append((labels.INVERSES[fact.property], fact))
    found.pop(id, None)
    return {other: facts for other, facts in found.items() if other in scope.corpus.entities}


def _shared(id: str, index: EntityIndex, among: Mapping[str, object] | None = None) -> Counter[str]:
    """In how many blocks each other entity is named beside `id`."""
    return Counter(
        other
        for block in index.blocks.get(id, ())
        for other in index.entities_at[block]
        if other != id and (among is None or other in among)
    )


def _neighbour(link: Link, at: Point, center: Point, is_stated: bool) -> Neighbour:
    side = 1 if at.x > center.x else -1
    text_x = at.x + side * _GAP
    room = _WIDTH - text_x if side > 0 else text_x
    lines = _baselines(wrap(link.text, room, _TYPE, _LABEL_LINES), at.y)
    return Neighbour(link, at, lines, text_x, "start" if side > 0 else "end", is_stated)


def _baselines(lines: Sequence[str], y: float, *, centred: bool = True) -> list[tuple[float, str]]:
    """Lines of a label with their baselines, around `y` or below it."""
    first = y - (len(lines) - 1) * _LINE / 2 + _TYPE * 0.35 if centred else y
    return [(round(first + number * _LINE, 1), line) for number, line in enumerate(lines)]


def _tie(id: str, other: str, facts: Iterable[tuple[str, Fact]], shared: int, scope: Scope, index: EntityIndex) -> Tie:
    both = index.blocks.get(id, set()) & index.blocks.get(other, set())
    # Ids of blocks count up, p9 before p10.
    first = sorted(both, key=lambda address: (address.partition("#")[0], len(address), address))[:_PLACES]
    return Tie(
        other=scope.entity_link(other),
        relations=[Relation(scope.words(label), scope.evidences(fact.evidence)) for label, fact in facts],
        shared=scope.words.plural("%(num)s paragraph", "%(num)s paragraphs", shared) if shared else "",
        places=scope.evidences(first),
    )


# --- The network of the whole briefing ---

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
        counts = sorted(_shared(id, index, chosen).items(), key=lambda pair: (-pair[1], pair[0]))
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
