"""What `mkdocs serve` shows besides the site: on every page a panel with the problems of the last build.

It is put into the answers of the server, as MkDocs' own script for reloading is, so that no built site can hold it. A
build that fails leaves the last good site where it is, and reloads the browser all the same, to show the panel.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files as resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import Files

from sorotan.core import places
from sorotan.core.languages import LANGUAGES, Language
from sorotan.core.phrases import N_, Phrase
from sorotan.core.places import Folders
from sorotan.core.problems import Problem
from sorotan.interface import Words, told
from sorotan.rendering import Renderer
from sorotan.stopped import BuildStopped
from sorotan.views.problems import Said, problems_view

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.sorotan")

LAST_GOOD_SITE: Final = Phrase(N_("The site stays as it was until every file can be read again."))
NOTHING_TO_BUILD: Final = Phrase(N_("A page cannot be read, so that there is nothing to build."))
_NOT_BUILT: Final = Phrase(N_("The site could not be built; the last good one is shown."))
_IN_THE_PANEL: Final = (LAST_GOOD_SITE, NOTHING_TO_BUILD)
"""What ends a build once its problems are told: the panel says so in its own words."""

_STYLE: Final = "sorotan-problems.css"
_LANGUAGE: Final = re.compile(rb"<html[^>]*\blang=\"?([a-z]+)")
_BODY: Final = re.compile(rb"<body[^>]*>")

StartResponse = Callable[..., Any]
"""How a WSGI application begins its answer (PEP 3333)."""


class Preview(logging.Handler):
    """Listens to what is said in a build, and shows it on the pages of the server."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._said: dict[Said, None] = {}
        self._panels: dict[Language, str] = {}
        """What tells of it, made when it is first asked for."""
        self._has_failed = False
        self.has_site = False
        """Whether there is a good site already, which stays when a build fails."""
        logging.getLogger("mkdocs").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Remember a warning or an error: the problem or phrase that it comes of, or else its words."""
        if record.name == "mkdocs.livereload":  # the server, of what browsers asked for
            return
        said = getattr(record, "said", None) or record.getMessage()
        if said not in map(told, _IN_THE_PANEL):
            self._said.setdefault(said)
            self._panels.clear()

    def attach(
        self,
        server: LiveReloadServer,
        config: MkDocsConfig,
        files: Callable[[], Files],
        folders: Folders,
        where: Callable[[str], str],
        watched: Iterable[Path],
    ) -> None:
        """Take part in the server's work.

        Args:
            server: The server, before it starts.
            config: The configuration of the first build.
            files: The files of the last build.
            folders: The folders of the project.
            where: From the address of a record in the last build to where it stands.
            watched: Folders in which changes count, whether they are there already or not.
        """
        _watch_what_comes(server, watched)
        self._where = where
        self._site_dir, self._root = Path(config.site_dir), Path(config.config_file_path).parent
        self._mount_path, self._folders = server.mount_path, folders
        self._current_files = files
        self._files = files()
        self.has_site = True
        self._build, self._application = server.builder, server.get_app()
        server.builder = self._rebuild
        server.set_app(self._respond)

    def detach(self) -> None:
        """Listen no more."""
        logging.getLogger("mkdocs").removeHandler(self)

    def _rebuild(self) -> None:
        self._said.clear()
        self._panels.clear()
        self._has_failed = False
        try:
            self._build()
        except (Exception, SystemExit) as error:  # MkDocs ends a build that fails with SystemExit
            self._has_failed = True
            # MkDocs aborts after it has told the reason, unless it was the same the last time.
            reason = error.__context__ if isinstance(error, Abort) else error
            if isinstance(reason, BuildStopped):
                self._said.clear()  # MkDocs said the same, and on which page
                log.error("%s", reason, extra={"said": reason.said})
            elif isinstance(reason, MkDocsException):
                if str(reason) not in (*map(told, _IN_THE_PANEL), *self._said):
                    log.error("%s", reason)
            elif reason is not None and not isinstance(reason, SystemExit):
                log.error("%s: %s", type(reason).__name__, reason, exc_info=True)
            log.info("%s", told(_NOT_BUILT))
        else:
            self._files = self._current_files()
        self._panels.clear()

    def _respond(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the server does, with the panel in pages where there is something to tell."""
        if environ["PATH_INFO"] == self._mount_path + _STYLE:
            style = (resources("sorotan") / "templates" / "problems.css").read_bytes()
            start_response("200 OK", [("Content-Type", "text/css; charset=utf-8")])
            return [style]
        started: list[Any] = []
        body = self._application(environ, lambda *arguments: started.extend(arguments))
        status, headers, *_ = started
        if not self._said or not dict(headers).get("Content-Type", "").startswith("text/html"):
            start_response(status, headers)
            return body
        page = self._with_panel(b"".join(body))
        if hasattr(body, "close"):
            body.close()
        kept = [(name, value) for name, value in headers if name != "Content-Length"]
        start_response(status, [*kept, ("Content-Length", str(len(page)))])
        return [page]

    def _with_panel(self, page: bytes) -> bytes:
        found = _LANGUAGE.search(page)
        named = found[1].decode() if found else ""
        language: Language = next((known for known in LANGUAGES if known == named), "en")
        body = _BODY.search(page)
        at = body.end() if body else 0
        return page[:at] + self._panel(language).encode() + page[at:]

    def _panel(self, language: Language) -> str:
        if language not in self._panels:
            lines, page = cache(self._lines), cache(self._page)  # there may be hundreds of problems in one file

            def address(problem: Problem) -> str:
                return self._address(problem, language, lines, page)

            said, style = list(self._said), self._mount_path + _STYLE
            view = problems_view(said, self._has_failed, Words(language), address, style)
            self._panels[language] = Renderer(language).render("problems.html", view=view)
        return self._panels[language]

    def _address(
        self,
        problem: Problem,
        language: Language,
        lines: Callable[[str], Sequence[str]],
        page_of: Callable[[str], bytes],
    ) -> str:
        """The page of the site that a problem is about; empty when it is about none.

        Args:
            problem: The problem.
            language: The language of the page that tells of it.
            lines: The lines of a file of the project.
            page_of: A file of the site.
        """
        for uri in map(self._where, places.pages(problem.location, lines(problem.location.file), self._folders)):
            path, hash, fragment = uri.partition("#")
            prefixes = [""] if path.split("/")[0] in LANGUAGES else [f"{language}/", ""]
            for prefix in prefixes:
                file = self._files.get_file_from_path(prefix + path)
                page = page_of(file.dest_uri) if file is not None else b""
                if file is not None and page:
                    is_there = not fragment or f'id="{fragment}"'.encode() in page
                    return urljoin(self._mount_path, file.url) + (hash + fragment if is_there else "")
        return ""

    def _page(self, name: str) -> bytes:
        """A file of the site as it is shown; nothing where there is none."""
        try:
            return Path(self._site_dir, name).read_bytes()
        except OSError:
            return b""

    def _lines(self, name: str) -> Sequence[str]:
        try:
            return (self._root / name).read_text("utf-8-sig", errors="replace").removesuffix("\n").split("\n")
        except OSError:
            return ()


def _watch_what_comes(server: LiveReloadServer, folders: Iterable[Path]) -> None:
    """Watch folders from the moment on when they are there: MkDocs asks for them once, and forgets those that go."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler  # which only `mkdocs serve` needs

    paths = {os.path.abspath(folder) for folder in folders}

    def watch(event: FileSystemEvent) -> None:
        path = event.dest_path if event.event_type == "moved" else event.src_path
        if event.event_type in ("created", "moved") and path in paths:
            with suppress(KeyError):
                server.unwatch(str(path))
            server.watch(str(path))

    handler = FileSystemEventHandler()
    handler.on_any_event = watch  # type: ignore[method-assign]
    for parent in {os.path.dirname(path) for path in paths}:
        if os.path.isdir(parent):
            server.observer.schedule(handler, parent)
