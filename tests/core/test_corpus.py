"""What is known of a corpus as a whole."""

from __future__ import annotations

from typing import Any

import pytest

from sorotan.core.corpus import Corpus
from sorotan.core.records import AnnotationFile, Claim, Disagreement, Event

NOTE = {"id": "n", "motivation": "describing", "target": {"block": "p1"}, "body": "x", "creator": "x"}
EVENT = {"title": "x", "stage": "event", "date": "2028-01-01", "summary": "x", "evidence": ["x"]}
ASSESSED = {"verdict": "opinion", "text": "x"}
CLAIM = {"kind": "opinion", "article": "a", "target": {"block": "p1"}, "text": "x"}
SIDES = [{"text": "x", "claims": ["c"]}, {"text": "y", "claims": ["c"]}]
DISAGREEMENT = {"title": "x", "question": "x", "positions": SIDES, "known": "x", "evidence": ["x"]}


def with_note(**dates: str) -> Corpus:
    return Corpus(annotations={"a": AnnotationFile.model_validate({"annotations": [{**NOTE, **dates}]})})


def with_event(**dates: str) -> Corpus:
    return Corpus(timeline={"e": Event.model_validate({**EVENT, **dates})})


def with_claim(date: str) -> Corpus:
    return Corpus(claims={"c": Claim.model_validate({**CLAIM, "assessment": {**ASSESSED, "date": date}})})


def with_disagreement(date: str) -> Corpus:
    return Corpus(disagreements={"d": Disagreement.model_validate({**DISAGREEMENT, "date": date})})


@pytest.mark.parametrize(
    ("corpus", "day"),
    [
        pytest.param(Corpus(), "1970-01-01", id="nothing"),
        pytest.param(with_note(created="2026-11-21"), "2026-11-21", id="a note"),
        pytest.param(with_note(created="2026-11-21", modified="2027-02"), "2027-02-01", id="a note that was changed"),
        pytest.param(with_event(), "1970-01-01", id="an event, whose own day is another"),
        pytest.param(with_event(created="2027-06-01"), "2027-06-01", id="an event that was entered"),
        pytest.param(with_event(created="2027-06-01", modified="2027-06-06"), "2027-06-06", id="and changed"),
        pytest.param(with_event(created="2027-06-04", modified="2027-06"), "2027-06-04", id="on a day of the month"),
        pytest.param(with_note(created="2026-11-21", modified="2026-11"), "2026-11-21", id="a note of that month"),
        pytest.param(with_event(modified="2027-06-06"), "2027-06-06", id="an event that was only changed"),
        pytest.param(with_claim(date="2026-12-01"), "2026-12-01", id="a claim that was assessed"),
        pytest.param(with_disagreement(date="2026-12-02"), "2026-12-02", id="a disagreement that was considered"),
        pytest.param(with_event(created="9205-01-01"), "2105-12-31", id="a year whose digits are mixed up"),
        pytest.param(with_event(created="0225-01-01"), "1970-01-01", id="a year before those of files"),
    ],
)
def test_the_last_day_on_which_something_was_written(corpus: Corpus, day: str) -> None:
    assert corpus.dated == day


def test_the_last_day_of_all_kinds_of_records() -> None:
    kinds: list[dict[str, Any]] = [
        {"annotations": with_note(created="2026-11-21").annotations},
        {"claims": with_claim(date="2026-12-01").claims},
        {"timeline": with_event(created="2027-06-01").timeline},
    ]
    assert Corpus(**{name: table for kind in kinds for name, table in kind.items()}).dated == "2027-06-01"
