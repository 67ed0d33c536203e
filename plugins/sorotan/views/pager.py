"""The pages of a list that is divided, as one of them shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sorotan.core.lists import ENTRIES, ListPage
from sorotan.views.scope import Link, Scope


@dataclass(frozen=True)
class Pager:
    """What leads from a page of a list to the others."""

    pages: Sequence[Link]
    """All pages of the list by their numbers, with what is on them."""
    previous: Link | None
    """The page before this one."""
    next: Link | None
    current: str
    """The number of this page."""
    entries: str
    """Address of the file that tells on which page each entry stands; empty where they have no address here."""
    start: str
    """What the ids of entries begin with on the page."""


def pager(
    scope: Scope, pages: Sequence[ListPage], page: ListPage, called: Callable[[str], str], one: str, many: str
) -> Pager | None:
    """What leads to the other pages; None where there are none.

    Args:
        scope: The page that is made.
        pages: All pages of the list.
        page: The page that is made, as one of these.
        called: From a group of the list to its name.
        one: What is said of a page with groups of one name: an untranslated text with `page` and `first`.
        many: What is said of one with several names, with `last` besides.
    """
    if page.of == 1:
        return None

    def link(other: ListPage) -> Link:
        groups = list(other.groups)
        names = {"page": scope.words.number(other.number), "first": called(groups[0]), "last": called(groups[-1])}
        said = many if names["first"] != names["last"] else one
        return Link(str(other.number), scope.links.page(other.uri), scope.words(said) % names)

    links = [link(other) for other in pages]
    has_addresses = page.first in ENTRIES
    return Pager(
        pages=links,
        previous=links[page.number - 2] if page.number > 1 else None,
        next=links[page.number] if page.number < page.of else None,
        current=str(page.number),
        entries=scope.links.page(page.entries) if has_addresses else "",
        start=ENTRIES[page.first] if has_addresses else "",
    )


def shown_of(scope: Scope, page: ListPage, whole: str, part: str) -> str:
    """How many entries a page has, of how many.

    Args:
        scope: The page that is made.
        page: The same as a page of the list.
        whole: What is said of a list that is not divided.
        part: What is said of a page of one that is: an untranslated text with `page`, `pages`, `shown` and `total`.
    """
    if page.of == 1:
        return whole
    numbers = {"page": page.number, "pages": page.of, "shown": len(list(page.ids)), "total": page.total}
    return scope.words(part) % {name: scope.words.number(number) for name, number in numbers.items()}
