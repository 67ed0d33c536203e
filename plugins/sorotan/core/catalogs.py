"""Translations of prose: gettext catalogs, one PO file for a page."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, read_po

from sorotan.core import characters, textfile
from sorotan.core.phrases import N_, Phrase, number, phrase
from sorotan.core.problems import Location, Problems
from sorotan.core.records import MAX_TEXT

_LINE: Final = re.compile(r"(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)(?:[ ]+|$)(?P<text>.*)")
_QUOTED: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"')
_PLURALS: Final = re.compile(rb"nplurals\s*=\s*0*(\d+)")
_MAX_PLURALS: Final = 6
"""Arabic has as many. Babel makes a text for each."""
_TOO_MANY_PLURALS: Final = Phrase(N_("its header claims more plural forms than any language has"))
_HEADER: Final = re.compile(r'(?m)^msgid ""\s*\nmsgstr "(?:.*\n?)(?:".*\n?)*')
_CHARSET: Final = re.compile(r"(?i)charset\s*=(?P<name>[^\"\\\s;]*)")
_ISOLATED: Final = re.compile("(?m)^#:.*[\u2068\u2069].*$")
"""Places of a text in files whose names have a space: gettext puts each between two characters that nobody sees."""
_FIELD: Final = re.compile(r'"(?P<name>[\w-]+):(?:[^"\\]|\\.)*"')
_WRONG_FIELD: Final = N_("the field “{field}” of its header is not as it should be; correct or remove it")
_WRONG_HEADER: Final = N_("its header says charset={charset}, but it is UTF-8 text; write charset=UTF-8 there")
_OTHER_ENCODING: Final = N_("its header says charset={charset}; save the file as UTF-8, and write charset=UTF-8 there")
_UNQUOTED: Final = Phrase(
    N_('the text is not in quotation marks, or has one in it; write " before and after it, and \\" in it')
)
_NO_KEYWORD: Final = Phrase(
    N_(
        "the line begins neither with msgctxt, msgid or msgstr and a space nor with a quotation mark; correct or remove"
        " it"
    )
)
_NO_MSGID: Final = Phrase(
    N_("no msgid stands above this msgstr; write the source text there, or keep only one of two msgstr")
)
_CONFLICT: Final = Phrase(
    N_(
        "a line that begins with “#-” tells that two catalogs differ; settle it and remove the line, or put a space"
        " behind the “#”"
    )
)
_OTHERWISE: Final = Phrase(N_("this is not how gettext writes an entry; compare it with the others, and correct it"))
_REASONS: Final = {
    "Unknown or misformatted keyword": _NO_KEYWORD,
    "missing msgstr": Phrase(N_("this text has no msgstr; write one below it, or remove the text")),
    "cannot parse po file with conflicts": _CONFLICT,
    "msg has more translations": Phrase(N_("the text has more plural forms than its language; remove some")),
}
"""What Babel complains of, by how its words begin."""


@dataclass(frozen=True)
class Translation:
    """A translated block."""

    text: str
    is_fuzzy: bool = False
    """The source changed after this was translated; it may no longer say the same."""


class Entry(NamedTuple):
    """A text of a catalog, and where it stands."""

    line: int
    translation: str
    """Empty where there is none."""
    is_fuzzy: bool


Translations = Mapping[tuple[str, str], Translation]
"""Translations of one page by context and source text."""


def context(page: str, block: str = "", part: str = "") -> str:
    """The msgctxt of a text: the page, and the id of the block where it has one (`articles/x#p3`).

    What is no block has the name of the part of the page: a key of the front matter, or `nav` (`about@description`).
    """
    return page.removesuffix(".md") + (block and f"#{block}") + (part and f"@{part}")


def load(path: Path, shown_as: str, problems: Problems, parses: textfile.Parses | None = None) -> Translations:
    """The translations in the PO file at `path`; none when there is no such file."""
    text = _as_text(path) if parses else ""
    if parses and text and (kept := parses.parsed(shown_as, text)) is not None:
        return {(context, source): Translation(*translation) for context, source, *translation in kept}
    before = len(problems)
    catalog = read(path, shown_as, problems)
    translations = dict(_translations(catalog)) if catalog else {}
    if parses and text and len(problems) == before:
        parses.keep_parsed(shown_as, text, [[*key, *vars(found).values()] for key, found in translations.items()])
    return translations


def _as_text(path: Path) -> str:
    """The file, where it is one that `read` has nothing to say against before it looks into it; else nothing."""
    try:
        if textfile.leaves(path, _folder_of(path)) or not textfile.is_sound(path, "", Problems()):
            return ""
        return path.read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return ""


def _folder_of(path: Path) -> Path:
    """The folder of all translations, out of which no link to a catalog may lead."""
    return next((above.parent.parent for above in path.parents if above.name == "LC_MESSAGES"), path.parent)


class _Fault(Exception):
    """Why a catalog cannot be read."""

    def __init__(self, reason: Phrase | str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        """From 1; 0 where it is of no line."""


def read(path: Path, shown_as: str, problems: Problems) -> Catalog | None:
    """The PO file at `path` as a Babel catalog, or None when there is none or it cannot be read."""
    try:
        if not textfile.stays(path, shown_as, problems, _folder_of(path)):
            return None
        if not textfile.is_sound(path, shown_as, problems):
            return None
        text = _decoded(path.read_bytes().removeprefix(codecs.BOM_UTF8))
        catalog = _parsed(text)
        _check(catalog, text)
    except (FileNotFoundError, ValueError):  # or the option names a folder as none can be called
        return None
    except OSError as error:
        problems.add("SRT060", Location(shown_as), reason=textfile.explain(error))
        return None
    except _Fault as fault:
        problems.add("SRT060", Location(shown_as, fault.line), reason=fault.reason)
        return None
    for line, first in catalog.repeated:
        reason = phrase(N_("this text stands on line {first} already; keep one of them"), first=first)
        problems.add("SRT060", Location(shown_as, line), reason=reason)
    if catalog.repeated:
        return None
    written = _ISOLATED.sub(lambda places: re.sub("[\u2068\u2069]", " ", places[0]), text)
    textfile.report_characters(written, shown_as, problems)
    return catalog


def _decoded(data: bytes) -> str:
    """The text of a catalog.

    Raises:
        _Fault: It is not UTF-8, or holds what Babel must not be given.
    """
    if line := textfile.conflict_line(data.decode("utf-8", errors="replace")):
        raise _Fault(textfile.CONFLICT, line)
    if any(len(count) > 1 or int(count) > _MAX_PLURALS for count in _PLURALS.findall(data)):
        raise _Fault(_TOO_MANY_PLURALS)
    # Babel would take the word of the header for how to read bytes, and Latin-1 makes something of any.
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        charset, line = _charset(data.decode("utf-8", errors="replace"))
        if charset and not _is_utf_8(charset):
            raise _Fault(phrase(_OTHER_ENCODING, charset=charset), line) from error
        raise _Fault(textfile.NOT_UTF8, data.count(b"\n", 0, error.start) + 1) from error


def _parsed(text: str) -> _Catalog:
    """What Babel reads in the text of a catalog.

    Raises:
        _Fault: It cannot, or would read something else than is written there.
    """
    if wrong := _wrong_line(text):
        line, reason = wrong
        raise _Fault(reason, line)
    catalog = _Catalog(text)
    try:
        PoFileParser(catalog, abort_invalid=True).parse(io.StringIO(text))
    except PoFileError as error:  # counts lines from 0
        reason = next((ours for words, ours in _REASONS.items() if str(error).startswith(words)), _OTHERWISE)
        raise _Fault(reason, error.lineno + 1) from error
    except (ValueError, LookupError) as error:
        field, line = _wrong_field(text)
        raise _Fault(phrase(_WRONG_FIELD, field=field) if field else _OTHERWISE, line) from error
    return catalog


def _check(catalog: Catalog, text: str) -> None:
    """Look at what Babel takes as it is.

    Raises:
        _Fault: The header names another encoding than that of the text, or a message is too long.
    """
    if not _is_utf_8(catalog.charset):
        charset, line = _charset(text)
        raise _Fault(phrase(_WRONG_HEADER, charset=charset or catalog.charset), line)
    if long := next((message for message in catalog if _length(message) > MAX_TEXT), None):
        reason = phrase(N_("the text is longer than {limit} characters; shorten it"), limit=number(MAX_TEXT))
        raise _Fault(reason, long.lineno or 0)


class _Catalog(Catalog):
    """A catalog that knows which messages stand in its file twice. Babel keeps the first of them.

    Args:
        text: The file.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.repeated: list[tuple[int, int]] = []
        """The line of each repetition, and that of the first."""
        self._written = text.split("\n")
        self._lines: dict[tuple[str, str], int] = {}

    def __setitem__(self, id: Any, message: Message) -> None:
        """Add a message as it is read. Its line is the first that has words of it, where it has several."""
        line = message.lineno or 0
        if id and line and self._written[line - 1].strip() == 'msgid ""':
            message.lineno = line = line + 1
        key = (message.context or "", id if isinstance(id, str) else id[0])
        if (first := self._lines.setdefault(key, line)) != line:
            self.repeated.append((line, first))
        super().__setitem__(id, message)


