"""Builds the project in the working directory as `mkdocs serve` does, and again when a line comes in: how long?"""

from __future__ import annotations

import sys
import tempfile
import time
from threading import Event, Thread

from mkdocs.commands.build import build
from mkdocs.config import load_config

ADDRESS = "http://127.0.0.1:8000/"

with tempfile.TemporaryDirectory() as site:
    first = load_config(site_dir=site, site_url=ADDRESS)
    first.plugins.on_startup(command="serve", dirty=False)
    build(first, serve_url=ADDRESS)
    Thread(target=Event().wait, daemon=True).start()  # the server has some, beside which a build does not fork
    print("built", flush=True)
    sys.stdin.readline()
    start = time.perf_counter()
    build(load_config(site_dir=site, site_url=ADDRESS), serve_url=ADDRESS)
    print(time.perf_counter() - start)
