"""`sorotan new`: what it writes is right but for what the editor has to fill in, and that is named."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from editing_support import Run

from sorotan.cli import main
from sorotan.core.editing import stubs
from sorotan.core.editing.counterparts import counterpart
from sorotan.core.mentions import Found
from sorotan.core.records import is_id
from support import IN_ENGLISH_ALONE, Project

SOURCE = """\
Judul tentang Moonshot AI

Moonshot AI di Beijing merilis Kimi K9 pada 2026, kata Budi Santoso kepada wartawan.

Kalimat ketiga yang tidak boleh ikut masuk ke dalam proyek.
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "sumber.txt"
    path.write_bytes(SOURCE.replace("\n", "\r\n").encode())
    return path


def codes(printed: str) -> list[str]:
    return re.findall(r"SRT\d{3}", printed)


def test_article(briefing: Project, run: Run, changed: Callable[[], set[str]], source: Path) -> None:
    before = briefing.read("data/articles.yml")
    printed = run("new", "article", str(source), "--id", "k9", "--title", 'Judul: "K9"', "--published", "2026~").output
    assert changed() == {
        "data/articles.yml",
        "data/annotations/k9.yml",
        "docs/articles/k9.md",
        "translations/en/LC_MESSAGES/articles/k9.po",
    }
    assert "moonshot-ai (2)" in printed and "kimi (1)" in printed
    assert "Budi Santoso (1)" in printed and "Beijing (1)" in printed
    assert "Retell the paragraphs in docs/articles/k9.md, and write what stands as TODO; `sorotan check`" in printed
    assert briefing.read("data/articles.yml").startswith(before)
    record = yaml.safe_load(briefing.read("data/articles.yml"))["k9"]["source"]
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    assert record == {"file": "sumber.txt", "sha256": digest, "paragraphs": 3, "language": "id"}


def test_navigation_is_named_where_there_is_one(briefing: Project, run: Run, source: Path) -> None:
    """A `nav` that somebody begins with this one article would leave all other pages out."""
    rest = ["--title", "x", "--published", "2026"]
    named = "Add articles/k9.md to `nav` in mkdocs.yml."
    assert named in run("new", "article", str(source), "--id", "k9", *rest).output
    briefing.write("mkdocs.yml", re.sub(r"(?ms)^nav:.*?(?=^\S)", "", briefing.read("mkdocs.yml")))
    assert "`nav`" not in run("new", "article", str(source), "--id", "k10", *rest).output


def test_nothing_of_the_source_is_copied(briefing: Project, run: Run, source: Path) -> None:
    run("new", "article", str(source), "--id", "k9", "--title", "Judul kami", "--published", "2026")
    for path in ("data/articles.yml", "data/annotations/k9.yml", "docs/articles/k9.md"):
        for words in ("Judul tentang", "Beijing", "Budi", "Kalimat ketiga"):
            assert words not in briefing.read(path).replace("sumber.txt", "")


@pytest.mark.parametrize("id", ["k9", "2024"])
def test_check_names_what_is_left_to_do(briefing: Project, run: Run, source: Path, id: str) -> None:
    """Its place in `nav`, too. An id that YAML would take for a number is written so that it does not."""
    run("new", "article", str(source), "--id", id, "--title", "Judul", "--published", "2026")
    printed = run("check", fails=True).output
    assert set(codes(printed)) == {"SRT035", "SRT061", "SRT080", "SRT089"}
    for block in ("p1", "p2", "p3"):
        assert f"The article {id} has no block “{block}”; retell that paragraph" in printed
    built = briefing.build()
    assert built.abort == "" and not built.tracebacks
    assert built.has(f"articles/{id}/") and built.has(f"en/articles/{id}/")
    assert "retell paragraph" not in built.page(f"articles/{id}/").text_content()


