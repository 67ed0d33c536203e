"""Adds Sorotan's theme files to the site: overrides of a few small partials of Material, styles and scripts."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

from jinja2.ext import Extension
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig

_STYLE = "assets/sorotan/sorotan.css"
_SCRIPT = "assets/sorotan/sorotan.js"


def install(config: MkDocsConfig) -> None:
    """Add the theme files, once, before those of the theme and behind those of the site."""
    folder = str(files("sorotan") / "theme")
    if folder in config.theme.dirs:
        return
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, folder)
    config.extra_css.insert(0, _STYLE)
    script = ExtraScriptValue(_SCRIPT)
    script.defer = True
    config.extra_javascript.append(script)


class WithoutSwitches(Extension):
    """Takes the switches of Material's drawer and search out of its base template: ours has neither.

    There is no block around them to be overridden, readers without style sheets see them as two boxes to be ticked, and
    their attribute `autocomplete` is none that HTML has for such boxes.
    """

    _SWITCHES: Final = re.compile(r'<input class="md-toggle".*?<label class="md-overlay" for="__drawer"></label>', re.S)

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source of a template as it is compiled."""
        return self._SWITCHES.sub("", source) if name == "base.html" else source
