"""Copies of the source texts are used only when they are those described."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sorotan.core import originals
from sorotan.core.problems import Problems
from sorotan.core.records import Article

TEXT = b"Judul\n\nParagraf satu.\r\n  \nParagraf dua.\n"


def article(data: bytes = TEXT, paragraphs: int = 3, file: str = "x.txt") -> Article:
    source = {"file": file, "sha256": hashlib.sha256(data).hexdigest(), "paragraphs": paragraphs}
    return Article.model_validate(
        {"source": source, "published": "2025", "chain": [{"step": "original"}], "rights": "hak"}
    )


def read(folder: Path, **articles: Article) -> tuple[originals.SourceTexts, list[str]]:
    problems = Problems()
    return originals.read(folder, articles, problems), [problem.code for problem in problems]


def test_read(tmp_path: Path) -> None:
    """A copy that is the one described gives a paragraph for every block."""
    (tmp_path / "x.txt").write_bytes(TEXT)
    texts, problems = read(tmp_path, x=article())
    assert texts == {"x": {"p1": "Judul", "p2": "Paragraf satu.", "p3": "Paragraf dua."}}
    assert problems == []


@pytest.mark.parametrize(
    ("described", "code"),
    [
        pytest.param(article(file="y.txt"), "SRT050", id="there is no copy"),
        pytest.param(article(TEXT + b"."), "SRT051", id="the copy is another text"),
        pytest.param(article(paragraphs=4), "SRT052", id="the paragraphs are not as many"),
    ],
)
def test_not_the_one_described(tmp_path: Path, described: Article, code: str) -> None:
    """Any other text is a problem and not used; the other articles are."""
    (tmp_path / "x.txt").write_bytes(TEXT)
    texts, problems = read(tmp_path, x=article(), bad=described)
    assert list(texts) == ["x"]
    assert problems == [code]


@pytest.mark.parametrize(
    ("data", "paragraphs"),
    [
        pytest.param(b"", [], id="empty"),
        pytest.param(b" \n\t\n", [], id="blank lines only"),
        pytest.param(b"a\nb", ["a", "b"], id="no line end at the end"),
        pytest.param(b"\xef\xbb\xbfa\r\nb\r\n", ["a", "b"], id="as Windows writes it"),
        pytest.param("Cle\u0301ment".encode(), ["Clément"], id="decomposed letters"),
        pytest.param(b"Cl\xe9ment", ["Cl\ufffdment"], id="bytes that are no UTF-8"),
    ],
)
def test_paragraphs(data: bytes, paragraphs: list[str]) -> None:
    """A paragraph is a line that is not empty."""
    assert originals.paragraphs_of(data) == paragraphs
