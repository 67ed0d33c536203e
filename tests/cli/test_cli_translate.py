"""`sorotan translate check`, and what it compares."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from click.testing import CliRunner

from sorotan.cli import main
from sorotan.core.problems import Problems
from sorotan.core.translation_checks import changes, check, figures, markup
from support import REPOSITORY, Project


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("1.000", "1,000"),
        ("1.234.567,5", "1,234,567.5"),
        ("2,5 persen", "2.5 per cent"),
        ("1,5 miliar dolar", "1.5 billion dollars"),
        ("5 ribu orang", "5,000 people"),
        ("5.000 orang", "5 thousand people"),
        ("2 juta", "2,000,000"),
        ("2.000.000", "2 Million"),
        ("1,5 juta", "1,500,000"),
        ("2,50 juta", "2.5 million"),
        ("1.2.3 juta", "1.2.3 million"),
        ("3 triliun", "3,000 billion"),
        ("3.000 miliar", "3 trillion"),
        ("671 miliar parameter", "671B: 671 billion parameters, or 671,000 million"),
        ("20 Januari 2025", "20 January 2025"),
        ("2024–2025", "2024–2025"),
        ("Qwen2.5 dan V3.1", "Qwen2.5 and V3.1"),
        ("pukul 14.30", "14.30"),
        ("tahun 1980-an", "the 1980s"),
    ],
)
def test_same_figures(indonesian: str, english: str) -> None:
    """Separators and words for thousand or million differ between languages, the numbers do not."""
    expected = {figure.value for figure in figures(indonesian, "id")}
    assert expected
    assert expected <= {figure.value for figure in figures(english, "en")}


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [("1,5 juta", "15 million"), ("1.000", "1.000"), ("5 juta", "5 billion"), ("2024", "2025"), ("3,2", "3,2")],
)
def test_other_figures(indonesian: str, english: str) -> None:
    assert [f.value for f in figures(indonesian, "id")] != [f.value for f in figures(english, "en")]


def test_figures_of_links_and_code_are_none() -> None:
    assert figures("[a](x#p16) `v2` 3", "id") == [("3", "3")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](block:x#p7) and [b](https://x.org/a_(b) 'title')", ["block:x#p7", "https://x.org/a_(b)"]),
        ("`code` and ``a ` b``", ["`code`", "``a ` b``"]),
        ("<https://x.org> <b>", ["<https://x.org>"]),
        ("text[^1] %(name)s {id} {: .klass }", ["[^1]", "%(name)s", "{id}", "{: .klass }"]),
        ("plain (text) [with] 100 % signs", []),
    ],
)
def test_markup(text: str, found: list[str]) -> None:
    assert list(markup(text)) == found


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("satu dua tiga", "satu dua empat", "satu dua [-tiga-] {+empat+}"),
        ("a b c d e f", "a b X c d e f", "a b {+X+} c d"),
        ("a b c", "b c", "[-a-] b c"),
        ("a b c d e f g h i j", "A b c d e f g h i J", "[-a-] {+A+} b c … h i [-j-] {+J+}"),
        ("", "baru", "{+baru+}"),
    ],
)
def test_changes(old: str, new: str, shown: str) -> None:
    assert changes(old, new) == shown


@pytest.mark.parametrize(
    ("source", "translation", "is_good"),
    [
        ("Ada 3 model.", "There are three models.", True),
        ("Ada tiga model.", "There are 3 models.", True),
        ("Ada 3 model.", "There are four models.", False),
        ("Ada 3 model, dan 3 lab.", "There are 3 models and 3 labs.", True),
        ("Lihat [di sini](entity:pelita).", "See [here](entity:pelita).", True),
        ("Lihat [di sini](entity:pelita).", "See here.", False),
    ],
)
def test_block(project: Project, run, source: str, translation: str, is_good: bool) -> None:
    """What is the same for a reader is no alarm."""
    project.edit("docs/index.md", "Satu cerita tentang model terbuka, dengan catatan.", source)
    catalog = "translations/en/LC_MESSAGES/index.po"
    project.edit(catalog, "Satu cerita tentang model terbuka, dengan catatan.", source)
    project.edit(catalog, "One story about an open model, with notes.", translation)
    assert (run("translate", "check").exit_code == 0) is is_good


def test_old_translation(project: Project, run) -> None:
    """After a change of the source, `update` keeps the translation, and `check` shows what changed."""
    assert run("translate", "update").exit_code == 0
    project.edit("docs/articles/lab-baru.md", "Lisensinya sangat longgar", "Lisensinya agak ketat")
    assert run("translate", "update").exit_code == 0
    result = run("translate", "check")
    assert "SRT066" in result.output
    assert "Lisensinya [-sangat longgar.-] {+agak ketat.+}" in result.output
    assert result.exit_code == 1


def test_what_is_not_translated_is_neither_old_nor_lacks_anything() -> None:
    """Where it is not known what a translation was made of, all of the source is new."""
    catalog, problems = Catalog(), Problems()
    catalog.add("Satu", "", flags=["fuzzy"])
    catalog.add("[Tiga](x) dari 33", "")
    catalog.add("Dua", "Two", flags=["fuzzy"])
    check(catalog, "x.po", "id", "en", problems)
    [told] = problems
    assert told.code == "SRT066" and "{+Dua+}" in str(told)


@pytest.mark.parametrize(
    ("source", "translation", "told"),
    [
        ("Ada 11.", "There are some.", "“11” in the source, – in the translation"),
        ("Ada.", "There are 33, or 4.", "– in the source, “33”, “4” in the translation"),
    ],
)
def test_figures_that_went_or_came(source: str, translation: str, told: str) -> None:
    catalog, problems = Catalog(), Problems()
    catalog.add(source, translation)
    check(catalog, "x.po", "id", "en", problems)
    [problem] = problems
    assert problem.code == "SRT065" and told in str(problem)


@pytest.mark.parametrize(
    ("source", "translation"), [("Ada 10 orang.", "There are ten people."), ("Ada tiga orang.", "There are 3 people.")]
)
def test_small_figures_may_be_words(source: str, translation: str) -> None:
    catalog, problems = Catalog(), Problems()
    catalog.add(source, translation)
    check(catalog, "x.po", "id", "en", problems)
    assert list(problems) == []


def test_excerpt_shows_words_of_a_text_in_several_lines(project: Project, run) -> None:
    """The line that opens such a text has nothing to read in it."""
    catalog = "translations/en/LC_MESSAGES/index.po"
    text = "Satu cerita tentang model terbuka, dengan catatan."
    project.edit(catalog, f'msgid "{text}"', f'msgid ""\n"{text[:12]}"\n"{text[12:]}"')
    project.edit(catalog, "One story about an open model, with notes.", "2 stories about an open model, with notes.")
    assert '\n    "Satu cerita "\n' in run("translate", "check").output


def test_formats_and_language(project: Project, run) -> None:
    project.edit("translations/en/LC_MESSAGES/articles/lab-baru.po", "January 2025", "January 2024")
    assert (
        "::warning file=translations/en/LC_MESSAGES/articles/lab-baru.po"
        in run("translate", "check", "--format", "github").output
    )
    assert "Angkanya berbeda: “2025” dalam sumber" in run("translate", "check", "--lang", "id").output


def test_no_false_alarm_on_the_briefing() -> None:
    """The catalogs of this repository have nothing to report."""
    result = CliRunner().invoke(main, ["-f", str(REPOSITORY / "mkdocs.yml"), "translate", "check"])
    assert result.output == "No problems.\n"


@pytest.mark.parametrize("title", ['""', '" "'])
def test_title_without_words_is_nothing_to_translate(project: Project, run, title: str) -> None:
    project.write("docs/index.md", re.sub(r"(?m)^title: .*$", f"title: {title}", project.read("docs/index.md")))
    assert run("translate", "update").exit_code == 0
    assert run("check").output == "No problems.\n"
    assert project.build(strict=True).abort == ""


@pytest.mark.parametrize("title", ["1984", "2025-02-03"])
def test_title_that_is_a_number_or_a_date_can_be_translated(project: Project, run, title: str) -> None:
    project.edit("docs/index.md", "title: Beranda Pelita", f"title: {title}")
    assert run("translate", "update").exit_code == 0
    assert f'msgctxt "index@title"\nmsgid "{title}"\n' in project.read(INDEX)


INDEX = "translations/en/LC_MESSAGES/index.po"
HEADERS = (
    "Project-Id-Version",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
)
"""What GNU gettext, Poedit and Weblate look for in the head of a catalog."""
OF_PROGRAMS = (
    "X-Generator: Poedit 3.4.2",
    "X-Poedit-Basepath: ../../..",
    "X-Poedit-SearchPath-0: docs",
)


def test_new_catalog_has_what_programs_look_for(project: Project, run) -> None:
    """By GNU gettext's own check, where that is installed."""
    (project.folder / INDEX).unlink()
    assert run("translate", "update").exit_code == 0
    text = project.read(INDEX)
    for name in HEADERS:
        assert re.search(rf'(?m)^"{name}: [^"]+\\n"$', text), name
    assert '"Content-Type: text/plain; charset=utf-8\\n"' in text
    if program := shutil.which("msgfmt"):
        checked = subprocess.run(
            [program, "--check", "-o", os.devnull, "-"], input=text, text=True, capture_output=True
        )
        assert (checked.returncode, checked.stderr) == (0, "")


