"""`sorotan translate`: catalogs and what is left to do in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import click
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files
from mkdocs.utils import meta

from sorotan import languages, reading, untrusted
from sorotan.cli import project, translated_records
from sorotan.cli.reporting import refusal, report, report_options, say, show_table
from sorotan.core import catalogs, extraction, freshness, pagefile, translation_checks
from sorotan.core.catalogfolder import CatalogFolder
from sorotan.core.editing.files import EditError, Source, rewrite
from sorotan.core.extraction import Message
from sorotan.core.languages import Language
from sorotan.core.phrases import N_, Phrase, number, phrase, plural
from sorotan.core.problems import Problems
from sorotan.languages import NAVIGATION, translated_meta
from sorotan.markdown.limits import LimitsExtension
from sorotan.markdown.translate import CollectExtension
from sorotan.untrusted import shown

_HEADINGS: Final = (Phrase(N_("translated")), Phrase(N_("fuzzy")), Phrase(N_("missing")))
_RENAMED: Final = N_("{old} is {new} now, as its page was renamed.")


@click.group()
def translate() -> None:
    """Work on the translations of prose and data."""


@translate.command("update")
@click.pass_obj
def translate_update(config_file: str) -> None:
    """Bring the catalogs up to date with the prose, and records.lock with the data.

    Translations are kept. Where the source changed, the old translation stays and is marked fuzzy. Where a page was
    renamed, its catalog is, too.
    """
    config, plugin = project.load(config_file)
    problems = Problems()
    written, count = 0, 0
    refused: list[EditError] = []
    pages = dict(_messages_by_page(config, problems))
    folder = languages.catalogs_folder(config)
    for language in plugin.languages.translations:
        translated = {page: pages[page] for page in pages if not _is_written(page, language, config)}
        _rename_catalogs(folder, language, translated, Path(config.docs_dir))
        count += len(translated)
        for page, messages in translated.items():
            path = folder.catalog(language, page)
            before = len(problems)
            existing = catalogs.read(path, folder.location(language, page).file, problems)
            if len(problems) > before:
                continue  # never overwrite a catalog that could not be read
            try:
                source = Source.read(path)
                catalog = extraction.updated(existing, messages, language, config.site_name)
                written += rewrite(source, extraction.serialized(catalog, source.text))
            except EditError as error:
                refused.append(error)
    say(
        plural(
            "{written} of %(num)s catalog changed.",
            "{written} of %(num)s catalogs changed.",
            count,
            written=number(written),
        )
    )
    try:
        if records := translated_records.find(config, problems):
            records.write(records.lock)
    except EditError as error:
        refused.append(error)
    for error in refused:
        refusal(error.said).show()
    project.finish(problems, failed=bool(refused))


@translate.command("status")
@click.pass_obj
def translate_status(config_file: str) -> None:
    """Count translated, fuzzy and missing blocks of every page, and texts of records that are behind their source."""
    config, plugin = project.load(config_file)
    problems = Problems()
    for language in plugin.languages.translations:
        show_table(language, _HEADINGS, Phrase(N_("page")), _states(config, language, problems))
    if records := translated_records.find(config, problems):
        translated_records.show_counts(records, plugin)
    project.finish(problems)


def _states(config: MkDocsConfig, language: Language, problems: Problems) -> Iterator[tuple[tuple[int, int, int], str]]:
    """How many texts of each page are translated, fuzzy and missing."""
    folder = languages.catalogs_folder(config)
    for page, messages in _messages_by_page(config, problems):
        if _is_written(page, language, config):
            continue
        known = catalogs.load(folder.catalog(language, page), folder.location(language, page).file, problems)
        found = [known.get((message.context, message.text)) for message in messages]
        fuzzy = sum(1 for translation in found if translation and translation.is_fuzzy)
        missing = found.count(None)
        yield (len(found) - fuzzy - missing, fuzzy, missing), page


@translate.command("check")
@report_options
@click.pass_obj
def translate_check(config_file: str, style: str, language: Language) -> None:
    """Compare translations with their source: links, code, placeholders and figures.

    Lists translations that are older than their source, with the words that changed. Exits with status 1 when
    something differs.
    """
    config, plugin = project.load(config_file)
    problems = Problems()
    folder = languages.catalogs_folder(config)
    for translation in plugin.languages.translations:
        for path in folder.files(translation, problems):
            place = folder.locate(path).file
            if catalog := catalogs.read(path, place, problems):
                translation_checks.check(catalog, place, plugin.languages.source, translation, problems)
    if records := translated_records.find(config, problems):
        freshness.check(records.behind, problems, records.earlier(records.behind))
    report(problems, config_file, style, language)


translate.add_command(translated_records.confirm)


def _rename_catalogs(folder: CatalogFolder, language: Language, pages: Mapping[str, list[Message]], docs: Path) -> None:
    """Give the catalog of a page that is gone to the page that has the very same texts, and no catalog yet."""
    texts = {folder.catalog(language, page): {m.text for m in found} for page, found in pages.items()}
    for page, path in folder.strays(language, pages, Problems()).items():
        if os.path.lexists(docs / page):  # it cannot be read, or is a draft
            continue
        known = {message.id for message in catalogs.read(path, "", Problems()) or () if message.id}
        new = next((new for new in texts if known and texts[new] == known and not os.path.lexists(new)), None)
        if new:
            with suppress(OSError):  # what may not be renamed is told by `sorotan check`
                new.parent.mkdir(parents=True, exist_ok=True)
                path.rename(new)
                say(phrase(_RENAMED, old=folder.locate(path), new=folder.locate(new)))


def _messages_by_page(config: MkDocsConfig, problems: Problems) -> Iterator[tuple[str, list[Message]]]:
    """What there is to translate, by page; the navigation counts as the page `mkdocs.yml`.

    Pages that cannot be read are left out; problems say why.
    """
    root = Path(config.config_file_path).parent
    site = languages.of(config)
    files = get_files(config)
    untrusted.withdraw(files, config, problems)
    for file in files.documentation_pages():
        if site.split(file.src_uri)[0] != site.source:
            continue  # it is written in that language, and translated into none
        path = Path(file.abs_src_path or "")
        text = pagefile.read(path, shown(path, root), problems)
        if text is not None:
            yield file.src_uri, list(_messages(file.src_uri, text, config))
    titles = dict.fromkeys(reading.navigation_titles(config.nav or []))
    if titles:
        context = catalogs.context(NAVIGATION, part="nav")
        yield NAVIGATION, [Message(title, context, NAVIGATION, 0, "Navigation") for title in titles]


def _is_written(page: str, language: Language, config: MkDocsConfig) -> bool:
    """Whether somebody wrote the page in this language, so that it has no translation."""
    return Path(config.docs_dir, languages.of(config).localize(page, language)).is_file()


def _messages(uri: str, source: str, config: MkDocsConfig) -> Iterator[Message]:
    place = shown(Path(config.docs_dir, uri), Path(config.config_file_path).parent)
    text, front_matter = meta.get_data(source)
    for key, title in translated_meta(front_matter).items():
        context = catalogs.context(uri, part=key)
        yield Message(title, context, place, _line(source, title), f"Front matter: {key}")
    collector = CollectExtension()
    extensions = [name for name in config.markdown_extensions if isinstance(name, str)]
    ours = [LimitsExtension(), collector]
    Markdown(extensions=[*extensions, *ours], extension_configs=config.mdx_configs or {}).convert(text)
    body = len(source) - len(text)
    for block in collector.blocks:
        for found in block.texts:
            yield Message(found, catalogs.context(uri, block.id), place, _line(source, found, body))


def _line(source: str, text: str, start: int = 0) -> int:
    """The line on which a text begins, looked for from `start` on; 0 when markup keeps it from being found."""
    at = source.find(text.splitlines()[0], start)
    return source.count("\n", 0, at) + 1 if at >= 0 else 0
