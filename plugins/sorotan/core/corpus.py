"""Everything the editors wrote, loaded once, checked, and frozen."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError

from sorotan.core import dates, textfile, yamlerrors, yamlfile
from sorotan.core.languages import LANGUAGES
from sorotan.core.ledger import Ledger, Table
from sorotan.core.phrases import N_, Phrase, any_of, phrase
from sorotan.core.problems import Location, Problems, nearest
from sorotan.core.records import (
    ADDRESS_PATTERN,
    MAX_PARAGRAPHS,
    Annotation,
    AnnotationFile,
    Article,
    BlockWords,
    Claim,
    Disagreement,
    Entity,
    Event,
    MentionCorrection,
    Quotation,
    Record,
    Redirect,
    Reference,
    as_id,
    is_address,
    is_id,
)
from sorotan.core.vocabulary import PROPERTIES, Kind, Openness, ValueType

RecordT = TypeVar("RecordT", bound=Record)


@dataclass(frozen=True)
class FileKind:
    """One kind of data file: where it is and what is in it."""

    name: str
    """Field of the corpus that holds the records, and name of the JSON Schema."""
    pattern: str
    """Glob below the data folder."""
    record: type[Record]
    title: str
    """What the file holds, in English."""
    by_address: bool = False
    """Whether the keys are addresses of the site rather than ids."""


KEYED_FILES: Final = (
    FileKind("articles", "articles.yml", Article, N_("Provenance of the articles, by article id")),
    FileKind("entities", "entities/*.yml", Entity, N_("Entities by id")),
    FileKind("timeline", "timeline.yml", Event, N_("Events of the timeline by id")),
    FileKind("references", "references.yml", Reference, N_("References by id")),
    FileKind("quotes", "quotes.yml", Quotation, N_("Quotations by id")),
    FileKind("claims", "claims.yml", Claim, N_("Claims by id")),
    FileKind("disagreements", "disagreements.yml", Disagreement, N_("Disagreements between articles by id")),
    FileKind("redirects", "redirects.yml", Redirect, N_("New addresses by old address"), by_address=True),
)
"""Files that map ids to records."""

ANNOTATION_FILES: Final = FileKind("annotations", "annotations/*.yml", AnnotationFile, N_("Notes on one article"))
"""Files that hold lists of records, named by the article."""

_ANNOTATION_LISTS: Final[dict[str, type[Record]]] = {
    "annotations": Annotation,
    "mentions": MentionCorrection,
    "ignore": BlockWords,
}


SCHEMAS: Final = "schemas"
"""The folder of the JSON Schemas, in the data folder."""

UNWRITTEN: Final = "TODO"
"""Stands for a text that an editor is still to write."""


@dataclass(frozen=True)
class Corpus:
    """The records of a site by id. Nothing in it changes after loading."""

    articles: Mapping[str, Article] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    timeline: Mapping[str, Event] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    quotes: Mapping[str, Quotation] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    disagreements: Mapping[str, Disagreement] = field(default_factory=dict)
    annotations: Mapping[str, AnnotationFile] = field(default_factory=dict)
    """Annotation files by article."""
    redirects: Mapping[str, Redirect] = field(default_factory=dict)
    """New addresses by old address."""
    rejected: frozenset[tuple[str, str]] = frozenset()
    """Kind and id of records that have problems of their own: what refers to them is not a problem as well."""
    ledger: Ledger = field(default_factory=Ledger, repr=False, compare=False)
    """Notes which records are looked at, for whoever keeps what is made from them."""

    def __post_init__(self) -> None:
        for kind in (*KEYED_FILES, ANNOTATION_FILES):
            object.__setattr__(self, kind.name, self.ledger.table(kind.name, getattr(self, kind.name)))
        # Tables too, which the ledger has to know from the start.
        _ = self.notes, self._by_article, self._gone, self._whole

    def knows(self, kind: str, id: str) -> bool:
        """Whether a record of this kind (a field of the corpus) has the id, valid or not."""
        return id in getattr(self, kind) or (kind, id) in self.rejected

    @cached_property
    def notes(self) -> Table[tuple[str, Annotation]]:
        """Every note by its id, with its article."""
        with self.ledger.aside():
            files = self.annotations.items()
        notes = {note.id: (article, note) for article, file in files for note in file.annotations}
        return self.ledger.table("notes", notes)

    @property
    def dated(self) -> str:
        """The last day on which the data says that something was written or assessed, as `YYYY-MM-DD`.

        Whatever asks when a file was made gets this day: the time of the build would make every build different.
        """
        return self._whole["dated"]

    @cached_property
    def _whole(self) -> Mapping[str, str]:
        """What is known of the corpus as a whole."""
        with self.ledger.aside():
            written = [
                *(note.modified or note.created for _, note in self.notes.values()),
                *(claim.assessment.date for claim in self.claims.values()),
                *(disagreement.date for disagreement in self.disagreements.values()),
            ]
        last = max((dates.parse(date).earliest.isoformat() for date in written), default="1970-01-01")
        return self.ledger.table("corpus", {"dated": last})

    def of_article(self, article: str) -> Mapping[str, Quotation | Claim]:
        """The quotations and claims that stand in an article, by kind and id: `quote-x`, `claim-y`."""
        return self._by_article.get(article, {})

    def gone_from(self, page: str) -> Mapping[str, str]:
        """Where redirects lead from places on a page: addresses by fragment."""
        return self._gone.get(page, {})

    @cached_property
    def _gone(self) -> Mapping[str, dict[str, str]]:
        by_page: dict[str, dict[str, str]] = {}
        with self.ledger.aside():
            for old, redirect in self.redirects.items():
                page, _, fragment = old.partition("#")
                if fragment:
                    by_page.setdefault(page, {})[fragment] = redirect.to
        return self.ledger.table("gone", by_page)

    @cached_property
    def _by_article(self) -> Mapping[str, dict[str, Quotation | Claim]]:
        by_article: dict[str, dict[str, Quotation | Claim]] = {}
        with self.ledger.aside():
            for prefix, records in (("quote", self.quotes), ("claim", self.claims)):
                for id, record in records.items():
                    by_article.setdefault(record.article, {})[f"{prefix}-{id}"] = record
        return self.ledger.table("passages", by_article)


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
    if not folder.is_dir():
        if folder.exists():
            problems.add("SRT002", Location(shown_as), reason=textfile.NOT_A_FOLDER)
        else:
            problems.add("SRT001", Location(shown_as), path=shown_as)
        return Corpus()
    rejected: set[tuple[str, str]] = set()
    tables: dict[str, Mapping[str, Any]] = {}
    for kind in KEYED_FILES:
        tables[kind.name] = _load_keyed(
            kind, _documents(folder, shown_as, kind, problems, project, parses), problems, rejected
        )
    notes: dict[str, AnnotationFile] = {}
    for document in _documents(folder, shown_as, ANNOTATION_FILES, problems, project, parses):
        notes[Path(document.file).stem] = _load_annotations(document, problems, rejected)
    tables["annotations"] = notes
    _report_strays(folder, shown_as, problems)
    return Corpus(**tables, rejected=frozenset(rejected))


def json_schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """File name and JSON Schema (draft 2020-12) of every kind of data file."""
    for kind in (*KEYED_FILES, ANNOTATION_FILES):
        if kind is ANNOTATION_FILES:
            schema = kind.record.model_json_schema(by_alias=True)
        else:
            schema = TypeAdapter(dict[str, kind.record]).json_schema(by_alias=True)  # type: ignore[name-defined]
            schema["propertyNames"] = {"pattern": ADDRESS_PATTERN if kind.by_address else "^[a-z0-9-]+$"}
        yield (
            f"{kind.name}.schema.json",
            {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": kind.title},
        )


def _documents(
    folder: Path,
    shown_as: str,
    kind: FileKind,
    problems: Problems,
    project: Path | None,
    parses: textfile.Parses | None,
) -> Iterator[yamlfile.Document]:
    subfolder, _, pattern = kind.pattern.rpartition("/")
    prefix = f"{shown_as}/{subfolder}" if subfolder else shown_as
    try:
        names = sorted(os.listdir(folder / subfolder))
    except FileNotFoundError:
        return  # nothing of this kind is written yet
    except OSError as error:
        problems.add("SRT002", Location(prefix), reason=textfile.explain(error))
        return
    for name in fnmatch.filter(names, pattern):
        if name.startswith("."):
            continue  # text editors' own files
        path, place = folder / subfolder / name, f"{prefix}/{name}"
        if not textfile.stays(path, place, problems, folder, project or folder):
            continue
        if document := yamlfile.read(path, place, problems, parses):
            yield document
            if UNWRITTEN in document.text:  # its records are validated now, and what of them is no text was told
                told = {problem.location for problem in problems if problem.code == "SRT080"}
                _report_unwritten(document, told, problems)


def _report_strays(folder: Path, shown_as: str, problems: Problems) -> None:
    """Report YAML files that are none of those that are read: a name is soon mistyped, and then nothing is missed."""
    for parent, folders, names in os.walk(folder):
        below = Path(parent).relative_to(folder).as_posix().removeprefix(".")
        folders[:] = [name for name in folders if not name.startswith(".") and (below or name != SCHEMAS)]
        for name in names:
            if name.startswith(".") or not name.lower().endswith((".yml", ".yaml")) or _is_read(below, name):
                continue
            meant = _meant(below, f"{name.lower().rpartition('.')[0]}.yml")
            place = Location("/".join(filter(None, (shown_as, below, name))))
            problems.add("SRT008", place, meant and f"{shown_as}/{meant}")


def _is_read(below: str, name: str) -> bool:
    parts = (kind.pattern.rpartition("/") for kind in (*KEYED_FILES, ANNOTATION_FILES))
    return any(folder == below and fnmatch.fnmatch(name, pattern) for folder, _, pattern in parts)


def _meant(below: str, name: str) -> str:
    """The path that a file should probably have, by the folder in which it is and its name with the right ending."""
    home = below.partition("/")[0]
    if name.removesuffix(".yml") in get_args(Kind):
        home = "entities"
    if home and _is_read(home, name):
        return f"{home}/{name}"
    return nearest(name, [kind.pattern for kind in KEYED_FILES])


def _report_unwritten(document: yamlfile.Document, told: Container[Location], problems: Problems) -> None:
    """Name the texts that `sorotan new` left for the editor to write, but for those that were told."""
    for path, value in _scalars(document.data):
        if value == UNWRITTEN and (place := document.locate(path)) not in told:
            names = [step for step in path if isinstance(step, str) and step not in LANGUAGES]
            problems.add("SRT080", place, field=f"“{names[-1]}”" if names else Phrase(N_("The text")))


def _scalars(data: Any, path: yamlfile.Path_ = ()) -> Iterator[tuple[yamlfile.Path_, Any]]:
    """Every value in `data` that holds no others, with its path."""
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _scalars(value, (*path, step))
    else:
        yield path, data


def _load_keyed(
    kind: FileKind, documents: Iterator[yamlfile.Document], problems: Problems, rejected: set[tuple[str, str]]
) -> Mapping[str, Record]:
    records: dict[str, Record] = {}
    for document in documents:
        if document.data is None:
            continue
        if not isinstance(document.data, dict):
            problems.add("SRT010", document.locate(()), field=Phrase(kind.title), reason=_NOT_KEYED)
            continue
        for id, data in document.data.items():
            key = yamlfile.as_written(id)
            if kind.by_address and not is_address(key):
                place = document.locate((id,), key=True)
                problems.add("SRT010", place, field=phrase("“{key}”", key=key), reason=_NO_ADDRESS)
            elif not kind.by_address and not is_id(key):
                problems.add("SRT015", document.locate((id,), key=True), as_id(key), value=key)
                rejected.add((kind.name, key))
            elif not isinstance(id, str):
                problems.add("SRT010", document.locate((id,), key=True), field=f"“{key}”", reason=_NOT_QUOTED)
                rejected.add((kind.name, key))
            elif id in records:
                problems.add("SRT020", document.locate((id,), key=True), id=id, other=records[id].locate())
            elif record := _validate(kind.record, data, document, (id,), problems):
                records[id] = record
            else:
                rejected.add((kind.name, id))
    return records


def _load_annotations(
    document: yamlfile.Document, problems: Problems, rejected: set[tuple[str, str]]
) -> AnnotationFile:
    """The notes of one file. Each is judged by itself, so that one mistake does not hide the others."""
    data = {} if document.data is None else document.data
    if not isinstance(data, dict):
        problems.add("SRT010", document.locate(()), field=Phrase(ANNOTATION_FILES.title), reason=_NOT_NOTES)
        data = {}
    lists: dict[str, list[Record]] = {name: [] for name in _ANNOTATION_LISTS}
    for name, items in data.items():
        if name not in lists:
            problems.add("SRT012", document.locate((name,), key=True), nearest(str(name), lists), field=f"“{name}”")
            continue
        if not isinstance(items, list):
            problems.add("SRT010", document.locate((name,)), field=f"“{name}”", reason=_NOT_A_LIST)
            continue
        for index, item in enumerate(items):
            if record := _validate(_ANNOTATION_LISTS[name], item, document, (name, index), problems):
                lists[name].append(record)
            elif isinstance(item, dict):
                rejected.add(("notes", str(item.get("id"))))
    return AnnotationFile.model_construct(**{name: tuple(records) for name, records in lists.items()})


def _validate(
    record: type[RecordT], data: Any, document: yamlfile.Document, path: yamlfile.Path_, problems: Problems
) -> RecordT | None:
    try:
        valid = record.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        wrong = {tuple(detail["loc"][:length]) for detail in details for length in range(len(detail["loc"]))}
        for detail in details:
            # A list whose items are wrong is not too short as well.
            if detail["type"] != "too_short" or detail["loc"] not in wrong:
                _report(detail, record, data, document, path, problems)
        return None
    if record is Entity and _report_curly(data, document, path, problems):
        return None
    valid.place_at(document, path)
    return valid


def _report_curly(data: Any, document: yamlfile.Document, path: yamlfile.Path_, problems: Problems) -> bool:
    """Report names of the entity in `data` that are in curly quotation marks, and whether there are any.

    Nothing is found under such a name. Straight marks around the curly ones say that they are part of it.
    """
    names = [
        steps
        for steps, text in _scalars({field: data.get(field) for field in ("name", "aliases")})
        if isinstance(text, str) and _IN_CURLY.fullmatch(text) and document.is_plain((*path, *steps))
    ]
    for steps in names:
        field = next(step for step in reversed(steps) if isinstance(step, str))
        problems.add("SRT010", document.locate((*path, *steps)), field=f"“{field}”", reason=yamlerrors.CURLY)
    return bool(names)


_IN_CURLY: Final = re.compile(r"[“„”«][^“„”«»]*[“”»]?|‘[^‘’]*’")
"""A name that somebody put into quotation marks. A comma in it may have cut the second one off."""
_OPENED: Final = re.compile(r"[“„”«‘][^“„”«»‘’]*")
"""A text whose second quotation mark a comma has cut off."""
_CURLY: Final = tuple("“„”«‘’")
_OF_NO_PROSE: Final = frozenset(
    {"sorotan_id", "sorotan_date", "sorotan_url", "literal_error", "string_pattern_mismatch", "int_parsing"}
)
"""Errors of values that cannot begin with a quotation."""

_NOT_KEYED: Final = Phrase(N_("write a mapping of id to record"))
_NOT_NOTES: Final = Phrase(N_("write `annotations:` first"))
_NOT_A_LIST: Final = Phrase(N_("write a list here: [a, b] or one per line with a hyphen"))
_NOT_FIELDS: Final = Phrase(N_("write fields and values here"))
_NOT_A_NUMBER: Final = Phrase(N_("write a whole number here"))
_TOO_SMALL: Final = Phrase(N_("write a number above zero here"))

_NOT_TEXT: Final = Phrase(N_("write text here, in quotation marks where it looks like something else"))
_NOT_QUOTED: Final = Phrase(N_("this id looks like a number or a word of YAML; put it in quotation marks"))
_EMPTY: Final = Phrase(N_("the text is empty"))

_REASONS: Final[dict[str, Phrase]] = {
    "string_type": _NOT_TEXT,
    "string_too_short": _EMPTY,
    "tuple_type": _NOT_A_LIST,
    "model_type": _NOT_FIELDS,
    "too_short": Phrase(N_("the list is too short; give more")),
    "int_type": _NOT_A_NUMBER,
    "int_parsing": _NOT_A_NUMBER,
    "int_from_float": _NOT_A_NUMBER,
    "greater_than": _TOO_SMALL,
    "less_than_equal": phrase(N_("write a number up to {limit} here"), limit=f"{MAX_PARAGRAPHS:,}"),
    "sorotan_target": Phrase(N_("give a block, or the quoted words in every language")),
    "sorotan_evidence": Phrase(N_("this verdict needs evidence; name a reference or a block")),
}
"""Plain words for pydantic's error types, where its own are about Python."""

