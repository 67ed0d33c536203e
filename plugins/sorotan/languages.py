"""The plugin `sorotan/languages`: every page in every language, in one build."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section, StructureItem
from mkdocs.structure.pages import Page

from sorotan import theming
from sorotan.core import catalogs
from sorotan.core.catalogfolder import CatalogFolder
from sorotan.core.catalogs import Translation, Translations
from sorotan.core.languages import LANGUAGES, OWN_NAMES, Language, SiteLanguages
from sorotan.core.phrases import N_, Phrase, phrase
from sorotan.core.problems import Location, Problems
from sorotan.core.textfile import Parses
from sorotan.interface import Words, warn
from sorotan.markdown.translate import RelocateFilesExtension, TranslateExtension
from sorotan.navigation import OwnSection
from sorotan.untrusted import as_text, shown
from sorotan.views.scope import PARALLEL
from sorotan.views.translation import TranslationGaps, translation_notices

log = get_plugin_logger(__name__)

_OURS = "sorotan/languages"
"""What generated the pages that are translated with a catalog."""
TRANSLATED_META = ("title", "description")
"""Front matter that is shown to readers."""


_TRANSLATE: Final = Phrase(N_("Run `sorotan translate update`, and translate them"))
_WRITE_BY_HAND: Final = N_(
    "A plugin or hook makes them during the build, so that no catalog has them; write the page in that language, {page}"
)


def translated_meta(front_matter: Mapping[str, Any]) -> dict[str, str]:
    """What of front matter is to be translated, by its key."""
    found = {key: as_text(front_matter.get(key)) for key in TRANSLATED_META}
    return {key: text for key, text in found.items() if text and text.strip()}


NAVIGATION = "mkdocs.yml"
"""The page, as far as catalogs go, that the titles of the navigation belong to."""


class LanguagesConfig(Config):
    """Options of `sorotan/languages`."""

    source = c.Choice(LANGUAGES, default="id")
    """Language that the pages are written in; it lives at the root of the site."""

    translations = c.ListOfItems(c.Choice(LANGUAGES), default=["en"])
    """Languages that pages are translated into; each lives in a folder of its own."""

    catalogs_dir = c.Dir(default="translations", exists=False)
    """Folder of the gettext catalogs, relative to mkdocs.yml."""


class LanguagesPlugin(BasePlugin[LanguagesConfig]):
    """Makes a twin of every page in every language and translates it block by block.

    - `on_config`: settles the languages, and adds the Markdown extension that translates.
    - `on_files`: the twins.
    - `on_nav`: a navigation for each language.
    - `on_page_markdown`: the catalog of the page.
    - `on_page_content`, `on_env`: notes what is not translated, and tells of it.
    - `on_page_context`: language, interface, navigation and alternates of the page.
    """

    languages: SiteLanguages
    problems: Problems
    """What is wrong with the catalogs."""
    navigations: dict[Language, Navigation]
    """The navigation of each language, when all are made."""
    parses: Parses | None
    """Keeps catalogs that stay as they are."""
    translating: PageTranslator | None
    """The translator of the page that is read; None for a page in the source language."""

    @event_priority(100)  # the other plugins ask for the languages of the site
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set the language of the site and add the extension that translates."""
        theming.install(config)
        source: Language = self.config.source
        self.languages = SiteLanguages(source, tuple(t for t in dict.fromkeys(self.config.translations) if t != source))
        self.parses = None
        self._gaps: dict[str, TranslationGaps] = {}
        self.problems = Problems()
        self.navigations = {}
        self._localized: dict[str, Page] = {}
        """Pages of the navigation of a language that is being made, by their paths in the source language."""
        self._navigation_translators: dict[Language, PageTranslator] = {}
        self._catalogs: dict[tuple[Language, str], Translations] = {}
        self._unreadable: set[tuple[Language, str]] = set()
        self._has_nav = config.nav is not None
        self._docs = shown(Path(config.docs_dir), Path(config.config_file_path).parent)
        self._folder = catalogs_folder(config)
        if self._folder.path.is_dir():
            config.watch.append(str(self._folder.path))
        config.theme["language"] = source
        config.extra.setdefault("alternate", True)
        self._extension = TranslateExtension(source)
        self._files_extension = RelocateFilesExtension()
        config.markdown_extensions += [self._extension, self._files_extension]  # type: ignore[list-item]
        theming.need_block_ids(config)
        return config

    @event_priority(-50)  # behind the plugins that generate pages
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the twins of all pages that are there in the source language only."""
        for file in list(files.documentation_pages()):
            written_in, *others = self.languages_from(file.src_uri, files)
            if written_in != self.languages.source and file.inclusion.is_in_nav():
                file.inclusion = InclusionLevel.NOT_IN_NAV  # that of the source language
            for language in others:
                files.append(_twin(file, self.languages.localize(file.src_uri, language), config))
        self.check_catalogs(files)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Make the navigation of each language after that of the source language."""
        for language in self.languages.translations:
            self._localized = {}
            items = [self._localize_item(item, language, files, config) for item in nav.items]
            pages = [page for item in items for page in _pages_in(item)]
            for before, after in zip(pages, pages[1:], strict=False):
                before.next_page, after.previous_page = after, before
            self.navigations[language] = Navigation(items, pages)
            if front := self._front_page(language, files):
                self.navigations[language].homepage = front
        self.navigations[self.languages.source] = nav
        # Without `nav` in mkdocs.yml the titles are names of folders, or come from a plugin: no catalog has them.
        for language, translator in self._navigation_translators.items() if self._has_nav else ():
            self.report_gaps(translator.gaps, language, NAVIGATION)
        return nav

    @event_priority(100)  # the titles that other plugins see are translated
    def _begin_to_translate(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Take the catalog of the page and translate its front matter."""
        language, uri = self.languages.split(page.file.src_uri)
        self.translating = self._extension.translator = None
        self._files_extension.relocate = None
        if self.is_translated(page.file):
            self.translating = self._extension.translator = self.translator(language, uri)
            # Links of Markdown name files of the docs folder, those of raw HTML what browsers find from the page.
            paths = page.file.src_uri, page.file.dest_uri
            self._files_extension.relocate = lambda link, is_raw: self.relocated(link, paths[is_raw], files)
            for key, text in translated_meta(page.meta).items():
                page.meta[key] = self.translating.front_matter(key, text)
        self._written = unicodedata.normalize("NFC", markdown)
        return self._written

    @event_priority(-120)  # behind all others
    def _compare(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Note whether others changed the page: what they write is in no catalog."""
        if self.translating is not None and markdown != self._written:
            self.translating.written = _in_one_line(self._written)
        return markdown

    on_page_markdown = CombinedEvent(_begin_to_translate, _compare)

    @event_priority(100)  # the gaps are counted before other plugins look at the page
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Remember which blocks of the page were not translated."""
        if self.translating is not None:
            language, uri = self.languages.split(page.file.src_uri)
            self._gaps[page.file.src_uri] = gaps = self.translating.gaps
            source = files.get_file_from_path(uri)
            if source is None or source.generated_by is not None:
                gaps = TranslationGaps(fuzzy=gaps.fuzzy)  # `sorotan translate update` knows only files
            self.report_gaps(gaps, language, uri)
        return html

    def on_env(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        """Report what is not translated."""
        for problem in self.problems:
            warn(log, problem)
        env.filters["alternates"] = lambda page: self.alternates(page, files)
        env.globals["front_pages"] = self.front_pages(files)
        words = Words(self.languages.source)  # for templates that are no page, as 404
        env.globals.update(gettext=words.gettext, ngettext=words.ngettext)
        return env

    @event_priority(50)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Give the templates the language of the page."""
        language, _ = self.languages.split(page.file.src_uri)
        words = Words(language)
        context["language"] = language
        context["nav"] = self.navigations[language]
        context["gettext"], context["ngettext"] = words.gettext, words.ngettext
        context["translation_notices"] = translation_notices(self.gaps_of(page.file.src_uri), words)
        return context

    def alternates(self, page: Page, files: Files) -> list[dict[str, Any]]:
        """The page in every language: tag, name of the language, and page."""
        _, uri = self.languages.split(page.file.src_uri)
        found = []
        for language in self.languages.all:
            file = files.get_file_from_path(self.languages.localize(uri, language))
            if file is not None and file.page is not None:
                found.append({"lang": language, "name": OWN_NAMES[language], "page": file.page})
        return found

    def front_pages(self, files: Files) -> list[dict[str, str | None]]:
        """The front page in every language: tag, name of the language, and address; None where there is none."""
        found = []
        for language in self.languages.all:
            page = self._front_page(language, files)
            found.append({"lang": language, "name": OWN_NAMES[language], "url": page.url if page else None})
        return found

    def _front_page(self, language: Language, files: Files) -> Page | None:
        address = self.languages.localize("index.html", language)
        return next((file.page for file in files if file.dest_uri == address), None)

    def _catalog(self, language: Language, uri: str) -> Translations:
        key = (language, uri)
        if key not in self._catalogs:
            path = self._folder.catalog(language, uri)
            place, before = self._folder.location(language, uri), len(self.problems)
            self._catalogs[key] = catalogs.load(path, place.file, self.problems, self.parses)
            if len(self.problems) > before:
                self._unreadable.add(key)
        return self._catalogs[key]

    def _localize_item(
        self, item: StructureItem, language: Language, files: Files, config: MkDocsConfig
    ) -> StructureItem:
        if isinstance(item, Section):
            children = [self._localize_item(child, language, files, config) for child in item.children]
            if isinstance(item, OwnSection):
                return type(item)(language, children)
            section = Section(self._navigation_title(item.title, language), children)
            for child in children:
                child.parent = section
            return section
        if isinstance(item, Page):
            uri = item.file.src_uri
            if uri in self._localized:  # it stands there twice
                return self._localized[uri]
            twin = files.get_file_from_path(self.languages.localize(uri, language))
            if twin is None:  # a page in one language, or one that a plugin added later
                return Link(self._navigation_title(item.title, language) or item.file.name, item.file.url)
            self._localized[uri] = Page(self._navigation_title(item.title, language), twin, config)
            return self._localized[uri]
        assert isinstance(item, Link)
        return Link(self._navigation_title(item.title, language), item.url)

    def _navigation_title(self, title: Any, language: Language) -> Any:
        if title is None:  # of a page that tells its own, or that is not there
            return None
        translator = self._navigation_translators.setdefault(language, self.translator(language, NAVIGATION))
        return translator.front_matter("nav", title)

    def is_translated(self, file: File) -> bool:
        """Whether a page comes from a page in the source language and a catalog, rather than from records."""
        language, _ = self.languages.split(file.src_uri)
        return language != self.languages.source and file.generated_by == _OURS

    def translations_of(self, uri: str) -> Translations:
        """The translations that a page is made with; none for a page in the source language."""
        language, source_uri = self.languages.split(uri)
        return {} if language == self.languages.source else self._catalog(language, source_uri)

    def catalog_file(self, file: File) -> Path | None:
        """The catalog that a page is translated with; None for a page that is not translated."""
        language, uri = self.languages.split(file.src_uri)
        return self._folder.catalog(language, uri) if self.is_translated(file) else None

    def gaps_of(self, uri: str) -> TranslationGaps:
        """What of a page is not translated; of an article side by side, what of its translations is not."""
        article, parallel, _ = self.languages.split(uri)[1].partition(f"/{PARALLEL}")
        if uri in self._gaps or not parallel:
            return self._gaps.get(uri, TranslationGaps())
        shown = [self.languages.localize(f"{article}.md", language) for language in self.languages.translations]
        found = [self._gaps[page] for page in shown if page in self._gaps]
        return TranslationGaps(sum(gaps.missing for gaps in found), sum(gaps.fuzzy for gaps in found))

    def languages_from(self, uri: str, files: Files) -> list[Language]:
        """The languages of the pages that are made from the page `uri`.

        A page of a translation folder is in that language alone, and nothing is translated where there is such a page.
        """
        written_in, _ = self.languages.split(uri)
        if written_in != self.languages.source:
            return [written_in]
        twins = {each: self.languages.localize(uri, each) for each in self.languages.translations}
        return [written_in, *(each for each, twin in twins.items() if files.get_file_from_path(twin) is None)]

    def translator(self, language: Language, uri: str) -> PageTranslator:
        """The translations of the page `uri` into a language."""
        return PageTranslator(self._catalog(language, uri), uri)

    def check_catalogs(self, files: Iterable[File]) -> None:
        """Report catalogs that no page uses, or that are where none is looked for.

        A page that is not published yet may have one.
        """
        uris = {file.src_uri for file in files if file.is_documentation_page() and file.generated_by in (None, _OURS)}
        pages = {uri for language, uri in map(self.languages.split, uris)}
        for language in self.languages.translations:
            self._folder.check_strays(language, [*pages, NAVIGATION], self.problems)
            self._folder.check_misplaced(language, self.problems)

    def report_gaps(self, gaps: TranslationGaps, language: Language, uri: str) -> None:
        """Report how much of the page `uri` is not translated, unless that comes of a catalog that cannot be read.

        It stands at the first such text of the catalog, where it has one: what is new on the page is not in it yet.
        """
        if (language, uri) in self._unreadable or gaps == TranslationGaps():
            return
        file, entries = self._folder.location(language, uri).file, catalogs.entries(self._folder.catalog(language, uri))
        missing = (entry.line for entry in entries if not entry.translation)
        fuzzy = (entry.line for entry in entries if entry.translation and entry.is_fuzzy)
        twin = f"{self._docs}/{self.languages.localize(uri, language)}"
        for code, count, line, fields in (
            ("SRT061", gaps.missing - gaps.made, next(missing, 0), {"cure": _TRANSLATE}),
            ("SRT061", gaps.made, 0, {"cure": phrase(_WRITE_BY_HAND, page=twin)}),
            ("SRT062", gaps.fuzzy, next(fuzzy, 0), {}),
        ):
            if count:
                self.problems.add(code, Location(file, line), count=count, page=uri, language=language, **fields)

    def relocated(self, link: str, uri: str, files: Files) -> str:
        """A link of a twin to a file that is there in the source language only, such as a picture.

        Args:
            link: The link, as in the source language.
            uri: Path of the twin, from which the link leads.
            files: The files of the site.
        """
        path, mark, rest = link.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(uri), unquote(path)))
        language, source_target = self.languages.split(target)
        if not path or language == self.languages.source or files.get_file_from_path(target) is not None:
            return link
        if files.get_file_from_path(source_target) is None:
            return link
        return quote(posixpath.relpath(source_target, posixpath.dirname(uri) or ".")) + mark + rest


