"""Where notes have their places in an article, and which names are found in it."""

from __future__ import annotations

from typing import Any

import pytest

from sorotan.core.corpus import Corpus
from sorotan.core.prose import Annotator, ArticleText, BlockTexts
from sorotan.core.records import AnnotationFile, Entity

TEXTS = {
    "p1": "Pelita terbit di Kota Nusa hari ini.",
    "p2": "Harga Pelita turun tajam. Pelita laris.",
    "p3": "Para ahli menunggu hasil uji.",
}
PELITA = Entity.model_validate({"kind": "model", "name": "Pelita", "description": "x"})


def annotated(notes: dict[str, dict[str, Any]], **corrections: Any) -> ArticleText:
    """The article with notes, by their ids, on these blocks or words of the Indonesian text."""
    rest = {"motivation": "describing", "body": "x", "creator": "x", "created": "2025-03-01"}
    targets = {id: {"en": {"exact": "x"}, **target} if "id" in target else target for id, target in notes.items()}
    written = [{"id": id, "target": target, **rest} for id, target in targets.items()]
    file = AnnotationFile.model_validate({"annotations": written, **corrections})
    annotator = Annotator(Corpus(entities={"pelita": PELITA}, annotations={"a": file}), "id")
    return annotator.annotate("a", "Judul", BlockTexts(TEXTS, TEXTS, dict.fromkeys(TEXTS, "p"), ()))


def test_notes_are_numbered_in_reading_order_and_those_on_a_block_at_its_end() -> None:
    text = annotated(
        {
            "later": {"block": "p2", "id": {"exact": "turun tajam"}},
            "whole": {"block": "p2"},
            "earlier": {"block": "p2", "id": {"exact": "Harga"}},
            "first": {"block": "p1", "id": {"exact": "Kota Nusa"}},
        }
    )
    assert [(note.note.id, note.number) for note in text.notes] == [
        ("first", 1),
        ("earlier", 2),
        ("later", 3),
        ("whole", 4),
    ]


@pytest.mark.parametrize(
    ("target", "block"),
    [
        pytest.param(
            {"block": "p3", "id": {"exact": "Harga Pelita naik tajam"}}, "p3", id="at the block that is named"
        ),
        pytest.param(
            {"id": {"exact": "Harga Pelita naik tajam"}}, "p2", id="else where something like the words stands"
        ),
        pytest.param({"block": "p9"}, "p3", id="else at the end"),
    ],
)
def test_a_note_without_its_words_is_shown_at_a_block(target: dict[str, Any], block: str) -> None:
    [note] = annotated({"n": target}).notes
    assert (note.anchor.block, note.is_attached) == (block, False)


def named(text: ArticleText, block: str) -> list[tuple[str, str]]:
    return [(TEXTS[block][name.start : name.end], name.entity) for name in text.mentions[block]]


def test_a_correction_is_about_the_words_that_it_names() -> None:
    """It may stand at the beginning of a block; names elsewhere in it, and in other blocks, are still found."""
    text = annotated({}, ignore=[{"block": "p1", "text": "Pelita"}])
    assert [named(text, block) for block in TEXTS] == [[], [("Pelita", "pelita")] * 2, []]
    text = annotated({}, mentions=[{"block": "p2", "text": "turun", "entity": "pelita"}])
    assert named(text, "p2") == [("Pelita", "pelita"), ("turun", "pelita"), ("Pelita", "pelita")]
    assert named(text, "p1") == [("Pelita", "pelita")]


NAMED = "Solusi Lab AI: AI untuk Sol, kata Solnya. “AI” kita, kata ‘Sol’, dan AI-3."


@pytest.mark.parametrize(
    ("corrections", "names"),
    [
        pytest.param({}, ["Lab AI", "AI", "AI"], id="none"),
        pytest.param({"ignore": ["AI"]}, ["Lab AI"], id="wherever the words are no part of another name"),
        pytest.param({"ignore": ["AI untuk"]}, ["Lab AI", "AI"], id="words around tell which"),
        pytest.param({"ignore": ['"AI"']}, ["Lab AI", "AI"], id="whatever the quotation marks"),
        pytest.param({"ignore": ["Lab AI"]}, ["AI", "AI"], id="the other name"),
        pytest.param({"mentions": ["Sol"]}, ["Lab AI", "AI", "Sol", "Sol", "AI", "Sol"], id="and never inside a word"),
        pytest.param({"mentions": ["AI"]}, ["Lab AI", "AI", "AI"], id="a name as another one"),
        pytest.param({"ignore": ["Lab AI"], "mentions": ["Lab"]}, ["Lab", "AI", "AI"], id="a part of an ignored name"),
        pytest.param({"mentions": ["Solusi Lab AI"]}, ["Solusi Lab AI", "AI", "AI"], id="more than a name"),
        pytest.param({"ignore": ["untuk"], "mentions": ["untuk Sol"]}, ["Lab AI", "AI", "untuk Sol", "AI"], id="both"),
    ],
)
def test_corrections_are_about_words_that_stand_alone(corrections: dict[str, list[str]], names: list[str]) -> None:
    """Wherever they do in the block, as names are found: the words are no part of longer ones."""
    file = AnnotationFile.model_validate(
        {
            kind: [{"block": "p1", "text": words, **({"entity": "sol"} if kind == "mentions" else {})} for words in all]
            for kind, all in corrections.items()
        }
    )
    entities = {
        id: Entity.model_validate({"kind": "concept", "name": name, "description": "x"})
        for id, name in (("ai", "AI"), ("lab-ai", "Lab AI"), ("sol", "Solaris"))
    }
    texts = {"p1": NAMED}
    annotator = Annotator(Corpus(entities=entities, annotations={"a": file}), "id")
    found = annotator.annotate("a", "Judul", BlockTexts(texts, texts, {"p1": "p"}, ())).mentions["p1"]
    assert [NAMED[name.start : name.end] for name in found] == names
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
