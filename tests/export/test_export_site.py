"""The data page, and what holds for all files together."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from exported import Exported, awkward

from sorotan.core.addresses import addresses
from sorotan.core.records import Entity
from sorotan.export.stream import TextStream
from sorotan.interface import Words
from support import Project, block, text_of


@pytest.mark.parametrize("page", ["data/", "en/data/"])
def test_the_page_lists_every_file(site: Exported, page: str) -> None:
    links = site.built.page(page).xpath("//*[@id='srt-content']//a[@download]/@href")
    assert {urljoin(site.url + page, link).removeprefix(site.url) for link in links} == site.names
    assert site.built.dead_links(page) == []


@pytest.mark.parametrize("page", ["data/", "en/data/"])
def test_files_of_articles_come_last_and_are_folded(site: Exported, page: str) -> None:
    *others, last = site.built.page(page).xpath("//*[@id='srt-content']//section")
    assert {section.get("aria-labelledby") for section in others} >= {"tables", "feeds", "left-out", "addresses"}
    rows = last.xpath("./details//*[starts-with(@id, 'data-annotations-')]")
    assert [row.get("id").removeprefix("data-annotations-") for row in rows] == list(site.corpus.articles)


@pytest.mark.parametrize(("prefix", "language"), [("", "id"), ("en/", "en")])
def test_the_page_of_an_article_links_to_its_files(site: Exported, prefix: str, language: str) -> None:
    for article in site.corpus.articles:
        page = f"{prefix}articles/{article}/"
        links = site.built.page(page).xpath("//a[@download]/@href")
        found = {urljoin(site.url + page, link).removeprefix(f"{site.url}data/annotations/") for link in links}
        assert found == {path.name for path in (site.folder / "annotations").glob(f"{article}.{language}.*")} != set()
        assert site.built.dead_links(page) == []


def test_of_very_many_articles_the_page_tells_how_files_are_addressed(project: Project) -> None:
    """Thousands of links are of no use to anybody: the page of each article leads to its own."""
    project.without_originals()
    project.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/exports\n")
    article, text = project.read("data/articles.yml"), project.read("docs/articles/lab-baru.md")
    for number in range(50):
        project.write(f"docs/articles/lab-{number}.md", text)
        project.write(
            "data/articles.yml", project.read("data/articles.yml") + article.replace("lab-baru", f"lab-{number}")
        )
    built = project.build()
    url = "https://pelita.example/"
    for page in ("data/", "en/data/"):
        section = built.page(page).xpath("//*[@id='srt-content']//section")[-1]
        language = "en" if page.startswith("en/") else "id"
        kinds = ["jsonld", "utf16.jsonld", "hypothesis.json", "txt"]
        assert section.xpath(".//code/text()") == [f"data/annotations/{{id}}.{{language}}.{kind}" for kind in kinds]
        examples = {urljoin(url + page, link) for link in section.xpath(".//a[@download]/@href")}
        assert examples == {f"{url}data/annotations/lab-baru.{language}.{kind}" for kind in kinds}
        assert built.dead_links(page) == []
        [script] = built.page(page).xpath("//head/script[@type='application/ld+json']")
        assert "data/annotations/" not in script.text and "data/articles.csv" in script.text
    made = {path.relative_to(built.site).as_posix() for path in (built.site / "data" / "annotations").iterdir()}
    reached = set()
    for page in [page for page in built.pages if re.search(r"articles/lab-[^/]+/$", page)]:
        reached |= {
            urljoin(url + page, link).removeprefix(url) for link in built.page(page).xpath("//a[@download]/@href")
        }
    assert len(made) == 8 * 51 and reached == made
    cited = block(built.page("en/references/"), "ref-koran-pelita").xpath(".//details//li")
    assert text_of(cited[49]).endswith(": 1 place") and text_of(cited[50]) == "and 1 more article"


@pytest.mark.parametrize(("page", "language"), [("data/", "id"), ("en/data/", "en")])
def test_the_page_tells_the_size_of_every_file(site: Exported, odd: Exported, page: str, language: str) -> None:
    """As it is published, to readers and to programs."""
    for exported in (site, odd):
        sizes = {
            f"{exported.url}{name}": Words(language).size((exported.built.site / name).stat().st_size)
            for name in exported.names
        }
        links = exported.built.page(page).xpath("//*[@id='srt-content']//a[@download]")
        told = {urljoin(exported.url + page, link.get("href")): text_of(link.getnext()) for link in links}
        assert told == {url: " ".join(size.split()) for url, size in sizes.items()}
        [script] = exported.built.page(page).xpath("//head/script[@type='application/ld+json']")
        [data] = [node for node in json.loads(script.text)["@graph"] if node["@type"] == "Dataset"]
        assert {item["contentUrl"]: item["contentSize"] for item in data["distribution"]} == sizes


@pytest.mark.parametrize(
    ("octets", "language", "size"),
    [
        (1, "en", "0.1 kB"),
        (813, "en", "0.8 kB"),
        (5331, "id", "5,3 kB"),
        (5331, "en", "5.3 kB"),
        (9_960, "en", "10 kB"),
        (105_479, "id", "105 kB"),
        (999_499, "en", "999 kB"),
        (999_500, "en", "1 MB"),
        (1_540_000, "id", "1,5 MB"),
        (2_000_000_000_000, "en", "2,000 GB"),
    ],
)
def test_sizes_in_words(octets: int, language: str, size: str) -> None:
    assert Words(language).size(octets).replace("\u00a0", " ") == size


def test_the_page_says_how_records_are_addressed(site: Exported) -> None:
    for page, first in (("data/", "articles/{id}/"), ("en/data/", "articles/{id}/")):
        patterns = site.built.page(page).xpath("//*[@id='addresses']/..//code/text()")
        assert patterns[0] == first
        assert {"entities/{id}/", "articles/{article}/#note-{id}", "references/#ref-{id}"} <= set(patterns)


def test_the_page_names_the_licence(site: Exported, odd: Exported) -> None:
    assert site.built.page("en/data/").xpath("//a[@href='https://creativecommons.org/licenses/by/4.0/']")
    assert "Licence" not in odd.built.html("en/data/")
    assert "licenses" not in odd.json("datapackage.json")


@pytest.mark.parametrize("page", ["data/", "en/data/"])
def test_what_a_format_leaves_out_is_said(site: Exported, page: str) -> None:
    """Of each format that the page offers but the tables, and of no other."""
    links = (
        "//section[not(@aria-labelledby='tables')]//a[@download or contains(@type, 'feed') or contains(@type, 'atom')]"
    )
    offered = {link.text.partition(" (")[0] for link in site.built.page(page).xpath(links)} - {"Text", "Teks"}
    terms = site.built.page(page).xpath("//section[@aria-labelledby='left-out']//dt/text()")
    named = {name for term in terms for name in term.split(", ")}
    assert {name for name in named if not name.startswith("JSON-LD")} == offered


def test_it_is_in_both_languages(site: Exported) -> None:
    page = site.built.page("data/")
    assert [h.text_content() for h in page.xpath("//h2")][:2] == ["Tabel", "Untuk program lain"]
    assert "Kalender" in block(page, "data-calendar").text_content()


def test_addresses_in_the_files_are_there(site: Exported) -> None:
    """Every address of the site that any file names leads to a page and a fragment."""
    for name in sorted(site.names):
        text = site.text(name.removeprefix("data/")).replace("\r\n ", "")  # calendars have folded lines
        found = set(re.findall(re.escape(site.url) + r"[^\s\"'<>|,)\\]*", text))
        dead = {
            url
            for url in found
            if "#page-" not in url and not site.built.leads_somewhere("", url.removeprefix(site.url) or "./")
        }
        assert dead == set(), name


def test_builds_are_the_same(odd: Exported, tmp_path: Path) -> None:
    """To the byte, whatever the order in which editors keep their records."""
    project = awkward(tmp_path / "again")
    for path in (project.folder / "data").rglob("*.yml"):
        data = yaml.safe_load(path.read_text("utf-8"))
        if path.parent.name == "annotations":
            data = {name: value[::-1] for name, value in data.items()}
        turned = dict(reversed(data.items()))
        path.write_text(yaml.safe_dump(turned, sort_keys=False, allow_unicode=True), "utf-8")
    again = project.build()
    for name in odd.names:
        assert (again.site / name).read_bytes() == (odd.built.site / name).read_bytes(), name


def test_no_address_of_the_site(project: Project) -> None:
    """Without one there are no exports, and the editor is told."""
    project.without_originals()
    project.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/exports\n")
    project.edit("mkdocs.yml", "site_url: https://pelita.example/\n", "")
    built = project.build()
    assert [problem for problem in built.problems if "SRT096 sorotan/exports needs whole addresses" in problem]
    assert not (built.site / "data").exists()
    assert "ld+json" not in built.html("")


def test_without_articles(project: Project) -> None:
    """The records alone, where nothing reads the prose: no file is empty."""
    project.without_originals()
    project.edit("mkdocs.yml", "  - sorotan/annotations\n", "  - sorotan/exports\n")
    built = project.build()
    files = [path for path in (built.site / "data").rglob("*") if path.is_file()]
    assert files and all(path.stat().st_size for path in files)
    assert not (built.site / "data" / "annotations").exists()
    assert built.dead_links("data/") == []


def test_stream_is_normalized() -> None:
    """Positions are those of the text in NFC, whatever form a translation came in."""
    stream = TextStream({"p1": "cafe\u0301 🦜 x", "p2": "naïve"})
    assert stream.text == "café 🦜 x\nnaïve"
    start, end = stream.span("p1", 8, 9)
    assert stream.text[start:end] == "x"
    assert stream.utf16(start) == start + 1
    assert stream.starts == {"p1": 0, "p2": 9}


def test_a_block_is_one_line_of_the_stream() -> None:
    """As the page of the data says, however its editor broke the lines."""
    stream = TextStream({"p1": "satu\ndua cafe\u0301\ntiga", "p2": "empat"})
    assert stream.text == "satu dua café tiga\nempat"
    start, end = stream.span("p1", 15, 19)
    assert stream.text[start:end] == "tiga"


def test_the_kinds_are_those_of_the_records() -> None:
    """Every kind of entity has a type of schema.org, and every property that is written one is known."""
    from typing import get_args

    from sorotan.core.vocabulary import PROPERTIES, Kind
    from sorotan.export.structured import _PROPERTIES, _TYPES

    assert set(_TYPES) == set(_PROPERTIES) == set(get_args(Kind))
    assert {name for known in _PROPERTIES.values() for name in known} <= set(PROPERTIES)
    assert set(get_args(Entity.model_fields["kind"].annotation)) == set(_TYPES)


def test_every_documented_address_is_guarded(site: Exported) -> None:
    """Those that the page promises are those that `sorotan publish-lock` writes down; paragraphs are numbered."""
    guarded = {re.sub(r"\.md(?=#|$)", "/", address) for address in addresses(site.corpus, "articles")}
    rows = site.built.page("en/data/").xpath("//section[@aria-labelledby='addresses']//dd")
    assert len(rows) == 9
    for row in rows:
        [link] = row.xpath("./a/@href")
        if row.xpath("./code")[0].text != "articles/{article}/#{id}":
            assert link.removeprefix("../") in guarded
