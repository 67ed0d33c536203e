"""Pages that are made from records: in every language, with a title, an address in the data and a view."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from sorotan import corpus, navigation, theming
from sorotan.core.lists import ENTRIES, ListPage, entries_file
from sorotan.core.phrases import N_
from sorotan.core.problems import Location, Problems
from sorotan.interface import Words
from sorotan.site import Site
from sorotan.untrusted import shown
from sorotan.views.scope import Scope


@dataclass(frozen=True)
class GeneratedPage:
    """A page made from records."""

    uri: str
    """Path in the source language: `entities/deepseek-r1.md`."""
    title: Callable[[Words], str]
    description: Callable[[Words], str]
    template: str
    """File of `templates/`."""
    view: Callable[[Scope], object]
    source: str = ""
    """Data file that an editor changes to change the page, relative to mkdocs.yml."""
    anchors: frozenset[str] = field(default_factory=frozenset)
    """Fragments that the page has, for MkDocs to validate links by."""
    above: str = ""
    """Path of the page that it belongs to, which is marked as current in the navigation. A page without one is found by
    what it is, in the search and in the navigation of a site whose mkdocs.yml has no `nav`, and not only by the record
    that it is about. MkDocs writes the navigation into every page."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Files that are made with it, by their paths: they are the same in all languages but for those that stand in the
    folder of one."""
    is_made_last: bool = False
    """Whether it tells of files that are made while other processes render pages, which therefore cannot render it."""


def list_pages(
    pages: Sequence[ListPage],
    *,
    title: Callable[[Words], str],
    description: Callable[[Words], str],
    template: str,
    view: Callable[[Scope, ListPage], object],
    source: str = "",
    above: str = "",
    marks: Mapping[str, Mapping[str, str]] | None = None,
) -> Iterator[GeneratedPage]:
    """The pages of a list. What is said of the list has the number of the page behind the first.

    Args:
        pages: The pages, the first of which is found by what it is; the others belong to it.
        title: Title of the list.
        description: The same of its description.
        template: File of `templates/`.
        view: Makes the view of a page of the list.
        source: Data file that an editor changes to change the list.
        above: Path of the page that all of them belong to, if they do.
        marks: What each entry can be filtered by, where entries have their address on the list: values by name.
    """
    first = pages[0]
    files = {first.entries: entries_file(pages, marks)} if marks is not None and first.of > 1 else {}
    for page in pages:
        ids = [id for each in pages for id in each.ids] if page is first else page.ids  # which leads on to the others
        yield GeneratedPage(
            uri=page.uri,
            title=lambda words, page=page: _numbered(title(words), page, words),
            description=lambda words, page=page: _numbered(description(words), page, words),
            template=template,
            view=lambda scope, page=page: view(scope, page),
            source=source,
            anchors=frozenset(f"{ENTRIES[first.first]}{id}" for id in ids) if first.first in ENTRIES else frozenset(),
            above=above or ("" if page is first else first.uri),
            files=files if page is first else {},
        )


def _numbered(text: str, page: ListPage, words: Words) -> str:
    if page.number == 1:
        return text
    return words(N_("%(text)s (page %(page)s)")) % {"text": text, "page": words.number(page.number)}


def makers(config: MkDocsConfig) -> list[GeneratedPages]:
    """The plugins of a site that make pages from records."""
    return [plugin for plugin in config.plugins.values() if isinstance(plugin, GeneratedPages)]


def make_room(page: File, files: Files, config: MkDocsConfig, problems: Problems) -> None:
    """Take pages of an editor out of `files`, and report them, that have the address of one made from records."""
    for uri in _at_one_address(page.src_uri):
        hidden = files.get_file_from_path(uri)
        if hidden is not None and hidden.dest_uri == page.dest_uri:
            place = shown(Path(hidden.abs_src_path or uri), Path(config.config_file_path).parent)
            problems.add("SRT040", Location(place), page=page.src_uri)
            files.remove(hidden)


def _at_one_address(uri: str) -> tuple[str, ...]:
    """Paths of pages that may have the same address: `a/index.md`, `a/README.md` and `a.md`."""
    folder, name = posixpath.split(uri)
    stem = folder if name == "index.md" else uri.removesuffix(".md")
    return f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md"


class GeneratedPages:
    """The hooks of a plugin that makes pages from records. The plugin itself only says which (`pages`, `downloads`).

    - `on_files`: adds the pages, empty, in every language.
    - `on_nav`: where mkdocs.yml has no `nav`, lists stand in it; whatever it is, a page belongs to one of it.
    - `on_page_markdown`: title and description.
    - `on_page_content`: tells MkDocs which fragments the pages will have.
    - `on_page_context`: the prose is read; makes and renders the view.
    """

    _pages: dict[str, GeneratedPage]

    def pages(self, site: Site) -> Iterable[GeneratedPage]:
        """The pages to make, each once; the languages are added here."""
        raise NotImplementedError

    def downloads(self, site: Site) -> Iterable[str]:
        """Paths of the files that the plugin makes besides pages."""
        return (path for page in self.pages(site) for path in page.files)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the theme files."""
        theming.install(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages in every language. They stay out of MkDocs' navigation unless mkdocs.yml names them."""
        self._corpus = corpus.find(config, self._name_in(config))
        site = self._corpus.site
        self._site, self._pages = site, {}
        for page in self.pages(site):
            for language in site.languages.all:
                uri = site.languages.localize(page.uri, language)
                file = File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
                make_room(file, files, config, self._corpus.problems)
                if page.source:
                    file.edit_uri = posixpath.join("..", page.source)
                files.append(file)
                self._pages[uri] = page
                if not page.above:
                    site.overviews.add(uri)
                if page.is_made_last:
                    site.made_last.add(uri)
            for path, content in page.files.items():
                files.append(File.generated(config, path, content=content))
        return files

    @event_priority(50)  # before the navigations of the other languages are made after this one
    def _add_lists(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Add the lists to a navigation that MkDocs makes from the folder of the pages."""
        if config.nav is None:
            uris = [uri for uri, page in self._pages.items() if not page.above and uri == page.uri]
            found = [file.page for uri in uris if (file := files.get_file_from_path(uri)) and file.page]
            lists = [page for page in found if not page.file.inclusion.is_in_nav()]
            navigation.add_lists(nav, lists, self._site.languages.source)
        return nav

    @event_priority(-50)  # behind them
    def _place_below(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        placed = {page.file.src_uri for page in nav.pages}
        for uri, made in self._pages.items():
            if made.above and made.uri not in placed:
                language, _ = self._site.languages.split(uri)
                ends = (uri, self._site.languages.localize(made.above, language))
                below, above = (file and file.page for file in map(files.get_file_from_path, ends))
                if below and above:
                    navigation.place_below(below, above)
        return nav

    on_nav = CombinedEvent(_add_lists, _place_below)

    def _name_in(self, config: MkDocsConfig) -> str:
        """The name by which mkdocs.yml enables this plugin."""
        return next(name for name, plugin in config.plugins.items() if plugin is self)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give the page its title and description."""
        if made := self._pages.get(page.file.src_uri):
            words = Words(self._site.languages.split(page.file.src_uri)[0])
            page.meta["title"] = made.title(words)
            page.meta["description"] = made.description(words)
            page.meta.setdefault("hide", ["toc"])
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Tell MkDocs which fragments the page will have."""
        if made := self._pages.get(page.file.src_uri):
            page.present_anchor_ids = set(made.anchors)
        return html

    @event_priority(-100)  # others find the same page whether its view is made, is kept, or comes from another process
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Render the view, now that all prose is read. What others put into the page stays, behind it."""
        made = self._pages.get(page.file.src_uri)
        if made and page.file.src_uri not in self._site.elsewhere:
            scope, renderer = self._site.scope(page.file), self._site.renderer(page.file)
            moved = renderer.render("moved.html", moved=scope.links.moved(made.uri))
            page.content = moved + renderer.render(made.template, view=made.view(scope)) + (page.content or "")
        return context
