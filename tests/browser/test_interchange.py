"""Our annotations, anchored in the built pages by the programs of others: Recogito and Apache Annotator."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Page

from node_packages import MODULES, needs
from sorotan.core import loading
from sorotan.core.problems import Problems
from support import REPOSITORY

ARTICLES = list(loading.load(REPOSITORY / "data", "data", Problems()).articles)

PREPARE = """(hide) => {
  // The text of an article without what stands beside it: notes and their numbers.
  const article = document.querySelector(".srt-article");
  const blocks = [...article.querySelectorAll("[id]")].filter((e) => /^(P|H\\d|LI|BLOCKQUOTE)$/.test(e.tagName) &&
    /^p\\d+$/.test(e.id));
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT), texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    const block = text.parentElement.closest(blocks.map((e) => "#" + e.id).join());
    if (block && !text.parentElement.closest("[role=doc-noteref], .srt-back")) continue;
    if (hide) {
      const cover = document.createElement("span");
      cover.className = "not-annotatable";
      text.replaceWith(cover);
      cover.append(text);
    } else text.remove();
  }
  blocks.slice(0, -1).forEach((block) => block.after("\\n"));
  return article;
}"""
"""Leaves the text that positions count in: the blocks, with a line feed between them."""


def open_article(visit: Callable[..., Page], language: str, article: str, ending: str) -> tuple[Page, Any, str]:
    """A page, the annotations of it, and the text in which they are anchored."""
    page = visit(f"{'en/' if language == 'en' else ''}articles/{article}/", guest=True)
    base = f"/data/annotations/{article}.{language}"
    collection, text = page.evaluate(
        "async (urls) => { const [a, b] = await Promise.all(urls.map((url) => fetch(url)));"
        " return [await a.json(), await b.text()]; }",
        [base + ending, f"{base}.txt"],
    )
    return page, collection["first"]["items"], text


def quoted(annotation: dict[str, Any]) -> str:
    [quote] = [s for s in annotation["target"]["selector"] if s["type"] == "TextQuoteSelector"]
    return quote["exact"]


@cache
def bundle(package: str) -> str:
    """A package as a script for browsers, whose global name is `Client`."""
    options = ["--bundle", "--format=iife", "--global-name=Client", "--define:process.env.NODE_ENV='production'"]
    command = ["node", str(MODULES / "esbuild" / "bin" / "esbuild"), *options]
    modules = f"export * from '{package}';"
    return subprocess.run(command, input=modules, capture_output=True, check=True, text=True, cwd=MODULES.parent).stdout


@needs("esbuild", "node")
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("article", ARTICLES)
def test_recogito(visit: Callable[..., Page], language: str, article: str) -> None:
    """Its adapter for the W3C model takes every note, and marks exactly the words of each in the page."""
    page, annotations, text = open_article(visit, language, article, ".utf16.jsonld")
    page.add_script_tag(content=bundle("@recogito/text-annotator"))
    shown, found, failed = page.evaluate(
        f"""async (annotations) => {{
          const article = ({PREPARE})(true);
          const bare = (node) => {{
            node.querySelectorAll(".not-annotatable").forEach((e) => e.remove());
            return node.textContent;
          }};
          const adapter = Client.W3CTextFormat(location.href, article);
          const failed = annotations.map((a) => adapter.parse(a).error).filter(Boolean).map(String);
          const reader = Client.createTextAnnotator(article, {{ adapter }});
          await reader.setAnnotations(annotations, false);
          const found = {{}};
          for (const {{ id, target }} of reader.state.store.all())
            found[id] = bare(target.selector[0].range.cloneContents());
          return [bare(article.cloneNode(true)), found, failed];
        }}""",
        annotations,
    )
    assert failed == []
    assert shown == text
    assert found == {annotation["id"]: quoted(annotation) for annotation in annotations} != {}


@needs("esbuild", "node")
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("article", ARTICLES)
def test_apache_annotator(visit: Callable[..., Page], language: str, article: str) -> None:
    """Quotations with their surroundings match once, positions in code points match the same words."""
    page, annotations, text = open_article(visit, language, article, ".jsonld")
    page.add_script_tag(content=bundle("@apache-annotator/dom"))
    shown, found = page.evaluate(
        f"""async (annotations) => {{
          const article = ({PREPARE})(false);
          const find = async (annotation, type, matcher) => {{
            const selector = annotation.target.selector.find((s) => s.type === type), ranges = [];
            for await (const range of matcher(selector)(article)) ranges.push(range.toString());
            return ranges;
          }};
          const found = {{}};
          for (const annotation of annotations)
            found[annotation.id] = [
              await find(annotation, "TextQuoteSelector", Client.createTextQuoteSelectorMatcher),
              await find(annotation, "TextPositionSelector", Client.createTextPositionSelectorMatcher),
            ];
          return [article.textContent, found];
        }}""",
        annotations,
    )
    assert shown == text
    assert found == {annotation["id"]: [[quoted(annotation)]] * 2 for annotation in annotations} != {}
