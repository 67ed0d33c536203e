"""`sorotan schemas`: JSON Schemas of the data files, for completion and checks in text editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sorotan.cli import project
from sorotan.cli.workspace import editing
from sorotan.core import corpus
from sorotan.core.editing.files import Source, rewrite


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail when a schema is out of date.")
@click.pass_obj
def schemas(config_file: str, only_check: bool) -> None:
    """Write the JSON Schemas of the data files into `schemas/` of the data folder."""
    config, _ = project.load(config_file)
    folder = Path(project.corpus_of(config).config.data_dir) / "schemas"
    stale = []
    for name, schema in corpus.json_schemas():
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        with editing():
            source = Source.read(folder / name)
            if only_check:
                stale += [] if source.text == text else [name]
            elif rewrite(source, text):
                click.echo(f"{name} written.")
    if stale:
        raise click.ClickException(f"Out of date: {', '.join(stale)}. Run `sorotan schemas`.")