_OTHER_FORM: Final = Phrase(N_("the text does not have the form that is expected here"))
_NO_EVIDENCE: Final = Phrase(N_("write the id of a reference, or a block as article#p1"))
_NO_LANGUAGE: Final = Phrase(N_("write the tag of a language, such as id or en"))
_NO_ADDRESS: Final = Phrase(N_("write the address of a page, such as entities/deepseek-r1.md"))
_FORMS: Final[dict[str, Phrase]] = {
    "to": _NO_ADDRESS,
    "sha256": Phrase(N_("write the 64 hexadecimal digits of the SHA-256 of the source text")),
    "file": Phrase(N_("write the name of a file, without folders")),
    "language": _NO_LANGUAGE,
    "said_in": _NO_LANGUAGE,
    "block": Phrase(N_("write a block as article#p1")),
    "evidence": _NO_EVIDENCE,
    "cites": _NO_EVIDENCE,
}
"""Plain words for what a field should look like, by its name."""

_SHORT: Final[dict[str, Phrase]] = {
    "Localized": _NOT_TEXT,
    "Title": _NOT_TEXT,
    "Alias": _NOT_TEXT,
    "Aliases": _NOT_A_LIST,
    "Name": Phrase(N_("write names as {{family: …, given: …}}, or as {{literal: …}}")),
    "Redirect": _NO_ADDRESS,
}
"""What to write in the place of a record that has a short form, or whose fields are few."""

