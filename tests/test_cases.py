"""Every problem that an editor can meet: the input that leads to it, and what is printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sorotan.core.problems import CODES
from support import TESTS, Project

CASES = TESTS / "cases"


def folders() -> list[Path]:
    return [folder for folder in sorted(CASES.iterdir()) if folder.is_dir() and folder.name != "stock"]


def built_folders() -> list[Path]:
    """The cases that a build tells of. The others name their command in `command.txt`: `tests/cli/test_cases.py`."""
    return [folder for folder in folders() if not (folder / "command.txt").exists()]


def test_every_code_has_a_case() -> None:
    assert {folder.name for folder in folders()} == set(CODES)


@pytest.mark.parametrize("folder", built_folders(), ids=lambda folder: folder.name)
def test_case(folder: Path, project: Project, request: pytest.FixtureRequest) -> None:
    """A strict build goes on to its very end, fails there, and has said all there is to say."""
    project.overlay(folder)
    built = project.build(strict=True)
    golden = folder / "expected.txt"
    printed = "".join(f"{problem}\n" for problem in built.problems)
    if request.config.getoption("--save-golden"):
        golden.write_text(printed, "utf-8")
    assert printed == golden.read_text("utf-8")
    assert f" {folder.name} " in printed, "the case does not show its code"
    assert not built.tracebacks
    # MkDocs counts the warnings after everything is written: a build that is not strict ends here in peace.
    assert re.fullmatch(r"Aborted with \d+ warnings in strict mode!", built.abort)
    assert not built.site.exists(), "a site that is not as it should be was put in its place"


def test_stock_project_has_no_problems(project: Project) -> None:
    """What the cases print comes from what they change."""
    built = project.build(strict=True)
    assert built.warnings == []
    assert built.abort == ""


def test_all_problems_are_reported_in_one_run(project: Project) -> None:
    """An editor is never told of one mistake at a time."""
    for code in ("SRT013", "SRT022", "SRT031", "SRT061"):
        project.overlay(CASES / code)
    printed = "\n".join(project.build().problems)
    assert {"SRT013", "SRT022", "SRT031", "SRT061"} <= set(re.findall(r"SRT\d{3}", printed))


def test_build_that_is_not_strict_succeeds(project: Project) -> None:
    project.overlay(CASES / "SRT003")
    built = project.build(strict=False)
    assert built.warnings
    assert built.abort == ""
    assert built.has("sitemap.xml")


DATA = [path.relative_to(CASES / "stock").as_posix() for path in sorted((CASES / "stock" / "data").rglob("*.yml"))]


@pytest.mark.parametrize("path", DATA)
def test_rejected_records_do_not_stop_the_build(project: Project, path: str) -> None:
    """Records that cannot be used are left out, and what refers to them is shown without them."""
    indent = "    " if "annotations" in path else "  "
    text = re.sub(
        rf"(?m)^({indent})(?=(?:motivation|kind|stage|type|article|source|title):)",
        r"\1ngawur: x\n\1",
        project.read(path),
    )
    assert "ngawur" in text
    project.write(path, text)
    built = project.build()
    assert not built.tracebacks
    assert built.abort == ""
    assert [problem for problem in built.problems if problem.startswith(path) and "SRT012" in problem]
    assert built.has("en/articles/lab-baru/") and built.has("articles/lab-baru/")


@pytest.mark.parametrize("path", DATA)
def test_unreadable_files_do_not_stop_the_build(project: Project, path: str) -> None:
    """A build is not the place to hold back a site: it says what is wrong and goes on without the file."""
    project.write(path, project.read(path) + "\nrusak: [\n")
    built = project.build()
    assert not built.tracebacks
    assert built.abort == ""
    assert [problem for problem in built.problems if problem.startswith(path) and "SRT003" in problem]
    assert built.has("en/articles/lab-baru/") and built.has("articles/lab-baru/")


def test_empty_files_are_no_mistake(project: Project) -> None:
    """A file in which nothing is written yet holds no records."""
    for path in DATA:
        project.write(path, "# kosong\n")
    project.write("mkdocs.yml", (CASES / "SRT001" / "mkdocs.yml").read_text("utf-8").replace("nowhere", "data"))
    built = project.build(strict=True)
    assert built.warnings == []
    assert built.has("en/articles/lab-baru/") and built.has("articles/lab-baru/")
