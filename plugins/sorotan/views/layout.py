"""Where the parts of a picture of ties go: pure geometry, the same for the same input.

Points are complex numbers while they are computed, because Python adds, scales and measures those in one step.
"""

from __future__ import annotations

import cmath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import pi, sqrt
from typing import Final

_NARROW: Final = frozenset("fijlrtI.,:;'’-()|! ")
_WIDE: Final = frozenset("mwMW@%…—")


def text_width(text: str, size: float) -> float:
    """How wide a text of the sans face is, rather too much than too little: the reader's own face is not known."""
    ems = sum(
        0.36 if c in _NARROW else 0.9 if c in _WIDE else 0.7 if c.isupper() else 0.58 if c.isascii() else 1.0
        for c in text
    )
    return ems * size


def wrap(text: str, room: float, size: float, lines: int) -> list[str]:
    """A text in at most so many lines of a width, broken at spaces and behind hyphens, cut with “…” if it must be."""
    broken = [""]
    for part in text.replace("-", "-\0").replace(" ", " \0").split("\0"):
        if broken[-1] and text_width((broken[-1] + part).rstrip(), size) > room:
            broken.append("")
        broken[-1] += part
    broken = [line.strip() for line in broken]
    kept = broken[:lines]
    if len(broken) > lines:
        kept[-1] += "…"
    return [_cut(line, room, size) for line in kept]


def _cut(line: str, room: float, size: float) -> str:
    while text_width(line, size) > room and len(line) > 2:
        line = line.rstrip("…")[:-1].rstrip() + "…"
    return line


@dataclass(frozen=True)
class Point:
    """A place in user units of SVG."""

    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """A rectangle in user units of SVG."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have any area in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def is_within(self, other: Box) -> bool:
        """Whether no part of it is outside of `other`."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True)
class Label:
    """Where a line of text stands beside its node."""

    x: float
    y: float
    """Of the baseline."""
    anchor: str
    """`start`, `middle` or `end`, as SVG's text-anchor."""
    text: str


def around(count: int, center: Point, row: float, near: float, far: float) -> list[Point]:
    """`count` points on both sides of a centre, clockwise from the top right, in rows that are `row` apart.

    They bulge from `near` at the ends to `far` beside the centre, so that a line from the centre to a point passes no
    other, and each side has the room outside of it for a label of each point.
    """
    right = (count + 1) // 2
    points = []
    for side, rows in ((1, right), (-1, count - right)):
        for index in range(rows):
            offset = index - (rows - 1) / 2
            bulge = sqrt(max(0.0, 1 - (2 * offset / (right + 1)) ** 2))
            points.append(
                Point(
                    round(center.x + side * (near + (far - near) * bulge), 1),
                    round(center.y + side * offset * row, 1),
                )
            )
    return points


_ROUNDS: Final = 60
"""Further rounds move nothing by what the eye can see."""


def spread(count: int, ties: Iterable[tuple[int, int]], area: Box, margin: Point, apart: float) -> list[Point]:
    """`count` points in an area, those that are tied near each other.

    Points that no way leads between do not pull at each other: each connected group has a part of the area of its own.

    Args:
        count: How many points; they are numbered from 0.
        ties: Numbers of points that are tied.
        area: What no point may leave.
        margin: What each group keeps free on its sides, for labels.
        apart: How near two points may be, and a third of how far apart tied points are at most.
    """
    beside: list[set[int]] = [set() for _ in range(count)]
    for a, b in ties:
        beside[a].add(b)
        beside[b].add(a)
    points = [Point(0, 0)] * count
    for group, (left, top, right, bottom) in _divide(_groups(beside), (area.left, area.top, area.right, area.bottom)):
        size = complex(max(right - left - 2 * margin.x, 1.0), max(bottom - top - 2 * margin.y, 1.0))
        placed = _separate(_fit(_relax(group, beside), size, 3 * apart), size, apart)
        for number, point in zip(group, placed, strict=True):
            points[number] = Point(round(left + margin.x + point.real, 1), round(top + margin.y + point.imag, 1))
    return points


def _groups(beside: Sequence[set[int]]) -> list[list[int]]:
    """The connected groups of points, the largest first."""
    seen: set[int] = set()
    groups = []
    for start in range(len(beside)):
        if start not in seen:
            groups.append(list(_steps_from(start, beside)))
            seen.update(groups[-1])
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def _steps_from(start: int, beside: Sequence[set[int]]) -> dict[int, int]:
    """Every point that a way leads to, and how many steps it is."""
    found, edge, step = {start: 0}, [start], 0
    while edge:
        step += 1
        edge = sorted({there for here in edge for there in beside[here]} - found.keys())
        found.update(dict.fromkeys(edge, step))
    return found


_Rectangle = tuple[float, float, float, float]


