"""The plugin `sorotan/search`: a search index for each language, made by Pagefind from the records themselves."""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from base64 import b64decode
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from html import escape, unescape
from subprocess import DEVNULL, Popen
from tempfile import TemporaryFile
from typing import Final
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from sorotan import corpus, offline, theming
from sorotan.core.languages import Language
from sorotan.core.ledger import NO_STAMP, Ledger, digest
from sorotan.keptfiles import KeptFiles
from sorotan.markdown.sections import SectionsExtension
from sorotan.store import Row
from sorotan.views.search import SECTIONS, FoundPage, Passage, SearchEntry, search_entries

FOLDER = "pagefind"
"""Where the indexes are, below the root of the site, each in a folder named by its language."""

_ENTRY: Final = "pagefind-entry.json"
"""The file that names the others."""
_UNUSED: Final = re.compile(r"pagefind-.*ui\..*|pagefind-highlight\.js")
"""Files of Pagefind that are its own interfaces; the site has its own."""
_LISTED_FILTER: Final = re.compile(rb"\x82[\x60-\x77](?:%s)[\x60-\x77][a-z-]+_[0-9a-f]+" % "|".join(SECTIONS).encode())
"""A filter in a list of contents, which is CBOR (RFC 8949): an array of two short strings, its name and its file's."""


class SearchPlugin(BasePlugin):
    """Indexes what the site knows, entry by entry, so that a result says what it is and leads to the very place.

    - `on_page_markdown`: what stands on other pages than articles is collected while they are read.
    - `on_env`: tells the templates that there is a search. The prose is read, so everything that can be found is known:
      Pagefind begins beside the build. In languages in which the build before found the same, its index stays.
    - `on_post_build`: the pages were rendered meanwhile; waits for the indexes.
    - `on_build_error`: nobody will wait.
    """

    _indexing: _Indexing | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the theme files, which hold the search dialog."""
        theming.install(config)
        self._corpus = corpus.find(config, "sorotan/search")
        self._sections = SectionsExtension()
        config.markdown_extensions.append(self._sections)  # type: ignore[arg-type]
        return config

    def _announce(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        if not offline.is_offline(config):  # its scripts need a server
            env.globals["search"] = {"folder": FOLDER, "sections": SECTIONS}
        return env

    @event_priority(-15)  # as soon as the corpus plugin knows everything that can be found
    def _begin(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        if offline.is_offline(config):
            return env
        site, building = self._corpus.site, self._corpus.building
        pages = self._pages(files)
        self._new, records = [], []
        for language in site.languages.all:
            entries = search_entries(site.root_scope(language), pages[language])
            found = json.dumps([_record(entry, language) for entry in entries])
            index = _Index(language, found, building.kept_files)
            if not index.place():
                self._new.append(index)
                records.append(found)
        self._indexing = _Indexing(records) if records else None
        return env

    on_env = CombinedEvent(_announce, _begin)

    def _pages(self, files: Files) -> Mapping[Language, Sequence[FoundPage]]:
        """By language, the pages that are found by what stands on them, or by what they are."""
        site = self._corpus.site
        pages: dict[Language, list[FoundPage]] = {language: [] for language in site.languages.all}
        for file in files.documentation_pages():
            uri, page = file.src_uri, file.page
            if page is None or not (uri in site.sections or uri in site.overviews):
                continue
            language, source_uri = site.languages.split(uri)
            texts = [
                unescape(str(page.meta.get(name) or "")) for name in ("title", "description")
            ]  # escaped for Material
            title = texts[0] or str(page.title or "")
            pages[language].append(FoundPage(source_uri, title, texts[1], site.sections.get(uri, ())))
        return pages

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Collect what stands on the page, unless it is an article, whose text is collected anyway."""
        uri, site = page.file.src_uri, self._corpus.site
        collect = partial(site.sections.__setitem__, uri)
        self._sections.collect = None if site.article_at(uri) else collect
        return markdown

    @event_priority(-100)  # the last to write into the site folder
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Wait for the indexes."""
        if self._indexing is not None:
            for index, made in zip(self._new, self._indexing.finish(), strict=True):
                self._corpus.building.store.add(index.write(made))

    def on_build_error(self, *, error: Exception) -> None:
        """Stop the index."""
        if self._indexing is not None:
            self._indexing.stop()


class _Index:
    """The index of a language.

    Args:
        language: The language.
        records: What is found in it, as JSON.
        files: Keeps the index.
    """

    def __init__(self, language: Language, records: str, files: KeptFiles) -> None:
        self._files, self._job, self._key = files, f"{FOLDER}/{language}", digest(records)

    def place(self) -> bool:
        """Put into the site what was made of the same records before, if it is there."""
        return self._files.has(self._job, self._key, Ledger()) and self._files.place(self._job)

    def write(self, made: Mapping[str, bytes]) -> Row | None:
        """Write what Pagefind made, put in order, and keep it for the next build."""
        files = _settled({name: content for name, content in made.items() if not _UNUSED.fullmatch(name)})
        contents = {f"{self._job}/{name}": content for name, content in files.items()}
        return self._files.write(self._job, self._key, NO_STAMP, contents)


class _Indexing:
    """Pagefind at work on indexes, in a process of its own (`sorotan.pagefind`)."""

    def __init__(self, records: Sequence[str]) -> None:
        """Begin.

        Args:
            records: What is found in each index, as JSON.

        Raises:
            PluginError: the process cannot be started.
        """
        self._expected = len(records)
        self._answers = TemporaryFile()  # noqa: SIM115 # which is read when the process has ended
        try:
            with TemporaryFile() as asked:
                asked.writelines(each.encode() + b"\n" for each in records)
                asked.seek(0)
                command = [sys.executable, "-P", "-m", "sorotan.pagefind"]  # not one that lies about in the project
                self._process = Popen(command, stdin=asked, stdout=self._answers, stderr=DEVNULL)
        except OSError as error:
            raise PluginError(f"Pagefind cannot make the search index: {error}") from error

    def finish(self) -> Sequence[Mapping[str, bytes]]:
        """Wait for the indexes. Returns the files of each.

        Raises:
            PluginError: Pagefind cannot be started, or failed.
        """
        self._process.wait()
        with self._answers:
            self._answers.seek(0)
            answers = [json.loads(line) for line in self._answers if line.endswith(b"\n")]
        failed = [answer for answer in answers if isinstance(answer, str)]
        if failed or len(answers) < self._expected:
            raise PluginError(f"Pagefind could not make the search index: {''.join(failed[:1]) or 'it was ended'}")
        return [{name: b64decode(content) for name, content in answer.items()} for answer in answers]

    def stop(self) -> None:
        """End the process; Pagefind ends when nobody asks it any more."""
        self._process.kill()
        self._process.wait()
        self._answers.close()


def _settled(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files with what Pagefind lists in another order each time in one order: the same site should be the same.

    These are the filters in the list of contents.
    """
    settled = dict(files)
    contents = json.loads(files[_ENTRY])
    for language in contents["languages"].values():
        text = gzip.decompress(settled.pop(f"pagefind.{language['hash']}.pf_meta"))
        listed = _LISTED_FILTER.findall(text)
        text = text.replace(b"".join(listed), b"".join(sorted(listed)))
        language["hash"] = f"{language['hash'].rpartition('_')[0]}_{sha256(text).hexdigest()[:10]}"
        # As gzip, but with the same head in every Python.
        settled[f"pagefind.{language['hash']}.pf_meta"] = zlib.compress(text, wbits=31)
    return settled | {_ENTRY: json.dumps(contents, sort_keys=True).encode()}


