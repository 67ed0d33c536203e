"""The references for reference managers: CSL-JSON and BibTeX."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sorotan.core import bibtex, dates
from sorotan.core.dates import FuzzyDate, Moment
from sorotan.core.records import Name, Reference
from sorotan.core.vocabulary import ReferenceType
from sorotan.export.jsontext import compact, lines

_ENTRY_TYPES: Final[dict[ReferenceType, str]] = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "report": "techreport",
}
"""BibTeX's types; everything else is `misc`."""
_CONTAINERS: Final = {"article": "journal", "techreport": "series", "misc": "howpublished"}


def csl_json(references: Mapping[str, Reference]) -> str:
    """CSL-JSON (csl-data.json 1.0.2): a list of items, by id."""
    return lines(_item(id, references[id]) for id in sorted(references))


def bibtex_file(references: Mapping[str, Reference]) -> str:
    """BibTeX in UTF-8, by id."""
    return "\n".join(f"{_entry(id, references[id])}\n" for id in sorted(references))


def _item(id: str, reference: Reference) -> dict[str, Any]:
    return compact(
        {
            "id": id,
            "type": reference.type,
            "title": reference.title,
            "author": [name.model_dump(exclude_none=True) for name in reference.author],
            "container-title": reference.container_title,
            "publisher": reference.publisher,
            "issued": _csl_date(reference.issued),
            "URL": reference.url,
            "language": reference.language,
            # What CSL has no variable for.
            "custom": compact(
                {
                    "archive": reference.archive,
                    "quality": reference.quality,
                    "access": reference.access,
                    "issued": reference.issued,
                    "note": reference.note.model_dump() if reference.note else None,
                }
            ),
        }
    )


def _csl_date(edtf: str | None) -> dict[str, Any] | None:
    """`date-parts` as precisely as the date is known. CSL's schema refuses EDTF itself."""
    if edtf is None:
        return None
    when = dates.parse(edtf)
    moments = [when.start, when.end] if when.is_interval else [when.start]
    if any(moment is None or moment.precision == "years" for moment in moments):
        return {"raw": edtf}
    parts = [_parts(moment) for moment in moments if moment]
    return {"date-parts": parts, **({"circa": True} if when.is_doubtful else {})}


def _parts(moment: Moment) -> list[int]:
    day = moment.earliest
    return [day.year, day.month, day.day][: {"day": 3, "month": 2, "year": 1, "years": 1}[moment.precision]]


def _entry(id: str, reference: Reference) -> str:
    kind = _ENTRY_TYPES.get(reference.type, "misc")
    when = dates.parse(reference.issued) if reference.issued else None
    fields = {
        "author": " and ".join(_bibtex_name(name) for name in reference.author),
        "title": bibtex.kept(reference.title),
        _CONTAINERS[kind]: bibtex.text(reference.container_title or ""),
        "institution" if kind == "techreport" else "publisher": bibtex.text(reference.publisher or ""),
        **(_bibtex_date(when) if when else {}),
        "url": bibtex.address(reference.url or ""),
        "language": reference.language or "",
    }
    return bibtex.entry(kind, id, fields)


def _bibtex_date(when: FuzzyDate) -> dict[str, str]:
    """Year and month where they are known, and the date in words where it is not a single certain one."""
    start = when.start
    if start is None or when.is_interval or start.precision == "years":
        return {"note": bibtex.text(f"Issued {when.worded('en')}")}
    return {
        "year": str(start.earliest.year),
        "month": bibtex.MONTHS[start.earliest.month - 1] if start.precision in ("day", "month") else "",
        "note": bibtex.text(f"Issued {when.worded('en')}") if when.is_doubtful else "",
    }


def _bibtex_name(name: Name) -> str:
    if name.family and name.given:
        return f"{_part(name.family)}, {_part(name.given)}"
    return _part(name.family) if name.family and len(name.family.split()) == 1 else bibtex.kept(str(name))


def _part(name: str) -> str:
    """A family name or a given one, in braces where BibTeX would part it, or take it for “et al.”."""
    return bibtex.kept(name) if "," in name or {"and", "others"} & set(name.lower().split()) else bibtex.text(name)
