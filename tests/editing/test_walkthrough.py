"""The tasks that CONTRIBUTING.md takes an editor through: its commands, and what the editor writes in between."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable

import pytest
from editing_support import Run

from support import REPOSITORY, Project

SOURCE = "Judul dari sumber\nMoonshot AI meluncurkan model Kimi K9 hari ini.\nParagraf terakhir dari sumber.\n"
PAGE = "docs/articles/kimi-k9-opens.md"
CATALOG = "translations/en/LC_MESSAGES/articles/kimi-k9-opens.po"
TRANSLATIONS = {
    "Kimi K9 dibuka untuk umum": "Kimi K9 opens to the public",
    "Kimi K9 kini terbuka": "Kimi K9 is open now",
    "Kemarin Moonshot AI merilis Kimi K9 beserta bobotnya.": "Yesterday Moonshot AI released Kimi K9 with its weights.",
    "Kemarin Moonshot AI membuka Kimi K9 beserta bobotnya.": "Yesterday Moonshot AI opened Kimi K9 with its weights.",
    "Banyak pengembang menyambutnya.": "Many developers welcomed it.",
}


def commands(heading: str) -> list[str]:
    """The commands of a section, in order."""
    text = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    section = re.split(r"\n##+ ", text.partition(f"### {heading}")[2])[0]
    return re.findall(r"(?m)^    ((?:sorotan|mkdocs) .+)$", section)


ARTICLE = commands("From start to end")
IMPORTS = commands("Notes and references from elsewhere")


def translate(project: Project) -> None:
    text = project.read(CATALOG).replace("#, fuzzy\n", "")
    for source, english in TRANSLATIONS.items():
        text = re.sub(rf'msgid "{re.escape(source)}"\nmsgstr ".*"', f'msgid "{source}"\nmsgstr "{english}"', text)
    project.write(CATALOG, text)


class Editor:
    """What the editor writes after each command, by its first words."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def new_article(self) -> None:
        texts = ["# Kimi K9 kini terbuka {: #p1 }", *list(TRANSLATIONS)[2::2]]
        page = self._project.read(PAGE)
        for number, text in enumerate(texts, 1):
            block = text if text.startswith("#") else f"{text}\n{{: #p{number} }}"
            page = re.sub(rf"<!-- p{number}: .* -->", block, page)
        self._project.write(PAGE, page)
        self._fill("data/articles.yml")
        self._project.edit("mkdocs.yml", "      - notes.md\n", "      - notes.md\n      - articles/kimi-k9-opens.md\n")

    def new_entity(self) -> None:
        self._project.edit("data/entities/model.yml", "id: TODO", "id: Sebuah model.")
        self._project.edit("data/entities/model.yml", "en: TODO", "en: A model.")

    def translate_update(self) -> None:
        translate(self._project)

    def new_note(self) -> None:
        self._fill("data/annotations/kimi-k9-opens.yml")

    def new_event(self) -> None:
        self._fill("data/timeline.yml")
        self._project.edit("data/timeline.yml", "evidence: [todo]", "evidence: [kimi-k9-opens#p2]")

    def _fill(self, path: str) -> None:
        self._project.edit(path, "TODO", "sudah ditulis")


@pytest.fixture
def give(briefing: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Gives a command as the editor does, in the folder of the project."""
    monkeypatch.chdir(briefing.folder)
    briefing.write("sumber.txt", SOURCE)

    def give(command: str) -> str:
        program, *arguments = shlex.split(command)
        if program == "mkdocs":
            built = briefing.build(strict="--strict" in arguments)
            assert built.warnings == [] and built.abort == ""
            assert built.has("en/articles/kimi-k9-opens/") and built.has("entities/kimi-k9/")
            return ""
        return run(*arguments, answers="y\ny\n").output

    return give


def test_sixth_article_from_start_to_end(briefing: Project, give: Callable[[str], str]) -> None:
    editor, printed = Editor(briefing), {}
    for command, following in zip(ARTICLE, [*ARTICLE[1:], ""], strict=True):
        if following == "sorotan anchors":
            briefing.edit(PAGE, *list(TRANSLATIONS)[2:4])
        if command == "sorotan translate confirm kimi-k9":
            briefing.edit("data/entities/model.yml", "Sebuah model.", "Sebuah model terbuka.")
        printed[command] = give(command)
        write = getattr(editor, "_".join(command.split()[1:3]), None)
        if write is not None:
            write()
        elif command == "sorotan check":
            assert printed[command] == "No problems.\n"
    assert any("moonshot-ai (1)" in output for output in printed.values())
    assert "k9-weights  id  changed  p2" in printed["sorotan anchors"]
    assert 'exact: "Moonshot AI membuka Kimi K9"' in briefing.read("data/annotations/kimi-k9-opens.yml")
    assert "A model." in printed["sorotan translate confirm kimi-k9"]
    assert briefing.read("data/redirects.yml").endswith("entities/kimi-k9.md: entities/moonshot-kimi-k9.md\n")
    assert "entities/moonshot-kimi-k9.md" in briefing.read("data/published.lock")
    built = briefing.build(strict=True)
    assert built.page("en/entities/kimi-k9/").xpath("//a/@href") == ["../moonshot-kimi-k9/"]


def test_commands_are_found() -> None:
    assert ARTICLE[0].startswith("sorotan new article ")
    assert {command.split()[1] for command in ARTICLE} == {
        "new", "translate", "check", "build", "anchors", "rename", "publish-lock",
    }  # fmt: skip
    assert {command.split()[2] for command in IMPORTS} == {"notes", "references"}


def test_notes_and_references_from_elsewhere(briefing: Project, give: Callable[[str], str], run: Run) -> None:
    """Taken over as the guide says, and finished where `sorotan check` says TODO."""
    source = "https://sorotan.example/articles/us-open-model-gap/"
    note = {
        "type": "Annotation",
        "body": {"value": "Isi.", "language": "id"},
        "target": {"source": source, "selector": {"type": "TextQuoteSelector", "exact": "misalnya Kimi, Z.ai"}},
        "creator": "Budi",
        "created": "2026-11-24",
    }
    briefing.write("export.json", json.dumps(note))
    briefing.write("library.bib", "@online{tamu, title={Tamu}, url={https://tamu.example/}, date={2026-11-24}}\n")
    briefing.write(
        "mkdocs.yml", re.sub(r"(?m)^site_url: .*$", "site_url: https://sorotan.example/", briefing.read("mkdocs.yml"))
    )
    for command in IMPORTS:
        printed = give(command)
        assert "1 added" in printed and "Write this?" in printed
    left = run("check", fails=True).output
    assert left.count("is still to be written") == 2
    briefing.edit("data/annotations/us-open-model-gap.yml", "en: TODO", "en: Body.")
    briefing.edit("data/annotations/us-open-model-gap.yml", 'en: {exact: ""}', 'en: {exact: "such as Kimi, Z.ai"}')
    briefing.edit("data/references.yml", "quality: TODO", "quality: reporting")
    assert run("check").output == "No problems.\n"
