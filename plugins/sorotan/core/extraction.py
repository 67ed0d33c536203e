"""Bringing catalogs up to date with the prose: what to translate, and what of it was translated before."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po


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
    template = Catalog(project=project)
    for message in messages:
        template.add(
            message.text,
            context=message.context,
            locations=[(message.file, message.line)],
            auto_comments=[message.comment] if message.comment else [],
        )
    if existing is None:
        created = Catalog(
            locale=language,
            project=project,
            version="1",
            header_comment=f"# {project}: translation into {language}.",
            last_translator=project,
            language_team=language,
            msgid_bugs_address=project,
            fuzzy=False,
        )
        created.update(template)
        return created
    before, created_at = serialized(existing), existing.creation_date
    _merge(existing, template)
    existing.creation_date = created_at
    if serialized(existing) != before:
        existing.creation_date = template.creation_date
    return existing


def _merge(existing: Catalog, template: Catalog) -> None:
    """Update `existing`. Where a block with an id has a new text, its old translation is kept as fuzzy, whatever
    else Babel finds similar.
    """
    old_by_block = {m.context: m for m in existing if m.id and m.string and m.context and "#" in m.context}
    existing.update(template)
    for message in existing:
        old = old_by_block.get(message.context or "")
        if message.id and old is not None and message.id != old.id and (not message.string or message.fuzzy):
            message.string = old.string
            message.previous_id = [str(old.id)]
            message.flags.add("fuzzy")


def serialized(catalog: Catalog) -> bytes:
    """The PO file of a catalog, wrapped as gettext wraps."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=79, include_previous=True)
    return buffer.getvalue()


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write `data` unless the file holds it already. Whether something was written."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(data)
    temporary.replace(path)
    return True
