"""The command `sorotan`: what editors do besides `mkdocs build`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import get_files
from mkdocs.utils import meta

from sorotan import reading
from sorotan.core import catalogs, corpus, extraction, prose
from sorotan.core.extraction import Message
from sorotan.core.problems import Problems
from sorotan.corpus import CorpusPlugin
from sorotan.languages import TRANSLATED_META, LanguagesPlugin
from sorotan.markdown.translate import CollectExtension


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-sorotan")
@click.option(
    "-f", "--config-file", type=click.Path(dir_okay=False), default="mkdocs.yml", help="Configuration of the site."
)
@click.pass_context
def main(context: click.Context, config_file: str) -> None:
    """Check and translate a briefing."""
    context.obj = config_file


@main.command()
@click.pass_obj
def check(config_file: str) -> None:
    """Report everything that is wrong with the data and its anchors in the prose, without building.

    Exits with status 1 when there is a problem.
    """
    config, languages = _load(config_file)
    plugin = _corpus(config)
    plugin.load(config)
    reading.read_articles(config, languages, plugin)
    prose.check(plugin.site.prose, plugin.site.corpus, plugin.problems)
    _finish(plugin.problems)
    click.echo("No problems.")


@main.group()
def translate() -> None:
    """Work on the translations of the prose."""


@translate.command("update")
@click.pass_obj
def translate_update(config_file: str) -> None:
    """Bring the catalogs up to date with the prose.

    Translations are kept. Where the source changed, the old translation stays and is marked fuzzy.
    """
    config, plugin = _load(config_file)
    problems = Problems()
    written = 0
    pages = dict(_messages_by_page(config))
    for language in plugin.languages.translations:
        for page, messages in pages.items():
            path = catalogs.catalog_path(Path(plugin.config.catalogs_dir), language, page)
            before = len(problems)
            existing = catalogs.read(path, str(path), problems)
            if len(problems) > before:
                continue  # never overwrite a catalog that could not be read
            catalog = extraction.updated(existing, messages, language, config.site_name)
            written += extraction.write_if_changed(path, extraction.serialized(catalog))
    _finish(problems)
    click.echo(f"{written} of {len(pages) * len(plugin.languages.translations)} catalogs changed.")


@translate.command("status")
@click.pass_obj
def translate_status(config_file: str) -> None:
    """Count translated, fuzzy and missing blocks of every page."""
    config, plugin = _load(config_file)
    problems = Problems()
    for language in plugin.languages.translations:
        click.echo(f"{language}  translated  fuzzy  missing  page")
        for page, messages in _messages_by_page(config):
            path = catalogs.catalog_path(Path(plugin.config.catalogs_dir), language, page)
            known = catalogs.load(path, str(path), problems)
            found = [known.get((message.context, message.text)) for message in messages]
            fuzzy = sum(1 for translation in found if translation and translation.is_fuzzy)
            missing = found.count(None)
            done = len(found) - fuzzy - missing
            click.echo(f"{'':{len(language)}}  {done:>10}  {fuzzy:>5}  {missing:>7}  {page}")
    _finish(problems)


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail when a schema is out of date.")
@click.pass_obj
def schemas(config_file: str, only_check: bool) -> None:
    """Write the JSON Schemas of the data files into `schemas/` of the data folder."""
    config, _ = _load(config_file)
    folder = Path(_corpus(config).config.data_dir) / "schemas"
    stale = []
    for name, schema in corpus.json_schemas():
        data = (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()
        path = folder / name
        if only_check:
            stale += [] if path.is_file() and path.read_bytes() == data else [name]
        elif extraction.write_if_changed(path, data):
            click.echo(f"{name} written.")
    if stale:
        raise click.ClickException(f"Out of date: {', '.join(stale)}. Run `sorotan schemas`.")


def _load(config_file: str) -> tuple[MkDocsConfig, LanguagesPlugin]:
    """The configuration of the site with its languages settled."""
    try:
        config = load_config(config_file)
    except ConfigurationError as error:
        raise click.ClickException(str(error)) from None
    plugin = config.plugins.get("sorotan/languages")
    if not isinstance(plugin, LanguagesPlugin):
        raise click.ClickException("mkdocs.yml does not enable sorotan/languages; add it to `plugins`.")
    config.plugins.on_startup(command="build", dirty=False)
    plugin.on_config(config)
    return config, plugin


def _corpus(config: MkDocsConfig) -> CorpusPlugin:
    plugin = config.plugins.get("sorotan/corpus")
    if not isinstance(plugin, CorpusPlugin):
        raise click.ClickException("mkdocs.yml does not enable sorotan/corpus; add it to `plugins`.")
    return plugin


def _messages_by_page(config: MkDocsConfig) -> Iterator[tuple[str, list[Message]]]:
    """What there is to translate, by page; the navigation counts as the page `mkdocs.yml`."""
    for file in get_files(config).documentation_pages():
        yield file.src_uri, list(_messages(file.src_uri, file.content_string, config))
    titles = dict.fromkeys(_titles(config.nav or []))
    if titles:
        context = f"{catalogs.context('mkdocs.yml')}@nav"
        yield "mkdocs.yml", [Message(title, context, "mkdocs.yml", 0, "Navigation") for title in titles]


def _messages(uri: str, source: str, config: MkDocsConfig) -> Iterator[Message]:
    shown = f"{Path(config.docs_dir).name}/{uri}"
    text, front_matter = meta.get_data(source)
    for key in TRANSLATED_META:
        if isinstance(front_matter.get(key), str):
            context = f"{catalogs.context(uri)}@{key}"
            yield Message(front_matter[key], context, shown, _line(source, front_matter[key]), f"Front matter: {key}")
    collector = CollectExtension()
    extensions = [name for name in config.markdown_extensions if isinstance(name, str)]
    Markdown(extensions=[*extensions, collector], extension_configs=config.mdx_configs or {}).convert(text)
    for block in collector.blocks:
        yield Message(block.text, catalogs.context(uri, block.id), shown, _line(source, block.text))


def _line(source: str, text: str) -> int:
    """The line on which a text begins; 0 when markup keeps it from being found."""
    at = source.find(text.splitlines()[0])
    return source.count("\n", 0, at) + 1 if at >= 0 else 0


def _titles(nav: object) -> Iterator[str]:
    if isinstance(nav, list):
        for item in nav:
            yield from _titles(item)
    elif isinstance(nav, dict):
        for title, item in nav.items():
            yield title
            yield from _titles(item)


def _finish(problems: Problems) -> None:
    """Show the problems of a command; exit with status 1 when there are any."""
    for problem in problems:
        click.echo(str(problem), err=True)
    if len(problems):
        sys.exit(1)
