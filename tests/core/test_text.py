"""Folding, word boundaries and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorotan.core.text import fold, is_whole_words, sentence_at


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“kutip” ‘satu’ «dua» „tiga”", '"kutip" \'satu\' "dua" "tiga"'),
        ("a\u00a0b\u202fc\u2009d\te\nf", "a b c d e f"),
        ("DeepSeek\u2011R1", "DeepSeek-R1"),
        ("naïve – 大模型 🚀", "naïve – 大模型 🚀"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Only what typographers exchange is made plain."""
    assert fold(text) == folded


@given(st.text())
def test_fold_keeps_positions(text: str) -> None:
    """Folding is one for one, and folding twice changes nothing more."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("satu dua", "dua", True),
        ("satu", "sat", False),
        ("satu", "atu", False),
        ("(satu)", "(satu", True),
        ("satu, dua", "satu,", True),
        ("satu(dua)tiga", "(dua)", True),
        ("Clément", "Cl", False),
        ("R1-Zero", "R1", True),
        ("大模型", "模", False),
    ],
)
def test_is_whole_words(text: str, words: str, whole: bool) -> None:
    """Letters and digits on both sides of an edge make one word."""
    start = text.index(words)
    assert is_whole_words(text, start, start + len(words)) is whole


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        pytest.param("Satu. Dua tiga. Empat.", "tiga", "Dua tiga.", id="in the middle"),
        pytest.param("Satu dua. Tiga.", "Satu", "Satu dua.", id="the first"),
        pytest.param("Satu. Dua tiga", "tiga", "Dua tiga", id="the last, without a full stop"),
        pytest.param("Kata Dr. Li benar. Ya.", "Li", "Kata Dr. Li benar.", id="an abbreviation ends no sentence"),
        pytest.param("Oleh A. Midha kemarin. Ya.", "Midha", "Oleh A. Midha kemarin.", id="an initial ends none"),
        pytest.param("Naik 3.5 kali. Ya.", "kali", "Naik 3.5 kali.", id="a decimal point ends none"),
        pytest.param("Ia bilang “ya.” Lalu pergi.", "pergi", "Lalu pergi.", id="a quotation mark behind the full stop"),
        pytest.param("Ia tanya: apa? “Itu,” jawabnya.", "Itu", "“Itu,” jawabnya.", id="a quotation begins the next"),
        pytest.param("Satu… Dua! Tiga? Empat.", "Tiga", "Tiga?", id="other marks end sentences too"),
        pytest.param("Kami pakai Apple Inc. Hari ini.", "Apple Inc.", "Kami pakai Apple Inc.", id="a name with a stop"),
        pytest.param("Ia pakai Jet?!” Lalu V3.", "Jet?!”", "Ia pakai Jet?!”", id="words with all marks at the end"),
        pytest.param("Itu R1. Lalu V3.", "R1. Lalu", "Itu R1. Lalu V3.", id="words across two sentences keep both"),
        pytest.param("Lihat mis. contoh ini. Ya.", "contoh", "Lihat mis. contoh ini.", id="lower case goes on"),
        pytest.param("Satu", "Satu", "Satu", id="a text of one word"),
    ],
)
def test_sentence_at(text: str, words: str, sentence: str) -> None:
    """The sentence around some words, without the white space behind it."""
    at = text.index(words)
    start, end = sentence_at(text, at, at + len(words))
    assert text[start:end] == sentence


@given(st.lists(st.sampled_from(["Satu", "dua", "R1", "Dr.", "A.", "tiga.", "“Ya.”", "apa?", "3.5", "\n"]), min_size=1))
def test_sentence_holds_the_words(words: list[str]) -> None:
    """The sentence at any word holds all of it."""
    text = " ".join(words)
    at = 0
    for word in words:
        start, end = sentence_at(text, at, at + len(word))
        if word.strip():
            assert 0 <= start <= at
            assert at + len(word) <= end <= len(text)
        at += len(word) + 1
