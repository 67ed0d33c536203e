"""What can be found: the text of each article, the notes on it, each entity, event and claim, and each other page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from sorotan.core.prose import ArticleText
from sorotan.markdown.sections import Section
from sorotan.views import labels
from sorotan.views.labels import N_
from sorotan.views.scope import Scope

SECTIONS: Final = {
    "article": N_("Article"),
    "note": N_("Notes on an article"),
    "entity": N_("Name or term"),
    "event": N_("Event"),
    "claim": N_("Claim"),
    "page": N_("Page"),
}
"""What an entry is, in the order in which the search offers them."""

_MOST: Final = 200
"""Passages of a page that are one entry: whoever finds something in an entry loads all of it."""


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
    """What kind of thing it is and where it belongs, in a phrase; empty where that need not be said."""
    passages: tuple[Passage, ...]
    """What is searched besides the title, in reading order."""
    names: tuple[str, ...] = ()
    """All names that it goes by: whoever searches for one of them wants this first."""
    is_list: bool = False
    """Whether its passages have nothing to do with each other, so that what they have in common says little."""


@dataclass(frozen=True)
class FoundPage:
    """A page that is neither an article nor about one record."""

    uri: str
    """Its path in the source language."""
    title: str
    description: str
    sections: Sequence[Section]
    """What an editor wrote on it."""


def search_entries(scope: Scope, pages: Iterable[FoundPage]) -> Iterator[SearchEntry]:
    """Everything that can be found in the language of `scope`, whose links begin at the root of the site.

    Args:
        scope: The records and articles.
        pages: The other pages in this language.
    """
    records = chain(_articles(scope), _entities(scope), _events(scope), _claims(scope), _disagreements(scope))
    for entry in chain(records, *(_page(page, scope) for page in pages)):
        if entry.url:  # else no page shows it: its plugin is not enabled, or its article is left out for its mistakes
            yield entry


def _articles(scope: Scope) -> Iterator[SearchEntry]:
    """Each article with its paragraphs, and its notes as an entry of their own."""
    for text in scope.prose:
        if text.language != scope.language or not text.texts:
            continue
        url, outlet = scope.links.article(text.article), scope.outlet(text.article)
        blocks = [Passage(content, id, scope.place(text.article, id)) for id, content in text.texts.items()]
        yield SearchEntry(url, "article", text.title, outlet, tuple(blocks))
        if text.notes:
            title = scope.words("Notes on “%(title)s”") % {"title": text.title}
            first = scope.links.note(text.notes[0].note.id)
            yield SearchEntry(first, "note", title, outlet, tuple(_notes(text, scope)))


def _notes(text: ArticleText, scope: Scope) -> Iterator[Passage]:
    for anchored in text.notes:
        note, kind = anchored.note, scope.words(labels.MOTIVATIONS[anchored.note.motivation])
        label = f"{kind} · {scope.place(text.article, anchored.anchor.block)}"
        yield Passage(scope.plain(note.body[scope.language]), f"note-{note.id}", label)


def _entities(scope: Scope) -> Iterator[SearchEntry]:
    language = scope.language
    for id, entity in scope.corpus.entities.items():
        aliases = (alias.text for alias in (*entity.aliases.id, *entity.aliases.en))
        names = tuple(dict.fromkeys([entity.name.id, entity.name.en, *aliases]))
        kind = scope.words(labels.KINDS[entity.kind])
        description = (Passage(entity.description[language]),)
        yield SearchEntry(scope.links.entity(id), "entity", entity.name[language], kind, description, names)


def _events(scope: Scope) -> Iterator[SearchEntry]:
    language, words = scope.language, scope.words
    for id, event in scope.corpus.timeline.items():
        stage, date = words(labels.STAGES[event.stage]), scope.date(event.date)
        about = date if stage == words(SECTIONS["event"]) else f"{stage} · {date}"
        summary = (Passage(event.summary[language]),)
        yield SearchEntry(scope.links.event(id), "event", event.title[language], about, summary)


def _claims(scope: Scope) -> Iterator[SearchEntry]:
    language = scope.language
    for id, claim in scope.corpus.claims.items():
        verdict = scope.words(labels.CLAIM_VERDICTS[claim.assessment.verdict])
        about = f"{verdict} · {scope.outlet(claim.article)}"
        assessment = (Passage(claim.assessment.text[language]),)
        yield SearchEntry(scope.links.claim(id), "claim", claim.text[language], about, assessment)


def _disagreements(scope: Scope) -> Iterator[SearchEntry]:
    about = scope.words(N_("Where the articles disagree"))
    for id, item in scope.corpus.disagreements.items():
        texts = [item.question, *(position.text for position in item.positions), item.known]
        question = (Passage(" ".join(text[scope.language] for text in texts)),)
        yield SearchEntry(scope.links.disagreement(id), "page", item.title[scope.language], about, question)


def _page(page: FoundPage, scope: Scope) -> Iterator[SearchEntry]:
    """What a page is, what an editor wrote on it, and the records on it that are no entries themselves."""
    sections = page.sections
    passages = [Passage(" ".join(filter(None, [page.description, *(s.text for s in sections if not s.fragment)])))]
    passages += [Passage(f"{s.heading} {s.text}", s.fragment, s.heading) for s in sections if s.fragment]
    passage_of = _LISTED.get(page.uri)
    if passage_of is None:
        yield from _parts(scope.links.page(page.uri), page.title, passages)
        return
    for part in scope.corpus.lists[page.uri]:
        passages += [passage_of(id, scope) for id in part.ids]
        yield SearchEntry(scope.links.page(part.uri), "page", page.title, "", tuple(passages), is_list=True)
        passages = []


def _parts(url: str, title: str, passages: Sequence[Passage]) -> Iterator[SearchEntry]:
    """A page as one entry, or as several where there are too many passages."""
    for start in range(0, len(passages), _MOST):
        part = tuple(passages[start : start + _MOST])
        yield SearchEntry(f"{url}#{part[0].fragment}" if start else url, "page", title, "", part)


def _reference(id: str, scope: Scope) -> Passage:
    item = scope.corpus.references[id]
    names = [*map(str, item.author), item.title, item.container_title or "", item.publisher or ""]
    note = item.note[scope.language] if item.note else ""
    return Passage(" ".join(filter(None, [*names, note])), f"ref-{id}", scope.evidence(id).text)


def _quotation(id: str, scope: Scope) -> Passage:
    item, language = scope.corpus.quotes[id], scope.language
    target = item.target[language]
    speaker = scope.entity_link(item.speaker).text if item.speaker else ""
    texts = [f"“{target.exact}”" if target else "", item.text[language] if item.text else "", speaker]
    texts.append(item.note[language] if item.note else "")
    place = scope.place(item.article, scope.block_of(item.article, item.target, f"quote-{id}"))
    return Passage(" ".join(filter(None, texts)), f"quotation-{id}", place)


_LISTED: Final = {"references.md": _reference, "quotes.md": _quotation}
