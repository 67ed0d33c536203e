"""Bringing catalogs up to date with the prose: what to translate, and what of it was translated before."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from babel.messages import catalog as babel
from babel.messages.catalog import Catalog
from babel.messages.pofile import escape, unescape, write_po

from sorotan.core import powrap

_UNBROKEN: Final = 10**6
"""No line is as long. Babel's way to break no lines breaks those of comments all the same."""
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_HEAD: Final = re.compile(rf'(?m)^(?P<start>msgid ""\nmsgstr )(?P<fields>(?:{_QUOTED.pattern}\n)+)')
_FORMATS: Final = {"python-format", "python-brace-format"}
"""What Babel takes “7,5% sumber” and “{: .button }” for."""
_DATES: Final = ("pot-creation-date", "po-revision-date")
"""Fields of the head that change with what the catalog says."""
_PREVIOUS: Final = re.compile(rf"\bmsgid(?:\s+{_QUOTED.pattern})+")


@dataclass(frozen=True)
class Message:
    """A text to translate."""

    text: str
    context: str
    """msgctxt: the page and, where it has one, the block."""
    file: str
    line: int
    comment: str = ""
    """For the translator."""


def updated(existing: Catalog | None, messages: Iterable[Message], language: str, project: str) -> Catalog:
    """A catalog of `messages` that keeps every translation of `existing` that still fits.

    A text that changed keeps the translation of the most similar earlier one, marked fuzzy. Translations of texts
    that are gone stay in the file as obsolete.
    """
    template = Catalog(project=project, version="1")
    for message in messages:
        template.add(
            message.text,
            context=message.context,
            locations=[(message.file, message.line)],
            auto_comments=[message.comment] if message.comment else [],
        )
    if existing is None:
        existing = Catalog(revision_date=template.creation_date)
        _fill_in(existing, language, project)
        existing.update(template)
        return existing
    _fill_in(existing, language, project)
    for message in (*existing, *existing.obsolete.values()):
        restore_previous(message)
    if isinstance(existing.revision_date, str):  # nobody has filled it in
        existing.revision_date = existing.creation_date
    before, created_at = _unbroken(existing), existing.creation_date
    _move(existing, template)
    _merge(existing, template)
    existing.creation_date = created_at
    if _unbroken(existing) != before:
        existing.creation_date = template.creation_date
    return existing


def _fill_in(catalog: Catalog, language: str, project: str) -> None:
    """Write into the head of a catalog what nobody has, in the place of Babel's words for it."""
    unknown = Catalog()
    if catalog.header_comment == unknown.header_comment:
        catalog.header_comment = f"# {project}: translation into {language}."
        catalog.fuzzy = False
    if catalog.locale is None:
        catalog.locale = language
    found = {
        "project": project,
        "version": "1",
        "last_translator": project,
        "language_team": language,
        "msgid_bugs_address": project,
    }
    for name, value in found.items():
        if getattr(catalog, name) == getattr(unknown, name):
            setattr(catalog, name, value)


def _move(existing: Catalog, template: Catalog) -> None:
    """Give translations of `existing` the context that their text has now, where nothing but the context changed:
    paragraphs came before the text, it was given an id, or its page was renamed.

    Where a text has several translations, that of the same block of a renamed page is meant, or the one whose place is
    gone. If that leaves more than one, somebody has to choose: `_merge` makes one of them fuzzy.
    """
    wanted = {_key(message) for message in template}
    known = {_key(message) for message in existing}
    by_text: dict[object, list[babel.Message]] = {}
    for old in existing:
        if old.id and old.string:
            by_text.setdefault(old.id, []).append(old)
    gone: list[babel.Message] = []
    for message in template:
        if _key(message) in known:
            continue
        same_text = by_text.get(message.id, [])
        without_place = [old for old in same_text if _key(old) not in wanted]
        same_block = [old for old in without_place if _part(old) == _part(message)]
        candidates = same_block or without_place or same_text
        if len({old.string for old in candidates}) == 1:
            moved = candidates[0].clone()
            moved.context = message.context
            existing[moved.id] = moved
            gone += [candidates[0]] if without_place else []
    for old in gone:
        existing.delete(old.id, old.context)


def _key(message: babel.Message) -> tuple[str, str] | str:
    """What tells a message from others in a catalog."""
    return (message.id, message.context) if message.context else message.id


def _part(message: babel.Message) -> str:
    """What the context of a message names on its page: `#p3`, `@title`, or nothing."""
    context = message.context or ""
    return "".join(re.findall("[#@].*", context))


def _merge(existing: Catalog, template: Catalog) -> None:
    """Update `existing`. Where a block with an id has a new text, its old translation is kept as fuzzy, whatever
    else Babel finds similar.
    """
    translated = {(m.id, m.context): m for m in existing if m.id and m.string}
    wanted = {_key(message) for message in template}
    gone = [message for message in translated.values() if _key(message) not in wanted]
    old_by_block = {m.context: m for m in gone if m.context and "#" in m.context}
    existing.update(template)
    for message in existing:
        same, old = translated.get((message.id, message.context)), old_by_block.get(message.context or "")
        if same is not None:
            message.previous_id = same.previous_id
        elif message.id and old is not None:
            message.string = old.string
            message.user_comments = old.user_comments
            message.previous_id = old.previous_id or [str(old.id)]
            message.flags.add("fuzzy")
    # Babel takes a text that it found similar for kept, but its translation may just have been replaced.
    kept = {message.string for message in existing}
    for old in translated.values():
        if old.string not in kept:
            existing.obsolete.setdefault(_key(old), old)


def restore_previous(message: babel.Message) -> None:
    """Make the comment `#| msgid "…"`, which Babel writes but does not read, the previous id again."""
    previous = [comment[1:].strip() for comment in message.user_comments if comment.startswith("|")]
    message.user_comments = [comment for comment in message.user_comments if not comment.startswith("|")]
    if message.fuzzy and (match := _PREVIOUS.search(" ".join(previous))):
        message.previous_id = ["".join(unescape(text) for text in _QUOTED.findall(match[0]))]


def serialized(catalog: Catalog, before: str = "") -> str:
    """The PO file of a catalog, as GNU gettext writes it.

    Args:
        catalog: What it says.
        before: The file so far. What other programs wrote into its head stays, in their order: Babel knows only some
            of the fields that Poedit and Weblate write.
    """
    text = _HEAD.sub(lambda head: _head(head, before), _unbroken(catalog), count=1)
    return powrap.wrapped(text.strip("\n") + "\n")


def _unbroken(catalog: Catalog) -> str:
    """What a catalog says, as Babel writes it. Breaking its lines takes most of the time that an update takes."""
    for message in catalog:
        message.flags -= _FORMATS
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=_UNBROKEN, include_previous=True)
    return buffer.getvalue().decode()


def _head(new: re.Match[str], before: str) -> str:
    """The first entry of a PO file, with the fields that it had."""
    old = _HEAD.search(before.removeprefix("\ufeff").replace("\r\n", "\n"))
    kept, made = (_fields(match["fields"] if match else "") for match in (old, new))
    fields = {**kept, **{name: line for name, line in made.items() if name not in kept or name in _DATES}}
    return new["start"] + '""\n' + "".join(escape(f"{line}\n") + "\n" for line in fields.values())


def _fields(quoted: str) -> dict[str, str]:
    """The lines of the head of a PO file by the name of their field."""
    lines = "".join(unescape(text) for text in _QUOTED.findall(quoted)).splitlines()
    return {line.partition(":")[0].strip().lower(): line for line in lines if line}
