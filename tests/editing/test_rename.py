"""`sorotan rename entity`, `merge entity` and `publish-lock` on the briefing of this repository."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from editing_support import Run

from sorotan.core import checks, loading
from sorotan.core.corpus import Corpus
from sorotan.core.editing import rename
from sorotan.core.editing.files import EditError
from sorotan.core.problems import Problems
from sorotan.core.records import Entity
from support import Project

MODELS = "data/entities/model.yml"
REDIRECTS = "data/redirects.yml"


def values_in(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from values_in(value)
    elif isinstance(data, list):
        for item in data:
            yield from values_in(item)
    else:
        yield str(data)


def entities_named_in_every_way(data: Corpus) -> list[str]:
    """An entity for each field that can name one."""
    found = [
        next(q.speaker for q in data.quotes.values() if q.speaker),
        next(c.claimant for c in data.claims.values() if c.claimant),
        next(e.developer for e in data.timeline.values() if e.developer),
        next(e.country for e in data.timeline.values() if e.country),
        next(s.outlet for a in data.articles.values() for s in a.chain if s.outlet),
        next(fact.value.id for e in data.entities.values() for _, fact in e.linked_entities()),
        "deepseek-r1",
    ]
    return list(dict.fromkeys(found))


def test_every_reference_to_an_entity_is_found(briefing: Project) -> None:
    """After a rename nothing names the old id: not in any field of any record."""
    folder = briefing.folder / "data"
    names = entities_named_in_every_way(loading.load(folder, "data", Problems()))
    for path in folder.glob("**/*.yml"):
        text = path.read_text("utf-8")
        for name in names:
            text = rename.in_yaml(text, name, f"{name}-baru")
            if path.parent.name == "entities" and f"\n{name}:\n" in text:
                text = rename.with_new_key(text, name, f"{name}-baru")
        path.write_text(text, "utf-8")
        found = set(values_in(yaml.safe_load(text)))
        assert not found & set(names) - {"uses"}, path
    problems = Problems()
    checks.check(loading.load(folder, "data", problems), problems)
    assert [str(problem) for problem in problems] == []


def test_renaming_there_and_back_changes_nothing(briefing: Project, run: Run, changed: Callable[[], set[str]]) -> None:
    run("publish-lock")
    run("rename", "entity", "deepseek-r1", "r1")
    assert {"docs/index.md", "translations/en/LC_MESSAGES/index.po", MODELS, REDIRECTS} < changed()
    assert "[DeepSeek-R1](entity:r1)" in briefing.read("docs/index.md")
    assert run("check").output == "No problems.\n"
    assert briefing.read(REDIRECTS).endswith("\nentities/deepseek-r1.md: entities/r1.md\n")
    run("rename", "entity", "r1", "deepseek-r1")
    assert changed() == {"data/published.lock", REDIRECTS}
    assert "entities/" not in briefing.read(REDIRECTS), "the address that was never published needs no redirect"


def test_divided_files_are_renamed_in(briefing: Project, run: Run) -> None:
    claims = briefing.folder / "data" / "claims"
    claims.mkdir()
    claims.with_suffix(".yml").rename(claims / "2025.yml")
    run("rename", "entity", "andy-konwinski", "konwinski")
    assert "claimant: konwinski\n" in briefing.read("data/claims/2025.yml")
    assert run("check").output == "No problems.\n"


def test_redirects_never_lead_to_one_another(briefing: Project, run: Run) -> None:
    for old, new in (("kling", "kling-ai"), ("kling-ai", "kling-video")):
        run("rename", "entity", old, new)
    assert briefing.read(REDIRECTS).splitlines()[1:] == [
        "entities/kling.md: entities/kling-video.md",
        "entities/kling-ai.md: entities/kling-video.md",
    ]
    assert run("check").output == "No problems.\n"


def test_links_by_file_and_in_broken_lines(briefing: Project, run: Run) -> None:
    page = briefing.read("docs/method.md")
    briefing.write(
        "docs/method.md", f"{page}\nLihat [Kling](entities/kling.md#facts) dan [Kling][k].\n\n[k]: entity:kling\n"
    )
    catalog = "translations/en/LC_MESSAGES/method.po"
    entry = (
        'msgid "Lihat [Kling](entities/"\n"kling.md#facts)"\n'
        'msgstr "See [Kling](entity:kl"\n"ing), not entity:klingon"\n'
    )
    briefing.write(catalog, f'{briefing.read(catalog)}\n{entry}\n#~ msgid "a (entity:"\n#~ "kling)"\n#~ msgstr "a"\n')
    run("rename", "entity", "kling", "keling")
    assert briefing.read("docs/method.md").endswith(
        "Lihat [Kling](entities/keling.md#facts) dan [Kling][k].\n\n[k]: entity:keling\n"
    )
    assert briefing.read(catalog).endswith(
        '\nmsgid "Lihat [Kling](entities/keling.md#facts)"\n'
        'msgstr "See [Kling](entity:keling), not entity:klingon"\n\n#~ msgid "a (entity:keling)"\n#~ msgstr "a"\n'
    )


def test_pages_with_other_endings(briefing: Project, run: Run) -> None:
    """MkDocs makes pages of them, too."""
    for ending in ("markdown", "mkd", "txt"):
        briefing.write(f"docs/x.{ending}", "[Kling](entity:kling)\n")
    run("rename", "entity", "kling", "keling")
    written = [briefing.read(f"docs/x.{ending}") for ending in ("markdown", "mkd", "txt")]
    assert written == ["[Kling](entity:keling)\n", "[Kling](entity:keling)\n", "[Kling](entity:kling)\n"]


def test_addresses_of_other_sites_stay() -> None:
    text = "<https://x.example/entities/kling.md>, [a](http://x.example/?q=entity:kling), [b](entities/kling.md)\n"
    assert rename.in_prose(text, "kling", "keling") == text.replace("(entities/kling.md)", "(entities/keling.md)")


def test_files_of_the_system_are_none_of_the_project(briefing: Project, run: Run) -> None:
    """What macOS puts beside files on other disks has their names with a dot in front, and is no text."""
    for path in ("data/entities/._model.yml", "data/references/._2025.yml", "docs/._index.md"):
        briefing.write(path, "")
        (briefing.folder / path).write_bytes(b"\0\5\x16\7\xff")
    run("rename", "entity", "kling", "keling")
    references = briefing.folder / "references.json"
    references.write_text('[{"id": "a", "type": "book", "title": "b"}]', "utf-8")
    run("import", "references", str(references), "--yes")


def test_pages_in_a_folder_that_is_a_link(briefing: Project, run: Run) -> None:
    """MkDocs publishes them, too."""
    briefing.write("isi/x.md", "[Kling](entity:kling)\n")
    (briefing.folder / "docs" / "lagi").symlink_to("../isi")
    run("rename", "entity", "kling", "keling")
    assert briefing.read("isi/x.md") == "[Kling](entity:keling)\n"


def test_id_that_looks_like_a_number_is_quoted() -> None:
    text = "a: {entities: [x, \"x\", 'x'], developer: x} # x\n"
    assert rename.in_yaml(text, "x", "2025") == 'a: {entities: ["2025", "2025", \'2025\'], developer: "2025"} # x\n'


def test_texts_that_happen_to_be_the_id_stay() -> None:
    text = "x:\n  name: x\n  facts:\n    - {property: jobTitle, value: x}\n    - {property: developer, value: x}\n"
    assert rename.in_yaml(text, "x", "y") == text.replace("developer, value: x", "developer, value: y")


def test_corrections_of_names_are_renamed() -> None:
    text = "mentions:\n  - {block: p4, text: x, entity: x}\nignore:\n- {block: x, text: {id: x, en: x}}\n"
    assert rename.in_yaml(text, "x", "y") == text.replace("entity: x", "entity: y")


def test_anchored_values_are_renamed_where_they_are_written() -> None:
    text = "a: {entities: &all [x, z]}\nb: {entities: *all, developer: &d x}\nc: {developer: *d}\n"
    expected = "a: {entities: &all [y, z]}\nb: {entities: *all, developer: &d y}\nc: {developer: *d}\n"
    assert rename.in_yaml(text, "x", "y") == expected


@pytest.mark.parametrize(
    "lists", ["a: {entities: [&x x, z]}\nb: {entities: [*x, y]}", "a: {entities: [y, &x x]}\nb: *x"]
)
def test_anchored_values_are_not_taken_out(lists: str) -> None:
    """An alias has no place of its own: what stood between the value and the list would go with it."""
    with pytest.raises(EditError, match="“x” cannot be changed by itself"):
        rename.in_yaml(f"{lists}\n", "x", "y")


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        (["rename", "entity", "kling", "openai"], "use `sorotan merge entity` to make two one"),
        (["rename", "entity", "klingg", "x"], "There is no entity “klingg”; correct the id. Did you mean “kling”?"),
        (["rename", "entity", "kling", "Kling AI"], "Did you mean “kling-ai”?"),
        (["merge", "entity", "kling", "kling"], "cannot be merged into itself"),
        (["merge", "entity", "kling", "klong"], "There is no entity “klong”"),
    ],
)
def test_wrong_arguments(run: Run, changed: Callable[[], set[str]], arguments: list[str], cure: str) -> None:
    assert cure in run(*arguments, fails=True).output
    assert changed() == set()


def test_entity_with_a_mistake_is_not_taken_for_absent(briefing: Project, run: Run) -> None:
    briefing.edit(MODELS, "\nkling:\n  kind: model\n", "\nkling:\n  kind: modul\n")
    assert "“kling” has a mistake of its own" in run("rename", "entity", "kling", "keling", fails=True).output
    assert "There is already an entity “kling”" in run("rename", "entity", "sora", "kling", fails=True).output


def test_merging_keeps_names_and_what_was_said(briefing: Project, run: Run) -> None:
    before = loading.load(briefing.folder / "data", "data", Problems())
    gone = before.entities["moonshot-ai"]
    names = {gone.name.id, *(alias.text for alias in gone.aliases.id)}
    printed = run("merge", "entity", "moonshot-ai", "kimi").output
    assert "data/entities/organization.yml; move what kimi should say" in printed
    assert "The fact “developer” of kimi named moonshot-ai and now names kimi itself; remove it." in printed
    problems = Problems()
    after = loading.load(briefing.folder / "data", "data", problems)
    assert "moonshot-ai" not in after.entities
    kimi = after.entities["kimi"]
    assert names <= {kimi.name.id, *(alias.text for alias in kimi.aliases.id)}
    note = after.notes["gap-kimi-is-a-product"][1]
    assert note.entities == ("kimi", "z-ai"), "named once, although both were named"
    assert "# moonshot-ai:\n#   kind: organization\n" in briefing.read("data/entities/organization.yml")
    assert run("check").output == "No problems.\n"


@pytest.mark.parametrize(
    ("aliases", "written"),
    [
        ("", '  aliases: {id: ["Lama", "L"], en: ["Old", "L"]}\n'),
        ("  aliases: [B] # c\n", '  aliases: ["Lama", "L", "Old", B] # c\n'),
        ("  aliases: {} # c\n", '  aliases: {id: ["Lama", "L"], en: ["Old", "L"]} # c\n'),
        ("  aliases: []\n", '  aliases: ["Lama", "L", "Old"]\n'),
        ("  aliases:\n    - B\n", '  aliases:\n    - "Lama"\n    - "L"\n    - "Old"\n    - B\n'),
        ("  aliases: {en: [L]}\n", '  aliases: {id: ["Lama", "L"], en: ["Old", L]}\n'),
    ],
)
def test_names_are_added_to_aliases_of_every_form(aliases: str, written: str) -> None:
    old = Entity(kind="work", name={"id": "Lama", "en": "Old"}, aliases=["L"], description="x")
    head, tail = "new:\n  kind: work\n  name: New\n", "  description: x\n"
    new = Entity.model_validate(yaml.safe_load(head + aliases + tail)["new"])
    changed = rename.with_aliases(head + aliases + tail, "new", rename.names_to_add(old, new))
    assert changed == head + written + tail


def test_lock_never_forgets(briefing: Project, run: Run) -> None:
    run("publish-lock")
    lock = briefing.read("data/published.lock")
    assert "\nentities/kling.md\n" in lock
    assert "\narticles/us-open-model-gap.md#note-gap-wired-source\n" in lock
    assert "\ntimeline.md#event-chatgpt-launch\n" in lock
    briefing.edit(MODELS, "\nkling:\n", "\nkeling:\n")
    assert "SRT081 The published address entities/kling.md is gone" in run("check", fails=True).output
    run("publish-lock")
    assert set(lock.splitlines()) < set(briefing.read("data/published.lock").splitlines())
    assert "SRT081" in run("check", fails=True).output
    briefing.write(REDIRECTS, "entities/kling.md: entities/keling.md\n")
    assert "SRT081" not in run("check", fails=True).output


def test_interrupted_rename_can_be_given_again(briefing: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    replace, count = os.replace, 0

    def failing(source: Path, target: Path) -> None:
        nonlocal count
        count += 1
        if count == 3:
            raise OSError(5, "Input/output error", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    run("rename", "entity", "deepseek-r1", "r1", fails=True)
    monkeypatch.setattr(os, "replace", replace)
    run("rename", "entity", "deepseek-r1", "r1")
    assert run("check").output == "No problems.\n"


def test_tombstones_lead_to_the_new_page_in_every_language(project: Project) -> None:
    project.write(
        REDIRECTS, "entities/lilin.md: entities/pelita.md\narticles/lama.md: articles/lab-baru.md#note-licence\n"
    )
    built = project.build(strict=True)
    assert built.warnings == []
    for language, prefix in (("id", ""), ("en", "en/")):
        page = built.page(f"{prefix}entities/lilin/")
        assert page.get("lang") == language
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../pelita/"]
        assert page.xpath("//link[@rel='canonical']/@href") == [f"https://pelita.example/{prefix}entities/pelita/"]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert built.dead_links(f"{prefix}entities/lilin/") == []
        assert built.page(f"{prefix}articles/lama/").xpath("//a/@href") == ["../lab-baru/#note-licence"]
    assert "lilin" not in built.path("sitemap.xml").read_text("utf-8")


def test_tombstones_without_directory_addresses(project: Project) -> None:
    project.write(REDIRECTS, "entities/lilin.md: entities/pelita.md\n")
    built = project.build(use_directory_urls=False)
    assert built.page("en/entities/lilin.html").xpath("//a/@href") == ["pelita.html"]
