"""Builds this site, and as many pages of the same text with plain MkDocs and Material, side by side.

    make bench            or   python bench/compare.py --runs 7

Every build is a process of its own, from start to exit. The two take turns, so that whatever else the machine does
falls on both. Prints medians and the ratio, and writes them to bench/results.md.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import lxml.html
import yaml

ROOT = Path(__file__).resolve().parent.parent

PLAIN_CONFIG = {
    "site_name": "Plain",
    "site_url": "https://plain.example/",
    "theme": {"name": "material", "font": False},
    "nav": [{"Home": "index.md"}],
    "validation": {"nav": {"omitted_files": "ignore"}},
    "plugins": ["search"],
}
"""What the same pages would be without any of Sorotan: a small navigation, and the search that Material has."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="builds of each kind (default 5)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        build(ROOT / "mkdocs.yml", work / "sorotan")
        pages = write_plain(work / "sorotan", work / "plain")
        times: dict[str, list[float]] = {"sorotan": [], "plain": []}
        for _ in range(args.runs):
            times["sorotan"].append(build(ROOT / "mkdocs.yml", work / "sorotan"))
            times["plain"].append(build(work / "plain" / "mkdocs.yml", work / "plain-site"))
    report = summary(times, pages, args.runs)
    print(report)
    (ROOT / "bench" / "results.md").write_text(report, "utf-8")
    return 0


def build(config: Path, site: Path) -> float:
    """Seconds that one `mkdocs build` takes, from the start of the process to its end."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("SOROTAN_ORIGINALS", None)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(config), "-d", str(site)]
    start = time.perf_counter()
    subprocess.run(command, check=True, env=environment, cwd=config.parent)
    return time.perf_counter() - start


def write_plain(site: Path, project: Path) -> int:
    """A plain project with the headings and paragraphs of every page of `site`. The number of pages."""
    docs = project / "docs"
    pages = 0
    for path in sorted(site.rglob("index.html")):
        tree = lxml.html.parse(str(path))
        lines = []
        for element in tree.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::p or self::li or self::dd]"):
            text = " ".join(element.text_content().split())
            if text:
                lines.append(f"{'#' * int(element.tag[1])} {text}" if element.tag[0] == "h" else text)
        target = docs / path.relative_to(site).with_suffix(".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n\n".join(lines), "utf-8")
        pages += 1
    shutil.rmtree(project / "site", ignore_errors=True)
    (project / "mkdocs.yml").write_text(yaml.safe_dump(PLAIN_CONFIG), "utf-8")
    return pages


def summary(times: dict[str, list[float]], pages: int, runs: int) -> str:
    """What was measured, as Markdown."""
    ours, plain = (statistics.median(times[name]) for name in ("sorotan", "plain"))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    packages = ("mkdocs", "mkdocs-material", "markdown")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages)
    return f"""# Build time

`make bench`: {pages} pages, the median of {runs} builds of each kind, processes from start to end.

| build | median | fastest | slowest |
|---|---:|---:|---:|
| Sorotan, this site | {ours:.2f} s | {min(times["sorotan"]):.2f} s | {max(times["sorotan"]):.2f} s |
| plain MkDocs and Material, same pages, small navigation, search on | {plain:.2f} s | {min(times["plain"]):.2f} s \
| {max(times["plain"]):.2f} s |

Ratio of the medians: {ours / plain:.2f}. Largest memory of any build: {peak:.0f} MB.

Python {platform.python_version()}, {versions}, {os.cpu_count()} processors.
"""


if __name__ == "__main__":
    sys.exit(main())
