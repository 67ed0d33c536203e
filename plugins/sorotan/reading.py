"""Reading the prose without building the site: Markdown only, for checks that should take no time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import meta

from sorotan.core import catalogs
from sorotan.core.problems import Problems
from sorotan.corpus import CorpusPlugin
from sorotan.languages import LanguagesPlugin
from sorotan.markdown.annotate import AnnotateExtension, BlockMarkup, BlockTexts
from sorotan.markdown.translate import TranslateExtension


def read_articles(config: MkDocsConfig, languages: LanguagesPlugin, corpus: CorpusPlugin) -> None:
    """Read every article in every language into the prose of `corpus`, and report catalogs that cannot be read."""
    site = corpus.site
    translate, annotate = TranslateExtension(site.languages.source), AnnotateExtension()
    extensions = [name for name in config.markdown_extensions if isinstance(name, str)]
    md = Markdown(extensions=[*extensions, translate, annotate], extension_configs=config.mdx_configs or {})
    for article in site.corpus.articles:
        uri = f"{site.articles_dir}/{article}.md"
        path = Path(config.docs_dir) / uri
        if not path.is_file():
            continue  # reported with the corpus
        text, _ = meta.get_data(path.read_text("utf-8-sig", errors="strict"))
        for language in site.languages.all:
            translate.translator = None
            if language != site.languages.source:
                translate.translator = _translator(languages, language, uri, corpus.problems)

            def collect(blocks: BlockTexts, article: str = article, language=language) -> Mapping[str, BlockMarkup]:  # type: ignore[no-untyped-def]
                annotator = site.annotator(language)
                site.prose.add(
                    annotator.annotate(article, article, blocks.texts, blocks.searchable, blocks.tags, blocks.repeated)
                )
                return {}

            annotate.annotate = collect
            md.reset().convert(text)


def _translator(languages: LanguagesPlugin, language: str, uri: str, problems: Problems):  # type: ignore[no-untyped-def]
    folder = Path(languages.config.catalogs_dir)
    place = catalogs.location(folder, language, uri)
    known = catalogs.load(catalogs.catalog_path(folder, language, uri), place.file, problems)
    return lambda block, text: known.get((catalogs.context(uri, block), text))
