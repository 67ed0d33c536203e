"""What pydantic complains of, in words for people who write YAML and no Python, at the place to be mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sorotan.core import dates, yamlerrors, yamlfile
from sorotan.core.corpus import UNWRITTEN
from sorotan.core.languages import LANGUAGES
from sorotan.core.phrases import N_, Phrase, any_of, number, phrase
from sorotan.core.problems import Location, Problems, nearest
from sorotan.core.records import MAX_PARAGRAPHS, Record, Redirect, Written, as_id
from sorotan.core.vocabulary import PROPERTIES, Openness, ValueType

NOT_A_LIST: Final = Phrase(N_("write a list here: [a, b] or one per line with a hyphen"))
NO_ADDRESS: Final = Phrase(N_("write the address of a page, such as entities/deepseek-r1.md"))

_NOT_FIELDS: Final = Phrase(N_("write fields and values here"))
_NOT_A_NUMBER: Final = Phrase(N_("write a whole number here"))
_TOO_SMALL: Final = Phrase(N_("write a number above zero here"))
_NOT_TEXT: Final = Phrase(N_("write text here, in quotation marks where it looks like something else"))
_EMPTY: Final = Phrase(N_("the text is empty; write it here"))
_IN_A_COMMENT: Final = Phrase(
    N_("the text is empty, as “#” begins a comment; write it here, in quotation marks where it has a “#”")
)
_CUT_OFF: Final = Phrase(
    N_("a comma before it ends the text in braces; put a text that has a comma in quotation marks")
)

_REASONS: Final[dict[str, Phrase]] = {
    "string_type": _NOT_TEXT,
    "string_too_short": _EMPTY,
    "tuple_type": NOT_A_LIST,
    "model_type": _NOT_FIELDS,
    "too_short": Phrase(N_("the list is too short; give more")),
    "int_type": _NOT_A_NUMBER,
    "int_parsing": _NOT_A_NUMBER,
    "int_from_float": _NOT_A_NUMBER,
    "greater_than": _TOO_SMALL,
    "less_than_equal": phrase(N_("write a number up to {limit} here"), limit=number(MAX_PARAGRAPHS)),
    "sorotan_target": Phrase(N_("give a block, or the quoted words in every language")),
    "sorotan_evidence": Phrase(N_("this verdict needs evidence; name a reference or a block")),
}
"""Plain words for pydantic's error types, where its own are about Python."""

_OTHER_FORM: Final = Phrase(N_("the text does not have the form that is expected here"))
_NO_EVIDENCE: Final = Phrase(N_("write the id of a reference, or a block as article#p1"))
_NO_LANGUAGE: Final = Phrase(N_("write the tag of a language, such as id or en"))
_FORMS: Final[dict[str, Phrase]] = {
    "to": NO_ADDRESS,
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
    "Aliases": NOT_A_LIST,
    "Name": Phrase(N_("write names as {{family: …, given: …}}, or as {{literal: …}}")),
    "Redirect": NO_ADDRESS,
}
"""What to write in the place of a record that has a short form, or whose fields are few."""

_EXPECTED: Final[dict[ValueType, Phrase]] = {
    "date": Phrase(N_("a date such as 2025-01-20, 2025-01 or 2025~")),
    "url": Phrase(N_("an address with http or https")),
    "entity": Phrase(N_("the id of an entity")),
    "openness": any_of(get_args(Openness)),
}
"""What the value of a property should be, by its type."""

_Loc = tuple[str | int, ...]
"""Fields and indices that lead to a value, as pydantic has them."""

_LIKE_A_FIELD: Final = re.compile(r"[A-Za-z_][\w-]*")
_CURLY: Final = tuple("“„”«‘’")
_OPENED: Final = re.compile(r"[“„”«‘][^“„”«»‘’]*")
"""A text whose second quotation mark a comma has cut off."""
_OF_NO_PROSE: Final = frozenset(
    {"sorotan_id", "sorotan_date", "sorotan_url", "literal_error", "string_pattern_mismatch", "int_parsing"}
)
"""Errors of values that cannot begin with a quotation."""


def tell(error: ValidationError, written: Written, problems: Problems) -> None:
    """Report everything that is wrong with a record."""
    details = error.errors(include_url=False)
    wrong = {tuple(detail["loc"][:length]) for detail in details for length in range(len(detail["loc"]))}
    misnamed = _misnamed(details)
    for detail in details:
        loc, type = detail["loc"], detail["type"]
        # A list whose items are wrong is not too short as well, nor is a field missing that has another name.
        if not (type == "too_short" and loc in wrong or type == "missing" and loc in misnamed.values()):
            _tell(_Complaint(detail, written, str(misnamed[loc][-1]) if loc in misnamed else ""), problems)