_EXPECTED: Final[dict[ValueType, Phrase]] = {
    "date": Phrase(N_("a date such as 2025-01-20, 2025-01 or 2025~")),
    "url": Phrase(N_("an address with http or https")),
    "entity": Phrase(N_("the id of an entity")),
    "openness": any_of(get_args(Openness)),
}
"""What the value of a property should be, by its type."""


def _report(
    detail: Any,
    record: type[Record],
    data: Any,
    document: yamlfile.Document,
    path: yamlfile.Path_,
    problems: Problems,
) -> None:
    """Tell one validation error (pydantic's `ErrorDetails`) of the record in `data` as a problem."""
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    loc = _written(detail["loc"], data)
    names = [part for part in loc if isinstance(part, str)]
    if not names and record is Redirect:
        names = [path[0]]
    field_name = f"“{names[-1]}”" if names else Phrase(N_("The record"))
    place = document.locate((*path, *loc))
    if UNWRITTEN in (value, context.get("value")):
        where = document.locate((*path, *loc, "value")) if kind == "sorotan_value" else place
        problems.add("SRT080", where, field=_with_choice(field_name, detail))
    elif kind in _OF_NO_PROSE and isinstance(value, str) and value.startswith(_CURLY):
        problems.add("SRT010", place, field=field_name, reason=yamlerrors.CURLY)
    elif kind == "extra_forbidden" and value is None and (opened := _opened(data, loc[:-1])):
        place = document.locate((*path, *opened))
        problems.add("SRT010", place, field=f"“{opened[-1]}”", reason=yamlerrors.CURLY)
    elif kind == "missing" and len(names) > 1 and names[-1] in LANGUAGES:  # the id of a note is no text in Indonesian
        problems.add("SRT013", place, field=f"“{names[-2]}”", language=names[-1])
    elif kind == "sorotan_language":
        problems.add("SRT013", place, field=field_name, language=context["language"])
    elif kind == "missing":
        problems.add("SRT011", place, field=field_name)
    elif kind == "invalid_key":
        place = document.locate((*path, *loc[:-1], value), key=True)
        problems.add("SRT012", place, field=f"“{yamlfile.as_written(value)}”")
    elif kind == "extra_forbidden":
        place = document.locate((*path, *loc), key=True)
        problems.add("SRT012", place, nearest(names[-1], _field_names(record)), field=field_name)
    elif kind == "sorotan_id":
        problems.add("SRT015", place, as_id(str(value)), value=value)
    elif value is None and kind in ("sorotan_date", "literal_error"):
        expected = _EXPECTED["date"] if kind == "sorotan_date" else any_of(_options(context))
        reason = phrase(N_("nothing is written here; write {expected}"), expected=expected)
        problems.add("SRT010", place, field=field_name, reason=reason)
    elif kind == "sorotan_date":
        problems.add("SRT014", place, value=yamlfile.as_written(value))
    elif kind == "sorotan_url":
        problems.add("SRT016", place, value=value)
    elif kind == "sorotan_property":
        where = document.locate((*path, *loc, "property"))
        name = str(value.get("property")) if isinstance(value, dict) else ""
        problems.add("SRT012", where, nearest(name, PROPERTIES), field=phrase(N_("The property “{name}”"), name=name))
    elif kind == "sorotan_value":
        text = context["value"]
        suggestion = nearest(text, get_args(Openness)) if context["type"] == "openness" else ""
        where = document.locate((*path, *loc, "value"))
        expected = _EXPECTED[context["type"]]
        problems.add("SRT027", where, suggestion, property=context["property"], expected=expected, value=text)
    elif kind == "string_pattern_mismatch":
        field = next((part for part in reversed(detail["loc"]) if isinstance(part, str)), "")
        reason = _FORMS.get(field, _OTHER_FORM)
        problems.add("SRT010", place, field=field_name, reason=reason)
    elif kind == "string_too_long":
        limit = f"{context['max_length']:,}"
        reason = phrase(N_("the text is longer than {limit} characters; shorten it"), limit=limit)
        problems.add("SRT010", place, field=field_name, reason=reason)
    elif kind == "literal_error":
        options, written = _options(context), yamlfile.as_written(value)
        reason = phrase(N_("“{value}” is none of {allowed}"), value=written, allowed=any_of(options))
        problems.add("SRT010", place, nearest(written, options), field=field_name, reason=reason)
    else:
        reason = _SHORT.get(context.get("class_name")) or _REASONS.get(kind, detail["msg"])
        if value is None and reason is _NOT_TEXT:
            reason = _EMPTY
        problems.add("SRT010", place, field=field_name, reason=reason)


