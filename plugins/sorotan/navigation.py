"""Where lists and articles stand in the navigation of a site, when mkdocs.yml does not say where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Navigation, Section, StructureItem
from mkdocs.structure.pages import Page

from sorotan.core.phrases import N_
from sorotan.interface import Words


class Lists(Section):
    """The section of the lists, behind the pages of editors."""

    def __init__(self, language: str, pages: Iterable[Page] = ()) -> None:
        """Begin a section, titled in a language."""
        super().__init__(Words(language)(N_("Overview")), [])
        for page in pages:
            self.add(page)

    def add(self, page: Page) -> None:
        """Let a page stand at the end of the section."""
        self.children.append(page)
        page.parent = self


def add_lists(navigation: Navigation, pages: Iterable[Page], language: str) -> None:
    """Let pages stand at the end of the navigation of a language, in the section of the lists."""
    for page in pages:
        last = navigation.items[-1] if navigation.items else None
        if not isinstance(last, Lists):
            last = Lists(language)
            navigation.items.append(last)
        last.add(page)
        if navigation.pages:
            navigation.pages[-1].next_page, page.previous_page = page, navigation.pages[-1]
        navigation.pages.append(page)


def leave_to_index(index: File, articles: Iterable[File]) -> None:
    """Let the index of articles stand in the navigation of folders for them all."""
    index.inclusion = InclusionLevel.UNDEFINED  # MkDocs decides, as it does for pages of editors
    for article in articles:
        if article.inclusion.is_in_nav():
            article.inclusion = InclusionLevel.NOT_IN_NAV


def raise_index(index: Page, items: list[StructureItem]) -> None:
    """Let the index of articles stand in the place of a section that it is alone in: it has its own title."""
    for place, item in enumerate(items):
        if isinstance(item, Section):
            raise_index(index, item.children)
            if item.children == [index]:
                items[place], index.parent = index, item.parent


def place_below(page: Page, above: StructureItem) -> None:
    """Let a page that stands in no navigation belong to what does: that is marked as current on it."""
    page.parent = above  # type: ignore[assignment] # of which MkDocs asks only whether it is current


def chain(articles: Sequence[Page], above: StructureItem) -> None:
    """Let articles that stand in no navigation lead to each other, and belong to `above`."""
    for article in articles:
        place_below(article, above)
    for before, after in pairwise(articles):
        before.next_page, after.previous_page = after, before
