"""The picture of what an entity appears with, and the table that says the same in words.

Two names are tied in two ways that are never drawn alike: by a relation that is stated with evidence, and by nothing
more than standing in the same paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sorotan.core.records import Fact
from sorotan.views import labels
from sorotan.views.entityindex import EntityIndex
from sorotan.views.layout import Point, around, wrap
from sorotan.views.scope import Link, Scope

_STATED: Final = 4
"""A stated relation counts as much as this many shared paragraphs."""

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


def neighbourhood(id: str, scope: Scope, index: EntityIndex) -> Neighbourhood | None:
    """What the entity `id` appears with; None when it appears with nothing."""
    relations = _relations(id, scope, index)
    shared = index.shared(id)
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
