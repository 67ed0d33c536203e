"""An article in both languages side by side, with its notes."""

from __future__ import annotations

import re

import pytest

from support import Built, Project, block, ids_of, text_of

PAGES = ["articles/lab-baru/parallel/", "en/articles/lab-baru/parallel/"]
NOTE = """  - id: {id}
    motivation: commenting
    target: {{block: p2, id: {{exact: {words[0]}}}, en: {{exact: {words[1]}}}}}
    body: {{id: Isi catatan tambahan., en: Body of an additional note.}}
    creator: redaksi
    created: 2025-03-01
"""


@pytest.mark.parametrize("address", PAGES)
def test_notes_stand_below_their_block_in_both_languages(stock: Built, address: str) -> None:
    page = stock.page(address)
    for note, row, words in (
        ("licence", "p3", ("Benar menurut catatan rilis", "True according to the release notes")),
        ("doubts", "p5", ("Siapa para ahli itu?", "Who are these experts?")),
    ):
        for language, body in zip(("id", "en"), words, strict=True):
            [shown] = block(page, row).xpath(".//*[@id=$id]", id=f"{language}-note-{note}")
            assert shown.get("lang") == language
            assert body in text_of(shown)
            assert page.xpath("//a[@href=$href]", href=f"#{language}-note-{note}"), "the text leads to it"
    assert stock.dead_links(address) == []


@pytest.mark.parametrize("address", PAGES)
def test_what_a_note_rests_on_is_said_in_both_languages(stock: Built, address: str) -> None:
    for language, source in (("id", "Sumber:"), ("en", "Source:")):
        note = block(stock.page(address), f"{language}-note-licence")
        assert text_of(note).count(source) == 1


def test_notes_that_overlap_are_each_reachable(project: Project) -> None:
    project.without_originals()
    path = "data/annotations/lab-baru.yml"
    for id, words in (("over", ("model Pelita pada", "model Pelita in")), ("inside", ("Januari", "January"))):
        project.write(path, project.read(path) + NOTE.format(id=id, words=words))
    built = project.build(strict=True)
    assert built.warnings == []
    for address in PAGES:
        page = built.page(address)
        for note in ("over", "inside", "which-day"):
            for language in ("id", "en"):
                assert len(page.xpath("//a[@href=$href]", href=f"#{language}-note-{note}")) == 1
        cell = block(page, "p2").xpath("./div[@lang='id']")[0]
        numbers = "".join(cell.xpath(".//a[contains(@class, 'srt-noteref')]/text()"))
        assert sorted(numbers) == ["1", "2", "3"]
        text = "".join(cell.xpath(".//p//text()[not(ancestor::a)]"))
        assert "model Pelita pada Januari 2025" in " ".join(text.split()), "the text is whole"
        assert len(set(ids_of(page))) == len(ids_of(page))


def test_the_source_is_the_third_column(project: Project) -> None:
    built = project.build(strict=True)
    for address in PAGES:
        cells = block(built.page(address), "p2").xpath("./div[@lang]")
        assert [cell.get("lang") for cell in cells] == ["id", "en", "id"]
        assert "Lab Nusa mengumumkan model Pelita" in text_of(cells[2])
        [label] = cells[2].xpath(".//*[@class='srt-source__label']")
        assert label.get("lang") == built.page(address).get("lang")


def test_what_lags_behind_or_is_not_translated_is_told(project: Project) -> None:
    catalog = "translations/en/LC_MESSAGES/articles/lab-baru.po"
    [first, *_] = re.findall(r'(?m)^msgctxt ".*#p2"$', project.read(catalog))
    project.edit(catalog, first, f"#, fuzzy\n{first}")
    built = project.build()
    for address in (*PAGES, "en/articles/lab-baru/"):
        notices = built.page(address).xpath("//p[@class='srt-notice']")
        assert len(notices) == 1, address
    assert "1 paragraph changed after it was translated" in text_of(built.page(PAGES[1]))
    assert "1 paragraf berubah" in text_of(built.page(PAGES[0]))
    assert not built.page("articles/lab-baru/").xpath("//p[@class='srt-notice']")
