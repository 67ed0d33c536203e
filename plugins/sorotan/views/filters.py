"""What the entries of a long list can be filtered by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from sorotan.views.alphabet import sort_key
from sorotan.views.scope import Scope

Values = Sequence[tuple[str, str]]
"""Tokens that entries are marked with, and their labels."""


@dataclass(frozen=True)
class Filter:
    """A filter that is opened to choose a value."""

    name: str
    """What entries are marked with, as `data-<name>`."""
    label: str
    values: Values


@dataclass(frozen=True)
class Choice:
    """A filter whose values are always seen."""

    name: str
    label: str
    values: Sequence[tuple[str, str, str]]
    """Token, label, and the number of entries that have it."""
    total: str


def useful(*filters: Filter) -> list[Filter]:
    """Those that tell some entries from others."""
    return [filter for filter in filters if len(filter.values) > 1]


def on_page(filters: Sequence[Filter], marks: Sequence[Mapping[str, str]]) -> list[Filter]:
    """Filters of a list as a page of it offers them: what none of its entries has is to be found on other pages.

    Args:
        filters: Those of the whole list.
        marks: What the entries of the page are marked with: values, or several of them with blanks between.
    """
    used = {(name, token) for entry in marks for name, value in entry.items() for token in value.split(" ")}
    return [
        replace(filter, values=[(token, label) for token, label in filter.values if (filter.name, token) in used])
        for filter in filters
    ]


def entities(ids: Iterable[str], scope: Scope) -> Values:
    """Entities by their names, in the order of these."""
    return sorted(((id, scope.entity_link(id).text) for id in set(ids)), key=lambda pair: sort_key(pair[1]))


def articles(ids: Set[str], scope: Scope) -> Values:
    """Articles in the order of the site: by what they are called in a few words, and the headline where more are called
    so."""
    names = {id: scope.outlet(id) for id in scope.corpus.articles if id in ids}
    called = Counter(names.values())
    return [(id, name if called[name] == 1 else f"{name}: {scope.title(id)}") for id, name in names.items()]


def tokens(used: Set[str], known: Mapping[str, str], scope: Scope) -> Values:
    """Words of the vocabulary by their labels, in the order in which these are `known`."""
    return [(token, scope.words(label)) for token, label in known.items() if token in used]
