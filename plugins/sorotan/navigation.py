"""Where lists and articles stand in the navigation of a site, when mkdocs.yml does not say where."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from itertools import pairwise

from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Navigation, Section, StructureItem
from mkdocs.structure.pages import Page

from sorotan.core.phrases import N_
from sorotan.interface import Words


class OwnSection(Section):
    """A section that we title, in the language of the navigation that it is in."""

    name: str
    """The title in English."""

    def __init__(self, language: str, items: Iterable[StructureItem] = ()) -> None:
        """Begin a section, titled in a language."""
        super().__init__(Words(language)(self.name), [])
        for item in items:
            self.add(item)

    def add(self, item: StructureItem) -> None:
        """Let something stand at the end of the section."""
        self.children.append(item)
        item.parent = self


class Lists(OwnSection):
    """The section of the lists, behind the pages of editors."""

    name = N_("Overview")


class Articles(OwnSection):
    """The section of the articles. MkDocs would call it by the name of its folder, in every language."""

    name = N_("Articles")


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


def title_articles(items: list[StructureItem], folder: str, language: str) -> None:
    """Let the section that MkDocs made of the folder of the articles have its title in a language.

    Sections within others have no title that is shown.
    """
    for place, item in enumerate(items):
        if isinstance(item, Section):
            pages = (child.file.src_uri for child in item.children if isinstance(child, Page))
            if folder in map(posixpath.dirname, pages):
                items[place] = Articles(language, item.children)


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
