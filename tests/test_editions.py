"""The editions held against the source texts, where there are copies of these."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from sorotan.core import loading, originals
from sorotan.core.corpus import Corpus
from sorotan.core.mentions import MentionFinder
from sorotan.core.problems import Problems
from support import REPOSITORY, Built, block, build, text_of

_NAMED = os.environ.get("SOROTAN_ORIGINALS")
ORIGINALS = Path(_NAMED).resolve() if _NAMED else REPOSITORY.parent / "shared" / "originals"

pytestmark = pytest.mark.skipif(
    not ORIGINALS.is_dir(),
    reason="no copies of the source texts: neither SOROTAN_ORIGINALS nor ../shared/originals is a folder",
)

NUMBER_WORDS = {
    "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9, "sepuluh": 10,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
"""Figures that may be spelled. “Satu” is left out: it is an article as often as a number."""

MONTHS = {
    "januari": "january", "februari": "february", "maret": "march", "april": "april", "mei": "may", "juni": "june",
    "juli": "july", "agustus": "august", "september": "september", "oktober": "october", "november": "november",
    "desember": "december", "rabu": "wednesday", "senin": "monday", "selasa": "tuesday", "kamis": "thursday",
    "jumat": "friday", "sabtu": "saturday",
}  # fmt: skip
"""Months and days of the week in both languages."""

FIGURES_ASIDE: dict[tuple[str, str, str], dict[str, str]] = {}
"""Figures of a paragraph that its block does not have, by article, block and language, and why."""

OPEN_MODELS = "the English words stand apart: “open Chinese models”, “open, or open-source, models”"
TAKEN_UP = "“di bidang ini” and “in this field” take up the open source of the paragraph before"
NAMES_ASIDE: dict[tuple[str, str, str], dict[str, str]] = {
    ("midha-china-open-source-lead", "p4", "id"): {"open-source": TAKEN_UP},
    ("midha-china-open-source-lead", "p4", "en"): {"open-source": TAKEN_UP},
    ("us-firms-on-chinese-models", "p3", "en"): {"open-model": OPEN_MODELS},
}
"""Entities found in a paragraph that its block does not mention, by article, block and language, and why."""


@pytest.fixture(scope="module")
def data() -> Corpus:
    return loading.load(REPOSITORY / "data", "data", Problems())


@pytest.fixture(scope="module")
def sources(data: Corpus) -> originals.SourceTexts:
    """The paragraphs of the copies, whose digests are those described."""
    problems = Problems()
    texts = originals.read(ORIGINALS, data.articles, problems)
    assert [str(problem) for problem in problems] == []
    return texts


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site with the source column."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOROTAN_ORIGINALS", str(ORIGINALS))
        return build(REPOSITORY / "mkdocs.yml", tmp_path_factory.mktemp("editions"))


@pytest.fixture(scope="module")
def blocks(data: Corpus, site: Built) -> dict[tuple[str, str], dict[str, str]]:
    """The text of every block, by article and language; as a reader meets it, without the numbers of notes."""
    found = {}
    for article in data.articles:
        for language, prefix in (("id", ""), ("en", "en/")):
            page = site.page(f"{prefix}articles/{article}/")
            texts = {}
            for element in page.xpath("//main//*[@id and (self::p or self::h1 or self::h2 or self::h3)]"):
                if re.fullmatch(r"p\d+", element.get("id")):
                    left_out = "ancestor::a[@role='doc-noteref'] or ancestor::abbr or ancestor::*[@class='headerlink']"
                    texts[element.get("id")] = " ".join("".join(element.xpath(f".//text()[not({left_out})]")).split())
            found[article, language] = texts
    return found


def in_order(texts: Mapping[str, str]) -> list[int]:
    return [int(block.removeprefix("p")) for block in texts]


def figures(text: str) -> set[str]:
    """Numbers, years, months and days of the week, spelled one way. Numbers that are part of a name are left out."""
    words = re.findall(r"(?<![\w.-])\d+(?![\w-]|[.,]\w)|[^\W\d_]+", text)
    english = {month: month for month in MONTHS.values()}
    found = set()
    for word in words:
        lower = word.lower()
        if word.isdigit():
            found.add(word)
        elif lower in NUMBER_WORDS:
            found.add(str(NUMBER_WORDS[lower]))
        elif word[0].isupper() and lower in MONTHS | english:
            found.add((MONTHS | english)[lower])
    return found


def test_sources_are_those_described(data: Corpus, sources: originals.SourceTexts) -> None:
    assert set(sources) == set(data.articles)


@pytest.mark.parametrize("language", ["id", "en"])
def test_block_retells_the_paragraph_of_its_number(
    data: Corpus, sources: originals.SourceTexts, blocks: dict[tuple[str, str], dict[str, str]], language: str
) -> None:
    """As many blocks as paragraphs less those left out, in the order of the source."""
    for id, article in data.articles.items():
        omitted = {item.block for item in article.omitted}
        expected = [int(paragraph.removeprefix("p")) for paragraph in sources[id] if paragraph not in omitted]
        assert in_order(blocks[id, language]) == expected, id
        assert omitted <= set(sources[id]), id


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_figure_and_date_is_retold(
    sources: originals.SourceTexts, blocks: dict[tuple[str, str], dict[str, str]], language: str
) -> None:
    lost = {}
    for article, paragraphs in sources.items():
        for id, text in blocks[article, language].items():
            missing = figures(paragraphs[id]) - figures(text) - set(FIGURES_ASIDE.get((article, id, language), ()))
            if missing:
                lost[f"{article}#{id}"] = missing
    assert lost == {}


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_figure_or_date_is_added(
    sources: originals.SourceTexts, blocks: dict[tuple[str, str], dict[str, str]], language: str
) -> None:
    """An edition says no number that its source does not say."""
    added = {}
    for article, paragraphs in sources.items():
        for id, text in blocks[article, language].items():
            if extra := {f for f in figures(text) - figures(paragraphs[id]) if f.isdigit() and int(f) > 10}:
                added[f"{article}#{id}"] = extra
    assert added == {}


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_name_is_retold(
    data: Corpus, sources: originals.SourceTexts, blocks: dict[tuple[str, str], dict[str, str]], language: str
) -> None:
    """Whatever entity the Indonesian names find in a paragraph is mentioned in its block, in both languages."""
    in_source, in_block = MentionFinder(data.entities, "id"), MentionFinder(data.entities, language)
    lost = {}
    for article, paragraphs in sources.items():
        corrections = data.annotations[article].mentions if article in data.annotations else ()
        for id, text in blocks[article, language].items():
            named = {found.entity for found in in_source.find(paragraphs[id], article)}
            mentioned = {found.entity for found in in_block.find(text, article)}
            mentioned |= {correction.entity for correction in corrections if correction.block == id}
            missing = named - mentioned - set(NAMES_ASIDE.get((article, id, language), ()))
            if missing:
                lost[f"{article}#{id}"] = missing
    assert lost == {}


def test_exceptions_are_still_needed(
    data: Corpus, sources: originals.SourceTexts, blocks: dict[tuple[str, str], dict[str, str]]
) -> None:
    """A list of exceptions holds nothing that has been put right since."""
    idle = []
    for (article, id, language), names in NAMES_ASIDE.items():
        in_source, in_block = (MentionFinder(data.entities, which) for which in ("id", language))
        named = {found.entity for found in in_source.find(sources[article][id], article)}
        kept = {found.entity for found in in_block.find(blocks[article, language][id], article)}
        idle += [f"{article}#{id} ({language}): {name}" for name in names if name not in named or name in kept]
    for (article, id, language), numbers in FIGURES_ASIDE.items():
        named, kept = figures(sources[article][id]), figures(blocks[article, language][id])
        idle += [f"{article}#{id} ({language}): {n}" for n in numbers if n not in named or n in kept]
    assert idle == []


def test_site_with_source_column(data: Corpus, sources: originals.SourceTexts, site: Built) -> None:
    """Every block has its paragraph beside it, word for word, in both languages; nothing is reported."""
    assert site.abort == ""
    assert [problem for problem in site.problems if re.search(r"SRT05\d", problem)] == []
    for article, paragraphs in sources.items():
        omitted = {item.block for item in data.articles[article].omitted}
        for prefix in ("", "en/"):
            page = site.page(f"{prefix}articles/{article}/")
            for id, text in paragraphs.items():
                if id not in omitted:
                    assert " ".join(text.split()) in text_of(block(page, f"source-{id}")), f"{article}#{id}"


def test_site_with_source_column_is_whole(data: Corpus, site: Built) -> None:
    """The notes are there as without it, and no link is dead."""
    for article, file in data.annotations.items():
        for prefix in ("", "en/"):
            address = f"{prefix}articles/{article}/"
            for note in file.annotations:
                assert block(site.page(address), f"note-{note.id}").get("role") == "note"
            assert site.dead_links(address) == []
