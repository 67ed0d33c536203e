"""New records and pages as an editor would begin them: what is known is written, the rest is left as TODO.

`sorotan check` names every TODO, and every paragraph of a source that is not retold yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any, Final

from sorotan.core.corpus import UNWRITTEN
from sorotan.core.editing import yamltext
from sorotan.core.editing.files import Edit, EditError, apply
from sorotan.core.editing.yamltext import child, items, plain, quoted
from sorotan.core.languages import LANGUAGES, Language
from sorotan.core.phrases import N_, Phrase, number, phrase
from sorotan.core.records import Quote, Reference, as_id

_REFERENCE_FIELDS: Final = tuple(field.alias or name for name, field in Reference.model_fields.items())
"""Fields of a reference in the order of its record."""
_TO_RETELL: Final = N_(
    "{block}: retell paragraph {paragraph} of the source (words: {words}) on this line, in the place of this comment;"
    " put {id} on the next."
)

_UNFIT: Final = Phrase(N_("A note cannot be added to the notes of this article, because of the way they are written."))
_IN_BRACKETS: Final = Phrase(
    N_("The notes of this article stand in brackets; write them one per line with a hyphen first.")
)


def article_page(title: str, lengths: Sequence[int], told: Callable[[Phrase], str]) -> str:
    """The page of an article, with a comment for each paragraph that is to be retold. Nothing of the source is in it.

    Args:
        title: The headline in the language of the page.
        lengths: The number of words of each paragraph of the source.
        told: Words a phrase in the language of whoever writes the page.
    """
    blocks = [
        phrase(_TO_RETELL, block=f"p{paragraph}", paragraph=paragraph, words=number(length), id=f"{{: #p{paragraph} }}")
        for paragraph, length in enumerate(lengths, 1)
    ]
    return "\n".join([f"---\ntitle: {quoted(title)}\n---\n", *(f"<!-- {told(block)} -->\n" for block in blocks)])


def article_record(
    id: str, file: str, digest: str, paragraphs: int, language: str, published: str, languages: Sequence[Language]
) -> str:
    """The provenance of an article of a site in some languages."""
    return f"""\
{plain(id)}:
  source: {{file: {quoted(file)}, sha256: {digest}, paragraphs: {paragraphs}, language: {language}}}
  published: {quoted(published)}
  chain:
    - step: original
      publisher: {UNWRITTEN}
      title: {UNWRITTEN}
      certainty: unverified
  rights: {_texts({}, languages)}
"""


def annotation_file() -> str:
    """A file for the notes on an article, without any yet."""
    return "# yaml-language-server: $schema=../schemas/annotations.schema.json\nannotations: []\n"


def entity_record(id: str, kind: str, name: str, languages: Sequence[Language]) -> str:
    """An entity of a site in some languages."""
    return f"{plain(id)}:\n  kind: {kind}\n  name: {plain(name)}\n  description: {_texts({}, languages)}\n"


def event_record(
    id: str, stage: str, date: str, titles: Mapping[Language, str], languages: Sequence[Language], relation: str = ""
) -> str:
    """An event of the timeline. The evidence is a reference that does not exist, for `check` to name.

    Args:
        id: Its id.
        stage: What kind of step it is.
        date: In EDTF.
        titles: In the languages in which it has one.
        languages: Those of the site.
        relation: What it has to do with the articles; empty to leave that out.
    """
    return f"""\
{plain(id)}:
  title: {_texts(titles, languages)}
  stage: {stage}
  date: {quoted(date)}
  entities: []
  summary: {_texts({}, languages)}
  evidence: [{UNWRITTEN.lower()}]