def _opened(data: Any, path: yamlfile.Path_) -> yamlfile.Path_:
    """Where a text stands, in the mapping at `path` of `data`, that a comma cut in two; empty if there is none."""
    for step in path:
        data = data[step]
    found = (key for key, value in data.items() if isinstance(value, str) and _OPENED.fullmatch(value))
    return next(((*path, key) for key in found), ())


def _written(loc: Iterable[str | int], data: Any) -> yamlfile.Path_:
    """The steps of `loc` that are in `data`, without those of fields that a short form stands for."""
    steps = []
    for step in loc:
        if isinstance(step, int) and isinstance(data, list):
            data = data[step]
        elif isinstance(data, dict):
            data = data.get(step)
        else:
            continue
        steps.append(step)
    return tuple(steps)


def _options(context: Mapping[str, str]) -> list[str]:
    """The values that a field may have, from what pydantic says of them."""
    return context["expected"].replace("'", "").replace(" or ", ", ").split(", ")


def _with_choice(field: str | Phrase, detail: Any) -> str | Phrase:
    """A field that is still to be written, with what may stand there, where that is no text of any kind."""
    match detail["type"]:
        case "literal_error":
            return phrase("{field} ({choice})", field=field, choice=any_of(_options(detail["ctx"])))
        case "sorotan_date":
            return phrase("{field} ({choice})", field=field, choice=_EXPECTED["date"])
        case "sorotan_value":
            context = detail["ctx"]
            return phrase("“{name}” ({choice})", name=context["property"], choice=_EXPECTED[context["type"]])
    return field


@cache
def _field_names(record: type[Record]) -> frozenset[str]:
    """Names of the fields of a record and of the records in it."""
    schema = record.model_json_schema(by_alias=True)
    parts = [schema, *schema.get("$defs", {}).values()]
    return frozenset(name for part in parts for name in part.get("properties", {}))
