"""YAML files of editors: read with limits, every value traceable to its line and column.

The dialect is YAML 1.2's JSON schema for scalars: `true`, `null` and numbers have their types, everything else is
text. So a date stays as it was written and `no` is a word. Text comes in Unicode NFC, as that of the prose does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import yaml

from sorotan.core import characters, textfile, yamlerrors
from sorotan.core.phrases import N_, Phrase, number, phrase
from sorotan.core.problems import Location, Problems

try:
    from yaml import CSafeLoader as _BaseLoader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as _BaseLoader  # type: ignore[assignment]

MAX_DEPTH: Final = 40
MAX_ALIASES: Final = 100
MAX_SHARED: Final = 10_000
"""Values that all aliases of a file may stand for together. A few of them, one inside the other, make billions."""

_INDENTED: Final = re.compile(rf"[-?: \t]{{{MAX_DEPTH // 2}}}")
"""As much indentation, or as many marks in a row, as deep nesting without brackets needs: two levels for a column."""

_CUT_OFF: Final = re.compile(r"(?<=\S) #(?P<word>\w.*)")
"""A comment that may be meant as text: one space before its “#”, and none behind it."""

_OTHER_BREAKS: Final = re.compile("[\x85\u2028\u2029]")
"""Characters that end a line in YAML 1.1, which libyaml reads, but neither in YAML 1.2 nor in text editors."""

_WRONG_TAG: Final = Phrase(N_("a value is not of the type that its tag (!!…) says"))
_TOO_MANY_DIGITS: Final = Phrase(N_("a number has too many digits; put it in quotation marks"))
_ENDLESS: Final = Phrase(N_("a list or a mapping holds itself"))

_Fields = dict[Any, tuple[yaml.Node, yaml.Node]]
Path_ = tuple[str | int, ...]
"""Where a value stands in a document: keys of mappings and indices of sequences, from the top."""


class _Loader(_BaseLoader):  # type: ignore[misc,valid-type]
    """Safe loader of the JSON schema, for which lines end as they do in text editors."""

    def __init__(self, text: str) -> None:
        super().__init__(_OTHER_BREAKS.sub(" ", text))

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


class _Values:
    """Makes Python values of composed YAML, and notes what there is to tell of it.

    Nearly all values are texts, lists and mappings, which PyYAML's constructor makes in a roundabout way: it allows
    for values that hold themselves. None does here, see `_beyond_limits`.

    Args:
        loader: Makes all other values, and knows what is wrong with a value.
        text: What is composed. If no scalar in it can have anything to mend, none is looked at.
    """

    def __init__(self, loader: _Loader, text: str) -> None:
        self._loader = loader
        self._is_sound = "\\" not in text and characters.as_read(text) == text and not any(characters.faults(text))
        self.duplicates: list[tuple[Any, yaml.Node, yaml.Node]] = []
        self.faults: list[tuple[str, str, yaml.Node]] = []

    def value(self, node: yaml.Node) -> Any:
        """The value of a node.

        Raises:
            yaml.MarkedYAMLError: It has a tag of another schema, or a key is a list or a mapping.
            ValueError, LookupError: It does not fit its tag.
        """
        if node.tag == _TEXT and isinstance(node, yaml.ScalarNode):
            return self._text(node)
        if node.tag == _LIST and isinstance(node, yaml.SequenceNode):
            return [self.value(child) for child in node.value]
        if node.tag == _MAPPING and isinstance(node, yaml.MappingNode) and _has_plain_keys(node):
            return self._mapping(node)
        return self._loader.construct_object(node, deep=True)

    def _text(self, node: yaml.ScalarNode) -> str:
        text: str = node.value
        if self._is_sound:
            return text
        self.faults += [(code, character, node) for code, character, _ in characters.faults(text)]
        return characters.as_read(text)

    def _mapping(self, node: yaml.MappingNode) -> dict[Any, Any]:
        values: dict[Any, Any] = {}
        first: dict[str, yaml.Node] = {}
        for key, child in node.value:
            name = self._text(key)
            if name in first:  # 1 and "1" too, which only look different to a parser
                self.duplicates.append((name, key, first[name]))
            else:
                first[name] = key
            values[name if key.tag == _TEXT else self.value(key)] = self.value(child)
        return values


def _has_plain_keys(node: yaml.MappingNode) -> bool:
    return all(isinstance(key, yaml.ScalarNode) for key, _ in node.value)


def as_written(value: Any) -> str:
    """A scalar in the words of YAML rather than of Python."""
    return json.dumps(value) if value is None or isinstance(value, bool) else str(value)


_MAPPING, _LIST, _TEXT, *_OTHERS = (
    f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str", "null", "bool", "int", "float")
)
_TAGS: Final = {_MAPPING, _LIST, _TEXT, *_OTHERS}
_Loader.yaml_constructors = {
    tag: construct for tag, construct in _BaseLoader.yaml_constructors.items() if tag is None or tag in _TAGS
}


for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"true|false", "tf"),
    ("tag:yaml.org,2002:null", r"null|~|", ["n", "~", ""]),
    ("tag:yaml.org,2002:int", r"-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("tag:yaml.org,2002:float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?", "-0123456789"),
):
    _Loader.add_implicit_resolver(_tag, re.compile(rf"^(?:{_pattern})$"), list(_first))


