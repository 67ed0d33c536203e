"""Writes LICENSES.md: every package of the lock files, with the licence that it gives in its own metadata, and those
that `standards.py` takes files out of.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, files, metadata
from pathlib import Path

import standards

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "LICENSES.md"
LOCKS = {"requirements.lock": "Needed to build a site", "requirements-test.lock": "Needed for tests only"}
ELSEWHERE = {"colorama": "BSD License", "tzdata": "Apache-2.0"}
"""Packages of the lock files that are installed on other systems than this one."""

INTRODUCTION = """\
# Licences of the dependencies

Made by `make licences` from `requirements.lock`, `requirements-test.lock`, the metadata of the installed packages, and
`tests/standards.py`; do not edit. None of them is part of this repository.
"""


def packages(lock: str) -> dict[str, str]:
    """The packages of a lock file and their versions."""
    return dict(re.findall(r"(?m)^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", (ROOT / lock).read_text("utf-8")))


def licence(name: str) -> str:
    """The licence of an installed package: its SPDX expression, what its classifiers say, the field itself, or the
    first line of its text.
    """
    try:
        found = metadata(name)
    except PackageNotFoundError:
        return ELSEWHERE[name]
    if expression := found.get("License-Expression"):
        return expression
    classifiers = [c.rpartition(" :: ")[2] for c in found.get_all("Classifier", []) if c.startswith("License :: ")]
    named = [classifier for classifier in classifiers if classifier != "OSI Approved"]
    first_line = (found.get("License") or "").strip().splitlines()[:1]
    texts = [file for file in files(name) or () if file.name.upper().startswith(("LICENSE", "LICENCE"))]
    return ", ".join(named) or "".join(first_line)[:60] or next(iter(texts)).read_text().strip().splitlines()[0]


def document() -> str:
    """The whole page."""
    parts, known = [INTRODUCTION], set()
    for lock, title in LOCKS.items():
        found = {name: version for name, version in packages(lock).items() if name not in known}
        known |= set(found)
        rows = [f"| {name} | {version} | {licence(name)} |" for name, version in sorted(found.items())]
        parts += [f"## {title}\n", "| package | version | licence |\n|---|---|---|", *rows, ""]
    rows = [f"| {package.name} | {package.version} | {package.licence} |" for package in standards.PACKAGES]
    parts += ["## Not installed: files for tests are taken out of them\n"]
    parts += ["| package | version | licence |\n|---|---|---|", *rows, ""]
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(document(), "utf-8")
