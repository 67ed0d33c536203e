"""What is wrong in mkdocs.yml, as `sorotan check` tells it: MkDocs' own warnings, and pages that are not there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from support import Project

UNKNOWN = [
    pytest.param(
        "      originals_dir:",
        "      data_dirs: data\n      originals_dir:",
        "14:7: SRT012 “data_dirs” is not a known field here; remove or rename it. Did you mean “data_dir”?",
        id="an option of a plugin",
    ),
    pytest.param(
        "copyright:",
        "copyrihgt:",
        "4:1: SRT012 “copyrihgt” is not a known field here; remove or rename it. Did you mean “copyright”?",
        id="an option of MkDocs",
    ),
    pytest.param(
        "  nav:\n    omitted_files: warn",
        "  nav:\n    omited_files: warn",
        "31:5: SRT012 “omited_files” is not a known field here; remove or rename it. Did you mean “omitted_files”?",
        id="an option in an option",
    ),
    pytest.param(
        "  - sorotan/entities\n",
        "  - sorotan/entities\n  - search:\n      bahasa: id\n",
        "18:7: SRT012 “bahasa” is not a known field here; remove or rename it.",
        id="an option of a plugin that the theme brings along",
    ),
    pytest.param(
        "  - sorotan/entities\n",
        "  - sorotan/entities\n  - sorotan/entities\n",
        "16:5: SRT010 “plugins”: the plugin sorotan/entities stands here more than once; keep one of them.",
        id="a plugin twice",
    ),
    pytest.param(
        "copyright:",
        "edit_uri: x\nedit_uri_template: '{path}'\nrepo_url: https://x.example/\ncopyright:",
        "5:1: SRT010 “edit_uri_template”: The option 'edit_uri' has no effect when 'edit_uri_template' is set.",
        id="in MkDocs' own words",
    ),
]


def told(output: str) -> list[str]:
    return re.findall(r"(?m)^mkdocs\.yml:(\S+ SRT\d+ .*)$", output)


@pytest.mark.parametrize(("old", "new", "problem"), UNKNOWN)
def test_warnings_of_mkdocs(project: Project, run, old: str, new: str, problem: str) -> None:
    """A strict build ends at once because of them: they are problems as all others are, and told once."""
    project.edit("mkdocs.yml", old, new)
    result = run("check")
    assert told(result.output) == [problem]
    assert result.output.endswith("Problems: 1.\n")
    assert result.exit_code == 1
    assert "Config value" not in result.output
    assert "configuration warnings in 'strict' mode" in project.build(strict=True).abort


def test_they_are_told_in_every_form(project: Project, run) -> None:
    project.edit("mkdocs.yml", "      originals_dir:", "      data_dirs: data\n      originals_dir:")
    [problem] = json.loads(run("check", "--format", "json").output)
    assert (problem["file"], problem["line"], problem["code"]) == ("mkdocs.yml", 14, "SRT012")
    assert problem["suggestion"] == "data_dir"
    assert "Apakah yang dimaksud “data_dir”?" in run("check", "--lang", "id").output


def test_a_strict_site(project: Project, run) -> None:
    """What else is wrong is told with them."""
    project.edit("mkdocs.yml", "copyright:", "strict: true\ncopyrihgt:")
    project.edit("data/quotes.yml", "sari-dewi", "sari-dwi")
    assert re.findall(r"SRT\d+", run("check").output) == ["SRT021", "SRT012"]


def test_other_commands_show_them_as_mkdocs_does(project: Project, run, caplog: pytest.LogCaptureFixture) -> None:
    project.edit("mkdocs.yml", "copyright:", "copyrihgt:")
    assert run("translate", "status").exit_code == 0
    assert "Unrecognised configuration name: copyrihgt" in caplog.text


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param(
            "- sorotan/entities",
            "- sorotan/entitas",
            "16:5: SRT010 “plugins”: there is no plugin sorotan/entitas; correct its name, or install it. Did you mean"
            " “sorotan/entities”?",
            id="a plugin that there is not",
        ),
        pytest.param(
            "- sorotan/languages",
            "- sorotan/languages: {source: in}",
            "12:25: SRT010 “source”: Expected one of: ('id', 'en') but received: 'in'.",
            id="a value that there is not",
        ),
        pytest.param(
            "https://pelita.example/",
            "pelita.example",
            "2:1: SRT010 “site_url”: The URL isn't valid, it should include the http:// (scheme).",
            id="in MkDocs' own words",
        ),
    ],
)
def test_configuration_that_cannot_be_used(project: Project, run, old: str, new: str, problem: str) -> None:
    """It is told where, and nothing else can be."""
    project.edit("mkdocs.yml", old, new)
    result = run("check")
    assert told(result.output) == [problem]
    assert result.exit_code == 1
    [as_json] = json.loads(run("check", "--format", "json").output)
    assert as_json["file"] == "mkdocs.yml"


def test_warnings_before_an_error(project: Project, run) -> None:
    """When the configuration cannot be used, all is told that is wrong with it, and each once."""
    project.edit("mkdocs.yml", "copyright:", "docs_dir: nowhere\ncopyrihgt:")
    assert re.findall(r"(?m)^mkdocs\.yml:(\S+) (SRT\d+)", run("check").output) == [
        ("4:1:", "SRT010"),
        ("5:1:", "SRT012"),
    ]
    project.edit("mkdocs.yml", "docs_dir: nowhere\ncopyrihgt:", "copyright:")
    project.edit("mkdocs.yml", "site_name", "sitename")
    unknown = "1:1: SRT012 “sitename” is not a known field here; remove or rename it. Did you mean “site_name”?"
    assert told(run("check").output) == [unknown]
    assert "SRT011" not in run("check").output
    project.edit("mkdocs.yml", "sitename: Pelita\n", "")
    assert "mkdocs.yml: SRT011 “site_name” is missing; add it." in run("check").output


def test_inherited_configuration(project: Project, run) -> None:
    """What stands in the file that this one is made from is told all the same."""
    project.write("dasar.yml", project.read("mkdocs.yml").replace("copyright:", "copyrihgt:"))
    project.write("mkdocs.yml", "INHERIT: dasar.yml\nsite_name: Pelita\n")
    [problem] = json.loads(run("check", "--format", "json").output)
    assert (problem["file"], problem["line"], problem["code"]) == ("mkdocs.yml", 0, "SRT012")


NAV = "  - Linimasa: timeline.md\n"


@pytest.mark.parametrize(
    ("item", "places"),
    [
        pytest.param("  - Baru: tiada.md\n", ["27:11"], id="with a title"),
        pytest.param("  - tiada.md\n", ["27:5"], id="without a title"),
        pytest.param("  - Baru:\n      - tiada.md\n      - 'en/tiada.md'\n", ["28:9", "29:9"], id="in a section"),
        pytest.param("  - indeks.md#tentang\n", ["27:5"], id="with a fragment"),
        pytest.param("  - entities/pelita.md\n  - en/entities/pelita.md\n", [], id="pages of a record"),
        pytest.param("  - en/index.md\n  - ./quotes.md\n  - en/claims.md\n", [], id="pages that are made"),
        pytest.param("  - Lain: https://x.example/a.md\n", [], id="of another site"),
    ],
)
def test_pages_of_the_navigation(project: Project, run, item: str, places: list[str]) -> None:
    """Those that are not there are told where they are named, by a build and by the check."""
    project.edit("mkdocs.yml", NAV, item + NAV)
    found = [problem.split(" ")[:2] for problem in told(run("check").output)]
    assert found == [[f"{place}:", "SRT088"] for place in places]
    built = project.build(strict=True)
    named = [problem.split(" ")[:2] for problem in built.problems if "SRT061" not in problem]
    assert named == [[f"mkdocs.yml:{place}:", "SRT088"] for place in places]


@pytest.mark.parametrize(
    ("item", "meant"),
    [
        ("timelin.md", "timeline.md"),
        ("cerita/lab-baru.md", "articles/lab-baru.md"),
        ("en/timelin.md", "en/timeline.md"),
        ("data.md", ""),
    ],
)
def test_page_that_is_probably_meant(project: Project, run, item: str, meant: str) -> None:
    """A page in the same language, and no file of data."""
    project.edit("mkdocs.yml", NAV, f"  - {item}\n" + NAV)
    assert re.findall(r"SRT088 .*; correct `nav`, or write the page\.(.*)", run("check").output) == [
        f" Did you mean “{meant}”?" if meant else ""
    ]


def test_article_whose_page_has_another_ending(project: Project, run) -> None:
    """The page that shows it in all languages is not meant."""
    page = project.folder / "docs/articles/lab-baru.md"
    page.rename(page.with_suffix(".md.txt"))
    project.edit("docs/index.md", "Satu cerita tentang", "Satu [cerita](articles/lab-baru.md) tentang")
    assert "parallel.md" not in run("check").output


@pytest.mark.parametrize("level", ["info", "ignore"])
def test_navigation_that_may_name_pages_that_are_not_there(project: Project, run, level: str) -> None:
    """The site says so in mkdocs.yml."""
    project.edit("mkdocs.yml", NAV, "  - tiada.md\n" + NAV)
    project.edit("mkdocs.yml", "    omitted_files: warn\n    not_found: warn", f"    not_found: {level}")
    assert told(run("check").output) == []
    assert project.build(strict=True).warnings == []


def test_pages_that_plugins_of_others_add(project: Project, run) -> None:
    """What they add is known to a build alone."""
    hook = """
