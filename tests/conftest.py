"""Options and fixtures that the tests share."""

from __future__ import annotations

import functools
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from hostile.poisoned import Poisoned
from hostile.poisoned import build as build_poisoned
from long_lists import build_long
from support import REPOSITORY, STOCK, Built, Once, Project, build, make_once

os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's notice is no output of ours
os.environ["LC_ALL"] = "C.UTF-8"  # problems are told in the language of the locale

# How long an example takes says more of the machine than of the code; timings belong in bench/.
settings.register_profile("sorotan", deadline=None)
settings.load_profile("sorotan")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that accepts what the cases print now."""
    parser.addoption("--save-golden", action="store_true", help="Rewrite tests/cases/*/expected.txt.")


@pytest.fixture(autouse=True)
def _no_originals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds see copies of the sources only where a test gives them."""
    monkeypatch.delenv("SOROTAN_ORIGINALS", raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the stock project, to be changed."""
    return Project(Path(shutil.copytree(STOCK, tmp_path / "project")))


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes something in a folder once per run, whichever of the processes of the run asks for it first.

    What is made is only read; a test that changes it makes its own.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return functools.partial(make_once, shared)


@pytest.fixture(scope="session")
def stock(once: Once) -> Built:
    """The stock project without copies of the sources."""

    def make(folder: Path) -> Built:
        copy = Project(Path(shutil.copytree(STOCK, folder / "project")))
        copy.without_originals()
        return copy.build(strict=True)

    return once("stock", make)


@pytest.fixture(scope="session")
def long(once: Once) -> Built:
    """A site whose lists have more entries than fit on a page."""
    return once("long lists", build_long)


@pytest.fixture(scope="session")
def site(once: Once) -> Built:
    """The site of this repository, built strictly, as anybody builds it who has no copies of the sources."""
    return once("site", _build_repository)


@pytest.fixture(scope="session")
def offline(once: Once) -> Built:
    """The copy of the site of this repository that is read from a disk."""
    return once("offline", functools.partial(_build_repository, SOROTAN_OFFLINE="true"))


def _build_repository(folder: Path, **environment: str) -> Built:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOROTAN_ORIGINALS", raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        return build(REPOSITORY / "mkdocs.yml", folder / "site", strict=True)


@pytest.fixture(scope="session")
def hostile(once: Once) -> Poisoned:
    """A site with payloads in everything that people write."""
    return once("hostile", build_poisoned)
