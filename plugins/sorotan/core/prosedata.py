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
    """An article in what JSON can hold. Records are named by their ids. `digest` stands for all of it."""
    data = {
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
    return {**data, "digest": ledger.digest(json.dumps(data))}  # much faster than the `repr` of long texts


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
        data["digest"],
    )


def digest(text: ArticleText, corpus: Corpus) -> str:
    """What tells whether an article and the records in it are the same."""
    notes = [corpus.notes.digests[note.note.id] for note in text.notes]
    return ledger.digest((digest_of_words(text), notes, [each.record for each in text.passages]))


def digest_of_words(text: ArticleText) -> str:
    """What tells whether an article is the same, and which records are where in it, but not whether these are."""
    return text.digest or str(as_data(text)["digest"])
