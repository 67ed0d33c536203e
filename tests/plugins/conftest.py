"""Projects that tests of several plugins share."""

from __future__ import annotations

import pytest

from support import Project


@pytest.fixture
def whole(project: Project) -> Project:
    """The stock project with everything that makes pages or something on them."""
    project.edit("mkdocs.yml", "sorotan/references\n", "sorotan/references\n  - sorotan/exports\n  - sorotan/feeds\n")
    project.edit("mkdocs.yml", "  - sorotan/feeds\n", "  - sorotan/feeds\n  - sorotan/search\n  - sorotan/cards\n")
    project.edit("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    project.write("overrides/main.html", '{% extends "base.html" %}{% block footer %}{% endblock %}')
    return project
