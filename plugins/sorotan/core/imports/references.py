"""References from CSL-JSON and BibTeX, in the fields of our records."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from babel import Locale
from pydantic import ValidationError

from sorotan.core import dates
from sorotan.core.imports.jsonfile import field, listed, parse, string
from sorotan.core.imports.notes import Refusal
from sorotan.core.languages import LANGUAGES, OWN_NAMES
from sorotan.core.phrases import N_, Phrase, joined, phrase
from sorotan.core.records import Reference, as_id
from sorotan.core.vocabulary import ReferenceType

Fields = dict[str, Any]

FORMATS: Final = Phrase(N_("give CSL-JSON (.json) or BibTeX (.bib)"))
"""What to do with a file in which there are no references."""

_KEY_TWICE: Final = Phrase(N_("its key is used twice."))
_NOT_BIBTEX: Final = Phrase(N_("not BibTeX."))

_OURS: Final = ("archive", "quality", "access", "issued", "note")
"""What our own exports keep under `custom`, because CSL has no variable for it."""
_CSL_READ: Final = frozenset(
    {"id", "type", "title", "author", "container-title", "publisher", "issued", "URL", "DOI", "language", "custom"}
)

_RICH: Final = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?: [^<>]*)?>")
"""What CSL-JSON has in titles for italics and the like."""

_BIBTEX_TYPES: Final[Mapping[str, ReferenceType]] = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "manual": "report",
    "mastersthesis": "thesis",
    "online": "webpage",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "software": "software",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "www": "webpage",
}
_CONTAINERS: Final = ("journal", "journaltitle", "booktitle", "series", "howpublished")
_PUBLISHERS: Final = ("publisher", "institution", "organization", "school")
_ADDRESS: Final = re.compile(r"https?://[^\s{}<>]+")
_BEFORE_DOI: Final = re.compile(r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)")
"""What people write before a DOI."""
_TEX_LANGUAGES: Final = {
    "american": "en-US",
    "bahasa": "id",
    "bahasai": "id",
    "brazilian": "pt-BR",
    "british": "en-GB",
    "ngerman": "de",
    "ukenglish": "en-GB",
    "usenglish": "en-US",
}
"""Languages by those names of TeX's packages that are no names of languages."""
_BIBTEX_DATES: Final = frozenset({"year", "month", "date"})
_BIBTEX_READ: Final = frozenset(
    {*_CONTAINERS, *_PUBLISHERS, *_BIBTEX_DATES, "title", "author", "url", "doi", "language", "langid"}
)


@dataclass(frozen=True)
class IncomingReference:
    """A reference as another program wrote it."""

    id: str
    fields: Fields
    """As records have them; `quality` only where it came from a site like this."""
    left_out: tuple[str, ...]
    """Names of fields that records have no place for."""


def references_in(text: str, name: str) -> Iterator[IncomingReference | Refusal]:
    """Every reference of a file: BibTeX if its name ends so, CSL-JSON otherwise.

    Raises:
        EditError: the file is not JSON.
    """
    if name.lower().endswith((".bib", ".bibtex")):
        yield from _from_bibtex(text)
        return
    for number, item in enumerate(listed(parse(text, name, FORMATS)), 1):
        id = field(item, "id")
        own = str(id) if type(id) is int else string(id)
        name = own or phrase(N_("item {number}"), number=number)
        if not isinstance(item, dict):
            yield Refusal(name, Phrase(N_("it is no CSL item.")))
        else:
            fields = _from_csl(item)
            unread = {"issued"} if item.get("issued") and "issued" not in fields else set()
            left_out = tuple(sorted(str(key) for key in (item.keys() - _CSL_READ) | unread))
            yield _checked(name, as_id(own or f"item {number}"), fields, left_out)


