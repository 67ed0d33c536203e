"""What a YAML parser complains of, in words for people who write YAML and no parsers, at the place to be mended."""

from __future__ import annotations

import re
from typing import Final

import yaml

from sorotan.core.phrases import N_, Phrase, phrase

_TAB: Final = Phrase(N_("a tab is used for indentation; use spaces"))
_OTHER_SPACE: Final = Phrase(N_("a space of another kind is used for indentation; write ordinary spaces"))
_COLON: Final = Phrase(N_("a colon followed by a space stands in plain text; put the text in quotation marks"))
_BELOW_A_VALUE: Final = Phrase(
    N_("this field stands below a text; indent it like its neighbours, or write a colon behind the name above")
)
_OPEN_QUOTATION: Final = Phrase(N_("the quotation mark that stands here is not closed"))
_ESCAPE: Final = Phrase(N_("a backslash stands in double quotation marks; write two, or use single quotation marks"))
_OPEN_BRACKET: Final = Phrase(N_("the bracket that is opened here is not closed, or a comma is missing behind it"))
_IN_BRACKETS: Final = Phrase(
    N_("a comma or the closing bracket is missing here; put a text that has a colon or a comma in quotation marks")
)
_CLOSED_EARLY: Final = Phrase(
    N_("the text ends at the quotation mark before this; put all of it in quotation marks of the other kind")
)
_NO_SPACE: Final = Phrase(N_("a space is missing behind the hyphen"))
_BARE_COLON: Final = Phrase(
    N_("nothing stands behind a colon here; write the text there, or put the colon in quotation marks")
)
_NO_VALUE: Final = Phrase(N_("a value or a closing bracket is missing here"))
_NO_COLON: Final = Phrase(N_("a colon is missing here; write “name: value”, with a space behind the colon"))
_NO_FIELD: Final = Phrase(
    N_(
        "this does not belong here; indent it like its neighbours, and look for a quotation mark or a bracket too many"
        " before it"
    )
)
_NO_ITEM: Final = Phrase(N_("this is no item of the list; begin it with a hyphen below that of the item before"))
_ITEM_BEHIND_NAME: Final = Phrase(
    N_("the items of a list stand below its name, each on a line of its own, or in brackets as [a, b]")
)
_DOCUMENT: Final = Phrase(N_("a line of three hyphens begins another document here; remove it"))
CURLY: Final = Phrase(N_("curly quotation marks are part of the text in YAML; write straight ones instead"))
"""Who looks at them takes them for the quotation marks that would hold a colon or a comma."""
_COMMENT: Final = Phrase(N_("a “#” behind a space begins a comment; put a text that has one in quotation marks"))
_FIRST: Final = N_("text that begins with “{character}” must be put in quotation marks")
_CONTROL: Final = N_("the character {character} may not stand here; remove it")

_OTHER_SPACES: Final = re.compile(r"[ -]*[\u00a0\u2000-\u200a\u202f\u3000]")
_OPENED: Final = re.compile(r"(?:^|[:,\[{-]) *(?P<text>[“„”«‘][^“„”«»‘’]*)$")
"""A text up to where a parser stopped in it, with a curly quotation mark that is not closed there."""
_CUT_OFF: Final = re.compile(r"""(?:"[^"]*"|'[^']*'|(?<=\S)#|[^"'#])*+(?P<hash>#).*[}\]]""")
"""A line whose closing bracket is in a comment."""
_LINK: Final = re.compile(r"(?:^|[:,{-]) *(?P<link>\[[^\[\]]*\])$")
"""What stands before the address of a Markdown link with which a text begins."""
_SPECIAL: Final = (
    "cannot start any token",
    "alphabetic or numeric character",
    "undefined alias",
    "mapping keys are not allowed",
    "could not determine a constructor",
    "comment or line break",
    "comment or a line break",
    "node content",
    "unhashable key",
)
"""Parts of complaints about characters with which plain text cannot begin."""

Reason = tuple[int, int, Phrase | str]
"""Line and column, from 1, and what is wrong there."""


