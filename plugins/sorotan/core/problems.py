"""What an editor can get wrong, as data: a code, a place in a file, and a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from rapidfuzz import fuzz, process

from sorotan.core.phrases import ENGLISH, N_, Phrase, Translate, detail, suggesting

Level = Literal["error", "warning", "notice"]
"""How much a problem matters: the site is wrong or incomplete, it is complete but poorer, it might be tidier."""

CODES: Final[dict[str, str]] = {
    # Files
    "SRT001": N_("{path} is missing; create it, or correct the option that names it."),
    "SRT002": N_("The file cannot be read: {reason}."),
    "SRT003": N_("This is not valid YAML: {reason}."),
    "SRT004": N_("The key “{key}” stands twice in the same mapping (first on line {first}); keep one of them."),
    "SRT005": N_("The file goes beyond a limit that protects the build: {reason}."),
    "SRT006": N_(
        "The character {character} cannot be seen, and may make a text read otherwise than it is written; the site"
        " leaves it out. Remove it."
    ),
    "SRT007": N_("This is a link that leads out of the project and is not followed; put the file itself here."),
    "SRT008": N_("Nothing of this file is used, because of its name or its folder; rename it, or put it elsewhere."),
    "SRT009": N_(
        "The character {character} stands for one that was lost, or that only one font knows; write the one that is"
        " meant."
    ),
    # Values
    "SRT010": N_("{field}: {reason}."),
    "SRT011": N_("{field} is missing; add it."),
    "SRT012": N_("{field} is not a known field here; remove or rename it."),
    "SRT013": N_("{field} has no text in the language “{language}”; add it."),
    "SRT014": N_(
        "“{value}” is not a date; write 2025, 2025-01, 2025-01-20, 2025-01~ (about), 2025? (uncertain) or a/b."
    ),
    "SRT015": N_(
        "“{value}” is not a valid id; use a to z, 0 to 9 and hyphens, at most 80 of them, and no name that is reserved,"
        " such as index or con."
    ),
    "SRT016": N_("“{value}” is not an address that may be linked; use http, https or mailto."),
    "SRT017": N_(
        "“{link}” leads nowhere from here; write a whole address (https://…), or a record by its id (entity:, block:,"
        " ref:, note:, event: or claim:)."
    ),
    "SRT018": N_(
        "A claim of the kind “{kind}” cannot have the verdict “{verdict}”, as opinions are neither right nor wrong;"
        " correct one of the two."
    ),
    # References between records
    "SRT020": N_("The id “{id}” is already used at {other}; choose another."),
    "SRT021": N_("There is no entity “{id}”; correct the id or add the entity."),
    "SRT022": N_("There is no reference “{id}”; correct the id or add it to references.yml."),
    "SRT023": N_("There is no article “{id}”; correct the id or add it to articles.yml."),
    "SRT024": N_("The article “{article}” has no block “{block}”; correct the block id."),
    "SRT025": N_("There is no {kind} “{id}” to link to; correct the link."),
    "SRT026": N_("“{value}” is neither a block (article#p1) nor a reference; correct the evidence."),
    "SRT027": N_("The value of “{property}” must be {expected}, not “{value}”."),
    "SRT028": N_(
        "The name “{name}” belongs to several entities ({rivals}); limit it with `articles` or remove it from"
        " all but one."
    ),
    "SRT029": N_("There is no claim “{id}”; correct the id or add it to claims.yml."),
    # Prose
    "SRT030": N_(
        "The quoted words changed: “{exact}” is not in the “{language}” text of {article}; the nearest passage is"
        " “{nearest}” ({block}). Confirm it with `sorotan anchors confirm {id}`, or write other words as `exact`."
    ),
    "SRT031": N_(
        "The quoted words “{exact}” occur {count} times in the “{language}” text of {article}; add `prefix` or"
        " `suffix`, the words before or after."
    ),
    "SRT032": N_(
        "The quoted words “{exact}” are not in the “{language}” text of {article}, nor anything like them; correct"
        " them or remove the record."
    ),
    "SRT033": N_("The block id “{block}” is used twice in the article {article}; rename one."),
    "SRT034": N_("The text “{text}” is not in the “{language}” text of block {block}; correct it."),
    "SRT035": N_("The article {article} has no block “{block}”; retell that paragraph or list it under `omitted`."),
    "SRT036": N_("The article “{id}” has no page {path}; write it or remove the record."),
    "SRT037": N_(
        "The quoted words “{exact}” stand in the “{language}” text of {article} ({block}), but not where they were said"
        " to; correct `block`, `prefix` and `suffix`."
    ),
    "SRT038": N_(
        "“{item}” could run a script, load something from another host, or is not known, so it is left out of the page;"
        " correct or remove it."
    ),
    "SRT039": N_(
        "“{written}” looks like a block id and is none; write {id} on the line right below the paragraph, or at the"
        " end of the line of a heading or of a cell of a table."
    ),
    "SRT040": N_(
        "A page of this name ({page}) is made from the data, so that this file is not shown; give it another name."
    ),
    "SRT041": N_(
        "The page {page} of the article “{id}” is kept out of the site, while what the data says of the article is"
        " shown; put its records into comments, or publish the page."
    ),
    "SRT042": N_(
        "The site has no front page; write {path}, with “view: home” in its front matter where it should list the"
        " articles."
    ),
    "SRT043": N_("The {kind} “{id}” has no page to link to; enable {plugin} in mkdocs.yml, or remove the link."),
    "SRT044": N_(
        "The source text of the article {article} has {count} paragraphs, and none of them is “{block}”; correct the"
        " block."
    ),
    "SRT045": N_(
        "The article {article} has the block “{block}”, which `omitted` calls left out; remove it from `omitted`, or"
        " from the page."
    ),
    "SRT046": N_(
        "This file is named after the article “{article}”, which is not there; name it after the article that its notes"
        " are about."
    ),
    "SRT047": N_(
        "“{written}” is shown on the page as text, because it is not the last line of its paragraph; remove it, or put"
        " an empty line behind it."
    ),
    # Originals
    "SRT050": N_(
        "The source text {path} of the article “{id}” is missing, so that the page is built without it; put a copy into"
        " the folder of the source texts, or correct `file`."
    ),
    "SRT051": N_(
        "The source text {path} of the article “{id}” is not the one described: its SHA-256 is {digest}; put the right"
        " copy in its place, or correct `sha256`."
    ),
    "SRT052": N_(
        "The source text of the article “{id}” has {count} paragraphs, not {expected}; correct `paragraphs`, and the"
        " blocks with it."
    ),
    "SRT053": N_(
        "The folder of the source texts, {path}, is missing, so that all pages are built without it; create it, or"
        " correct the option or the environment variable that names it."
    ),
    # Translations
    "SRT060": N_("The catalog cannot be read: {reason}."),
    "SRT061": N_(
        "Not translated into “{language}”: {count} of the texts of {page}; they are shown in the source language."
        " {cure}."
    ),
    "SRT062": N_(
        "Changed after translation into “{language}”: {count} of the texts of {page}; review what is marked fuzzy."
    ),
    "SRT063": N_("“{item}” of the source is not in the translation; add it."),
    "SRT064": N_("“{item}” of the translation is not in the source; correct or remove it."),
    "SRT065": N_(
        "The figures differ: {source} in the source, {translation} in the translation; check both. Write numbers as"
        " digits where the source does."
    ),
    "SRT066": N_(
        "The source changed after this was translated ({changes}); bring the translation up to date and remove the mark"
        " “fuzzy”."
    ),
    "SRT067": N_(
        "The source of “{field}” changed after this was translated ({changes}); bring the translation up to date, or"
        " say that it still holds with `sorotan translate confirm {record}`."
    ),
    "SRT068": N_(
        "This line is none that `sorotan translate update` writes; bring the file back as it was, or remove the line."
    ),
    "SRT069": N_(
        "This catalog is for the page {page}, which is not there; name it as its page is named, or remove it."
    ),
    # What might be tidied up
    "SRT070": N_("No text, note, fact, event or claim names the entity “{id}”; name it somewhere or remove it."),
    "SRT071": N_("The alias “{alias}” of “{id}” is found nowhere in the articles; correct or remove it."),
    "SRT072": N_("The event “{id}” is about no entity; add `entities` or `article`."),
    "SRT073": N_("Nothing cites the reference “{id}”; cite it or remove it."),
    "SRT074": N_(
        "“{name}” looks like a name that no entity has ({count}× in the articles); add an entity or an alias if it"
        " matters."
    ),
    "SRT075": N_(
        "This page lies in the folder of the articles, but articles.yml has no article “{id}”; add it there if it is"
        " one."
    ),
    "SRT076": N_(
        "The article {article} quotes “{words}”, which no entry of quotes.yml has; add one, or write the words without"
        " quotation marks."
    ),
    "SRT077": N_(
        "“{words}” is read as a comment, and is no part of the text before it; put the text into quotation marks, or"
        " write a space behind the “#” of a comment."
    ),
    # What an edit leaves to do
    "SRT080": N_("{field} is still to be written; write it in the place of TODO."),
    "SRT081": N_(
        "The published address {address} is gone, and nothing leads from it to another; bring it back, or say in"
        " redirects.yml where it leads."
    ),
    "SRT082": N_("The redirect leads to {address}, which is no page, note or block of the site; correct the address."),
    "SRT083": N_("{address} is there and needs no redirect; remove this one."),
    "SRT084": N_("This redirect leads round in a circle ({way}); write where its readers are to be led."),
    "SRT085": N_("The redirect leads to {address}, from where another one leads on; write where that ends."),
    "SRT086": N_("{address} is another way to write {other}, which has a redirect on line {line}; keep one of them."),
    "SRT087": N_("Nothing can lead on from {address}: {reason}."),
    # The navigation
    "SRT088": N_("The navigation names the page {page}, which is not there; correct `nav`, or write the page."),
    "SRT089": N_(
        "No navigation leads to the page {page}; name it in `nav` of mkdocs.yml, or in `not_in_nav` if that is meant."
    ),
    # Links of pages
    "SRT090": N_("The link “{link}” leads to no page and no file of the site; correct it."),
    "SRT091": N_("The link “{link}” leads to a place that {page} does not have; correct it."),
    "SRT092": N_(
        "The link “{link}” begins with a slash, so that it leads elsewhere once the site lies in a folder; write the"
        " path of a file in its place, or a whole address (https://…)."
    ),
    "SRT093": N_(
        "The link “{link}” names no file, so that nobody checks whether it leads anywhere; write the path of a file,"
        " with its ending (.md)."
    ),
    "SRT094": N_(
        "The link “{link}” leads to a place that {page} does not have, because headings without an id are called"
        " otherwise in each language; give the heading an id, such as {id}, and link to that."
    ),
    "SRT095": N_("Nothing on the page refers to the footnote “{id}”; write [^{id}] where it belongs, or remove it."),
    # The address of the site
    "SRT096": N_(
        "{plugin} needs whole addresses; write where the site will be into mkdocs.yml, as “site_url:"
        " https://example.org/”, or remove the plugin."
    ),
}
"""Message of every code, as a format string. A code is never reused for another problem."""

_WARNINGS: Final[frozenset[str]] = frozenset(
    {
        "SRT008",
        "SRT041",
        "SRT042",
        "SRT050",
        "SRT053",
        "SRT061",
        "SRT062",
        "SRT065",
        "SRT066",
        "SRT067",
        "SRT069",
        "SRT085",
        "SRT089",
        "SRT092",
        "SRT093",
        "SRT095",
        "SRT096",
    }
)
_NOTICES: Final[frozenset[str]] = frozenset(
    {"SRT070", "SRT071", "SRT072", "SRT073", "SRT074", "SRT075", "SRT076", "SRT077"}
)

FATAL: Final[frozenset[str]] = frozenset({"SRT002", "SRT003", "SRT005", "SRT007", "SRT060", "SRT068"})
"""Codes after which nothing of the file could be used."""


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file. Lines and columns count from 1; 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True)
class Problem:
    """One thing that an editor should put right."""

    location: Location
    code: str
    """Key of `CODES`."""
    details: tuple[tuple[str, str | Phrase], ...] = ()
    """The values that the message names, by name."""
    suggestion: str = ""
    """The nearest valid value, when there is one."""

    @property
    def is_fatal(self) -> bool:
        """Whether nothing of the file could be used."""
        return self.code in FATAL

    @property
    def level(self) -> Level:
        """How much it matters."""
        return level(self.code)

    @property
    def message(self) -> str:
        """One sentence that says what is wrong and what to do, in English."""
        return self.told(ENGLISH)

    @property
    def said(self) -> Phrase:
        """The message, to be told in any language."""
        return suggesting(Phrase(CODES[self.code], self.details), self.suggestion)

    def told(self, translate: Translate) -> str:
        """The message in another language."""
        return self.said.told(translate)

    def line(self, translate: Translate) -> str:
        """Place, code and message, on one line."""
        return f"{self.location}: {self.code} {self.told(translate)}"

    def __str__(self) -> str:
        return self.line(ENGLISH)


def level(code: str) -> Level:
    """How much a problem with this code matters."""
    if code in _NOTICES:
        return "notice"
    return "warning" if code in _WARNINGS else "error"


@dataclass
class Problems:
    """A growing list of problems, without repetitions."""

    _items: dict[Problem, None] = field(default_factory=dict)

    def add(self, code: str, location: Location, suggestion: str = "", **details: object) -> None:
        """Record a problem. `details` are the values that the message of `code` names."""
        named = tuple((name, detail(value)) for name, value in details.items())
        self._items.setdefault(Problem(location, code, named, suggestion))

    def update(self, problems: Iterable[Problem]) -> None:
        """Record problems that were found elsewhere."""
        self._items.update(dict.fromkeys(problems))

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._items, key=lambda problem: (problem.location, problem.code, problem.message)))

    def __len__(self) -> int:
        return len(self._items)


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate most like `word`, or an empty string when none is alike enough to be meant."""
    match = process.extractOne(word, list(candidates), scorer=fuzz.ratio, score_cutoff=70)
    return match[0] if match else ""
