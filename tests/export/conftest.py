"""The site of this repository and a small one with awkward data, each built once with its exports."""

from __future__ import annotations

import pytest
from exported import Exported, awkward, load

from support import REPOSITORY, Built


@pytest.fixture(scope="session")
def site(site: Built) -> Exported:
    """The site of this repository, with its records and files."""
    return load(site, REPOSITORY, "https://sorotan.example/")


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The awkward project."""
    project = awkward(tmp_path_factory.mktemp("odd") / "project")
    return load(project.build(), project.folder, "https://pelita.example/")