def explain(error: yaml.MarkedYAMLError, text: str) -> Reason:
    """Where `text` is to be mended, and why."""
    mark = error.problem_mark or error.context_mark
    # A key that is a list or a mapping is told with the beginning of the mapping in which it stands.
    start = mark if "unhashable" in (error.problem or "") else error.context_mark or mark
    if mark is None or start is None:
        return 0, 0, error.problem or "unknown error"
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    reason = _reason(error, mark, start, line)
    if reason is None:
        character = lines[start.line][start.column : start.column + 1] if start.line < len(lines) else ""
        return start.line + 1, start.column + 1, phrase(_FIRST, character=character)
    for number in range(max(start.line - 1, 0), mark.line + 1):
        if other := _OTHER_SPACES.match(lines[number]) if number < len(lines) else None:
            return number + 1, other.end(), _OTHER_SPACE
    if reason in (_COLON, _IN_BRACKETS) and (opened := _OPENED.search(line[: mark.column])):
        return mark.line + 1, opened.start("text") + 1, CURLY
    if reason is _OPEN_BRACKET and (comment := _CUT_OFF.match(lines[start.line], start.column)):
        return start.line + 1, comment.start("hash") + 1, _COMMENT
    if reason in (_NO_FIELD, _IN_BRACKETS):
        behind = line[mark.column : mark.column + 1]
        if behind == "(" and (link := _LINK.search(line[: mark.column])):
            return mark.line + 1, link.start("link") + 1, phrase(_FIRST, character="[")
        if line[: mark.column].rstrip().endswith(('"', "'")) and behind not in ",:]}":
            return mark.line + 1, mark.column + 1, _CLOSED_EARLY
    if reason is _BELOW_A_VALUE and mark.line and (hyphen := re.match(r" *-(?=\w)", lines[mark.line - 1])):
        return mark.line, hyphen.end() + 1, _NO_SPACE
    if reason is _BELOW_A_VALUE and mark.line and (name := re.match(r"[ -]*(?=[\w-]+:[^\s/])", lines[mark.line - 1])):
        return mark.line, name.end() + 1, _NO_COLON
    if reason in (_OPEN_QUOTATION, _OPEN_BRACKET, _NO_COLON):
        mark = start
    if reason is _NO_VALUE and not line[: mark.column].strip():  # what is missing, is so behind what was written
        before = next(number for number in range(mark.line - 1, -1, -1) if lines[number].strip())
        return before + 1, len(lines[before].rstrip()), reason
    column = line.rfind("\\", 0, mark.column + 1) if reason is _ESCAPE else mark.column
    return mark.line + 1, column + 1, reason


def unacceptable(error: yaml.reader.ReaderError, text: str) -> Reason:
    """Where a character is that may not be in YAML."""
    at = text.find(chr(error.character)) if isinstance(error.character, int) else -1
    reason = phrase(_CONTROL, character=f"U+{ord(text[at]):04X}") if at >= 0 else str(error).splitlines()[0]
    return text.count("\n", 0, at) + 1 if at >= 0 else 0, at - text.rfind("\n", 0, at) if at >= 0 else 0, reason


def _reason(error: yaml.MarkedYAMLError, mark: yaml.Mark, start: yaml.Mark, line: str) -> Phrase | str | None:
    """Why; None for a character with which plain text cannot begin."""
    problem, context = error.problem or "unknown error", error.context or ""
    if "\\t" in problem or "\t" in line[: mark.column + 1]:
        return _TAB
    if "mapping values are not allowed" in problem:
        return _BELOW_A_VALUE if re.fullmatch(r"[ -]*[\w-]+", line[: mark.column]) else _COLON
    if "sequence entries are not allowed" in problem:
        return _ITEM_BEHIND_NAME
    if "escape" in problem:
        return _ESCAPE
    if "flow node" in context:
        return _NO_VALUE
    if any(part in problem for part in _SPECIAL) or "directive" in context:
        return None
    if "quoted scalar" in context:
        return _OPEN_QUOTATION
    if "plain scalar" in context:
        return _BARE_COLON
    if "flow" in context:
        return _OPEN_BRACKET if mark.line > start.line else _IN_BRACKETS
    if "simple key" in context:
        return _NO_COLON
    if "block mapping" in context or "document start" in problem:
        return _NO_FIELD
    if "block collection" in context:
        return _NO_ITEM
    if "another document" in problem:
        return _DOCUMENT
    return f"{problem}{f' ({context})' if context else ''}"
