"""The plugins in sites that are laid out otherwise, alone, in any order, and without each other."""

from __future__ import annotations

import errno
import os
import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from support import STOCK, Built, Project, build

FOREIGN = """
site_name: Di tempat lain
site_url: https://lain.example/catatan/
docs_dir: isi/prosa
theme: {name: material, font: false}
plugins:
  - sorotan/timeline
  - sorotan/references
  - sorotan/entities
  - sorotan/annotations
  - sorotan/corpus:
      data_dir: rekam
      articles_dir: cerita
  - sorotan/languages:
      catalogs_dir: isi/po
"""


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The stock article in a site whose folders all have other names, with a short mkdocs.yml."""
    folder = tmp_path_factory.mktemp("foreign")
    shutil.copytree(STOCK / "docs", folder / "isi" / "prosa")
    (folder / "isi" / "prosa" / "articles").rename(folder / "isi" / "prosa" / "cerita")
    shutil.copytree(STOCK / "data", folder / "rekam")
    shutil.copytree(STOCK / "translations", folder / "isi" / "po")
    catalogs = folder / "isi" / "po" / "en" / "LC_MESSAGES"
    (catalogs / "articles").rename(catalogs / "cerita")
    catalog = catalogs / "cerita" / "lab-baru.po"
    catalog.write_text(catalog.read_text("utf-8").replace('"articles/', '"cerita/'), "utf-8")
    project = Project(folder)
    project.write("mkdocs.yml", FOREIGN)
    return project.build(strict=True)


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_another_theme_is_refused_in_a_sentence(project: Project, theme: str) -> None:
    built = project.build(theme=theme)
    assert "Sorotan's pages need the theme Material; set `theme: material` in mkdocs.yml." in built.warnings
    assert built.abort
    assert built.tracebacks == []


def test_foreign_layout_builds_strictly(foreign: Built) -> None:
    assert foreign.warnings == []
    assert foreign.abort == ""


@pytest.mark.parametrize("page", ["", "cerita/lab-baru/", "entities/pelita/", "entities/", "timeline/", "references/"])
def test_foreign_layout_has_every_page_in_both_languages(foreign: Built, page: str) -> None:
    assert foreign.page(page).get("lang") == "id"
    assert foreign.page(f"en/{page}").get("lang") == "en"


def test_foreign_layout_links_to_its_articles(foreign: Built) -> None:
    """Names, evidence and notes lead to the folder in which the articles are."""
    for prefix in ("", "en/"):
        article = f"{prefix}cerita/lab-baru/"
        for page, fragment in (("entities/pelita/", "#p2"), ("references/", "#note-licence"), ("timeline/", "#p2")):
            links = foreign.page(prefix + page).xpath("//a/@href")
            assert urljoin(f"/{prefix}{page}", f"/{article}{fragment}") in {
                urljoin(f"/{prefix}{page}", link) for link in links
            }, f"{prefix}{page} does not lead to {fragment}"
        home = {urljoin(f"/{prefix}", link) for link in foreign.page(prefix).xpath("//main//a/@href")}
        assert f"/{article}" in home


def test_foreign_layout_has_no_dead_or_empty_links(foreign: Built) -> None:
    for page in foreign.pages:
        assert foreign.dead_links(page) == []
        assert foreign.page(page).xpath("//main//a[@href='']") == [], f"{page} has links that lead nowhere"


def test_edit_links_lead_to_what_was_written_by_hand(project: Project) -> None:
    """The page of an entity is edited in its YAML, a translated page in its source."""
    project.edit("mkdocs.yml", "  font: false", "  font: false\n  features: [content.action.edit]")
    project.edit("mkdocs.yml", "extra:", "repo_url: https://code.example/pelita\nedit_uri: edit/main/docs/\nextra:")
    built = project.build(strict=True)
    base = "https://code.example/pelita/edit/main"
    for page, source in (
        ("entities/pelita/", "data/entities/model.yml"),
        ("en/entities/pelita/", "data/entities/model.yml"),
        ("timeline/", "data/timeline.yml"),
        ("references/", "data/references.yml"),
        ("articles/lab-baru/", "docs/articles/lab-baru.md"),
        ("en/articles/lab-baru/", "docs/articles/lab-baru.md"),
    ):
        links = {urljoin("https://code.example/", link) for link in built.page(page).xpath("//a/@href")}
        assert f"{base}/{source}" in links, f"{page}: {sorted(link for link in links if 'code.example' in link)}"


def with_plugins(project: Project, plugins: list[str], docs: str = "# Halo\n\nSatu paragraf.\n") -> None:
    """Make it a site of one page that enables only these plugins."""
    shutil.rmtree(project.folder / "docs")
    shutil.rmtree(project.folder / "translations")
    project.write("docs/index.md", docs)
    listed = "".join(f"  - {plugin}\n" for plugin in plugins)
    project.write("mkdocs.yml", f"site_name: Satu\ntheme: {{name: material, font: false}}\nplugins:\n{listed}")


@pytest.mark.parametrize("plugin", ["annotations", "entities", "timeline", "references", "cards", "feeds", "search"])
def test_plugin_without_the_corpus_says_what_it_needs(project: Project, plugin: str) -> None:
    with_plugins(project, [f"sorotan/{plugin}"])
    built = project.build()
    assert "BuildError" in built.abort
    assert built.tracebacks == []
    [message] = built.warnings
    assert "sorotan/corpus" in message and "mkdocs.yml" in message
    assert f"sorotan/{plugin}" in message, "the message names the plugin as mkdocs.yml does"


def test_languages_alone(project: Project) -> None:
    """A site without any data is made in both languages."""
    with_plugins(project, ["sorotan/languages"])
    built = project.build()
    assert built.abort == ""
    assert built.page("").get("lang") == "id"
    assert built.page("en/").get("lang") == "en"
    assert [re.search(r"SRT\d+", warning)[0] for warning in built.warnings] == ["SRT061"]


def test_offline_alone(project: Project) -> None:
    """A copy of a site in one language without any data."""
    with_plugins(project, ["sorotan/offline: {enabled: true}"])
    built = project.build()
    assert (built.abort, built.warnings) == ("", [])
    assert built.page("").xpath("//main//p[text()='Satu paragraf.']")


@pytest.mark.parametrize(
    "plugins", [[], ["entities"], ["timeline"], ["references"], ["entities", "timeline", "references"]]
)
def test_corpus_without_languages(project: Project, plugins: list[str]) -> None:
    """A site in one language can have entities, a timeline and references without translations."""
    data = project.folder / "data"
    shutil.rmtree(data / "annotations")
    for name in ("articles", "quotes", "claims", "disagreements"):
        (data / f"{name}.yml").unlink()
    for path in (*data.rglob("*.yml"),):
        text = re.sub(r"lab-baru#p\d", "pelita-notes", path.read_text("utf-8"))
        path.write_text(text, "utf-8")
    project.edit("data/timeline.yml", "  article: lab-baru\n", "")
    timeline = project.read("data/timeline.yml")
    project.write("data/timeline.yml", re.sub(r"  said:\n(?:    .*\n)+", "", timeline))
    with_plugins(project, ["sorotan/corpus", *(f"sorotan/{plugin}" for plugin in plugins)])
    project.edit("mkdocs.yml", "font: false", "font: false, language: id")
    built = project.build(strict=True)
    assert built.warnings == []
    assert built.abort == ""
    assert not (built.site / "en").exists()
    for plugin, page in (("entities", "entities/pelita/"), ("timeline", "timeline/"), ("references", "references/")):
        assert built.has(page) == (plugin in plugins)
        if plugin in plugins:
            assert built.page(page).get("lang") == "id"
            assert built.dead_links(page) == []


def test_annotations_without_languages(project: Project) -> None:
    """An article in one language has its notes, also where no other page is made."""
    project.edit("mkdocs.yml", "  - sorotan/languages\n", "")
    project.edit("mkdocs.yml", "  font: false\n", "  font: false\n  language: id\n")
    project.without_originals()
    built = project.build(strict=True)
    assert built.warnings == []
    assert not (built.site / "en").exists()
    assert len(built.page("articles/lab-baru/").xpath("//*[starts-with(@id, 'note-')]")) == 3


def test_article_pages_without_entity_and_reference_pages(project: Project) -> None:
    """What is not made is not linked to: names and evidence are shown as text."""
    for plugin, page in (
        ("entities", "Nama: entities/index.md"),
        ("timeline", "Linimasa: timeline.md"),
        ("references", "Rujukan: references.md"),
    ):
        project.edit("mkdocs.yml", f"  - sorotan/{plugin}\n", "")
        project.edit("mkdocs.yml", f"  - {page}\n", "")
    project.without_originals()
    built = project.build(strict=True)
    assert built.warnings == []
    for page in built.pages:
        assert built.dead_links(page) == []
        assert built.page(page).xpath("//main//a[not(@href) or @href='']") == []
    assert "Nusa Laboratory 2025" in built.page("en/articles/lab-baru/").text_content()


def test_missing_data_folder_is_one_problem(project: Project, tmp_path: Path) -> None:
    with_plugins(project, ["sorotan/corpus", "sorotan/entities"])
    shutil.rmtree(project.folder / "data")
    built = project.build()
    assert built.abort == ""
    assert len(built.warnings) == 1
    assert "SRT001" in built.warnings[0]


def test_broken_template_ends_a_build_in_a_sentence(project: Project) -> None:
    """It is the editor's mistake; what is wrong in templates of ours or of Material is no mistake of theirs."""
    project.edit("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    project.write(
        "overrides/main.html", '{% extends "base.html" %}\n{% block footer %}{{ nowhere.at.all }}{% endblock %}'
    )
    with pytest.raises(PluginError) as told:
        project.build()
    assert str(told.value) == (
        "overrides/main.html:2: This template cannot be used: 'nowhere' is undefined. Correct it, or remove the file."
    )