def _divide(groups: Sequence[list[int]], area: _Rectangle) -> Iterable[tuple[list[int], _Rectangle]]:
    """A rectangle for each group, as large as its share of the points: halves along the longer side, and so on."""
    if len(groups) < 2:
        yield from ((group, area) for group in groups)
        return
    sizes = [len(group) for group in groups]
    half = min(range(1, len(groups)), key=lambda cut: abs(2 * sum(sizes[:cut]) - sum(sizes)))
    share = sum(sizes[:half]) / sum(sizes)
    left, top, right, bottom = area
    if right - left >= bottom - top:
        cut = left + share * (right - left)
        parts = (left, top, cut, bottom), (cut, top, right, bottom)
    else:
        cut = top + share * (bottom - top)
        parts = (left, top, right, cut), (left, cut, right, bottom)
    yield from _divide(groups[:half], parts[0])
    yield from _divide(groups[half:], parts[1])


def _relax(group: Sequence[int], beside: Sequence[set[int]]) -> list[complex]:
    """The points of a connected group, in steps of the ways between them.

    Stress majorization (Gansner, Koren and North, 2004): every two points want the distance of the shortest way
    between them. It needs no random start and has no cooling to tune.
    """
    count = len(group)
    ways = [_steps_from(number, beside) for number in group]
    steps = [[found[number] for number in group] for found in ways]
    weights = [[step**-2 if step else 0.0 for step in row] for row in steps]
    points = [cmath.rect(count / 4, 2 * pi * index / count) for index in range(count)]
    for _ in range(_ROUNDS if count > 1 else 0):
        for i, (weight, step) in enumerate(zip(weights, steps, strict=True)):
            here, pull = points[i], 0j
            for j, there in enumerate(points):
                if i != j:
                    away = here - there
                    pull += weight[j] * (there + step[j] * away / (abs(away) or 1.0))
            points[i] = pull / sum(weight)
    return points


def _fit(points: Sequence[complex], size: complex, longest: float) -> list[complex]:
    """Points turned so that they are widest along the longer side, and stretched to fill the rectangle.

    No step becomes longer than `longest`, so that a pair does not stand at opposite ends of its rectangle.
    """
    middle = sum(points) / len(points)
    # The square of a direction does not tell it from its opposite: the sum of the squares has twice the angle of the
    # line along which the points lie.
    turn = cmath.rect(1, (pi / 2 if size.imag > size.real else 0) - cmath.phase(_squares(points, middle)) / 2)
    turned = [(point - middle) * turn for point in points]
    across = _stretch([point.real for point in turned], size.real, longest)
    down = _stretch([point.imag for point in turned], size.imag, longest)
    return [complex(x, y) for x, y in zip(across, down, strict=True)]


def _squares(points: Sequence[complex], middle: complex) -> complex:
    return sum(((point - middle) ** 2 for point in points), 0j)


def _stretch(values: Sequence[float], length: float, longest: float) -> list[float]:
    low, high = min(values), max(values)
    scale = min(length / (high - low), longest) if high - low > 1e-6 else 0.0
    return [length / 2 + (value - (low + high) / 2) * scale for value in values]


def _separate(points: list[complex], size: complex, apart: float) -> list[complex]:
    """Points moved from each other until none is too near to another, as far as the rectangle allows."""
    for _ in range(_ROUNDS):
        is_settled = True
        for i in range(len(points)):
            for j in range(i):
                away = points[i] - points[j]
                if abs(away) < apart:
                    is_settled = False
                    push = (apart - abs(away)) / 2 * (away / abs(away) if away else cmath.rect(1, i))
                    points[i], points[j] = points[i] + push, points[j] - push
        points = [complex(min(max(p.real, 0), size.real), min(max(p.imag, 0), size.imag)) for p in points]
        if is_settled:
            break
    return points


def place_labels(
    nodes: Sequence[tuple[Point, float, str]], order: Iterable[int], bounds: Box, size: float
) -> list[Label | None]:
    """A place for the label of each node beside, below or above it; none where all of them are taken.

    Where a label has no room, its beginning may have.

    Args:
        nodes: Centre, radius and text.
        order: Which are labelled first.
        bounds: What no label may leave.
        size: Of the type.
    """
    taken = [Box(p.x - r, p.y - r, p.x + r, p.y + r) for p, r, _ in nodes]
    labels: list[Label | None] = [None] * len(nodes)
    for index in order:
        point, radius, text = nodes[index]
        places = (place for words in _shorter(text) for place in _places(point, radius + 4, words, size))
        for label, box in places:
            if box.is_within(bounds) and not any(box.meets(other) for other in taken):
                labels[index] = label
                taken.append(box)
                break
    return labels


def _shorter(text: str) -> Iterable[str]:
    """A text, and its beginnings down to two words."""
    yield text
    parts = text.split()
    for count in range(len(parts) - 1, 1, -1):
        yield f"{' '.join(parts[:count])}…"


def _places(point: Point, gap: float, text: str, size: float) -> Iterable[tuple[Label, Box]]:
    """The places a label can have, the best first."""
    x, y, half, width = point.x, point.y, size * 0.6, text_width(text, size)
    for anchor, at, left in (("start", x + gap, x + gap), ("end", x - gap, x - gap - width)):
        yield Label(round(at, 1), round(y + size * 0.35, 1), anchor, text), Box(left, y - half, left + width, y + half)
    for middle in (y + gap + half, y - gap - half):
        label = Label(x, round(middle + size * 0.35, 1), "middle", text)
        yield label, Box(x - width / 2, middle - half, x + width / 2, middle + half)
