"""The files that lead on from addresses that are gone, in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from sorotan.core import redirects
from sorotan.core.languages import Language
from sorotan.core.problems import Problems
from sorotan.rendering import Renderer
from sorotan.site import Site
from sorotan.views.scope import Link

_SCRIPT = "assets/sorotan/redirect.js"


class Redirects:
    """The redirects of a site.

    Args:
        site: The site.
        config: Its configuration.
        files: Everything that is in it without them.
    """

    def __init__(self, site: Site, config: MkDocsConfig, files: Iterable[File]) -> None:
        self._site, self._config = site, config
        self._taken = {file.dest_uri: file.src_uri for file in files if not file.inclusion.is_excluded()}

    def files(self) -> Iterator[File]:
        """A file for each page that is gone. What is there is never replaced.

        They are files, not pages: they stay out of the navigation, the search and the sitemap.
        """
        made: set[str] = set()
        for old in self._site.corpus.redirects:
            for language in self._site.languages.all if "#" not in old else ():
                page = self._file(self._site.languages.localize(old, language))
                if page.dest_uri not in self._taken and page.dest_uri not in made:
                    made.add(page.dest_uri)
                    yield File.generated(self._config, page.dest_uri, content=self._html(old, page, language))

    def check(self, problems: Problems) -> None:
        """Report redirects that make no sense. Every page is read now."""
        site = self._site
        blocks = {text.article: text.texts for text in site.prose if text.language == site.languages.source}
        pages = redirects.Pages(
            site.articles_dir, site.languages, self._taken, lambda page: self._file(page).dest_uri, blocks
        )
        redirects.check(site.corpus, pages, problems)

    def _html(self, old: str, page: File, language: Language) -> str:
        to, gone = self._site.corpus.redirects[old].to, self._site.corpus.gone_from(old).items()
        target = self._file(self._site.languages.localize(to, language))
        html = Renderer(language).render(
            "redirect.html",
            url=self._link(to, page, language),
            notes=[Link(fragment, self._link(place, page, language)) for fragment, place in gone],
            script=get_relative_url(_SCRIPT, page.url),
            canonical=urljoin(self._config.site_url, target.url) if self._config.site_url else "",
        )
        return str(html)

    def _link(self, to: str, page: File, language: Language) -> str:
        path, hash, fragment = self._site.corpus.where(to).partition("#")
        target = self._file(self._site.languages.localize(path, language))
        return get_relative_url(target.url, page.url) + hash + fragment

    def _file(self, uri: str) -> File:
        """What would be made of a page."""
        return File.generated(self._config, uri.partition("#")[0], content="")
