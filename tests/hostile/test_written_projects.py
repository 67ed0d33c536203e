"""Written cases for what is around the text: options, files that are none, front matter. Nobody meets a traceback."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from written import cases

from hostile.poisoned import snapshot
from sorotan.cli import main
from support import Project


def check(project: Project, *arguments: str) -> str:
    """What `sorotan check` prints; anything but an exit would be a traceback to the editor."""
    result = CliRunner().invoke(main, ["-f", str(project.folder / "mkdocs.yml"), *(arguments or ("check",))])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result.output


@pytest.mark.parametrize("case", cases("config"))
def test_config(case: dict[str, Any], project: Project, caplog: pytest.LogCaptureFixture) -> None:
    """MkDocs tells of its options in its log."""
    config = yaml.safe_load(project.read("mkdocs.yml"))
    name = f"sorotan/{case['plugin']}"
    plugins = [next(iter(plugin)) if isinstance(plugin, dict) else plugin for plugin in config["plugins"]]
    config["plugins"][plugins.index(name)] = {name: {case["option"]: case["value"]}}
    project.write("mkdocs.yml", yaml.safe_dump(config))
    before = snapshot(project.folder.parent)
    output = check(project)
    assert (output == "No problems.\n") if case.get("fine") else case["says"] in output + caplog.text
    built = project.build(strict=True)
    assert built.tracebacks == []
    after = snapshot(project.folder.parent)
    ours = ("project/.site/", "project/.cache/")
    assert {path: digest for path, digest in after.items() if not path.startswith(ours)} == before


def make(case: dict[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if case["make"] == "link":
        path.symlink_to(case["to"])
    elif case["make"] == "pipe":
        os.mkfifo(path)
    elif case["make"] == "folder":
        path.mkdir()
    else:
        path.touch()
        os.truncate(path, case["size"])


@pytest.mark.parametrize("case", cases("files"))
def test_files(case: dict[str, Any], project: Project) -> None:
    parent = project.folder.parent
    (parent / "outside.yml").write_text("rahasia: RAHASIA", "utf-8")
    (parent / "elsewhere").mkdir()
    (parent / "elsewhere" / "secret.md").write_text("# RAHASIA", "utf-8")
    project.write("shared.yml", "# nothing yet\n")
    make(case, project.folder / case["path"])
    output = check(project)
    assert case["says"] in output
    assert "RAHASIA" not in output
    built = project.build()
    assert built.tracebacks == []
    assert bool(built.abort) != case["builds"]
    if case["builds"]:
        published = b"".join(path.read_bytes() for path in built.site.rglob("*") if path.is_file())
        assert b"RAHASIA" not in published
    assert sorted(path.name for path in (parent / "elsewhere").iterdir()) == ["secret.md"]


@pytest.mark.parametrize("case", cases("frontmatter"))
def test_front_matter(case: dict[str, Any], project: Project) -> None:
    project.write("docs/zz.md", f"---\n{case['text']}\n---\n\nSatu.\n")
    output, built = check(project), project.build()
    assert built.tracebacks == []
    if "stops" in case:  # MkDocs would publish it as the first paragraph
        assert built.abort == "Aborted with a BuildError!"
        assert case["stops"] in output and case["stops"] in "\n".join(built.problems)
        return
    assert built.abort == ""
    assert built.has("zz/") and built.has("en/zz/")
    for told in (output, "\n".join(built.problems)):
        assert ("SRT010" in told) == ("says" in case)
        assert case.get("says", "") in told


TEXTS = (
    "\ufeff\0\x1b]0;x\a",
    "a: &a [*a]",
    "---\ntitle: [a]\nhide: 7\n---\n<script>",
    "\u202e" * 1000,
    "[" * 5000 + "> " * 5000,
)


@pytest.mark.parametrize("command", ["translate status", "translate check", "anchors", "schemas --check"])
@pytest.mark.parametrize("path", ["data/entities/model.yml", "docs/articles/lab-baru.md", "docs/index.md"])
def test_other_commands(project: Project, command: str, path: str) -> None:
    for text in TEXTS:
        project.write(path, text)
        check(project, *command.split())
