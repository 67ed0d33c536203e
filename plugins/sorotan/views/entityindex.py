"""What the pages of entities ask of the whole corpus."""

from __future__ import annotations

from collections.abc import Mapping

from sorotan.core.prose import Mention
from sorotan.core.records import Annotation, Event, Fact
from sorotan.views.scope import Scope


class EntityIndex:
    """The corpus by entity, counted once for a language."""

    def __init__(self, scope: Scope) -> None:
        self.mentions: Mapping[str, list[Mention]] = scope.prose.mentions(scope.language)
        """Every mention by entity."""
        self.pointing_to: dict[str, list[tuple[str, Fact]]] = {}
        """Facts of other entities by the entity that is their value."""
        for id, entity in scope.corpus.entities.items():
            for _, fact in entity.linked_entities():
                self.pointing_to.setdefault(fact.value.id, []).append((id, fact))
        self.blocks: dict[str, set[tuple[str, str]]] = {
            id: {(m.article, m.block) for m in mentions} for id, mentions in self.mentions.items()
        }
        """Blocks that mention an entity."""
        self.entities_at: dict[tuple[str, str], set[str]] = {}
        """Entities that a block mentions."""
        for id, blocks in self.blocks.items():
            for block in blocks:
                self.entities_at.setdefault(block, set()).add(id)
        self.notes: dict[str, list[tuple[str, Annotation]]] = {}
        """Notes about an entity, each with its article."""
        for article, note in scope.corpus.notes.values():
            for id in dict.fromkeys(note.entities):
                self.notes.setdefault(id, []).append((article, note))
        self.events: dict[str, list[tuple[str, Event]]] = {}
        """Events of an entity, each with its id."""
        for event_id, event in scope.corpus.timeline.items():
            for id in dict.fromkeys([*event.entities, *filter(None, [event.developer])]):
                self.events.setdefault(id, []).append((event_id, event))