def test_date_is_asked_for_once_and_must_be_one(run: Run, source: Path, briefing: Project) -> None:
    arguments = ["new", "article", str(source), "--id", "k9", "--title", "Judul"]
    printed = run(*arguments, answers="kemarin\n2026-11~\n").output
    assert "“kemarin” is not a date; write 2025" in printed
    assert 'published: "2026-11~"' in briefing.read("data/articles.yml")


@pytest.mark.parametrize(
    ("id", "cure"),
    [
        ("us-open-model-gap", "The id “us-open-model-gap” is taken; choose another."),
        ("K9 Baru", "Did you mean “k9-baru”?"),
    ],
)
def test_article_with_an_id_that_cannot_be(
    run: Run, changed: Callable[[], set[str]], source: Path, id: str, cure: str
) -> None:
    printed = run("new", "article", str(source), "--id", id, "--title", "x", "--published", "2026", fails=True).output
    assert cure in printed
    assert changed() == set()


def test_article_of_an_empty_or_absent_file(run: Run, changed: Callable[[], set[str]], tmp_path: Path) -> None:
    empty = tmp_path / "kosong.txt"
    empty.write_text("\n \n")
    rest = ["--id", "k9", "--title", "x", "--published", "2026"]
    assert "kosong.txt has no text." in run("new", "article", str(empty), *rest, fails=True).output
    assert "does not exist" in run("new", "article", str(tmp_path / "x.txt"), *rest, fails=True).output
    assert changed() == set()


def test_page_that_is_there_is_not_overwritten(briefing: Project, run: Run, source: Path) -> None:
    briefing.write("docs/articles/k9.md", "sudah ada\n")
    printed = run("new", "article", str(source), "--id", "k9", "--title", "x", "--published", "2026", fails=True).output
    assert "docs/articles/k9.md is there already" in printed
    assert briefing.read("docs/articles/k9.md") == "sudah ada\n"
    assert "k9" not in briefing.read("data/articles.yml")


ENTITY = ["new", "entity", "x", "--kind", "person", "--name"]
EVENT = ["new", "event", "x", "--date", "2026", "--stage", "api", "--title"]
NOTE = ["new", "note", "us-open-model-gap"]
RETARGET = ["anchors", "retarget", "gap-wired-source", "--lang", "id"]


@pytest.mark.parametrize("command", [ENTITY, EVENT, NOTE, RETARGET], ids=lambda command: " ".join(command[:2]))
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "there are no words in it"),
        (" \n ", "there are no words in it"),
        ("Kimi\u0007", "the character U+0007 cannot be seen; leave it out"),
        ("Ki\u202emi", "the character U+202E RIGHT-TO-LEFT OVERRIDE cannot be seen; leave it out"),
        ("x" * 501, "the text is longer than 500 characters; shorten it"),
    ],
)
def test_text_that_no_record_can_hold(
    run: Run, changed: Callable[[], set[str]], command: list[str], text: str, reason: str
) -> None:
    """It is the text that is wrong, and not that it is found nowhere, or everywhere."""
    assert reason in run(*command, text, fails=True).output
    assert changed() == set()


def test_text_of_two_lines_or_of_decomposed_letters(briefing: Project, run: Run) -> None:
    run("new", "entity", "clement", "--kind", "person", "--name", "Cle\u0301ment\n Delangue")
    assert "\n  name: Cl\u00e9ment Delangue\n" in briefing.read("data/entities/person.yml")


def test_article_of_a_file_that_is_no_text(run: Run, changed: Callable[[], set[str]], tmp_path: Path) -> None:
    picture = tmp_path / "gambar.txt"
    picture.write_bytes(b"\x89PNG\r\n\x00\x00Kimi")
    rest = ["--id", "k9", "--title", "x", "--published", "2026"]
    assert "gambar.txt is no plain text" in run("new", "article", str(picture), *rest, fails=True).output
    assert changed() == set()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_article_of_a_file_in_another_encoding(
    run: Run, changed: Callable[[], set[str]], tmp_path: Path, encoding: str
) -> None:
    """Nobody could tell later what the letters were."""
    source = tmp_path / "sumber.txt"
    source.write_bytes("Kafé “Pelita” dibuka.\n".encode(encoding))
    arguments = ["new", "article", str(source), "--id", "k9", "--title", "x", "--published", "2026"]
    if encoding == "cp1252":
        assert "sumber.txt is not UTF-8 text; save it as UTF-8." in run(*arguments, fails=True).output
        assert changed() == set()
    else:
        run(*arguments)


