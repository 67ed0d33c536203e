"""What might be tidied up: what counts as a use, and what as a name."""

from __future__ import annotations

import re

import pytest

from sorotan.core.candidates import candidates
from support import Project


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Menurut Clement Delangue, model itu baik.", ["Clement Delangue"]),
        ("Kata mereka, Delangue pergi ke New York.", ["Delangue", "New York"]),
        ("Mereka datang. Semua pergi.", []),
        ("Menurut dia, itu “Baik sekali”.", ["Baik"]),
        ("Terbit pada Januari 2025, hari Senin.", []),
        ("Mereka memakai GPT-4.5 dan 3Com.", ["GPT-4.5", "3Com"]),
        ("Laporan dari O'Reilly & Sons.", ["O'Reilly", "Sons"]),
        ("Sebuah laporan Universitas Sagara.", ["Universitas Sagara"]),
        ("“Awal kalimat,” kata dia.", []),
        ("", []),
    ],
)
def test_candidates(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in candidates(text, [], "id")] == found


def test_known_names_are_no_candidates() -> None:
    text = "Model DeepSeek dari Hangzhou, Tiongkok."
    assert [text[a:b] for a, b in candidates(text, [(6, 14)], "id")] == ["Hangzhou", "Tiongkok"]


def notices(run) -> set[tuple[str, str]]:
    """Code and first quoted word of every notice."""
    return set(re.findall(r": (SRT07\d) .*?“([^”]+)”", run("check", "--notices").output))


UNUSED = "lampu:\n  kind: product\n  name: Lampu\n  description: {id: Sebuah lampu., en: A lamp.}\n"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        pytest.param("data/timeline.yml", "entities: [nusa]", "entities: [nusa, lampu]", id="an event"),
        pytest.param("data/quotes.yml", "speaker: sari-dewi", "speaker: lampu", id="a quotation"),
        pytest.param("data/claims.yml", "claimant: sari-dewi", "claimant: lampu", id="a claim"),
        pytest.param("data/entities/person.yml", "value: nusa", "value: lampu", id="a fact"),
        pytest.param(
            "docs/index.md", "Satu cerita tentang", "[Satu](entity:lampu) cerita tentang", id="a link on a page"
        ),
        pytest.param("docs/articles/lab-baru.md", "Sebagian ahli", "Lampu dan ahli", id="the text of an article"),
    ],
)
def test_use_of_an_entity(project: Project, run, path: str, old: str, new: str) -> None:
    project.write("data/entities/zz.yml", UNUSED)
    assert ("SRT070", "lampu") in notices(run)
    project.edit(path, old, new)
    assert ("SRT070", "lampu") not in notices(run)


def test_use_in_a_record_that_is_refused(project: Project, run) -> None:
    """Who removed the entity because of a notice would have one more mistake in the record."""
    project.write("data/entities/zz.yml", UNUSED)
    project.edit("data/claims.yml", "claimant: sari-dewi", "ngawur: x\n  claimant: lampu")
    assert ("SRT070", "lampu") not in notices(run)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        pytest.param("data/entities/organization.yml", "[koran-pelita]", "[koran-pelita, unused-blog]", id="a fact"),
        pytest.param("data/claims.yml", "[pelita-notes]", "[pelita-notes, unused-blog]", id="a claim"),
        pytest.param("data/quotes.yml", "[koran-pelita]", "[unused-blog]", id="a quotation"),
        pytest.param("data/articles.yml", "[koran-pelita]", "[unused-blog]", id="the way of a story"),
        pytest.param(
            "docs/index.md", "Satu cerita tentang", "[Satu](ref:unused-blog) cerita tentang", id="a link on a page"
        ),
        pytest.param(
            "data/annotations/lab-baru.yml",
            "(ref:pelita-notes);",
            "(<ref:unused-blog> 'Blog');",
            id="a link with a title in a note",
        ),
    ],
)
def test_use_of_a_reference(project: Project, run, path: str, old: str, new: str) -> None:
    assert ("SRT073", "unused-blog") in notices(run)
    project.edit(path, old, new)
    assert ("SRT073", "unused-blog") not in notices(run)


@pytest.mark.parametrize(
    ("aliases", "unused"),
    [
        ("[Dewi]", []),
        ("[Dewi, Bu Dewi]", [("4:19", "Bu Dewi")]),
        ("{id: [Dewi, Bu Dewi], en: [Dewi, Bu Dewi]}", [("4:24", "Bu Dewi")]),
        ("{id: [Dewi, Bu Dewi], en: [Ms Dewi]}", [("4:24", "Bu Dewi"), ("4:39", "Ms Dewi")]),
        ("[ahli]", []),
        ("[AHLI]", [("4:13", "AHLI")]),
    ],
)
def test_aliases(project: Project, run, aliases: str, unused: list[tuple[str, str]]) -> None:
    """An alias that is found in one of its languages is used; the others are told where they stand."""
    project.edit("data/entities/person.yml", "[Dewi]", aliases)
    told = run("check", "--notices").output
    assert re.findall(r"person\.yml:(\d+:\d+): SRT071 The alias “([^”]+)”", told) == unused


