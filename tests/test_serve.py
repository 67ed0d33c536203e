"""`mkdocs serve`: what an editor changes is seen, and a mistake costs nothing but a message."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support import Project

PATIENCE = 20.0
"""Seconds to wait for anything."""


@dataclass
class Server:
    """A running `mkdocs serve`."""

    process: subprocess.Popen[bytes]
    address: str
    output: Path

    def get(self, page: str) -> str:
        """A page, or nothing while there is none."""
        try:
            with urllib.request.urlopen(f"{self.address}{page}", timeout=5) as response:
                return response.read().decode("utf-8")
        except (OSError, urllib.error.URLError):
            return ""

    def said(self) -> str:
        """Everything printed so far."""
        return self.output.read_text("utf-8", errors="replace")

    def waits_for(self, condition: Callable[[], bool]) -> bool:
        """Whether the condition comes true in time."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if condition():
                return True
            if self.process.poll() is not None:
                return False
            time.sleep(0.1)
        return False


@pytest.fixture
def served(project: Project) -> Iterator[tuple[Project, Server]]:
    """The stock project, served on a free port of this machine."""
    project.without_originals()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    output = project.folder.parent / "serve.log"
    with output.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=project.folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
    server = Server(process, f"http://127.0.0.1:{port}/", output)
    try:
        assert server.waits_for(lambda: "Pelita" in server.get("")), server.said()
        yield project, server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def sees(server: Server, page: str, words: str) -> None:
    assert server.waits_for(lambda: words in server.get(page)), f"{page} never has “{words}”:\n{server.said()[-2000:]}"


def test_changes_are_seen(served: tuple[Project, Server]) -> None:
    """A data file, a new data file, a page and a catalog are all watched."""
    project, server = served
    project.edit("data/entities/model.yml", "An open language model", "A changed language model")
    sees(server, "en/entities/pelita/", "A changed language model")
    project.edit("docs/articles/lab-baru.md", "Mereka menunggu hasil", "Mereka masih menunggu hasil")
    sees(server, "articles/lab-baru/", "masih menunggu")
    project.edit("translations/en/LC_MESSAGES/articles/lab-baru.po", "Anyone may", "Anybody may")
    sees(server, "en/articles/lab-baru/", "Anybody may")
    project.write(
        "data/entities/place.yml",
        "pulau:\n  kind: place\n  name: Pulau\n  description: {id: Sebuah pulau., en: An island.}\n",
    )
    sees(server, "en/entities/pulau/", "An island.")
    assert "Traceback" not in server.said()


BROKEN = {
    "data/entities/model.yml": ("SRT003", "\nrusak: [\n"),
    "data/annotations/lab-baru.yml": ("SRT003", "\nrusak: [\n"),
    "data/timeline.yml": ("SRT005", f"\nrusak: {'[' * 50}{']' * 50}\n"),
}
"""Files, the problem that is made in them, and what makes it."""


def break_file(project: Project, server: Server, path: str) -> None:
    """Make a file unusable, and wait for the server to say so."""
    code, rubbish = BROKEN[path]
    project.write(path, project.read(path) + rubbish)
    assert server.waits_for(lambda: f"{code} " in server.said()), server.said()
    assert path in next(line for line in server.said().splitlines() if f"{code} " in line)
    assert server.waits_for(lambda: "stays as it was" in server.said()), server.said()


def without_reload(page: str) -> str:
    """A page without the times that MkDocs' server writes into it."""
    return re.sub(r"reload\(\d+, \d+\)", "reload()", page)


@pytest.mark.parametrize("path", ["data/entities/model.yml", "data/timeline.yml"])
def test_broken_file_keeps_the_last_good_site(served: tuple[Project, Server], path: str) -> None:
    project, server = served
    pages = ("en/entities/pelita/", "en/articles/lab-baru/", "en/timeline/")
    before = {page: without_reload(server.get(page)) for page in pages}
    assert "An open language model" in before["en/entities/pelita/"]
    break_file(project, server, path)
    for page in pages:
        assert without_reload(server.get(page)) == before[page], f"{page} is no longer served"


@pytest.mark.parametrize("path", BROKEN)
def test_mended_file_is_served_again(served: tuple[Project, Server], path: str) -> None:
    """The mistake is told without a traceback, and what comes after it is seen."""
    project, server = served
    good = project.read(path)
    break_file(project, server, path)
    assert "Traceback" not in server.said()
    project.write(path, good)
    project.edit("data/entities/model.yml", "An open language model", "A mended language model")
    sees(server, "en/entities/pelita/", "A mended language model")
    sees(server, "en/articles/lab-baru/", "Who are these experts?")
    sees(server, "en/timeline/", "Weights of Pelita opened")
    assert "Traceback" not in server.said()


def test_mistake_in_one_record_is_shown_with_the_rest(served: tuple[Project, Server]) -> None:
    """A wrong value does not hold up the site; it is reported, and gone when it is mended."""
    project, server = served
    project.edit("data/timeline.yml", "stage: event", "stage: happening")
    assert server.waits_for(lambda: "SRT010" in server.said()), server.said()
    project.edit("data/timeline.yml", "Weights of Pelita opened", "The weights of Pelita were opened")
    sees(server, "en/timeline/", "The weights of Pelita were opened")
    assert "Nusa Laboratory founded" not in server.get("en/timeline/")
    project.edit("data/timeline.yml", "stage: happening", "stage: event")
    sees(server, "en/timeline/", "Nusa Laboratory founded")
    assert "Traceback" not in server.said()
