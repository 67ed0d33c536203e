"""Copies of the source texts, where the builder has them."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from sorotan.core import characters, textfile
from sorotan.core.problems import Problems
from sorotan.core.records import Article

SourceTexts = Mapping[str, Mapping[str, str]]
"""Paragraphs by article and by the id of the block that retells them (`p1`, `p2`, …)."""


def read(folder: Path, articles: Mapping[str, Article], problems: Problems) -> SourceTexts:
    """The source texts in `folder` that are those described; the others are problems and left out."""
    texts = {}
    for id, article in articles.items():
        place = article.locate("source")
        path = folder / article.source.file
        try:
            if not textfile.is_sound(path, f"{folder.name}/{article.source.file}", problems):
                continue
            data = path.read_bytes()
        except (OSError, ValueError):  # ValueError: a name with a null character
            problems.add("SRT050", place, id=id, path=article.source.file)
            continue
        digest = hashlib.sha256(data).hexdigest()
        if digest != article.source.sha256:
            problems.add("SRT051", place, id=id, path=article.source.file, digest=digest)
            continue
        paragraphs = paragraphs_of(data)
        if len(paragraphs) != article.source.paragraphs:
            problems.add("SRT052", place, id=id, count=len(paragraphs), expected=article.source.paragraphs)
            continue
        texts[id] = {f"p{number}": text for number, text in enumerate(paragraphs, 1)}
    return texts


def is_utf8(data: bytes) -> bool:
    """Whether a source text is written as it is read here."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def paragraphs_of(data: bytes) -> list[str]:
    """The lines of a source text that are not empty, in NFC and without hidden characters (`core.characters`).

    Bytes that are no UTF-8 become U+FFFD.
    """
    text = unicodedata.normalize("NFC", data.decode("utf-8-sig", errors="replace"))
    return [characters.cleaned(line.strip()) for line in text.splitlines() if line.strip()]