def _charset(text: str) -> tuple[str, int]:
    """The character set that the header of a catalog claims, and the line on which it does; nothing if it is silent."""
    header = _HEADER.search(text)
    found = _CHARSET.search(header[0]) if header else None
    if header is None or found is None:
        return "", 0
    return found["name"], text.count("\n", 0, header.start() + found.start("name")) + 1


def _wrong_field(text: str) -> tuple[str, int]:
    """The first field of the header of a catalog that Babel cannot read, and its line; nothing if there is none."""
    header = _HEADER.search(text)
    for field in _FIELD.finditer(text, *header.span()) if header else ():
        try:
            read_po(io.StringIO(f'msgid ""\nmsgstr {field[0]}'))
        except (ValueError, LookupError):
            return field["name"], text.count("\n", 0, field.start()) + 1
    return "", 0


def _is_utf_8(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name == "utf-8"
    except (LookupError, ValueError):
        return False


def _length(message: Message) -> int:
    """How long the longest text of a message is. Babel takes very long to break very long ones into lines."""
    texts = [message.id, message.string, *message.user_comments, *message.auto_comments]
    return max(len(part) for text in texts for part in ([text] if isinstance(text, str) else text or [""]))


def _wrong_line(text: str) -> tuple[int, Phrase] | None:
    """The first line that cannot be read, from 1, and why; None if there is none.

    Babel would cut off the first and last letter of a text that is not in quotation marks, and see that one is missing
    only on the next line, if at all. A msgstr that has lost its msgid it would take for that of the next text, and of
    two it would drop one.
    """
    before = ""
    for at, line in enumerate(map(str.strip, text.split("\n")), 1):
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None and not line.startswith('"'):
            return at, _NO_KEYWORD
        if (string := match["text"] if match else line) and not _QUOTED.fullmatch(string):
            return at, _UNQUOTED
        if match:
            keyword = match["keyword"]
            is_next_plural = keyword.startswith("msgstr[") and before.startswith("msgstr[")
            if keyword.startswith("msgstr") and not before.startswith("msgid") and not is_next_plural:
                return at, _NO_MSGID
            before = keyword
    return None


def _translations(catalog: Catalog) -> Iterator[tuple[tuple[str, str], Translation]]:
    for message in catalog:
        if message.id and isinstance(message.id, str) and isinstance(message.string, str) and message.string:
            text = characters.as_read(message.string)
            yield (message.context or "", message.id), Translation(text, message.fuzzy)


def entries(path: Path) -> Sequence[Entry]:
    """Every text of the PO file at `path`, in order; none when it cannot be read."""
    catalog = read(path, "", Problems())
    return [
        Entry(message.lineno or 0, message.string, message.fuzzy)
        for message in catalog or ()
        if message.id and isinstance(message.id, str) and isinstance(message.string, str)
    ]
