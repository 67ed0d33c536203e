"""What the pages of entities ask of the whole corpus."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Container

from sorotan.core.ledger import digest
from sorotan.core.prose import Mentions
from sorotan.core.records import Annotation, Claim, Event, Fact, Quotation
from sorotan.views.scope import Scope


class EntityIndex:
    """The corpus by entity, counted once for a language."""

    def __init__(self, scope: Scope) -> None:
        ledger, language, known = scope.corpus.ledger, scope.language, scope.corpus.notes
        with ledger.aside():
            mentions = scope.prose.mentions(language)
            entities = scope.corpus.entities.items()
            all_notes = scope.corpus.notes.values()
            timeline = scope.corpus.timeline.items()
            all_claims, all_quotes = scope.corpus.claims.items(), scope.corpus.quotes.items()
        blocks = {id: found.addresses for id, found in mentions.items()}
        entities_at: dict[str, set[str]] = {}
        for id, addresses in blocks.items():
            for address in addresses:
                entities_at.setdefault(address, set()).add(id)
        pointing_to: dict[str, list[tuple[str, Fact]]] = {}
        for id, entity in entities:
            for _, fact in entity.linked_entities():
                pointing_to.setdefault(fact.value.id, []).append((id, fact))
        notes: dict[str, list[tuple[str, Annotation]]] = {}
        for article, note in all_notes:
            for id in dict.fromkeys(note.entities):
                notes.setdefault(id, []).append((article, note))
        events: dict[str, list[tuple[str, Event]]] = {}
        for event_id, event in timeline:
            for id in dict.fromkeys([*event.entities, *filter(None, [event.developer])]):
                events.setdefault(id, []).append((event_id, event))
        claims: dict[str, list[tuple[str, Claim]]] = {}
        for claim_id, claim in all_claims:
            if claim.claimant:
                claims.setdefault(claim.claimant, []).append((claim_id, claim))
        quotes: dict[str, list[tuple[str, Quotation]]] = {}
        for quotation_id, quotation in all_quotes:
            if quotation.speaker:
                quotes.setdefault(quotation.speaker, []).append((quotation_id, quotation))

        self.mentions = ledger.table(f"mentions.{language}", mentions, _digest_mentions)
        """Every mention by entity."""
        self.pointing_to = ledger.table("pointing_to", pointing_to)
        """Facts of other entities by the entity that is their value."""
        self.blocks = ledger.table(f"blocks.{language}", blocks, _digest_unordered)
        """Addresses of the blocks that mention an entity."""
        self.entities_at = ledger.table(f"entities_at.{language}", entities_at, _digest_unordered)
        """Entities that a block mentions, by its address."""
        self.notes = ledger.table("notes_about", notes, lambda about: digest([known.digests[n.id] for _, n in about]))
        """Notes about an entity, each with its article."""
        self.events = ledger.table("events_of", events)
        """Events of an entity, each with its id."""
        self.claims = ledger.table("claims_of", claims)
        """What an entity claims, each with its id."""
        self.quotes = ledger.table("quotes_of", quotes)
        """What is quoted of an entity, each with its id."""

    def shared(self, id: str, among: Container[str] | None = None) -> Counter[str]:
        """In how many blocks each other entity is named beside `id`; only those `among`, if these are given."""
        return Counter(
            other
            for block in self.blocks.get(id, ())
            for other in self.entities_at[block]
            if other != id and (among is None or other in among)
        )


def _digest_mentions(mentions: Mentions) -> str:
    return digest(json.dumps(mentions.state))  # much faster than a `repr`


def _digest_unordered(values: Collection[str]) -> str:
    return digest(sorted(values))
