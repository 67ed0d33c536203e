"""A running `mkdocs serve`, for tests that change what it serves."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support import Project

PATIENCE = 60.0
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


@contextmanager
def serve(project: Project) -> Iterator[Server]:
    """Serves the stock project on a free port of this machine."""
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
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
