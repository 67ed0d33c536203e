"""Which translations in the data are older than their source, whatever an editor does in whatever order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from sorotan.core import freshness
from sorotan.core.corpus import Corpus
from sorotan.core.freshness import Line, Lock
from sorotan.core.languages import SiteLanguages
from sorotan.core.problems import Problems
from sorotan.core.records import Entity

LANGUAGES = SiteLanguages("id", ("en",))


def corpus(*notes: tuple[str, str], description: tuple[str, str] = ("lab", "laboratory"), **more: object) -> Corpus:
    """A corpus of one entity with facts that have these notes, in Indonesian and English."""
    facts = [
        {"property": "jobTitle", "value": "x", "evidence": ["x"], "note": {"id": id, "en": en}} for id, en in notes
    ]
    entity = Entity.model_validate(
        {
            "kind": "organization",
            "name": "Nusa",
            "description": {"id": description[0], "en": description[1]},
            "facts": facts,
        }
    )
    return Corpus(entities={"nusa": entity}, **more)


def update(lock: Lock, data: Corpus) -> Lock:
    return freshness.updated(lock, freshness.texts(data, LANGUAGES), data)


def behind(lock: Lock, data: Corpus) -> list[str]:
    return [item.text.translation for item in freshness.lagging(freshness.texts(data, LANGUAGES), lock)]


def test_what_is_the_same_in_both_languages_is_no_translation() -> None:
    assert {line.field for line in update(frozenset(), corpus(("satu", "one")))} == {"description", "facts.note"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([("a", "A")], [("a", "A")], [], id="nothing"),
        pytest.param([("a", "A")], [("b", "A")], ["A"], id="the source alone"),
        pytest.param([("a", "A")], [("b", "B")], [], id="both"),
        pytest.param([("a", "A")], [("a", "B")], [], id="the translation alone"),
        pytest.param([("a", "A")], [("a  \n", " A")], [], id="line breaks"),
        pytest.param([("a", "A")], [("new", "NEW"), ("b", "A")], ["A"], id="another fact before it"),
        pytest.param([("a", "A"), ("b", "B")], [("b", "B"), ("a", "A")], [], id="order"),
        pytest.param([("a", "A"), ("b", "A")], [("b", "A"), ("a", "A")], [], id="one translation of two sources"),
        pytest.param([("[a](entity:x)", "[A](entity:x)")], [("[a](entity:y)", "[A](entity:y)")], [], id="a renamed id"),
        pytest.param(
            [("[a](<entity:x> 'b')", "[A](entity:x 'B')")],
            [("[a](<entity:y> 'b')", "[A](entity:y 'B')")],
            [],
            id="a renamed id in a link with a title",
        ),
        pytest.param([("[a](entity:x)", "[A](entity:x)")], [("[b](entity:x)", "[A](entity:x)")], ["[A](entity:x)"]),
        pytest.param([("[a](/x)", "[A](/x)")], [("[a](/y)", "[A](/x)")], ["[A](/x)"], id="an address outside the data"),
    ],
)
def test_what_lags_behind(before: list[tuple[str, str]], after: list[tuple[str, str]], expected: list[str]) -> None:
    lock = update(frozenset(), corpus(*before))
    assert behind(lock, corpus(*after)) == expected
    assert behind(update(lock, corpus(*after)), corpus(*after)) == expected, "an update is no review"


def test_records_that_cannot_be_read_keep_what_is_known_of_them() -> None:
    lock = update(frozenset(), corpus())
    spoilt = Corpus(rejected=frozenset({("entities", "nusa")}))
    assert update(lock, spoilt) == lock
    assert update(lock, Corpus()) == frozenset()


words = st.sampled_from(["satu", "dua", "tiga"])


class Editing(RuleBasedStateMachine):
    """An editor changes either language, updates and confirms; a simple model says what lags behind.

    An editor who forgets to update is not modelled: changes of both languages at once count as one piece of work.
    """

    def __init__(self) -> None:
        super().__init__()
        self.source, self.translation = "mula", "start"
        self.reviewed = self.source
        self.lock = update(frozenset(), self.data)

    @property
    def data(self) -> Corpus:
        return corpus(description=(self.source, self.translation))

    @rule(text=words)
    def change_source(self, text: str) -> None:
        self.source = text
        self.lock = update(self.lock, self.data)

    @rule(number=st.integers(0, 9))
    def change_translation(self, number: int) -> None:
        if self.translation != f"text {number}":
            self.translation = f"text {number}"
            self.reviewed = self.source
        self.lock = update(self.lock, self.data)

    @rule()
    def confirm(self) -> None:
        lagging = freshness.lagging(freshness.texts(self.data, LANGUAGES), self.lock)
        self.lock = update(self.lock.union(item.text.line for item in lagging), self.data)
        self.reviewed = self.source

    @invariant()
    def lags_when_it_should(self) -> None:
        assert behind(self.lock, self.data) == ([] if self.reviewed == self.source else [self.translation])
        assert len(self.lock) == 1

    @invariant()
    def a_second_update_changes_nothing(self) -> None:
        assert update(self.lock, self.data) == self.lock


TestEditing = Editing.TestCase


def read(folder: Path, content: bytes) -> tuple[Lock | None, list[str]]:
    (folder / freshness.LOCK).write_bytes(content)
    problems = Problems()
    lock = freshness.read(folder / freshness.LOCK, freshness.LOCK, problems)
    return lock, [f"{problem.code}:{problem.location.line}" for problem in problems]


def test_file_holds_what_was_written(tmp_path: Path) -> None:
    lock = update(frozenset(), corpus(("satu", "one"), ("dua", "two")))
    text = freshness.lock_text(lock)
    assert read(tmp_path, text.encode()) == (lock, [])
    assert read(tmp_path, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == (lock, [])
    assert len(text.splitlines()) == 1 + len(lock)
    assert text.splitlines()[1:] == sorted(text.splitlines()[1:])


def test_both_sides_of_a_merge_may_stay(tmp_path: Path) -> None:
    """Lines of two branches are good together: a merge driver that keeps both sides needs no person."""
    ours = update(frozenset(), corpus(description=("satu", "one")))
    theirs = update(frozenset(), corpus(description=("dua", "two")))
    both, problems = read(tmp_path, (freshness.lock_text(ours) + freshness.lock_text(theirs)).encode())
    assert problems == []
    assert both is not None
    assert behind(both, corpus(description=("dua", "two"))) == behind(both, corpus(description=("satu", "one"))) == []
    assert behind(both, corpus(description=("tiga", "two"))) == ["two"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"{}\n", "SRT068:1"),
        (b"# x\n\nentities/nusa description en 0123456789ab\n", "SRT068:3"),
        (b"entities/nusa description en 0123456789ab 0123456789AB\n", "SRT068:1"),
        (b"entities/nusa description en 0123456789ab 0123456789ab more\n", "SRT068:1"),
        (b"\n\xe9", "SRT002:2"),
        (b"# x\n<<<<<<< HEAD\n", "SRT002:2"),
    ],
)
def test_what_is_no_lock_file(tmp_path: Path, content: bytes, problem: str) -> None:
    assert read(tmp_path, content) == (None, [problem])


def test_control_characters_are_no_lock_file(tmp_path: Path) -> None:
    lock, problems = read(tmp_path, b"\x00\x01")
    assert lock is None
    assert set(problems) == {"SRT068:1", "SRT006:1"}


def test_no_file_is_no_problem(tmp_path: Path) -> None:
    problems = Problems()
    assert freshness.read(tmp_path / "nowhere" / freshness.LOCK, freshness.LOCK, problems) == frozenset()
    assert len(problems) == 0


def test_renamed() -> None:
    lock = frozenset(Line(record, "name", "en", "0" * 12, "1" * 12) for record in ("entities/b", "entities/bb"))
    text = freshness.lock_text(lock)
    after = freshness.renamed(text, "entities/b", "entities/z")
    assert [line.split()[0] for line in after.splitlines()[1:]] == ["entities/bb", "entities/z"]
    windows = "\ufeff" + text.replace("\n", "\r\n")
    assert freshness.renamed(windows, "entities/b", "entities/z") == "\ufeff" + after.replace("\n", "\r\n")
    assert freshness.renamed("x\n\n", "entities/b", "entities/z") == "x\n\n"


def test_facts_of_the_same_entity_are_told_apart() -> None:
    """A translation that two facts share holds for the sources of both, and for no third."""
    lock = update(frozenset(), corpus(("a", "A"), ("b", "A")))
    assert behind(lock, corpus(("a", "A"), ("c", "A"))) == ["A"]
