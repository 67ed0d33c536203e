"""Giving an entity another id, or making two entities one: every reference to it, in every kind of file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from yaml import Node, ScalarNode, SequenceNode

from sorotan.core import addresses, freshness
from sorotan.core.corpus import ANNOTATION_FILES, KEYED_FILES, Corpus
from sorotan.core.editing import yamltext
from sorotan.core.editing.files import Edit, EditError, apply
from sorotan.core.editing.yamltext import at, child, fields, items, plain, quoted
from sorotan.core.languages import LANGUAGES, Language
from sorotan.core.phrases import N_, phrase, suggesting
from sorotan.core.problems import nearest
from sorotan.core.records import Alias, Entity
from sorotan.core.references import fields_that_name
from sorotan.core.vocabulary import PROPERTIES

_FIELDS: Final = frozenset(
    name for kind in (*KEYED_FILES, ANNOTATION_FILES) for name in fields_that_name("entities", kind.record)
)
"""Fields of records whose values are ids of entities; the value of a fact is the other place."""
_ELSEWHERE: Final = r"://[^\s<>()\"]*"
"""An address of another site, which may have such a path as well."""
_BREAK: Final = r'(?:"\r?\n(?:#[~|] ?)*")?'
"""Where a PO file may go on in the next line: anywhere."""

_REJECTED: Final = N_("The entity “{id}” has a mistake of its own; mend it first (`sorotan check` names it).")
_TAKEN: Final = N_("There is already an entity “{id}”; use `sorotan merge entity` to make two one.")

_REDIRECTS_HEAD: Final = "# yaml-language-server: $schema=schemas/redirects.schema.json\n"


def in_yaml(text: str, old: str, new: str) -> str:
    """`text`, the YAML of a data file, with every reference to the entity `old` made one to `new`.

    Where a list then names `new` twice, the reference is taken out of it.
    """
    if old not in text:
        return text
    root = yamltext.compose(text)
    edits = {*_links(text, old, new), *_references(text, root, old, new)}
    changed = apply(text, edits)
    if edits:
        yamltext.data_of(changed)  # raises before anything is written
    return changed


def in_prose(text: str, old: str, new: str) -> str:
    """Markdown, or mkdocs.yml, with every link to the entity `old` made one to `new`."""
    return apply(text, _links(text, old, new))


def in_catalog(text: str, old: str, new: str) -> str:
    """A PO file with every link to the entity `old` made one to `new`; its lines may be broken within a link."""
    return apply(text, _links(text, old, new, _BREAK))


def in_lock(text: str, old: str, new: str) -> str:
    """`records.lock` with what it says of the entity `old` said of `new`."""
    return freshness.renamed(text, f"entities/{old}", f"entities/{new}")


def _links(text: str, old: str, new: str, between: str = "") -> Iterator[Edit]:
    for before, behind in (("entity:", ""), ("entities/", ".md")):
        link = between.join(re.escape(character) for character in f"{before}{old}{behind}")
        for match in re.finditer(rf"{_ELSEWHERE}|(?<![\w-])(?P<link>{link})(?![\w-])", text):
            if match["link"]:
                yield Edit(*match.span(), f"{before}{new}{behind}")


def _references(text: str, root: Node | None, old: str, new: str) -> Iterator[Edit]:
    for key, value in fields(root):
        if key.value in _FIELDS:
            yield from _ids(text, value, old, new)
        elif key.value == "value" and _is_relation(root):
            for node in (value, *(part for _, part in fields(value))):
                yield from _ids(text, node, old, new)
        yield from _references(text, value, old, new)
    for item in items(root):
        yield from _references(text, item, old, new)


def _is_relation(fact: Node | None) -> bool:
    property = child(fact, "property")
    return property is not None and PROPERTIES.get(property.value) == "entity"


def _ids(text: str, node: Node, old: str, new: str) -> Iterator[Edit]:
    """The edits of a value that is an id or a list of ids."""
    if isinstance(node, ScalarNode) and node.value == old:
        yield Edit(*yamltext.span(text, node), _written(node, new))
    is_there = any(item.value == new for item in items(node))
    for index, item in enumerate(items(node)):
        if is_there and item.value == old:
            yield yamltext.without_item(text, node, index)
        else:
            yield from _ids(text, item, old, new)


def _written(node: Node, id: str) -> str:
    """An id in the style of the one that was there; in quotes where it would be read as a number."""
    if node.style in ("'", '"'):
        return f"{node.style}{id}{node.style}"
    return id if yamltext.data_of(id) == id else quoted(id)


def with_new_key(text: str, old: str, new: str) -> str:
    """The YAML of a file of entities with the id of one changed."""
    key = next(key for key, _ in fields(yamltext.compose(text)) if key.value == old)
    return apply(text, [Edit(*yamltext.span(text, key), _written(key, new))])


def without_record(text: str, id: str) -> str:
    """The YAML of a file of entities with one of them made a comment, so that nothing an editor wrote is lost."""
    root = yamltext.compose(text)
    assert root is not None  # the record is in it
    start, end = yamltext.extent(text, root, id)
    lines = text[start:end].splitlines(keepends=True)
    changed = text[:start] + "".join(f"# {line}" if line.strip() else f"#{line}" for line in lines) + text[end:]
    yamltext.data_of(changed)
    return changed


def names_to_add(entity: Entity, into: Entity) -> dict[Language, list[Alias]]:
    """Names of `entity`, by language, under which `into` would not be found."""
    found: dict[Language, list[Alias]] = {}
    for language in LANGUAGES:
        known = {into.name[language], *(alias.text for alias in into.aliases[language] if not alias.articles)}
        names = [Alias(text=entity.name[language]), *entity.aliases[language]]
        found[language] = [alias for alias in names if alias.text not in known]
    return found


def with_aliases(text: str, id: str, names: Mapping[Language, Iterable[Alias]]) -> str:
    """The YAML of a file of entities with names added to those of one of them.

    A plain list of aliases serves both languages and goes on doing so.
    """
    written = {language: list(map(_alias, aliases)) for language, aliases in names.items()}
    if not any(written.values()):
        return text
    root = yamltext.compose(text)
    aliases = at(root, (id, "aliases"))
    every = list(dict.fromkeys(alias for one in written.values() for alias in one))
    lists = [f"{language}: [{', '.join(found)}]" for language, found in written.items() if found]
    plain_list = f"[{', '.join(every)}]" if len({tuple(found) for found in written.values()}) == 1 else ""
    value = plain_list or f"{{{', '.join(lists)}}}"
    edits = []
    if isinstance(aliases, SequenceNode):
        edits.append(yamltext.items_before(text, aliases, every))
    elif aliases is not None and not any(fields(aliases)):
        edits.append(Edit(*yamltext.span(text, aliases), value))
    elif aliases is not None:
        for language, found in written.items():
            listed = child(aliases, language)
            if found and isinstance(listed, SequenceNode):
                edits.append(yamltext.items_before(text, listed, found))
            elif found:
                first = next(fields(aliases))[0].value
                edits.append(yamltext.field_before(text, aliases, first, language, f"[{', '.join(found)}]"))
    else:
        record = at(root, (id,))
        assert record is not None  # the corpus has it
        edits.append(yamltext.field_before(text, record, "description", "aliases", value))
    changed = apply(text, edits)
    yamltext.data_of(changed)
    return changed


def _alias(alias: Alias) -> str:
    if not alias.articles:
        return quoted(alias.text)
    return f"{{text: {quoted(alias.text)}, articles: [{', '.join(map(plain, alias.articles))}]}}"


def with_redirect(text: str, old: str, new: str, leave: bool, newline: str) -> str:
    """The YAML of `redirects.yml` after the entity `old` became `new`.

    What led to the old address leads to the new one, so that no redirect leads to another. The new address is a page
    now and needs none, and whatever was said of the old one before no longer holds.

    Args:
        text: The file so far; empty when there is none.
        old: Id that is gone.
        new: Id in its place.
        leave: Whether the old address was published, and is to lead to the new one.
        newline: How lines end.
    """
    before, after = addresses.entity_page(old), addresses.entity_page(new)
    root = yamltext.compose(text) if text else None
    targets = [child(value, "to") or value for _, value in fields(root)]
    text = apply(text, [Edit(*yamltext.span(text, node), after) for node in targets if node.value == before])
    for address in (before, after):
        root = yamltext.compose(text) if text else None
        if root is not None and any(key.value == address for key, _ in fields(root)):
            start, end = yamltext.extent(text, root, address)
            text = text[:start] + text[end:]
    if not leave:
        yamltext.data_of(text)  # raises before anything is written
        return text
    lead = (text or _REDIRECTS_HEAD.replace("\n", newline)).rstrip("\r\n") + newline
    return yamltext.with_records(text, f"{lead}{before}: {after}{newline}", {before: after})


def check_ids(old: str, new: str, corpus: Corpus, merge: bool) -> None:
    """Refuse what makes no sense.

    Raises:
        EditError: `old` is no entity; or `new` is one, or is none when two are to be made one.
    """
    for id in (old, new) if merge else (old,):
        if ("entities", id) in corpus.rejected:
            raise EditError(phrase(_REJECTED, id=id))
        if id not in corpus.entities:
            missing = phrase(N_("There is no entity “{id}”; correct the id."), id=id)
            raise EditError(suggesting(missing, nearest(id, corpus.entities)))
    if not merge and corpus.knows("entities", new):
        raise EditError(phrase(_TAKEN, id=new))
    if old == new:
        raise EditError(phrase(N_("“{id}” cannot be merged into itself."), id=old))
