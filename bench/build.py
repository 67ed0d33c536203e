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
import re
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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[300, 1200], help="sizes (default 300 and 1200)")
    parser.add_argument("--runs", type=int, default=3, help="builds of each kind (default 3)")
    args = parser.parse_args()
    sizes = []
    with tempfile.TemporaryDirectory() as folder:
        for articles in args.articles:
            print(f"{articles} articles", flush=True)
            sizes.append(measure(Path(folder) / str(articles), articles, args.runs, all_kinds=not sizes))
    sections = [told(measured, articles) for measured, articles in zip(sizes, args.articles, strict=True)]
    report = "\n".join(filter(None, [HEAD, *sections, growth(sizes), versions()]))
    (ROOT / "bench" / "results.md").write_text(report, "utf-8")
    print(report)
    return 0


HEAD = """# Build time

`make bench`: generated briefings of articles of 900 words in two languages, half as many entities as articles, 20 notes
on each article and a quarter as many events; translation, notes, names, entity pages, exports, cards and search index
on. The other projects have the text of the same pages. Processes from start to end, in turns. In a first build nothing
is kept of a build before but the cards.
"""

FIRST = "Sorotan, first build"
ALONE = "Sorotan, first build, one processor"
PLAIN_BUILD = "MkDocs and Material"
PLAIN_ALONE = "MkDocs and Material, one processor"
I18N_BUILD = "MkDocs, Material and static-i18n"


@dataclass(frozen=True)
class Measured:
    """One size."""

    pages: int
    seconds: Mapping[str, Sequence[float]]
    """Of each run, by what was done."""
    memory: Mapping[str, float]
    """Megabytes, by what was done."""

    def median(self, name: str) -> float:
        return statistics.median(self.seconds[name])


def measure(work: Path, articles: int, runs: int, *, all_kinds: bool) -> Measured:
    """Build everything so often; without `all_kinds` only what tells how the time grows."""
    sorotan, plain, i18n = work / "sorotan", work / "plain", work / "i18n"
    generate(sorotan, articles)
    build(sorotan)
    pages = write_plain(sorotan / "site", plain, PLAIN, lambda path: path)
    if all_kinds:
        write_plain(sorotan / "site", i18n, I18N, in_language_folder)
    seconds: dict[str, list[float]] = {}
    for run in range(runs):
        taken = {
            FIRST: forget(sorotan) or build(sorotan),
            "Sorotan, one line of YAML changed": change(sorotan, run) or build(sorotan),
            PLAIN_BUILD: build(plain),
        }
        if all_kinds:
            taken |= {
                "Sorotan, first build, cards drawn": forget(sorotan, cards=True) or build(sorotan),
                "Sorotan, nothing changed": build(sorotan),
                "`mkdocs serve`, one line of YAML changed": served(sorotan, run),
                "`sorotan check`, first time": forget(sorotan) or check(sorotan),
                "`sorotan check` again": check(sorotan),
                I18N_BUILD: build(i18n),
                ALONE: forget(sorotan) or build(sorotan, processors=1),
                PLAIN_ALONE: build(plain, processors=1),
            }
        for name, taken_seconds in taken.items():
            seconds.setdefault(name, []).append(taken_seconds)
    forget(sorotan)
    memory = {FIRST: peak_memory(sorotan), PLAIN_BUILD: peak_memory(plain)}
    return Measured(pages, seconds, memory)


def told(measured: Measured, articles: int) -> str:
    """The measurements of one size, as Markdown."""
    lines = [
        f"## {measured.pages:,} pages ({articles:,} articles)",
        "",
        "| | median | fastest | slowest | to a first build | to MkDocs and Material |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, seconds in measured.seconds.items():
        alone = "one processor" in name
        median = measured.median(name)
        first, plain = (measured.median(other) for other in ((ALONE, PLAIN_ALONE) if alone else (FIRST, PLAIN_BUILD)))
        figures = f"{median:.1f} s | {min(seconds):.1f} s | {max(seconds):.1f} s | {median / first:.2f}"
        lines.append(f"| {name} | {figures} | {median / plain:.2f} |")
    memory = "; ".join(f"{name} {megabytes:,.0f} MB" for name, megabytes in measured.memory.items())
    lines += ["", f"Ratios are to builds on as many processors. Peak memory: {memory}.", ""]
    return "\n".join(lines)


def growth(sizes: Sequence[Measured]) -> str:
    """How the time for one page grows from the smallest to the largest site."""
    small, large = sizes[0], sizes[-1]
    if small is large:
        return ""
    ratio = (large.median(FIRST) / large.pages) / (small.median(FIRST) / small.pages)
    return f"A page of {large.pages:,} takes {ratio:.2f} times as long as one of {small.pages:,}, in a first build.\n"


def forget(project: Path, cards: bool = False) -> None:
    """Keep nothing of earlier builds."""
    shutil.rmtree(project / ".cache" / "sorotan" / ("." if cards else "pages"), ignore_errors=True)


def change(project: Path, run: int) -> None:
    """Change a word of a note in one language, so that pages, exports and an index of the search are others."""
    path = min((project / "data" / "annotations").iterdir())
    word = re.compile(r"(body:\n    id: .*?\n    en: )\S+", re.DOTALL)
    path.write_text(word.sub(rf"\1Changed{run}", path.read_text("utf-8"), count=1), "utf-8")


def served(project: Path, run: int) -> float:
    """Seconds that `mkdocs serve` needs to build again after a changed line."""
    command = [sys.executable, str(ROOT / "bench" / "served.py")]
    process = subprocess.Popen(
        command, cwd=project, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None and process.stdout is not None
    process.stdout.readline()
    change(project, run + 7)
    return float(process.communicate("\n")[0])


def check(project: Path) -> float:
    """Seconds that `sorotan check` takes."""
    return timed([sys.executable, "-m", "sorotan", "check"], project, 2)


def build(project: Path, processors: int = 2) -> float:
    """Seconds that one `mkdocs build` takes."""
    return timed([sys.executable, "-m", "mkdocs", "build", "--quiet"], project, processors)


def timed(command: Sequence[str], folder: Path, processors: int) -> float:
    """Seconds from the start of a process to its end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=folder, env=ENVIRONMENT, preexec_fn=lambda: limit(processors))
    return time.perf_counter() - start


ENVIRONMENT: Mapping[str, str] = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def limit(processors: int) -> None:
    """Let this process use so many processors."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:processors])


def peak_memory(project: Path) -> float:
    """Megabytes that a build and the processes it starts use at the most; what they share counts once."""
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=project, env=ENVIRONMENT, start_new_session=True
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
