"""What is kept of a build is good for the next one only if it is what was written, and made of the same things."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from mkdocs.config import load_config

from sorotan.circumstances import circumstances
from sorotan.core.ledger import NO_STAMP, Ledger
from sorotan.store import Row, Store, _proof

RESULT = "what came of it, and half a character: \ud800"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one result."""
    path = tmp_path / "stores" / "x.sqlite3"
    store = Store(path)
    assert store.is_new and store.keeps
    store.add(store.row("job", "key", NO_STAMP, RESULT))
    assert store.get("job") == RESULT, "known before it is written"
    assert store.keep()
    return path


def test_a_result_is_good_for_its_key(path: Path) -> None:
    store = Store(path)
    assert not store.is_new
    assert store.has("job", "key", Ledger())
    assert not store.has("job", "another key", Ledger())
    assert not store.has("another job", "key", Ledger())
    assert (store.get("job"), store.get("another job")) == (RESULT, None)
    assert list(store.values("jo")) == [RESULT] and list(store.values("x")) == []


def test_a_result_is_good_for_the_records_that_were_looked_at(path: Path) -> None:
    store, ledger = Store(path), Ledger()
    store.add(store.row("job", "key", ledger_of(1).stamp([("table", "a")]), RESULT))
    store.keep()
    assert Store(path).has("job", "key", ledger_of(1))
    assert not Store(path).has("job", "key", ledger_of(2))
    assert not Store(path).has("job", "key", ledger)


def ledger_of(number: int) -> Ledger:
    ledger = Ledger()
    ledger.table("table", {"a": number})
    return ledger


@pytest.mark.parametrize("ask", ["has", "get", None])
def test_what_nobody_asks_for_is_forgotten(path: Path, ask: str | None) -> None:
    store = Store(path)
    if ask == "has":
        store.has("job", "key", Ledger())
    elif ask == "get":
        store.get("job")
    assert store.keep() == (ask is None), "nothing is written where nothing changed"
    assert Store(path).is_new == (ask is None)


@pytest.mark.parametrize(
    "spoil",
    ["key = 'key2'", "job = 'job2'", "stamp = '[{}, \"x\"]'", "value = x'00'", "digest = ''", "value = NULL"],
)
def test_what_is_not_as_it_was_written_is_not_there(path: Path, spoil: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"UPDATE results SET {spoil}")
        database.commit()
    store = Store(path)
    for job in ("job", "job2"):
        assert not any(store.has(job, key, Ledger()) for key in ("key", "key2"))
        assert store.get(job) is None


@pytest.mark.parametrize("stamp", ["", "x", "[]", "{}", "[1, 2]", '[{"table": 1}, ""]', '[{"table": ["a"]}]'])
def test_what_is_whole_but_has_no_stamp_is_not_good(path: Path, stamp: str) -> None:
    store = Store(path)
    store.add(store.row("job", "key", stamp, RESULT))
    store.keep()
    assert not Store(path).has("job", "key", ledger_of(1))


@pytest.mark.parametrize("packed", [b"x", zlib.compress(b"\xff")])
def test_what_is_whole_but_is_no_text_is_not_there(path: Path, packed: bytes) -> None:
    store = Store(path)
    store.add(Row("job", "key", NO_STAMP, packed, _proof("job", "key", NO_STAMP, packed)))
    store.keep()
    assert Store(path).get("job") is None


def test_what_is_used_stays_beside_what_is_new(path: Path) -> None:
    store = Store(path)
    assert store.has("job", "key", Ledger())
    store.add(store.row("another job", "key", NO_STAMP, "new"))
    assert store.keep()
    store = Store(path)
    assert (store.get("job"), store.get("another job")) == (RESULT, "new")


@pytest.mark.parametrize("trouble", ["another build", "full"])
def test_where_nothing_can_be_written_what_was_kept_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    store = Store(path)
    store.add(store.row("job", "key", NO_STAMP, "new"))
    with closing(sqlite3.connect(path)) as other, monkeypatch.context() as patch:
        if trouble == "another build":
            other.execute("BEGIN EXCLUSIVE")
        else:
            patch.setattr(Path, "mkdir", full)
        assert not store.keep()
    assert Store(path).get("job") == RESULT


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_file_that_is_no_store_is_replaced(path: Path) -> None:
    path.write_text("ngawur")
    store = Store(path)
    assert store.is_new
    store.add(store.row("job", "key", NO_STAMP, "new"))
    assert store.keep()
    assert Store(path).get("job") == "new"


