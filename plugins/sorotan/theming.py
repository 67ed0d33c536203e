"""Adds Sorotan's theme files to the site: overrides of a few small partials of Material, styles and scripts."""

from __future__ import annotations

from importlib.resources import files

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
