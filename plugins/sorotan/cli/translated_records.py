"""The part of `sorotan translate` that is about texts of records, which stand beside their source."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import click
from mkdocs.config.defaults import MkDocsConfig

from sorotan import history
from sorotan.cli import project
from sorotan.cli.reporting import confirmed, labelled, say, show_table
from sorotan.cli.workspace import editing
from sorotan.core import freshness
from sorotan.core.editing.files import EditError, Source, rewrite
from sorotan.core.freshness import LaggingText, TranslatedText
from sorotan.core.phrases import N_, Phrase, number, phrase, plural, suggesting
from sorotan.core.problems import Problems, nearest
from sorotan.core.translation_checks import changes
from sorotan.corpus import CorpusPlugin, shown
from sorotan.languages import LanguagesPlugin, catalogs_folder
from sorotan.store import open_store

_WRITTEN: Final = N_("{file} written: {texts}, {behind} behind.")
_UNCHANGED: Final = N_("{file} unchanged: {texts}, {behind} behind.")
_HEADINGS: Final = (Phrase(N_("translated")), Phrase(N_("behind")), Phrase(N_("new")))


@dataclass(frozen=True)
class TranslatedRecords:
    """The records of a project, and the file that says of which source texts their translations were made."""

    config: MkDocsConfig
    plugin: CorpusPlugin
    lock: freshness.Lock

    @cached_property
    def texts(self) -> list[TranslatedText]:
        """Every translated text."""
        return list(freshness.texts(self.plugin.site.corpus, self.plugin.site.languages))

    @cached_property
    def behind(self) -> list[LaggingText]:
        """The texts that are older than their source."""
        return freshness.lagging(self.texts, self.lock)

    @property
    def root(self) -> Path:
        """The folder of mkdocs.yml."""
        return Path(self.config.config_file_path).parent

    def earlier(self, behind: list[LaggingText]) -> dict[str, str]:
        """What the sources of texts said when these were translated, by digest, as far as Git knows."""
        digests: dict[Path, set[str]] = {}
        for item in behind:
            digests.setdefault(self.root / item.text.location.file, set()).add(item.made_of)
        found: dict[str, str] = {}
        for file, wanted in digests.items():
            found |= history.earlier_texts(file, wanted)
        return found

    def write(self, lock: freshness.Lock) -> None:
        """Bring the file up to date, and say what that means.

        Raises:
            EditError: the file cannot be written.
        """
        path = catalogs_folder(self.config).path / freshness.LOCK
        new = freshness.updated(lock, self.texts, self.plugin.site.corpus)
        is_new = rewrite(Source.read(path), freshness.lock_text(new))
        behind = len(freshness.lagging(self.texts, new))
        name = shown(path, self.root)
        texts = plural("%(num)s text", "%(num)s texts", len(self.texts))
        say(phrase(_WRITTEN if is_new else _UNCHANGED, file=name, texts=texts, behind=number(behind)))


def find(config: MkDocsConfig, problems: Problems) -> TranslatedRecords | None:
    """The records of the project, or None where it has none, or they cannot be read: problems say why."""
    if "sorotan/corpus" not in config.plugins:
        return None
    plugin = project.corpus_of(config)
    plugin.load(config, open_store(config, "check"))
    plugin.parses.stop()
    unreadable = [problem for problem in plugin.problems if problem.is_fatal]
    if unreadable or plugin.lock is None:
        problems.update(unreadable)
        return None
    return TranslatedRecords(config, plugin, plugin.lock)


def show_counts(records: TranslatedRecords, languages: LanguagesPlugin) -> None:
    """Count the texts of each kind of record: up to date, behind their source, not in the file yet."""
    behind = {item.text.line for item in records.behind}
    known = {line.translated for line in records.lock}
    for language in languages.languages.translations:
        counts: dict[str, Counter[str]] = {}
        for line in (text.line for text in records.texts if text.line.language == language):
            state = "behind" if line in behind else "current" if line.translated in known else "new"
            counts.setdefault(line.record.partition("/")[0], Counter())[state] += 1
        rows = [([count[state] for state in ("current", "behind", "new")], kind) for kind, count in counts.items()]
        show_table(language, _HEADINGS, Phrase(N_("records")), rows)


@click.command()
@click.argument("names", metavar="[RECORD]...", nargs=-1)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def confirm(config_file: str, names: tuple[str, ...], yes: bool) -> None:
    """Say that a translation still holds although its source changed.

    RECORD is the kind and the id, such as entities/deepseek-r1, or the id alone. Without any, every text that lags
    behind is shown, one after the other.
    """
    config, _ = project.load(config_file)
    problems = Problems()
    records = find(config, problems)
    if records is None:
        project.finish(problems)
        sys.exit()
    with editing():
        behind = _named(names, records)
        earlier = records.earlier(behind)
        accepted = [item.text.line for item in behind if _is_accepted(item, earlier.get(item.made_of), yes)]
        if accepted:
            records.write(records.lock.union(accepted))
        elif not behind:
            say(Phrase(N_("No translation in the data is behind its source.")))


def _named(names: tuple[str, ...], records: TranslatedRecords) -> list[LaggingText]:
    """The texts behind their source that belong to the records with these names; all when there are no names.

    Raises:
        EditError: nothing of a record is behind.
    """
    chosen: list[LaggingText] = []
    for name in names:
        of_name = [item for item in records.behind if name in (item.text.line.record, _id(item.text.line.record))]
        if not of_name:
            known = {text.line.record for text in records.texts}
            if name in known or name in map(_id, known):
                raise EditError(phrase(N_("No translation of “{record}” is behind its source."), record=name))
            missing = phrase(N_("There is no record “{record}” with a translation."), record=name)
            raise EditError(suggesting(missing, nearest(name, known if "/" in name else map(_id, known))))
        chosen += [item for item in of_name if item not in chosen]
    return chosen if names else records.behind


def _id(record: str) -> str:
    return record.partition("/")[2]


def _is_accepted(item: LaggingText, old: str | None, yes: bool) -> bool:
    text = item.text
    click.echo(f"{text.location}: {text.line.record} {text.line.field}")
    if old is not None:
        click.echo(labelled(Phrase(N_("changed")), changes(old, text.source)))
    for label, words in ((Phrase(N_("source")), text.source), (Phrase(text.line.language), text.translation)):
        click.echo(labelled(label, " ".join(words.split())))
    return yes or confirmed(Phrase(N_("Does the translation still hold?")))
