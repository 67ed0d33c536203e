"""What can be found: one entry for the text of each article, the notes on it, and each entity, event and claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sorotan.views import labels
from sorotan.views.labels import N_
from sorotan.views.scope import Scope

SECTIONS: Final = {
    "article": N_("Article"),
    "note": N_("Notes on an article"),
    "entity": N_("Name or term"),
    "event": N_("Event"),
    "claim": N_("Claim"),
}
"""What an entry is, in the order in which the search offers them."""


@dataclass(frozen=True)
class Passage:
    """Text of an entry that stands in a place of its own."""

    text: str
    fragment: str = ""
    """Id of the element on the page of the entry; empty where the entry is the place."""
    label: str = ""
    """What the place is called, in a phrase."""


@dataclass(frozen=True)
class SearchEntry:
    """Something that can be found."""

    url: str
    """Address relative to the root of the site; no other entry has it."""
    section: str
    """Key of `SECTIONS`."""
    title: str
    about: str
    """What kind of thing it is and where it belongs, in a phrase."""
    passages: tuple[Passage, ...]
    """What is searched besides the title, in reading order."""
    names: tuple[str, ...] = ()
    """All names that it goes by: whoever searches for one of them wants this first."""


def search_entries(scope: Scope) -> Iterator[SearchEntry]:
    """Everything that can be found in the language of `scope`, whose links begin at the root of the site."""
    corpus, language, words, links = scope.corpus, scope.language, scope.words, scope.links
    for text in scope.prose:
        if text.language != language or not text.texts:
            continue
        url, outlet = links.article(text.article), scope.outlet(text.article)
        blocks = [Passage(content, id, scope.place(text.article, id)) for id, content in text.texts.items()]
        yield SearchEntry(url, "article", text.title, outlet, tuple(blocks))
        notes = []
        for note, anchor in ((anchored.note, anchored.anchor) for anchored in text.notes):
            label = f"{words(labels.MOTIVATIONS[note.motivation])} · {scope.place(text.article, anchor.block)}"
            notes.append(Passage(scope.plain(note.body[language]), f"note-{note.id}", label))
        if notes:
            title = words("Notes on “%(title)s”") % {"title": text.title}
            first = links.note(text.notes[0].note.id)
            yield SearchEntry(first, "note", title, outlet, tuple(notes))
    for id, entity in corpus.entities.items():
        aliases = (alias.text for alias in (*entity.aliases.id, *entity.aliases.en))
        names = tuple(dict.fromkeys([entity.name.id, entity.name.en, *aliases]))
        kind = words(labels.KINDS[entity.kind])
        description = (Passage(entity.description[language]),)
        yield SearchEntry(links.entity(id), "entity", entity.name[language], kind, description, names)
    for id, event in corpus.timeline.items():
        about = f"{words(labels.STAGES[event.stage])} · {scope.date(event.date)}"
        summary = (Passage(event.summary[language]),)
        yield SearchEntry(links.event(id), "event", event.title[language], about, summary)
    for id, claim in corpus.claims.items():
        about = f"{words(labels.CLAIM_VERDICTS[claim.assessment.verdict])} · {scope.outlet(claim.article)}"
        assessment = (Passage(claim.assessment.text[language]),)
        yield SearchEntry(links.claim(id), "claim", claim.text[language], about, assessment)
