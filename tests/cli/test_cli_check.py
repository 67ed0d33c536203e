"""`sorotan check`: formats, languages, exit status, notices, and how long it takes."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from sorotan.interface import default_language
from support import Project

COMMAND = [sys.executable, "-c", "from sorotan.cli import main; main()"]
WRONG = "lampu:\n  kind: produk\n  name: Lampu\n  description: {id: Sebuah lampu., en: A lamp.}\n"


@pytest.fixture
def wrong(project: Project) -> Project:
    """A project with a mistake in the second line of a file."""
    project.write("data/entities/zz.yml", WRONG)
    return project


def test_no_problems(run) -> None:
    result = run("check")
    assert (result.output, result.exit_code) == ("No problems.\n", 0)


def test_text(wrong: Project, run) -> None:
    """The line is shown, with a caret under the column, and the problems are counted."""
    result = run("check")
    message, line, caret, summary = result.output.splitlines()
    assert message.startswith("data/entities/zz.yml:2:9: SRT010 “kind”: “produk” is none of person, ")
    assert (line, caret) == ("      kind: produk", "            ^")
    assert summary == "Problems: 1."
    assert result.exit_code == 1


def test_line_behind_other_separators_of_lines(project: Project, run) -> None:
    """Text editors do not count them, and so the line is shown that is told."""
    project.edit("docs/index.md", "# Cerita", "Satu\u2028dua\u2029tiga\x0cempat\x85lima.\n\n# Cerita")
    project.write("docs/index.md", project.read("docs/index.md") + "\n[Lampu](entity:lampu)\n")
    at = project.read("docs/index.md").count("\n")
    assert f"docs/index.md:{at}:9: SRT025" in (printed := run("check").output)
    assert "    [Lampu](entity:lampu)\n            ^\n" in printed


def test_json(wrong: Project, run) -> None:
    result = run("check", "--format", "json")
    (problem,) = json.loads(result.output)
    assert problem.pop("message").startswith("“kind”: “produk” is none of person")
    assert problem == {
        "file": "data/entities/zz.yml",
        "line": 2,
        "column": 9,
        "code": "SRT010",
        "level": "error",
        "suggestion": "product",
    }
    assert result.exit_code == 1


def test_json_without_problems(run) -> None:
    result = run("check", "--format", "json")
    assert (json.loads(result.output), result.exit_code) == ([], 0)


def test_sarif(wrong: Project, run) -> None:
    log = json.loads(run("check", "--format", "sarif").output)
    (sarif_run,) = log["runs"]
    (rule,) = sarif_run["tool"]["driver"]["rules"]
    (result,) = sarif_run["results"]
    assert (log["version"], rule["id"], rule["defaultConfiguration"]["level"]) == ("2.1.0", "SRT010", "error")
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("SRT010", 0, "error")
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "data/entities/zz.yml"},
        "region": {"startLine": 2, "startColumn": 9},
    }


def test_github(wrong: Project, run) -> None:
    (line,) = run("check", "--format", "github").output.splitlines()
    assert line.startswith("::error file=data/entities/zz.yml,line=2,col=9,title=SRT010::“kind”: “produk” is none of")


def test_language(wrong: Project, run) -> None:
    """The language of the messages is a choice; by default it is that of the locale."""
    indonesian = run("check", "--lang", "id").output
    assert "“produk” tidak termasuk person, " in indonesian
    assert "Apakah yang dimaksud “product”?" in indonesian
    assert indonesian.endswith("Masalah: 1.\n")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "id"}, "id"),
        ({"LANG": "in_ID"}, "id"),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "id_ID@latin"}, "id"),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": ""}, "id"),
        ({"LANG": "ido"}, "en"),
        ({"LANGUAGE": "id"}, "en"),
    ],
)
def test_default_language(environment: dict[str, str], language: str) -> None:
    assert default_language(environment) == language


def test_locale(wrong: Project, run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    assert "tidak termasuk" in run("check").output
    assert "tidak termasuk" in wrong.build().problems[0]


@pytest.mark.parametrize(
    "arguments",
    [["--format", "xml"], ["--lang", "fr"], ["--nonsense"], ["more"], ["--format"]],
    ids=" ".join,
)
def test_wrong_arguments(run, arguments: list[str]) -> None:
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert "Error: " in result.output


def test_notices(run) -> None:
    """What might be tidied up is told when asked for, and fails only when that is asked for, too."""
    assert "SRT073" not in run("check").output
    told = run("check", "--notices")
    assert "SRT073 Nothing cites the reference “unused-blog”" in told.output
    assert re.search(r"Problems: 0\. Notices: \d+\.$", told.output)
    assert told.exit_code == 0
    strict = run("check", "--strict")
    assert strict.output == told.output
    assert strict.exit_code == 1


def test_all_mistakes_of_all_files(project: Project, run) -> None:
    """Data, prose and catalogs are told in one run."""
    project.write("data/entities/zz.yml", WRONG)
    project.edit("data/quotes.yml", "sari-dewi", "sari-dwi")
    project.edit("docs/articles/lab-baru.md", "Sebagian ahli", "Banyak ahli")
    project.edit("translations/en/LC_MESSAGES/mkdocs.po", 'msgstr "Home"', 'msgstr "Ho"me"')
    assert {"SRT010", "SRT021", "SRT061", "SRT060"} <= set(re.findall(r"SRT\d{3}", run("check").output))


@pytest.mark.parametrize("name", ["data/entities/zz 100%.yml", "data/entities/a,b:c.yml"])
def test_odd_file_names(project: Project, run, name: str) -> None:
    """Names with characters that have a meaning in a format do not break it."""
    project.write(name, WRONG)
    assert name in run("check").output
    github = run("check", "--format", "github").output
    escaped = name.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    assert github.startswith(f"::error file={escaped},line=2,col=9,title=SRT010::")
    uri = json.loads(run("check", "--format", "sarif").output)["runs"][0]["results"][0]["locations"][0]
    assert " " not in uri["physicalLocation"]["artifactLocation"]["uri"]


def test_output_is_utf_8_wherever_it_goes(wrong: Project) -> None:
    """A pipe with another encoding loses no characters and shows no traceback."""
    command = [*COMMAND, "-f", str(wrong.folder / "mkdocs.yml"), "check"]
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"SRT010" in done.stdout
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("named", [True, False], ids=["block is named", "block is not named"])
def test_words_of_a_text_that_is_not_translated_are_not_missed(project: Project, run, named: bool) -> None:
    """A paragraph was reworded, and stands in Indonesian on the English page. What is quoted of the English is there
    again once it is translated, and nobody should correct or remove a note until then."""
    notes, page = "data/annotations/lab-baru.yml", "docs/articles/lab-baru.md"
    project.write(notes, project.read(notes) + "ignore:\n  - {block: p3, text: {id: Dewi, en: Dewi's}}\n")
    if not named:
        project.edit(notes, "block: p3, id:", "id:")
    project.edit(page, "Lisensinya sangat longgar", "Lisensinya memang sangat longgar")
    found = [line for line in run("check").output.splitlines() if ": SRT" in line]
    assert [line.split(" ")[1] for line in found] == ["SRT061"]
    project.edit(page, "sangat longgar", "amat longgar")  # now the Indonesian words are gone as well
    found = [line for line in run("check").output.splitlines() if ": SRT" in line]
    assert [line.split(" ")[1] for line in found] == ["SRT030", "SRT061"]
    assert "is not in the “id” text" in found[0]


def test_words_of_a_text_that_is_translated_are_missed(project: Project, run) -> None:
    """Where they stand is known from the text that was translated, and another text that is not excuses nothing."""
    notes, page = "data/annotations/lab-baru.yml", "docs/articles/lab-baru.md"
    project.edit(notes, "block: p3, id:", "id:")
    project.edit(notes, "{exact: very permissive}", "{exact: xyz qwv}")
    project.edit(page, "Sebagian ahli meragukan", "Sebagian ahli tetap meragukan")
    found = [line for line in run("check").output.splitlines() if ": SRT" in line]
    assert [line.split(" ")[1] for line in found] == ["SRT032", "SRT061"]


def test_a_block_without_words_needs_no_translation(project: Project, run) -> None:
    """It excuses no words that are missing from the text."""
    project.write("docs/articles/gambar.png", "")
    project.edit("docs/articles/lab-baru.md", "Sebagian ahli", "![](gambar.png)\n{: #gambar }\n\nSebagian ahli")
    project.edit("data/annotations/lab-baru.yml", "block: p3, id:", "id:")
    for words in ("sangat longgar", "very permissive"):
        project.edit("data/annotations/lab-baru.yml", f"{{exact: {words}}}", "{exact: xyz qwv}")
    found = [line for line in run("check").output.splitlines() if ": SRT" in line]
    assert [line.split(" ")[1] for line in found] == ["SRT032", "SRT032", "SRT061"]


def test_block_of_the_nearest_passage(project: Project, run) -> None:
    """It is where the passage stands, not where the note is shown until somebody confirms it."""
    page = "docs/articles/lab-baru.md"
    project.edit(page, "Lisensinya sangat longgar. \n".strip(), "Harganya nol.")
    project.edit(page, "Mereka menunggu", "Lisensinya memang sangat longgar sekali. Mereka menunggu")
    project.edit("data/annotations/lab-baru.yml", "{exact: sangat longgar}", "{exact: Lisensinya sangat longgar}")
    [told] = [line for line in run("check").output.splitlines() if "SRT030" in line and "“id” text" in line]
    assert "the nearest passage is “Lisensinya memang sangat longgar” (p5)" in told


def test_block_of_the_nearest_passage_where_it_stands_twice(project: Project, run) -> None:
    """It is that of the note."""
    page, sentence = "docs/articles/lab-baru.md", "Lisensinya memang sangat longgar."
    project.edit(page, "Lisensinya sangat longgar.", sentence)
    project.edit(page, "Laboratorium Nusa merilis model", f"{sentence} Laboratorium Nusa merilis model")
    project.edit("data/annotations/lab-baru.yml", "{exact: sangat longgar}", "{exact: Lisensinya sangat longgar}")
    [told] = [line for line in run("check").output.splitlines() if "SRT030" in line and "“id” text" in line]
    assert "the nearest passage is “Lisensinya memang sangat longgar” (p3)" in told


def test_words_in_other_surroundings_are_the_same_words_in_other_typography(project: Project, run) -> None:
    words = "{exact: '\"milik semua orang\"', prefix: Kata}"
    project.edit("data/annotations/lab-baru.yml", "{exact: sangat longgar}", words)
    assert [line.split(" ")[1] for line in run("check").output.splitlines() if ": SRT" in line] == ["SRT037"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_words_that_moved_in_one_language_only(project: Project, run, language: str) -> None:
    """A paragraph was reworded, and another has the same words: these are others, as the other language shows."""
    notes, catalog = "data/annotations/lab-baru.yml", "translations/en/LC_MESSAGES/articles/lab-baru.po"
    words = {"id": "menunggu hasil pengujian", "en": "waiting for independent"}[language]
    project.edit(notes, {"id": "sangat longgar", "en": "very permissive"}[language], words)
    assert "waiting for independent tests" in project.read(catalog)
    found = [line for line in run("check").output.splitlines() if ": SRT" in line]
    assert [line.split(" ")[1] for line in found] == ["SRT037"]
    assert f"“{words}” stand in the “{language}” text of lab-baru (p5)" in found[0]


def test_words_that_moved_in_both_languages(project: Project, run) -> None:
    """The paragraph has another id now: nothing is to be told."""
    notes = "data/annotations/lab-baru.yml"
    project.edit(notes, "sangat longgar", "menunggu hasil pengujian")
    project.edit(notes, "very permissive", "waiting for independent")
    assert [line for line in run("check").output.splitlines() if ": SRT" in line] == []


def test_links_to_a_block_whose_id_is_mistyped(project: Project, run) -> None:
    """What is to be mended is the id, and no link on another page."""
    project.edit("docs/index.md", "Satu cerita tentang", "[Satu](block:lab-baru#p3) cerita tentang")
    project.edit("docs/articles/lab-baru.md", "{: #p3 }", "{: #p3")
    codes = [line.split(" ")[1] for line in run("check").output.splitlines() if ": SRT" in line]
    assert codes == ["SRT039", "SRT061", "SRT061"]
    assert not [problem for problem in project.build().problems if "SRT024" in problem]


def test_a_table_that_retells_a_paragraph(project: Project, run) -> None:
    """Markdown has no id for a table; the cure names a place where one can stand."""
    page = "docs/articles/lab-baru.md"
    project.edit(page, "Sebagian ahli meragukan Pelita. Mereka menunggu hasil pengujian mandiri.", "A | B\n-|-\nc | d")
    (told,) = (line for line in run("check").output.splitlines() if "SRT039" in line)
    assert told.endswith(
        "write {: #p5 } on the line right below the paragraph, or at the end of the line of a heading"
        " or of a cell of a table."
    )
    project.edit(page, "c | d\n{: #p5 }", "c | d {: #p5 }")
    assert not [code for code in ("SRT039", "SRT035", "SRT024") if code in run("check").output]


def test_a_paragraph_with_the_id_of_another(project: Project, run) -> None:
    """It is told once, with the id that is missing, and nothing that is said of either block is called wrong."""
    project.edit("docs/articles/lab-baru.md", "{: #p3 }", "{: #p2 }")
    (told,) = (line for line in run("check").output.splitlines() if ": SRT" in line and "SRT061" not in line)
    assert told == (
        "docs/articles/lab-baru.md:12:1: SRT033 The block id “p2” is used twice in the article lab-baru; rename one."
        " Did you mean “p3”?"
    )
    project.edit("docs/articles/lab-baru.md", "{: #p5 }", "{: #p6 }")
    told = [line.partition(" The")[0] for line in run("check").output.splitlines() if ": SRT" in line]
    assert [line for line in told if "SRT061" not in line] == [
        "data/articles.yml:3:11: SRT035",
        "data/articles.yml:3:11: SRT035",
        "docs/articles/lab-baru.md:12:1: SRT033",
    ]


def test_blocks_that_a_record_names_that_is_refused(project: Project, run) -> None:
    """They are looked up with those of sound records, though the record is not used."""
    notes = "data/annotations/lab-baru.yml"
    project.edit(notes, "questioning\n    target: {block: p5}", "question\n    target: {block: p99}")
    project.edit(notes, "Siapa para ahli itu?", "[Siapa](block:lab-baru#p98)?")
    told = run("check").output
    assert re.findall(r"(?m)^data\S+: SRT\d+", told) == [
        f"{notes}:3:17: SRT010",
        f"{notes}:4:21: SRT024",
        f"{notes}:5:16: SRT024",
    ]
    assert len([problem for problem in project.build().problems if "SRT024" in problem]) == 2


@pytest.mark.parametrize(
    ("written", "told"),
    [
        pytest.param("{: #p3 }\n{: #p3 }", [(12, "{: #p3 }")], id="twice"),
        pytest.param("{: #p9 }\n{: #p3 }", [(12, "{: #p9 }")], id="another above it"),
        pytest.param("{: #p3 }\n{: #p9 }", [(12, "{: #p3 }")], id="another below it"),
        pytest.param("{: #p9 }\n{: #p9 }\n{: #p3 }", [(12, "{: #p9 }"), (13, "{: #p9 }")], id="thrice"),
        pytest.param("{: #p3 }\nBaris lain.\n{: #p9 }", [(12, "{: #p3 }")], id="a paragraph that goes on"),
    ],
)
def test_two_ids_of_one_block(project: Project, run, written: str, told: list[tuple[int, str]]) -> None:
    """One of them is printed on the page, and is told where it stands, with what to do."""
    project.edit("docs/articles/lab-baru.md", "{: #p3 }", written)
    printed = project.build()
    assert told[0][1].removesuffix(" }") in printed.html("articles/lab-baru/")
    for lines in (run("check").output.splitlines(), printed.problems):
        found = [line for line in lines if line.startswith("docs/articles/lab-baru.md:") and "SRT" in line]
        assert [re.match(r"\S+:(\d+):1: SRT047 “(.+?)”", line).groups() for line in found] == [
            (str(line), words) for line, words in told
        ]


def test_an_id_that_an_article_shows_as_code_is_none(project: Project, run) -> None:
    project.edit("docs/articles/lab-baru.md", "Lisensinya", "`{: #p7 }` dan lisensinya")
    assert "SRT047" not in run("check").output


@pytest.mark.parametrize("text", ["", "---\ntitle: a\n---\n\n<!-- p1 -->\n", "Satu\n\nDua\n"])
def test_article_without_any_block(project: Project, run, text: str) -> None:
    """Begun, emptied by accident, or without ids: paragraphs are missing, and not each word that is said of them."""
    project.write("docs/articles/lab-baru.md", text)
    project.edit("docs/index.md", "Satu cerita tentang", "[Satu](articles/lab-baru.md#p2) [b](block:lab-baru#p2)")
    missing = ["SRT035"] * 4
    assert [code for code in re.findall(r": (SRT\d+) ", run("check").output) if code != "SRT061"] == missing
    assert [code for code in re.findall(r"SRT\d+", "\n".join(project.build().problems)) if code != "SRT061"] == missing


def test_block_that_is_gone_with_its_words(project: Project, run) -> None:
    """Of each record the block is told, and not its words in each language as well."""
    page = project.read("docs/articles/lab-baru.md")
    project.write("docs/articles/lab-baru.md", page[: page.index("\n\n", page.index("{: #p2 }"))] + "\n")
    told = re.findall(r"(?m)^(data/(?:quotes|claims)\S+): (SRT\d+)", run("check").output)
    assert told == [("data/claims.yml:15:19", "SRT024"), ("data/quotes.yml:4:19", "SRT024")]
