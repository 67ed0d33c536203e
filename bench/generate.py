"""Makes a briefing of any size, to measure with.

    python bench/generate.py FOLDER --articles 300

N articles of 900 words in two languages, N/2 entities, 20 notes for each article and N/4 events. The same seed makes
the same files. Names share prefixes (Garuda, Garuda 2, Garuda Labs), and some aliases belong to two entities, of
which each article says which it means, as in a real briefing. Everything in it is valid: it builds strictly.
"""

from __future__ import annotations

import argparse
import random
import sys
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

BLOCKS, WORDS, NOTES = 18, 50, 20
"""Of each article: blocks, words of a block, notes."""

VOCABULARY = 6000
FREQUENCIES = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
"""Of the words, added up. They are as unequal as those of a language (Zipf's law): half of 900 words are other ones."""

KINDS = ("organization", "model", "person", "product", "concept")
MOTIVATIONS = ("describing", "identifying", "linking", "questioning", "assessing", "editing", "commenting")
STAGES = ("announced", "preview", "api", "open-weights", "updated", "launch")
SYLLABLES = {
    "id": "ba be bi bo da di du ga gu ka ke ki la le li ma me mi na ni pa pe ra re ri sa se si ta te ti tu wa ya",
    "en": "th er on an re he in ed nd ha at en es of or nt ea ti to it st io le is ou ar as de rt ve",
}
ROOTS = (
    "Garuda Nusa Rinjani Merapi Samudra Cendana Kirana Bahari Angkasa Pelita Lentera Surya Candra Bintang Arjuna "
    "Bima Srikandi Mahakam Kapuas Musi Barito Toba Singkarak Maninjau Bromo Semeru Kelud Agung Tambora Krakatau"
)
ENDINGS = ("", " Labs", " 2", " 2.5", " R1", "-V3", " Mini", " Institute", " Pro", " Foundation")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    generate(args.folder, args.articles, args.seed)
    return 0


def generate(folder: Path, articles: int, seed: int = 1) -> None:
    """Write a project with so many articles into an empty folder."""
    maker = _Maker(random.Random(seed), articles)
    for path, content in maker.files():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Catalog):
            with target.open("wb") as file:
                write_po(file, content, width=76)
        else:
            text = content if isinstance(content, str) else yaml.dump(content, Dumper=yaml.CSafeDumper, sort_keys=False)
            target.write_text(text, "utf-8")