def test_name_that_only_a_source_text_has(project: Project, run) -> None:
    """It is a link there: who removed it because of a notice would lose that."""
    project.write("data/entities/zz.yml", UNUSED.replace("name: Lampu", "name: Lampu\n  aliases: [semua orang boleh]"))
    assert ("SRT070", "lampu") not in notices(run) and ("SRT071", "semua orang boleh") not in notices(run)
    (project.folder / "originals/lab-baru.txt").write_text("Teks lain.\n", "utf-8")
    assert {("SRT070", "lampu"), ("SRT071", "semua orang boleh")} <= notices(run)


def test_event_that_is_an_article_needs_no_entity(project: Project, run) -> None:
    assert ("SRT072", "lab-baru-published") not in notices(run)


def test_the_site_does_not_tell_them(project: Project) -> None:
    """They are for those who ask: a strict build succeeds."""
    project.write("data/entities/zz.yml", UNUSED)
    assert project.build(strict=True).warnings == []


PAGE, CATALOG = "docs/articles/lab-baru.md", "translations/en/LC_MESSAGES/articles/lab-baru.po"


def quoted(run) -> list[str]:
    """Where words are quoted that quotes.yml does not have, and these words."""
    return [" ".join(found) for found in re.findall(r"(?m)^(\S+): SRT076 .*?“(.+?)”", run("check", "--notices").output)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        pytest.param("Ia “sangat yakin”.", [f"{PAGE}:11:76 sangat yakin"], id="not in the list"),
        pytest.param("Ia “ragu” dan “yakin”.", [f"{PAGE}:11:76 ragu", f"{PAGE}:11:87 yakin"], id="two"),
        pytest.param("Ia “yakin”, ya, “yakin”.", [f"{PAGE}:11:76 yakin"], id="the same twice"),
        pytest.param("Ia “*sangat* yakin”.", [f"{PAGE}:11:78 sangat yakin"], id="with marks of Markdown"),
        pytest.param("“Semua orang,” katanya.", [], id="a part of words in the list"),
        pytest.param("Model itu “milik semua orang di dunia”.", [], id="with more words"),
        pytest.param("Model itu “milik semua orangtua”.", [f"{PAGE}:11:83 milik semua orangtua"], id="other words"),
        pytest.param('Ia "sangat yakin", ‘yakin’, “yakin.', [], id="other marks, and one that is not closed"),
    ],
)
def test_words_in_quotation_marks(project: Project, run, sentence: str, found: list[str]) -> None:
    """Every fragment that the prose of an article quotes is listed."""
    project.edit(PAGE, "Lisensinya sangat longgar.", f"Lisensinya sangat longgar. {sentence}")
    assert quoted(run) == found


def test_words_in_quotation_marks_elsewhere(project: Project, run) -> None:
    """Notes, front matter and other pages are no prose of an article."""
    project.edit("data/annotations/lab-baru.yml", "Siapa para ahli itu?", "Siapa “para ahli”?")
    project.edit(PAGE, "description: Cerita pendek", "description: Cerita “pendek”")
    project.edit("docs/index.md", "Satu cerita tentang", "Satu “cerita” tentang")
    assert quoted(run) == []


def test_words_that_only_a_translation_quotes(project: Project, run) -> None:
    """They are told of its catalog; where the source quotes as much, only that is told."""
    project.edit(CATALOG, "permissive.", "permissive”.")
    project.edit(CATALOG, "licence is very ", "licence is “very ")
    assert quoted(run) == [f"{CATALOG}:29 very permissive"]
    project.edit(PAGE, "sangat longgar", "“sangat longgar”")
    project.edit(CATALOG, "sangat longgar", "“sangat longgar”")
    assert quoted(run) == [f"{PAGE}:11:57 sangat longgar"]


def test_words_of_a_quotation_that_is_refused(project: Project, run) -> None:
    """They are in the list, though the entry has a mistake of its own."""
    project.edit("data/quotes.yml", "rendering: back-translation", "rendering: x")
    assert quoted(run) == []


def test_words_of_another_article(project: Project, run) -> None:
    """A quotation is listed with the article in which it stands."""
    project.edit("data/quotes.yml", "article: lab-baru", "article: lab-lama")
    assert quoted(run) == [f"{PAGE}:11:25 milik semua orang"]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Nomor #1 di Nusa", "#1 di Nusa"),
        ("Nomor satu #nusa", "#nusa"),
        ("Nomor satu # sebuah komentar", ""),
        ("Nomor satu  #sebuah komentar", ""),
        ("'Nomor #1'", ""),
        ("Nomor#1", ""),
        ("nomor #sebuah-komentar", ""),
    ],
)
def test_words_that_yaml_takes_for_a_comment(project: Project, run, written: str, words: str) -> None:
    """In data and in the front matter of pages: text is lost without a word there, and comments are meant elsewhere."""
    project.edit("docs/index.md", "title: Beranda Pelita", f"title: {written}")
    project.edit("data/articles.yml", "publisher: Koran Nusa", f"publisher: {written}")
    found = re.findall(r"(?m)^(\S+): SRT077 “(.*?)” is", run("check", "--notices").output)
    at = written.find("#") + 1
    assert found == ([(f"data/articles.yml:7:{17 + at}", words), (f"docs/index.md:2:{7 + at}", words)] if words else [])
