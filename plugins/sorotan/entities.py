"""The plugin `sorotan/entities`: a page for every entity, and the indexes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, get_args

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from sorotan.core.languages import Language, SiteLanguages
from sorotan.core.lists import entries_file
from sorotan.core.records import Entity
from sorotan.core.vocabulary import Kind
from sorotan.pages import GeneratedPage, GeneratedPages, list_pages
from sorotan.site import Site
from sorotan.views import labels
from sorotan.views.alphabet import pages_of
from sorotan.views.entity import entity_view, index_view, kinds_in, named_by_kind
from sorotan.views.entityindex import EntityIndex
from sorotan.views.glossary import glossary_pages, glossary_view
from sorotan.views.labels import N_
from sorotan.views.network import NETWORK, network_view
from sorotan.views.scope import Scope

_INDEX: Final = "entities/index.md"


class EntitiesPlugin(GeneratedPages, BasePlugin):
    """Makes `entities/<id>.md`, `entities/index.md`, `entities/kinds/<kind>.md`, `glossary.md` and `network.md`.

    - `on_env`: the prose is read; counts who is named where.
    """

    _indexes: dict[Language, EntityIndex]

    def pages(self, site: Site) -> Iterator[GeneratedPage]:
        """A page for each entity, an index of all and of each kind that occurs, the glossary and the network."""
        entities = site.corpus.entities
        for id, entity in entities.items():
            yield self._entity_page(id, entity)
        if entities:
            most = kinds_in(entities.values())
            yield from list_pages(
                pages_of(_INDEX, entities),
                title=lambda words: named_by_kind(most, words),
                description=lambda words: words(N_("Everyone and everything the articles name, from A to Z.")),
                template="index.html",
                view=lambda scope, page: index_view(scope, self._index(scope), None, page),
            )
        kinds = {entity.kind for entity in entities.values()}
        for kind in get_args(Kind):
            if kind in kinds:
                yield from self._kind_pages(kind, entities)
        concepts = {id: entity for id, entity in entities.items() if entity.kind == "concept"}
        if concepts:
            yield from self._glossary_pages(concepts, site.languages)
        if entities:
            yield GeneratedPage(
                uri=NETWORK,
                title=lambda words: words(N_("How the names are connected")),
                description=lambda words: words(N_("Who and what belong together, as a picture and as a table.")),
                template="network.html",
                view=lambda scope: network_view(scope, self._index(scope)),
            )

    @event_priority(-30)  # the search index takes longer, and should begin before
    def on_env(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        """Count what all pages of a language have in common, now that the prose is read."""
        scopes = [self._site.root_scope(language) for language in self._site.languages.all]
        self._indexes = {scope.language: EntityIndex(scope) for scope in scopes}
        return env

    def _entity_page(self, id: str, entity: Entity) -> GeneratedPage:
        return GeneratedPage(
            uri=f"entities/{id}.md",
            title=lambda words: entity.name[words.language],
            description=lambda words: entity.description[words.language],
            template="entity.html",
            view=lambda scope: entity_view(id, scope, self._index(scope)),
            source=entity.read_from,
            above=_INDEX,
        )

    def _kind_pages(self, kind: Kind, entities: Mapping[str, Entity]) -> Iterator[GeneratedPage]:
        ids = [id for id, entity in entities.items() if entity.kind == kind]
        return list_pages(
            pages_of(f"entities/kinds/{kind}.md", ids),
            title=lambda words: words(labels.KINDS_PLURAL[kind]),
            description=lambda words: words(labels.KINDS_PLURAL[kind]),
            template="index.html",
            view=lambda scope, page: index_view(scope, self._index(scope), kind, page),
            above=_INDEX,
        )

    def _glossary_pages(self, concepts: Mapping[str, Entity], languages: SiteLanguages) -> Iterator[GeneratedPage]:
        pages = {language: glossary_pages(concepts, language) for language in languages.all}
        in_source = pages[languages.source]
        first, *others = list_pages(
            in_source,
            title=lambda words: words(N_("Glossary")),
            description=lambda words: words(N_("Terms in both languages, what they mean here, and where they occur.")),
            template="glossary.html",
            view=lambda scope, page: glossary_view(scope, self._index(scope), page),
            source=next(iter(concepts.values())).read_from,
        )
        marks: dict[str, dict[str, str]] = {id: {} for id in concepts}
        yield replace(
            first,
            files={
                languages.localize(in_source[0].entries, language): entries_file(listed, marks)
                for language, listed in pages.items()
                if others
            },
        )
        yield from others

    def _index(self, scope: Scope) -> EntityIndex:
        """What all pages of a language have in common."""
        return self._indexes[scope.language]
