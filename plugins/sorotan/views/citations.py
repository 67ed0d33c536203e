"""What rests on each reference."""

from __future__ import annotations

from sorotan.core.recordlinks import targets
from sorotan.core.records import Record
from sorotan.core.references import references
from sorotan.views.scope import Scope

Citing = tuple[str, str]
"""Kind and id of a record that cites: the kind is a field of the corpus."""


class Citations:
    """The corpus by reference, gone through once for a language."""

    def __init__(self, scope: Scope) -> None:
        corpus, language = scope.corpus, scope.language
        cited: dict[str, dict[Citing, None]] = {}

        def cite(kind: str, id: str, record: Record, body: str = "") -> None:
            named = (reference for _, _, reference in references(record, ("references", "evidence")))
            for reference in (*named, *targets(body, "ref")):
                cited.setdefault(reference, {})[kind, id] = None

        with corpus.ledger.aside():
            texts = filter(None, (scope.prose.get(article, language) for article in corpus.articles))
            numbers = {anchored.note.id: anchored.number for text in texts for anchored in text.notes}
            for id, article in corpus.articles.items():
                cite("articles", id, article)
            for _, note in sorted(corpus.notes.values(), key=lambda found: numbers.get(found[1].id, 0)):
                cite("notes", note.id, note, note.body[language])
            for kind in ("quotes", "claims", "disagreements", "entities", "timeline"):
                for id, record in getattr(corpus, kind).items():
                    cite(kind, id, record)
        self.citing = corpus.ledger.table(f"citing.{language}", {id: tuple(found) for id, found in cited.items()})
        """The records that cite a reference, notes in the order of their numbers."""
        self.numbers = corpus.ledger.table(f"numbers.{language}", numbers)
        """The numbers that notes have in their articles."""
