"""`sorotan check`: everything that is wrong, without building."""

from __future__ import annotations

import click

from sorotan import reading
from sorotan.cli import configuration, project
from sorotan.cli.reporting import report, report_options
from sorotan.core import notices, prosechecks
from sorotan.core.languages import Language
from sorotan.store import open_store


@click.command()
@report_options
@click.option("--notices", "with_notices", is_flag=True, help="Tell what might be tidied up, too.")
@click.option("--strict", is_flag=True, help="Tell what might be tidied up, and fail on it.")
@click.pass_obj
def check(config_file: str, style: str, language: Language, with_notices: bool, strict: bool) -> None:
    """Report everything that is wrong with the data, the prose and its translations, without building.

    Whether figures, links and names of a translation are those of its source is told by `sorotan translate check`.

    Exits with status 1 when something is wrong. What might be tidied up (records that nothing uses, names that no
    entity has) is not wrong.
    """
    with configuration.warnings_kept() as warnings:
        config, languages = project.load(config_file)
    corpus = project.corpus_of(config)
    store = open_store(config, "check")
    corpus.load(config, store)
    read = reading.read_pages(config, languages, corpus, store)
    store.keep()
    problems, site = corpus.problems, corpus.site
    configuration.report(warnings, config, problems)
    mistyped = prosechecks.check(site.prose, site.corpus, site.languages.source, corpus.pages.page_of, problems)
    prosechecks.check_links(read.pages, site.prose, site.languages.source, mistyped, problems)
    if read.links is not None:
        read.links.check(mistyped)
    problems.update(languages.problems)
    if with_notices or strict:
        folder, written_in = corpus.pages.articles_folder, site.languages.source
        find = corpus.pages.find_words
        notices.check(site.corpus, site.prose, corpus.source_texts, read.pages, folder, written_in, find, problems)
    report(problems, config_file, style, language, strict)
