"""Sites of more than a dozen articles: the front page, the index of all, and the way from one to the next."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml.html import HtmlElement

from support import STOCK, Built, Once, Project, block, ids_of, text_of

ADDED = """{id}:
  headline: Judul sumber {number}
  source: {{file: {id}.txt, sha256: {digest}, paragraphs: 1, language: id}}
  published: "{year}-03-{number:02}"
  chain: [{{step: original, publisher: Koran Nusa, language: id}}]
  rights: {{id: Hak ada pada penerbitnya., en: The text belongs to its publisher.}}
"""
EVERYWHERE = ("", "en/")


def grown(project: Project, articles: int) -> Project:
    """The project with as many articles as that; the one that it has is the second."""
    project.without_originals()
    for number in range(1, articles):
        id, year = f"kabar-{number:02}", 2024 if number == 1 else 2025 + number % 2
        added = ADDED.format(id=id, number=number, digest=f"{number:064}", year=year)
        project.write("data/articles.yml", project.read("data/articles.yml") + added)
        meta = f"---\ntitle: Kabar {number}\ndescription: Isi kabar {number}.\n---\n\n"
        project.write(f"docs/articles/{id}.md", f"{meta}# Kabar {number} {{: #p1 }}\n")
    return project


def without_navigation(project: Project) -> Project:
    config = project.read("mkdocs.yml")
    project.write("mkdocs.yml", config[: config.index("nav:")] + config[config.index("validation:") :])
    return project


@pytest.fixture(scope="module")
def many(once: Once) -> Built:
    """A site of 13 articles without a navigation of its own."""

    def make(folder: Path) -> Built:
        project = Project(Path(shutil.copytree(STOCK, folder / "project")))
        project.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/exports\n")
        return without_navigation(grown(project, 13)).build()

    return once("many", make)


def targets(built: Built, page: str, path: str) -> list[str]:
    """Where links lead, from the root of the site."""
    return [urljoin(f"/{page}", link) for link in built.page(page).xpath(f"{path}/@href")]


def cards(page: HtmlElement) -> list[str]:
    return [id.removeprefix("article-") for id in page.xpath("//li[contains(@class, 'srt-card')]/@id")]


@pytest.mark.parametrize("prefix", EVERYWHERE)
def test_front_page_shows_the_latest_dozen(many: Built, prefix: str) -> None:
    """Behind the figures, the last first, with a way to all."""
    home = many.page(prefix)
    found = cards(home)
    assert len(found) == 12
    assert found[:2] == ["kabar-11", "kabar-09"]
    assert "kabar-01" not in found
    order = home.xpath("//*[contains(@class, 'srt-figures') or @id='articles']")
    assert [element.get("id") for element in order] == [None, "articles"]
    ways = [link for link in home.xpath("//main//a") if "13" in text_of(link)]
    assert [text_of(link) for link in ways] == [["Semua 13 artikel"], ["All 13 articles"]][prefix == "en/"]
    assert targets(many, prefix, "//*[contains(@class, 'srt-figures')]/li[1]/a") == [f"/{prefix}articles/"]
    assert targets(many, prefix, "//*[contains(@class, 'srt-home__articles')]/p/a") == [f"/{prefix}articles/"]


@pytest.mark.parametrize("prefix", EVERYWHERE)
def test_index_lists_all_by_year(many: Built, prefix: str) -> None:
    index = many.page(f"{prefix}articles/")
    assert [text_of(heading) for heading in index.xpath("//main//h2")] == ["2026", "2025", "2024"]
    assert len(cards(index)) == 13
    assert cards(index)[-3:] == ["kabar-02", "lab-baru", "kabar-01"]
    card = text_of(block(index, "article-lab-baru"))
    words = ["Laboratorium Nusa merilis Pelita", "3 Februari 2025", "Cerita pendek", "1 pemeriksaan"]
    english = ["Nusa Laboratory releases Pelita", "3 February 2025", "A short story", "1 check"]
    assert [each for each in (english if prefix else words) if each not in card] == []
    assert many.dead_links(f"{prefix}articles/") == []
    assert len(set(ids_of(index))) == len(ids_of(index))


def test_index_is_a_page_as_others_are(many: Built) -> None:
    """With its title and description, its twin, and a place in the path of each article."""
    for page, title, description in (
        ("articles/", "Artikel", "Semua artikel menurut tahun, mulai dari yang terbaru."),
        ("en/articles/", "Articles", "All articles by year, the latest first."),
    ):
        index = many.page(page)
        assert index.findtext(".//title") == f"{title} – Pelita"
        assert text_of(index.xpath("//h1")[0]) == title
        assert index.xpath("//meta[@name='description']/@content") == [description]
    assert targets(many, "articles/", "//header//a[@hreflang='en']") == ["/en/articles/"]
    data = json.loads(many.page("en/articles/kabar-05/").xpath("//script[@type='application/ld+json']/text()")[0])
    [trail] = [node["itemListElement"] for node in data["@graph"] if node["@type"] == "BreadcrumbList"]
    assert [step["name"] for step in trail[1:]] == ["Articles", "Kabar 5"]
    assert trail[1]["item"]["@id"] == "https://pelita.example/en/articles/"


@pytest.mark.parametrize("prefix", EVERYWHERE)
@pytest.mark.parametrize("page", ["", "timeline/", "articles/kabar-05/", "articles/"])
def test_navigation_names_the_index_instead_of_articles(many: Built, prefix: str, page: str) -> None:
    here = prefix + page
    links = targets(many, here, "//nav[not(contains(@class, '__near')) and (ancestor::header or ancestor::footer)]//a")
    assert [link for link in links if "/articles/" in link] == [f"/{prefix}articles/"] * 3
    title = "Articles" if prefix else "Artikel"
    current = many.page(here).xpath("//nav[@class='srt-tabs']//li/a[.=$title]/@aria-current", title=title)
    assert current == {"articles/kabar-05/": ["true"], "articles/": ["page"]}.get(page, [])


@pytest.mark.parametrize("prefix", EVERYWHERE)
def test_articles_lead_to_the_next_in_order_of_publication(many: Built, prefix: str) -> None:
    near = "//*[contains(@class, 'srt-footer__near')]"
    last, first = f"{prefix}articles/kabar-11/", f"{prefix}articles/kabar-01/"
    middle = f"{prefix}articles/lab-baru/"
    assert targets(many, middle, f"{near}//a") == [f"/{first}", f"/{prefix}articles/kabar-02/"]
    assert many.page(middle).xpath(f"{near}/@aria-label") == ["Articles" if prefix else "Artikel"]
    assert targets(many, first, f"{near}//a[@rel='prev']") == []
    assert targets(many, last, f"{near}//a[@rel='next']") == []
    assert many.page(f"{prefix}articles/").xpath(near) == []


def test_a_dozen_stay_as_they_are(project: Project) -> None:
    """On the front page, in order of publication, and in the navigation."""
    built = without_navigation(grown(project, 12)).build()
    assert not built.has("articles/")
    home = built.page("")
    assert len(cards(home)) == 12
    assert cards(home)[:2] == ["kabar-01", "lab-baru"]
    order = home.xpath("//*[contains(@class, 'srt-figures') or @id='articles']")
    assert [element.get("id") for element in order] == ["articles", None]
    assert len([link for link in targets(built, "timeline/", "//header//a") if "/articles/" in link]) == 24


def test_what_is_kept_of_a_smaller_site(project: Project, tmp_path: Path) -> None:
    """One article more than a dozen changes every page, and the title of one its neighbours."""

    def same_as_anew() -> bool:
        kept = project.build()
        fresh = Project(tmp_path / "anew")
        shutil.rmtree(fresh.folder, ignore_errors=True)
        shutil.copytree(project.folder, fresh.folder, ignore=shutil.ignore_patterns(".site", ".cache"))
        built = fresh.build()
        return [kept.html(page) for page in kept.pages] == [built.html(page) for page in built.pages]

    without_navigation(grown(project, 12)).build()
    added = ADDED.format(id="baru", number=28, digest=f"{28:064}", year=2026)
    project.write("data/articles.yml", project.read("data/articles.yml") + added)
    project.write("docs/articles/baru.md", "# Kabar baru {: #p1 }\n")
    assert same_as_anew()
    project.edit("docs/articles/kabar-11.md", "title: Kabar 11", "title: Judul lain")
    assert same_as_anew()


def test_a_navigation_that_an_editor_wrote_stays(project: Project) -> None:
    """Articles that are not in it lead to each other all the same; those that are, as it says."""
    grown(project, 13).edit("mkdocs.yml", "omitted_files: warn", "omitted_files: ignore")
    project.edit("mkdocs.yml", "lab-baru.md\n", "lab-baru.md\n      - articles/kabar-03.md\n")
    built = project.build()
    links = [link for link in targets(built, "timeline/", "//header//a") if "/articles/" in link]
    assert links == ["/articles/lab-baru/", "/articles/kabar-03/"] * 2
    assert built.has("articles/") and built.has("en/articles/")
    near = "//*[contains(@class, 'srt-footer__near')]//a"
    assert targets(built, "articles/lab-baru/", near) == ["/articles/kabar-03/"]
    assert targets(built, "en/articles/kabar-01/", near) == ["/en/articles/kabar-02/"]


def test_an_index_that_the_navigation_names(project: Project) -> None:
    grown(project, 13).edit("mkdocs.yml", "omitted_files: warn", "omitted_files: ignore")
    project.edit("mkdocs.yml", "  - Artikel:\n      - articles/lab-baru.md\n", "  - Artikel: articles/index.md\n")
    built = project.build()
    tabs = built.page("en/articles/kabar-05/").xpath("//nav[@class='srt-tabs']//a[@aria-current='true']")
    assert [text_of(tab) for tab in tabs] == ["Articles"]


def test_other_pages_among_the_articles(project: Project) -> None:
    """Their section stays, and the index is its first page."""
    project.write("docs/articles/tentang.md", "# Tentang artikel\n")
    built = without_navigation(grown(project, 13)).build()
    links = [link for link in targets(built, "", "//nav[@class='srt-tabs']//a") if "/articles/" in link]
    assert links == ["/articles/", "/articles/tentang/"]
    assert built.page("articles/kabar-05/").xpath("//nav[@class='srt-tabs']//summary[@aria-current='true']")


@pytest.mark.parametrize("path", ["articles/index.md", "articles.md", "en/articles/README.md"])
def test_page_of_an_editor_in_the_place_of_the_index(project: Project, path: str) -> None:
    """Whatever its path, it would have the address of the index."""
    project.write(f"docs/{path}", "# Artikel kami\n")
    built = grown(project, 13).build()
    assert [problem for problem in built.problems if problem.startswith(f"docs/{path}: SRT040")]
    assert len(cards(built.page("articles/"))) == len(cards(built.page("en/articles/"))) == 13


@pytest.mark.parametrize(
    ("text", "name"), [("# Kabar baru {: #p1 }\n", "Kabar baru"), ("Kabar baru.\n{: #p1 }\n", "Kabar 02")]
)
def test_an_article_without_a_title_has_one_name(project: Project, text: str, name: str) -> None:
    """Whichever page is made first: that behind it and that before it call it the same."""
    without_navigation(grown(project, 3))
    project.write("docs/articles/kabar-02.md", text)
    built = project.build()
    names = []
    for page in built.pages:
        for link in built.page(page).xpath("//footer//a[@rel]"):
            if urljoin(f"/{page}", link.get("href")) == "/articles/kabar-02/":
                link.find("span").drop_tree()
                names.append(text_of(link))
    assert names == [name, name]
