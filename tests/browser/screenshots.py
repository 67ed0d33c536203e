"""Pictures of every kind of page, in all widths, both schemes and both languages, to be looked at.

make screenshots      writes into build/screenshots
"""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import threading
from pathlib import Path

import chromium
from kinds_of_pages import PAGES, WIDTHS
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "build" / "screenshots"


def main() -> int:
    site = ROOT / "build" / "screenshot-site"
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "-d", str(site)], check=True, cwd=ROOT)
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(site))
    handler.func.log_message = lambda *args: None  # type: ignore[method-assign]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
                page = context.new_page()
                for language, prefix in (("id", ""), ("en", "en/")):
                    for name, path in PAGES.items():
                        page.goto(f"http://127.0.0.1:{server.server_port}/{prefix}{path}")
                        page.screenshot(path=FOLDER / f"{name}-{language}-{width}-{scheme}.png")
                context.close()
        browser.close()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER.relative_to(ROOT)}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
