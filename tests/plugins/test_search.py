"""The search index: what is in it, where that leads, and the same files from the same site."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from sorotan.pagefind import make
from sorotan.search import _Indexing
from support import Built, Project, block, text_of


def index_of(built: Built, language: str = "") -> dict[str, bytes]:
    """The files of the index of a language, or of all."""
    folder = built.site / "pagefind" / language
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def records_of(built: Built, section: str, language: str) -> list[dict[str, Any]]:
    """The records of a section as the search reads them, each in its file."""
    found = []
    for name, content in index_of(built, language).items():
        if name.startswith("fragment/"):
            record = json.loads(gzip.decompress(content).decode().removeprefix("pagefind_dcd"))
            found += [record] if list(record["filters"]) == [section] else []
    return found


def passages_of(record: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Fragment, label and words of each place of a record, whose words the search script splits as it is done here."""
    words = record["content"].split(" ")
    ends = [anchor["location"] for anchor in record["anchors"]] + [len(words)]
    for anchor, (start, end) in zip(record["anchors"], pairwise(ends), strict=True):
        fragment, label = map(unquote, anchor["id"].split(":"))
        yield fragment, label, " ".join(words[start:end])


@pytest.mark.parametrize(("language", "prefix"), [("id", ""), ("en", "en/")])
def test_an_article_is_one_record_and_its_notes_are_another(project: Project, language: str, prefix: str) -> None:
    project.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - sorotan/search\n")
    built = project.build(strict=True)
    counts = Counter(
        {
            section: len(records_of(built, section, language))
            for section in ("article", "note", "entity", "event", "claim", "page")
        }
    )
    assert counts == {"article": 1, "note": 1, "entity": 3, "event": 3, "claim": 2, "page": 10}
    assert sum(name.startswith("fragment/") for name in index_of(built, language)) == counts.total()

    page = f"{prefix}articles/lab-baru/"
    (article,), (notes,) = records_of(built, "article", language), records_of(built, "note", language)
    assert article["url"] == f"/{page}"
    assert [fragment for fragment, _, _ in passages_of(article)] == ["p1", "p2", "p3", "p5"]
    assert [fragment for fragment, _, _ in passages_of(notes)] == ["note-which-day", "note-licence", "note-doubts"]
    for record in (article, notes):
        for fragment, label, words in passages_of(record):
            assert re.search(r" ¶[1-5]$", label)
            assert " ".join(words.split()[:3]) in text_of(block(built.page(page), fragment))
    kinds = [label.partition(" · ")[0] for _, label, _ in passages_of(notes)]
    assert kinds == (
        ["Konteks", "Pemeriksaan", "Pertanyaan terbuka"] if language == "id" else ["Context", "Check", "Open question"]
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_other_page_is_a_record_with_its_sections(project: Project, language: str) -> None:
    """Disagreements are each one, as they are what somebody looks for."""
    project.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - sorotan/search\n")
    written = (
        "# Cara\n\nAwal `kode`.\n\n## Bukti {: #bukti }\n\n- Satu\n- Dua\n\n### Lagi\n\nTiga.\n\n## Tanggal\n\nEDTF."
    )
    project.write("docs/cara.md", f"---\ntitle: Cara & bukti\ndescription: Tentang bukti.\n---\n\n{written}\n")
    for _ in range(2):  # what was read before is known as well
        built = project.build()
        prefix = "" if language == "id" else "en/"
        records = {record["url"].removeprefix(f"/{prefix}"): record for record in records_of(built, "page", language)}
        assert set(records) == {
            "", "cara/", "entities/", "network/", "notes/", "timeline/", "claims/", "quotes/", "references/",
            "disagreements/", "disagreements/#is-pelita-good",
        }  # fmt: skip
        page = records["cara/"]
        assert page["meta"]["title"] == "Cara & bukti"
        assert [(fragment, label) for fragment, label, _ in passages_of(page)] == [
            ("", ""), ("bukti", "Bukti"), ("tanggal", "Tanggal"),
        ]  # fmt: skip
        assert [words.split() for _, _, words in passages_of(page)][1:] == [
            ["Bukti", "Satu", "Dua", "Lagi", "Tiga."],
            ["Tanggal", "EDTF."],
        ]
        for url, fragment in (("references/", "ref-pelita-notes"), ("quotes/", "quotation-dewi-everyone")):
            assert fragment in [found for found, _, _ in passages_of(records[url])]
            assert block(built.page(f"{prefix}{url}"), fragment) is not None
        disagreement = records["disagreements/#is-pelita-good"]
        assert disagreement["meta"]["title"] == ("Apakah Pelita bagus?" if language == "id" else "Is Pelita good?")


def test_a_long_list_is_several_records(project: Project) -> None:
    project.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - sorotan/search\n")
    references = project.read("data/references.yml")
    references += "".join(f"ref-{n}: {{title: Buku {n}, type: book, quality: primary}}\n" for n in range(250))
    project.write("data/references.yml", references)
    records = [r for r in records_of(project.build(), "page", "en") if r["url"].startswith("/en/references/")]
    assert len(records) == 2
    found = [fragment for record in records for fragment, _, _ in passages_of(record)]
    assert len(set(found)) == len(found) > 250


def test_what_an_event_is_is_said_once(project: Project) -> None:
    project.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - sorotan/search\n")
    about = [record["meta"]["about"] for record in records_of(project.build(), "event", "en")]
    assert len(about) == 3
    assert not [words for words in about if words.startswith("Event")]


def test_what_no_page_shows_is_not_found(project: Project) -> None:
    project.edit("mkdocs.yml", "  - sorotan/entities\n  - sorotan/timeline\n", "  - sorotan/search\n")
    project.edit("mkdocs.yml", "  - Nama: entities/index.md\n  - Linimasa: timeline.md\n", "")
    built = project.build()
    assert records_of(built, "entity", "id") == records_of(built, "event", "id") == []
    assert records_of(built, "claim", "id")


@pytest.mark.parametrize(
    "text",
    [
        "Satu \u2014 dua, tiga\u2014empat \u2026 lima",
        "Dua\u00a0kata,\u202ftiga\u2009kata\u3000empat\u2028lima\u0085enam",
        "Lunak&shy;nya &shy;, nol&#8203;lebar &#8203; \u200d &#65279; &#8288;",
        "\u201cDikutip\u201d R1/V3 U.S. C++ \u2122 \u00a6 . ... !",
        "通义千问 dan 通义 千问 한국어 日本語テキスト",
        "\U0001f44d e\u0301 \u0301 \u200e \u061c a &amp; b &lt;i&gt; `<b>`",
    ],
)
def test_places_begin_at_their_words(project: Project, text: str) -> None:
    """Whatever stands before them, Pagefind counts words as whoever splits them at spaces."""
    project.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - sorotan/search\n")
    project.edit("docs/articles/lab-baru.md", "Menurut Dewi,", f"{text}\n{{: #p4 }}\n\nMenurut Dewi,")
    (article,) = records_of(project.build(), "article", "id")
    starts = {fragment: words.split()[:2] for fragment, _, words in passages_of(article)}
    assert list(starts) == ["p1", "p2", "p4", "p3", "p5"]
    assert starts["p3"] == ["Menurut", "Dewi,"]
    assert starts["p5"] == ["Sebagian", "ahli"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_index_is_the_same_in_every_build(project: Project, language: str) -> None:
    project.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - sorotan/search\n")
    first = index_of(project.build(strict=True), language)
    shutil.rmtree(project.folder / ".cache")
    second = index_of(project.build(strict=True), language)
    assert [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)] == []

    (listed,) = json.loads(first["pagefind-entry.json"])["languages"].values()
    assert f"pagefind.{listed['hash']}.pf_meta" in first
    filters = [gzip.decompress(first[name]) for name in first if name.startswith("filter/")]
    for section in ("article", "note", "entity", "event", "claim", "page"):
        assert sum(bytes([0x60 + len(section)]) + section.encode() in text for text in filters) == 1  # as CBOR
    assert {Path(name).suffix for name in first} >= {".pf_filter", ".pf_index", ".pf_fragment"}


def test_an_index_stays_until_something_that_is_found_changes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - sorotan/search\n")
    first = project.build(strict=True)
    indexes = {language: index_of(first, language) for language in ("id", "en")}
    asked: list[str] = []

    class Watched(_Indexing):
        def __init__(self, records: Sequence[str]) -> None:
            asked.extend("en" if '<html lang=\\"en' in each else "id" for each in records)
            super().__init__(records)

    monkeypatch.setattr("sorotan.search._Indexing", Watched)
    project.edit("data/annotations/lab-baru.yml", "modified: 2025-03-02", "modified: 2025-04-02")
    second = project.build(strict=True)
    assert asked == []
    assert {language: index_of(second, language) for language in indexes} == indexes

    project.edit("data/annotations/lab-baru.yml", "Who are these experts?", "Who are these strangers?")
    third = project.build(strict=True)
    assert asked == ["en"]
    assert index_of(third, "id") == indexes["id"]
    assert any("strangers" in json.dumps(record) for record in records_of(third, "note", "en"))


@pytest.mark.parametrize(
    ("program", "told"),
    [("no-such-python", "cannot make the search index"), ("false", "could not make the search index: it was ended")],
)
def test_without_an_index_there_is_no_new_site(
    project: Project, monkeypatch: pytest.MonkeyPatch, program: str, told: str
) -> None:
    project.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - sorotan/search\n")
    monkeypatch.setattr("sorotan.search.sys.executable", program)
    built = project.build()
    assert built.abort and not built.tracebacks
    assert told in "".join(built.problems)
    assert not built.site.exists()


@pytest.mark.parametrize(
    ("pagefind", "reason"),
    [("/no/such/program", "No such file"), ("/bin/true", "it ended before its work was done")],
)
def test_what_keeps_pagefind_from_its_work_is_told(monkeypatch: pytest.MonkeyPatch, pagefind: str, reason: str) -> None:
    monkeypatch.setattr("sorotan.pagefind.get_executable", lambda: pagefind)
    assert reason in make([{"url": "/", "file_contents": "<html lang='en'><body><p>words</p></body></html>"}])


def test_what_pagefind_refuses_is_told() -> None:
    assert isinstance(make([{"url": "/"}]), str)
