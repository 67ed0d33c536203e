"""Articles that were read, as plain data: to be kept for the next build, and to tell whether they changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sorotan.core import ledger
from sorotan.core.corpus import Corpus
from sorotan.core.mentions import Found
from sorotan.core.prose import AnchoredNote, AnchoredRecord, ArticleText
from sorotan.core.selectors import Anchor


def as_data(text: ArticleText) -> dict[str, Any]:
    """An article in what JSON can hold. Records are named by their ids."""
    return {
        "article": text.article,
        "language": text.language,
        "title": text.title,
        "texts": dict(text.texts),
        "tags": dict(text.tags),
        "notes": [(note.note.id, *vars(note.anchor).values()) for note in text.notes],
        "passages": [(passage.id, *vars(passage.anchor).values()) for passage in text.passages],
        "mentions": {block: [list(vars(name).values()) for name in found] for block, found in text.mentions.items()},
        "repeated": list(text.repeated),
    }


def from_data(data: Mapping[str, Any], corpus: Corpus) -> ArticleText:
    """The article again, with the records of `corpus`.

    Raises:
        LookupError, TypeError: it is not an article of this corpus.
    """
    records = corpus.of_article(data["article"])
    return ArticleText(
        data["article"],
        data["language"],
        data["title"],
        data["texts"],
        data["tags"],
        tuple(
            AnchoredNote(corpus.notes[id][1], Anchor(*anchor), number)
            for number, (id, *anchor) in enumerate(data["notes"], 1)
        ),
        tuple(AnchoredRecord(id, records[id], Anchor(*anchor)) for id, *anchor in data["passages"]),
        {block: tuple(Found(*name) for name in found) for block, found in data["mentions"].items()},
        tuple(data["repeated"]),
    )


def digest(text: ArticleText) -> str:
    """What tells whether an article and the records in it are the same."""
    data = ledger.digest(json.dumps(as_data(text)))  # much faster than the `repr` of long texts
    return ledger.digest((data, [note.note for note in text.notes], [passage.record for passage in text.passages]))
