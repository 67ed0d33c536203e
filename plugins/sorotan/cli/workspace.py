"""The files that the editing commands work on: everything read first, and written back only as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Final

import click
from mkdocs.config.defaults import MkDocsConfig

from sorotan import reading
from sorotan.cli import project
from sorotan.cli.reporting import refusal, say_written
from sorotan.core.corpus import Corpus
from sorotan.core.editing import yamltext
from sorotan.core.editing.files import EditError, Source, changed_meanwhile, write
from sorotan.core.phrases import N_, Phrase, phrase
from sorotan.core.prose import Prose
from sorotan.core.records import Record
from sorotan.core.yamlfile import Path_
from sorotan.corpus import CorpusPlugin
from sorotan.interface import told
from sorotan.languages import LanguagesPlugin
from sorotan.store import open_store
from sorotan.untrusted import shown

_UNREADABLE: Final = Phrase(N_("Put this right first; nothing was changed."))
_REJECTED: Final = N_("“{id}” has a mistake of its own; mend it first (`sorotan check` names it).")


@dataclass(frozen=True)
class Workspace:
    """A project whose data and articles are read."""

    config: MkDocsConfig
    languages: LanguagesPlugin
    plugin: CorpusPlugin

    @property
    def corpus(self) -> Corpus:
        """The records."""
        return self.plugin.site.corpus

    @property
    def prose(self) -> Prose:
        """The articles."""
        return self.plugin.site.prose

    @property
    def data(self) -> Path:
        """The data folder."""
        return Path(self.plugin.config.data_dir)

    @property
    def catalogs(self) -> Path:
        """The folder of the translations."""
        return Path(self.languages.config.catalogs_dir)

    def shown(self, path: Path) -> str:
        """A path as the editor knows it."""
        return shown(path.resolve(), Path(self.config.config_file_path).resolve().parent)

    @contextmanager
    def about(self, source: Source) -> Iterator[None]:
        """Name the file in what the editor is told of a change that cannot be made."""
        try:
            yield
        except EditError as error:
            raise EditError(phrase("{file}: {reason}", file=self.shown(source.path), reason=error.said)) from None

    def source_of(self, record: Record) -> Source:
        """The file that a record was read from."""
        document, _ = record.origin
        assert document is not None  # records of the corpus come from files
        below = Path(self.config.config_file_path).parent / document.file
        source = Source.read(below if below.is_file() else self.data.parent / document.file)
        if StringIO(source.text.removeprefix("\ufeff"), newline=None).read() != document.text:
            raise changed_meanwhile(document.file)
        return source

    def say_written(self, changes: Iterable[tuple[Source, str]]) -> None:
        """Tell the editor which files were written."""
        for source, _ in changes:
            say_written(self.shown(source.path))

    def set_values(self, source: Source, record: Record, values: Mapping[Path_, str]) -> None:
        """Change values of a record, and nothing else of its file."""
        _, path = record.origin
        write([(source, yamltext.with_values(source.text, {(*path, *field): text for field, text in values.items()}))])


def load(config_file: str) -> Workspace:
    """The project, with its data and articles.

    Raises:
        click.ClickException: some file cannot be read, or has a key twice. What is not read cannot be looked through
            either.
    """
    config, languages = project.load(config_file)
    plugin = project.corpus_of(config)
    store = open_store(config, "check")  # what a check has kept is not ours to forget: this is not kept
    plugin.load(config, store)
    reading.read_pages(config, languages, plugin, store)
    unreadable = [
        problem for problem in (*plugin.problems, *languages.problems) if problem.is_fatal or problem.code == "SRT004"
    ]
    if unreadable:
        listing = "\n".join(told(problem) for problem in unreadable)
        raise click.ClickException(f"{told(_UNREADABLE)}\n{listing}")
    return Workspace(config, languages, plugin)


def refuse_rejected(space: Workspace, kind: str, id: str) -> None:
    """Tell the editor that a record is there, and why nothing can be done with it.

    Raises:
        EditError: it has a mistake of its own.
    """
    if (kind, id) in space.corpus.rejected:
        raise EditError(phrase(_REJECTED, id=id))


@contextmanager
def editing() -> Iterator[None]:
    """Tell the editor of changes that could not be made, in a sentence."""
    try:
        yield
    except EditError as error:
        raise refusal(error.said) from None
