"""The headlines of articles, which pages that are made before them name."""

from __future__ import annotations

from functools import cache

from mkdocs.structure.files import Files
from mkdocs.utils import meta

from sorotan.core import characters
from sorotan.core.languages import Language
from sorotan.languages import LanguagesPlugin
from sorotan.site import Site


class Headlines:
    """Finds the headline that the front matter of an article has, in any language.

    Args:
        site: The articles.
        files: Their pages.
        plugin: Where translations are found; None on a site in one language.
    """

    def __init__(self, site: Site, files: Files, plugin: LanguagesPlugin | None) -> None:
        self._site, self._files, self._plugin = site, files, plugin
        self.find = cache(self._find)

    def _find(self, article: str, language: Language) -> str:
        uri = f"{self._site.articles_dir}/{article}.md"
        file = self._files.src_uris.get(self._site.languages.localize(uri, language))
        title = meta.get_data(file.content_string)[1].get("title") if file else None
        if not isinstance(title, str):
            return article
        headline = characters.cleaned(title)
        if self._plugin is None or not self._plugin.is_translated(file):
            return headline
        return self._plugin.translator(language, uri).front_matter("title", headline)
