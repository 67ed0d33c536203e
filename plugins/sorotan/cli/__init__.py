"""The command `sorotan`: what editors do besides `mkdocs build`. One module for each subject."""

from __future__ import annotations

import click

from sorotan.cli.anchors import anchors
from sorotan.cli.check import check
from sorotan.cli.importing import import_
from sorotan.cli.new import new
from sorotan.cli.rename import merge, publish_lock, rename
from sorotan.cli.schemas import schemas
from sorotan.cli.translate import translate


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-sorotan")
@click.option(
    "-f", "--config-file", type=click.Path(dir_okay=False), default="mkdocs.yml", help="Configuration of the site."
)
@click.pass_context
def main(context: click.Context, config_file: str) -> None:
    """Check, translate and edit a briefing."""
    context.obj = config_file


for command in (anchors, check, import_, merge, new, publish_lock, rename, schemas, translate):
    main.add_command(command)
