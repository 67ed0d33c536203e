"""Programs from the Node.js registry that our output is tried with, installed by `make test` where it can."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

MODULES = Path(__file__).parent / "node" / "node_modules"
"""Where `tests/node/install.sh` puts the packages of `tests/node/package.json`."""


def needs(package: str, *programs: str) -> pytest.MarkDecorator:
    """Skips a test, and says why, where the package or a program that runs it is missing."""
    missing = [program for program in programs if shutil.which(program) is None]
    if not (MODULES / package).is_dir():
        missing.insert(0, f"the Node.js package {package} (tests/node/install.sh)")
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")