@dataclass(frozen=True)
class Document:
    """A YAML file as data, and where its values stand."""

    file: str
    """Path as shown to the editor, with forward slashes."""
    text: str = field(repr=False)
    data: Any = field(repr=False)

    def locate(self, path: Path_, key: bool = False) -> Location:
        """The place of the value at `path`, or of the nearest value above it that exists.

        A name that leads into a list is passed over: one list may stand for a list in each language. With `key`, the
        place of the mapping key that leads to the value.
        """
        mark = self._find(path, key)[1]
        return Location(self.file, mark.line + 1, mark.column + 1) if mark else Location(self.file, 1, 1)

    def is_plain(self, path: Path_) -> bool:
        """Whether the text at `path` is written without quotation marks, in one piece."""
        node, _ = self._find(path)
        return isinstance(node, yaml.ScalarNode) and not node.style

    def written(self, path: Path_) -> str:
        """The scalar at `path` as it is written: 2025.10 is another number than it looks."""
        node, _ = self._find(path)
        return characters.as_read(node.value) if isinstance(node, yaml.ScalarNode) else ""

    def _find(self, path: Path_, key: bool = False) -> tuple[yaml.Node | None, yaml.Mark | None]:
        node, mark = self._root, self._root.start_mark if self._root else None
        for step in path:
            child = None
            if isinstance(node, yaml.MappingNode):
                fields = self._fields(node)
                if place := fields.get(step) or fields.get(str(step)):
                    child, mark = place[1], place[0].start_mark
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, str):
                continue
            elif isinstance(node, yaml.SequenceNode) and step < len(node.value):
                child = node.value[step]
                mark = child.start_mark
            if child is None:
                break
            node = child
            if not key and step == path[-1]:
                mark = node.start_mark
        return node, mark

    def _fields(self, node: yaml.MappingNode) -> _Fields:
        """The keys of a mapping, as they are written and as they are read, each with its node and that of its value."""
        fields = self._known_fields.get(id(node))
        if fields is None:
            fields = self._known_fields[id(node)] = {}
            for pair in node.value:
                fields[characters.as_read(pair[0].value)] = pair
                if pair[0].tag != _TEXT:
                    fields[_Loader("").construct_object(pair[0])] = pair
        return fields

    @cached_property
    def _known_fields(self) -> dict[int, _Fields]:
        return {}  # thousands of problems may be told of one file of thousands of records

    @cached_property
    def _root(self) -> yaml.Node | None:
        # Composed only when something is to be reported: records keep no positions.
        return compose(self.text)


def read(path: Path, shown_as: str, problems: Problems, parses: textfile.Parses | None = None) -> Document | None:
    """The YAML file at `path`, or None when it could not be used; problems say why."""
    text = textfile.read(path, shown_as, problems)
    if text is None:
        return None
    if parses is not None and (data := parses.parsed(shown_as, text)) is not None:
        return Document(shown_as, text, data)
    before = len(problems)
    document = parse(text, shown_as, problems)
    if parses is not None and document is not None and len(problems) == before:
        parses.keep_parsed(shown_as, text, document.data)
    return document


def check(path: Path, shown_as: str, problems: Problems) -> None:
    """Report why the file at `path` is no YAML, if it is none. What its tags mean, and its fields, others know."""
    text = textfile.read(path, shown_as, problems)
    try:
        with _explained(text or ""):
            compose(text or "")
    except _Fault as fault:
        problems.add("SRT003", Location(shown_as, fault.line, fault.column), reason=fault.reason)


def compose(text: str) -> yaml.Node | None:
    """The tree of a YAML text, every node with its place in the text.

    Raises:
        yaml.YAMLError: It is no YAML.
    """
    return yaml.compose(text, Loader=_Loader)


def misread(text: str) -> int | None:
    """At which offset a sound text has a value that is none in YAML 1.1, such as 2026-02-30: there it is a date.

    None where it has no such value, or is no mapping.
    """
    loader = _BaseLoader(text)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:  # a character that ends a line there alone
        return error.problem_mark.index if error.problem_mark else 0
    for node in [*(child for _, child in root.value), root] if isinstance(root, yaml.MappingNode) else ():
        try:
            loader.construct_object(node, deep=True)
        except Exception:  # of many kinds, as there are many kinds of values
            return node.start_mark.index
    return None


def cut_off(text: str, shown_as: str) -> Iterator[tuple[Location, str]]:
    """Comments in a YAML text that are probably the rest of the words before them (“Nomor #1”), and where they begin.

    Words of one small piece are none: behind ids and dates, comments are meant.
    """
    if not _CUT_OFF.search(text):
        return
    lines = text.split("\n")
    for token in yaml.scan(text, Loader=_Loader):
        if isinstance(token, yaml.ScalarToken) and token.plain and re.search(r"[^\W\d_a-z]|\s", token.value):
            line, column = token.end_mark.line, token.end_mark.column
            if match := _CUT_OFF.match(lines[line], column):
                yield Location(shown_as, line + 1, column + 2), f"#{match['word'].rstrip()}"


