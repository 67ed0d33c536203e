"""What can be found: one entry for every block of an article, note, entity, event and claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sorotan.views import labels
from sorotan.views.labels import N_
from sorotan.views.scope import Scope, lead, plain

SECTIONS: Final = {
    "article": N_("Article"),
    "note": N_("Note"),
    "entity": N_("Name or term"),
    "event": N_("Event"),
    "claim": N_("Claim"),
}
"""What an entry is, in the order in which the search offers them."""


@dataclass(frozen=True)
class SearchEntry:
    """Something that can be found."""

    url: str
    """Address relative to the root of the site."""
    section: str
    """Key of `SECTIONS`."""
    title: str
    about: str
    """What kind of thing it is and where it belongs, in a phrase."""
    text: str
    """What is searched besides the title."""
    names: tuple[str, ...] = ()
    """All names that it goes by: whoever searches for one of them wants this first."""


def search_entries(scope: Scope) -> Iterator[SearchEntry]:
    """Everything that can be found in the language of `scope`, whose links begin at the root of the site."""
    corpus, language, words, links = scope.corpus, scope.language, scope.words, scope.links
    for text in scope.prose:
        if text.language != language:
            continue
        for block, content in text.texts.items():
            url = links.block(f"{text.article}#{block}")
            yield SearchEntry(url, "article", text.title, scope.place(text.article, block), content)
    for article, note in corpus.notes.values():
        label = words(labels.MOTIVATIONS[note.motivation])
        body = plain(note.body[language])
        yield SearchEntry(
            links.note(note.id), "note", lead(note.body[language]), f"{label} · {scope.outlet(article)}", body
        )
    for id, entity in corpus.entities.items():
        aliases = (alias.text for alias in (*entity.aliases.id, *entity.aliases.en))
        names = tuple(dict.fromkeys([entity.name.id, entity.name.en, *aliases]))
        kind = words(labels.KINDS[entity.kind])
        yield SearchEntry(links.entity(id), "entity", entity.name[language], kind, entity.description[language], names)
    for id, event in corpus.timeline.items():
        about = f"{words(labels.STAGES[event.stage])} · {scope.date(event.date)}"
        yield SearchEntry(links.event(id), "event", event.title[language], about, event.summary[language])
    for id, claim in corpus.claims.items():
        about = f"{words(labels.CLAIM_VERDICTS[claim.assessment.verdict])} · {scope.outlet(claim.article)}"
        yield SearchEntry(links.claim(id), "claim", claim.text[language], about, claim.assessment.text[language])
