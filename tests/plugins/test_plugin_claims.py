"""Claims, disagreements and quotations, each on a page of their own."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from lxml.html import HtmlElement

from support import Built, Project, block, internal_links, text_of

LANGUAGES = ["", "en/"]


def targets(page: str, element: HtmlElement) -> set[str]:
    return {urljoin(f"/{page}", link) for link in element.xpath(".//a/@href")}


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_claims(stock: Built, prefix: str) -> None:
    """Each claim has who makes it, where, what was found, and the evidence."""
    page = f"{prefix}claims/"
    claim = block(stock.page(page), "claim-pelita-is-free")
    assert {
        f"/{prefix}entities/sari-dewi/",
        f"/{prefix}references/#ref-pelita-notes",
        f"/{prefix}claims/#claim-pelita-is-doubted",
    } <= targets(page, claim)
    assert [link for link in targets(page, claim) if link.startswith(f"/{prefix}articles/lab-baru/#")]
    words = ("Anyone may download", "release notes say the same", "1 March 2025")
    if not prefix:
        words = ("Siapa saja boleh", "Catatan rilisnya", "1 Maret 2025")
    for part in words:
        assert part in text_of(claim)
    assert stock.dead_links(page) == []


def test_an_opinion_is_called_one_once(stock: Built) -> None:
    page = stock.page("en/claims/")
    assert text_of(block(page, "claim-pelita-is-doubted")).lower().count("opinion") == 2  # with the assessment itself
    assert "Statement of fact" in text_of(block(page, "claim-pelita-is-free"))


def test_claims_can_be_filtered_by_what_tells_them_apart(stock: Built) -> None:
    """There is one article, which is no choice."""
    [form] = stock.page("en/claims/").find_class("srt-filters")
    assert {(choice.get("name"), choice.get("value")) for choice in form.xpath(".//input")} == {
        ("verdict", ""),
        ("verdict", "supported"),
        ("verdict", "opinion"),
    }
    assert [(field.get("name"), field.xpath("./option/@value")) for field in form.xpath(".//select")] == [
        ("type", ["", "fact", "opinion"])
    ]


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_disagreements(stock: Built, prefix: str) -> None:
    """The positions side by side with their claims, and claims against articles in a table."""
    page = f"{prefix}disagreements/"
    tree = stock.page(page)
    assert block(tree, "is-pelita-good") is not None
    for part in (
        "Is Pelita good?",
        "Who has tested it?",
        "The laboratory opened it.",
        "The experts wait.",
        "no tests yet",
    ):
        assert (part in text_of(tree)) == (prefix == "en/")
    assert "/references/#ref-pelita-notes" in {link.removeprefix("/en") for link in targets(page, tree)}
    assert stock.dead_links(page) == []


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("", ("Cerita pendek tentang model terbuka.", "1 pemeriksaan", "2 klaim dinilai")),
        ("en/", ("A short story about an open model.", "1 check", "2 claims assessed")),
    ],
)
def test_the_front_page_says_what_was_found(stock: Built, prefix: str, words: tuple[str, ...]) -> None:
    """Each article with its standfirst and what was checked; the verdicts of all claims as a bar and in words."""
    page = stock.page(prefix)
    [card] = page.find_class("srt-card")
    said = " ".join(" ".join(text_of(part).split()) for part in (card, *page.find_class("srt-figures")))
    assert [part for part in words if part not in said] == []
    [figure] = page.find_class("srt-verdicts")
    bar = figure.xpath(".//*[local-name()='rect']")
    assert [(float(part.get("x")), float(part.get("width"))) for part in bar] == [(0, 50), (50, 50)]
    filtered = [f"/{prefix}claims/?verdict={verdict}" for verdict in ("supported", "opinion")]
    for links in (figure.xpath(".//*[@aria-hidden]//@href"), figure.xpath("./ul//@href")):
        assert [urljoin(f"/{prefix}", link) for link in links] == filtered
    assert stock.dead_links(prefix) == []


def more_articles(project: Project, number: int) -> None:
    """Articles that say nothing on which another one takes a side."""
    for copy in range(number):
        project.write(f"docs/articles/lain-{copy}.md", f"# Lain {copy}\n{{: #p1 }}\n\nSatu.\n{{: #p2 }}\n")
        project.write(
            "data/articles.yml",
            project.read("data/articles.yml")
            + f"""
