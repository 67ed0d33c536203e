"""Claims, disagreements and quotations, each on a page of their own."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from lxml.html import HtmlElement

from support import Built, Project, block, text_of

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


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_quotations(stock: Built, prefix: str) -> None:
    page = f"{prefix}quotes/"
    quotation = block(stock.page(page), "quotation-dewi-everyone")
    assert "milik semua orang" in text_of(quotation)
    assert "belongs to everyone" in text_of(quotation)
    assert {f"/{prefix}entities/sari-dewi/", f"/{prefix}references/#ref-koran-pelita"} <= targets(page, quotation)
    assert stock.dead_links(page) == []


def test_site_without_claims_has_no_page_of_them(project: Project) -> None:
    project.without_originals()
    for name in ("claims", "disagreements", "quotes"):
        (project.folder / "data" / f"{name}.yml").unlink()
    built = project.build(strict=True)
    assert built.warnings == []
    assert not [page for page in ("claims/", "disagreements/", "quotes/") if built.has(page)]