def _checked(name: str | Phrase, id: str, fields: Fields, left_out: tuple[str, ...]) -> IncomingReference | Refusal:
    """The reference, if a record can hold it."""
    if not id:
        return Refusal(name, Phrase(N_("no id can be made from its own.")))
    try:
        Reference.model_validate({"quality": "reporting", **fields})
    except ValidationError as error:
        wrong = {str(detail["loc"][0]): detail["type"] for detail in error.errors()}
        missing = [field for field in sorted(wrong) if wrong[field] == "missing"]
        unusable = [field for field in sorted(wrong) if wrong[field] != "missing"]
        reasons = [phrase(N_("{fields} is missing"), fields=joined(missing))] if missing else []
        reasons += [phrase(N_("{fields} cannot be used"), fields=joined(unusable))] if unusable else []
        return Refusal(name, phrase("{reasons}.", reasons=joined(reasons, "; ")))
    return IncomingReference(id, fields, left_out)


@cache
def _languages() -> Mapping[str, str]:
    """Tags of languages by what these are called in the languages of sites, and in TeX."""
    found = {OWN_NAMES[language].casefold(): language for language in LANGUAGES}
    for language in LANGUAGES:
        for tag, name in Locale(language).languages.items():
            found.setdefault(name.casefold(), tag.replace("_", "-"))
    return {**found, **_TEX_LANGUAGES}


def _language(text: str) -> str:
    """The tag of a language that is called by its name; any other text as it is, for the record to refuse or not."""
    is_tag = re.fullmatch(r"[a-z]{2,3}", text) is not None  # such as `ga`, Irish; Ga is another language
    return text if is_tag else _languages().get(text.casefold(), text.replace("_", "-"))


def _doi(text: str) -> str:
    """The address of a DOI, however it is written; empty for none."""
    doi = _BEFORE_DOI.sub("", text)
    return f"https://doi.org/{doi}" if doi else ""


def _said(fields: Mapping[str, Any]) -> Fields:
    """The fields that say something."""
    return {key: value for key, value in fields.items() if value}


# CSL-JSON


def _from_csl(item: Mapping[str, Any]) -> Fields:
    custom = item.get("custom")
    ours = {key: custom[key] for key in _OURS if key in custom} if isinstance(custom, dict) else {}
    return _said(
        {
            "type": string(item.get("type")),
            "title": _line(_RICH.sub("", string(item.get("title")))),
            "author": [name for name in map(_csl_name, listed(item.get("author"))) if name],
            "container-title": _line(_RICH.sub("", string(next(iter(listed(item.get("container-title"))), "")))),
            "publisher": _line(item.get("publisher")),
            "issued": _csl_date(item.get("issued")),
            "URL": string(item.get("URL")) or _doi(string(item.get("DOI"))),
            "language": _language(string(item.get("language"))),
            **ours,
        }
    )


def _line(value: Any) -> str:
    return " ".join(string(value).split())


def _csl_name(name: Any) -> dict[str, str]:
    particle = " ".join(_line(field(name, key)) for key in ("dropping-particle", "non-dropping-particle"))
    family = f"{particle} {_line(field(name, 'family'))} {_line(field(name, 'suffix'))}"
    parts = {"family": family, "given": field(name, "given"), "literal": field(name, "literal")}
    return {key: text for key, value in parts.items() if (text := _line(value))}


def _csl_date(value: Any) -> str:
    """A date in EDTF; empty when it is none that EDTF can say."""
    parts = [_iso(*listed(part)[:3]) for part in listed(field(value, "date-parts"))]
    text = "/".join(parts[:2]) if all(parts) else ""
    if text and field(value, "circa"):
        text = "/".join(f"{part}~" for part in parts[:2])
    return _edtf(text) or _edtf(string(field(value, "raw", "literal")))


def _iso(year: Any = "", month: Any = "", day: Any = "") -> str:
    numbers = [int(part) if re.fullmatch(r"\d{1,4}", str(part)) else 0 for part in (year, month, day)]
    if not numbers[0]:
        return ""
    known = numbers[: numbers.index(0)] if 0 in numbers else numbers
    return _edtf("-".join(f"{number:0{4 if index == 0 else 2}}" for index, number in enumerate(known)))


