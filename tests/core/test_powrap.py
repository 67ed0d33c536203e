"""PO files are broken into lines as GNU gettext breaks them: whoever saves one elsewhere changes nothing else."""

from __future__ import annotations

import io
import shutil
import subprocess

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from hypothesis import example, given
from hypothesis import strategies as st

from sorotan.core.extraction import serialized
from support import REPOSITORY

CATALOGS = sorted((REPOSITORY / "translations").rglob("*.po"))
MSGCAT = shutil.which("msgcat")
needs_gettext = pytest.mark.skipif(MSGCAT is None, reason="gettext is not installed (apt-get install gettext)")


def by_gettext(po: str) -> str:
    done = subprocess.run([MSGCAT, "-"], input=po.encode(), capture_output=True, check=True)
    return done.stdout.decode()


def catalog(text: str, translation: str = "", previous: str = "") -> Catalog:
    made = Catalog(locale="en", project="x", version="1", fuzzy=False)
    message = made.add(text, translation, context="x#p1", locations=[("docs/articles/x.md", n) for n in range(1, 9)])
    if previous:
        message.flags.add("fuzzy")
        message.previous_id = [previous]
    return made


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("pendek", ['msgid "pendek"']),
        ("x" * 71, [f'msgid "{"x" * 71}"']),
        ("x" * 72, ['msgid ""', f'"{"x" * 72}"']),
        (f"{'x' * 66} dua puluh kata", ['msgid ""', f'"{"x" * 66} dua puluh "', '"kata"']),
        (f"{'x' * 66} sumber-terbuka-x", ['msgid ""', f'"{"x" * 66} sumber-"', '"terbuka-x"']),
        (f"{'x' * 66} [tautan](entity:x)", ['msgid ""', f'"{"x" * 66} [tautan]"', '"(entity:x)"']),
        (f"{'x' * 70} GPT-4 dan", ['msgid ""', f'"{"x" * 70} GPT-4 "', '"dan"']),
        ("satu\ndua", ['msgid ""', '"satu\\n"', '"dua"']),
    ],
)
def test_lines(text: str, lines: list[str]) -> None:
    po = serialized(catalog(text)).splitlines()
    at = next(number for number, line in enumerate(po) if line.startswith("msgctxt")) + 1
    assert po[at : at + len(lines)] == lines
    assert po[at + len(lines)].startswith("msgstr")


TEXTS = st.lists(
    st.sampled_from(
        ["kata", "sumber-terbuka", "[tautan](entity:x-y)", "“kutipan”", "2024–2025", "GPT-4", "a\\b", '"', "—", "dan,"]
        + [
            "(kurung)",
            "*tebal*",
            "`kode`",
            "https://contoh.id/a",
            "kalimat.",
            "\n",
            "7,5%",
            "ya…",
            "perusahaan-perusahaan",
        ]
    ),
    min_size=1,
    max_size=40,
).map(" ".join)


@given(TEXTS, TEXTS, TEXTS)
def test_nothing_is_changed_but_the_lines(text: str, translation: str, previous: str) -> None:
    po = serialized(catalog(text, translation, previous))
    message = read_po(io.BytesIO(po.encode())).get(text, "x#p1")
    assert (message.id, message.string) == (text, translation)
    assert po.startswith("#")
    assert po.endswith('"\n')
    assert all(len(line) <= 79 or " " not in line[6:-2] for line in po.splitlines())


@needs_gettext
@example("kata", f"{'kata ' * 14}*tebal* \n", "")
@example(f"{'kata ' * 13}7,5% sumber-terbuka", "kata", "")
@example("kata", f"{'kata ' * 14}a — —", "")
@example("kata", f"{'kata ' * 14}“a”  (b) —  — c", "")
@given(TEXTS, TEXTS, TEXTS)
def test_gettext_breaks_in_the_same_places(text: str, translation: str, previous: str) -> None:
    # Lines that are the same are kept on one, or Babel would take them for one comment.
    po = serialized(catalog(text, translation, "" if "\n" in previous else previous))
    assert by_gettext(po) == po


@needs_gettext
@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_gettext_has_nothing_to_change(path) -> None:
    """The catalogs of this repository as the tools of gettext would write them, and good in their eyes."""
    assert by_gettext(path.read_text("utf-8")) == path.read_text("utf-8")
    checked = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(path)], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")