def test_what_other_programs_write_into_the_head_stays(project: Project, run) -> None:
    assert run("translate", "update").exit_code == 0
    text = project.read(INDEX)
    last = '"Generated-By: Babel'
    added = "".join(f'"{header}\\n"\n' for header in OF_PROGRAMS)
    project.write(INDEX, re.sub(r'(?m)^"Last-Translator: .*$', r'"Last-Translator: Ani <ani@x.example>\\n"', text))
    project.edit(INDEX, last, added + last)
    project.edit(INDEX, "charset=utf-8", "charset=UTF-8")
    before = project.read(INDEX)
    assert "0 of" in run("translate", "update").output
    assert project.read(INDEX) == before
    project.edit("docs/index.md", "Satu cerita tentang model terbuka", "Sebuah cerita tentang model terbuka")
    assert run("translate", "update").exit_code == 0
    after = project.read(INDEX)
    assert "#, fuzzy" in after
    for header in (*OF_PROGRAMS, "Last-Translator: Ani <ani@x.example>"):
        assert f'"{header}\\n"' in after


@pytest.mark.parametrize("begins", ['\ufeffmsgid ""\nmsgstr ""\n', 'msgid ""\nmsgstr '])
def test_what_stands_in_the_head_stays_however_the_file_begins(project: Project, run, begins: str) -> None:
    head = 'msgid ""\nmsgstr ""\n'
    assert project.read(INDEX).startswith(head)
    project.edit(INDEX, head, f'{begins}"X-Generator: Poedit 3.4\\n"\n')
    assert run("translate", "update").exit_code == 0
    assert '"X-Generator: Poedit 3.4\\n"\n' in project.read(INDEX)