""" + (f"  relation: {relation}\n" if relation else "")


@dataclass(frozen=True)
class NewNote:
    """A note that is to be written. What is left out is still to be written by an editor."""

    id: str
    motivation: str
    block: str = ""
    quotes: Mapping[Language, Quote] = field(default_factory=dict)
    """None for a note on a whole block. Records have them in every language (`in_all_languages`)."""
    bodies: Mapping[Language, str] = field(default_factory=dict)
    entities: Sequence[str] = ()
    cites: Sequence[str] = ()
    creator: str = UNWRITTEN
    created: str = UNWRITTEN
    modified: str = ""
    languages: Sequence[Language] = LANGUAGES
    """Those of the site."""


def free_id(words: str, is_taken: Callable[[str], bool]) -> str:
    """An id made from the first words of a text, that nothing has."""
    base = as_id(" ".join(words.split()[:6])) or "note"
    numbered = (f"{base[:70].rstrip('-')}-{number}" for number in count(2))
    return next(id for id in chain([base], numbered) if not is_taken(id))


def in_all_languages(quotes: Mapping[Language, Quote], languages: Sequence[Language]) -> Mapping[Language, Quote]:
    """The words of a target as records have them: on a site in one language the same below all."""
    return dict.fromkeys(LANGUAGES, *quotes.values()) if quotes and len(languages) == 1 else quotes


def note_record(note: NewNote) -> str:
    """A note as an item of a list. Words of a language that are not known are left empty, for `check` to name."""
    lines = [f"id: {plain(note.id)}", f"motivation: {note.motivation}", "target:"]
    lines += [f"  block: {plain(note.block)}"] if note.block else []
    lines += [f"  {language}: {_quote(note.quotes.get(language))}" for language in LANGUAGES if note.quotes]
    if note.bodies and len(note.languages) > 1:
        lines += ["body:", *(f"  {language}: {_text(note.bodies.get(language))}" for language in LANGUAGES)]
    else:
        lines.append(f"body: {_texts(note.bodies, note.languages)}")
    lines += [f"{name}: [{', '.join(map(plain, ids))}]" for name, ids in _lists(note) if ids]
    lines += [f"creator: {plain(note.creator)}", f"created: {note.created}"]
    lines += [f"modified: {note.modified}"] if note.modified else []
    return "- " + "\n  ".join(lines) + "\n"


def reference_record(id: str, fields: Mapping[str, Any]) -> str:
    """A reference. Who takes it over from elsewhere still has to judge how near it is to what it says."""
    written = {"quality": UNWRITTEN, **fields}
    names = [name for name in _REFERENCE_FIELDS if name in written]
    return f"{plain(id)}:\n" + "".join(f"  {name}: {_value(written[name])}\n" for name in names)


def with_notes(text: str, notes: str, newline: str) -> str:
    """The YAML of an annotations file with notes at the end of its list.

    Raises:
        EditError: the list is written in a way to which nothing can be added without changing it.
    """
    text = text or annotation_file().replace("\n", newline)
    changed = _with_items(text, notes.replace("\n", newline), newline)
    before, after, added = yamltext.data_of(text) or {}, yamltext.data_of(changed), yamltext.data_of(notes)
    if after != {**before, "annotations": [*(before.get("annotations") or ()), *added]}:
        raise EditError(_UNFIT)
    return changed


def _with_items(text: str, items_: str, newline: str) -> str:
    root = yamltext.compose(text)
    notes = child(root, "annotations")
    if notes is None:
        return yamltext.appended(text, f"annotations:{newline}{_indented(items_, 2)}", newline)
    if not items(notes):
        start, end = yamltext.span(text, notes)
        start = len(text[:start].rstrip(" "))
        line_end = re.compile(r"\r?\n|\Z").search(text, end).start()  # type: ignore[union-attr]  # behind any comment
        added = newline + _indented(items_, 2).rstrip()
        return apply(text, [Edit(start, end, ""), Edit(line_end, line_end, added)])
    if notes.flow_style or root is None:
        raise EditError(_IN_BRACKETS)
    _, end = yamltext.extent(text, root, "annotations")
    dash = notes.start_mark.column
    lead = "" if text[:end].endswith("\n") else newline
    return text[:end] + lead + _indented(items_, dash) + text[end:]


def with_records(text: str, schema: str, records: str, newline: str) -> str:
    """The YAML of a file of records with more of them at its end; a new file begins with the name of its schema.

    Raises:
        EditError: nothing can be added to what the file holds.
    """
    if not text:
        text = f"# yaml-language-server: $schema={schema}\n".replace("\n", newline)
        return text + records.replace("\n", newline)
    return yamltext.with_records(text, yamltext.appended(text, records, newline), yamltext.data_of(records))


def _quote(quote: Quote | None) -> str:
    if quote is None:
        return '{exact: ""}'
    parts = [(name, getattr(quote, name)) for name in ("exact", "prefix", "suffix")]
    return "{" + ", ".join(f"{name}: {quoted(text)}" for name, text in parts if text) + "}"


def _texts(texts: Mapping[Language, str], languages: Sequence[Language]) -> str:
    """A text in every language as far as it is known; the text alone where the site has one language."""
    if len(languages) == 1:
        return _text(texts.get(languages[0]))
    return "{" + ", ".join(f"{language}: {_text(texts.get(language))}" for language in LANGUAGES) + "}"


def _text(text: str | None) -> str:
    return UNWRITTEN if text is None else quoted(text)


def _value(value: Any) -> str:
    """Text, or names and translations, on one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {quoted(text)}" for key, text in value.items()) + "}"
    return plain(value)


def _lists(note: NewNote) -> Sequence[tuple[str, Sequence[str]]]:
    return ("entities", note.entities), ("cites", note.cites)


def _indented(text: str, columns: int) -> str:
    return re.sub(r"(?m)^(?=.)", " " * columns, text)
