"""The headlines and standfirsts of articles, which pages name before the articles are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mkdocs.structure.files import Files
from mkdocs.utils import meta

from sorotan.core import characters
from sorotan.core.languages import Language
from sorotan.languages import LanguagesPlugin
from sorotan.site import Site

Named = Mapping[tuple[str, Language], str]

_KEYS: Final = ("title", "description")


def headlines(site: Site, files: Files, plugin: LanguagesPlugin | None) -> tuple[Named, Named]:
    """The headline and the standfirst that the front matter of each article has, in each language.

    Args:
        site: The articles.
        files: Their pages.
        plugin: Where translations are found; None on a site in one language.
    """
    titles: dict[tuple[str, Language], str] = {}
    descriptions: dict[tuple[str, Language], str] = {}
    by_path = files.src_uris
    for article in site.corpus.articles:
        uri = f"{site.articles_dir}/{article}.md"
        for language in site.languages.all:
            file = by_path.get(site.languages.localize(uri, language))
            written = meta.get_data(file.content_string)[1] if file else {}
            for key, found in zip(_KEYS, (titles, descriptions), strict=True):
                text = written.get(key)
                if file is None or not isinstance(text, str):
                    continue
                text = characters.cleaned(text)
                if plugin and plugin.is_translated(file):
                    text = plugin.translator(language, uri).front_matter(key, text)
                found[article, language] = text
    return titles, descriptions
