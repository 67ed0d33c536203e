"""Finding the data files of a site, and making one corpus of what is in them."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, get_args

from pydantic import ValidationError

from sorotan.core import complaints, textfile, yamlerrors, yamlfile
from sorotan.core.corpus import ANNOTATION_FILES, KEYED_FILES, SCHEMAS, UNWRITTEN, Corpus, FileKind
from sorotan.core.languages import LANGUAGES
from sorotan.core.phrases import N_, Phrase, phrase
from sorotan.core.problems import Location, Problems, nearest
from sorotan.core.records import (
    Annotation,
    AnnotationFile,
    BlockWords,
    Entity,
    MentionCorrection,
    Record,
    Written,
    as_id,
    is_address,
    is_id,
)
from sorotan.core.vocabulary import Kind

_ANNOTATION_LISTS: Final[dict[str, type[Record]]] = {
    "annotations": Annotation,
    "mentions": MentionCorrection,
    "ignore": BlockWords,
}

_PLACES: Final = [pattern.rpartition("/") for kind in (*KEYED_FILES, ANNOTATION_FILES) for pattern in kind.patterns]
"""Where files are read: the folder, and the pattern of their names at the end."""

_IN_CURLY: Final = re.compile(r"[“„”«][^“„”«»]*[“”»]?|‘[^‘’]*’")
"""A name that somebody put into quotation marks. A comma in it may have cut the second one off."""

_NOT_KEYED: Final = Phrase(N_("write a mapping of id to record"))
_NOT_NOTES: Final = Phrase(N_("write `annotations:` first"))
_NOT_QUOTED: Final = Phrase(N_("this id looks like a number or a word of YAML; put it in quotation marks"))


def load(
    folder: Path,
    shown_as: str,
    problems: Problems,
    project: Path | None = None,
    parses: textfile.Parses | None = None,
) -> Corpus:
    """The corpus in `folder`. What could not be used is left out and told to `problems`.

    Args:
        folder: The data folder.
        shown_as: How to name the folder to the editor.
        problems: Where to report.
        project: The folder of the site. Files may be links to others in it; without it, in the data folder only.
        parses: Keeps what was parsed, for files that stay as they are.
    """
    return _Loader(folder, shown_as, problems, project or folder, parses).corpus()


class _Loader:
    """Loads one data folder. The arguments are those of `load`."""

    def __init__(
        self, folder: Path, shown_as: str, problems: Problems, project: Path, parses: textfile.Parses | None
    ) -> None:
        self._folder, self._shown_as, self._problems = folder, shown_as, problems
        self._project, self._parses = project, parses
        self._rejected: set[tuple[str, str]] = set()
        """Kind and id of records that have problems of their own."""
        self._refused: list[Written] = []
        """Records that are not used."""

    def corpus(self) -> Corpus:
        """All that is in the folder."""
        if not self._folder.is_dir():
            if self._folder.exists():
                self._problems.add("SRT002", Location(self._shown_as), reason=textfile.NOT_A_FOLDER)
            else:
                self._problems.add("SRT001", Location(self._shown_as), path=self._shown_as)
            return Corpus()
        tables: dict[str, Mapping[str, Any]] = {kind.name: self._keyed(kind) for kind in KEYED_FILES}
        tables[ANNOTATION_FILES.name] = {
            Path(document.file).stem: self._annotations(document) for document in self._documents(ANNOTATION_FILES)
        }
        self._report_strays()
        return Corpus(**tables, rejected=frozenset(self._rejected), refused=tuple(self._refused))

    def _documents(self, kind: FileKind) -> Iterator[yamlfile.Document]:
        """The files of one kind. What is left to be written in one is told once its records are validated."""
        for pattern in kind.patterns:
            yield from self._matching(pattern)

    def _matching(self, glob: str) -> Iterator[yamlfile.Document]:
        subfolder, _, pattern = glob.rpartition("/")
        prefix = f"{self._shown_as}/{subfolder}" if subfolder else self._shown_as
        try:
            names = sorted(os.listdir(self._folder / subfolder))
        except FileNotFoundError:
            return  # nothing of this kind is written yet
        except OSError as error:
            self._problems.add("SRT002", Location(prefix), reason=textfile.explain(error))
            return
        for name in fnmatch.filter(names, pattern):
            if name.startswith("."):
                continue  # text editors' own files
            path, place = self._folder / subfolder / name, f"{prefix}/{name}"
            if not textfile.stays(path, place, self._problems, self._folder, self._project):
                continue
            if document := yamlfile.read(path, place, self._problems, self._parses):
                yield document
                if UNWRITTEN in document.text:  # its records are validated now, and what of them is no text was told
                    told = {problem.location for problem in self._problems if problem.code == "SRT080"}
                    self._report_unwritten(document, told)

    def _keyed(self, kind: FileKind) -> Mapping[str, Record]:
        """The records of all files of one kind by id."""
        records: dict[str, Record] = {}
        for document in self._documents(kind):
            if document.data is None:
                continue
            if not isinstance(document.data, dict):
                self._problems.add("SRT010", document.locate(()), field=Phrase(kind.title), reason=_NOT_KEYED)
                continue
            for id, data in document.data.items():
                article = str(data.get("article", "")) if isinstance(data, dict) else ""
                written = Written(kind.record, data, document, (id,), article)
                is_free, record = self._is_free(id, kind, records, document), self._validated(written)
                if is_free and record:
                    records[id] = record
                elif is_free:
                    self._rejected.add((kind.name, id))
                elif record:
                    self._refused.append(written)
        return records

    def _is_free(self, id: Any, kind: FileKind, records: Mapping[str, Record], document: yamlfile.Document) -> bool:
        """Whether a key of a file can be that of one more record; reported where it cannot."""
        key = yamlfile.as_written(id)
        is_key = is_address(key) if kind.by_address else is_id(key) and isinstance(id, str)
        if is_key and id not in records:
            return True
        place = document.locate((id,), key=True)
        if is_key:
            self._problems.add("SRT020", place, id=id, other=records[id].locate())
            return False
        if kind.by_address:
            field = phrase("“{key}”", key=key)
            self._problems.add("SRT010", place, field=field, reason=complaints.NO_ADDRESS)
            return False
        if is_id(key):
            self._problems.add("SRT010", place, field=f"“{key}”", reason=_NOT_QUOTED)
        else:
            self._problems.add("SRT015", place, as_id(key), value=key)
            self._rejected.add((kind.name, as_id(key)))  # which others may name, and right so
        self._rejected.add((kind.name, key))
        return False

    def _annotations(self, document: yamlfile.Document) -> AnnotationFile:
        """The notes of one file. Each is judged by itself, so that one mistake does not hide the others."""
        data = {} if document.data is None else document.data
        if not isinstance(data, dict):
            place = document.locate(())
            self._problems.add("SRT010", place, field=Phrase(ANNOTATION_FILES.title), reason=_NOT_NOTES)
            data = {}
        article = Path(document.file).stem
        lists: dict[str, list[Record]] = {name: [] for name in _ANNOTATION_LISTS}
        for name, items in data.items():
            if name not in lists:
                place = document.locate((name,), key=True)
                self._problems.add("SRT012", place, nearest(str(name), lists), field=f"“{name}”")
                continue
            if not isinstance(items, list):
                place = document.locate((name,))
                self._problems.add("SRT010", place, field=f"“{name}”", reason=complaints.NOT_A_LIST)
                continue
            for index, item in enumerate(items):
                written = Written(_ANNOTATION_LISTS[name], item, document, (name, index), article)
                if record := self._validated(written):
                    lists[name].append(record)
                elif isinstance(item, dict):
                    self._rejected.add(("notes", str(item.get("id"))))
        return AnnotationFile.model_construct(**{name: tuple(records) for name, records in lists.items()})

    def _validated(self, written: Written) -> Record | None:
        """The record, or None where it cannot be used; problems say why."""
        try:
            valid = written.record.model_validate(written.data)
        except ValidationError as error:
            complaints.tell(error, written, self._problems)
            wrong = frozenset(detail["loc"] for detail in error.errors(include_url=False))
            self._refused.append(replace(written, wrong=wrong))
            return None
        if written.record is Entity and self._report_curly(written):
            self._refused.append(written)
            return None
        valid.place_at(written.document, written.path)
        return valid

    def _report_curly(self, entity: Written) -> bool:
        """Report names of an entity that are in curly quotation marks, and whether there are any.

        Nothing is found under such a name. Straight marks around the curly ones say that they are part of it.
        """
        names = [
            steps
            for steps, text in _scalars({field: entity.data.get(field) for field in ("name", "aliases")})
            if isinstance(text, str) and _IN_CURLY.fullmatch(text) and entity.document.is_plain((*entity.path, *steps))
        ]
        for steps in names:
            field = next(step for step in reversed(steps) if isinstance(step, str))
            self._problems.add("SRT010", entity.locate(*steps), field=f"“{field}”", reason=yamlerrors.CURLY)
        return bool(names)

    def _report_unwritten(self, document: yamlfile.Document, told: Container[Location]) -> None:
        """Name the texts that `sorotan new` left for the editor to write, but for those that were told."""
        for path, value in _scalars(document.data):
            if value == UNWRITTEN and (place := document.locate(path)) not in told:
                names = [step for step in path if isinstance(step, str) and step not in LANGUAGES]
                self._problems.add("SRT080", place, field=f"“{names[-1]}”" if names else Phrase(N_("The text")))

    def _report_strays(self) -> None:
        """Report YAML files that are none of those that are read: a name is soon mistyped, and nothing is missed."""
        for parent, folders, names in os.walk(self._folder):
            below = Path(parent).relative_to(self._folder).as_posix().removeprefix(".")
            folders[:] = [name for name in folders if not name.startswith(".") and (below or name != SCHEMAS)]
            for name in names:
                if name.startswith(".") or not name.lower().endswith((".yml", ".yaml")) or _is_read(below, name):
                    continue
                meant = _meant(below, f"{name.lower().rpartition('.')[0]}.yml")
                place = Location("/".join(filter(None, (self._shown_as, below, name))))
                self._problems.add("SRT008", place, meant and f"{self._shown_as}/{meant}")


def _is_read(below: str, name: str) -> bool:
    return any(folder == below and fnmatch.fnmatch(name, pattern) for folder, _, pattern in _PLACES)


def _meant(below: str, name: str) -> str:
    """The path that a file should probably have, by the folder in which it is and its name with the right ending."""
    home = below.partition("/")[0]
    if name.removesuffix(".yml") in get_args(Kind):
        home = "entities"
    elif home:
        home = nearest(home, [folder for folder, _, _ in _PLACES])
    if home and _is_read(home, name):
        return f"{home}/{name}"
    return nearest(name, [kind.pattern for kind in KEYED_FILES])


def _scalars(data: Any, path: yamlfile.Path_ = ()) -> Iterator[tuple[yamlfile.Path_, Any]]:
    """Every value in `data` that holds no others, with its path."""
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _scalars(value, (*path, step))
    else:
        yield path, data