def parse(text: str, shown_as: str, problems: Problems) -> Document | None:
    """YAML `text` as a document, or None when it could not be used; problems say why."""
    if reason := _beyond_limits(text):
        problems.add("SRT005", Location(shown_as), reason=reason)
        return None
    try:
        data, values = _read_values(text)
    except _Fault as fault:
        problems.add("SRT003", Location(shown_as, fault.line, fault.column), reason=fault.reason)
        return None
    for key, node, first in values.duplicates:
        place = Location(shown_as, node.start_mark.line + 1, node.start_mark.column + 1)
        problems.add("SRT004", place, key=key, first=first.start_mark.line + 1)
    for code, character, node in values.faults:
        if character not in text:  # written as an escape: "\u202e"
            place = Location(shown_as, node.start_mark.line + 1, node.start_mark.column + 1)
            problems.add(code, place, character=characters.named(character))
    return Document(shown_as, text, data)


class _Fault(Exception):
    """Why a text is no YAML that can be used.

    Args:
        line: From 1; 0 where it is of no line, and so with the column.
        column: From 1.
        reason: Why.
    """

    def __init__(self, line: int, column: int, reason: Phrase | str) -> None:
        super().__init__(reason)
        self.line, self.column, self.reason = line, column, reason


def _read_values(text: str) -> tuple[Any, _Values]:
    """The value of YAML, and what there is to tell of it.

    Raises:
        _Fault: it cannot be used.
    """
    loader = None
    try:
        with _explained(text):
            loader = _Loader(text)
            values = _Values(loader, text)
            node = loader.get_single_node()
            return None if node is None else values.value(node), values
    except (ValueError, LookupError) as error:  # PyYAML's, for values such as `!!bool maybe` and `!!int ""`
        reason = _TOO_MANY_DIGITS if "integer string conversion" in str(error) else _WRONG_TAG
        mark = next(_misfits(compose(text)), None)
        raise _Fault(mark.line + 1 if mark else 0, mark.column + 1 if mark else 0, reason) from error
    finally:
        if loader is not None:
            loader.dispose()


@contextmanager
def _explained(text: str) -> Iterator[None]:
    """Say in plain words what a parser finds wrong with a text.

    Raises:
        _Fault: there is something.
    """
    try:
        yield
    except yaml.MarkedYAMLError as error:
        if conflict := textfile.conflict_line(text):
            raise _Fault(conflict, 1, textfile.CONFLICT) from error
        raise _Fault(*yamlerrors.explain(error, text)) from error
    except yaml.reader.ReaderError as error:
        raise _Fault(*yamlerrors.unacceptable(error, text)) from error
    except (yaml.YAMLError, UnicodeError) as error:
        raise _Fault(0, 0, str(error).splitlines()[0]) from error


def _misfits(node: yaml.Node) -> Iterator[yaml.Mark]:
    """Where the values below `node` stand that are not of their type."""
    if isinstance(node, yaml.ScalarNode):
        try:
            _Loader("").construct_object(node)
        except (ValueError, LookupError):
            yield node.start_mark
    else:
        for child in node.value:
            for part in child if isinstance(child, tuple) else [child]:
                yield from _misfits(part)


def _beyond_limits(text: str) -> Phrase | None:
    """Why the text may not be composed, or None when it may.

    Looked for in the events of the parser, which hold no tree: neither deep nesting nor aliases that multiply can
    cost anything before this has passed. Only texts that could be dangerous at all are looked at.
    """
    opened = text.count("[") + text.count("{")
    if opened <= MAX_DEPTH and "*" not in text and not _INDENTED.search(text):
        return None
    aliases = shared = values = 0
    opened_at: list[tuple[str | None, int]] = []  # of the collections that are open: anchor, and values before it
    sizes: dict[str, int] = {}
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                opened_at.append((event.anchor, values))
                values += 1
                if len(opened_at) > MAX_DEPTH:
                    return _too_deep()
            elif isinstance(event, yaml.CollectionEndEvent):
                anchor, start = opened_at.pop()
                if anchor:
                    sizes[anchor] = values - start
            elif isinstance(event, yaml.AliasEvent):
                if any(event.anchor == anchor for anchor, _ in opened_at):
                    return _ENDLESS
                aliases += 1
                shared += sizes.get(event.anchor, 1)
                values += sizes.get(event.anchor, 1)
                if aliases > MAX_ALIASES:
                    return phrase(N_("more than {limit} aliases"), limit=MAX_ALIASES)
                if shared > MAX_SHARED:
                    return phrase(N_("aliases that stand for more than {limit} values"), limit=number(MAX_SHARED))
            elif isinstance(event, yaml.ScalarEvent):
                values += 1
    except yaml.YAMLError as error:
        if "maximum nesting depth" in str(error):  # libyaml reads ahead, and has a limit of its own
            return _too_deep()
        # Anything else is reported with its place when the text is composed.
    return None


def _too_deep() -> Phrase:
    return phrase(N_("more than {limit} levels of nesting"), limit=MAX_DEPTH)