def _misnamed(details: Iterable[ErrorDetails]) -> Mapping[_Loc, _Loc]:
    """Fields that nobody knows, and the missing ones beside them that they are probably meant to be."""
    missing: dict[_Loc, list[str]] = {}
    for detail in details:
        if detail["type"] == "missing":
            missing.setdefault(detail["loc"][:-1], []).append(str(detail["loc"][-1]))
    found = {}
    for detail in details:
        above, name = detail["loc"][:-1], detail["loc"][-1:]
        names = missing.get(above, [])
        if detail["type"] == "extra_forbidden" and detail["input"] is not None and names:
            only = names[0] if len(names) == 1 and names[0] in LANGUAGES else ""
            if meant := nearest(str(*name), names) or only:
                names.remove(meant)
                found[detail["loc"]] = (*above, meant)
    return found


class _Complaint:
    """One thing that is wrong with a record.

    Args:
        detail: What pydantic says of it.
        written: The record.
        meant: The field that a field is meant to be whose name nobody knows, where that is missing.
    """

    def __init__(self, detail: ErrorDetails, written: Written, meant: str = "") -> None:
        self.type, self.value, self.context = detail["type"], detail["input"], detail.get("ctx", {})
        self.message = detail["msg"]
        self.written, self.meant = written, meant
        self.loc: _Loc = detail["loc"]
        self.steps = _steps(detail["loc"], written.data)
        """Those that the editor wrote."""
        names = [step for step in self.steps if isinstance(step, str)]
        self.names = [str(written.path[0])] if not names and written.record is Redirect else names
        self.field: str | Phrase = f"“{self.names[-1]}”" if self.names else Phrase(N_("The record"))

    def locate(self, *steps: str | int, key: bool = False) -> Location:
        """Where the value, or the one at `steps` inside it, stands."""
        return self.written.locate(*self.steps, *steps, key=key)

    @property
    def is_before_a_comment(self) -> bool:
        """Whether nothing but a comment stands on its line from the place of the value on."""
        place = self.locate()
        line = self.written.document.text.split("\n")[place.line - 1]
        return line[place.column - 1 :].lstrip().startswith("#")


def _tell(complaint: _Complaint, problems: Problems) -> None:
    value = complaint.value
    if UNWRITTEN in (value, complaint.context.get("value")):
        _tell_unwritten(complaint, problems)
    elif complaint.type in _OF_NO_PROSE and isinstance(value, str) and value.startswith(_CURLY):
        problems.add("SRT010", complaint.locate(), field=complaint.field, reason=yamlerrors.CURLY)
    else:
        _TELLING.get(complaint.type, _tell_reason)(complaint, problems)


def _tell_unwritten(complaint: _Complaint, problems: Problems) -> None:
    """A field that is still to be written, with what may stand there, where that is no text of any kind."""
    place, field, context = complaint.locate(), complaint.field, complaint.context
    if complaint.type == "literal_error":
        field = phrase("{field} ({choice})", field=field, choice=any_of(_options(context)))
    elif complaint.type == "sorotan_date":
        field = phrase("{field} ({choice})", field=field, choice=_EXPECTED["date"])
    elif complaint.type == "sorotan_value":
        field = phrase("“{name}” ({choice})", name=context["property"], choice=_EXPECTED[context["type"]])
    problems.add("SRT080", place, field=field)


def _tell_missing(complaint: _Complaint, problems: Problems) -> None:
    names = complaint.names
    if len(names) > 1 and names[-1] in LANGUAGES:  # the id of a note is no text in Indonesian
        problems.add("SRT013", complaint.locate(), field=f"“{names[-2]}”", language=names[-1])
    else:
        problems.add("SRT011", complaint.locate(), field=complaint.field)


def _tell_language(complaint: _Complaint, problems: Problems) -> None:
    problems.add("SRT013", complaint.locate(), field=complaint.field, language=complaint.context["language"])


def _tell_key(complaint: _Complaint, problems: Problems) -> None:
    place = complaint.written.locate(*complaint.steps[:-1], complaint.value, key=True)
    problems.add("SRT012", place, field=f"“{yamlfile.as_written(complaint.value)}”")


def _tell_unknown(complaint: _Complaint, problems: Problems) -> None:
    written = complaint.written
    if complaint.value is None and (opened := _opened(written.data, complaint.steps[:-1])):
        problems.add("SRT010", written.locate(*opened), field=f"“{opened[-1]}”", reason=yamlerrors.CURLY)
    elif complaint.value is None and not _LIKE_A_FIELD.fullmatch(complaint.names[-1]):
        problems.add("SRT010", complaint.locate(key=True), field=complaint.field, reason=_CUT_OFF)
    else:
        suggestion = complaint.meant or nearest(complaint.names[-1], _field_names(written.record))
        problems.add("SRT012", complaint.locate(key=True), suggestion, field=complaint.field)


