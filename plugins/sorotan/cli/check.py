"""`sorotan check`: everything that is wrong, without building."""

from __future__ import annotations

import click

from sorotan import reading
from sorotan.cli import project
from sorotan.core import prose


@click.command()
@click.pass_obj
def check(config_file: str) -> None:
    """Report everything that is wrong with the data and its anchors in the prose, without building.

    Exits with status 1 when there is a problem.
    """
    config, languages = project.load(config_file)
    plugin = project.corpus_of(config)
    plugin.load(config)
    reading.read_articles(config, languages, plugin)
    prose.check(plugin.site.prose, plugin.site.corpus, plugin.problems)
    project.finish(plugin.problems)
    click.echo("No problems.")
