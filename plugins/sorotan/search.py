"""The plugin `sorotan/search`: a search index for each language, made by Pagefind from the records themselves."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from pagefind_bin import get_executable

from sorotan import corpus, theming
from sorotan.core.languages import Language
from sorotan.views.search import SECTIONS, SearchEntry, search_entries

FOLDER = "pagefind"
"""Where the index is, below the root of the site."""


class SearchPlugin(BasePlugin):
    """Indexes what the site knows, entry by entry, so that a result says what it is and leads to the very place.

    - `on_env`: the prose is read; the addresses of everything are known.
    - `on_post_build`: the site folder is there; writes the index into it.
    """

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the theme files, which hold the search dialog."""
        theming.install(config)
        self._corpus = corpus.find(config, "sorotan/search")
        return config

    def on_env(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        """Collect the entries, and tell the templates that there is a search."""
        site = self._corpus.site
        self._entries: dict[Language, list[SearchEntry]] = {}
        for language in site.languages.all:
            self._entries[language] = list(search_entries(site.root_scope(language, files)))
        env.globals["search"] = {"folder": FOLDER, "sections": SECTIONS}
        return env

    @event_priority(-100)  # the last to write into the site folder
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the index."""
        with TemporaryDirectory() as folder:
            for language, entries in self._entries.items():
                for number, entry in enumerate(entries):
                    path = Path(folder) / language / f"{number:06}.html"
                    path.parent.mkdir(exist_ok=True)
                    path.write_text(_document(entry, language), "utf-8")
            command = [str(get_executable()), "--site", folder, "--output-path", str(Path(config.site_dir) / FOLDER)]
            try:
                subprocess.run([*command, "--quiet"], check=True, capture_output=True, text=True)
            except (OSError, subprocess.CalledProcessError) as error:
                reason = getattr(error, "stderr", None) or error
                raise PluginError(f"Pagefind could not make the search index: {reason}") from error


def _document(entry: SearchEntry, language: Language) -> str:
    """An entry as Pagefind reads it: a page with its data in attributes. The page itself is not published.

    The section is plain data and no filter of Pagefind: its files of filters differ from build to build.
    """
    return (
        f'<html lang="{language}"><body data-pagefind-body>'
        f'<a data-pagefind-meta="place[href]" href="{escape(entry.url)}"></a>'
        f'<p data-pagefind-meta="about[title]" title="{escape(entry.about)}"></p>'
        f'<p data-pagefind-meta="section[title]" title="{entry.section}"></p>'
        f"<h1>{escape(entry.title)}</h1><p>{escape(entry.text)}</p>"
        "</body></html>"
    )
