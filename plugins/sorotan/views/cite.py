"""“Cite this”: how others name a page of this site in a bibliography."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sorotan.core import bibtex, dates
from sorotan.views.scope import Scope

_LANGUAGES: Final = {"id": "indonesian", "en": "british"}
"""What BibTeX's packages call the languages."""
_json: Final = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True)
class Citation:
    """One page, or a part of it, in the three forms in which citations travel."""

    text: str
    bibtex: str
    csl: str
    """CSL-JSON, as Zotero and Pandoc read it."""


def citation(
    title: str, key: str, changes: Iterable[str], scope: Scope, fragment: str = "", genre: str = ""
) -> Citation | None:
    """How to cite the page or a part of it; None where the site has no address yet.

    Args:
        title: Of the page or part.
        key: Id of its record.
        changes: EDTF dates on which something of it is known to have been made or changed.
        scope: The page.
        fragment: Of the part.
        genre: What the part is, and of what.
    """
    if not scope.address:
        return None
    # A date in doubt has no ISO form, and there would be no way to write it in BibTeX.
    known = [date for date in map(dates.parse, changes) if date.iso]
    last = max(known, key=lambda date: (date.earliest, date.latest), default=None)
    parts = [int(part) for part in last.iso.split("-")] if last else []
    source = _Source(
        f"{scope.site_name.casefold().replace(' ', '-')}-{key}-{scope.language}",
        title,
        genre,
        parts,
        f"{scope.address}#{fragment}" if fragment else scope.address,
        scope,
    )
    words = [
        scope.site_name,
        f"“{title}”",
        genre[:1].lower() + genre[1:],
        last.worded(scope.language) if last else "",
        source.address,
    ]
    return Citation(", ".join(filter(None, words)), _bibtex(source), _csl(source))


@dataclass(frozen=True)
class _Source:
    """What every form says of what is cited."""

    key: str
    title: str
    genre: str
    date: Sequence[int]
    """Year, month and day, as far as they are known."""
    address: str
    scope: Scope


def _bibtex(source: _Source) -> str:
    date, scope = source.date, source.scope
    fields = {
        "author": bibtex.kept(scope.site_name),
        "title": bibtex.kept(source.title),
        "year": str(date[0]) if date else "",
        "month": bibtex.MONTHS[date[1] - 1] if len(date) > 1 else "",
        "howpublished": bibtex.text(source.genre),
        "url": bibtex.address(source.address),
        "langid": _LANGUAGES[scope.language],
    }
    return bibtex.entry("misc", re.sub(r"[^a-z0-9-]", "", source.key), fields)


def _csl(source: _Source) -> str:
    item: dict[str, Any] = {
        "id": source.key,
        "type": "webpage",
        "title": source.title,
        **({"genre": source.genre} if source.genre else {}),
        "author": [{"literal": source.scope.site_name}],
        "container-title": source.scope.site_name,
        **({"issued": {"date-parts": [source.date]}} if source.date else {}),
        "URL": source.address,
        "language": source.scope.language,
    }
    fields = ",\n".join(f'    "{name}": {_json(value)}' for name, value in item.items())
    return f"[\n  {{\n{fields}\n  }}\n]"
