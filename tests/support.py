"""Projects to build, and the sites that come of it: shared by the tests that run MkDocs."""

from __future__ import annotations

import fcntl
import logging
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.html
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

TESTS = Path(__file__).parent
REPOSITORY = TESTS.parent

IN_ENGLISH_ALONE = """\
site_name: Lantern
theme: {name: material}
plugins:
  - sorotan/languages: {source: en, translations: []}
  - sorotan/corpus
  - sorotan/annotations
"""
"""The configuration of a site that has no other language."""
STOCK = TESTS / "cases" / "stock"
T = TypeVar("T")


@dataclass
class Built:
    """A finished build: what was written and what was said."""

    site: Path
    warnings: list[str] = field(default_factory=list)
    """Messages of warnings and errors, as an editor sees them."""
    tracebacks: list[str] = field(default_factory=list)
    """Messages that came with a traceback."""
    abort: str = ""
    """What `mkdocs build` ended with; empty when it succeeded."""
    _pages: dict[str, lxml.html.HtmlElement] = field(default_factory=dict)

    @property
    def problems(self) -> list[str]:
        """The warnings without the prefix of the logger."""
        return sorted(warning.removeprefix("sorotan: ") for warning in self.warnings)

    def path(self, page: str) -> Path:
        """The file of a page, given by its address below the site: `en/timeline/`."""
        return self.site / page / "index.html" if page == "" or page.endswith("/") else self.site / page

    def has(self, page: str) -> bool:
        """Whether there is such a page."""
        return self.path(page).is_file()

    def html(self, page: str) -> str:
        """The page as it was written."""
        return self.path(page).read_text("utf-8")

    def page(self, page: str) -> lxml.html.HtmlElement:
        """The page as a tree, parsed once."""
        if page not in self._pages:
            self._pages[page] = lxml.html.document_fromstring(
                self.html(page).encode(), lxml.html.HTMLParser(encoding="utf-8")
            )
        return self._pages[page]

    @cached_property
    def pages(self) -> list[str]:
        """Addresses of all pages but the one for errors."""
        found = [path.relative_to(self.site).as_posix() for path in sorted(self.site.rglob("*.html"))]
        found = [page for page in found if page != "404.html"]
        in_folders = all(page.rpartition("/")[2] == "index.html" for page in found)
        return [page.removesuffix("index.html") for page in found] if in_folders else found

    def dead_links(self, page: str) -> list[str]:
        """Links of a page to pages, files or fragments of the site that are not there."""
        return [link for link in internal_links(self.page(page)) if not self.leads_somewhere(page, link)]

    def leads_somewhere(self, page: str, link: str) -> bool:
        """Whether a relative link on `page` leads to a file, and to a fragment of it if it names one."""
        address, fragment = urldefrag(urljoin(f"https://x/{page}", link))
        target = unquote(urlsplit(address).path).removeprefix("/")
        if not self.has(target):
            return False
        return not fragment or unquote(fragment) in ids_of(self.page(target))


@dataclass
class Project:
    """The files of a site, in a folder of their own."""

    folder: Path

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def read(self, path: str) -> str:
        """A file as it is."""
        return (self.folder / path).read_text("utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace words that must be there."""
        text = self.read(path)
        assert old in text, f"{path} has no “{old}”"
        self.write(path, text.replace(old, new))

    def without_originals(self) -> None:
        """Build as a builder does who has no copies of the sources."""
        self.edit("mkdocs.yml", "sorotan/corpus:\n      originals_dir: originals", "sorotan/corpus")

    def overlay(self, folder: Path) -> None:
        """Copy files over those of the project."""
        for path in folder.rglob("*"):
            if path.is_file() or path.is_symlink():
                target = self.folder / path.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target, follow_symlinks=False)

    def build(self, strict: bool = False, **options: object) -> Built:
        """Build the site as `mkdocs build` does."""
        return build(self.folder / "mkdocs.yml", self.folder / ".site", strict=strict, **options)


class Once(Protocol):
    """Makes something once per run: the fixture `once`."""

    def __call__(self, name: str, make: Callable[[Path], T]) -> T: ...


def make_once(shared: Path, name: str, make: Callable[[Path], T]) -> T:
    """What `make` returns for a folder of its own below `shared`, made by the first process that asks for this name.

    The others wait for it, and get a copy that refers to the same files.
    """
    made = shared / f"{name}.pickle"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=shared))
            made.write_bytes(pickle.dumps(make(folder)))
    return pickle.loads(made.read_bytes())


def build(config_file: Path, site: Path, strict: bool = False, **options: object) -> Built:
    """Build a site as `mkdocs build` does, and listen to what it says.

    An exception that MkDocs would show as a traceback is let through.
    """
    built = Built(site)
    listener = _Listener(built)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    try:
        config = load_config(config_file=str(config_file), site_dir=str(site), strict=strict, **options)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build_site(config)
        finally:
            config.plugins.on_shutdown()
    except SystemExit as error:  # click's and MkDocs' way to end with a message
        built.abort = str(error) or "aborted"
    finally:
        logger.removeHandler(listener)
        for handler in [h for h in logger.handlers if type(h).__name__ == "CountHandler"]:
            logger.removeHandler(handler)  # a strict build leaves its counter behind
    return built


class _Listener(logging.Handler):
    def __init__(self, built: Built) -> None:
        super().__init__(logging.WARNING)
        self._built = built

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        self._built.warnings.append(message)
        if record.exc_info or "Traceback" in message:
            self._built.tracebacks.append(message)


def ids_of(page: lxml.html.HtmlElement) -> list[str]:
    """Every id of a page, repetitions included."""
    return page.xpath("//@id")


def internal_links(page: lxml.html.HtmlElement) -> Iterator[str]:
    """Addresses in the page that stay on the site."""
    for link in page.xpath(
        "//a/@href | //img/@src | //link[not(@rel='alternate' or @rel='canonical')]/@href | //script/@src"
    ):
        if not urlsplit(link).scheme and not link.startswith("//"):
            yield link


def text_of(element: lxml.html.HtmlElement) -> str:
    """The text of an element with white space made plain."""
    return " ".join(element.text_content().split())


def block(page: lxml.html.HtmlElement, id: str) -> lxml.html.HtmlElement:
    """The element with an id; there must be one."""
    found = page.xpath("//*[@id=$id]", id=id)
    assert len(found) == 1, f"{len(found)} elements have the id {id}"
    return found[0]