def test_notes_are_signed_with_the_name_of_the_site(briefing: Project, run: Run) -> None:
    briefing.write("mkdocs.yml", briefing.read("mkdocs.yml").replace("site_name: Sorotan", "site_name: Kabar Teluk"))
    run("new", "note", "us-open-model-gap", "ketergantungan pada model asing", "--id", "ours")
    run("new", "note", "us-open-model-gap", "kecerdasan buatan (AI)", "--id", "theirs", "--creator", "Rina")
    notes = yaml.safe_load(briefing.read("data/annotations/us-open-model-gap.yml"))["annotations"]
    assert {note["id"]: note["creator"] for note in notes[-2:]} == {"ours": "Kabar Teluk", "theirs": "Rina"}


def test_event_with_what_articles_say_of_it(briefing: Project, run: Run) -> None:
    event = ["new", "event", "k9", "--date", "2026-05", "--title", "K9", "--stage", "launch", "--relation", "implied"]
    run(*event)
    assert yaml.safe_load(briefing.read("data/timeline.yml"))["k9"]["relation"] == "implied"


def test_entity(briefing: Project, run: Run) -> None:
    path = "data/entities/person.yml"
    before = briefing.read(path)
    run("new", "entity", "budi-santoso", "--kind", "person", "--name", "Budi Santoso")
    added = "\nbudi-santoso:\n  kind: person\n  name: Budi Santoso\n  description: {id: TODO, en: TODO}\n"
    assert briefing.read(path) == before + added
    printed = run("check", fails=True).output
    assert codes(printed) == ["SRT080", "SRT080"]
    assert "“description” is still to be written; write it in the place of TODO." in printed
    briefing.edit(path, "{id: TODO, en: TODO}", "{id: Penulis., en: Writer.}")
    assert run("check").output == "No problems.\n"


def test_entity_in_a_new_file_with_windows_lines(briefing: Project, run: Run) -> None:
    (briefing.folder / "data/entities/event.yml").unlink()
    run("new", "entity", "pameran", "--kind", "event", "--name", "Pameran: AI")
    assert briefing.read("data/entities/event.yml").splitlines() == [
        "# yaml-language-server: $schema=../schemas/entities.schema.json",
        "pameran:",
        "  kind: event",
        '  name: "Pameran: AI"',
        "  description: {id: TODO, en: TODO}",
    ]
    path = briefing.folder / "data/entities/place.yml"
    path.write_bytes(path.read_bytes().rstrip().replace(b"\n", b"\r\n"))
    run("new", "entity", "2025", "--kind", "place", "--name", "Dua")
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert data.endswith(b'\r\n"2025":\r\n  kind: place\r\n  name: Dua\r\n  description: {id: TODO, en: TODO}\r\n')


def test_entity_that_is_there(run: Run) -> None:
    printed = run("new", "entity", "openai", "--kind", "person", "--name", "x", fails=True).output
    assert "The id “openai” is taken; choose another." in printed


def test_record_is_not_appended_where_it_would_not_be_one(briefing: Project, run: Run) -> None:
    briefing.write("data/entities/place.yml", "{}\n")
    arguments = ["new", "entity", "x", "--kind", "place", "--name", "X"]
    assert "place.yml: Nothing can be added at the end" in run(*arguments, fails=True).output
    assert briefing.read("data/entities/place.yml") == "{}\n"


