"""Translated texts of records that are older than their source.

`records.lock`, in the folder of the catalogs, says of which source text each translation was made: a line for each,
with digests of both. It is asked by the translation, so that a source that changes without it is noticed wherever in a
list both stand. A translation that it does not have is new, and taken to be right.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from sorotan.core import textfile
from sorotan.core.corpus import KEYED_FILES, Corpus
from sorotan.core.languages import SiteLanguages
from sorotan.core.phrases import N_, Phrase
from sorotan.core.problems import Location, Problems
from sorotan.core.recordlinks import with_addresses
from sorotan.core.records import Localized, Record
from sorotan.core.translation_checks import changes
from sorotan.core.yamlfile import Path_

LOCK: Final = "records.lock"
"""Name of the file, in the folder of the catalogs."""

_HEADER: Final = "# Of which source text every translation in the data was made. By `sorotan translate update`.\n"
_DIGITS: Final = 12
"""Hexadecimal digits of a digest. It tells apart the versions of one text, so that a few are enough."""
_LINE: Final = re.compile(
    r"(?P<record>[a-z]+/[a-z0-9-]+) (?P<field>[a-zA-Z.]+) (?P<language>[a-z]+)"
    rf" (?P<translation>[0-9a-f]{{{_DIGITS}}}) (?P<source>[0-9a-f]{{{_DIGITS}}})"
)

_UNTOLD: Final = (
    Phrase(N_("`sorotan translate check` tells what changed in it")),
    Phrase(N_("Git does not know what it said before")),
)
"""Why it is not told what changed: because nobody asked, or because nobody knows."""


class Line(NamedTuple):
    """One line of the lock file."""

    record: str
    """Kind and id of the record, such as `entities/deepseek-r1`."""
    field: str
    """Where in the record the text stands, without places in lists: `facts.note`."""
    language: str
    translation: str
    """Digest of the translation."""
    source: str
    """Digest of the source text that it was made of."""

    @property
    def translated(self) -> tuple[str, ...]:
        """All but the source: what the lock file is asked for."""
        return self[:-1]


Lock = frozenset[Line]
Behind = frozenset[tuple[str, str]]
"""Names of records (`entities/deepseek-r1`), each with a language in which some text of it is older than its source."""


@dataclass(frozen=True)
class TranslatedText:
    """A text of a record in the source language and in another."""

    line: Line
    """What the lock file says of it when it is up to date."""
    source: str
    translation: str
    owner: Record = field(repr=False)
    path: Path_
    """Where the translation stands in the record `owner`."""

    @property
    def location(self) -> Location:
        """Where the translation stands."""
        return self.owner.locate(*self.path)


@dataclass(frozen=True)
class LaggingText:
    """A translated text whose source changed, while the translation did not."""

    text: TranslatedText
    made_of: str
    """Digest of the source text of which the translation was made."""


def digest(text: str) -> str:
    """What stands for a text in the lock file.

    Where its lines break makes no difference, nor does the id in a link: a record that is renamed changes no words.
    """
    said = with_addresses(text, lambda link: f"{link.scheme}:" if link.scheme else link.address)
    return hashlib.sha256(" ".join(said.split()).encode()).hexdigest()[:_DIGITS]


def renamed(text: str, old: str, new: str) -> str:
    """The content of a lock file with the record `old` (`entities/x`) made `new`."""
    before = text.splitlines(keepends=True)
    lines = [new + line.removeprefix(old) if line.startswith(f"{old} ") else line for line in before]
    return text if lines == before else "".join(sorted(lines, key=lambda line: (_LINE.match(line) is not None, line)))


def texts(corpus: Corpus, languages: SiteLanguages) -> Iterator[TranslatedText]:
    """Every text of a record that differs between the source language and another."""
    for name, record in _records(corpus):
        for path, text in _localized(record, ()):
            for language in languages.translations:
                source, translation = text[languages.source], text[language]
                if source != translation:
                    field = ".".join(step for step in path if isinstance(step, str))
                    line = Line(name, field, language, digest(translation), digest(source))
                    yield TranslatedText(line, source, translation, record, (*path, language))


def _records(corpus: Corpus) -> Iterator[tuple[str, Record]]:
    for kind in KEYED_FILES:
        for id, record in getattr(corpus, kind.name).items():
            yield f"{kind.name}/{id}", record
    for id, (_, note) in corpus.notes.items():
        yield f"notes/{id}", note


def _localized(record: Record, path: Path_) -> Iterator[tuple[Path_, Localized]]:
    for name, value in record:
        items = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for index, item in items:
            where = (*path, name) if index is None else (*path, name, index)
            if isinstance(item, Localized):
                yield where, item
            elif isinstance(item, Record):
                yield from _localized(item, where)


def read(path: Path, shown_as: str, problems: Problems) -> Lock | None:
    """The lock file at `path`; empty when there is none, None when it cannot be used: problems say why."""
    if not os.path.lexists(path):
        return frozenset()
    text = textfile.read_merged(path, shown_as, problems)
    if text is None:
        return None
    lines = set()
    for number, written in enumerate(text.splitlines(), 1):
        if match := _LINE.fullmatch(written):
            lines.add(Line(**match.groupdict()))
        elif written.strip() and not written.startswith("#"):
            problems.add("SRT068", Location(shown_as, number, 1))
            return None
    return frozenset(lines)


def lock_text(lock: Lock) -> str:
    """The content of the lock file."""
    return _HEADER + "".join(f"{' '.join(line)}\n" for line in sorted(lock))


def lagging(found: Iterable[TranslatedText], lock: Lock) -> list[LaggingText]:
    """The translated texts that were made of another source text than the present one."""
    sources: dict[tuple[str, ...], set[str]] = {}
    for line in lock:
        sources.setdefault(line.translated, set()).add(line.source)
    if not sources:
        return []  # nothing is known of any text: there may be ten thousands
    return [
        LaggingText(text, max(known))
        for text in found
        if (known := sources.get(text.line.translated)) and text.line.source not in known
    ]


def updated(lock: Lock, found: Iterable[TranslatedText], corpus: Corpus) -> Lock:
    """The lock file for the present texts. What lags behind goes on lagging behind.

    What it says of records that cannot be read at present stays.
    """
    found = list(found)
    behind = {item.text.line.translated for item in lagging(found, lock)}
    unseen = {f"{kind}/{id}" for kind, id in corpus.rejected}
    kept = {line for line in lock if line.translated in behind or line.record in unseen}
    return frozenset(kept | {text.line for text in found if text.line.translated not in behind})


def check(behind: Iterable[LaggingText], problems: Problems, earlier: Mapping[str, str] | None = None) -> None:
    """Report texts that lag behind.

    Args:
        behind: The texts.
        problems: Where to report.
        earlier: Source texts of the past by digest, as far as they are known; what changed since is told. None when
            nobody asked for them: it takes too long for every build.
    """
    for item in behind:
        old = (earlier or {}).get(item.made_of)
        difference: str | Phrase = changes(old, item.text.source) if old is not None else _UNTOLD[earlier is not None]
        line = item.text.line
        problems.add("SRT067", item.text.location, field=line.field, record=line.record, changes=difference)


def records_behind(behind: Iterable[LaggingText]) -> Behind:
    """The records that have a text that lags behind, each with its language."""
    return frozenset((item.text.line.record, item.text.line.language) for item in behind)