def test_pages_of_elsewhere_are_not_read(project: Project, run, tmp_path: Path) -> None:
    """No build publishes what a link out of the project leads to, and no catalog holds it."""
    (tmp_path / "luar.md").write_text("Hanya untuk saya.\n", "utf-8")
    (project.folder / "docs/dalam.md").symlink_to(tmp_path / "luar.md")
    result = run("translate", "update")
    assert result.exit_code == 1 and "docs/dalam.md: SRT007" in result.output
    assert not (project.folder / "translations/en/LC_MESSAGES/dalam.po").exists()


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
@pytest.mark.parametrize("charset", ["ISO-8859-1", "windows-1252", "klingon"])
def test_catalog_of_another_character_set_is_left_alone(project: Project, run, charset: str, encoding: str) -> None:
    """Read as it claims to be and written again, it would hold other letters than before."""
    path = "translations/en/LC_MESSAGES/index.po"
    project.edit(path, "charset=utf-8", f"charset={charset}")
    project.edit(path, "One story and", "Résumé of a story and")
    file = project.folder / path
    file.write_bytes(project.read(path).encode(encoding, errors="replace"))
    before = file.read_bytes()
    result = run("translate", "update")
    assert result.exit_code == 1
    assert file.read_bytes() == before
    assert f"index.po:5: SRT060 The catalog cannot be read: its header says charset={charset}" in result.output


