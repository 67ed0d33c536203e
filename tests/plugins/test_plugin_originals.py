"""Copies of the source texts: shown beside the edition where there are any, and only the right ones."""

from __future__ import annotations

import hashlib

import pytest

from support import TESTS, Built, Project, block, text_of

CASES = TESTS / "cases"
ARTICLES = ["articles/lab-baru/", "en/articles/lab-baru/"]
FIRST_WORDS = "Lab Nusa mengumumkan model Pelita"


@pytest.fixture
def with_source(project: Project) -> Built:
    return project.build(strict=True)


def replace_source(project: Project, text: bytes) -> None:
    """Give another source text, truthfully described."""
    (project.folder / "originals" / "lab-baru.txt").write_bytes(text)
    articles = project.read("data/articles.yml")
    old = articles.split("sha256: ")[1][:64]
    project.edit("data/articles.yml", old, hashlib.sha256(text).hexdigest())


@pytest.mark.parametrize("address", ARTICLES)
def test_source_stands_beside_the_edition(with_source: Built, address: str) -> None:
    """Each block has the paragraph of its number, in the language of the source."""
    page = with_source.page(address)
    assert with_source.warnings == []
    for number, words in (
        (1, "Laboratorium Nusa umumkan Pelita"),
        (2, FIRST_WORDS),
        (3, "Dewi berkata"),
        (5, "Ahli belum yakin"),
    ):
        column = block(page, f"source-p{number}")
        assert words in text_of(column)
        assert column.xpath("ancestor-or-self::*[.//*[@id=$id]]", id=f"p{number}"), "it stands with its block"
        assert column.xpath(".//*[@lang='id'] | self::*[@lang='id']")
    assert page.xpath("//*[@id='source-p4']") == []


@pytest.mark.parametrize("address", ARTICLES)
def test_notes_are_the_same_with_and_without_source(with_source: Built, stock: Built, address: str) -> None:
    notes = [text_of(note) for note in with_source.page(address).xpath("//*[@role='note']")]
    assert notes == [text_of(note) for note in stock.page(address).xpath("//*[@role='note']")]
    assert len(notes) == 3
    assert "&lt;aside" not in with_source.html(address)
    assert with_source.dead_links(address) == []


def test_names_in_the_source_are_linked(with_source: Built) -> None:
    links = block(with_source.page(ARTICLES[0]), "source-p2").xpath(".//a/@href")
    assert [link for link in links if "entities/pelita" in link]


def test_without_copies_the_page_says_nothing_of_them(stock: Built) -> None:
    for address in ARTICLES:
        assert FIRST_WORDS not in stock.html(address)
        assert stock.page(address).xpath("//*[starts-with(@id, 'source-')]") == []
    assert "not reproduced" in text_of(stock.page(ARTICLES[1]))


def test_environment_variable(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.without_originals()
    monkeypatch.setenv("SOROTAN_ORIGINALS", str(project.folder / "originals"))
    built = project.build(strict=True)
    assert FIRST_WORDS in text_of(block(built.page(ARTICLES[0]), "source-p2"))


@pytest.mark.parametrize("case", ["SRT050", "SRT051", "SRT052"])
def test_wrong_copy_is_a_problem_and_not_shown(project: Project, case: str) -> None:
    project.overlay(CASES / case)
    built = project.build()
    assert built.abort == ""
    codes = {problem.split()[1] for problem in built.problems}
    assert codes - {"SRT035"} == {case}  # with another number of paragraphs, blocks are missing as well
    for address in ARTICLES:
        assert FIRST_WORDS not in built.html(address)
        assert "Pelita" in text_of(block(built.page(address), "p2"))


def test_missing_folder_of_originals(project: Project) -> None:
    project.edit("mkdocs.yml", "originals_dir: originals", "originals_dir: tidak-ada")
    built = project.build()
    assert built.abort == ""
    assert [problem.split()[1] for problem in built.problems] == ["SRT053"]


def test_source_text_is_escaped(project: Project) -> None:
    hostile = b"a\n<script>alert(1)</script>\n\"'><img src=x onerror=alert(2)> {{ 7*7 }} **tebal**\nd\ne\n"
    replace_source(project, hostile)
    built = project.build(strict=True)
    assert built.warnings == []
    for address in ARTICLES:
        page = built.page(address)
        assert page.xpath("//@onerror") == []
        assert text_of(block(page, "source-p2")).endswith("<script>alert(1)</script>")
        assert text_of(block(page, "source-p3")).endswith("\"'><img src=x onerror=alert(2)> {{ 7*7 }} **tebal**")


def test_source_that_is_not_utf8(project: Project) -> None:
    """Bytes that are no text neither stop the build nor hide the rest."""
    replace_source(project, b"a\nsatu caf\xe9\nc\nd\ne\n")
    built = project.build()
    assert built.abort == ""
    assert "satu caf\ufffd" in text_of(block(built.page(ARTICLES[0]), "source-p2"))
