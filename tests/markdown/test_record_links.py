"""Links to records by id."""

from __future__ import annotations

import pytest
from markdown import Markdown

from sorotan.markdown.links import RecordLinksExtension

ADDRESSES = {("entity", "r1"): "../entities/r1.md", ("block", "gap#p1"): "gap.md#p1", ("note", "n"): "gap.md#note-n"}


def convert(source: str) -> str:
    extension = RecordLinksExtension()
    extension.resolve = lambda scheme, target: ADDRESSES.get((scheme, target), "")
    return Markdown(extensions=[extension]).convert(source).removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("[R1](entity:r1)", '<a class="srt-entity-link" href="../entities/r1.md">R1</a>'),
        ("[a *b*](block:gap#p1)", '<a class="srt-block-link" href="gap.md#p1">a <em>b</em></a>'),
        ("[n][1]\n\n[1]: note:n", '<a class="srt-note-link" href="gap.md#note-n">n</a>'),
        ('[x](entity:none "y") z', "<span>x</span> z"),
        ("[x](ref:r1)", "<span>x</span>"),
        ("[x](y.md)", '<a href="y.md">x</a>'),
        ("[x](https://entity:r1)", '<a href="https://entity:r1">x</a>'),
        ("[x](person:r1)", '<a href="person:r1">x</a>'),
        ("[x](entity:)", "<span>x</span>"),
        ("[x](Entity:r1)", "<span>x</span>"),
    ],
)
def test_links(source: str, output: str) -> None:
    """A link to a record gets its address, one to nothing becomes text, any other is left to Markdown."""
    assert convert(source) == output


def test_without_resolver() -> None:
    """Pages for which nobody can look up records stay as they are."""
    assert 'href="entity:r1"' in Markdown(extensions=[RecordLinksExtension()]).convert("[R1](entity:r1)")
