"""The order of names in lists, and the letters under which they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sorotan.core.lists import ListPage, divided
from sorotan.views.scope import Link, Scope


def sort_key(name: str) -> str:
    """What a name is sorted by: without case, accents and leading quotation marks."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).lstrip("“‘\"'(")


def initial(name: str) -> str:
    """The letter under which a name stands; `0–9` for one that begins with none."""
    first = sort_key(name)[:1].upper()
    return first if first.isalpha() else "0–9"


def in_order(names: Mapping[str, str]) -> list[str]:
    """Ids in the order of their names, those first that begin with no letter."""
    keys = {id: sort_key(name) for id, name in names.items()}
    return sorted(names, key=lambda id: (keys[id][:1].isalpha(), keys[id]))


def pages_of(first: str, ids: Iterable[str]) -> list[ListPage]:
    """The pages of a list of names, which are divided anywhere: in each language there are as many.

    Args:
        first: Path of the first page.
        ids: The names by their ids, in their order.
    """
    return divided(first, {id: [id] for id in ids})


def letters(
    pages: Sequence[ListPage], here: ListPage, named: Mapping[str, str], fragment: Callable[[str], str], scope: Scope
) -> Iterator[Link]:
    """The initial letters of a list of names, with where each begins.

    Args:
        pages: All pages of the list.
        here: The page that is made, as one of these.
        named: The letter of each name.
        fragment: From the first name of a letter to where it begins on its page.
        scope: The page that is made.
    """
    seen: set[str] = set()
    for page in pages:
        address = "" if page is here else scope.links.page(page.uri)
        for id in page.ids:
            if named[id] not in seen:
                seen.add(named[id])
                yield Link(named[id], f"{address}#{fragment(id)}")
