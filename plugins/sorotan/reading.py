"""Reading the prose without building the site: Markdown only, for checks that should take no time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
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
from sorotan.findings import Findings, Observer
from sorotan.languages import NAVIGATION, LanguagesPlugin, translated_meta
from sorotan.markdown.annotate import NOTHING, AnnotateExtension, BlockMarkup
from sorotan.markdown.links import RecordLinksExtension
from sorotan.markdown.safety import SafetyExtension
from sorotan.markdown.translate import TranslateExtension
from sorotan.notedlinks import LinkedPages, Noted, NotedLinks
from sorotan.pages import make_room, makers
from sorotan.progress import Progress
from sorotan.redirects import Redirects
from sorotan.store import NOT_OURS, Row, Store, unpack
from sorotan.untrusted import shown
from sorotan.views.scope import Links
from sorotan.workers import Workers, are_worth_it


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
    reader.read_catalogs(files)
    corpus.parses.stop()
    pages = list(reader.read_all(files))
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
        self._made: dict[str, Row] = {}
        """What another process found on the page that is read."""
        self._safety = SafetyExtension()
        self._observer = Observer(corpus.site, corpus, self._safety, languages)
        extensions = [name for name in config.markdown_extensions if isinstance(name, str)]
        self._markdown = Markdown(
            extensions=[*extensions, self._translate, self._annotate, self._links, self._safety],
            extension_configs=config.mdx_configs or {},
        )
        self._noted_links = NotedLinks(config)
        self._noted_links.register(self._markdown)

    def read_catalogs(self, files: Sequence[File]) -> None:
        """Read the translations of pages, as long as other processes parse them as well."""
        for file in files:
            for language in self._languages.languages_from(file.src_uri, self._files)[1:]:
                self._languages.translations_of(self._languages.languages.localize(file.src_uri, language))

    def read_all(self, files: Sequence[File]) -> Iterator[Page]:
        """Read pages in every language. Where nothing is kept yet, other processes begin with the last of them."""
        workers = None
        if self._store.is_new and are_worth_it(len(files)):
            workers = Workers([file.src_uri for file in files], self._find_elsewhere)
        progress = Progress(N_("Reading pages: %(done)s of %(total)s"), len(files))
        try:
            for file in files:
                uri = file.src_uri
                if workers is not None and not workers.claim(uri):
                    self._made = {row.job: row for row in workers.take(uri)}
                if page := self._page(file):
                    for row in self._read(uri, page):
                        self._store.add(row)
                    yield page
                progress.step()
        finally:
            progress.end()
            if workers is not None:
                workers.stop()

    def _find_elsewhere(self, uri: str) -> Sequence[Row]:
        """What another process finds on a page. What is wrong with it is found again where it can be told."""
        page = self._page(self._files.src_uris[uri])
        return list(self._read(uri, page)) if page else ()

    def _page(self, file: File) -> Page | None:
        root, path = Path(self._config.config_file_path).parent, Path(file.abs_src_path or "")
        text = pagefile.read(path, shown(path, root), self._corpus.problems)
        return text if text is None else Page(shown(path, root), text, self._site.article_at(file.src_uri))

    def _read(self, uri: str, page: Page) -> Iterator[Row]:
        """Read a page in every language. Yields what is kept of it."""
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
            twin = uri if language == written_in else self._languages.languages.localize(uri, language)
            if row := self._find(text, page, twin):
                yield row
            if translator is not None:
                self._languages.report_gaps(translator.gaps, language, uri)

    def _find(self, text: str, page: Page, uri: str) -> Row | None:
        """Find in one language what is to be found on a page, or know what was found before. Returns what is new."""
        job, ledger = f"find {uri}", self._site.corpus.ledger
        translations = self._languages.translations_of(uri)
        key = digest((page.text, page.article, sorted(translations.items())))
        made = self._made.pop(job, None)
        if made is not None and made.key == key:
            self._adopt(unpack(made.packed), page, uri)
            return made
        if self._store.has(job, key, ledger):
            with suppress(*NOT_OURS):
                self._adopt(self._store.get(job) or "", page, uri)
                return None
        self._observer.begin()
        self._noted_links.begin()
        with ledger.noting() as looks:
            self._convert(text, page, uri)
        links, ids = self._noted_links.end()
        findings = self._observer.end(uri)
        self._note(findings, page, uri, links, ids)
        self._corpus.pages.report_unsafe(uri, page.text, self._safety.removed)
        self._safety.removed.clear()
        if not findings.is_sound:
            return None
        found = json.dumps({**self._observer.as_data(findings), "links": links, "ids": sorted(ids)})
        return self._store.row(job, key, ledger.stamp(looks), found)

    def _adopt(self, found: str, page: Page, uri: str) -> None:
        """Know what was found before.

        Raises:
            ValueError, TypeError, LookupError, AttributeError: it is not what was written.
        """
        data = json.loads(found)
        links, ids = data.pop("links"), set(data.pop("ids"))
        self._note(self._observer.from_data(data), page, uri, links, ids)

    def _note(self, findings: Findings, page: Page, uri: str, links: Sequence[str], ids: Set[str]) -> None:
        """Know what was found on a page in one language."""
        self._observer.adopt(findings, uri)
        self.noted[uri] = Noted(page.text, self._languages.translating is not None, links, ids)

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
