"""The headlines and standfirsts of articles, which pages name before the articles are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from markdown import Markdown
from mkdocs.structure.files import File, Files
from mkdocs.utils import meta

from sorotan.core import characters
from sorotan.core.languages import Language
from sorotan.languages import LanguagesPlugin, PageTranslator
from sorotan.markdown.limits import LimitsExtension
from sorotan.markdown.translate import CollectExtension
from sorotan.site import Site
from sorotan.untrusted import as_text

Named = Mapping[tuple[str, Language], str]

_KEYS: Final = ("title", "description")


def headlines(site: Site, files: Files, plugin: LanguagesPlugin | None) -> tuple[Named, Named]:
    """The headline and the standfirst that the front matter of each article has, in each language.

    Where it has no headline, that is the heading with which the article begins, as MkDocs has it for all pages.

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
            if file is None:
                continue
            text, written = meta.get_data(file.content_string)
            translator = _translator(file, plugin)
            for key, found in zip(_KEYS, (titles, descriptions), strict=True):
                if (words := as_text(written.get(key))) is not None:
                    found[article, language] = translator.front_matter(key, words) if translator else words
            if "title" not in written and (heading := _heading(text, translator, site)):
                titles[article, language] = heading
    return titles, descriptions


def _translator(file: File, plugin: LanguagesPlugin | None) -> PageTranslator | None:
    """What translates a page; nothing where it is not translated."""
    if plugin is None or not plugin.is_translated(file):
        return None
    return plugin.translator(*plugin.languages.split(file.src_uri))


def _heading(text: str, translator: PageTranslator | None, site: Site) -> str:
    """The words of the heading of the first level with which a page begins; empty where it begins otherwise."""
    collect = CollectExtension()
    beginning = characters.as_read(text).strip().partition("\n\n")[0]
    Markdown(extensions=["attr_list", collect, LimitsExtension()]).convert(beginning)
    block = next(iter(collect.blocks), None)
    if block is None or block.element.tag != "h1":
        return ""
    heading = "".join(block.parts)
    translation = translator(block.id, heading) if translator else None
    return site.bodies.text(translation.text if translation else heading)