def _edtf(text: str) -> str:
    try:
        dates.parse(text)
    except ValueError:
        return ""
    return text


# BibTeX


def _from_bibtex(text: str) -> Iterator[IncomingReference | Refusal]:
    # Importing it takes longer than most commands do.
    import bibtexparser
    from bibtexparser import middlewares
    from bibtexparser.model import DuplicateBlockKeyBlock

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it cannot read is told below
    # In a field a percent sign begins no comment, and an ampersand is one.
    text = re.sub(r"(?<!\\)[%&]", r"\\\g<0>", text)
    library = bibtexparser.parse_string(text, append_middleware=[middlewares.MonthIntMiddleware()])
    # In addresses there are no accents to be read.
    addresses = {
        entry.key: _addresses({item.key.lower(): item.value for item in entry.fields}) for entry in library.entries
    }
    # Accents are read before names are taken apart, which look at braces.
    decoding = middlewares.LatexDecodingMiddleware(keep_braced_groups=True)
    for step in (decoding, middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()):
        library = step.transform(library)
    for entry in library.entries:
        fields = {item.key.lower(): item.value for item in entry.fields} | addresses.get(entry.key, {})
        name, read = string(entry.key), _from_entry(entry.entry_type.lower(), fields)
        unread = set() if "issued" in read else _BIBTEX_DATES & fields.keys()
        left_out = tuple(sorted((fields.keys() - _BIBTEX_READ) | unread))
        yield _checked(name, as_id(name), read, left_out)
    for block in library.failed_blocks:
        repeated = isinstance(block, DuplicateBlockKeyBlock)
        name = phrase(N_("line {number}"), number=(block.start_line or 0) + 1)
        yield Refusal(name, _KEY_TWICE if repeated else _NOT_BIBTEX)


def _addresses(fields: Mapping[str, str]) -> Fields:
    """The fields of an entry that are addresses. Before there was `url`, pages stood in `howpublished`."""
    found = {name: fields[name] for name in ("url", "doi") if name in fields}
    page = _ADDRESS.search(string(fields.get("howpublished")))
    return {"url": page[0], **found} if page else found


def _from_entry(kind: str, fields: Mapping[str, Any]) -> Fields:
    url, doi = (re.sub(r"\\([%_&#~])", r"\1", string(fields.get(name))) for name in ("url", "doi"))
    containers = [text for name in _CONTAINERS if (text := _plain(fields.get(name))) and "://" not in text]
    return _said(
        {
            "type": _BIBTEX_TYPES.get(kind, "webpage" if url else "document"),
            "title": _plain(fields.get("title")),
            "author": [name for name in map(_bibtex_name, listed(fields.get("author"))) if name],
            "container-title": next(iter(containers), ""),
            "publisher": next((text for name in _PUBLISHERS if (text := _plain(fields.get(name)))), ""),
            "issued": _edtf(string(fields.get("date"))) or _iso(fields.get("year"), fields.get("month")),
            "URL": url or _doi(doi),
            "language": _language(string(fields.get("langid")) or _plain(fields.get("language"))),
        }
    )


def _plain(value: Any) -> str:
    """A text without the braces that keep BibTeX from changing its capitals."""
    return _line(value).replace("{", "").replace("}", "")


def _bibtex_name(name: Any) -> dict[str, str]:
    parts = {key: [_line(part) for part in getattr(name, key, ())] for key in ("first", "von", "last", "jr")}
    if parts["last"] == ["others"]:  # “et al.”
        return {}
    if not parts["first"] and len(parts["last"]) == 1 and parts["last"][0].startswith("{"):
        return _said({"literal": _plain(parts["last"][0])})
    family = _plain(" ".join([*parts["von"], *parts["last"], *parts["jr"]]))
    return _said({"family": family, "given": _plain(" ".join(parts["first"]))})
