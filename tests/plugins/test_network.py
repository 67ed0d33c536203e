"""Pictures of ties: around one entity and of the whole briefing, each with the table that says the same."""

from __future__ import annotations

import random
import re
from urllib.parse import urljoin

import pytest
from lxml.html import HtmlElement

from sorotan.views.layout import Box, Point, around, place_labels, spread, text_width, wrap
from support import Built, Project, text_of

PREFIXES = ["", "en/"]
PAGES = ["entities/nusa/", "entities/pelita/", "entities/sari-dewi/", "network/"]
BOUNDS = Box(0, 0, 1080, 700)


def picture(built: Built, page: str) -> HtmlElement:
    [svg] = built.page(page).xpath("//figure[contains(@class, 'srt-ties')]//*[local-name()='svg']")
    return svg


def rows(built: Built, page: str) -> list[HtmlElement]:
    return built.page(page).xpath("//table[@class='srt-ties__table']/tbody/tr")


def tie(built: Built, page: str, name: str) -> list[str]:
    [row] = [row for row in rows(built, page) if text_of(row.find("th")) == name]
    return [text_of(cell) for cell in row.findall("td")]


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("page", PAGES)
def test_every_node_is_a_row_of_the_table_and_leads_to_its_page(stock: Built, prefix: str, page: str) -> None:
    page = prefix + page
    nodes = [node.get("href") for node in picture(stock, page).xpath(".//*[local-name()='a']")]
    assert nodes
    assert nodes == [row.xpath("string(th//a/@href)") for row in rows(stock, page)]
    assert all(stock.leads_somewhere(page, link) for link in nodes)
    assert len(set(nodes)) == len(nodes)
    assert stock.dead_links(page) == []


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("page", PAGES)
def test_a_picture_says_what_it_is(stock: Built, prefix: str, page: str) -> None:
    """It has a title and a description; no link in it is a second stop of the keyboard."""
    svg = picture(stock, prefix + page)
    assert svg.get("role") == "group"
    labelled_by = svg.get("aria-labelledby").split()
    assert [svg.xpath("string(*[@id=$id])", id=id) != "" for id in labelled_by] == [True, True]
    assert {node.get("tabindex") for node in svg.xpath(".//*[local-name()='a']")} == {"-1"}
    assert all(node.xpath("string(*[local-name()='title'])") for node in svg.xpath(".//*[local-name()='a']"))


def test_relations_are_told_from_standing_together(stock: Built) -> None:
    """Both directions of a stated relation have its evidence; names that only stand together have the paragraphs."""
    relation, together = tie(stock, "en/entities/pelita/", "Nusa Laboratory")
    assert relation.startswith("Developer Source: ")
    assert "¶2" in relation
    assert re.match(r"\d+ paragraphs?", together)
    relation, _ = tie(stock, "en/entities/nusa/", "Pelita")
    assert relation.startswith("Developed Source: ")
    relation, together = tie(stock, "en/entities/pelita/", "Sari Dewi")
    assert relation == "–"
    assert re.match(r"\d+ paragraphs?.+¶", together)
    lines = picture(stock, "en/entities/pelita/").xpath(".//*[local-name()='line']/@class")
    assert sorted(lines) == ["srt-tie", "srt-tie srt-tie--stated"]


def test_words_of_the_picture_are_in_the_language_of_the_page(stock: Built) -> None:
    assert tie(stock, "entities/nusa/", "Pelita")[0].startswith("Mengembangkan Sumber: ")
    assert "Garis utuh" in text_of(stock.page("network/"))


def test_an_entity_without_ties_has_no_picture(project: Project) -> None:
    project.without_originals()
    project.write(
        "data/entities/zz.yml", "sunyi: {kind: concept, name: Sunyi, description: {id: Tidak ada., en: Nothing.}}\n"
    )
    built = project.build(strict=True)
    assert not rows(built, "entities/sunyi/")
    assert not built.page("entities/sunyi/").xpath("//*[@class='srt-ties']")


def test_the_strongest_neighbours_are_shown_and_the_others_counted(project: Project) -> None:
    project.without_originals()
    facts = "\n".join(
        f"kota-{n}: {{kind: place, name: Kota {n:02}, description: {{id: Kota., en: A town.}}, facts:"
        f" [{{property: isPartOf, value: negeri, evidence: [pelita-notes]}}]}}"
        for n in range(30)
    )
    country = "negeri: {kind: place, name: Negeri, description: {id: Negeri., en: A country.}}"
    project.write("data/entities/zz.yml", f"{country}\n{facts}\n")
    built = project.build(strict=True)
    assert [text_of(row.find("th")) for row in rows(built, "en/entities/negeri/")] == [
        f"Kota {n:02}" for n in (0, 1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 2, 20)
    ]
    assert "16 names with weaker ties are left out" in text_of(built.page("en/entities/negeri/"))
    # Places are no part of the network: they would hide everything else.
    assert "Kota" not in text_of(picture(built, "en/network/"))


