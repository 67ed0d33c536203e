"""What all pages of a build depend on, besides the data and the prose."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from hashlib import blake2b
from importlib.metadata import entry_points, version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from sorotan.core.ledger import digest

_DISTRIBUTIONS: Final = (
    *("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "pygments", "jinja2", "markupsafe"),
    *("pyyaml", "babel", "pydantic", "edtf", "rapidfuzz", "ahocorasick-rs", "nh3", "pillow", "pagefind"),
)
"""What has a part in the making of what is kept."""
_PLACES: Final = frozenset({"config_file_path", "docs_dir", "site_dir", "watch"})
"""Options that say where the project is, or is written to."""
_KNOWN_PLUGINS: Final = ("search", "material/search")
"""Plugins of others that add nothing to a page which depends on more than the page."""
_KNOWN_EXTENSIONS: Final = ("markdown.extensions.", "pymdownx.", "sorotan.")
_READING_FILES: Final = ("pymdownx.snippets", "pymdownx.b64")
"""Markdown extensions that put files into a page. Nobody notes which."""


Purpose = Literal["build", "preview", "check"]
"""What pages are made for."""


def circumstances(config: MkDocsConfig, purpose: Purpose) -> str | None:
    """Stands for the code, the configuration and the templates with which pages are made.

    None where a plugin, hook or extension of others is at work, which could bring in anything.
    """
    if not _are_known(config):
        return None
    custom = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    state = blake2b(digest_size=16)
    state.update(repr([sys.version, [(name, version(name)) for name in _DISTRIBUTIONS], purpose]).encode())
    options = {name: value for name, value in config.items() if name not in _PLACES}
    plugins = {name: dict(plugin.config) for name, plugin in config.plugins.items()}
    state.update(repr(_plain([options, plugins, dict(config.theme)])).encode())
    for folder in filter(None, (Path(str(files("sorotan"))), custom)):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                state.update(repr((path.relative_to(folder).as_posix(), digest(path.read_bytes()))).encode())
    return state.hexdigest()


def are_ours(config: MkDocsConfig) -> bool:
    """Whether no plugin or hook of others wants to see every page."""
    return not config.hooks and all(map(_is_ours, config.plugins.values()))


def _is_ours(plugin: BasePlugin[Any]) -> bool:
    return type(plugin).__module__.startswith("sorotan.")


def _are_known(config: MkDocsConfig) -> bool:
    plugins = all(_is_ours(plugin) or name in _KNOWN_PLUGINS for name, plugin in config.plugins.items())
    return plugins and not config.hooks and all(map(_is_known, _extensions(config)))


def _extensions(config: MkDocsConfig) -> Iterator[str]:
    """The modules of the Markdown extensions, which may have short names."""
    modules = {entry.name: entry.module for entry in entry_points(group="markdown.extensions")}
    for extension in config.markdown_extensions:
        yield modules.get(extension, extension) if isinstance(extension, str) else type(extension).__module__


def _is_known(module: str) -> bool:
    """Whether a Markdown extension makes what it makes of the text of the page alone."""
    return module.startswith(_KNOWN_EXTENSIONS) and module not in _READING_FILES


def _plain(value: object) -> object:
    """What stands for a value of the configuration, in which YAML can write whatever Python knows."""
    if value is None or isinstance(value, str | bytes | int | float | date):
        return value
    if isinstance(value, Mapping):
        return sorted((repr(key), repr(_plain(item))) for key, item in value.items())
    if isinstance(value, list | tuple):
        return [*map(_plain, value)]
    if isinstance(value, set | frozenset):
        return sorted(map(repr, value))
    if isinstance(value, partial):
        return [_plain(part) for part in (value.func, value.args, value.keywords)]
    named = value if hasattr(value, "__qualname__") else type(value)  # a function, an extension
    return f"{named.__module__}:{named.__qualname__}"