def _tell_id(complaint: _Complaint, problems: Problems) -> None:
    problems.add("SRT015", complaint.locate(), as_id(str(complaint.value)), value=complaint.value)


def _tell_date(complaint: _Complaint, problems: Problems) -> None:
    if complaint.value is None:
        _tell_nothing(complaint, _EXPECTED["date"], problems)
    else:
        written = complaint.written
        value = written.document.written((*written.path, *complaint.steps)) or yamlfile.as_written(complaint.value)
        problems.add("SRT014", complaint.locate(), dates.meant(value), value=value)


def _tell_url(complaint: _Complaint, problems: Problems) -> None:
    problems.add("SRT016", complaint.locate(), value=complaint.value)


def _tell_property(complaint: _Complaint, problems: Problems) -> None:
    field = phrase(N_("The property “{name}”"), name=complaint.value)
    problems.add("SRT012", complaint.locate(), nearest(complaint.value, PROPERTIES), field=field)


def _tell_value(complaint: _Complaint, problems: Problems) -> None:
    kind, text = complaint.context["type"], complaint.context["value"]
    suggestion = nearest(text, get_args(Openness)) if kind == "openness" else ""
    suggestion = dates.meant(text) if kind == "date" else suggestion
    named = {"property": complaint.context["property"], "expected": _EXPECTED[kind], "value": text}
    problems.add("SRT027", complaint.locate(), suggestion, **named)


def _tell_form(complaint: _Complaint, problems: Problems) -> None:
    name = next((step for step in reversed(complaint.loc) if isinstance(step, str)), "")
    problems.add("SRT010", complaint.locate(), field=complaint.field, reason=_FORMS.get(name, _OTHER_FORM))


def _tell_length(complaint: _Complaint, problems: Problems) -> None:
    limit = number(complaint.context["max_length"])
    reason = phrase(N_("the text is longer than {limit} characters; shorten it"), limit=limit)
    problems.add("SRT010", complaint.locate(), field=complaint.field, reason=reason)


def _tell_choice(complaint: _Complaint, problems: Problems) -> None:
    options = _options(complaint.context)
    if complaint.value is None:
        _tell_nothing(complaint, any_of(options), problems)
        return
    value = yamlfile.as_written(complaint.value)
    reason = phrase(N_("“{value}” is none of {allowed}"), value=value, allowed=any_of(options))
    problems.add("SRT010", complaint.locate(), nearest(value, options), field=complaint.field, reason=reason)


def _tell_nothing(complaint: _Complaint, expected: Phrase, problems: Problems) -> None:
    """A field behind whose name nothing is written."""
    reason = phrase(N_("nothing is written here; write {expected}"), expected=expected)
    problems.add("SRT010", complaint.locate(), field=complaint.field, reason=reason)


def _tell_reason(complaint: _Complaint, problems: Problems) -> None:
    """Anything else: one sentence says what to write."""
    short = _SHORT.get(complaint.context.get("class_name", ""))
    reason = short or _REASONS.get(complaint.type, complaint.message)
    if complaint.value is None and reason is _NOT_TEXT:
        reason = _IN_A_COMMENT if complaint.is_before_a_comment else _EMPTY
    problems.add("SRT010", complaint.locate(), field=complaint.field, reason=reason)


_TELLING: Final[Mapping[str, Callable[[_Complaint, Problems], None]]] = {
    "missing": _tell_missing,
    "sorotan_language": _tell_language,
    "invalid_key": _tell_key,
    "extra_forbidden": _tell_unknown,
    "sorotan_id": _tell_id,
    "sorotan_date": _tell_date,
    "sorotan_url": _tell_url,
    "sorotan_property": _tell_property,
    "sorotan_value": _tell_value,
    "string_pattern_mismatch": _tell_form,
    "string_too_long": _tell_length,
    "literal_error": _tell_choice,
}
"""How what is wrong is told, by pydantic's error type."""


def _opened(data: Any, path: yamlfile.Path_) -> yamlfile.Path_:
    """Where a text stands, in the mapping at `path` of `data`, that a comma cut in two; empty if there is none."""
    for step in path:
        data = data[step]
    found = (key for key, value in data.items() if isinstance(value, str) and _OPENED.fullmatch(value))
    return next(((*path, key) for key in found), ())


def _steps(loc: Iterable[str | int], data: Any) -> yamlfile.Path_:
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


@cache
def _field_names(record: type[Record]) -> frozenset[str]:
    """Names of the fields of a record and of the records in it."""
    schema = record.model_json_schema(by_alias=True)
    parts = [schema, *schema.get("$defs", {}).values()]
    return frozenset(name for part in parts for name in part.get("properties", {}))
