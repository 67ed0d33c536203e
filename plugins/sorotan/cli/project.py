"""The project that a command works on: its configuration, with languages and corpus ready to be used."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from sorotan.cli.reporting import refusal
from sorotan.core import textfile, yamlfile
from sorotan.core.phrases import N_, phrase
from sorotan.core.problems import Problems
from sorotan.corpus import CorpusPlugin
from sorotan.interface import told
from sorotan.languages import LanguagesPlugin, plugin_of

_NO_CONFIGURATION: Final = N_(
    "{file} does not exist; run this in the folder of mkdocs.yml, or name the file with `sorotan -f`."
)
_NOT_ENABLED: Final = N_("mkdocs.yml does not enable {plugin}; add it to `plugins`.")


def load(config_file: str) -> tuple[MkDocsConfig, LanguagesPlugin]:
    """The configuration of the site with its languages settled.

    Raises:
        click.ClickException: the configuration cannot be used; the message says why.
        SystemExit: it is no YAML, which is told.
    """
    if not os.path.lexists(config_file):
        raise refusal(phrase(_NO_CONFIGURATION, file=config_file))
    try:
        config = load_config(config_file, strict=False)  # of a build: warnings would end the command
    except ConfigurationError as error:
        problems = Problems()  # in plain words, and in those of the editor's language
        yamlfile.check(Path(config_file), Path(config_file).name, problems)
        if len(problems):
            finish(problems)
        raise click.ClickException(str(error)) from None
    except OSError as error:
        reason = textfile.explain(error)
        raise refusal(phrase(N_("{file} cannot be read: {reason}."), file=config_file, reason=reason)) from None
    plugin = plugin_of(config)
    if plugin is None:
        raise refusal(phrase(_NOT_ENABLED, plugin="sorotan/languages"))
    config.plugins.on_startup(command="build", dirty=False)
    plugin.on_config(config)
    return config, plugin


def corpus_of(config: MkDocsConfig) -> CorpusPlugin:
    """The corpus plugin of the site; its data is not loaded yet.

    Raises:
        click.ClickException: mkdocs.yml does not enable it.
    """
    plugin = config.plugins.get("sorotan/corpus")
    if not isinstance(plugin, CorpusPlugin):
        raise refusal(phrase(_NOT_ENABLED, plugin="sorotan/corpus"))
    return plugin


def finish(problems: Problems, failed: bool = False) -> None:
    """Show the problems of a command; exit with status 1 when there are any, or when it failed otherwise."""
    for problem in problems:
        click.echo(told(problem), err=True)
    if len(problems) or failed:
        sys.exit(1)
