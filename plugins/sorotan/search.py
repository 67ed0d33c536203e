"""The plugin `sorotan/search`: a search index for each language, made by Pagefind from the records themselves."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from html import escape
from subprocess import DEVNULL, PIPE, Popen
from threading import Thread
from typing import IO, Final
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from pagefind_bin import get_executable

from sorotan import corpus, offline, theming
from sorotan.core.languages import Language
from sorotan.core.ledger import Ledger, digest
from sorotan.keptfiles import KeptFiles
from sorotan.store import Row
from sorotan.views.scope import Scope
from sorotan.views.search import SECTIONS, Passage, SearchEntry, search_entries

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

    - `on_env`: tells the templates that there is a search. The prose is read, so everything that can be found is known:
      Pagefind begins in a process of its own. In languages in which the build before found the same, its index stays.
    - `on_post_build`: the pages were rendered meanwhile; waits for the indexes.
    - `on_build_error`: nobody will wait.
    """

    _indexing: _Indexing | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the theme files, which hold the search dialog."""
        theming.install(config)
        self._corpus = corpus.find(config, "sorotan/search")
        return config

    def _announce(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        if not offline.is_offline(config):  # its scripts need a server
            env.globals["search"] = {"folder": FOLDER, "sections": SECTIONS}
        return env

    @event_priority(-80)  # behind the fork of those that render the pages: Pagefind takes threads to talk to
    def _begin(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        if offline.is_offline(config):
            return env
        site, building = self._corpus.site, self._corpus.building
        indexes = [_Index(language, site.root_scope(language), building.files) for language in site.languages.all]
        self._new = [index for index in indexes if not index.place()]
        self._indexing = _Indexing(self._new) if self._new else None
        return env

    on_env = CombinedEvent(_announce, _begin)

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
    """The index of a language."""

    def __init__(self, language: Language, scope: Scope, files: KeptFiles) -> None:
        self.language, self._files, self._job = language, files, f"{FOLDER}/{language}"
        self.records = [_record(entry, language) for entry in search_entries(scope)]
        self._key = digest(json.dumps(self.records))

    def place(self) -> bool:
        """Put into the site what was made of the same records before, if it is there."""
        return self._files.has(self._job, self._key, Ledger()) and self._files.place(self._job)

    def write(self, made: Mapping[str, bytes]) -> Row | None:
        """Write what Pagefind made, put in order, and keep it for the next build."""
        files = _settled({name: content for name, content in made.items() if not _UNUSED.fullmatch(name)})
        contents = {f"{self._job}/{name}": content for name, content in files.items()}
        return self._files.write(self._job, self._key, Ledger(), (), contents)


class _Indexing:
    """Pagefind at work on the entries of a build.

    Pagefind's `--service` takes requests on its standard input and answers each on its standard output, as JSON in
    base64 that ends with a comma. Its own Python client waits a tenth of a second for every answer, and thousands of
    small files for it to read would take longer to write than it needs for all the rest. It hands the index over too:
    where it writes files itself it answers, and ends, before all of them are whole. Every language has a process of its
    own, one after the other: it holds all that it indexed until it ends.
    """

    def __init__(self, indexes: Sequence[_Index]) -> None:
        self._process: Popen[bytes] | None = None
        self._is_stopped = False
        self._thread = ThreadPoolExecutor(1)
        self._made = self._thread.submit(self._make_all, indexes)

    def finish(self) -> Sequence[Mapping[str, bytes]]:
        """Wait for the indexes. Returns the files of each.

        Raises:
            PluginError: Pagefind cannot be started, or failed.
        """
        made = self._made.result()
        self._thread.shutdown()
        return made

    def stop(self) -> None:
        """End the process."""
        self._is_stopped = True
        if self._process is not None:
            self._process.kill()
        self._thread.shutdown()

    def _make_all(self, indexes: Sequence[_Index]) -> Sequence[Mapping[str, bytes]]:
        return [self._make(index) for index in indexes if not self._is_stopped]

    def _make(self, index: _Index) -> Mapping[str, bytes]:
        try:
            self._process = Popen([str(get_executable()), "--service"], stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
        except OSError as error:
            raise PluginError(f"Pagefind cannot make the search index: {error}") from error
        assert self._process.stdin is not None and self._process.stdout is not None
        # Both at once, or the pipes fill up and each side waits for the other.
        asking = Thread(target=_ask, args=[self._process.stdin, _requests(index)], daemon=True)
        asking.start()
        expected = len(index.records) + 2
        answers = [json.loads(b64decode(answer)) for answer in _answers(self._process.stdout, expected)]
        asking.join()
        self._process.kill()
        self._process.wait()
        failed = [answer for answer in answers if answer["payload"]["type"] == "Error"]
        if failed or len(answers) < expected:
            reason = failed[0]["payload"].get("message", "") if failed else "it ended before its work was done"
            raise PluginError(f"Pagefind could not make the search index: {reason}")
        (files,) = (answer["payload"]["files"] for answer in answers if answer["payload"]["type"] == "GetFiles")
        return {file["path"]: b64decode(file["content"]) for file in files}


def _ask(target: IO[bytes], requests: Iterable[dict[str, object]]) -> None:
    with suppress(BrokenPipeError):  # it ended; that an answer is missing will show
        for number, payload in enumerate(requests, 1):
            target.write(b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b",")
        target.flush()


def _answers(source: IO[bytes], expected: int) -> list[bytes]:
    """As many answers as are expected; fewer if it ends before."""
    read: list[bytes] = []
    while expected > 0 and (more := source.read1(1 << 20)):  # type: ignore[attr-defined]
        read.append(more)
        expected -= more.count(b",")
    return [answer for answer in b"".join(read).split(b",") if answer]


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
        settled[f"pagefind.{language['hash']}.pf_meta"] = gzip.compress(text, mtime=0)
    return settled | {_ENTRY: json.dumps(contents, sort_keys=True).encode()}


def _requests(index: _Index) -> Iterator[dict[str, object]]:
    """What makes an index."""
    yield {"type": "NewIndex", "config": {}}
    for record in index.records:
        yield {"type": "AddFile", "index_id": 0, **record}
    yield {"type": "GetFiles", "index_id": 0}


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
    text = "".join(f'<p><a id="{_place(passage)}"></a>{escape(passage.text)}</p>' for passage in entry.passages)
    title = f'<h1 data-pagefind-weight="2">{escape(entry.title)}</h1>'
    page = f'<html lang="{language}"><body>{head}{title}{text}</body></html>'
    return {"url": entry.url, "file_contents": page}


def _place(passage: Passage) -> str:
    return f"{quote(passage.fragment)}:{quote(passage.label)}"
