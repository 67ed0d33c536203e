"""What an editor can get wrong, as data: a code, a place in a file, and a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz, process

CODES: Final[dict[str, str]] = {
    # Files
    "SRT001": "The file {path} is missing; create it or correct the option that names it.",
    "SRT002": "The file cannot be read: {reason}.",
    "SRT003": "This is not valid YAML: {reason}.",
    "SRT004": "The key “{key}” stands twice in the same mapping (first on line {first}); keep one of them.",
    "SRT005": "The file goes beyond a limit that protects the build: {reason}.",
    # Values
    "SRT010": "{field}: {reason}.",
    "SRT011": "{field} is missing; add it.",
    "SRT012": "{field} is not a known field here; remove or rename it.",
    "SRT013": "{field} has no text in the language “{language}”; add it.",
    "SRT014": "“{value}” is not a date; write 2025, 2025-01, 2025-01-20, 2025-01~ (about), 2025? (uncertain) or a/b.",
    "SRT015": "“{value}” is not a valid id; use only a to z, 0 to 9 and hyphens.",
    "SRT016": "“{value}” is not an address that may be linked; use http, https or mailto.",
    # References between records
    "SRT020": "The id “{id}” is already used at {other}; choose another.",
    "SRT021": "There is no entity “{id}”; correct the id or add the entity.",
    "SRT022": "There is no reference “{id}”; correct the id or add it to references.yml.",
    "SRT023": "There is no article “{id}”; correct the id or add it to articles.yml.",
    "SRT024": "The article “{article}” has no block “{block}”; correct the block id.",
    "SRT025": "There is no {kind} “{id}” to link to; correct the link.",
    "SRT026": "“{value}” is neither a block (article#p1) nor a reference; correct the evidence.",
    "SRT027": "{field} of “{property}” must be {expected}, not “{value}”.",
    "SRT028": "The name “{name}” belongs to several entities ({rivals}); limit it with `articles` or remove it from"
    " all but one.",
    "SRT029": "There is no claim “{id}”; correct the id or add it to claims.yml.",
    # Prose
    "SRT030": "The quoted words changed: “{exact}” is not in the {language} text of {article}; the nearest passage is"
    " “{nearest}” ({block}). Confirm it by writing these words as `exact`.",
    "SRT031": "The quoted words “{exact}” occur {count} times in the {language} text of {article}; add `prefix` or"
    " `suffix`, the words before or after.",
    "SRT032": "The quoted words “{exact}” are not in the {language} text of {article}, nor anything like them; correct"
    " them or remove the record.",
    "SRT033": "The block id “{block}” is used twice in the article {article}; rename one.",
    "SRT034": "The text “{text}” is not in the {language} text of block {block}; correct it.",
    "SRT035": "The article {article} has no block “{block}”; retell that paragraph or list it under `omitted`.",
    "SRT036": "The article “{id}” has no page {path}; write it or remove the record.",
    # Originals
    "SRT050": "The source text {path} of the article “{id}” is missing; the page is built without it.",
    "SRT051": "The source text {path} of the article “{id}” is not the one described: its SHA-256 is {digest}.",
    "SRT052": "The source text of the article “{id}” has {count} paragraphs, not {expected}.",
    # Translations
    "SRT060": "The catalog cannot be read: {reason}.",
    "SRT061": "{count} blocks of {page} have no translation into “{language}” and are shown in the source language.",
    "SRT062": "{count} blocks of {page} changed after their translation into “{language}”; review them.",
}
"""Message of every code, as a format string. A code is never reused for another problem."""

FATAL: Final[frozenset[str]] = frozenset({"SRT002", "SRT003", "SRT005"})
"""Codes after which nothing of the file could be used."""


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file. Lines and columns count from 1; 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that an editor should put right."""

    location: Location
    code: str
    """Key of `CODES`."""
    details: tuple[tuple[str, str], ...] = ()
    """The values that the message names, by name."""
    suggestion: str = ""
    """The nearest valid value, when there is one."""

    @property
    def is_fatal(self) -> bool:
        """Whether nothing of the file could be used."""
        return self.code in FATAL

    @property
    def message(self) -> str:
        """One sentence that says what is wrong and what to do."""
        text = CODES[self.code].format(**dict(self.details))
        return f"{text} Did you mean “{self.suggestion}”?" if self.suggestion else text

    def __str__(self) -> str:
        return f"{self.location}: {self.code} {self.message}"


@dataclass
class Problems:
    """A growing list of problems, without repetitions."""

    _items: dict[Problem, None] = field(default_factory=dict)

    def add(self, code: str, location: Location, suggestion: str = "", **details: object) -> None:
        """Record a problem. `details` are the values that the message of `code` names."""
        named = tuple((name, _printable(str(value))) for name, value in details.items())
        self._items.setdefault(Problem(location, code, named, suggestion))

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._items))

    def __len__(self) -> int:
        return len(self._items)


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate most like `word`, or an empty string when none is alike enough to be meant."""
    match = process.extractOne(word, list(candidates), scorer=fuzz.ratio, score_cutoff=70)
    return match[0] if match else ""


def _printable(text: str) -> str:
    """The text on one line, without control characters, cut where it is too long to read."""
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= 200 else f"{text[:197]}…"
