"""A site with so many claims, quotations and references that their lists are divided into pages."""

from __future__ import annotations

import shutil
from pathlib import Path

from support import STOCK, Built, Project

EACH = 120
"""Claims and quotations of each article: two articles fill a page."""
ARTICLES = ("kabar-1", "kabar-2", "kabar-3")
CLAIM = (
    "{article}-{n}: {{kind: {kind}, article: {article}, target: {{block: p1}}, text: Klaim {n}., {more}"
    "assessment: {{verdict: {verdict}, text: Belum diketahui., date: 2025-03-01, evidence: [{book}]}}}}\n"
)
QUOTE = "{article}-{n}: {{article: {article}, target: {{block: p1}}, said_in: en, kind: reported, text: Kata {n}}}\n"
BOOK = "buku-{n}: {{title: Buku {n:03}, type: book, quality: reporting}}\n"


def grow(project: Project) -> None:
    """Add three articles, 360 claims and quotations of them, and 250 references."""
    project.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/exports\n")
    project.edit("mkdocs.yml", "  - sorotan/exports\n", "  - sorotan/exports\n  - sorotan/search\n")
    entry = project.read("data/articles.yml")
    project.write("data/articles.yml", entry + "".join(entry.replace("lab-baru", id) for id in ARTICLES))
    for article in ARTICLES:
        project.write(
            f"docs/articles/{article}.md",
            f"---\ntitle: {article.capitalize()}\n---\n\nSoal Pelita, [klaim](claim:kabar-3-7).\n{{: #p1 }}\n",
        )
    claims, quotes, books = (project.read(f"data/{name}.yml") for name in ("claims", "quotes", "references"))
    for n in range(EACH):
        for article in ARTICLES:
            is_last = article == ARTICLES[-1]
            kind, verdict = ("forecast", "open") if is_last and n < 30 else ("fact", "unverified")
            book = "zebra" if n == 5 else f"buku-{n}"
            more = "claimant: nusa, supports: [kabar-1-3], " if is_last and n == 7 else ""
            claims += CLAIM.format(article=article, n=n, kind=kind, verdict=verdict, more=more, book=book)
            quotes += QUOTE.format(article=article, n=n)
    books += "".join(BOOK.format(n=n) for n in range(250))
    books += "zebra: {title: Zebra, type: book, quality: copy}\n"
    for name, text in (("claims", claims), ("quotes", quotes), ("references", books)):
        project.write(f"data/{name}.yml", text)


def build_long(folder: Path) -> Built:
    """A site with two pages of each list, and a redirect from the address of a claim that was renamed."""
    project = Project(Path(shutil.copytree(STOCK, folder / "project")))
    project.without_originals()
    grow(project)
    project.write("data/redirects.yml", "claims.md#claim-lama: claims.md#claim-kabar-3-7\n")
    return project.build()
