"""The network as networkx reads it."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import networkx
from exported import Exported


def test_network(site: Exported, odd: Exported) -> None:
    for exported in (site, odd):
        entities = exported.corpus.entities
        graph = networkx.read_graphml(exported.folder / "network.graphml", force_multigraph=True)
        assert graph.is_directed() and set(graph) == set(entities)
        for id, values in graph.nodes(data=True):
            assert (values["kind"], values["name_en"]) == (entities[id].kind, entities[id].name.en.replace("\1", ""))
            assert values["page"] == f"{exported.url}entities/{id}/"
        stated = Counter(
            (source, target, values["relation"], values["certainty"])
            for source, target, values in graph.edges(data=True)
            if values["relation"] != "sharesBlock"
        )
        assert stated == Counter(
            (id, fact.value.id, fact.property, fact.certainty)
            for id, entity in entities.items()
            for _, fact in entity.linked_entities()
        )


def test_shared_blocks(site: Exported) -> None:
    named: dict[tuple[str, str], set[str]] = {}
    for row in site.json("mentions.json"):
        if row["language"] == "id":
            named.setdefault((row["article"], row["block"]), set()).add(row["entity"])
    expected = Counter(pair for names in named.values() for pair in combinations(sorted(names), 2))
    graph = networkx.read_graphml(site.folder / "network.graphml", force_multigraph=True)
    assert expected == {
        (source, target): values["weight"]
        for source, target, values in graph.edges(data=True)
        if values["relation"] == "sharesBlock"
    }