def test_a_page_that_vanishes_ends_a_build_in_a_sentence(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor, or the editor's Git, moves files while `mkdocs serve` builds."""
    read = Page.read_source

    def vanish(page: Page, config: MkDocsConfig) -> None:
        (project.folder / "docs/index.md").unlink(missing_ok=True)
        read(page, config)

    monkeypatch.setattr(Page, "read_source", vanish)
    with pytest.raises(PluginError) as told:
        project.build()
    assert str(told.value) == (
        "docs/index.md cannot be read or written: there is no such file; bring it back, or remove what leads to it."
        " Put that right, and build again."
    )


def test_why_a_build_ends_is_said_in_the_language_of_the_editor(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    project.write("docs/index.md", "---\ntitle: [a\n---\n")
    assert project.build().warnings[-1] == "Ada halaman yang tidak dapat dibaca sehingga situs tidak dapat dibangun."


def test_a_file_in_the_place_of_the_site_is_left_alone(project: Project) -> None:
    project.write(".site", "Catatan saya.")
    [said] = project.build().warnings
    assert said.startswith(".site cannot be read or written: it is a file where a folder belongs; rename or remove it.")
    assert project.read(".site") == "Catatan saya."


@pytest.mark.parametrize(
    ("folder", "source"), [("data", "data"), ("po", "po/x"), ("originals", "originals"), ("link", "data")]
)
def test_a_site_takes_the_place_of_nothing_that_it_is_made_from(project: Project, folder: str, source: str) -> None:
    """All that is in a folder goes away when the site is put there."""
    project.edit("mkdocs.yml", "sorotan/languages", "sorotan/languages: {catalogs_dir: po/x}")
    shutil.move(project.folder / "translations", project.folder / "po" / "x")
    (project.folder / "link").symlink_to("data")
    before = {path: path.read_bytes() for path in (project.folder / folder).rglob("*") if path.is_file()}
    [said] = build(project.folder / "mkdocs.yml", project.folder / folder).warnings
    assert said == (
        f"The site would take the place of {source}, which it is made from."
        " Name another folder as `site_dir` in mkdocs.yml, or behind `-d`."
    )
    assert {path: path.read_bytes() for path in (project.folder / folder).rglob("*") if path.is_file()} == before


def test_a_full_disk_ends_a_build_in_a_sentence(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("mkdocs.commands.build.utils.write_file", full)
    with pytest.raises(PluginError) as told:
        project.build()
    assert str(told.value) == (
        "A file cannot be read or written: No space left on device. Put that right, and build again."
    )
    assert not (project.folder / ".site").exists()


def test_hooks_of_a_site_change_every_page(project: Project) -> None:
    """Pages of records as well as those that editors wrote."""
    project.edit("mkdocs.yml", "plugins:\n", "hooks: [hook.py]\nplugins:\n")
    project.write(
        "hook.py",
        """
def on_page_content(html, **_):
    return html + "<p class=read>"

def on_page_context(context, page, **_):
    page.content += "<p class=shown>"
""",
    )
    built = project.build(strict=True)
    for page in ("", "en/articles/lab-baru/", "timeline/", "en/entities/pelita/"):
        for name in ("read", "shown"):
            assert len(built.page(page).xpath(f"//p[@class='{name}']")) == 1, f"{page} {name}"


def test_texts_that_a_hook_makes_are_translated_by_a_page(project: Project) -> None:
    """No catalog can follow what a hook, or a plugin such as macros, makes of a page."""
    project.edit("mkdocs.yml", "plugins:\n", "hooks: [hook.py]\nplugins:\n")
    project.write("hook.py", 'def on_page_markdown(markdown, **_): return markdown.replace("{{ n }}", "tiga")')
    project.write("docs/other.md", "# Halaman lain\n\nAda {{ n }} hal.\n\nKalimat\nbaru.\n")
    project.edit("mkdocs.yml", "  - Linimasa", "  - other.md\n  - Linimasa")
    made, written = project.build().problems
    assert "2 of the texts of other.md" in written and "`sorotan translate update`" in written
    assert "1 of the texts of other.md" in made and made.endswith("write the page in that language, docs/en/other.md.")
    project.write("docs/en/other.md", "# Another page\n\nThere are {{ n }} things.\n")
    built = project.build(strict=True)
    assert built.warnings == []
    assert "There are tiga things." in built.html("en/other/")


def test_titles_that_a_plugin_gives_are_no_gap(project: Project) -> None:
    """A plugin that makes the navigation names it where no catalog looks."""
    nav = project.read("mkdocs.yml").partition("\nnav:\n")[2].partition("validation:")[0]
    project.edit("mkdocs.yml", f"\nnav:\n{nav}", "\nhooks: [hook.py]\n")
    project.write(
        "hook.py", 'def on_files(files, config): config.nav = [{"Rumah": "index.md"}, "articles/lab-baru.md"]'
    )
    assert [problem for problem in project.build().problems if "SRT061" in problem] == []


def test_overrides_of_a_site_build_on_ours(project: Project) -> None:
    """Material tells people to begin them so. They should not lose the layout, nor the policy of the pages."""
    project.edit("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    project.write(
        "overrides/main.html",
        "{%- extends 'base.html' -%}{% block extrahead %}{{ super() }}<meta name=own>{% endblock %}",
    )
    built = project.build(strict=True)
    for page in ("", "en/articles/lab-baru/"):
        assert built.page(page).xpath("//meta[@name='own']")
        assert built.page(page).xpath("//*[@id='srt-content']")
        assert built.page(page).xpath("//meta[@http-equiv='Content-Security-Policy']")
        assert built.page(page).xpath("//link[@rel='alternate'][@hreflang='x-default']")
        assert not built.page(page).xpath("//*[@data-md-component='sidebar']")


def test_what_mkdocs_yml_says_of_the_site_is_text(project: Project) -> None:
    """Quotation marks and brackets in it end neither the description nor the head, in which the policy stands."""
    said = """Catatan "atas" satu cerita & 1 > 0"""
    project.edit("mkdocs.yml", "site_description: Catatan atas satu cerita", f"site_description: '{said}'")
    project.edit("mkdocs.yml", "site_name:", f"site_author: '{said}'\nsite_name:")
    project.write("docs/tentang.md", "# Tentang\n")
    page = project.build().page("tentang/")
    for name in ("description", "author"):
        assert page.xpath(f"//head/meta[@name='{name}']/@content") == [said]
