"""What the pages of entities ask of the whole corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from sorotan.core.ledger import digest
from sorotan.core.records import Annotation, Claim, Event, Fact, Quotation
from sorotan.views.alphabet import in_order, initial
from sorotan.views.scope import Scope

ItemT = TypeVar("ItemT")

ALL: Final = "all"
"""Stands for all kinds of entities."""


class EntityIndex:
    """The corpus by entity, counted once for a language."""

    def __init__(self, scope: Scope) -> None:
        ledger, language, known = scope.corpus.ledger, scope.language, scope.corpus.notes
        with ledger.aside():
            mentions = scope.prose.mentions(language)
            pointing_to = _grouped(
                (fact.value.id, (id, fact))
                for id, entity in scope.corpus.entities.items()
                for _, fact in entity.linked_entities()
            )
            notes = _grouped(
                (id, (article, note)) for article, note in known.values() for id in dict.fromkeys(note.entities)
            )
            events = _grouped(
                (id, (event_id, event))
                for event_id, event in scope.corpus.timeline.items()
                for id in dict.fromkeys(filter(None, [*event.entities, event.developer]))
            )
            claims = _grouped((claim.claimant, (id, claim)) for id, claim in scope.corpus.claims.items())
            quotes = _grouped((quotation.speaker, (id, quotation)) for id, quotation in scope.corpus.quotes.items())
            names = {id: (entity.kind, entity.name[language]) for id, entity in scope.corpus.entities.items()}
        ordered = in_order({id: name for id, (_, name) in names.items()})
        by_name = _grouped((group, (id, initial(names[id][1]))) for id in ordered for group in (ALL, names[id][0]))
        blocks = {id: found.addresses for id, found in mentions.items()}
        entities_at: dict[str, set[str]] = {}
        for id, addresses in blocks.items():
            for address in addresses:
                entities_at.setdefault(address, set()).add(id)

        self.by_name: Mapping[str, Sequence[tuple[str, str]]] = ledger.table(f"by_name.{language}", by_name)
        """Entities of each kind and `ALL` in the order of their names, each with its initial letter."""
        self.mentions = ledger.table(f"mentions.{language}", mentions, lambda found: digest(found.state))
        """Every mention by entity."""
        self.pointing_to: Mapping[str, Sequence[tuple[str, Fact]]] = ledger.table("pointing_to", pointing_to)
        """Facts of other entities by the entity that is their value."""
        self.blocks = ledger.table(f"blocks.{language}", blocks, _digest_unordered)
        """Addresses of the blocks that mention an entity."""
        self.entities_at = ledger.table(f"entities_at.{language}", entities_at, _digest_unordered)
        """Entities that a block mentions, by its address."""
        self.notes: Mapping[str, Sequence[tuple[str, Annotation]]] = ledger.table(
            "notes_about", notes, lambda about: digest([known.digests[note.id] for _, note in about])
        )
        """Notes about an entity, each with its article."""
        self.events: Mapping[str, Sequence[tuple[str, Event]]] = ledger.table("events_of", events)
        """Events of an entity, each with its id."""
        self.claims: Mapping[str, Sequence[tuple[str, Claim]]] = ledger.table("claims_of", claims)
        """What an entity claims, each with its id."""
        self.quotes: Mapping[str, Sequence[tuple[str, Quotation]]] = ledger.table("quotes_of", quotes)
        """What is quoted of an entity, each with its id."""

    def shared(self, id: str, among: Container[str] | None = None) -> Counter[str]:
        """In how many blocks each other entity is named beside `id`; only those `among`, if these are given."""
        return Counter(
            other
            for block in self.blocks.get(id, ())
            for other in self.entities_at[block]
            if other != id and (among is None or other in among)
        )


def _grouped(pairs: Iterable[tuple[str | None, ItemT]]) -> dict[str, list[ItemT]]:
    """What is of each entity, in order; what is of none is left out."""
    found: dict[str, list[ItemT]] = {}
    for id, item in pairs:
        if id:
            found.setdefault(id, []).append(item)
    return found


def _digest_unordered(values: Collection[str]) -> str:
    return digest(sorted(values))
