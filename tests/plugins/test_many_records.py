"""Pages that list more claims, quotations or terms than anybody reads from one end to the other."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml.html import HtmlElement

from support import STOCK, Built, Once, Project, block, text_of

ARTICLES = 30
SIDES = 130
TERM = "istilah-{n:02}:\n  kind: concept\n  name: {{id: istilah {n:02}, en: notion {n:02}}}\n  description: Arti {n}.\n"
CLAIM = """{id}:
  kind: fact
  article: {article}
  target: {{block: p1}}
  text: {{id: "Pelita menang {id}.", en: "Pelita won {id}."}}
  {more}
  assessment: {{verdict: unverified, text: Belum diketahui., date: "2025-03-01"}}
"""


def claims() -> str:
    """Pairs of claims of two articles; the last is one that two more articles agree with."""
    last = f"p-{SIDES - 1}"
    written = []
    for n in range(SIDES):
        written.append(CLAIM.format(id=f"p-{n}", article=f"kabar-{n % ARTICLES:02}", more=""))
        agrees = f", supports: [{last}]" if n in (10, 20) else ""
        more = f"contradicts: [p-{n}]{agrees}".replace(", supports", "\n  supports")
        written.append(CLAIM.format(id=f"q-{n}", article=f"kabar-{(n + 1) % ARTICLES:02}", more=more))
    return "".join(written)


def quotations() -> str:
    """One of each article, of a person or a laboratory, in English or Chinese."""
    return "".join(
        f"k-{n}: {{article: kabar-{n:02}, speaker: {['nusa', 'sari-dewi'][n % 2]}, said_in: {['en', 'zh'][n % 3 > 1]},"
        f" target: {{block: p1}}, kind: reported, text: Kata {n}}}\n"
        for n in range(ARTICLES)
    )


@pytest.fixture(scope="module")
def many(once: Once) -> Built:
    """A site of 31 articles, each of which uses the first of 40 terms, and of 262 related claims."""

    def make(folder: Path) -> Built:
        project = Project(Path(shutil.copytree(STOCK, folder / "project")))
        project.without_originals()
        project.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/exports\n")
        entry = project.read("data/articles.yml")
        copies = [entry.replace("lab-baru", f"kabar-{n:02}") for n in range(ARTICLES)]
        project.write("data/articles.yml", entry + "".join(copies))
        for number in range(ARTICLES):
            again = " Lagi: istilah 00." if number == 5 else ""
            text = f"---\ntitle: Kabar {number}\n---\n\nSoal istilah 00 dan Pelita.{again}\n{{: #p1 }}\n"
            project.write(f"docs/articles/kabar-{number:02}.md", text)
        project.write("data/entities/concept.yml", "".join(TERM.format(n=n) for n in range(40)))
        project.edit("data/entities/concept.yml", "name: {id: istilah 39", "name: {id: zat 39")
        project.write("data/claims.yml", project.read("data/claims.yml") + claims())
        project.write("data/quotes.yml", project.read("data/quotes.yml") + quotations())
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


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_glossary_of_a_page_has_no_others(many: Built, prefix: str) -> None:
    page = many.page(f"{prefix}glossary/")
    assert page.find_class("srt-pages") + page.find_class("srt-steps") == []
    assert not many.has(f"{prefix}glossary/2/") and not many.has(f"{prefix}glossary/entries.json")


def test_a_short_glossary_needs_no_letters(project: Project) -> None:
    project.without_originals()
    project.write("data/entities/concept.yml", TERM.format(n=0))
    assert project.build().page("glossary/").find_class("srt-letters") == []


def test_the_matrix_has_the_claims_on_which_most_articles_take_a_side(many: Built) -> None:
    """They come first, and the list of claims has the others."""
    for prefix, words in (("", "162 klaim lagi"), ("en/", "162 more claims")):
        page = many.page(f"{prefix}disagreements/")
        rows = [id.removeprefix("stances-") for id in page.xpath("//tr/@id")]
        assert len(rows) == 100
        assert rows[:4] == ["p-129", "q-10", "q-20", "p-0"]
        [rest] = page.xpath("//section[h2[@id='matrix']]/p/a")
        assert text_of(rest).startswith(words)
        assert urljoin(f"/{prefix}disagreements/", rest.get("href")) == f"/{prefix}claims/"
        assert many.dead_links(f"{prefix}disagreements/") == []


def test_a_small_matrix_keeps_the_order_of_the_data(stock: Built) -> None:
    page = stock.page("en/disagreements/")
    assert page.xpath("//tr/@id") == ["stances-pelita-is-free", "stances-pelita-is-doubted"]
    assert page.xpath("//section[h2[@id='matrix']]/p/a") == []


def test_articles_of_one_outlet_are_told_apart_in_a_filter(many: Built) -> None:
    """By their headlines."""
    options = many.page("en/claims/").xpath("//select[@name='article']/option")
    names = [text_of(option) for option in options[1:]]
    assert names[:2] == ["Koran Nusa: Nusa Laboratory releases Pelita", "Koran Nusa: Kabar 0"]
    assert len(set(names)) == len(names)


def filters(page: HtmlElement) -> dict[str, list[str]]:
    """What entries can be filtered by, and the words on offer."""
    return {field.get("name"): [text_of(o) for o in field][1:] for field in page.xpath("//form//select")}


def test_quotations_are_filtered_by_who_said_what_where(many: Built) -> None:
    page = many.page("en/quotes/")
    found = filters(page)
    assert list(found) == ["speaker", "article", "type", "language"]
    assert found["speaker"] == ["Nusa Laboratory", "Sari Dewi"]
    assert found["type"] == ["quotation", "reported speech"]
    assert found["language"] == ["Chinese", "English"]
    assert len(found["article"]) == 31
    quotation = block(page, "quotation-k-2")
    marks = {name: quotation.get(f"data-{name}") for name in found}
    assert marks == {"speaker": "nusa", "article": "kabar-02", "type": "reported", "language": "zh"}


def test_one_quotation_needs_no_filters(stock: Built) -> None:
    page = stock.page("en/quotes/")
    assert page.find_class("srt-filters") == []
    assert "1 quotation" in text_of(page)
    assert page.xpath("//noscript[contains(., 'quotation')]") == []


def test_claims_are_filtered_by_who_makes_them(many: Built, project: Project) -> None:
    assert "claimant" not in filters(many.page("en/claims/")), "only one of them has a name"
    project.without_originals()
    project.edit("data/claims.yml", "target: {block: p5}\n", "target: {block: p5}\n  claimant: nusa\n")
    page = project.build().page("en/claims/")
    assert filters(page)["claimant"] == ["Nusa Laboratory", "Sari Dewi"]
    assert block(page, "claim-pelita-is-doubted").get("data-claimant") == "nusa"


def structured(built: Built, page: str) -> list[str]:
    """The types of what the head of a page tells in the words of schema.org."""
    [script] = built.page(page).xpath("//script[@type='application/ld+json']/text()")
    return [node["@type"] for node in json.loads(script)["@graph"]]


def test_the_head_of_a_page_says_nothing_of_very_many_claims(many: Built) -> None:
    """The tables have them all."""
    assert structured(many, "en/claims/") == ["BreadcrumbList"]
    assert len(many.path("data/claims.csv").read_text("utf-8").splitlines()) == 263


@pytest.mark.parametrize(("pages", "entries"), [(["claims/", "claims/2/"], "srt-claim"), (["quotes/"], "srt-quote")])
def test_what_is_far_down_is_laid_out_later(many: Built, pages: list[str], entries: str) -> None:
    sections = [many.page(page).xpath("//section[contains(@class, 'srt-part')]") for page in pages]
    assert sum(map(len, sections)) == 31
    for page in sections:
        later = ["srt-part--later" in section.get("class").split() for section in page]
        assert later == [number >= 10 for number in range(len(page))]
        assert all(section.find_class(entries) for section in page)
    assert len(sections[0]) > 10
