"""Options and fixtures that the tests share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from hostile.poisoned import Poisoned
from hostile.poisoned import build as build_poisoned
from support import REPOSITORY, STOCK, Built, Project, build

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
def stock(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The stock project without copies of the sources, built once."""
    copy = Project(Path(shutil.copytree(STOCK, tmp_path_factory.mktemp("stock") / "project")))
    copy.without_originals()
    return copy.build(strict=True)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of this repository, built strictly, as anybody builds it who has no copies of the sources."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOROTAN_ORIGINALS", raising=False)
        return build(REPOSITORY / "mkdocs.yml", tmp_path_factory.mktemp("site"), strict=True)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Poisoned:
    """A site with payloads in everything that people write, built once."""
    return build_poisoned(tmp_path_factory.mktemp("hostile"))
