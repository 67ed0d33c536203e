"""Characters that are told: those that nobody sees, and those that stand for others."""

from __future__ import annotations

import pytest

from sorotan.core import characters


@pytest.mark.parametrize("character", "\u0007\u00ad\u180e\u200b\u202e\u2060\u2064\u2066\ufeff\ufffb")
def test_hidden(character: str) -> None:
    """They are told and left out: a name with one in it would not be found."""
    text = f"Pe{character}lita"
    assert list(characters.faults(text)) == [("SRT006", character, 2)]
    assert characters.cleaned(text) == "Pelita"


@pytest.mark.parametrize("character", "\ufffd\ue000\U000f0000")
def test_lost(character: str) -> None:
    """They stay, as what they stand for is missed by whoever reads on."""
    text = f"Pe{character}lita"
    assert list(characters.faults(text)) == [("SRT009", character, 2)]
    assert characters.cleaned(text) == text


@pytest.mark.parametrize("text", ["👩‍💻", "می‌خواهم", "क्‍ष", "❤️", "שלום\u200e!", "satu\u00a0dua\u202ftiga", "\ufffc"])
def test_needed(text: str) -> None:
    """What joins and parts letters of other scripts and pictures, marks of direction, and spaces are no faults."""
    assert list(characters.faults(text)) == []
    assert characters.cleaned(text) == text
