"""Built sites with their files of data."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sorotan.core import loading
from sorotan.core.corpus import Corpus
from sorotan.core.problems import Problems
from support import STOCK, Built, Project


@dataclass
class Exported:
    """A built site, its records and its files of data."""

    built: Built
    corpus: Corpus
    url: str

    @property
    def folder(self) -> Path:
        """The files of data."""
        return self.built.site / "data"

    @property
    def names(self) -> set[str]:
        """Paths of all files of data below the root of the site; the page itself is none."""
        found = {path.relative_to(self.built.site).as_posix() for path in self.folder.rglob("*") if path.is_file()}
        return found - {"data/index.html"}

    def text(self, name: str) -> str:
        """A file of data, with its line ends as they are."""
        return (self.folder / name).read_bytes().decode()

    def json(self, name: str) -> Any:
        """A file of data in JSON."""
        return json.loads(self.text(name))

    def articles(self) -> Iterator[tuple[str, str, str]]:
        """Article, language and the beginning of the names of its files of annotations."""
        for article in self.corpus.articles:
            for language in ("id", "en"):
                yield article, language, f"annotations/{article}.{language}"


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every JSON object in a document."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(item)


def load(built: Built, folder: Path, url: str) -> Exported:
    """A built site with the records in `folder`."""
    return Exported(built, loading.load(folder / "data", "data", Problems()), url)


def awkward(folder: Path) -> Project:
    """The stock project with exports and with everything in its data that formats trip over."""
    project = Project(Path(shutil.copytree(STOCK, folder)))
    project.without_originals()
    project.edit("mkdocs.yml", "  - sorotan/references\n", "  - sorotan/references\n  - sorotan/exports\n")
    project.edit("docs/articles/lab-baru.md", "Menurut Dewi", "🦜 Menurut Dewi")
    project.edit("translations/en/LC_MESSAGES/articles/lab-baru.po", "Menurut Dewi", "🦜 Menurut Dewi")
    project.edit("translations/en/LC_MESSAGES/articles/lab-baru.po", "According to Dewi", "🦜 According to Dewi")
    # Letters with a mark that no single character has, at both ends of what is exported around “very permissive”.
    project.edit(
        "translations/en/LC_MESSAGES/articles/lab-baru.po",
        "Its licence is very",
        "Its licence, n\u0329 among themselves up there, is very",
    )
    project.edit("translations/en/LC_MESSAGES/articles/lab-baru.po", "They are", "The\u0329y are")
    project.edit("data/annotations/lab-baru.yml", "exact: pada Januari 2025", "exact: pada Maret 2025")
    project.edit(
        "data/entities/organization.yml",
        "nusa:\n",
        "awkward:\n"
        "  kind: concept\n"
        '  name: "=1+1</script><!--\\u2028\\u0001&"\n'
        '  aliases: ["@a", "b"]\n'
        '  description: {id: "-2, \\"dua\\"", en: "+2; \\\\ two\\nlines"}\n'
        "nusa:\n",
    )
    project.edit(
        "data/entities/organization.yml",
        "    - {property: foundingDate,",
        "    - {property: founder, value: sari-dewi, evidence: [koran-pelita]}\n"
        "    - {property: founder, value: pelita, evidence: [koran-pelita]}\n"
        "    - {property: foundingDate,",
    )
    project.edit(
        "data/entities/model.yml",
        "    - {property: openness,",
        "    - {property: countryOfOrigin, value: negeri, evidence: [pelita-notes]}\n"
        "    - {property: countryOfOrigin, value: nusa, evidence: [pelita-notes]}\n"
        "    - {property: openness,",
    )
    (project.folder / "data" / "entities" / "place.yml").write_text(
        "negeri: {kind: place, name: Negeri, description: {id: Negeri itu., en: That country.}}\n", "utf-8"
    )
    project.edit("data/entities/organization.yml", "[Nusa]", "[Nusa, {text: Lab, articles: [lab-baru]}]")
    project.edit(
        "data/entities/person.yml",
        'date: "2025", evidence: [lab-baru#p2]}',
        "date: 2025/.., evidence: [lab-baru#p2]}\n"
        "    - {property: worksFor, value: nusa, date: 2021/2023, evidence: [koran-pelita]}\n"
        "    - {property: jobTitle, value: peneliti, date: 2025, evidence: [koran-pelita]}",
    )
    (project.folder / "data" / "entities" / "product.yml").write_text(
        "lampu:\n"
        "  kind: product\n"
        "  name: Lampu\n"
        "  description: {id: Sebuah produk., en: A product.}\n"
        "  facts:\n"
        "    - {property: releaseDate, value: 2025-03-01, evidence: [koran-pelita]}\n"
        "    - {property: releaseDate, value: 2024-12, evidence: [koran-pelita]}\n",
        "utf-8",
    )
    project.edit("data/timeline.yml", "Nusa Laboratory founded", '"Founded, at last; \\\\ really 🦜 " ')
    project.edit("data/timeline.yml", "nusa-founded:\n", "nusa-founded:\n  created: 2026-11-24\n  modified: 2026-11\n")
    project.edit("data/references.yml", "title: A blog post", 'title: "100% {of} C_1 & ~x^2 \\\\ #1"')
    return project
