"""Where things stand in mkdocs.yml, whatever tags its values have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import yaml

from sorotan.core.problems import Location

_Place = tuple[Sequence[str], yaml.Node]
"""The keys that lead to a key or a value, its own words last, and where it stands."""

_THEME: Final = "/"
"""Stands between the name of a theme and that of a plugin of it, which the file may name alone."""


class ConfigFile:
    """The configuration of a site, as it is written.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.name
        self._places = list(_places(yaml.compose(path.read_bytes(), Loader=yaml.SafeLoader)))

    def locate(self, *names: str) -> Location:
        """Where a setting stands, by the names that lead to it, or else the nearest above it; at last the file."""
        for length in range(len(names), 0, -1):
            for path, node in self._places:
                if len(path) == length and all(map(_is_named, path, names)):
                    return self._at(node)
        return Location(self._file)

    def locate_in(self, setting: str, words: str) -> Location:
        """Where a setting has something in it, however deep; where the file does not say, the file."""
        found = (node for path, node in self._places if path[0] == setting and path[-1] == words)
        return next(map(self._at, found), Location(self._file))

    def _at(self, node: yaml.Node) -> Location:
        return Location(self._file, node.start_mark.line + 1, node.start_mark.column + 1)


def _is_named(written: str, name: str) -> bool:
    return name == written or name.endswith(_THEME + written)


def _places(node: yaml.Node | None, path: Sequence[str] = ()) -> Iterator[_Place]:
    """Everything that is written below a node. Lists are no step on the way."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key
            yield from _places(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _places(item, path)
    elif node is not None:
        yield (*path, node.value), node