lain-{copy}:
  headline: Lain {copy}
  source: {{file: lain-{copy}.txt, sha256: {"0" * 64}, paragraphs: 2, language: id}}
  published: "2025-02-03"
  chain: [{{step: original, publisher: Lain {copy}, language: id}}]
  rights: {{id: Ada pada penerbitnya., en: With the publisher.}}
""",
        )


@pytest.mark.parametrize(("articles", "columns"), [(1, 2), (8, 9), (9, 2)])
def test_the_matrix_names_who_takes_a_side(project: Project, articles: int, columns: int) -> None:
    """It has columns for a few articles; for more of them, rows hold no word of those that are silent."""
    project.without_originals()
    more_articles(project, articles - 1)
    tree = project.build().page("en/disagreements/")
    [matrix] = tree.find_class("srt-matrix")
    assert len(matrix.xpath("./thead/tr/th")) == columns
    assert {len(row) for row in matrix.xpath("./tbody/tr")} == {columns}
    row = block(tree, "stances-pelita-is-free")
    places = [(text_of(link), link.get("href")) for link in row.xpath("./td//a")]
    assert places == [
        ("¶2", "../articles/lab-baru/#claim-pelita-is-free"),
        ("¶5", "../articles/lab-baru/#p5"),
    ]
    said = " ".join(text_of(row).split())
    assert "makes the claim ¶2" in said
    assert "disagrees ¶5" in said
    assert "Lain" not in said
    assert not row.xpath("./td[@data-outlet and not(normalize-space())]")


def test_several_claims_of_one_passage_are_one_link(project: Project) -> None:
    claims = project.read("data/claims.yml")
    again = claims[claims.index("pelita-is-doubted:") :].replace("pelita-is-doubted", "pelita-is-doubted-again")
    project.write("data/claims.yml", f"{claims}{again}")
    project.edit("data/disagreements.yml", "[pelita-is-doubted]", "[pelita-is-doubted, pelita-is-doubted-again]")
    for page, words in (("disagreements/", "(2 klaim)"), ("en/disagreements/", "(2 claims)")):
        (one, several) = project.build().page(page).find_class("srt-position__claims")
        assert text_of(one).endswith("¶2")
        assert text_of(several).endswith(f"¶5 {words}")
        assert several.xpath("./a/@href") == ["../claims/#claim-pelita-is-doubted"]


def test_words_without_a_block_are_where_they_stand(project: Project) -> None:
    """A claim or a quotation need not name the block of its words."""
    project.without_originals()
    project.edit("data/claims.yml", "{block: p2, id: {exact: dapat", "{id: {exact: dapat")
    project.edit("data/quotes.yml", "{block: p3, id: {exact", "{id: {exact")
    built = project.build(strict=True)
    assert built.tracebacks == []
    for page, record in (("claims/", "claim-pelita-is-free"), ("quotes/", "quotation-dewi-everyone")):
        number = "¶2" if page == "claims/" else "¶3"
        assert f"Koran Nusa {number}" in [text_of(link) for link in block(built.page(page), record).xpath(".//a")]
    for page in ("disagreements/", "en/disagreements/"):
        places = block(built.page(page), "stances-pelita-is-free").xpath("./td//a")
        assert [text_of(place) for place in places] == ["¶2", "¶5"]
        assert "¶2" in text_of(built.page(page).find_class("srt-position__claims")[0])


@pytest.mark.parametrize("claim", ["pelita-is-free", "pelita-is-doubted"])
def test_a_claim_that_is_left_out_takes_no_side(project: Project, claim: str) -> None:
    """A mistake in the data is told, and ends no build."""
    project.without_originals()
    project.edit("data/claims.yml", f"{claim}:\n", f"{claim}:\n  ngawur: x\n")
    built = project.build()
    assert built.abort == "" and not built.tracebacks
    assert claim not in built.html("en/claims/") + built.html("en/disagreements/")


def with_another_article(project: Project) -> None:
    """An article `lab-lama`, of the same outlet as the other."""
    articles = project.read("data/articles.yml")
    project.write("data/articles.yml", articles + articles.replace("lab-baru", "lab-lama"))
    project.write("docs/articles/lab-lama.md", "# Kabar lama {: #p1 }\n\nDua.\n{: #p2 }\n\nLima.\n{: #p5 }\n")


def test_claims_of_different_articles_are_different_links(project: Project) -> None:
    """Though the articles are of one outlet, and the paragraphs have the same number."""
    with_another_article(project)
    claims = project.read("data/claims.yml")
    other = claims[claims.index("pelita-is-doubted:") :].replace("pelita-is-doubted", "old").replace("-baru", "-lama")
    project.write("data/claims.yml", claims + other)
    project.edit("data/disagreements.yml", "[pelita-is-doubted]", "[pelita-is-doubted, old]")
    project.without_originals()
    (_, several) = project.build().page("en/disagreements/").find_class("srt-position__claims")
    assert several.xpath("./a/@href") == ["../claims/#claim-pelita-is-doubted", "../claims/#claim-old"]


def test_of_very_many_claims_the_matrix_has_those_on_which_most_articles_take_a_side(project: Project) -> None:
    """How many more there are is said, and where."""
    with_another_article(project)
    claim = "{id}: {{kind: opinion, article: {article}, target: {{block: p5}}, text: {id}, contradicts: [{other}],"
    claim += " assessment: {{verdict: opinion, text: x, date: 2025-03-01}}}}\n"
    pairs = [(f"c{n}", "lab-baru", f"c{n ^ 1}") for n in range(100)]
    pairs += [("here", "lab-baru", "there"), ("there", "lab-lama", "here")]
    more = "".join(claim.format(id=id, article=article, other=other) for id, article, other in pairs)
    project.write("data/claims.yml", project.read("data/claims.yml") + more)
    project.without_originals()
    page = project.build().page("en/disagreements/")
    rows = page.xpath("//table//tr/@id")
    assert len(rows) == 100 and rows[:2] == ["stances-here", "stances-there"]
    assert "4 more claims are in the list of claims" in text_of(page)


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_quotations(stock: Built, prefix: str) -> None:
    page = f"{prefix}quotes/"
    quotation = block(stock.page(page), "quotation-dewi-everyone")
    words = ["milik semua orang", "belongs to everyone"]
    assert sorted(words, key=text_of(quotation).index) == (words[::-1] if prefix else words)
    assert {f"/{prefix}entities/sari-dewi/", f"/{prefix}references/#ref-koran-pelita"} <= targets(page, quotation)
    assert stock.dead_links(page) == []


def test_who_spoke_in_which_language_may_be_unknown(project: Project) -> None:
    project.edit("data/quotes.yml", "  speaker: sari-dewi\n", "")
    project.edit("data/quotes.yml", "said_in: en", "said_in: und")
    page = project.build(strict=True).page("en/quotes/")
    assert "the article itself" in text_of(block(page, "quotation-dewi-everyone"))
    assert "first said in" not in text_of(page)


def test_reported_speech_is_told_in_our_words_and_is_no_back_translation(project: Project) -> None:
    """No words of it were translated twice, as none are quoted."""
    project.without_originals()
    words = "target: {block: p3, id: {exact: milik semua orang}, en: {exact: belongs to everyone}}"
    project.edit(
        "data/quotes.yml", words, "kind: reported\n  text: {id: Untuk semua., en: For all.}\n  target: {block: p3}"
    )
    built = project.build(strict=True)
    assert "back-translation" not in text_of(built.page("en/quotes/"))
    [entry] = built.page("en/entities/sari-dewi/").xpath("//section[h2[@id='quotations']]//li")
    assert text_of(entry) == "reported speech For all. Koran Nusa"


def test_site_without_claims_has_no_page_of_them(project: Project) -> None:
    project.without_originals()
    for name in ("claims", "disagreements", "quotes"):
        (project.folder / "data" / f"{name}.yml").unlink()
    built = project.build(strict=True)
    assert built.warnings == []
    assert not [page for page in ("claims/", "disagreements/", "quotes/") if built.has(page)]


def test_words_that_are_not_in_the_text_are_looked_for_in_their_block(project: Project) -> None:
    """As in an article that is not translated yet, or where a record names no words any more that are there."""
    project.without_originals()
    (project.folder / "translations/en/LC_MESSAGES/articles/lab-baru.po").unlink()
    project.edit("data/quotes.yml", "id: {exact: milik semua orang}", "id: {exact: punya siapa pun yang mau}")
    built = project.build()
    assert [link for page in built.pages for link in built.dead_links(page)] == []
    assert "../articles/lab-baru/#p2" in internal_links(built.page("en/claims/"))
    assert "../articles/lab-baru/#claim-pelita-is-free" in internal_links(built.page("claims/"))
    assert "../articles/lab-baru/#p3" in internal_links(built.page("quotes/"))
