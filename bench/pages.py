"""Weighs one page of each kind, and looks at it as a cheap phone on a slow network does.

    make bench            or   python bench/pages.py

Every page is opened in Chromium with an empty cache, and scrolled to its end, on a profile like that of Lighthouse for
phones: a small window, a processor four times as slow, 1.6 Mbit/s and 150 ms to the server. What is ours and what is of
the base theme is told apart by its folder. Prints a table, and writes it to bench/pages.md.
"""

from __future__ import annotations

import gzip
import http.server
import importlib.metadata
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))
from chromium import find  # noqa: E402
from kinds_of_pages import PAGES  # noqa: E402

THEME = "/assets/stylesheets/"
"""Where the base theme's own files are."""
TEXT = (".html", ".css", ".js")

NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
PROCESSOR = 4
"""How many times as slow."""

OBSERVE = """
  window.shift = 0; window.moves = []; window.largest = 0;
  // White space at the end of the part of a paragraph that has arrived has no place of its own. Chromium has it at the
  // corner of the paragraph, and says that it moved when the next word comes. It names five nodes at the most.
  const isUnseen = ({node}) => node?.nodeType === Node.TEXT_NODE && !node.data.trim();
  const nothingSeen = nodes => nodes.length > 0 && nodes.length < 5 && nodes.every(isUnseen);
  const place = ({x, y, width, height}) => [x, y, width, height].map(Math.round).join(" ");
  const move = ({node, previousRect, currentRect}) => {
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const {localName = "what is gone", id = "", className = ""} = element ?? {};
    return `${localName}#${id}.${className} from ${place(previousRect)} to ${place(currentRect)}`;
  };
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (entry.hadRecentInput || nothingSeen(entry.sources)) return;
    window.shift += entry.value;
    const when = `${Math.round(entry.startTime)} ms (${document.documentElement.className}, scrolled ${scrollY})`;
    window.moves.push(`${entry.value.toFixed(4)} at ${when}: ${entry.sources.map(move).join(", ")}`);
  })).observe({type: "layout-shift", buffered: true});
  new PerformanceObserver(list => { window.largest = list.getEntries().at(-1).startTime; })
    .observe({type: "largest-contentful-paint", buffered: true});
"""


@dataclass(frozen=True)
class Weighed:
    """One page."""

    ours: int
    """Bytes of HTML, CSS and JavaScript of ours, compressed."""
    theme: int
    """Bytes of CSS and JavaScript of the base theme, compressed."""
    requests: int
    elsewhere: int
    """Requests to other hosts."""
    shift: float
    """Cumulative layout shift, without a unit."""
    moves: list[str]
    """What moved: for each shift how much it counts, when it was seen, and from where to where things went."""
    largest: float
    """Largest contentful paint, in milliseconds."""


def main() -> int:
    executable = find()
    if executable is None:
        print("Chromium is not installed: the pages are not weighed.")
        return 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(ROOT / "mkdocs.yml"), "-d", str(site)]
        subprocess.run(command, check=True, cwd=ROOT)
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        with served(site) as address:
            weighed = {kind: weigh(browser, address, f"en/{path}") for kind, path in PAGES.items()}
        version = browser.version
        browser.close()
    report = summary(weighed, version)
    print(report)
    (ROOT / "bench" / "pages.md").write_text(report, "utf-8")
    return 0


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves files compressed, as hosts of static sites do."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in TEXT or not path.is_file():
            super().do_GET()
            return
        body = compressed(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def compressed(body: bytes) -> bytes:
    """What is sent of a file."""
    return gzip.compress(body, 9, mtime=0)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a folder, while it is served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def weigh(browser: Browser, address: str, path: str, width: int = 360) -> Weighed:
    """A page as a phone gets it first, or a window as wide as that."""
    context = browser.new_context(viewport={"width": width, "height": 640}, device_scale_factor=2, has_touch=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": PROCESSOR})
    sent: dict[str, int] = {}
    urls: list[str] = []
    addresses: dict[str, str] = {}
    session.on("Network.responseReceived", lambda e: addresses.__setitem__(e["requestId"], e["response"]["url"]))
    session.on("Network.loadingFinished", lambda e: sent.__setitem__(e["requestId"], e["encodedDataLength"]))
    page.on("request", lambda request: urls.append(request.url))
    page.add_init_script(OBSERVE)
    page.goto(address + path, wait_until="networkidle")
    largest = page.evaluate("""new Promise(done => {
      const look = () => window.largest ? done(window.largest) : setTimeout(look, 50);
      look();
    })""")
    page.evaluate("""async () => {
      for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
        scrollTo(0, y);
        await new Promise(requestAnimationFrame);
      }
    }""")
    page.wait_for_timeout(500)
    shift, moves = page.evaluate("[window.shift, window.moves]")
    context.close()
    ours = theme = 0
    for id, url in addresses.items():
        name = urlsplit(url).path
        if name.endswith("/") or name.endswith(TEXT):
            size = sent.get(id, 0)
            ours, theme = (ours, theme + size) if THEME in name else (ours + size, theme)
    elsewhere = sum(not url.startswith((address, "data:", "blob:")) for url in urls)
    requests = sum(not url.startswith(("data:", "blob:")) for url in urls)
    return Weighed(ours, theme, requests, elsewhere, shift, moves, largest)


def summary(weighed: dict[str, Weighed], chromium: str) -> str:
    """What was measured, as Markdown."""
    rows = "\n".join(
        f"| {kind} | {w.ours / 1000:.1f} | {w.theme / 1000:.1f} | {w.requests} | {w.elsewhere} | {w.shift:.3f} "
        f"| {w.largest / 1000:.2f} |"
        for kind, w in weighed.items()
    )
    material = importlib.metadata.version("mkdocs-material")
    return f"""# Weight and speed of pages

`make bench`: one page of each kind, in English, on a phone of 360 × 640 with a processor {PROCESSOR} times as slow as
this machine's, 1.6 Mbit/s and 150 ms to the server, with an empty cache. Sizes are what went over the wire, compressed
with gzip, in kB (1,000 bytes): HTML, CSS and JavaScript. CLS is the cumulative layout shift while the page loads and is
scrolled to its end, LCP the largest contentful paint in seconds.

| page | ours | base theme's | requests | to other hosts | CLS | LCP |
|---|---:|---:|---:|---:|---:|---:|
{rows}

Chromium {chromium}, Material {material}.
"""


if __name__ == "__main__":
    sys.exit(main())
