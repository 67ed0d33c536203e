"""`sorotan schemas`: JSON Schemas of the data files, for completion and checks in text editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sorotan.cli import project
from sorotan.cli.reporting import refusal, say_written
from sorotan.cli.workspace import editing
from sorotan.core import corpus
from sorotan.core.editing.files import Source, as_before, write
from sorotan.core.phrases import N_, joined, phrase


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail when a schema is out of date.")
@click.pass_obj
def schemas(config_file: str, only_check: bool) -> None:
    """Write the JSON Schemas of the data files into `schemas/` of the data folder."""
    config, _ = project.load(config_file)
    folder = Path(project.corpus_of(config).config.data_dir) / corpus.SCHEMAS
    with editing():
        changes = []
        for name, schema in corpus.json_schemas():
            source = Source.read(folder / name)
            text = as_before(source, json.dumps(schema, indent=2, ensure_ascii=False) + "\n")
            changes += [(source, text)] if text != source.text else []
        if only_check and changes:
            stale = joined([source.path.name for source, _ in changes])
            raise refusal(phrase(N_("Out of date: {files}. Run `sorotan schemas`."), files=stale))
        write(changes)
    for source, _ in changes:
        say_written(source.path.name)