class PageTranslator:
    """Translates one page and counts what is missing."""

    def __init__(self, translations: Translations, uri: str) -> None:
        self._translations = translations
        self._uri = uri
        self.written: str | None = None
        """The page as its editor wrote it, where plugins or hooks of others changed it."""
        self.gaps = TranslationGaps()
        """What was not, or not certainly, translated so far."""
        self._counted: set[tuple[str, str]] = set()

    def __call__(self, block: str, text: str) -> Translation | None:
        """The translation of a block."""
        is_made = self.written is not None and _in_one_line(text) not in self.written
        return self._find(catalogs.context(self._uri, block), text, is_made)

    def front_matter(self, key: str, text: str) -> str:
        """The translation of a text that is no block; the text itself where there is none."""
        found = self._find(catalogs.context(self._uri, part=key), text)
        return found.text if found else text

    def _find(self, context: str, text: str, is_made: bool = False) -> Translation | None:
        found = self._translations.get((context, text))
        missing, fuzzy = found is None, found is not None and found.is_fuzzy
        if (missing or fuzzy) and (context, text) not in self._counted:
            self._counted.add((context, text))  # a text that stands twice is translated once
            made = self.gaps.made + (missing and is_made)
            self.gaps = TranslationGaps(self.gaps.missing + missing, self.gaps.fuzzy + fuzzy, made)
        return found


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _twin(file: File, uri: str, config: MkDocsConfig) -> File:
    """The same source at another address."""
    inclusion = InclusionLevel.NOT_IN_NAV if file.inclusion.is_included() else file.inclusion
    if file.abs_src_path is not None:
        twin = File.generated(config, uri, abs_src_path=file.abs_src_path, inclusion=inclusion)
    else:
        twin = File.generated(config, uri, content=file.content_string, inclusion=inclusion)
    twin.edit_uri = posixpath.join("..", posixpath.basename(config.docs_dir), file.src_uri) if file.src_dir else None
    return twin


def _pages_in(item: StructureItem) -> list[Page]:
    if isinstance(item, Page):
        return [item]
    return [page for child in item.children or () for page in _pages_in(child)]


def plugin_of(config: MkDocsConfig) -> LanguagesPlugin | None:
    """`sorotan/languages` where it is enabled."""
    plugin = config.plugins.get("sorotan/languages")
    return plugin if isinstance(plugin, LanguagesPlugin) else None


def catalogs_folder(config: MkDocsConfig) -> CatalogFolder:
    """The folder of the translations: that of `sorotan/languages`, or its default where that is not enabled."""
    plugin, root = plugin_of(config), Path(config.config_file_path).parent
    path = root / (plugin.config.catalogs_dir if plugin else "translations")
    return CatalogFolder(path, shown(path, root))


def of(config: MkDocsConfig) -> SiteLanguages:
    """The languages of the site: those of `sorotan/languages`, or the theme's alone where it is not enabled."""
    if plugin := plugin_of(config):
        return plugin.languages
    language = config.theme.get("language", "id")
    return SiteLanguages(language if language in LANGUAGES else "en")
