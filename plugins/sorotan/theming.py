"""Adds Sorotan's theme files to the site: overrides of a few small partials of Material, styles and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment
from jinja2.ext import Extension
from markupsafe import Markup
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import StructureItem
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir

from sorotan.core.phrases import N_, phrase
from sorotan.rendering import CompiledOnce
from sorotan.stopped import BuildStopped
from sorotan.untrusted import as_text

_STYLE = "assets/sorotan/sorotan.css"
_BASE = "sorotan.html"
_SCRIPT = "assets/sorotan/sorotan.js"


def install(config: MkDocsConfig) -> None:
    """Add the theme files, once, before those of the theme and behind those of the site.

    Raises:
        BuildStopped: the site has another theme.
    """
    if get_theme_dir("material") not in config.theme.dirs:
        raise BuildStopped(phrase(N_("Sorotan's pages need the theme Material; set `theme: material` in mkdocs.yml.")))
    folder = str(files("sorotan") / "theme")
    if folder in config.theme.dirs:
        return
    config.nav = _with_titles(config.nav)
    if config.theme.custom_dir:
        config.watch.append(config.theme.custom_dir)
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, folder)
    config.theme["tabs_fit"] = tabs_fit  # the header asks, whichever plugin it is that needs the theme
    config.extra_css.insert(0, _STYLE)
    script = ExtraScriptValue(_SCRIPT)
    script.defer = True
    config.extra_javascript.append(script)
    if config.theme["font"] == _default_font():
        config.theme["font"] = False  # it would be fetched from another host, which the policy of the pages forbids


def _with_titles(nav: Any) -> Any:
    """A navigation whose titles are texts, whatever YAML takes them for: a section may be called 2026."""
    if isinstance(nav, list):
        return [_with_titles(item) for item in nav]
    if isinstance(nav, dict):
        return {as_text(title) or title: _with_titles(item) for title, item in nav.items()}
    return nav


@cache
def _default_font() -> object:
    """What Material says of fonts where mkdocs.yml is silent."""
    return Theme("material")["font"]


def need_block_ids(config: MkDocsConfig) -> None:
    """Let Markdown read ids such as `{: #p1 }`, whether mkdocs.yml asks for that or not."""
    if "attr_list" not in config.markdown_extensions:
        config.markdown_extensions.append("attr_list")


def tabs_fit(items: Iterable[StructureItem], config: MkDocsConfig) -> bool:
    """Whether the tabs of a navigation have room in the header, which is one line.

    Where they stand cannot wait until they are laid out: a script would move the page. So their letters are counted. In
    the narrowest window that has tabs, 90 fit beside the tools, as wide as ours are at most. Letters of the name are
    half as large again, the gap before a tab is as wide as three, the arrow of a section as two, a logo as six.
    """
    letters = 1.5 * len(config.site_name) + (6 if config.theme.get("logo") else 0)
    for item in items:
        letters += len(Markup(item.title or "").striptags()) + (5 if item.children else 3)
    return letters <= 90


def compiled_once(env: Environment) -> CompiledOnce:
    """Templates as they were compiled before with the same filters: `mkdocs serve` builds again and again.

    Jinja decides as it compiles whether there is a filter that a template asks for.
    """
    return _compiled(frozenset((*env.filters, *env.tests, *env.extensions)))


@cache
def _compiled(names: frozenset[str]) -> CompiledOnce:
    return CompiledOnce()


class Adapted(Extension):
    """Changes templates as they are compiled, where no block of them could be overridden.

    The switches of Material's drawer and search are taken out of its base template: ours has neither, readers without
    style sheets see them as two boxes to be ticked, and their attribute `autocomplete` is none that HTML has for such
    boxes. What mkdocs.yml says of the site and its author is written as text: a quotation mark would end it, and what
    follows might end the head before the policy comes. And templates of a site extend our base instead of Material's,
    as they are told to do by Material: it has the layout, and the policy of the pages.
    """

    _SWITCHES: Final = re.compile(r'<input class="md-toggle".*?<label class="md-overlay" for="__drawer"></label>', re.S)
    _OF_THE_SITE: Final = re.compile(r"\{\{ config\.site_(description|author) \}\}")
    _EXTENDS: Final = re.compile(r"""(\{%[-+]?\s*extends\s+)["']base\.html["']""")

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source of a template as it is compiled."""
        if name == "base.html":
            return self._OF_THE_SITE.sub(r"{{ config.site_\1 | striptags | e }}", self._SWITCHES.sub("", source))
        return source if name == _BASE else self._EXTENDS.sub(rf'\g<1>"{_BASE}"', source)