def test_event(briefing: Project, run: Run) -> None:
    before = briefing.read("data/timeline.yml")
    run("new", "event", "k9-launch", "--date", "2026-05", "--title", "K9 dibuka", answers="launch\n")
    assert briefing.read("data/timeline.yml").startswith(before)
    printed = run("check", fails=True).output
    assert set(codes(printed)) == {"SRT080"}
    assert "“summary” is still to be written" in printed
    assert "“evidence” (the id of a reference, or a block as article#p1) is still to be written" in printed


def test_note_is_found_in_both_languages(briefing: Project, run: Run) -> None:
    path = "data/annotations/us-open-model-gap.yml"
    before = briefing.read(path)
    run("new", "note", "us-open-model-gap", "Kimi, Z.ai, Alibaba, dan DeepSeek", "--id", "four-names")
    assert briefing.read(path).startswith(before.partition("\nmentions:")[0])
    note = next(n for n in yaml.safe_load(briefing.read(path))["annotations"] if n["id"] == "four-names")
    assert note["target"] == {
        "block": "p2",
        "id": {"exact": "Kimi, Z.ai, Alibaba, dan DeepSeek"},
        "en": {"exact": "Kimi, Z.ai, Alibaba and DeepSeek"},
    }
    assert codes(run("check", fails=True).output) == ["SRT080", "SRT080"]


def test_note_whose_english_words_nothing_tells(briefing: Project, run: Run) -> None:
    printed = run("new", "note", "us-open-model-gap", "ketergantungan pada model asing").output
    assert "ketergantungan-pada-model-asing at p4" in printed
    assert "en: not found; write the words into the file" in printed
    printed = run("check", fails=True).output
    assert "SRT010 “exact”: the text is empty; write it here." in printed
    path = "data/annotations/us-open-model-gap.yml"
    briefing.edit(path, '{exact: ""}', '{exact: "dependence on foreign"}')
    assert "SRT010" not in run("check", fails=True).output


def test_in_one_language_nothing_is_asked_for_in_another(tmp_path: Path) -> None:
    """Texts are plain; words of a target stand below both languages, which is what records have."""
    project = Project(tmp_path / "lantern")
    project.write("mkdocs.yml", IN_ENGLISH_ALONE)
    project.write("docs/index.md", "# Lantern\n")
    project.write("source.txt", "The harbour opened on 3 May.\n")

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(main, ["-f", str(project.folder / "mkdocs.yml"), *arguments])
        return result.output

    source = str(project.folder / "source.txt")
    run("new", "article", source, "--id", "harbour", "--title", "Harbour", "--published", "2024")
    project.write("docs/articles/harbour.md", "The harbour opened on 3 May.\n{: #p1 }\n")
    run("new", "entity", "harbour", "--kind", "place", "--name", "Harbour")
    run("new", "event", "opening", "--date", "2024", "--title", "Opening", "--stage", "event")
    assert run("new", "note", "harbour", "3 May", "--id", "day").splitlines()[1:] == ["day at p1", "  en: “3 May”"]
    assert set(re.findall(r": (SRT\d+)", run("check"))) == {"SRT080"}
    for path in sorted((project.folder / "data").rglob("*.yml")):
        path.write_text(path.read_text("utf-8").replace("todo", "harbour#p1").replace("TODO", "Something"), "utf-8")
    assert run("check") == "No problems.\n"
    assert run("anchors", "retarget", "day", "--lang", "id", "May") == "Error: harbour has no text in “id”.\n"
    assert run("anchors", "confirm", "day", "--lang", "id") == "Error: harbour has no text in “id”.\n"
    assert yaml.safe_load(project.read("data/timeline.yml"))["opening"]["title"] == "Opening"


def test_note_on_words_that_stand_more_than_once(briefing: Project, run: Run) -> None:
    printed = run("new", "note", "us-open-model-gap", "AS", "--id", "which", answers="2\n").output
    assert "1  p1" in printed
    assert '{exact: "AS", prefix: "bahwa"}' in briefing.read("data/annotations/us-open-model-gap.yml")
    assert "SRT031" not in run("check", fails=True).output