def test_footnotes_and_tasks(project: Project, run) -> None:
    """What extensions put into a text to be replaced at the end of the build is not the translator's."""
    project.edit("mkdocs.yml", "  - attr_list\n", "  - attr_list\n  - footnotes\n  - pymdownx.tasklist\n")
    project.write("docs/index.md", project.read("docs/index.md") + "\n- [x] Kerja[^1]\n\n[^1]: Catatan kaki.\n")
    assert run("translate", "update").exit_code == 0
    for source, translation in (("Kerja[^1]", "Work[^1]"), ("Catatan kaki.", "Footnote.")):
        project.edit(INDEX, f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"')
    assert run("check").output == "No problems.\n"
    built = project.build(strict=True)
    assert built.warnings == []
    assert "Footnote.&#160;<a" in built.html("en/")
    assert built.page("en/").xpath("//li[input][contains(., 'Work')]")


def test_line_of_a_heading_that_is_the_title_too(project: Project, run) -> None:
    """A translator is led to the heading, not to the same words of the front matter."""
    project.write("docs/tentang.md", "---\ntitle: Tentang\n---\n\n# Tentang\n")
    run("translate", "update")
    places = re.findall(r"(?m)^#: (.*)", project.read("translations/en/LC_MESSAGES/tentang.po"))
    assert places == ["docs/tentang.md:2", "docs/tentang.md:5"]


def test_page_whose_name_has_a_space(project: Project, run) -> None:
    """How gettext writes such a name into a catalog is nothing that an editor has to put right."""
    project.write("docs/Tentang kami.md", "# Tentang kami {: #kami }\n")
    run("translate", "update")
    catalog = "translations/en/LC_MESSAGES/Tentang kami.po"
    assert "\u2068docs/Tentang kami.md\u2069:1" in project.read(catalog)
    assert "SRT006" not in run("check").output
    assert run("translate", "update").output.startswith("0 of ")
    project.edit(catalog, 'msgid "Tentang kami"\nmsgstr ""', 'msgid "Tentang kami"\nmsgstr "About \u2068us"')
    assert f"{catalog}:20:15: SRT006" in run("check").output


def test_letters_written_in_two_parts(project: Project, run) -> None:
    """What is to be translated is what builds look up: in NFC, as keyboards and other programs may not write it."""
    project.edit("docs/index.md", "Satu cerita tentang", "Satu cerita dari kafe\u0301 tentang")
    assert run("translate", "update").exit_code == 0
    project.write(INDEX, project.read(INDEX).replace("#, fuzzy\n", ""))
    assert run("check").output == "No problems.\n"


def test_translation_in_letters_of_two_parts(project: Project, run) -> None:
    """The words that data quotes of it are found, in whatever form a program saved the catalog."""
    project.edit(ARTICLE, "belongs to everyone", "belongs to the cafe\u0301")
    project.edit("data/quotes.yml", "belongs to everyone", "belongs to the caf\u00e9")
    assert run("check").output == "No problems.\n"


def test_navigation_with_a_title_twice(project: Project, run) -> None:
    """A text is translated once, and missing once, whoever counts."""
    project.edit("mkdocs.yml", "  - Beranda: index.md\n", "  - Beranda: index.md\n  - Baru: timeline.md\n")
    project.edit("mkdocs.yml", "  - Nama: ", "  - Baru: ")
    said = [line for line in run("check").output.splitlines() if "SRT061" in line]
    assert said == [problem for problem in project.build().problems if "SRT061" in problem]
    assert len(said) == 1


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        pytest.param("SRT061", 'msgstr "One story about an open model, with notes."', 'msgstr ""', id="missing"),
        pytest.param("SRT062", 'msgctxt "index"', '#, fuzzy\nmsgctxt "index"', id="fuzzy"),
    ],
)
def test_first_gap_is_told_with_its_line(project: Project, run, code: str, old: str, new: str) -> None:
    """It is that of the msgid, as for all that is told of a catalog."""
    before, _, after = project.read(INDEX).rpartition(old)
    project.write(INDEX, before + new + after)
    line = 1 + project.read(INDEX).splitlines().index('msgid "Satu cerita tentang model terbuka, dengan catatan."')
    [told] = [problem for problem in project.build().problems if code in problem]
    assert told.startswith(f"{INDEX}:{line}: {code} ")
    assert told in run("check").output.splitlines()


def test_gap_that_stands_in_no_catalog_has_no_line(project: Project, run) -> None:
    project.edit("docs/index.md", "Satu cerita tentang", "Sebuah cerita tentang")
    [told] = [line for line in run("check").output.splitlines() if ": SRT" in line]
    assert told.startswith(f"{INDEX}: SRT061 ")


def test_catalog_with_a_text_twice_is_left_alone(project: Project, run) -> None:
    """Written again, it would have lost one of the translations."""
    assert run("translate", "update").exit_code == 0
    entry = project.read(INDEX).rstrip().split("\n\n")[-1]
    project.write(INDEX, f"{project.read(INDEX)}\n{entry}\n")
    before = project.read(INDEX)
    result = run("translate", "update")
    assert result.exit_code == 1
    assert f"{INDEX}:{before.count(chr(10)) - 1}: SRT060 " in result.output
    assert project.read(INDEX) == before