def _record(entry: SearchEntry, language: Language) -> dict[str, str]:
    """An entry for the index, as a page of HTML.

    Pagefind notes where in the words of a page each element with an id begins, and hands that to the search as it is.
    Such an id is the fragment of a passage and its label, percent-encoded (RFC 3986) with a colon between them.

    Every section is a filter of its own, with one value: Pagefind writes the values of a filter in another order each
    time, and into files whose names depend on it.
    """
    about = {
        'meta="about"': entry.about,
        'meta="names"': json.dumps(entry.names),
        f'filter="{entry.section}"': "yes",
    }
    head = "".join(f"<p data-pagefind-ignore data-pagefind-{kind}>{escape(text)}</p>" for kind, text in about.items())
    weight = ' data-pagefind-weight="0.25"' if entry.is_list else ""  # a long list has some of all words
    text = "".join(f'<p{weight}><a id="{_place(passage)}"></a>{escape(passage.text)}</p>' for passage in entry.passages)
    title = f'<h1 data-pagefind-weight="2">{escape(entry.title)}</h1>'
    page = f'<html lang="{language}"><body>{head}{title}{text}</body></html>'
    return {"url": entry.url, "file_contents": page}


def _place(passage: Passage) -> str:
    return f"{quote(passage.fragment)}:{quote(passage.label)}"
