"""“Did you mean”: what was probably meant, wherever there is something near."""

from __future__ import annotations

import re

import pytest

from support import Project


@pytest.mark.parametrize(
    ("path", "old", "new", "meant"),
    [
        pytest.param("data/timeline.yml", "entities: [nusa]", "entities: [nussa]", "nusa", id="an entity"),
        pytest.param("data/quotes.yml", "[koran-pelita]", "[koran-peltia]", "koran-pelita", id="a reference"),
        pytest.param("data/quotes.yml", "article: lab-baru", "article: lab-bru", "lab-baru", id="an article"),
        pytest.param("data/claims.yml", "[pelita-is-free]", "[pelita-is-fre]", "pelita-is-free", id="a claim"),
        pytest.param("data/timeline.yml", "block: lab-baru#p2", "block: lab-baru#p22", "p2", id="a block"),
        pytest.param("data/timeline.yml", "stage: open-weights", "stage: open-weight", "open-weights", id="a value"),
        pytest.param("data/timeline.yml", "openness: open-weights", "openness: openweights", "open-weights", id="more"),
        pytest.param(
            "data/entities/model.yml",
            "openness, value: open-weights",
            "openness, value: open-weight",
            "open-weights",
            id="the value of a fact",
        ),  # fmt: skip
        pytest.param("data/entities/model.yml", "property: license", "property: licence", "license", id="a property"),
        pytest.param("data/timeline.yml", "summary: {id: Lab", "sumary: {id: Lab", "summary", id="a field"),
        pytest.param("data/quotes.yml", "en: {exact: belongs", "eng: {exact: belongs", "en", id="a language"),
        pytest.param(
            "data/timeline.yml", "developer: nusa", "developer: Sari Dewi", "sari-dewi", id="the form of an id"
        ),
        pytest.param("data/timeline.yml", 'date: "2025-02-03"', "date: 3 Februari 2025", "2025-02-03", id="a date"),
        pytest.param("data/timeline.yml", 'date: "2025-02-03"', "date: 2025.10", "2025-10", id="a date like a number"),
        pytest.param("data/articles.yml", "lab-baru:", "lab-bru:", "lab-baru", id="the page of an article"),
    ],
)
def test_suggestion(project: Project, run, path: str, old: str, new: str, meant: str) -> None:
    project.edit(path, old, new)
    assert meant in re.findall(r"Did you mean “([^”]*)”\?", run("check").output)