def test_notes_before_other_lists_and_in_files_of_other_forms(briefing: Project, run: Run) -> None:
    path = "data/annotations/us-open-model-gap.yml"
    text = "annotations:\n- {id: a, motivation: editing, target: {block: p1}, body: x, creator: r, created: 2026}\n"
    rest = "\n# names\nmentions: []\n"
    briefing.write(path, text + rest)
    run("new", "note", "us-open-model-gap", "kecerdasan buatan (AI)")
    after = briefing.read(path)
    assert after.startswith(f"{text}- id: kecerdasan-buatan-ai\n") and after.endswith(f"\n{rest}")
    for start in ("", "annotations: []\n", "mentions: []\n"):
        briefing.write(path, start)
        run("new", "note", "us-open-model-gap", "kecerdasan buatan (AI)")
        assert len(yaml.safe_load(briefing.read(path))["annotations"]) == 1
    briefing.write(
        path, "annotations: [{id: a, motivation: editing, target: {block: p1}, body: x, creator: r, created: 2026}]\n"
    )
    assert "write them one per line" in run("new", "note", "us-open-model-gap", "kecerdasan buatan", fails=True).output


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        (["us-open-model-gapp", "x"], "Did you mean “us-open-model-gap”?"),
        (["us-open-model-gap", "kecerdasan buatn"], "Did you mean “kecerdasan buatan”?"),
        (["us-open-model-gap", "kecerdasan buatan", "--id", "gap-wired-source"], "There is already a note"),
    ],
)
def test_note_with_wrong_arguments(run: Run, changed: Callable[[], set[str]], arguments: list[str], cure: str) -> None:
    assert cure in run("new", "note", *arguments, fails=True).output
    assert changed() == set()


def test_counterparts_need_the_same_names_and_figures() -> None:
    text, other = "Pada 2025, Meta merilis Llama 4 di AS.", "In 2025 Meta released Llama 4. Meta is American."
    names = [Found(11, 15, "meta"), Found(24, 31, "llama")]
    others = [Found(8, 12, "meta"), Found(22, 29, "llama"), Found(31, 35, "meta")]
    assert counterpart((5, 31), text, names, other, others) is None, "Meta stands there twice"
    assert counterpart((5, 31), text, names, other, others[:2]) == (3, 29)
    assert counterpart((16, 31), text, names, other, others[:2]) is None, "one name tells too little"
    assert counterpart((5, 31), text, names, other.replace("2025", "2024"), others[:2]) is None


def test_counterpart_of_a_name_alone() -> None:
    """Such as a note on who is meant has: a name that stands once in both is certain."""
    text, other = "Menurut Meta, Llama 4 dan 5 ada.", "Llama 4 and 5 are out, Meta said."
    names, others = [Found(8, 12, "meta"), Found(14, 21, "llama")], [Found(0, 7, "llama"), Found(23, 27, "meta")]
    assert counterpart((8, 12), text, names, other, others) == (23, 27)
    assert counterpart((26, 27), text, names, other, others) == (12, 13), "a figure"
    assert counterpart((8, 13), text, names, other, others) is None, "more is quoted than the name"
    twice = [*names, Found(28, 31, "meta")]
    assert counterpart((8, 12), text, twice, other, others) is None, "which of the two is not certain"


def test_free_id_of_a_long_text_can_be_an_id() -> None:
    taken = f"{'a' * 69}-b"
    assert is_id(stubs.free_id(f"{'a' * 69} b", {taken}.__contains__))


@pytest.mark.parametrize("behind", ["", "  # none yet"])
def test_first_note_above_other_lists(behind: str) -> None:
    text = f"annotations:{behind}\nmentions:\n  - a\n"
    assert stubs.with_notes(text, "- id: x\n", "\n") == f"annotations:{behind}\n  - id: x\nmentions:\n  - a\n"
