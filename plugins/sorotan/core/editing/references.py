"""Writing references that were collected elsewhere into `references.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sorotan.core.editing import stubs, yamltext
from sorotan.core.editing.notes import THERE
from sorotan.core.imports.notes import Refusal
from sorotan.core.imports.references import IncomingReference
from sorotan.core.phrases import N_, Phrase, phrase

_TAKEN: Final = Phrase(N_("another reference has this id; yours stays."))


@dataclass(frozen=True)
class ReferenceOutcome:
    """What becomes of one reference."""

    name: str | Phrase
    """Its id, or what it is called where it has none."""
    reason: Phrase | None = None
    """Why it was not taken over, in a sentence; None when it was."""
    left_out: tuple[str, ...] = ()


def with_imported_references(
    text: str, newline: str, incoming: Sequence[IncomingReference | Refusal], others: Iterable[str] = ()
) -> tuple[str, list[ReferenceOutcome]]:
    """The YAML of the file of references with those of another program at its end, and what became of each.

    Args:
        text: The file.
        newline: How its lines end.
        incoming: What the other program has.
        others: The texts of further files of references.

    Raises:
        EditError: the file is written in a way to which nothing can be added.
    """
    there = [yamltext.data_of(each) for each in (*others, text) if each]
    records_there = [item for data in there if isinstance(data, dict) for item in data.items()]
    known = {id: _as_text(record) if isinstance(record, dict) else {} for id, record in records_there}
    twins = {_origin(record): id for id, record in reversed(known.items())}
    outcomes, records = [], []
    for reference in incoming:
        if isinstance(reference, Refusal):
            outcomes.append(ReferenceOutcome(reference.name, reference.reason))
        elif reference.id in known:
            same = all(known[reference.id].get(key) == value for key, value in reference.fields.items())
            outcomes.append(ReferenceOutcome(reference.id, THERE if same else _TAKEN))
        elif twin := twins.get(_origin(reference.fields)):
            outcomes.append(ReferenceOutcome(reference.id, phrase(N_("it is there already as {id}."), id=twin)))
        else:
            known[reference.id] = reference.fields
            twins[_origin(reference.fields)] = reference.id
            records.append(stubs.reference_record(reference.id, reference.fields))
            outcomes.append(ReferenceOutcome(reference.id, left_out=reference.left_out))
    if records:
        text = stubs.with_records(text, "schemas/references.schema.json", "".join(records), newline)
    return text, outcomes


def _as_text(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record with years as texts, whether they are written in quotation marks or not."""
    return {name: str(value) if isinstance(value, int) else value for name, value in record.items()}


def _origin(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """What tells a reference from others: its address, or without one its title and where it is from."""
    by = ("URL",) if fields.get("URL") else ("title", "container-title", "publisher", "issued")
    return tuple(str(fields.get(name)) for name in by)