from mkdocs.structure.files import File

def on_files(files, config):
    files.append(File.generated(config, "tambahan.md", content="# Tambahan"))
"""
    project.write("hook.py", hook)
    project.edit("mkdocs.yml", NAV, "  - tambahan.md\n  - tiada.md\n" + NAV)
    project.edit("mkdocs.yml", "copyright:", "hooks: [hook.py]\ncopyright:")
    assert told(run("check").output) == []
    [problem] = [problem for problem in project.build().problems if "SRT088" in problem]
    assert problem.startswith("mkdocs.yml:29:5: SRT088 The navigation names the page tiada.md, which is not there;")


@pytest.mark.parametrize(
    ("page", "path", "old", "new"),
    [
        ("entities/pelita.md", "data/entities/model.yml", "kind: model", "kind: modl"),
        ("claims.md", "data/claims.yml", "kind: ", "kind: x"),
        ("claims.md", "data/claims.yml", "kind: ", "kind: ["),
    ],
    ids=["of a record", "of all records of a kind", "of a file that cannot be read"],
)
def test_pages_that_are_missing_for_a_mistake_elsewhere(
    project: Project, run, page: str, path: str, old: str, new: str
) -> None:
    """The mistake is told, and the navigation is right."""
    project.edit("mkdocs.yml", NAV, f"  - {page}\n" + NAV)
    project.edit(path, old, new)
    result = run("check")
    assert told(result.output) == []
    assert result.exit_code == 1
    assert not [problem for problem in project.build().problems if "'nav'" in problem or "mkdocs.yml" in problem]


def test_data_in_another_folder(project: Project, run) -> None:
    """That it is missing is told, and nothing that follows from it."""
    project.edit("mkdocs.yml", NAV, "  - entities/pelita.md\n" + NAV)
    (project.folder / "data").rename(project.folder / "docs/data")
    assert re.findall(r"(?m)^(\S+): (SRT\d+)", run("check").output) == [("data", "SRT001")]
    assert re.findall(r"SRT\d+|A reference", "\n".join(project.build().warnings)) == ["SRT001"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("  - sorotan/corpus:", "\t- sorotan/corpus:", "13:1: SRT003 .* a tab", id="a tab"),
        pytest.param("site_description: C", "site_description: A: c", "3:20: SRT003 .* a colon", id="a colon"),
        pytest.param(
            NAV, f"<<<<<<< a\n{NAV}=======\n{NAV}>>>>>>> b\n", "27:1: SRT003 .* a merge conflict", id="a conflict"
        ),
    ],
)
def test_configuration_that_is_no_yaml(project: Project, run, old: str, new: str, told: str) -> None:
    """Why, in plain words and at its place, whatever the command."""
    project.edit("mkdocs.yml", old, new)
    for command in (["check"], ["check", "--format", "json"], ["translate", "update"]):
        result = run(*command)
        assert result.exit_code == 1
        assert re.match(rf"mkdocs\.yml:{told}", result.output)
        assert result.output.count("\n") == 1


def test_configuration_in_another_encoding(project: Project, run) -> None:
    path = project.folder / "mkdocs.yml"
    path.write_bytes(project.read("mkdocs.yml").replace("Pelita", "Pélita", 1).encode("latin-1"))
    reason = "The file cannot be read: it is not UTF-8 text; save it as UTF-8."
    assert run("check").output == f"mkdocs.yml:1: SRT002 {reason}\n"


def test_page_that_leads_out_of_the_project(project: Project, run, tmp_path: Path) -> None:
    """That is told, too, and not that there is no such page."""
    (tmp_path / "luar.md").write_text("Luar.", "utf-8")
    (project.folder / "docs/dalam.md").symlink_to(tmp_path / "luar.md")
    project.edit("mkdocs.yml", NAV, "  - dalam.md\n" + NAV)
    assert re.findall(r": (SRT\d+)", run("check").output) == ["SRT007"]
    assert [problem for problem in project.build().problems if "SRT088" in problem] == []
