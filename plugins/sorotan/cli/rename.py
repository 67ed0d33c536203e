"""`sorotan rename`, `sorotan merge` and `sorotan publish-lock`: ids that change, and addresses that must not die."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import click
from mkdocs.utils import is_markdown_file

from sorotan.cli import workspace
from sorotan.cli.arguments import NEW_ID
from sorotan.cli.reporting import say
from sorotan.cli.workspace import Workspace, editing
from sorotan.core import addresses, freshness
from sorotan.core.corpus import ANNOTATION_FILES, KEYED_FILES
from sorotan.core.editing import rename as core
from sorotan.core.editing.files import Source, rewrite, write
from sorotan.core.phrases import N_, number, phrase, plural
from sorotan.core.problems import Problems

REDIRECTS = "redirects.yml"

_LEFT: Final = N_("What else was said of {old} is a comment in {file}; move what {into} should say.")
_OF_ITSELF: Final = N_("The fact “{property}” of {into} named {old} and now names {into} itself; remove it.")


@click.group()
def rename() -> None:
    """Give a record another id."""


@click.group()
def merge() -> None:
    """Make two records one."""


@rename.command("entity")
@click.argument("old")
@click.argument("new", type=NEW_ID)
@click.pass_obj
def rename_entity(config_file: str, old: str, new: str) -> None:
    """Give the entity OLD the id NEW, everywhere, and lead its old address to the new one."""
    space = workspace.load(config_file)
    with editing():
        core.check_ids(old, new, space.corpus, merge=False)
        home = space.source_of(space.corpus.entities[old])
        changes = _Changes(space, old, new)
        changes.change(home, lambda text: core.with_new_key(text, old, new))
        changes.write(last=home)


@merge.command("entity")
@click.argument("old")
@click.argument("into")
@click.pass_obj
def merge_entity(config_file: str, old: str, into: str) -> None:
    """Make the entity OLD one with INTO: its names, every reference to it, and its address.

    What else the record of OLD says stays in its file as a comment, for you to move.
    """
    space = workspace.load(config_file)
    with editing():
        core.check_ids(old, into, space.corpus, merge=True)
        gone, kept = space.corpus.entities[old], space.corpus.entities[into]
        home = space.source_of(gone)
        changes = _Changes(space, old, into)
        changes.change(space.source_of(kept), lambda text: core.with_aliases(text, into, core.names_to_add(gone, kept)))
        changes.change(home, lambda text: core.without_record(text, old))
        changes.write(last=home)
    say(phrase(_LEFT, old=old, file=space.shown(home.path), into=into))
    for _, fact in kept.linked_entities():
        if fact.value.id == old:
            say(phrase(_OF_ITSELF, property=fact.property, old=old, into=into))


class _Changes:
    """The new texts of all files in which an entity is named."""

    def __init__(self, space: Workspace, old: str, new: str) -> None:
        self._space = space
        self._texts: dict[Path, tuple[Source, str]] = {}
        for path, changed in _files(space):
            if path.name.startswith("."):  # text editors' and systems' own files
                continue
            self.change(Source.read(path), lambda text, changed=changed: changed(text, old, new))  # type: ignore[misc]
        redirects = Source.read(space.data / REDIRECTS)
        leave = _was_published(space, addresses.entity_page(old))
        self.change(redirects, lambda text: core.with_redirect(text, old, new, leave, redirects.newline))

    def change(self, source: Source, changed: Callable[[str], str]) -> None:
        """Change a file; what was changed in it before stays."""
        source, text = self._texts.get(source.path, (source, source.text))
        with self._space.about(source):
            self._texts[source.path] = (source, changed(text))

    def write(self, last: Source) -> None:
        """Write the files that are different now.

        The one that defines the entity comes last: a command that was interrupted can be given again.
        """
        changed = [(source, text) for source, text in self._texts.values() if text != source.text]
        changed.sort(key=lambda change: change[0].path == last.path)
        write(changed)
        self._space.say_written(changed)


def _files(space: Workspace) -> Iterator[tuple[Path, Callable[[str, str, str], str]]]:
    """Every file that may name an entity, and what changes its name there."""
    for kind in (*KEYED_FILES, ANNOTATION_FILES):
        if kind.name != "redirects":
            for path in sorted(path for pattern in kind.patterns for path in space.data.glob(pattern)):
                yield path, core.in_yaml
    for above, _, names in sorted(os.walk(space.config.docs_dir, followlinks=True)):  # as MkDocs does
        for name in sorted(filter(is_markdown_file, names)):
            yield Path(above, name), core.in_prose
    for path in sorted(space.catalogs.rglob("*.po")):
        yield path, core.in_catalog
    yield space.catalogs / freshness.LOCK, core.in_lock
    yield Path(space.config.config_file_path), core.in_prose


def _was_published(space: Workspace, address: str) -> bool:
    """Whether an address was published. Nobody knows where there is no list of those that were."""
    path = space.data / addresses.LOCK
    return not path.is_file() or address in addresses.read_lock(path, addresses.LOCK, Problems())


@click.command("publish-lock")
@click.pass_obj
def publish_lock(config_file: str) -> None:
    """Note the addresses of all pages, notes and entries of lists as published.

    `sorotan check` tells when one is gone and nothing leads from it to another.
    """
    space = workspace.load(config_file)
    with editing():
        source = Source.read(space.data / addresses.LOCK)
        before = addresses.read_lock(source.path, addresses.LOCK, Problems())
        published = {*before, *addresses.addresses(space.corpus, space.plugin.config.articles_dir)}
        rewrite(source, addresses.lock_text(published))
    added, total = len(published) - len(before), number(len(published))
    say(
        plural("%(num)s address added, {total} in all.", "%(num)s addresses added, {total} in all.", added, total=total)
    )
