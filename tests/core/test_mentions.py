"""Names are found in running text: all of them, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorotan.core.languages import LANGUAGES, Language
from sorotan.core.mentions import Found, MentionFinder
from sorotan.core.records import Entity
from sorotan.core.text import fold


def entity(name: Any, aliases: Any = ()) -> Entity:
    return Entity.model_validate({"kind": "model", "name": name, "aliases": aliases, "description": "…"})


ENTITIES = {
    "deepseek": entity("DeepSeek"),
    "deepseek-r1": entity("DeepSeek-R1", ["R1", "model R1"]),
    "qwen-2": entity("Qwen 2"),
    "open-weights": entity({"id": "bobot terbuka", "en": "open weights"}, {"id": [], "en": ["open weight"]}),
    "startup": entity({"id": "usaha rintisan", "en": "startup"}),
    "delangue": entity("Clément Delangue", ["Clément"]),
    "nathan": entity("Nathan Lambert", [{"text": "Lambert", "articles": ["gap"]}]),
    "other": entity("Johann Lambert"),
    "gpt-4": entity("GPT-4"),
    "us": entity("AS", ["US"]),
    "istanbul": entity("İstanbul"),
    "yahoo": entity("Yahoo!"),
    "net": entity(".NET"),
}


FINDERS: dict[Language, MentionFinder] = {language: MentionFinder(ENTITIES, language) for language in LANGUAGES}


def names(text: str, language: Language = "id", article: str = "gap") -> list[tuple[str, str]]:
    """Words and entity of every mention."""
    return [(text[f.start : f.end], f.entity) for f in FINDERS[language].find(text, article)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Kata DeepSeek kemarin.", [("DeepSeek", "deepseek")], id="a name"),
        pytest.param(
            "DeepSeek-R1 terbit.", [("DeepSeek-R1", "deepseek-r1")], id="the longest of names that begin here"
        ),
        pytest.param("Ini model R1 itu.", [("model R1", "deepseek-r1")], id="the name that begins first"),
        pytest.param("R1 dan R1.", [("R1", "deepseek-r1"), ("R1", "deepseek-r1")], id="every occurrence"),
        pytest.param("DeepSeek, R1", [("DeepSeek", "deepseek"), ("R1", "deepseek-r1")], id="two names side by side"),
        pytest.param("DeepSeeknya murah.", [("DeepSeek", "deepseek")], id="the clitic -nya is no part of the name"),
        pytest.param("R1-nya murah.", [("R1", "deepseek-r1")], id="the clitic with a hyphen"),
        pytest.param("DeepSeekpun ikut.", [("DeepSeek", "deepseek")], id="the particle -pun"),
        pytest.param("DeepSeeknyaman.", [], id="a word that only begins with a clitic"),
        pytest.param("DeepSeekers datang.", [], id="a longer word"),
        pytest.param("XDeepSeek datang.", [], id="the end of a longer word"),
        pytest.param("DeepSeek-V4 datang.", [], id="another version, with a hyphen"),
        pytest.param("Qwen 2.5 datang.", [], id="another version, with a decimal point"),
        pytest.param("Open-R1 dan X.ai-R1 datang.", [], id="a part of the name of another model"),
        pytest.param("R1-Zero dan GPT-4-Turbo datang.", [], id="a name that goes on behind a version"),
        pytest.param("pasca-R1, R1-nya", [("R1", "deepseek-r1")] * 2, id="what is no name may stand around a version"),
        pytest.param(
            "AS-DeepSeek dan DeepSeek-AS",
            [("AS", "us"), ("DeepSeek", "deepseek"), ("DeepSeek", "deepseek"), ("AS", "us")],
            id="two names without a version",
        ),
        pytest.param("Qwen 2,5 datang.", [], id="another version, with a decimal comma"),
        pytest.param("R1\u00adan dan Dini\u00adR1", [], id="parts of words that may be parted"),
        pytest.param("Ia pakai Qwen 2. Lalu pergi.", [("Qwen 2", "qwen-2")], id="a full stop is no decimal point"),
        pytest.param("GPT-4o dan GPT-40 datang.", [], id="a letter or digit more"),
        pytest.param("berbasis DeepSeek-lah", [("DeepSeek", "deepseek")], id="a clitic without digits after a hyphen"),
        pytest.param("DeepSeek–Qwen", [("DeepSeek", "deepseek")], id="a dash ends a name"),
        pytest.param("deepseek itu", [], id="a name with capitals is found as written only"),
        pytest.param("Bobot Terbuka itu", [("Bobot Terbuka", "open-weights")], id="lower-case name in any case"),
        pytest.param("tas dan emas", [], id="an acronym inside a word"),
        pytest.param("as roda", [], id="an acronym in lower case"),
        pytest.param("Clément Delangue", [("Clément Delangue", "delangue")], id="an accent"),
        pytest.param("Clement Delangue", [], id="without the accent it is another name"),
        pytest.param("“DeepSeek”", [("DeepSeek", "deepseek")], id="quotation marks around it"),
        pytest.param("‘DeepSeek’nya", [("DeepSeek", "deepseek")], id="a clitic behind a quotation mark"),
        pytest.param("DeepSeek\u2011R1", [("DeepSeek\u2011R1", "deepseek-r1")], id="a non-breaking hyphen"),
        pytest.param("bobot\u00a0terbuka", [("bobot\u00a0terbuka", "open-weights")], id="a non-breaking space"),
        pytest.param("Di İstanbul, R1", [("İstanbul", "istanbul"), ("R1", "deepseek-r1")], id="longer in lower case"),
        pytest.param("Kata Yahoo!dan", [("Yahoo!", "yahoo")], id="a name that ends with a mark"),
        pytest.param("ASP.NET", [(".NET", "net")], id="a name that begins with a mark"),
        pytest.param("🚀DeepSeek🚀", [("DeepSeek", "deepseek")], id="emoji around it"),
        pytest.param("\ufffc\ufffc DeepSeek", [("DeepSeek", "deepseek")], id="masked text before it"),
        pytest.param("", [], id="an empty text"),
    ],
)
def test_indonesian(text: str, found: list[tuple[str, str]]) -> None:
    """What is found in an Indonesian text."""
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Two startups met.", [("startup", "startup")], id="a plural"),
        pytest.param("DeepSeek's model", [("DeepSeek", "deepseek")], id="a possessive"),
        pytest.param("DeepSeek’s model", [("DeepSeek", "deepseek")], id="a possessive with a curly apostrophe"),
        pytest.param(
            "an open-weight, open weights", [("open weights", "open-weights")], id="the names of the language"
        ),
        pytest.param("bobot terbuka", [], id="not the names of the other language"),
        pytest.param("DeepSeeknya", [], id="no clitics"),
        pytest.param("startupsy", [], id="a longer word"),
        pytest.param("US'an, US’an and O’DeepSeek", [], id="a longer word with an apostrophe, as Xi’an is"),
        pytest.param("‘DeepSeek’, DeepSeek'll", [("DeepSeek", "deepseek")] * 2, id="an apostrophe that ends a name"),
    ],
)
def test_english(text: str, found: list[tuple[str, str]]) -> None:
    """What is found in an English text."""
    assert names(text, "en") == found


def test_alias_limited_to_articles() -> None:
    """A limited alias counts in its articles only; the full name everywhere."""
    assert names("Lambert menulis.", article="gap") == [("Lambert", "nathan")]
    assert names("Lambert menulis.", article="elsewhere") == []
    assert names("Nathan Lambert menulis.", article="elsewhere") == [("Nathan Lambert", "nathan")]


def test_limited_alias_goes_before_a_general_one() -> None:
    """Where two entities have the same name, the one that claims it for this article has it."""
    entities = {"a": entity("A. Lambert", ["Lambert"]), "z": entity("Z", [{"text": "Lambert", "articles": ["gap"]}])}
    finder = MentionFinder(entities, "id")
    assert [f.entity for f in finder.find("Lambert", "gap")] == ["z"]
    assert [f.entity for f in finder.find("Lambert", "elsewhere")] == ["a"]


def test_a_name_as_it_is_written_goes_before_one_in_any_case() -> None:
    """A concept and a product may have the same name but for a capital."""
    finder = MentionFinder({"a": entity("agen"), "z": entity("Agen")}, "id")
    assert [f.entity for f in finder.find("Agen dan agen", "gap")] == ["z", "a"]


@pytest.mark.parametrize(
    ("first", "second", "rivals"),
    [
        pytest.param(["R1"], ["R1"], ("R1", ("a", "b")), id="the same alias"),
        pytest.param(["R1"], [{"text": "R1", "articles": ["gap"]}], ("R1", ("a", "b")), id="one of them limited"),
        pytest.param(
            [{"text": "R1", "articles": ["x"]}], [{"text": "R1", "articles": ["y"]}], None, id="in different articles"
        ),
        pytest.param([{"text": "R1", "articles": ["x"]}], ["R1"], ("R1", ("a", "b")), id="the other one limited"),
        pytest.param(
            [{"text": "R1", "articles": ["x", "y"]}],
            [{"text": "R1", "articles": ["y"]}],
            ("R1", ("a", "b")),
            id="both limited to one article, among others",
        ),
        pytest.param(["R1"], ["r1x"], None, id="different names"),
        pytest.param(["Agen"], ["agen"], None, id="another capitalisation"),
        pytest.param(["“R1”"], ['"R1"'], ('"R1"', ("a", "b")), id="the same but for typography"),
    ],
)
def test_ambiguous(first: Any, second: Any, rivals: tuple[str, tuple[str, ...]] | None) -> None:
    """Names that two entities claim in the same article are told once."""
    finder = MentionFinder({"a": entity("Alfa", first), "b": entity("Beta", second)}, "id")
    assert list(finder.ambiguous()) == ([rivals] if rivals else [])


def test_a_name_of_three_entities_is_told_once() -> None:
    finder = MentionFinder({id: entity(id, ["R1"]) for id in ("beta", "alfa", "gama")}, "id")
    assert list(finder.ambiguous()) == [("R1", ("alfa", "beta", "gama"))]


def test_no_entities() -> None:
    """Without entities there are no mentions."""
    assert MentionFinder({}, "id").find("DeepSeek", "gap") == []


PIECES = st.sampled_from(
    ["DeepSeek", "-R1", "R1", "model ", "bobot terbuka", "nya", "Clément", " Delangue", "Lambert", "Qwen 2", ".5"]
    + ["GPT-4", "o", " ", "-", ". ", "“", "İ", "AS", "x", "İstanbul", "\u00a0", "🚀"]
)


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(["id", "en"]), st.sampled_from(["gap", "x"]))
def test_found_names_are_names_and_never_overlap(text: str, language: Language, article: str) -> None:
    """Found spans are in order, do not overlap, and are a name of their entity."""
    found = FINDERS[language].find(text, article)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    for mention in found:
        known = ENTITIES[mention.entity]
        own = {known.name[language], *(alias.text for alias in known.aliases[language])}
        words = fold(text[mention.start : mention.end])
        assert words in own or words.lower() in own


@given(st.sampled_from(sorted(ENTITIES)), st.text("xyz ,.", max_size=8), st.text(" ,.!?”", max_size=3))
def test_a_name_between_words_is_found(id: str, before: str, after: str) -> None:
    """A name that stands by itself is found there."""
    text = f"{before} {ENTITIES[id].name.id}{after}"
    start = len(before) + 1
    assert Found(start, start + len(ENTITIES[id].name.id), id) in FINDERS["id"].find(text, "gap")
