"""How long builds take: generated briefings with everything on, and the same pages without Sorotan, side by side.

    make bench            or   python bench/build.py --articles 300 1200 --runs 3

Three projects of the same pages take turns, so that whatever else the machine does falls on all of them: Sorotan; plain
MkDocs and Material with a small navigation and their own search; and the same with mkdocs-static-i18n. Every build is a
process of its own, from start to exit, into the folder of the build before. Results go into bench/results.md.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import lxml.html
import yaml

from generate import generate

ROOT = Path(__file__).resolve().parent.parent

PLAIN = {
    "site_name": "Plain",
    "site_url": "https://plain.example/",
    "theme": {"name": "material", "font": False},
    "nav": [{"Home": "index.md"}],
    "validation": {"nav": {"omitted_files": "ignore"}},
    "plugins": ["search"],
}
"""The same pages without any of Sorotan."""

I18N = {
    **PLAIN,
    "plugins": [
        "search",
        {
            "i18n": {
                "docs_structure": "folder",
                "fallback_to_default": True,
                "languages": [
                    {"locale": "id", "name": "Bahasa Indonesia", "default": True, "build": True},
                    {"locale": "en", "name": "English", "build": True},
                ],
            }
        },
    ],
}
"""The same pages, in two languages."""


@dataclass(frozen=True)
class Kind:
    """A way to build."""

    name: str
    project: Path
    processors: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[300, 1200], help="sizes (default 300 and 1200)")
    parser.add_argument("--runs", type=int, default=3, help="builds of each kind (default 3)")
    args = parser.parse_args()
    sections = []
    with tempfile.TemporaryDirectory() as folder:
        for articles in args.articles:
            print(f"{articles} articles", flush=True)
            sections.append(measure(Path(folder) / str(articles), articles, args.runs))
    report = "\n".join([HEAD, *sections, versions()])
    (ROOT / "bench" / "results.md").write_text(report, "utf-8")
    print(report)
    return 0


HEAD = """# Build time

`make bench`: generated briefings of articles of 900 words in two languages, half as many entities as articles, 20 notes
on each article and a quarter as many events; translation, notes, names, entity pages, exports, cards and search index
on. The other projects have the text of the same pages. Processes from start to end, in turns; the cards are found in
the cache, unless it says otherwise.
"""


def measure(work: Path, articles: int, runs: int) -> str:
    """One size, as Markdown."""
    generate(work / "sorotan", articles)
    build(Kind("", work / "sorotan", 2))
    pages = write_plain(work / "sorotan" / "site", work / "plain", PLAIN, lambda path: path)
    write_plain(work / "sorotan" / "site", work / "i18n", I18N, in_language_folder)
    kinds = [
        Kind("Sorotan", work / "sorotan", 2),
        Kind("MkDocs and Material", work / "plain", 2),
        Kind("MkDocs, Material and static-i18n", work / "i18n", 2),
        Kind("Sorotan, one processor", work / "sorotan", 1),
        Kind("MkDocs and Material, one processor", work / "plain", 1),
    ]
    times: dict[str, list[float]] = {kind.name: [] for kind in kinds}
    cold: list[float] = []
    for _ in range(runs):
        shutil.rmtree(work / "sorotan" / ".cache")
        cold.append(build(kinds[0]))
        for kind in kinds:
            times[kind.name].append(build(kind))
    checks = [timed([sys.executable, "-m", "sorotan", "check"], work / "sorotan", 2) for _ in range(runs)]
    rows = [("Sorotan, without its cache of cards", cold), *times.items(), ("`sorotan check`", checks)]
    plain, single = (statistics.median(times[kinds[index].name]) for index in (1, 4))
    lines = [f"## {pages:,} pages ({articles:,} articles)", "", "| build | median | fastest | slowest | ratio |"]
    lines.append("|---|---:|---:|---:|---:|")
    for name, seconds in rows:
        median = statistics.median(seconds)
        ratio = median / (single if "one processor" in name else plain)
        lines.append(f"| {name} | {median:.1f} s | {min(seconds):.1f} s | {max(seconds):.1f} s | {ratio:.2f} |")
    memory = [f"{kind.name} {peak_memory(kind):,.0f} MB" for kind in kinds[:3]]
    lines += ["", f"Ratios are to MkDocs and Material on as many processors. Peak memory: {'; '.join(memory)}.", ""]
    return "\n".join(lines)


def build(kind: Kind) -> float:
    """Seconds that one `mkdocs build` takes."""
    return timed([sys.executable, "-m", "mkdocs", "build", "--quiet"], kind.project, kind.processors)


def timed(command: Sequence[str], folder: Path, processors: int) -> float:
    """Seconds from the start of a process to its end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=folder, env=ENVIRONMENT, preexec_fn=lambda: limit(processors))
    return time.perf_counter() - start


ENVIRONMENT: Mapping[str, str] = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def limit(processors: int) -> None:
    """Let this process use so many processors."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:processors])


def peak_memory(kind: Kind) -> float:
    """Megabytes that a build and the processes it starts use at the most; what they share counts once."""
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=kind.project, env=ENVIRONMENT, start_new_session=True
    )
    peak = 0.0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.1):
            peak = max(peak, session_memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    done.set()
    watcher.join()
    return peak


def session_memory(session: int) -> float:
    """Megabytes of proportional set size of all processes of a session."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) == session:
                rollup = (folder / "smaps_rollup").read_text()
                total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue  # it ended meanwhile
    return total / 1024


def in_language_folder(path: Path) -> Path:
    """The place of a page in a project with a folder for each language."""
    return path if path.parts[0] == "en" else Path("id") / path


def write_plain(site: Path, project: Path, config: Mapping[str, object], place: Callable[[Path], Path]) -> int:
    """A project with the headings and paragraphs of every page of `site`. The number of pages."""
    docs = project / "docs"
    pages = 0
    for path in sorted(site.rglob("index.html")):
        tree = lxml.html.parse(str(path))
        lines = []
        for element in tree.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::p or self::li or self::dd]"):
            text = " ".join(element.text_content().split())
            if text:
                lines.append(f"{'#' * int(element.tag[1])} {text}" if element.tag[0] == "h" else text)
        target = docs / place(path.relative_to(site).with_suffix(".md"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n\n".join(lines), "utf-8")
        pages += 1
    (project / "mkdocs.yml").write_text(yaml.safe_dump(dict(config)), "utf-8")
    return pages


def versions() -> str:
    """What was measured, and on what."""
    packages = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "markdown", "pagefind")
    named = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages)
    return f"Python {platform.python_version()}, {named}; {os.cpu_count()} processors.\n"


if __name__ == "__main__":
    sys.exit(main())
