"""A site with such long lists of claims, disagreements, quotations, references, events, terms that they are divided."""

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
EVENTS = 310
"""So many in one year that it is divided by months; page 1 has the first eight of them."""
EVENT = (
    "kejadian-{n}: {{title: Kejadian {n}, stage: {stage}, date: '2024-{month:02}-{day:02}', summary: Terjadi., "
    "entities: [nusa], developer: {developer}, evidence: [zebra], created: '2026-11-20'}}\n"
)
DISAGREEMENT = (
    "beda-{n}: {{title: Beda {n:03}, question: Apa?, positions: [{{text: Ya., claims: [kabar-1-3]}}, "
    "{{text: Tidak., claims: [kabar-3-7]}}], known: Belum terjawab., evidence: [buku-{n}], date: '2026-11-20'}}\n"
)
TERMS = 260
TERM = (
    "istilah-{n}: {{kind: concept, name: {{id: Istilah {n:03}, en: '{letter}otion {back:03}'}}, "
    "description: Arti {n}.}}\n"
)
"""In English they are in the reverse order, under another letter from the hundredth on."""
BOOK = "buku-{n}: {{title: Buku {n:03}, type: book, quality: reporting}}\n"


def grow(project: Project) -> None:
    """Add three articles, 360 claims and quotations of them, 250 references, 220 disagreements, 310 events, and
    260 terms."""
    project.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/exports\n")
    project.edit("mkdocs.yml", "  - sorotan/exports\n", "  - sorotan/exports\n  - sorotan/search\n  - sorotan/feeds\n")
    entry = project.read("data/articles.yml")
    project.write("data/articles.yml", entry + "".join(entry.replace("lab-baru", id) for id in ARTICLES))
    for article in ARTICLES:
        project.write(
            f"docs/articles/{article}.md",
            f"---\ntitle: {article.capitalize()}\n---\n\nSoal Pelita, [klaim](claim:kabar-3-7), "
            f"[kejadian](event:kejadian-11).\n{{: #p1 }}\n",
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
    events = project.read("data/timeline.yml")
    for n in range(EVENTS):
        stage, developer = ("policy", "pelita") if n % 12 == 11 else ("event", "nusa")
        events += EVENT.format(n=n, month=n % 12 + 1, day=n // 12 + 1, stage=stage, developer=developer)
    terms = [TERM.format(n=n, letter="M" if n >= 100 else "N", back=TERMS - n) for n in range(TERMS)]
    project.write("data/entities/istilah.yml", "".join(terms))
    questions = project.read("data/disagreements.yml")
    questions += "".join(DISAGREEMENT.format(n=n) for n in range(220))
    project.edit("data/annotations/lab-baru.yml", "cites: [pelita-notes]", "cites: [pelita-notes, zebra]")
    lists = {"claims": claims, "disagreements": questions, "quotes": quotes, "references": books, "timeline": events}
    for name, text in lists.items():
        project.write(f"data/{name}.yml", text)


def build_long(folder: Path) -> Built:
    """A site with two pages of each list, and redirects from old addresses of a claim, an event and a page."""
    project = Project(Path(shutil.copytree(STOCK, folder / "project")))
    project.without_originals()
    grow(project)
    moved = ("claims.md#claim-lama: claims.md#claim-kabar-3-7", "timeline.md#event-lama: timeline.md#event-kejadian-11")
    moved += ("lama.md: claims.md#claim-kabar-3-7",)
    project.write("data/redirects.yml", "".join(f"{line}\n" for line in moved))
    return project.build()
