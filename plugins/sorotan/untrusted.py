"""Pages of the docs folder as MkDocs gets them from editors: what could harm readers, or stop a build, is left out.

MkDocs trusts the docs folder: it publishes what links lead to, runs what pages hold, and writes front matter into
HTML as it is.
"""

from __future__ import annotations

import datetime
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, MutableMapping
from pathlib import Path
from typing import Any, Final

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from sorotan.core import characters, textfile
from sorotan.core.pagefile import Page
from sorotan.core.phrases import N_, Phrase
from sorotan.core.problems import Location, Problems, nearest

_TEXTS: Final = ("title", "description", "author", "template", "view")
"""Fields of the front matter that hold one text."""
_SHOWN: Final = ("title", "description", "author")
"""Those that templates write into HTML as they are."""
_LISTS: Final = ("hide",)
VIEWS: Final = ("home",)
"""What a page of editors may be shown as, by the word for it in `view`."""

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_RUNNING: Final = ("javascript", "vbscript", "data")
"""Schemes by which a link can run a script. Any other one that may not be linked leads nowhere."""

_NO_TEXT: Final = Phrase(N_("write text here, in quotation marks where it looks like something else"))
_NO_LIST: Final = Phrase(N_("write a list here: [a, b] or one per line with a hyphen"))
_NO_VIEW: Final = Phrase(N_("there is no such view; write home, which lists the articles, or remove it"))
_NO_TEMPLATE: Final = Phrase(N_("there is no such template; correct or remove it"))


def withdraw(files: Files, config: MkDocsConfig, problems: Problems) -> None:
    """Take out of `files` what is no file of the project, and report it."""
    docs, root = Path(config.docs_dir), Path(config.config_file_path).parent
    for file in list(files):
        if file.abs_src_path is None or file.src_dir != config.docs_dir:
            continue
        if not file.inclusion.is_in_serve():  # nobody looks into it; text editors hide files of their own beside pages
            continue
        path = Path(file.abs_src_path)
        place = shown(path, root)
        if not textfile.stays(path, place, problems, docs, root) or not _is_file(path, place, problems):
            files.remove(file)


def _is_file(path: Path, place: str, problems: Problems) -> bool:
    try:
        if stat.S_ISREG(path.stat().st_mode):
            return True
        reason: Phrase | str = textfile.NOT_A_FILE
    except OSError as error:  # a link to nothing, or to itself
        reason = textfile.explain(error)
    problems.add("SRT002", Location(place), reason=reason)
    return False


def read_front_matter(meta: MutableMapping[str, Any], templates: Iterable[str], page: Page, problems: Problems) -> None:
    """Leave in the front matter of a page what MkDocs and its themes can use, and report the rest.

    Args:
        meta: The front matter.
        templates: Folders of the templates of the theme.
        page: The page as it is written.
        problems: Where to report.
    """
    for name, reason in list(_misfits(meta, templates)):
        suggestion = nearest(str(meta[name]), VIEWS) if reason is _NO_VIEW else ""
        written = re.search(rf"(?m)^{name}[ \t]*:[ \t]*", page.text)
        place = page.locate(written.end()) if written else Location(page.file)
        problems.add("SRT010", place, suggestion, field=f"“{name}”", reason=reason)
        del meta[name]
    for name in _TEXTS:
        if name in meta:
            meta[name] = as_text(meta[name])


def as_text(value: object) -> str | None:
    """A value of front matter as text, whatever YAML takes it for: a page may be called 1984. None where it is none."""
    return characters.as_read(str(value)) if _is_scalar(value) else None


def _misfits(meta: MutableMapping[str, Any], templates: Iterable[str]) -> Iterator[tuple[str, Phrase]]:
    for name in _TEXTS:
        if name in meta and not _is_scalar(meta[name]):
            yield name, _NO_TEXT
    for name in _LISTS:
        value = meta.get(name, "")
        if not isinstance(value, str) and not (isinstance(value, list) and all(map(_is_scalar, value))):
            yield name, _NO_LIST
    view = meta.get("view", VIEWS[0])
    if _is_scalar(view) and str(view) not in VIEWS:
        yield "view", _NO_VIEW
    template = meta.get("template")
    if _is_scalar(template) and not any(_holds(Path(folder), str(template)) for folder in templates):
        yield "template", _NO_TEMPLATE


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int | float | datetime.date)


def _holds(folder: Path, name: str) -> bool:
    try:
        return ".." not in Path(name).parts and not Path(name).is_absolute() and (folder / name).is_file()
    except (OSError, ValueError):  # a name that is too long, or has a null character
        return False


def escape_front_matter(meta: MutableMapping[str, Any]) -> None:
    """Make the front matter fit for templates that write it into HTML as it is."""
    for name in _SHOWN:
        if name in meta:
            meta[name] = str(escape(meta[name]))


def report_unsafe(removed: Iterable[str], find: Callable[[Collection[str]], Location], problems: Problems) -> None:
    """Report what was left out of a page.

    Args:
        removed: Tags and attributes, as `markdown.safety` notes them.
        find: Where the first of some patterns is written that is found at all.
        problems: Where to report.
    """
    for item in removed:
        name, _, value = item.rstrip(">").partition("=")
        link = value.strip('"')
        scheme = _SCHEME.match(link)
        leads_nowhere = scheme[1].lower() not in _RUNNING if scheme else link.startswith("//")
        if name == "href" and leads_nowhere:
            problems.add("SRT017", find([re.escape(link)]), link=link)
            continue
        name, value = re.escape(name), re.escape(value.strip('"'))
        patterns = [rf"{name}\s*=\s*[\"']?{value}", value, name] if value else [name]
        problems.add("SRT038", find(patterns), item=item)


def shown(path: Path, root: Path) -> str:
    """A path as the editor knows it: relative to mkdocs.yml where it is below it."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.name
