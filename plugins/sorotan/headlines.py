"""The headlines of articles, which pages name before the articles are read."""

from __future__ import annotations

from mkdocs.structure.files import Files
from mkdocs.utils import meta

from sorotan.core import characters
from sorotan.core.languages import Language
from sorotan.languages import LanguagesPlugin
from sorotan.site import Site


def headlines(site: Site, files: Files, plugin: LanguagesPlugin | None) -> dict[tuple[str, Language], str]:
    """The headline that the front matter of each article has, in each language.

    Args:
        site: The articles.
        files: Their pages.
        plugin: Where translations are found; None on a site in one language.
    """
    found: dict[tuple[str, Language], str] = {}
    by_path = files.src_uris
    for article in site.corpus.articles:
        uri = f"{site.articles_dir}/{article}.md"
        for language in site.languages.all:
            file = by_path.get(site.languages.localize(uri, language))
            title = meta.get_data(file.content_string)[1].get("title") if file else None
            if file is None or not isinstance(title, str):
                continue
            headline = characters.cleaned(title)
            if plugin and plugin.is_translated(file):
                headline = plugin.translator(language, uri).front_matter("title", headline)
            found[article, language] = headline
    return found