def test_a_store_that_is_damaged_is_replaced(path: Path) -> None:
    """Of some, the first results can still be read, but nothing can be written."""
    jobs = [f"job {number:03}" for number in range(200)]

    def add_all(store: Store) -> bool:
        for job in jobs:
            store.add(store.row(job, "key", NO_STAMP, hashlib.sha512(job.encode()).hexdigest()))
        return store.keep()

    add_all(Store(path))
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(bytes(8192))
    assert add_all(Store(path))
    store = Store(path)
    assert all(store.get(job) for job in jobs)


def test_what_a_file_is_holds_for_its_text(path: Path) -> None:
    store = Store(path)
    store.keep_parsed("x.yml", "a: 1", {"a": 1})
    store.keep_parsed("y.yml", "1: a", {1: "a"})  # which JSON would make another key of
    store.keep_parsed("z.yml", "long", 16**5000)  # which Python writes in no decimal digits
    store.keep()
    store = Store(path)
    assert store.parsed("x.yml", "a: 1") == {"a": 1}
    assert store.parsed("x.yml", "a: 2") is None
    assert store.parsed("y.yml", "1: a") is None
    assert store.parsed("z.yml", "long") is None


def test_stores_of_few_circumstances_are_kept_with_their_files(path: Path) -> None:
    for number in range(4):
        store = Store(path.with_name(f"{number}.sqlite3"))
        assert store.folder is not None
        store.folder.mkdir()
        os.utime(path.with_name(f"{number - 1}.sqlite3" if number else path.name), (number, number))
        store.add(store.row("job", "key", NO_STAMP, RESULT))
        store.keep()
    assert sorted(found.name for found in path.parent.iterdir()) == sorted(
        [*map(str, range(4)), *(f"{number}.sqlite3" for number in range(4))]
    )
    store = Store(path)
    store.add(store.row("job", "key", NO_STAMP, RESULT))
    store.keep()
    assert not path.with_name("0.sqlite3").exists() and not path.with_name("0").exists()


def test_nothing_is_kept_without_a_place() -> None:
    store = Store(None)
    store.add(store.row("job", "key", NO_STAMP, RESULT))
    assert not store.keep() and not store.keeps and store.folder is None and list(store.values("")) == []


SLUGS = (
    "markdown_extensions:\n  - toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: %s}}\n"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(SLUGS % "lower", SLUGS % "upper", id="a function with arguments"),
        pytest.param("extra: {since: 2024-01-01}\n", "extra: {since: 2024-01-02}\n", id="a day"),
        pytest.param("extra: {since: 2024-01-01 10:00:00}\n", "extra: {since: 2024-01-01 10:00:01}\n", id="a time"),
        pytest.param("extra: {all: !!set {a}}\n", "extra: {all: !!set {b}}\n", id="a set"),
        pytest.param("extra: {all: !!binary YQ==}\n", "extra: {all: !!binary Yg==}\n", id="octets"),
        pytest.param("extra: {1: a}\n", "extra: {1: b}\n", id="a number as a key"),
        pytest.param("extra: {1: a, b: c}\n", "extra: {1: b, b: c}\n", id="keys of several kinds"),
    ],
)
def test_any_value_of_an_option_counts(tmp_path: Path, one: str, other: str) -> None:
    """What was made with another configuration is not taken again."""

    def found(options: str) -> str | None:
        (tmp_path / "docs").mkdir(exist_ok=True)
        (tmp_path / "mkdocs.yml").write_text(f"site_name: X\ntheme: {{name: material}}\n{options}", "utf-8")
        return circumstances(load_config(str(tmp_path / "mkdocs.yml")), "build")

    assert found(one) == found(one) is not None
    assert found(one) != found(other)
