"""Pages that list more claims, quotations or terms than anybody reads from one end to the other."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest

from support import STOCK, Built, Once, Project, block, text_of

ARTICLES = 30
TERM = "istilah-{n:02}:\n  kind: concept\n  name: {{id: istilah {n:02}, en: notion {n:02}}}\n  description: Arti {n}.\n"


@pytest.fixture(scope="module")
def many(once: Once) -> Built:
    """A site of 31 articles, each of which uses the first of 40 terms, the fifth twice."""

    def make(folder: Path) -> Built:
        project = Project(Path(shutil.copytree(STOCK, folder / "project")))
        project.without_originals()
        entry = project.read("data/articles.yml")
        copies = [entry.replace("lab-baru", f"kabar-{n:02}") for n in range(ARTICLES)]
        project.write("data/articles.yml", entry + "".join(copies))
        for number in range(ARTICLES):
            again = " Lagi: istilah 00." if number == 5 else ""
            text = f"---\ntitle: Kabar {number}\n---\n\nSoal istilah 00 dan Pelita.{again}\n{{: #p1 }}\n"
            project.write(f"docs/articles/kabar-{number:02}.md", text)
        project.write("data/entities/concept.yml", "".join(TERM.format(n=n) for n in range(40)))
        project.edit("data/entities/concept.yml", "name: {id: istilah 39", "name: {id: zat 39")
        return project.build()

    return once("many records", make)


def targets(built: Built, page: str, path: str) -> list[str]:
    """Where links lead, from the root of the site."""
    return [urljoin(f"/{page}", link) for link in built.page(page).xpath(f"{path}/@href")]


def test_terms_name_some_of_many_articles(many: Built) -> None:
    """Those that use a term most, in the order of the site; the page of the term has all."""
    used = block(many.page("glossary/"), "term-istilah-00").find_class("srt-term__used")[0]
    links = [(text_of(link), urljoin("/glossary/", link.get("href"))) for link in used.xpath("./a")]
    assert len(links) == 13
    assert [url for _, url in links[:6]] == [f"/articles/kabar-{n:02}/#p1" for n in range(6)]
    assert links[-1] == ("dan 18 artikel lagi", "/entities/istilah-00/#mentions")
    assert text_of(used).startswith("Dipakai dalam:") and "(2)" in text_of(used)
    assert many.dead_links("glossary/") == []


def test_a_long_glossary_has_letters(many: Built) -> None:
    """Each leads to the first of its terms."""
    letters = "//nav//ul[contains(@class, 'srt-letters')]//a"
    assert targets(many, "glossary/", letters) == ["/glossary/#term-istilah-00", "/glossary/#term-istilah-39"]
    assert targets(many, "en/glossary/", letters) == ["/en/glossary/#term-istilah-00"]


def test_a_short_glossary_needs_no_letters(project: Project) -> None:
    project.without_originals()
    project.write("data/entities/concept.yml", TERM.format(n=0))
    assert project.build().page("glossary/").find_class("srt-letters") == []
