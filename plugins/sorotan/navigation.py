"""Where the lists of a site stand in its navigation, when mkdocs.yml does not say where."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.structure.nav import Navigation, Section
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
