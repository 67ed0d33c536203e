"""The plugin `sorotan/offline`: a copy of the site that is read from a folder, without a server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from sorotan import theming

_TAG: Final = re.compile(r"""<[a-zA-Z](?:[^"'<>]|"[^"]*"|'[^']*')*>""")
_FOLDER: Final = re.compile(
    r"""(?P<before>\shref=["']|\scontent=["'][^"']*;\s*url=)(?P<path>(?:[^"':?#]*/)?\.{0,2})(?P<after>[?#"'])"""
    r"""|\s[\w:-]+=(?:"[^"]*"|'[^']*')"""
)
"""A relative link to a folder, such as `../entities/`, `..`, `../timeline/#event-x` or `../claims/?verdict=open`; or
another attribute, in whose words there is no link.
"""


class OfflineConfig(Config):
    """Options of `sorotan/offline`."""

    enabled = c.Type(bool, default=True)
    """Whether this build is such a copy."""


class OfflinePlugin(BasePlugin[OfflineConfig]):
    """Lets links name files, where a server would find the file of a folder by itself.

    Addresses at which the site is published, as in citations and feeds, stay what they are. So the copy has the same
    files as the site, which `use_directory_urls: false` would not give.

    - `on_env`: tells the templates.
    - `on_post_build`: every link of every page; no page for what is not found, which a server sends.
    """

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the theme files, which say in the footer what such a copy lacks."""
        theming.install(config)
        return config

    def on_env(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        """Tell the templates."""
        if self.config.enabled:
            env.globals["offline"] = True
        return env

    @event_priority(-150)  # when all files are written, and before they become the site
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Rewrite the links."""
        if self.config.enabled:
            folder = Path(config.site_dir)
            (folder / "404.html").unlink(missing_ok=True)
            for path in folder.rglob("*.html"):
                # A file of an editor may be in any encoding.
                html = to_files(path.read_bytes().decode("utf-8", "surrogateescape"))
                path.unlink()  # not changed: it is kept for the next build, and may be in the old site as well
                path.write_bytes(html.encode("utf-8", "surrogateescape"))


def is_offline(config: MkDocsConfig) -> bool:
    """Whether this build is a copy to be read without a server."""
    plugin = config.plugins.get("sorotan/offline")
    return isinstance(plugin, OfflinePlugin) and plugin.config.enabled


def to_files(html: str) -> str:
    """A page whose relative links to folders lead to the pages in them."""

    def link(match: re.Match[str]) -> str:
        before, path, after = match["before"], match["path"], match["after"]
        if before is None or path.startswith("/") or (not path and after in "?#"):
            return match[0]  # of another host, of its root, or on the same page
        folder = path if path.endswith("/") or not path else f"{path}/"
        return f"{before}{folder}index.html{after}"

    return _TAG.sub(lambda tag: _FOLDER.sub(link, tag[0]), html)