def test_concepts_and_places_are_not_in_the_network(stock: Built) -> None:
    names = [text_of(row.find("th")) for row in rows(stock, "en/network/")]
    assert sorted(names) == ["Nusa Laboratory", "Pelita", "Sari Dewi"]
    assert "Terms and places are left out" in text_of(stock.page("en/network/"))


def test_the_index_leads_to_the_network(stock: Built) -> None:
    links = [urljoin("/entities/", link) for link in stock.page("entities/").xpath("//a/@href")]
    assert "/network/" in links


def test_two_builds_draw_the_same(project: Project) -> None:
    project.without_originals()
    first = {page: project.build(strict=True).html(page) for page in PAGES}
    again = project.build(strict=True)
    assert {page: again.html(page) for page in PAGES} == first


# --- Layout ---


def graph(count: int, seed: int) -> list[tuple[int, int]]:
    dice = random.Random(seed)
    return [(a, dice.randrange(a)) for a in range(1, count) if dice.random() < 0.8]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("count", [0, 1, 2, 7, 60])
def test_points_stay_in_the_picture_and_apart(count: int, seed: int) -> None:
    points = spread(count, graph(count, seed), BOUNDS, Point(48, 22), 34)
    assert points == spread(count, graph(count, seed), BOUNDS, Point(48, 22), 34)
    assert len(points) == count
    assert all(BOUNDS.left <= p.x <= BOUNDS.right and BOUNDS.top <= p.y <= BOUNDS.bottom for p in points)
    near = [(a, b) for a in points for b in points if a is not b and abs(complex(a.x - b.x, a.y - b.y)) < 12]
    assert near == []


def test_what_is_tied_stands_nearer_than_what_is_not() -> None:
    chain = spread(6, [(n, n + 1) for n in range(5)], BOUNDS, Point(0, 0), 34)
    steps = [abs(complex(a.x - b.x, a.y - b.y)) for a, b in zip(chain, chain[1:], strict=False)]
    assert max(steps) < abs(complex(chain[0].x - chain[-1].x, chain[0].y - chain[-1].y)) / 2
    assert max(steps) <= 1.2 * 3 * 34


def test_a_label_without_room_is_shortened() -> None:
    nodes = [(Point(60, 20), 4.0, "Kecerdasan buatan berbobot terbuka")]
    [label] = place_labels(nodes, [0], Box(0, 0, 200, 40), 12)
    assert label is not None
    assert label.text == "Kecerdasan buatan…"


@pytest.mark.parametrize("seed", range(4))
def test_labels_neither_collide_nor_leave_the_picture(seed: int) -> None:
    dice = random.Random(seed)
    points = spread(60, graph(60, seed), BOUNDS, Point(48, 22), 34)
    nodes = [(point, 6.0, "Nama " * dice.randint(1, 5)) for point in points]
    labels = place_labels(nodes, range(60), BOUNDS, 12)
    boxes = []
    for label, (_, _, text) in zip(labels, nodes, strict=True):
        if label is not None:
            assert text.startswith(label.text.rstrip("…"))
            width = text_width(label.text, 12)
            left = {"start": label.x, "middle": label.x - width / 2, "end": label.x - width}[label.anchor]
            boxes.append(Box(left, label.y - 10, left + width, label.y + 2))
    assert len(boxes) > 30
    assert all(box.left >= -0.1 and box.right <= BOUNDS.right + 0.1 for box in boxes)
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.meets(b)]
    dots = [Box(p.x - r, p.y - r, p.x + r, p.y + r) for p, r, _ in nodes]
    assert not [box for box in boxes if any(box.meets(dot) for dot in dots)]


@pytest.mark.parametrize("count", range(1, 15))
def test_points_around_a_centre_have_a_row_of_their_own(count: int) -> None:
    points = around(count, Point(170, 140), 40, 44, 72)
    assert len(points) == count
    for side in (1, -1):
        ys = sorted(p.y for p in points if (p.x - 170) * side > 0)
        assert all(b - a >= 40 for a, b in zip(ys, ys[1:], strict=False))


@pytest.mark.parametrize(("text", "lines"), [
    ("OpenAI", ["OpenAI"]),
    ("Departemen Perdagangan Amerika Serikat", ["Departemen", "Perdagangan…"]),
    ("DeepSeek-R1-Distill", ["DeepSeek-R1-", "Distill"]),
    ("Pneumonoultramikroskopis", ["Pneumonoult…"]),
])  # fmt: skip
def test_long_names_are_broken_or_cut(text: str, lines: list[str]) -> None:
    assert wrap(text, 88, 12, 2) == lines
    assert all(text_width(line, 12) <= 88 for line in lines)