ARTICLE = "translations/en/LC_MESSAGES/articles/lab-baru.po"
RENAMED = "translations/en/LC_MESSAGES/articles/lab-lama.po"


def rename_article(project: Project) -> None:
    """The page of an article with all that names it, as an editor does it by hand."""
    for path in (project.folder / "data").rglob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("lab-baru", "lab-lama"), "utf-8")
    project.edit("mkdocs.yml", "lab-baru", "lab-lama")
    for path in ("docs/articles/lab-baru.md", "data/annotations/lab-baru.yml", "originals/lab-baru.txt"):
        (project.folder / path).rename(project.folder / path.replace("lab-baru", "lab-lama"))


@pytest.mark.parametrize("by_hand", [True, False])
def test_catalog_of_a_renamed_page(project: Project, run, by_hand: bool) -> None:
    """Whether SRT069 or SRT061 is obeyed first, nothing has to be translated or reviewed again."""
    assert run("translate", "update").exit_code == 0
    assert run("check").output == "No problems.\n"
    rename_article(project)
    if by_hand:
        (project.folder / ARTICLE).rename(project.folder / RENAMED)
    result = run("translate", "update")
    assert result.exit_code == 0
    assert (f"{ARTICLE} is {RENAMED} now, as its page was renamed." in result.output) is not by_hand
    assert not (project.folder / ARTICLE).exists()
    assert run("check").output == "No problems.\n"
    assert run("translate", "check").output == "No problems.\n"


def test_catalogs_that_stay_where_they_are(project: Project, run) -> None:
    """Those of pages that are there, readable or not, and those that hold other texts than a new page does."""
    assert run("translate", "update").exit_code == 0
    project.write("docs/salinan.md", project.read("docs/index.md"))
    project.write("docs/index.md", project.read("docs/index.md") + "\n<<<<<<< HEAD\n")
    rename_article(project)
    project.edit("docs/articles/lab-lama.md", "Lisensinya", "Lisensi itu")
    before = {path: project.read(path) for path in (INDEX, ARTICLE)}
    run("translate", "update")
    assert {path: project.read(path) for path in (INDEX, ARTICLE)} == before
    assert (project.folder / RENAMED).exists()


def test_folders_within_folders(project: Project, run) -> None:
    """Files are named as they are found from mkdocs.yml, however deep they lie."""
    for name in ("docs", "data", "translations", "originals"):
        (project.folder / "isi").mkdir(exist_ok=True)
        (project.folder / name).rename(project.folder / "isi" / name)
    project.edit("mkdocs.yml", "site_name: Pelita\n", "site_name: Pelita\ndocs_dir: isi/docs\n")
    project.edit("mkdocs.yml", "sorotan/languages", "sorotan/languages:\n      catalogs_dir: isi/translations")
    project.edit("mkdocs.yml", "originals_dir: originals", "originals_dir: isi/originals\n      data_dir: isi/data")
    assert run("translate", "update").exit_code == 0
    project.edit(f"isi/{INDEX}", "msgstr ", "msgstring ")
    project.write("isi/docs/index.md", project.read("isi/docs/index.md") + "\n<script>x</script>\n")
    printed = run("check").output
    line = project.read("isi/docs/index.md").count("\n")
    assert f"isi/{INDEX}:" in printed and f"isi/docs/index.md:{line}:1: SRT038" in printed
    assert "msgstring" in printed, "no excerpt"


@pytest.mark.parametrize(
    ("folder", "meant"),
    [("en/LC_MESSAGE", "index"), ("en/lc_messages", "index"), ("en", "index"), ("en/articles", "articles/index")],
)
def test_catalog_in_a_folder_in_which_none_is_looked_for(project: Project, run, folder: str, meant: str) -> None:
    """It is named, with the place where it belongs: its translations would be written once more."""
    catalogs = project.folder / "translations"
    (catalogs / folder).mkdir(exist_ok=True)
    (catalogs / "en/LC_MESSAGES/index.po").rename(catalogs / folder / "index.po")
    stray = f"translations/{folder}/index.po: SRT008 Nothing of this file is used, because of its name or its folder;"
    for told in (run("check").output, "\n".join(project.build(strict=True).problems)):
        [line] = [line for line in told.splitlines() if "SRT008" in line]
        assert line.startswith(stray)
        assert line.endswith(f"Did you mean “translations/en/LC_MESSAGES/{meant}.po”?")
