"""Text that would keep Python-Markdown busy for hours, or call itself too often, is converted like any other."""

from __future__ import annotations

import pytest
from markdown import Markdown

from sorotan.markdown.bodies import Bodies
from sorotan.markdown.safety import SafetyExtension

UNITS = [
    "[",
    "![",
    "](",
    "[a](",
    "[[a]](b)",
    "> ",
    "- ",
    "1. ",
    "> - ",
    "*",
    "_a",
    "**a",
    "`",
    "<",
    "<a ",
    "<div>",
    "<b>",
    "&#",
]


def page(text: str) -> str:
    return Markdown(extensions=["attr_list", "md_in_html", SafetyExtension()]).convert(text)


@pytest.mark.parametrize("unit", UNITS)
def test_repetition(unit: str) -> None:
    """That this ends is what is tested; it took hours, or a traceback."""
    text = unit * (5_000 // len(unit))
    assert isinstance(Bodies().html(text, lambda scheme, target: ""), str)
    assert isinstance(page(text), str)


def test_lists_in_lists() -> None:
    text = "\n".join(f"{' ' * 4 * level}- {level}" for level in range(300))
    assert "299" in page(text) and "299" in Bodies().html(text, lambda scheme, target: "")


@pytest.mark.parametrize("text", ["[a](b) " * 100, "[a](b)\n\n" * 100, "> - 1. a", "[" * 10 + "a](b)" + "]" * 9])
def test_what_people_write_stays(text: str) -> None:
    assert page(text) == Markdown().convert(text)
