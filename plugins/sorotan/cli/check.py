"""`sorotan check`: everything that is wrong, without building."""

from __future__ import annotations

from collections.abc import Sequence

import click
from mkdocs.exceptions import Abort

from sorotan import reading
from sorotan.cli import configuration, project
from sorotan.cli.reporting import report, report_options
from sorotan.core import notices, prosechecks
from sorotan.core.languages import Language
from sorotan.core.pagefile import Page
from sorotan.core.problems import Problems
from sorotan.corpus import CorpusPlugin
from sorotan.store import open_store


@click.command()
@report_options
@click.option("--notices", "with_notices", is_flag=True, help="Tell what might be tidied up, too.")
@click.option("--strict", is_flag=True, help="Tell what might be tidied up, and fail on it.")
@click.pass_obj
def check(config_file: str, style: str, language: Language, with_notices: bool, strict: bool) -> None:
    """Report everything that is wrong with the data, the prose and its translations, without building.

    Whether figures, links and code of a translation are those of its source is told by `sorotan translate check`.

    Exits with status 1 when something is wrong. What might be tidied up (records that nothing uses, names that no
    entity has) is not wrong.
    """
    try:
        with configuration.complaints_kept() as complaints:
            config, languages = project.load(config_file)
    except Abort:  # there is nothing more to be checked
        problems = Problems()
        configuration.report(complaints, config_file, problems)
        report(problems, config_file, style, language)
        raise
    corpus = project.corpus_of(config)
    store = open_store(config, "check")
    corpus.load(config, store)
    read = reading.read_pages(config, languages, corpus, store)
    store.keep()
    problems, site = corpus.problems, corpus.site
    configuration.report(complaints, config_file, problems, config)
    mistyped = prosechecks.check(site.prose, site.corpus, site.languages.source, corpus.pages.page_of, problems)
    prosechecks.check_links(read.pages, site.prose, site.languages.source, mistyped, problems)
    if read.links is not None:
        read.links.check(mistyped)
    problems.update(languages.problems)
    if with_notices or strict:
        _add_notices(corpus, read.pages, problems)
    report(problems, config_file, style, language, strict)


def _add_notices(plugin: CorpusPlugin, pages: Sequence[Page], problems: Problems) -> None:
    """Add what might be tidied up."""
    corpus, prose, source = plugin.site.corpus, plugin.site.prose, plugin.site.languages.source
    names = notices.names_in_use(corpus, prose, plugin.source_texts, source)
    notices.check_unused(corpus, pages, names, problems)
    notices.check_unknown_names(prose, pages, source, problems)
    notices.check_comments(corpus, pages, problems)
    notices.check_pages(corpus, pages, plugin.pages.articles_folder, problems)
    notices.check_quoted_words(corpus, prose, source, plugin.pages.find_words, problems)
