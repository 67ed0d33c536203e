"""New records and pages as an editor would begin them: what is known is written, the rest is left as TODO.

`sorotan check` names every TODO, and every paragraph of a source that is not retold yet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sorotan.core.corpus import UNWRITTEN
from sorotan.core.editing import yamltext
from sorotan.core.editing.files import Edit, EditError, apply
from sorotan.core.editing.yamltext import child, items, quoted
from sorotan.core.languages import LANGUAGES, Language
from sorotan.core.records import Quote

_UNWRITTEN: Final = f"{{{', '.join(f'{language}: {UNWRITTEN}' for language in LANGUAGES)}}}"
"""A text to be written in every language."""


def article_page(title: str, lengths: Sequence[int]) -> str:
    """The page of an article, with a comment for each paragraph that is to be retold. Nothing of the source is in it.

    Args:
        title: The headline in the language of the page.
        lengths: The number of words of each paragraph of the source.
    """
    comments = [
        f"<!-- p{number}: retell paragraph {number} of the source ({length} words) on this line, in the place of this"
        f" comment; put {{: #p{number} }} on the next. -->\n"
        for number, length in enumerate(lengths, 1)
    ]
    return "\n".join([f"---\ntitle: {quoted(title)}\n---\n", *comments])


def article_record(id: str, file: str, digest: str, paragraphs: int, language: str, published: str) -> str:
    """The provenance of an article."""
    return f"""\
{id}:
  source: {{file: {quoted(file)}, sha256: {digest}, paragraphs: {paragraphs}, language: {language}}}
  published: {quoted(published)}
  chain:
    - step: original
      publisher: {UNWRITTEN}
      title: {UNWRITTEN}
      certainty: unverified
  rights: {_UNWRITTEN}
"""


def annotation_file() -> str:
    """A file for the notes on an article, without any yet."""
    return "# yaml-language-server: $schema=../schemas/annotations.schema.json\nannotations: []\n"


def entity_record(id: str, kind: str, name: str) -> str:
    """An entity."""
    return f"{_plain(id)}:\n  kind: {kind}\n  name: {_plain(name)}\n  description: {_UNWRITTEN}\n"


def event_record(id: str, stage: str, date: str, titles: dict[Language, str]) -> str:
    """An event of the timeline. The evidence is a reference that does not exist, for `check` to name."""
    title = ", ".join(f"{language}: {quoted(titles.get(language, UNWRITTEN))}" for language in LANGUAGES)
    return f"""\
{_plain(id)}:
  title: {{{title}}}
  stage: {stage}
  date: {quoted(date)}
  entities: []
  summary: {_UNWRITTEN}
  evidence: [{UNWRITTEN.lower()}]
"""


def note_record(id: str, motivation: str, block: str, quotes: dict[Language, Quote], creator: str, created: str) -> str:
    """A note as an item of a list. Words of a language that are not known are left empty, for `check` to name."""
    targets = [f"{language}: {_quote(quotes.get(language))}" for language in LANGUAGES]
    lines = [
        f"id: {_plain(id)}",
        f"motivation: {motivation}",
        "target:",
        f"  block: {block}",
        *(f"  {target}" for target in targets),
        f"body: {_UNWRITTEN}",
        f"creator: {_plain(creator)}",
        f"created: {created}",
    ]
    return "- " + "\n  ".join(lines) + "\n"


def with_note(text: str, note: str, newline: str) -> str:
    """The YAML of an annotations file with a note at the end of its list.

    Raises:
        EditError: the list is written in a way to which nothing can be added without changing it.
    """
    root = yamltext.compose(text) if text else None
    notes = child(root, "annotations")
    note = note.replace("\n", newline)
    if notes is None:
        return yamltext.appended(text, f"annotations:\n{_indented(note, 2)}", newline)
    if not items(notes):
        start, end = yamltext.span(text, notes)
        return apply(text, [Edit(start, end, newline + _indented(note, 2).rstrip())])
    if notes.flow_style or root is None:
        raise EditError("The notes of this article stand in brackets; write them one per line with a hyphen first.")
    _, end = yamltext.extent(text, root, "annotations")
    dash = notes.start_mark.column
    lead = "" if text[:end].endswith("\n") else newline
    return text[:end] + lead + _indented(note, dash) + text[end:]


def with_record(text: str, schema: str, record: str, newline: str) -> str:
    """The YAML of a file of records with one more at its end; a new file begins with the name of its schema."""
    if not text:
        text = f"# yaml-language-server: $schema={schema}\n".replace("\n", newline)
        return text + record.replace("\n", newline)
    changed = yamltext.appended(text, record, newline)
    before = yamltext.data_of(text) or {}
    after = yamltext.data_of(changed)
    if (
        not isinstance(after, dict)
        or {key: after.get(key) for key in before} != before
        or len(after) != len(before) + 1
    ):
        raise EditError("A record cannot be added at the end of the file, because of the way it is written.")
    return changed


def _quote(quote: Quote | None) -> str:
    if quote is None:
        return '{exact: ""}'
    parts = [(name, getattr(quote, name)) for name in ("exact", "prefix", "suffix")]
    return "{" + ", ".join(f"{name}: {quoted(text)}" for name, text in parts if text) + "}"


def _plain(text: str) -> str:
    """A text without quotation marks, but for one that YAML would not take as that text."""
    is_plain = re.fullmatch(r"\w[\w .-]*", text) is not None and yamltext.data_of(text) == text
    return text if is_plain else quoted(text)


def _indented(text: str, columns: int) -> str:
    return re.sub(r"(?m)^(?=.)", " " * columns, text)
