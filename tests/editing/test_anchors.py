"""`sorotan anchors` on the briefing of this repository, with prose that changes under the notes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from editing_support import Run

from support import Project

PAGE = "docs/articles/us-open-model-gap.md"
CATALOG = "translations/en/LC_MESSAGES/articles/us-open-model-gap.po"
NOTES = "data/annotations/us-open-model-gap.yml"


@pytest.fixture
def reworded(briefing: Project, run: Run) -> Project:
    """Words that a note is about are no longer what they were, in Indonesian."""
    briefing.edit(PAGE, "perusahaan Tiongkok, misalnya Kimi", "perusahaan Tiongkok, semisal Kimi")
    run("translate", "update")
    briefing.write(CATALOG, briefing.read(CATALOG).replace("#, fuzzy\n", ""))
    return briefing


WORDS = "perusahaan Tiongkok, misalnya Kimi"
"""What the note `gap-kimi-is-a-product` is about, in p2."""


@pytest.mark.parametrize(
    ("edit", "verdict"),
    [
        pytest.param(lambda page: page.replace(WORDS, f"baru: {WORDS}"), "exact  p2", id="insert before"),
        pytest.param(lambda page: page.replace("misalnya Kimi", "dan misalnya Kimi"), "changed", id="insert"),
        pytest.param(lambda page: page.replace(f"{WORDS}, ", f"{WORDS} dan "), "exact  p2", id="reword behind"),
        pytest.param(lambda page: page.replace(WORDS, "perusahaan Tiongkok, semisal Kimi"), "changed", id="reword"),
        pytest.param(lambda page: page.replace(WORDS, "Kimi"), "changed", id="delete words"),
        pytest.param(
            lambda page: re.sub("Model terbuka per.*? sedunia. ", "", page), "changed  p9", id="delete a sentence"
        ),
        pytest.param(lambda page: page.replace(WORDS, f"{WORDS}, atau {WORDS}"), "ambiguous", id="twice"),
        pytest.param(lambda page: page.replace("{: #p2 }", "{: #p99 }"), "moved  p99", id="move the block"),
        pytest.param(lambda page: page.replace("Tiongkok, mis", "Tiongkok; mis"), "changed", id="punctuation"),
        pytest.param(lambda page: page.replace(WORDS, f"🚀👩🏽\u200d💻 {WORDS}"), "exact  p2", id="emoji"),
    ],
)
def test_verdict_after_an_edit_of_the_prose(
    briefing: Project, run: Run, edit: Callable[[str], str], verdict: str
) -> None:
    before = briefing.read(PAGE)
    briefing.write(PAGE, edit(before))
    [line] = re.findall(r"(?m)^us-open-model-gap  gap-kimi-is-a-product  id  (.*)$", run("anchors").output)
    assert re.match(verdict, line), line


@pytest.mark.parametrize(
    ("written", "quoted"),
    [
        pytest.param("Cle\u0301ment nai\u0308f", "Cl\u00e9ment na\u00eff", id="decomposed in the text"),
        pytest.param("Cl\u00e9ment na\u00eff", "Cle\u0301ment nai\u0308f", id="decomposed in the quotation"),
        pytest.param("“titik” itu’s", '"titik" itu\'s', id="straight quotes"),
        pytest.param('"titik" itu\'s', "“titik” itu’s", id="curly quotes"),
        pytest.param("600\u202fmiliar\u00a0dolar", "600 miliar dolar", id="non-breaking spaces"),
        pytest.param("600 miliar dolar", "600\u00a0miliar dolar", id="plain spaces"),
    ],
)
def test_how_the_words_are_typed_makes_no_difference(briefing: Project, run: Run, written: str, quoted: str) -> None:
    briefing.edit(PAGE, WORDS, written)
    briefing.edit(NOTES, f'"{WORDS}"', "'" + quoted.replace("'", "''") + "'")
    assert "us-open-model-gap  gap-kimi-is-a-product  id  exact  p2\n" in run("anchors").output


def test_listing_names_every_verdict_and_the_nearest_passage(reworded: Project, run: Run) -> None:
    printed = run("anchors").output
    assert "us-open-model-gap  gap-wired-source  id  exact  p2\n" in printed
    assert "quote-konwinski-existential  en  exact  p3\n" in printed
    assert "claim-konwinski-founded-databricks-and-laude  id  exact  p3\n" in printed
    assert (
        "us-open-model-gap  gap-kimi-is-a-product  id  changed  p2\n"
        "  old: “perusahaan Tiongkok, misalnya Kimi”\n"
        "  nearest: “perusahaan Tiongkok, semisal Kimi”\n"
    ) in printed


def test_what_there_is_to_do_is_listed_last(reworded: Project, run: Run) -> None:
    """Hundreds of lines go by, and an editor sees the end of them."""
    verdicts = re.findall(r"(?m)^\S+  \S+  (?:id|en)  (\w+)", run("anchors").output)
    assert len(verdicts) > 100 and verdicts[-1] == "changed" and set(verdicts[:-1]) == {"exact"}


def test_nothing_is_accepted_without_the_editor(reworded: Project, run: Run, changed: Callable[[], set[str]]) -> None:
    printed = run("anchors", "confirm", "gap-kimi-is-a-product", answers="n\n").output
    assert "old: “perusahaan Tiongkok, misalnya Kimi”\n  new: “perusahaan Tiongkok, semisal Kimi”" in printed
    assert changed() == set()


@pytest.mark.parametrize(("options", "answers"), [([], "y\n"), (["--yes"], ""), (["--yes", "--lang", "id"], "")])
def test_confirming_changes_the_words_and_nothing_else(
    reworded: Project, run: Run, options: list[str], answers: str
) -> None:
    before = reworded.read(NOTES)
    run("anchors", "confirm", "gap-kimi-is-a-product", *options, answers=answers)
    assert reworded.read(NOTES) == before.replace(
        '"perusahaan Tiongkok, misalnya Kimi"', '"perusahaan Tiongkok, semisal Kimi"'
    )
    assert "changed" not in run("anchors").output


def test_confirming_in_the_other_language_changes_nothing(reworded: Project, run: Run) -> None:
    before = reworded.read(NOTES)
    run("anchors", "confirm", "gap-kimi-is-a-product", "--yes", "--lang", "en")
    assert reworded.read(NOTES) == before


def test_nothing_to_confirm(run: Run, changed: Callable[[], set[str]]) -> None:
    assert "(id): the words stand where they should" in run("anchors", "confirm", "gap-wired-source", "--yes").output
    assert changed() == set()


def test_windows_file_stays_one(reworded: Project, run: Run) -> None:
    path = reworded.folder / NOTES
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    run("anchors", "confirm", "gap-kimi-is-a-product", "--yes")
    assert path.read_bytes() == before.replace(b"Tiongkok, misalnya Kimi", b"Tiongkok, semisal Kimi")


def test_retargeting_to_words_that_stand_once(briefing: Project, run: Run) -> None:
    before = briefing.read(NOTES)
    run("anchors", "retarget", "gap-kimi-is-a-product", "--lang", "id", "misalnya Kimi, Z.ai")
    assert briefing.read(NOTES) == before.replace('"perusahaan Tiongkok, misalnya Kimi"', '"misalnya Kimi, Z.ai"')


def test_retargeting_in_an_article_without_a_page(briefing: Project, run: Run) -> None:
    (briefing.folder / PAGE).unlink()
    told = run("anchors", "retarget", "gap-kimi-is-a-product", "--lang", "id", "Kimi", fails=True).output
    assert told == "Error: us-open-model-gap has no text in “id”.\n"


def test_retargeting_asks_which_of_several_is_meant(briefing: Project, run: Run) -> None:
    before = briefing.read(NOTES)
    printed = run("anchors", "retarget", "gap-wired-source", "--lang", "id", "AS", answers="2\n").output
    assert "1  p2  " in printed and "2  p2  " in printed
    old, new = '{exact: "mengatakan kepada WIRED"}', '{prefix: "bahwa", exact: "AS"}'
    assert briefing.read(NOTES) == before.replace(old, new)
    assert "gap-wired-source  id  exact  p2" in run("anchors").output
    # Surroundings are not left to words that they do not fit.
    run("anchors", "retarget", "gap-wired-source", "--lang", "id", "mengatakan kepada WIRED")
    assert briefing.read(NOTES) == before.replace(old, '{prefix: "Amerika),", exact: "mengatakan kepada WIRED"}')


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        ("DeepSeek-R1", "“DeepSeek-R1” stands in p9, not in p2; move the note there first."),
        ("perusahaan Tiongkok, semisal Kimi", "Did you mean “perusahaan Tiongkok, misalnya Kimi”?"),
        ("sama sekali tidak ada", "“sama sekali tidak ada” is not in the text."),
    ],
)
def test_retargeting_to_words_that_are_not_there(
    run: Run, changed: Callable[[], set[str]], words: str, cure: str
) -> None:
    assert cure in run("anchors", "retarget", "gap-kimi-is-a-product", "--lang", "id", words, fails=True).output
    assert changed() == set()


def test_quotations_and_claims_are_retargeted_too(briefing: Project, run: Run) -> None:
    for note, path in (
        ("quote-konwinski-existential", "data/quotes.yml"),
        ("claim-konwinski-us-lead-under-threat", "data/claims.yml"),
    ):
        before = briefing.read(path)
        run("anchors", "retarget", note, "--lang", "en", "Databricks")
        lines = zip(before.splitlines(), briefing.read(path).splitlines(), strict=True)
        assert [new for old, new in lines if old != new] == [
            next(line for line in briefing.read(path).splitlines() if 'en: {exact: "Databricks"}' in line)
        ]


def test_moving_sets_the_block_and_tells_what_comes_of_it(briefing: Project, run: Run) -> None:
    before = briefing.read(NOTES)
    printed = run("anchors", "move", "gap-wired-source", "p3").output
    assert "gap-wired-source  id  moved  p2" in printed
    at = before.index("block: p2")
    assert briefing.read(NOTES) == before[:at] + "block: p3" + before[at + len("block: p2") :]
    run("anchors", "move", "gap-wired-source", "p2")
    assert briefing.read(NOTES) == before


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        (["move", "gap-wired-source", "p99"], "us-open-model-gap has no block “p99”"),
        (["move", "gap-wired-sorce", "p1"], "Did you mean “gap-wired-source”?"),
        (["confirm", "quote-konwinski-existentiel"], "Did you mean “quote-konwinski-existential”?"),
        (["retarget", "gap-wired-source", "x"], "Missing option '--lang'"),
    ],
)
def test_wrong_arguments(run: Run, changed: Callable[[], set[str]], arguments: list[str], cure: str) -> None:
    assert cure in run("anchors", *arguments, fails=True).output
    assert changed() == set()


def test_passage_in_another_block_is_not_confirmed_silently(reworded: Project, run: Run) -> None:
    run("anchors", "move", "gap-kimi-is-a-product", "p9")
    before = reworded.read(NOTES)
    printed = run("anchors", "confirm", "gap-kimi-is-a-product", "--yes", fails=True).output
    assert "run `sorotan anchors move gap-kimi-is-a-product p2` first" in printed
    assert reworded.read(NOTES) == before


def test_unreadable_file_holds_back_every_change(reworded: Project, run: Run) -> None:
    reworded.write("data/quotes.yml", "a:\n\tb: 1\n")
    printed = run("anchors", "confirm", "gap-kimi-is-a-product", "--yes", fails=True).output
    assert "SRT003" in printed and "nothing was changed" in printed


def test_read_only_file(reworded: Project, run: Run) -> None:
    (reworded.folder / NOTES).chmod(0o444)
    printed = run("anchors", "confirm", "gap-kimi-is-a-product", "--yes", fails=True).output
    assert "us-open-model-gap.yml is read-only; make it writable and run the command again." in printed
