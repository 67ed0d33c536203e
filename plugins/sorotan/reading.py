"""Reading the prose without building the site: Markdown only, for checks that should take no time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.utils import is_markdown_file, meta

from sorotan import untrusted
from sorotan.core import pagefile
from sorotan.core.languages import Language
from sorotan.core.ledger import digest
from sorotan.core.pagefile import Page
from sorotan.core.phrases import N_
from sorotan.core.prose import BlockTexts
from sorotan.corpus import CorpusPlugin
from sorotan.findings import Observer
from sorotan.languages import NAVIGATION, LanguagesPlugin, translated_meta
from sorotan.markdown.annotate import NOTHING, AnnotateExtension, BlockMarkup
from sorotan.markdown.links import RecordLinksExtension
from sorotan.markdown.safety import SafetyExtension
from sorotan.markdown.translate import TranslateExtension
from sorotan.notedlinks import LinkedPages, Noted, NotedLinks
from sorotan.pages import make_room, makers
from sorotan.progress import Progress
from sorotan.redirects import Redirects
from sorotan.store import NOT_OURS, Store
from sorotan.untrusted import shown
from sorotan.views.scope import Links


@dataclass(frozen=True)
class Reading:
    """What came of reading the prose."""

    pages: Sequence[Page]
    """The pages as they are written."""
    links: LinkedPages | None
    """What they link to; None where plugins of others may add pages, or places on them, that only a build knows."""


def read_pages(config: MkDocsConfig, languages: LanguagesPlugin, corpus: CorpusPlugin, store: Store) -> Reading:
    """Read every page in every language: articles into the prose of `corpus`.

    What cannot be read is told to `corpus`, and what is wrong with its redirects, which may lead from and to any page;
    what is not translated is told to `languages`.
    """
    found = get_files(config)
    untrusted.withdraw(found, config, corpus.problems)
    corpus.pages.check_published(found, in_preview=False)
    made = {page.uri: page.anchors for plugin in makers(config) for page in plugin.pages(corpus.site)}
    generated = [File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV) for uri in made]
    twins = [twin for file in generated for twin in _twins(file, languages.languages.all, languages, config)]
    for twin in twins:
        make_room(twin, found, config, corpus.problems)
    reader = _Reader(config, languages, corpus, store, found, generated)
    files = found.documentation_pages()
    pages = list(reader.read_all(files))
    corpus.parses.stop()
    languages.check_catalogs(found)
    corpus.pages.check_front_page(found)
    links = None
    if not _others_take_part(config, "files"):
        for file in files:
            twins += _twins(file, languages.languages_from(file.src_uri, found)[1:], languages, config)
        all_files = Files([*twins, *found])
        corpus.navigation.check(all_files, is_complete=False)
        if not _others_take_part(config, "page_markdown", "page_content"):
            links = LinkedPages(config, all_files, corpus, languages, reader.noted, made)
    reader.read_navigation(dict.fromkeys(navigation_titles(config.nav or [])))
    if corpus.is_whole and corpus.site.corpus.redirects:
        Redirects(corpus.site, config, [*found, *generated]).check(corpus.problems)
    return Reading(pages, links)


def _twins(file: File, into: Iterable[Language], languages: LanguagesPlugin, config: MkDocsConfig) -> Iterator[File]:
    """What a build makes of a page in some languages."""
    for language in into:
        uri = languages.languages.localize(file.src_uri, language)
        yield File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)


def _others_take_part(config: MkDocsConfig, *events: str) -> bool:
    """Whether there are plugins, or hooks, of which we know nothing and which are asked in a build."""
    hooks = (hook for event in events for hook in config.plugins.events[event])
    owners = (type(getattr(hook, "__self__", hook)) for hook in hooks)
    return any(owner.__module__.partition(".")[0] != __package__ for owner in owners)


def navigation_titles(nav: object) -> Iterator[str]:
    """The titles in the `nav` of mkdocs.yml, in order. A page that stands there twice has the first, as for MkDocs."""
    named: set[str] = set()
    for title, target in _navigation_items(nav):
        if title is not None and target not in named:
            yield title
        if is_markdown_file(target):
            named.add(target)


def _navigation_items(nav: object, title: str | None = None) -> Iterator[tuple[str | None, str]]:
    """Titles and targets in a `nav`, in order. Sections have no target, and some pages no title."""
    if isinstance(nav, str):
        yield title, nav
        return
    if title is not None:
        yield title, ""
    if isinstance(nav, list):
        for item in nav:
            yield from _navigation_items(item)
    elif isinstance(nav, dict):
        for below, item in nav.items():
            yield from _navigation_items(item, below)


class _Reader:
    """Reads pages as a build does, as far as checks need it."""

    def __init__(
        self,
        config: MkDocsConfig,
        languages: LanguagesPlugin,
        corpus: CorpusPlugin,
        store: Store,
        files: Files,
        generated: Iterable[File],
    ) -> None:
        self._config, self._store, self._files = config, store, files
        self._corpus = corpus
        self._site = corpus.site
        self._languages = languages
        self._translate = TranslateExtension(languages.languages.source)
        self._annotate = AnnotateExtension()
        self._links = RecordLinksExtension()
        known = {*files.src_uris, *(file.src_uri for file in generated)}
        self._known = Links(
            corpus.site.corpus, lambda uri: uri if uri.partition("#")[0] in known else "", corpus.site.articles_dir
        )
        self.noted: dict[str, Noted] = {}
        """What pages link to, by their paths."""
        self._safety = SafetyExtension()
        self._observer = Observer(corpus.site, corpus, self._safety, languages)
        extensions = [name for name in config.markdown_extensions if isinstance(name, str)]
        self._markdown = Markdown(
            extensions=[*extensions, self._translate, self._annotate, self._links, self._safety],
            extension_configs=config.mdx_configs or {},
        )
        self._noted_links = NotedLinks(config)
        self._noted_links.register(self._markdown)

    def read_all(self, files: Sequence[File]) -> Iterator[Page]:
        """Read pages in every language."""
        root = Path(self._config.config_file_path).parent
        progress = Progress(N_("Reading pages: %(done)s of %(total)s"), len(files))
        for file in files:
            path = Path(file.abs_src_path or "")
            text = pagefile.read(path, shown(path, root), self._corpus.problems)
            if text is not None:
                page = Page(shown(path, root), text, self._site.article_at(file.src_uri))
                self._read(file.src_uri, page)
                yield page
            progress.step()
        progress.end()

    def _read(self, uri: str, page: Page) -> None:
        text, front_matter = meta.get_data(page.text)
        untrusted.read_front_matter(front_matter, self._config.theme.dirs, page, self._corpus.problems)
        written_in = self._languages.languages.split(uri)[0]
        for language in self._languages.languages_from(uri, self._files):
            translator = None
            if language != written_in:
                translator = self._languages.translator(language, uri)
                for key, title in translated_meta(front_matter).items():
                    translator.front_matter(key, title)
            self._languages.translating = self._translate.translator = translator
            self._find(text, page, uri if language == written_in else self._languages.languages.localize(uri, language))
            if translator is not None:
                self._languages.report_gaps(translator.gaps, language, uri)

    def _find(self, text: str, page: Page, uri: str) -> None:
        """Find in one language what is to be found on a page, or know what was found before."""
        job, ledger = f"find {uri}", self._site.corpus.ledger
        translations = self._languages.translations_of(uri)
        key = digest((page.text, page.article, sorted(translations.items())))
        is_twin = self._languages.translating is not None
        if self._store.has(job, key, ledger):
            with suppress(*NOT_OURS):
                kept = json.loads(self._store.get(job) or "")
                noted = Noted(page.text, is_twin, kept.pop("links"), set(kept.pop("ids")))
                self._observer.adopt(self._observer.from_data(kept), uri)
                self.noted[uri] = noted
                return
        self._observer.begin()
        self._noted_links.begin()
        with ledger.noting() as looks:
            self._convert(text, page, uri)
        self.noted[uri] = noted = Noted(page.text, is_twin, *self._noted_links.end())
        findings = self._observer.end(uri)
        self._observer.adopt(findings, uri)
        if findings.is_sound:
            found = json.dumps({**self._observer.as_data(findings), "links": noted.links, "ids": sorted(noted.ids)})
            self._store.add(self._store.row(job, key, ledger.stamp(looks), found))
        self._report_unsafe(uri, page)

    def _report_unsafe(self, uri: str, page: Page) -> None:
        self._corpus.pages.report_unsafe(uri, page.text, self._safety.removed)
        self._safety.removed.clear()

    def read_navigation(self, titles: Iterable[str]) -> None:
        """Look up the titles of the navigation in every language."""
        for language in self._languages.languages.translations:
            translator = self._languages.translator(language, NAVIGATION)
            for title in titles:
                translator.front_matter("nav", title)
            self._languages.report_gaps(translator.gaps, language, NAVIGATION)

    def _convert(self, text: str, page: Page, uri: str) -> None:
        article, language = page.article, self._languages.languages.split(uri)[0]

        def resolve(scheme: str, target: str) -> str:
            found = self._known.resolve(scheme, target)
            if not found:
                self._corpus.pages.report_dead_link(uri, page.text, scheme, target)
            return found and f"{scheme}:{target}"  # no more is to be known of it

        def collect(blocks: BlockTexts) -> Mapping[str, BlockMarkup]:
            annotator = self._site.annotator(language)
            self._site.prose.add(annotator.annotate(article, article, blocks))
            return {}

        self._links.resolve = resolve
        self._annotate.annotate = collect if article else None
        self._markdown.reset().convert(text if text.strip() or not article else NOTHING)
