"""“Cite this”: how others name a page of this site in a bibliography."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sorotan.core import dates
from sorotan.views.scope import Scope

_LANGUAGES: Final = {"id": "indonesian", "en": "british"}
"""What BibTeX's packages call the languages."""
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's own names of the months, which styles put into the language of the paper."""
_SPECIAL: Final = re.compile(r"[\\&%$#_{}~^]")
_COMMANDS: Final = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True)
class Citation:
    """One page in the three forms in which citations travel."""

    text: str
    bibtex: str
    csl: str
    """CSL-JSON, as Zotero and Pandoc read it."""


def citation(title: str, key: str, changes: Iterable[str], scope: Scope) -> Citation | None:
    """How to cite the page; None where the site has no address yet.

    Args:
        title: Of the page.
        key: Id of its record.
        changes: EDTF dates on which something on the page is known to have been made or changed.
        scope: The page.
    """
    if not scope.address:
        return None
    # A date in doubt has no ISO form, and there would be no way to write it in BibTeX.
    known = [date for date in map(dates.parse, changes) if date.iso]
    last = max(known, key=lambda date: date.sort_key, default=None)
    parts = [int(part) for part in last.iso.split("-")] if last else []
    key = f"{scope.site_name.casefold().replace(' ', '-')}-{key}-{scope.language}"
    words = [scope.site_name, f"“{title}”", last.worded(scope.language) if last else "", scope.address]
    return Citation(", ".join(filter(None, words)), _bibtex(key, title, parts, scope), _csl(key, title, parts, scope))


def _bibtex(key: str, title: str, date: list[int], scope: Scope) -> str:
    fields = {
        "author": f"{{{{{_tex(scope.site_name)}}}}}",
        "title": f"{{{{{_tex(title)}}}}}",
        "year": f"{{{date[0]}}}" if date else "",
        "month": _MONTHS[date[1] - 1] if len(date) > 1 else "",
        "url": f"{{{scope.address}}}",
        "langid": f"{{{_LANGUAGES[scope.language]}}}",
    }
    lines = [f"  {name} = {value}" for name, value in fields.items() if value]
    return f"@misc{{{re.sub(r'[^a-z0-9-]', '', key)},\n" + ",\n".join(lines) + "\n}"


def _tex(text: str) -> str:
    """Text with everything that TeX would take for a command made literal."""
    return _SPECIAL.sub(lambda found: _COMMANDS.get(found[0], f"\\{found[0]}"), text)


def _csl(key: str, title: str, date: list[int], scope: Scope) -> str:
    item: dict[str, Any] = {
        "id": key,
        "type": "webpage",
        "title": title,
        "author": [{"literal": scope.site_name}],
        "container-title": scope.site_name,
        **({"issued": {"date-parts": [date]}} if date else {}),
        "URL": scope.address,
        "language": scope.language,
    }
    return json.dumps([item], ensure_ascii=False, indent=2)
