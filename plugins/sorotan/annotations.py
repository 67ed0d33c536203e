"""The plugin `sorotan/annotations`: articles with their notes, names and quotations, and the pages that list them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import unescape
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from sorotan import corpus, navigation, theming
from sorotan.core.languages import Language
from sorotan.core.prose import BlockTexts
from sorotan.interface import Words
from sorotan.markdown.annotate import NOTHING, AnnotateExtension, BlockMarkup
from sorotan.markdown.links import RecordLinksExtension
from sorotan.pages import GeneratedPage, GeneratedPages, list_pages
from sorotan.site import Site
from sorotan.views.article import article_view
from sorotan.views.blocks import Surroundings, block_markups
from sorotan.views.home import articles_view, has_index, home_view, in_order
from sorotan.views.labels import N_
from sorotan.views.notes import notes_view
from sorotan.views.parallel import parallel_view
from sorotan.views.scope import INDEX, PARALLEL, Links, outlet


class AnnotationsConfig(Config):
    """Options of `sorotan/annotations`."""

    back_translations = c.Type(str, default="")
    """The section that says what a back-translation is, such as `method.md#translation`. Quotations that are marked as
    one lead there."""


class AnnotationsPlugin(GeneratedPages, BasePlugin[AnnotationsConfig]):
    """Annotates articles, lists all notes on `notes.md` and further pages, and the articles on pages with `view: home`.

    Where these show the latest articles only, `articles/index.md` lists all. `articles/<id>/parallel.md` shows an
    article in all languages side by side.

    - `on_config`: adds the Markdown extensions.
    - `on_files`, `on_nav`: many articles stand in the navigation by their index; those that do not stand in it at all
      lead to each other.
    - `on_page_markdown`: sets what the Markdown extensions do on the page.
    - `on_page_content`: tells MkDocs which notes links may lead to.
    - `on_env`: tells templates which pages are articles.
    - `on_page_context`: puts the rest of the view around the text.
    """

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the Markdown extensions."""
        super().on_config(config)
        self._corpus = corpus.find(config, "sorotan/annotations")
        self._annotate = AnnotateExtension()
        self._links = RecordLinksExtension()
        config.markdown_extensions += [self._annotate, self._links]  # type: ignore[list-item]
        theming.need_block_ids(config)
        return config

    def pages(self, site: Site) -> Iterator[GeneratedPage]:
        """The index of articles, the list of notes, and each article in all its languages side by side."""
        if has_index(site.corpus):
            yield _articles_page(site)
        yield from _notes_pages(site)
        for article in site.corpus.articles if site.languages.translations else ():
            yield self._parallel_page(article, site)

    def _parallel_page(self, article: str, site: Site) -> GeneratedPage:
        def named(text: str, words: Words) -> str:
            return words(text) % {"outlet": outlet(site.corpus, article, words.language)}

        title = N_("%(outlet)s: both languages side by side")
        description = N_("%(outlet)s in both languages side by side, paragraph by paragraph, with the notes.")
        return GeneratedPage(
            uri=f"{site.articles_dir}/{article}/{PARALLEL}",
            title=partial(named, title),
            description=partial(named, description),
            template="parallel.html",
            view=lambda scope: parallel_view(article, scope, self._corpus.source_texts.get(article, {})),
            above=f"{site.articles_dir}/{article}.md",
        )

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep many articles out of a navigation that MkDocs makes from the folder of the pages."""
        super().on_files(files, config=config)
        site = self._corpus.site
        index = self._index(site.languages.source, files)
        if index and config.nav is None:
            articles = (files.get_file_from_path(f"{site.articles_dir}/{id}.md") for id in site.corpus.articles)
            navigation.leave_to_index(index, filter(None, articles))
        return files

    @event_priority(50)  # before the navigations of the other languages are made after this one
    def _add_lists(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        super()._add_lists(nav, config=config, files=files)
        index = self._index(self._corpus.site.languages.source, files)
        if config.nav is None:
            site = self._corpus.site
            navigation.title_articles(nav.items, site.articles_dir, site.languages.source)
            if index and index.page:
                navigation.raise_index(index.page, nav.items)
        return nav

    @event_priority(-50)  # behind them
    def _place_below(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        super()._place_below(nav, config=config, files=files)
        site = self._corpus.site
        placed = {page.file.src_uri for page in nav.pages}
        paths = [path for id in in_order(site.corpus) if (path := f"{site.articles_dir}/{id}.md") not in placed]
        for language in site.languages.all:
            found = (files.get_file_from_path(site.languages.localize(path, language)) for path in paths)
            pages = [file.page for file in found if file and file.page]
            index = self._index(language, files)
            navigation.chain(pages, (index and index.page) or navigation.Articles(language))
        return nav

    on_nav = CombinedEvent(_add_lists, _place_below)

    def _index(self, language: Language, files: Files) -> File | None:
        """The index of articles in a language, where there is one."""
        uri = self._corpus.site.languages.localize(f"{self._corpus.site.articles_dir}/{INDEX}", language)
        return files.get_file_from_path(uri) if uri in self._pages else None

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Set what is to be put into the text of this page."""
        super().on_page_markdown(markdown, page=page, config=config, files=files)
        self._links.resolve = self._resolver(page)
        article = self._corpus.site.article_at(page.file.src_uri)
        self._annotate.annotate = self._annotator(page, article) if article else None
        return markdown if markdown.strip() or not article else NOTHING

    def _resolver(self, page: Page) -> Callable[[str, str], str]:
        """Gives what a link on the page to a record leads to, and tells of those that lead to none."""
        site = self._corpus.site
        links = Links(site.corpus, site.markdown_address(page.file), site.articles_dir)

        def resolve(scheme: str, target: str) -> str:
            found = links.resolve(scheme, target)
            if not found:
                self._corpus.pages.report_dead_link(page.file.src_uri, page.file.content_string, scheme, target)
            return found

        return resolve

    def _annotator(self, page: Page, article: str) -> Callable[[BlockTexts], Mapping[str, BlockMarkup]]:
        """Adds what is read of an article to the prose, and gives what goes into its blocks."""
        site = self._corpus.site
        scope = site.scope(page.file)
        address, render = site.markdown_address(page.file), site.renderer(page.file).render
        title, standfirst = self._titled(page, article, scope.language), page.meta.get("description", "")

        def annotate(blocks: BlockTexts) -> Mapping[str, BlockMarkup]:
            text = site.annotator(scope.language).annotate(article, title, blocks)
            site.prose.add(text)
            around = Surroundings(
                address=address,
                render=render,
                kinds=site.kinds,
                standfirst=standfirst,
                back_translations=self.config.back_translations,
                source=self._corpus.source_texts.get(article, {}),
                names=lambda paragraph: site.annotator(site.languages.source).names(article, paragraph),
            )
            return block_markups(text, scope, around)

        return annotate

    def _titled(self, page: Page, article: str, language: Language) -> str:
        """The headline of an article, which is told MkDocs where a heading is it."""
        title = self._corpus.site.prose.headline(article, language)
        if title != article:
            page.meta.setdefault("title", title)
        return title

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Tell MkDocs of the fragments that the notes have: they are no part of the Markdown tree."""
        html = super().on_page_content(html, page=page, config=config, files=files)
        if page.present_anchor_ids is not None:
            page.present_anchor_ids |= self._corpus.site.notes_at(page.file.src_uri)
        return html

    def on_env(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        """Let templates ask of an item of the navigation whether it is an article."""
        site = self._corpus.site
        env.tests["article"] = lambda item: isinstance(item, Page) and bool(site.article_at(item.file.src_uri))
        return env

    @event_priority(-100)  # as pages of records
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Put provenance around an article, and the articles onto the front page."""
        super().on_page_context(context, page=page, config=config, nav=nav)
        site = self._corpus.site
        if page.file.src_uri in site.elsewhere:
            return context
        scope = site.scope(page.file)
        renderer = site.renderer(page.file)
        article = site.article_at(page.file.src_uri)
        text = site.prose.get(article, scope.language) if article else None
        if text is not None:
            standfirst = unescape(page.meta.get("description", ""))
            view = article_view(text, scope, article in self._corpus.source_texts, standfirst)
            moved = scope.links.moved(site.languages.split(page.file.src_uri)[1])
            page.content = renderer.render("article.html", view=view, moved=moved, content=page.content)
        elif page.meta.get("view") == "home":
            page.content = renderer.render("home.html", view=home_view(scope), content=page.content)
        return context


def _articles_page(site: Site) -> GeneratedPage:
    return GeneratedPage(
        uri=f"{site.articles_dir}/{INDEX}",
        title=lambda words: words(N_("Articles")),
        description=lambda words: words(N_("All articles by year, the latest first.")),
        template="articles.html",
        view=articles_view,
        anchors=frozenset(f"article-{id}" for id in site.corpus.articles),
    )


def _notes_pages(site: Site) -> Iterator[GeneratedPage]:
    notes = site.corpus.lists["notes.md"]
    if notes[0].total:
        yield from list_pages(
            notes,
            title=lambda words: words(N_("All notes")),
            description=lambda words: words(N_("Every note of the site, article by article.")),
            template="notes.html",
            view=notes_view,
        )
