"""Changing single values of a YAML file: comments, order, quoting and line endings of everything else stay."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import reduce
from operator import getitem
from typing import Any, Final

from yaml import MappingNode, Node, ScalarNode, SequenceNode, YAMLError

from sorotan.core import characters, yamlfile
from sorotan.core.editing.files import Edit, EditError, apply
from sorotan.core.phrases import N_, Phrase, joined, phrase
from sorotan.core.problems import Problems
from sorotan.core.yamlfile import Path_

_PROPERTIES: Final = re.compile(r"(?:[&!]\S*\s+)+")
"""Anchor and tag in front of a value."""
_BLOCK: Final = re.compile(r"(?P<head>[|>][^\r\n]*(?:\r?\n)(?:[ \t]*\r?\n)*)(?P<indent> *)(?P<body>.*)", re.DOTALL)
"""A block scalar: its header with the empty lines behind it, then its lines."""
_NOT_ALONE: Final = N_("“{field}” cannot be changed by itself, because of the way it is written; change it by hand.")
_NOT_AT_ONCE: Final = N_("{fields} cannot be changed at once, because of the way they are written; change it by hand.")
_NO_END: Final = Phrase(
    N_("Nothing can be added at the end; write each record as its id with a colon, and its fields below.")
)


def compose(text: str) -> Node | None:
    """The tree of a YAML text, every node with its place in the text."""
    if text.startswith("\ufeff"):  # libyaml does not count it
        text = f"\n{text[1:]}"
    try:
        return yamlfile.compose(text)
    except YAMLError as error:
        reason = str(error).splitlines()[0]
        raise EditError(phrase(N_("It is not valid YAML: {reason}."), reason=reason)) from None


def data_of(text: str) -> Any:
    """What the text means to the rest of Sorotan.

    Raises:
        EditError: nothing, because the text cannot be used.
    """
    problems = Problems()
    document = yamlfile.parse(text, "the file", problems)
    if document is None:
        raise EditError(phrase(N_("It cannot be used. {problem}"), problem=next(iter(problems)).said))
    return document.data


def quoted(value: str) -> str:
    """A value in double quotes, on one line."""
    return '"' + "".join(_escaped(character) for character in value) + '"'


def plain(text: str) -> str:
    """A text without quotation marks, but for one that YAML would not take as that text."""
    is_plain = re.fullmatch(r"\w[\w .-]*", text) is not None and data_of(text) == text
    return text if is_plain else quoted(text)


def fields(node: Node | None) -> Iterator[tuple[Node, Node]]:
    """Keys and values of a mapping; none of anything else."""
    yield from node.value if isinstance(node, MappingNode) else ()


def items(node: Node | None) -> Sequence[Node]:
    """The items of a sequence; none of anything else."""
    return node.value if isinstance(node, SequenceNode) else ()


def child(node: Node | None, step: str | int) -> Node | None:
    """The value of a field, or an item."""
    if isinstance(step, int):
        return items(node)[step] if step < len(items(node)) else None
    return next((value for key, value in fields(node) if key.value == step), None)


def at(root: Node | None, path: Path_) -> Node | None:
    """The node at a path."""
    for step in path:
        root = child(root, step)
    return root


def span(text: str, node: Node) -> tuple[int, int]:
    """Where a value begins, behind its anchor and tag, and ends."""
    start, end = node.start_mark.index, node.end_mark.index
    if match := _PROPERTIES.match(text, start, end):
        start = match.end()
    return start, end


def _is_shared(text: str, node: Node) -> bool:
    """Whether a value has an anchor: it is used in a second place, which is not to be changed."""
    return "&" in text[node.start_mark.index : span(text, node)[0]]


def with_values(text: str, values: Mapping[Path_, str]) -> str:
    """`text` with each value at its path: in the place of the scalar that is there, or as the first field.

    A value is written as the old one was where that can hold it, otherwise in double quotes.

    Raises:
        EditError: a value cannot be written, or its place cannot be changed without touching something else.
    """
    before, root = data_of(text), compose(text)
    choices = {path: list(_choices(text, root, path, value)) for path, value in values.items()}
    changed = apply(text, [edits[0] for edits in choices.values() if edits])
    if _is_only_change(before, changed, values):
        return changed
    chosen = []
    for path, edits in choices.items():
        value = {path: values[path]}
        fitting = (edit for edit in edits if _is_only_change(before, apply(text, [edit]), value))
        if (edit := next(fitting, None)) is None:
            raise EditError(phrase(_NOT_ALONE, field=_named(path)))
        chosen.append(edit)
    changed = apply(text, chosen)
    if not _is_only_change(before, changed, values):
        raise EditError(phrase(_NOT_AT_ONCE, fields=joined([f"“{_named(path)}”" for path in values])))
    return changed


def _named(path: Path_) -> str:
    return ".".join(str(step) for step in path)


def _choices(text: str, root: Node | None, path: Path_, value: str) -> Iterator[Edit]:
    """Edits that may put a value at a path, the best first."""
    if hidden := next(characters.hidden(value), None):
        said = N_("{character} cannot be seen and is not written; leave it out.")
        raise EditError(phrase(said, character=characters.named(hidden[0])))
    node, parent = at(root, path), at(root, path[:-1])
    if node is None:
        yield from _additions(text, parent, path, value)
    else:
        yield from _replacements(text, node, value, in_flow=bool(parent and parent.flow_style))


def _replacements(text: str, node: Node, value: str, in_flow: bool) -> Iterator[Edit]:
    if not isinstance(node, ScalarNode) or _is_shared(text, node):
        return
    start, end = span(text, node)
    if node.style in ("|", ">"):
        if block := _BLOCK.fullmatch(text[start:end]):
            first = start + block.end("head")
            yield Edit(first, start + len(text[start:end].rstrip()), block["indent"] + value)
            yield Edit(start, start + len(text[start:end].rstrip()), quoted(value))
        return
    if not node.style and _is_plain(value, in_flow):
        yield Edit(start, end, value)
    elif node.style == "'":
        yield Edit(start, end, "'" + value.replace("'", "''") + "'")
    yield Edit(start, end, quoted(value))
    if start == end:  # nothing stands behind the colon, not even a space
        yield Edit(start, end, f" {quoted(value)}")


def _additions(text: str, mapping: Node | None, path: Path_, value: str) -> Iterator[Edit]:
    first = next(fields(mapping), None)
    if first is not None:
        yield field_before(text, mapping, first[0].value, str(path[-1]), quoted(value))


def field_before(text: str, mapping: Node, before: str, name: str, written: str) -> Edit:
    """The edit that puts a field, its value written as YAML, before another one of a mapping."""
    key = next(key for key, _ in fields(mapping) if key.value == before)
    start = key.start_mark.index
    if mapping.flow_style:
        return Edit(start, start, f"{name}: {written}, ")
    newline = "\r\n" if "\r\n" in text else "\n"
    return Edit(start, start, f"{name}: {written}{newline}{' ' * (start - _line_start(text, start))}")


def items_before(text: str, sequence: Node, written: Sequence[str]) -> Edit:
    """The edit that puts items, written as YAML, at the beginning of a sequence."""
    if not sequence.value:
        start, end = span(text, sequence)
        return Edit(start, end, f"[{', '.join(written)}]")
    start = sequence.value[0].start_mark.index
    if sequence.flow_style:
        return Edit(start, start, "".join(f"{item}, " for item in written))
    dash = text.rindex("-", 0, start)
    newline = "\r\n" if "\r\n" in text else "\n"
    lead = f"{newline}{' ' * (dash - _line_start(text, dash))}{text[dash:start]}"
    return Edit(start, start, "".join(f"{item}{lead}" for item in written))


def without_item(text: str, sequence: Node, index: int) -> Edit:
    """The edit that removes an item of a sequence, which has others.

    Raises:
        EditError: the item is used in a second place, of which nobody knows where it is.
    """
    nodes = sequence.value
    start, end = nodes[index].start_mark.index, nodes[index].end_mark.index
    if _is_shared(text, nodes[index]):
        raise EditError(phrase(_NOT_ALONE, field=nodes[index].value))
    if sequence.flow_style:
        if index + 1 < len(nodes):
            return Edit(start, nodes[index + 1].start_mark.index, "")
        return Edit(nodes[index - 1].end_mark.index, end, "")
    line_end = text.find("\n", end)
    return Edit(_line_start(text, start), len(text) if line_end < 0 else line_end + 1, "")


def extent(text: str, root: Node, key: str) -> tuple[int, int]:
    """Whole lines of a field of the top mapping, without the comments and empty lines behind it."""
    keys = [node for node, _ in fields(root)]
    index = next(index for index, node in enumerate(keys) if node.value == key)
    start = keys[index].start_mark.index
    end = keys[index + 1].start_mark.index if index + 1 < len(keys) else len(text)
    lines = text[start:end].splitlines(keepends=True)
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        lines.pop()
    return start, start + sum(map(len, lines))


def appended(text: str, record: str, newline: str) -> str:
    """`text` with a record at its end, set off as the records before it are."""
    lines = text.splitlines()
    apart = newline if any(not line.strip() for line in lines) else ""
    end = "" if not text or text.endswith("\n") else newline
    return text + end + apart + record.replace("\n", newline)


def with_records(text: str, changed: str, added: Mapping[str, Any]) -> str:
    """`changed`, if it holds the records of `text` and those that were added at its end.

    Raises:
        EditError: it does not, because of the way in which the records of `text` are written.
    """
    before = data_of(text) or {}
    with suppress(EditError):
        if isinstance(before, dict) and not before.keys() & added.keys() and data_of(changed) == {**before, **added}:
            return changed
    raise EditError(_NO_END)


def _is_plain(value: str, in_flow: bool) -> bool:
    """Whether YAML takes a value without quotation marks as that value."""
    try:
        return bool(data_of(f"{{a: {value}}}" if in_flow else f"a: {value}") == {"a": value})
    except EditError:
        return False


def _is_only_change(before: Any, text: str, values: Mapping[Path_, str]) -> bool:
    """Whether the text means what it meant, but for the values at their paths."""
    try:
        after = data_of(text)
    except EditError:
        return False
    expected = copy.deepcopy(before)
    for path, value in values.items():
        try:
            changed = reduce(getitem, path, after)
        except (LookupError, TypeError):  # what leads to it is something else now
            return False
        if not isinstance(changed, str) or changed.rstrip("\n") != unicodedata.normalize("NFC", value):
            return False
        reduce(getitem, path[:-1], expected)[path[-1]] = changed
    return bool(after == expected)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character == "\n":
        return "\\n"
    if character.isprintable():
        return character
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"
