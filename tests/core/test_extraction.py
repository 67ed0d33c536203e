"""Bringing catalogs up to date loses no translation and changes nothing without need."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from sorotan.core import catalogs
from sorotan.core.catalogs import Translation
from sorotan.core.extraction import Message, serialized, updated
from sorotan.core.problems import Problems

P1 = "Kucing itu tidur di atas meja besar"
P2 = "Hari ini hujan turun di kota Jakarta"


def messages(*blocks: tuple[str, str]) -> list[Message]:
    """Messages of blocks, given by id and text."""
    return [Message(text, catalogs.context("x.md", id), "docs/x.md", line) for line, (id, text) in enumerate(blocks, 1)]


def update(po: bytes | None, *blocks: tuple[str, str]) -> bytes:
    """A PO file after an update."""
    existing = read_po(io.BytesIO(po)) if po is not None else None
    return serialized(updated(existing, messages(*blocks), "en", "Sorotan")).encode()


def translated(*blocks: tuple[str, str]) -> bytes:
    """A PO file in which every block is translated as itself in angle brackets."""
    catalog = read_po(io.BytesIO(update(None, *blocks)))
    for message in catalog:
        if message.id:
            message.string = f"<{message.id}>"
    return serialized(catalog).encode()


def translations(po: bytes) -> dict[str, Translation]:
    """Translations by context."""
    return {context: found for (context, _), found in catalogs._translations(read_po(io.BytesIO(po)))}


def moved(po: bytes, page: str, *blocks: tuple[str, str]) -> bytes:
    """A PO file after an update for a page of another name."""
    contexts = [Message(text, catalogs.context(page, id), f"docs/{page}", 1) for id, text in blocks]
    return serialized(updated(read_po(io.BytesIO(po)), contexts, "en", "Sorotan")).encode()


def obsolete(po: bytes) -> set[str]:
    return {str(message.string) for message in read_po(io.BytesIO(po)).obsolete.values()}


def test_new_catalog() -> None:
    """Every message is there, in the order of the page, with its place and comment, and nothing is fuzzy."""
    catalog = updated(None, [Message("Judul", "x@title", "docs/x.md", 3, "Front matter: title")], "en", "Sorotan")
    text = serialized(catalog)
    assert '#. Front matter: title\n#: docs/x.md:3\nmsgctxt "x@title"\nmsgid "Judul"\nmsgstr ""\n' in text
    assert '"Language: en\\n"' in text
    assert "fuzzy" not in text


def test_round_trip(tmp_path: Path) -> None:
    """What a translator writes into a catalog is what the page gets."""
    texts = ["Satu “dua”\ntiga", 'Ada "kutip" dan \\garis', "é 🚀", "panjang " * 40]
    blocks = [(f"p{number}", text.strip()) for number, text in enumerate(texts, 1)]
    path = tmp_path / "x.po"
    path.write_bytes(translated(*blocks))
    problems = Problems()
    loaded = catalogs.load(path, "x.po", problems)
    assert len(problems) == 0
    assert loaded == {(f"x#{id}", text): Translation(f"<{text}>") for id, text in blocks}


def test_texts_are_no_formats_of_programs() -> None:
    """Translators would be told to keep what Babel takes for fields: a percentage, an attribute list."""
    po = update(None, ("p1", "Naik 7,5% sejak itu"), ("p2", "[tautan](x.md){: .tombol }"), ("p3", "{0} dan {nama}"))
    assert b"-format" not in po
    assert b"-format" not in update(po, ("p1", "Naik 7,5% sejak itu"), ("p2", "[tautan](x.md){: .tombol }"))


def test_nothing_changed() -> None:
    """A catalog that is up to date stays the same to the byte, whenever it was made."""
    po = translated(("p1", P1), ("p2", P2), ("", "Tanpa nama " * 20))
    dated = read_po(io.BytesIO(po))
    dated.creation_date = datetime(2001, 2, 3, tzinfo=UTC)
    po = serialized(dated).encode()
    assert update(po, ("p1", P1), ("p2", P2), ("", "Tanpa nama " * 20)) == po


def test_changed_block_keeps_its_translation_as_fuzzy() -> None:
    """A block with an id keeps its old translation for review, however much of its text changed."""
    po = update(translated(("p1", P1), ("p2", P2)), ("p1", P1), ("p2", "Sama sekali lain"))
    assert translations(po) == {"x#p1": Translation(f"<{P1}>"), "x#p2": Translation(f"<{P2}>", True)}
    assert f'#| msgid "{P2}"' in po.decode()


def test_its_own_translation_goes_before_a_similar_one() -> None:
    """A block that became like another keeps its own old translation."""
    po = update(translated(("p1", P1), ("p2", P2)), ("p1", P1), ("p2", P1.replace("besar", "kecil")))
    assert translations(po)["x#p2"] == Translation(f"<{P2}>", True)


def test_similar_translation_is_not_lost_with_its_block() -> None:
    """When a block goes, its translation stays as obsolete, even if another block became like it."""
    po = update(translated(("p1", P1), ("p2", P2)), ("p2", P1.replace("besar", "kecil")))
    assert translations(po) == {"x#p2": Translation(f"<{P2}>", True)}
    assert f"<{P1}>" in obsolete(po)


def test_fuzzy_stays_until_reviewed() -> None:
    """Updating again does not make a doubtful translation certain, and changes nothing more."""
    blocks = (("p1", "Sama sekali lain"),)
    once = update(translated(("p1", P1)), *blocks)
    twice = update(once, *blocks)
    assert translations(twice) == {"x#p1": Translation(f"<{P1}>", True)}
    assert twice == once


def test_twice_changed_block_says_what_was_translated() -> None:
    """A translation that waits for review is still shown with the text that it was made from."""
    once = update(translated(("p1", P1)), ("p1", "Sama sekali lain"))
    twice = update(once, ("p1", "Kini lain lagi, dan " + "panjang " * 20))
    assert translations(twice) == {"x#p1": Translation(f"<{P1}>", True)}
    assert twice.decode().count("#|") == 1
    assert f'#| msgid "{P1}"' in twice.decode()


def test_review_ends_with_the_flag() -> None:
    """Where the translator took the flag away, the text that it was made from goes as well."""
    fuzzy = update(translated(("p1", P1)), ("p1", "Sama sekali lain"))
    reviewed = update(fuzzy.replace(b"#, fuzzy\n", b""), ("p1", "Sama sekali lain"))
    assert translations(reviewed) == {"x#p1": Translation(f"<{P1}>")}
    assert b"| msgid" not in reviewed


def test_comments_of_translators_are_kept() -> None:
    """What a translator noted stays at its message."""
    po = translated(("p1", P1)).replace(b"#: docs", b"# Ask Lambert.\n#: docs")
    assert b"# Ask Lambert.\n" in update(po, ("p1", P1))


def test_comments_of_translators_stay_with_their_block() -> None:
    """However much of its text changed, and whatever other text it became like."""
    po = translated(("p1", P1), ("p2", P2)).replace(b"#: docs/x.md:1", b"# Ask Lambert.\n#: docs/x.md:1")
    for text in ("Sama sekali lain", P2.replace("hujan", "salju")):
        changed = update(po, ("p1", text)).decode()
        assert changed.index("# Ask Lambert.\n") < changed.index('msgctxt "x#p1"')


def test_changed_block_without_id_is_recognised_when_similar() -> None:
    """Without an id, only a similar text takes over a translation, for review."""
    before = translated(("", P1))
    assert translations(update(before, ("", P1 + "."))) == {"x": Translation(f"<{P1}>", True)}
    assert translations(update(before, ("", "Sama sekali lain"))) == {}


def test_catalog_of_a_renamed_page() -> None:
    """Its texts are the same, and so are their translations, those that wait for review included."""
    po = update(translated(("p1", P1), ("p2", P2), ("", "Ya")), ("p1", P1), ("p2", P2 + "."), ("", "Ya"))
    renamed = moved(po, "y.md", ("p1", P1), ("p2", P2 + "."), ("", "Ya"))
    assert translations(renamed) == {
        "y#p1": Translation(f"<{P1}>"),
        "y#p2": Translation(f"<{P2}>", True),
        "y": Translation("<Ya>"),
    }
    assert f'#| msgid "{P2}"' in renamed.decode()
    assert obsolete(renamed) == set()
    assert moved(renamed, "y.md", ("p1", P1), ("p2", P2 + "."), ("", "Ya")) == renamed


def test_texts_that_move_to_other_blocks() -> None:
    """A paragraph came before them, or they were given ids: what they say was not changed."""
    po = update(translated(("p1", P1), ("p2", P2), ("", "Ya")), ("p1", "Baru"), ("p2", P1), ("p3", P2), ("h", "Ya"))
    assert translations(po) == {
        "x#p2": Translation(f"<{P1}>"),
        "x#p3": Translation(f"<{P2}>"),
        "x#h": Translation("<Ya>"),
    }
    assert obsolete(po) == set()
    assert "#|" not in po.decode()


def test_same_text_with_two_translations() -> None:
    """Each block of a renamed page keeps its own; where another takes the text, somebody has to say which is right."""
    po = translated(("p1", "Ya"), ("p2", "Ya")).replace(b"<Ya>", b"Yes", 1).replace(b"<Ya>", b"Yeah", 1)
    renamed = moved(po, "y.md", ("p1", "Ya"), ("p2", "Ya"))
    assert translations(renamed) == {"y#p1": Translation("Yes"), "y#p2": Translation("Yeah")}
    assert translations(update(po, ("p1", "Ya"), ("p3", "Ya"))) == {
        "x#p1": Translation("Yes"),
        "x#p3": Translation("Yeah"),
    }
    (either,) = translations(update(po, ("p3", "Ya"))).values()
    assert either.is_fuzzy


def test_comments_move_with_their_text() -> None:
    po = translated(("p1", P1)).replace(b"#: docs", b"# Ask Lambert.\n#: docs")
    assert b"# Ask Lambert.\n" in update(po, ("p2", P1))


def test_changed_part_of_a_block() -> None:
    """Where code stands between two texts of a block, the one that changed keeps its own translation."""
    po = update(translated(("p1", P1), ("p1", P2)), ("p1", "Sama sekali lain"), ("p1", P2))
    assert {(m.id, m.string, m.fuzzy) for m in read_po(io.BytesIO(po)) if m.id} == {
        ("Sama sekali lain", f"<{P1}>", True),
        (P2, f"<{P2}>", False),
    }


def test_removed_blocks_are_kept_as_obsolete() -> None:
    """The translation of a block that was removed stays in the file, however often it is updated."""
    gone = update(translated(("p1", P1), ("p2", P2)), ("p1", P1))
    assert translations(gone) == {"x#p1": Translation(f"<{P1}>")}
    assert obsolete(gone) == {f"<{P2}>"}
    assert obsolete(update(gone, ("p1", P1))) == {f"<{P2}>"}


def test_repeated_text_is_one_message() -> None:
    """A text that stands twice in a page, without ids, is translated once."""
    text = update(None, ("", "Ya"), ("", "Ya")).decode()
    assert text.count('msgid "Ya"') == 1
    assert "#: docs/x.md:1 docs/x.md:2" in text


TEXTS = st.lists(
    st.tuples(st.sampled_from(["p1", "p2", "p3", ""]), st.text('ab é"\\\n', min_size=1, max_size=9)),
    max_size=4,
    unique_by=lambda block: block[0],
)


@given(TEXTS, TEXTS)
def test_update_loses_nothing(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> None:
    """Every translation is still in the file: as it was, for review, or obsolete; a second update changes nothing."""
    po = update(translated(*before), *after)
    kept = {found.text for found in translations(po).values()} | obsolete(po)
    assert {f"<{text}>" for _, text in before} <= kept
    assert update(po, *after) == po


@given(TEXTS)
def test_unchanged_texts_stay_certain(blocks: list[tuple[str, str]]) -> None:
    """A block that did not change is not to be reviewed."""
    assert not any(found.is_fuzzy for found in translations(update(translated(*blocks), *blocks)).values())


@pytest.mark.parametrize("language", ["id", "en"])
def test_language_of_a_new_catalog(language: str) -> None:
    """A new catalog says its language."""
    catalog: Catalog = updated(None, [], language, "Sorotan")
    assert catalog.locale_identifier == language
