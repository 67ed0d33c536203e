"""What README.md and CONTRIBUTING.md tell somebody who begins a site of their own is enough, and valid."""

from __future__ import annotations

import re
import textwrap
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from sorotan.cli import main
from sorotan.core import corpus
from support import REPOSITORY, Project

_FILE = re.compile(r"(?m)^`(?P<path>[\w/.-]+)`[^\n]*(?:\n[^\n]+)*:\n\n(?P<text>(?:(?: {4}.*)?\n)+)")
_TRANSLATIONS = {
    "Kabar Teluk": "News of Teluk",
    "Kabar dari Teluk": "News from Teluk",
    "Pelabuhan Teluk dibuka": "Teluk Harbour opened",
    "Wali Kota Rina Sari membuka Pelabuhan Teluk pada 3 Mei 2025. Ia menyebutnya “pintu bagi semua”.": (
        "Rina Sari, the mayor, opened Teluk Harbour on 3 May 2025. She called it “a door for all”."
    ),
    "Nelayan menilai biaya sandarnya terlalu tinggi.": "Fishermen consider its mooring fees too high.",
}


def document(name: str, heading: str) -> str:
    """A section of a document."""
    text = (REPOSITORY / name).read_text("utf-8").partition(f"# {heading}\n")[2]
    assert text, f"{name} has no section “{heading}”"
    return re.split(r"\n##+ ", text)[0]


def examples() -> dict[str, str]:
    """The files of the small site of CONTRIBUTING.md by their paths."""
    section = document("CONTRIBUTING.md", "Every kind of file, in a small site")
    return {match["path"]: textwrap.dedent(match["text"]).rstrip() + "\n" for match in _FILE.finditer(section)}


def configuration() -> str:
    """The mkdocs.yml of README.md."""
    section = document("README.md", "Use it for a site of your own")
    found = re.search(r"(?m)^    # mkdocs\.yml\n(?P<text>(?: {4}.*\n)+)", section)
    assert found is not None
    return textwrap.dedent(found["text"])


def command(project: Project, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-f", str(project.folder / "mkdocs.yml"), *arguments])


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """The small site, translated."""
    project = Project(tmp_path)
    for path, text in {"mkdocs.yml": configuration(), **examples()}.items():
        project.write(path, text)
    command(project, "translate", "update")
    for catalog in tmp_path.rglob("*.po"):
        text = re.sub(r'"\n"', "", catalog.read_text("utf-8"))
        for source, english in _TRANSLATIONS.items():
            text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{english}"')
        catalog.write_text(text, "utf-8")
    return project


def test_every_plugin_and_every_option_is_named() -> None:
    """With what holds where mkdocs.yml is silent."""
    points = [point for point in entry_points(group="mkdocs.plugins") if point.name.startswith("sorotan/")]
    schemes = {point.name: dict(point.load().config_scheme) for point in points}
    rows = [
        [cell.strip().replace("`", "") for cell in row.strip("|\n").split("|")]
        for row in re.findall(r"(?m)^\| .*$", document("README.md", "Use it for a site of your own"))
    ]
    assert sorted(row[0] for row in rows if len(row) == 2 and "/" in row[0]) == sorted(schemes)
    written: dict[str, dict[str, str]] = {name: {} for name in schemes}
    plugin = ""
    for names, of, default, _ in (row for row in rows if len(row) == 4 and row[0] != "option"):
        plugin = of or plugin
        written[plugin] |= dict.fromkeys(names.split(", "), default)
    assert written == {
        name: {option: _in_yaml(known.default) for option, known in scheme.items()} for name, scheme in schemes.items()
    }


def _in_yaml(default: object) -> str:
    if isinstance(default, list):
        return f"[{', '.join(default)}]"
    return str(default).lower() if isinstance(default, bool) else str(default or "none")


def test_every_kind_of_file_has_an_example() -> None:
    paths = examples()
    for name, _ in corpus.json_schemas():
        named = [path for path, text in paths.items() if text.startswith("# yaml-language-server") and name in text]
        assert len(named) == 1, name
    assert {"docs/index.md", "docs/articles/harbour-opens.md"} <= set(paths)


def test_the_examples_are_valid(small: Project) -> None:
    assert command(small, "check").output == "No problems.\n"
    assert command(small, "translate", "check").exit_code == 0
    built = small.build(strict=True)
    assert built.warnings == [] and built.abort == ""
    for page in built.pages:
        assert built.dead_links(page) == []
    assert built.page("").xpath("//*[contains(@class, 'srt-card')]//a[contains(@href, 'harbour-opens')]")


def test_the_table_of_pages_is_complete(small: Project) -> None:
    """What README.md names for `nav` is what there is, once the small site has a term."""
    small.edit("data/entities/all.yml", "kind: place", "kind: concept")
    rows = re.findall(r"(?m)^\| `.*$", document("README.md", "Use it for a site of your own"))
    table = re.findall(r"`([\w/]+\.md)`", "\n".join(rows))
    small.write("mkdocs.yml", configuration() + "nav:\n" + "".join(f"  - {page}\n" for page in ["index.md", *table]))
    built = small.build()
    assert [warning for warning in built.warnings if "not found" in warning] == []
    links = built.page("").xpath("//nav[@class='srt-tabs']//a/@href")
    small.write("mkdocs.yml", configuration())
    listed = small.build().page("").xpath("//nav[@class='srt-tabs']/ul/li[last()]//a/@href")
    assert sorted(listed) == sorted(set(links) - {".", "./"})


def test_schemas_are_where_the_examples_name_them(small: Project) -> None:
    command(small, "schemas")
    for path, text in examples().items():
        if named := re.match(r"# yaml-language-server: \$schema=(.*)\n", text):
            assert (small.folder / path).parent.joinpath(named[1]).is_file(), path
            assert yaml.safe_load(text)
