"""The plugin `sorotan/corpus`: loads the data once and tells what is wrong with it."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Sequence, Set
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from sorotan import languages, navigationchecks, policy, serving, stopped, theming, untrusted
from sorotan.core import addresses, characters, checks, freshness, loading, originals, pagefile, prosechecks
from sorotan.core.corpus import Corpus
from sorotan.core.phrases import N_, phrase
from sorotan.core.places import Folders
from sorotan.core.problems import FATAL, Location, Problem, Problems
from sorotan.headlines import headlines
from sorotan.interface import told, warn
from sorotan.markdown.bodies import Bodies
from sorotan.markdown.safety import SafetyExtension
from sorotan.navigationchecks import NavigationChecks
from sorotan.pagechecks import PageChecks
from sorotan.pagelinks import PageLinks, by_path
from sorotan.parsing import ParsedAhead
from sorotan.redirects import Redirects
from sorotan.site import Site
from sorotan.store import Store
from sorotan.untrusted import shown

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # a web server, which only `mkdocs serve` needs

    from sorotan.building import Building

log = get_plugin_logger(__name__)

_BLOCKED: Final = N_(
    "{page} has {tag}, which the Content-Security-Policy of the pages blocks, so that it does nothing. Write a policy"
    " that allows it below `extra` in mkdocs.yml, as `content_security_policy`, or remove what puts it there: a plugin,"
    " a template, a hook, or an option of Material."
)
_OVERWRITTEN: Final = N_(
    "The site would take the place of {place}, which it is made from. Name another folder as `site_dir` in mkdocs.yml,"
    " or behind `-d`."
)
_NEEDED: Final = N_("{plugin} needs the plugin sorotan/corpus; add it to `plugins` in mkdocs.yml.")


class _BelowDocs(c.Type[str]):
    """A folder below the docs folder, by its path in it."""

    def run_validation(self, value: object) -> str:
        folder = super().run_validation(value).strip("/")
        if not all(re.fullmatch(r"[\w-][\w.-]*", part) for part in folder.split("/")):
            raise c.ValidationError("it must be a folder below `docs_dir`, such as articles")
        return folder


class CorpusConfig(Config):
    """Options of `sorotan/corpus`."""

    data_dir = c.Dir(default="data", exists=False)
    """Folder of the YAML files, relative to mkdocs.yml."""

    articles_dir = _BelowDocs(str, default="articles")
    """Folder of the articles below the docs folder."""

    originals_dir = c.Optional(c.Type(str))
    """Folder with copies of the source texts, relative to mkdocs.yml. Default: the environment variable
    SOROTAN_ORIGINALS, relative to the working directory. Without either the pages are built without the source."""


class CorpusPlugin(BasePlugin[CorpusConfig]):
    """Holds the records of the site for the other plugins.

    - `on_startup`: learns whether this is `mkdocs serve`, where the last good site is worth more than a poor new one.
    - `on_serve`: shows what is wrong on the pages.
    - `on_config`: loads and checks the data.
    - `on_files`: makes sure that the pages can be read, and are pages of this project; adds redirects from addresses
      that are gone.
    - `on_nav`: makes sure that what the navigation names is there; other processes begin to read the pages.
    - `on_page_markdown`, `on_page_content`: what could harm readers is left out of the prose, and told.
    - `on_env`: every page is read now; checks the data against the prose. The templates get their policy, and other
      processes begin to render the pages.
    - `on_template_context`, `on_page_context`: templates know all pages, those too that MkDocs need not come to.
    - `on_post_page`: tells of what the policy blocks.
    - `on_post_build`: pages that are kept are put into the site, and the new site in the place of the old one.
    - `on_build_error`, `on_shutdown`: the old site stays.
    """

    site: Site
    problems: Problems
    is_whole: bool
    """Whether every data file could be read. Where not, what is missing is not told as well."""
    pages: PageChecks
    """Knows what is written on pages, and where."""
    navigation: NavigationChecks
    """Knows what is wrong with `nav` in mkdocs.yml."""
    parses: ParsedAhead
    """Knows what files are that stay as they are."""
    source_texts: originals.SourceTexts
    """Source paragraphs by article and block, of those articles of which there is a copy."""
    lock: freshness.Lock | None
    """Of which source text each translation in the data was made; None when the file that says so cannot be used."""
    _preview: serving.Preview | None = None
    """What `mkdocs serve` shows besides the site."""
    _in_place = True
    """Whether to write straight into the folder of the site."""
    _building: Building | None = None
    _policy = ""
    """The policy of the pages, as long as it is of interest what it blocks."""
    _written: Sequence[pagefile.Page] = ()
    """Pages that link to blocks, as they are written."""

    def __init__(self) -> None:
        self._bodies = Bodies()  # `mkdocs serve` keeps it across rebuilds, with the plugin

    @property
    def building(self) -> Building:
        """The build, from `on_config` on."""
        assert self._building is not None
        return self._building

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keeps the plugin across rebuilds, as MkDocs does for plugins with this hook."""
        self._preview = serving.Preview() if command == "serve" else None
        self._in_place = dirty

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Show the problems of every build on the pages."""
        if self._preview is not None:
            root = Path(config.config_file_path).parent
            docs, data = (shown(Path(folder), root) for folder in (config.docs_dir, self.config.data_dir))
            catalogs = languages.catalogs_folder(config)
            folders = Folders(data, docs, catalogs.shown_as, self.config.articles_dir)
            self._preview.attach(
                server,
                config,
                lambda: self._files,
                folders,
                lambda uri: self.site.corpus.where(uri),
                (Path(config.docs_dir), Path(self.config.data_dir), catalogs.path),
            )
        return server

    def on_shutdown(self) -> None:
        """Listen no more to what is said."""
        if self._preview is not None:
            self._preview.detach()
        if self._building is not None:
            self._building.abandon()  # if it was interrupted

    @event_priority(50)  # before the plugins that use the corpus
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the data folder, and the source texts where there are copies."""
        # A build makes millions of small objects and keeps most of them to its end. Looking for garbage as often as
        # Python does by default takes a tenth of the time and finds next to nothing.
        gc.set_threshold(50_000, 20, 100)
        from sorotan.building import Building  # which `sorotan check` has no use for, and which takes long to load

        theming.install(config)
        self._theme = config.theme
        self._spare_sources(config)
        self._building = Building(config, in_place=self._in_place, is_preview=self._preview is not None)
        self.safety = SafetyExtension()
        config.markdown_extensions.append(self.safety)  # type: ignore[arg-type]
        self.load(config, self._building.store)
        self._report()
        self._keep_the_last_good_site(self.problems)
        return config

    def _spare_sources(self, config: MkDocsConfig) -> None:
        """Refuse a site in the place of what it is made from, as MkDocs does for the docs folder.

        Raises:
            BuildStopped: it would be there.
        """
        root = Path(config.config_file_path).parent
        site = Path(os.path.realpath(config.site_dir))
        folders = (Path(self.config.data_dir), languages.catalogs_folder(config).path, self._originals_folder(root))
        for folder in filter(None, folders):
            with suppress(ValueError):  # a null character in an option: there is no such folder
                if Path(os.path.realpath(folder)).is_relative_to(site):
                    raise stopped.BuildStopped(phrase(_OVERWRITTEN, place=shown(folder, root)))

    def load(self, config: MkDocsConfig, store: Store) -> None:
        """Load and check the data; what is wrong with it is in `problems`."""
        self.problems = Problems()
        self._had_data = hasattr(self, "site") and bool(self.site.corpus.articles or self.site.corpus.entities)
        self._reported: set[Problem] = set()
        folder = Path(self.config.data_dir)
        self.parses = ParsedAhead(config, folder, store)
        if plugin := languages.plugin_of(config):
            plugin.parses = self.parses
        if folder.is_dir():
            config.watch.append(str(folder))
        root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        self._root = root
        data = loading.load(folder, shown(folder, root), self.problems, root, self.parses)
        self.is_whole = folder.is_dir() and not any(problem.is_fatal for problem in self.problems)
        if self.is_whole:
            checks.check(data, self.problems)
            lock = folder / addresses.LOCK
            addresses.check(data, self.config.articles_dir, lock, shown(lock, root), self.problems)
        self.pages = PageChecks(config, self.config.articles_dir, data, self, is_whole=self.is_whole)
        asked_for = navigationchecks.take_over(config)
        # Which pages there will be, only the records tell.
        self.navigation = NavigationChecks(config, self.pages, self, asked_for if self.is_whole else frozenset())
        self.pages.check_articles()
        self.pages.check_address()
        self.source_texts = data.ledger.table("originals", self._read_originals(data, root))
        behind = self._check_translations(data, config, root)
        url = config.site_url or ""
        self.site = Site(
            data, languages.of(config), self.config.articles_dir, config.site_name, url, behind, self._bodies
        )

    @event_priority(100)  # nobody should read a page before
    def _read_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Stop at pages that are no text, or that a merge left in pieces: MkDocs would crash on them, or publish them.

        Raises:
            PluginError: there is one.
        """
        self._files = files
        root = Path(config.config_file_path).parent
        untrusted.withdraw(files, config, self.problems)
        self.pages.check_published(files, in_preview=self._preview is not None)
        paths = [Path(file.abs_src_path) for file in files.documentation_pages() if file.abs_src_path is not None]
        texts = {shown(path, root): pagefile.read(path, shown(path, root), self.problems) for path in paths}
        self._report()
        if None in texts.values():
            raise PluginError(told(serving.NOTHING_TO_BUILD))
        self._written = [pagefile.Page(place, text) for place, text in texts.items() if text and "block:" in text]
        return files

    @event_priority(-100)  # behind the plugins that add pages
    def _add_redirects(self, files: Files, *, config: MkDocsConfig) -> Files:
        if self._in_place:  # `--dirty`, with which MkDocs would leave out pages that did not change
            for file in files.documentation_pages():
                file.is_modified = lambda: True  # type: ignore[method-assign] # lists are made from all of them
        self._redirects = Redirects(self.site, config, files)
        for file in self._redirects.files():
            files.append(file)
        self.pages.check_front_page(files)
        return files

    on_files = CombinedEvent(_read_files, _add_redirects)

    @event_priority(-100)  # every page is known, and every navigation
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Begin to read the pages."""
        self.navigation.check(files, is_complete=True)
        if "SOURCE_DATE_EPOCH" not in os.environ:
            for file in files.documentation_pages():
                if file.page is not None:
                    file.page.update_date = self.site.corpus.dated  # MkDocs would write today's into the sitemap
        self.site.know(files)
        self.site.prose.name(*headlines(self.site, files, languages.plugin_of(config)))
        self.parses.stop()
        self._links = PageLinks(config, files, self.pages, self)
        self.building.read(nav, files, self.site, self, self.safety, self._links)
        return nav

    @event_priority(110)  # nobody should see it before
    def _clean(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        self.safety.removed.clear()
        written = pagefile.Page(self.pages.place_of(page.file.src_uri), page.file.content_string)
        untrusted.read_front_matter(page.meta, config.theme.dirs, written, self.problems)
        return characters.as_read(markdown)

    @event_priority(-110)  # everybody else wants it as plain text
    def _escape(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        untrusted.escape_front_matter(page.meta)
        return markdown

    on_page_markdown = CombinedEvent(_clean, _escape)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Count the pages that are read, and note what was left out of this one."""
        self.building.step()
        if self.safety.removed:
            self.pages.report_unsafe(page.file.src_uri, page.file.content_string, self.safety.removed)
        return html

    @event_priority(-10)  # behind the languages, which tell of their catalogs
    def _check_prose(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        """Check the data against the prose, now that every page is read."""
        self.site.know(files)  # some were taken out
        site = self.site
        mistyped = prosechecks.check(site.prose, site.corpus, site.languages.source, self.pages.page_of, self.problems)
        prosechecks.check_links(self._written, site.prose, site.languages.source, mistyped, self.problems)
        if self._links.are_anchors_checked:
            self._check_anchors(files, mistyped)
        if self.is_whole:
            self._redirects.check(self.problems)
        self._report()
        if plugin := languages.plugin_of(config):
            self._keep_the_last_good_site(plugin.problems)
        return env

    def _check_anchors(self, files: Files, mistyped: Set[str]) -> None:
        """Report links to places that there are not, and leave none to MkDocs, which does not know where they stand."""

        def anchors(uri: str) -> Set[str] | None:
            file = files.src_uris.get(uri)
            return file and file.page and file.page.present_anchor_ids

        for file in files.documentation_pages(inclusion=InclusionLevel.all):
            if file.page is not None and (links := file.page.links_to_anchors):
                text = partial(getattr, file, "content_string")
                self._links.check_anchors(file.src_uri, text, by_path(links), anchors, mistyped)
                file.page.links_to_anchors = None

    @event_priority(-70)  # the templates have everything that plugins give them; what else takes time begins afterwards
    def _begin_to_render(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        env.add_extension(theming.Adapted)
        env.bytecode_cache = theming.compiled_once(env)
        if self._preview is None:  # the script by which MkDocs reloads pages is in them, another after each build
            self._policy = policy.install(config)  # by now all plugins have named their scripts
        self.building.render(env)
        return env

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Tell the sitemap of all pages, not only of those that MkDocs still has to come to."""
        context["pages"] = self.building.pages
        return context

    @event_priority(200)  # before anybody looks at a record
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Note from here what the page is made from."""
        context["pages"] = self.building.pages
        self.building.begin(page)
        return context

    @event_priority(-200)  # nobody should look at it afterwards
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Count the pages that are made, and tell of the first on which the policy of the pages blocks something.

        Where pages are kept, templates alone can put it there, and MkDocs comes to one page in every build.
        """
        if self._policy and (tag := policy.blocked(output, self._policy)):
            place = self.pages.place_of(page.file.src_uri)
            warn(log, phrase(_BLOCKED, page=place, tag=tag))
            self._policy = ""
        elif self.building.store.keeps:
            self._policy = ""
        self.building.end(page)
        return output

    on_env = CombinedEvent(_check_prose, _begin_to_render)

    @event_priority(100)  # before anybody looks for the files
    def _finish_pages(self, *, config: MkDocsConfig) -> None:
        """Put pages into the site that are kept."""
        self.building.finish_pages()

    @event_priority(-200)  # every plugin has written its files
    def _finish(self, *, config: MkDocsConfig) -> None:
        """Put the new site in the place of the old one."""
        self.building.finish()

    on_post_build = CombinedEvent(_finish_pages, _finish)

    @event_priority(-200)  # all others have stopped what they do
    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site.

        Raises:
            BuildStopped: a template of the site is what ended the build, or the operating system.
        """
        if self._building is None:
            return
        self.parses.stop()
        self._building.abandon()
        if told := stopped.broken_template(error, self._theme, self._root) or stopped.system_error(error, self._root):
            raise told from None

    def _keep_the_last_good_site(self, problems: Problems) -> None:
        """While an editor looks on, stop at files that cannot be read: the site without them is poorer than the last.

        Raises:
            PluginError: there is one, and a site to go back to.
        """
        codes = {*FATAL, "SRT001"} if self._had_data else FATAL
        if self._preview and self._preview.has_site and any(problem.code in codes for problem in problems):
            raise PluginError(told(serving.LAST_GOOD_SITE))

    def _check_translations(self, data: Corpus, config: MkDocsConfig, root: Path) -> freshness.Behind:
        """Report translated texts that are older than their source."""
        lock = languages.catalogs_folder(config).path / freshness.LOCK
        self.lock = freshness.read(lock, shown(lock, root), self.problems)
        behind = freshness.lagging(freshness.texts(data, languages.of(config)), self.lock or frozenset())
        freshness.check(behind, self.problems)
        return freshness.records_behind(behind)

    def _originals_folder(self, root: Path) -> Path | None:
        if self.config.originals_dir:
            return root / self.config.originals_dir
        named = os.environ.get("SOROTAN_ORIGINALS")
        return Path(named) if named else None

    def _read_originals(self, data: Corpus, root: Path) -> originals.SourceTexts:
        folder = self._originals_folder(root)
        if folder is None:
            return {}
        if data.articles and not folder.is_dir():
            named = shown(folder, root)
            self.problems.add("SRT053", Location(named), path=named)
            return {}
        return originals.read(folder, data.articles, self.problems)

    def _report(self) -> None:
        """Tell the problems that were found since the last time."""
        for problem in self.problems:
            if problem not in self._reported:
                warn(log, problem)
        self._reported.update(self.problems)


def find(config: MkDocsConfig, needed_by: str) -> CorpusPlugin:
    """The corpus plugin of the site.

    Raises:
        BuildStopped: mkdocs.yml does not enable it.
    """
    plugin = config.plugins.get("sorotan/corpus")
    if not isinstance(plugin, CorpusPlugin):
        raise stopped.BuildStopped(phrase(_NEEDED, plugin=needed_by))
    return plugin