class _Maker:
    def __init__(self, random: random.Random, articles: int) -> None:
        self.random = random
        self.articles = [f"article-{number:05}" for number in range(articles)]
        self.words = {language: self._vocabulary(language) for language in SYLLABLES}
        self.entities = self._entities(max(2, articles // 2))
        self.names = {id: entity["name"] for id, entity in self.entities.items()}

    def files(self):
        """Path and content of every file."""
        about = ("Sebuah taklimat untuk mengukur waktu.", "A briefing to measure time by.")
        title = ("Beranda", "Home")
        yield "mkdocs.yml", _CONFIG
        yield "docs/index.md", f"---\ntitle: {title[0]}\nview: home\n---\n\n{about[0]}\n{{: #p1 }}\n"
        yield "translations/en/LC_MESSAGES/index.po", _catalog("index", {"p1": about}, {"title": title})
        yield "translations/en/LC_MESSAGES/mkdocs.po", _catalog("mkdocs.yml", {}, {"nav": title})
        yield "data/articles.yml", {id: self._provenance(id) for id in self.articles}
        yield "data/references.yml", {f"ref-{number:05}": self._reference(number) for number, _ in self._numbered(1)}
        for kind in KINDS:
            entities = {id: entity for id, entity in self.entities.items() if entity["kind"] == kind}
            if entities:
                yield f"data/entities/{kind}.yml", entities
        yield "data/timeline.yml", {f"event-{number:05}": self._event() for number, _ in self._numbered(4)}
        for id in self.articles:
            yield from self._article(id)

    def _numbered(self, step: int):
        return enumerate(self.articles[::step])

    def _vocabulary(self, language: str) -> list[str]:
        syllables = SYLLABLES[language].split()
        return ["".join(self.random.choices(syllables, k=self.random.randint(1, 4))) for _ in range(VOCABULARY)]

    def _text(self, language: str, words: int) -> str:
        return " ".join(self.random.choices(self.words[language], cum_weights=FREQUENCIES, k=words))

    def _both(self, words: int) -> dict[str, str]:
        return {language: self._text(language, words).capitalize() + "." for language in ("id", "en")}

    def _entities(self, count: int) -> dict[str, dict]:
        roots = ROOTS.split()
        names = [root + ending for ending in ENDINGS for root in roots]
        names += [f"{a} {b}{ending}" for a in roots for b in roots if a != b for ending in ENDINGS]
        ids = [f"{_slug(name)}-{number}" for number, name in enumerate(names[:count])]
        entities = {}
        for number, (id, name) in enumerate(zip(ids, names, strict=False)):
            kind = KINDS[number % len(KINDS)]
            entities[id] = {
                "kind": kind,
                "name": name,
                "aliases": [f"tim {name}"],
                "description": self._both(20),
                "facts": [
                    {
                        "property": "license",
                        "value": f"{name} X",
                        "evidence": [f"{self.random.choice(self.articles)}#p2"],
                    }
                ],
            }
            if kind == "model":
                maker = ids[number - 1] if number else id
                entities[id]["facts"].append({"property": "competesWith", "value": maker, "evidence": ["ref-00000"]})
            if number % 9 == 1:  # a surname that two people share: an article says whom it means
                article = self.articles[number % len(self.articles)]
                entities[id]["aliases"].append({"text": f"Lee{number // 18}", "articles": [article]})
        return entities

    def _any_article(self) -> str:
        return self.random.choice(self.articles)

    def _headline(self, language: str) -> str:
        return self._text(language, 8).capitalize()

    def _provenance(self, id: str) -> dict:
        digest = f"{self.random.getrandbits(256):064x}"
        original = {"step": "original", "publisher": "Warta", "title": self._headline("en"), "language": "en"}
        return {
            "source": {"file": f"{id}.txt", "sha256": digest, "paragraphs": BLOCKS, "language": "id"},
            "headline": self._headline("id"),
            "label": {"id": f"Artikel {id[-5:]}", "en": f"Article {id[-5:]}"},
            "published": self._day(),
            "chain": [
                {**original, "certainty": "confirmed", "references": ["ref-00000"]},
                {"step": "translation", "language": "id", "certainty": "inferred"},
            ],
            "rights": self._both(10),
        }

    def _reference(self, number: int) -> dict:
        return {
            "type": "webpage",
            "title": self._headline("en"),
            "container_title": "Warta",
            "url": f"https://warta.example/{number}",
            "issued": self._day(),
            "quality": "reporting",
        }

    def _day(self) -> str:
        return (date(2022, 1, 1) + timedelta(days=self.random.randrange(1400))).isoformat()

    def _event(self) -> dict:
        entity = self.random.choice(list(self.entities))
        return {
            "title": self._both(5), "stage": self.random.choice(STAGES), "date": self._day(), "entities": [entity],
            "summary": self._both(25), "evidence": ["ref-00000"], "created": "2026-01-02",
        }  # fmt: skip

    def _article(self, id: str):
        """Prose, catalog and notes of one article."""
        marks = {block: f"{id[-5:]}{block}" for block in range(1, BLOCKS + 1)}
        blocks = {}
        for block in range(1, BLOCKS + 1):
            named = self.random.choices(list(self.names), k=3)
            blocks[f"p{block}"] = tuple(self._block(language, named, marks[block]) for language in ("id", "en"))
        title, about = (tuple(self._both(8).values()) for _ in range(2))
        lines = [f"---\ntitle: {title[0]}\ndescription: {about[0]}\n---\n"]
        lines += [f"{text[0]}\n{{: #{block} }}\n" for block, text in blocks.items()]
        yield f"docs/articles/{id}.md", "\n".join(lines)
        front = {"title": title, "description": about}
        yield f"translations/en/LC_MESSAGES/articles/{id}.po", _catalog(f"articles/{id}", blocks, front)
        yield f"data/annotations/{id}.yml", {"annotations": [self._note(id, number, marks) for number in range(NOTES)]}

    def _block(self, language: str, named: list[str], mark: str) -> str:
        words = self._text(language, WORDS - 12).split()
        for entity in named:
            words.insert(self.random.randrange(len(words)), self.names[entity])
        for number in (0, 1):  # what notes are about is made of words that stand nowhere else
            passage = f"kata{number}{mark} {self._text(language, 2)} tutup{number}{mark}"
            words.insert(self.random.randrange(1, len(words)), passage)
        text = " ".join(words)
        return text[0].upper() + text[1:] + "."

    def _note(self, article: str, number: int, marks: dict[int, str]) -> dict:
        block, which = number % BLOCKS + 1, number // BLOCKS
        words = f"kata{which}{marks[block]}"
        entity = self.random.choice(list(self.names))
        body = self._both(35)
        body["id"] += f" [{self.names[entity]}](entity:{entity})"
        return {
            "id": f"{article}-note-{number}", "motivation": self.random.choice(MOTIVATIONS),
            "target": {"block": f"p{block}", "id": {"exact": words}, "en": {"exact": words}},
            "body": body, "entities": [entity], "cites": ["ref-00000"], "creator": "Sorotan", "created": "2026-01-02",
        }  # fmt: skip


def _slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def _catalog(page: str, blocks: dict, front: dict) -> Catalog:
    catalog = Catalog(locale="en", fuzzy=False)
    for key, (source, translation) in front.items():
        catalog.add(source, translation, context=f"{page}@{key}")
    for block, (source, translation) in blocks.items():
        catalog.add(source, translation, context=f"{page}#{block}")
    return catalog


_CONFIG = """\
site_name: Ukuran
site_url: https://ukuran.example/
theme:
  name: material
  font: false
plugins:
  - sorotan/languages
  - sorotan/corpus
  - sorotan/annotations
  - sorotan/entities
  - sorotan/timeline
  - sorotan/claims
  - sorotan/references
  - sorotan/exports
  - sorotan/search
  - sorotan/feeds
  - sorotan/cards
nav:
  - Beranda: index.md
validation:
  nav: {omitted_files: ignore}
"""

if __name__ == "__main__":
    sys.exit(main())
