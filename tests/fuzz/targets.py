"""What is fuzzed: everything of the core and of the Markdown extensions that parses what people write.

Each target takes a text and does with it what a build, a check or an edit does. A result may be anything that it is
documented to be; another exception, or what a target asserts not to hold, is a bug.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import fromstring

from markdown import Markdown

from sorotan.core import catalogs, checks, corpus, dates, loading, text, translation_checks, yamlfile
from sorotan.core.editing import yamltext
from sorotan.core.editing.files import EditError
from sorotan.core.mentions import MentionFinder
from sorotan.core.problems import Problems
from sorotan.core.records import Entity, Quote, as_id, is_id
from sorotan.core.selectors import occurrences, resolve
from sorotan.markdown.bodies import Bodies
from sorotan.markdown.safety import SafetyExtension
from sorotan.markdown.textstream import Span, TextStream
from sorotan.markdown.translate import CollectExtension, TranslateExtension

_FOLDER: Final = Path(tempfile.mkdtemp(prefix="sorotan-fuzz-"))


def loader(source: str) -> None:
    """A file of every kind of record."""
    for kind in (*corpus.KEYED_FILES, corpus.ANNOTATION_FILES):
        path = _FOLDER / kind.pattern.replace("*", "x")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(source.encode("utf-8", "surrogatepass"))
    problems = Problems()
    loaded = loading.load(_FOLDER, "data", problems)
    checks.check(loaded, problems)
    assert all("\n" not in str(problem) for problem in problems)


def selectors(source: str) -> None:
    """Words, and what stands around them, in a text in which they stand, or in which half of them stand."""
    words, _, rest = source.partition("|")
    texts = {"p1": rest, "p2": source}
    for exact in filter(str.strip, (words, rest[len(rest) // 3 : len(rest) // 2])):
        quote = Quote(exact=exact, prefix=words[:2], suffix=rest[-2:])
        for block in (None, "p1"):
            anchor = resolve(quote, texts, block)
            if anchor.is_published:
                found = texts[anchor.block][anchor.start : anchor.end]
                assert text.fold(found) == text.fold(quote.exact)
        for start in occurrences(exact, source):
            begin, end = text.sentence_at(source, start, start + len(exact))
            assert begin <= start and end <= len(source)


def mentions(source: str) -> None:
    """Names made from a text, looked for in it."""
    names = [name for name in (*source.split("|"), *source.split())[:20] if name.strip()]
    kinds = {"kind": "concept", "description": "x"}
    entities = {
        f"e{number}": Entity.model_validate({**kinds, "name": name[:500], "aliases": [name[:3].strip() or "x"]})
        for number, name in enumerate(names)
    }
    for language in ("id", "en"):
        finder = MentionFinder(entities, language)
        last = 0
        for found in finder.find(source, "article"):
            assert last <= found.start < found.end <= len(source)
            last = found.end
        list(finder.ambiguous())


def date(source: str) -> None:
    """A date, worded in both languages."""
    try:
        found = dates.parse(source)
    except ValueError:
        return
    assert found.earliest <= found.latest
    assert found.worded("id") and found.worded("en")


def catalog(source: str) -> None:
    """A PO file, compared with its source."""
    path = _FOLDER / "x.po"
    path.write_bytes(source.encode("utf-8", "surrogatepass"))
    problems = Problems()
    catalogs.load(path, "x.po", problems)
    if found := catalogs.read(path, "x.po", problems):
        translation_checks.check(found, "x.po", "id", "en", problems)
    assert all("\n" not in str(problem) for problem in problems)


def prose(source: str) -> None:
    """A page: collected, translated by itself, and read as blocks with a span in each."""
    collected = CollectExtension()
    Markdown(extensions=["attr_list", collected]).convert(source)
    translate = TranslateExtension("id")
    translate.translator = lambda id, block: catalogs.Translation(block[::-1])
    html = Markdown(extensions=["attr_list", "tables", "md_in_html", SafetyExtension(), translate]).convert(source)
    lowered = html.lower()
    assert not any(tag in lowered for tag in ("<script", "<iframe", "<object", "<svg"))


def body(source: str) -> None:
    """Markdown of a record, which comes out as XML."""
    html = Bodies().html(source, lambda scheme, target: f"../{target}/" if len(target) % 2 else "")
    assert "<script" not in html and "<img" not in html


def stream(source: str) -> None:
    """The text of an element, and marks put into it."""
    try:
        element = fromstring(f"<p>{source}</p>")
    except (SyntaxError, ValueError, UnicodeError):
        return
    read = TextStream(element)
    before, length = read.text, len(read.text)
    read.wrap([Span(length // 4, length // 2, "mark"), Span(length // 3, length, "a", {"href": "x"})])
    assert TextStream(element).text == before


def editing(source: str) -> None:
    """A value of a YAML file replaced, and nothing else."""
    problems = Problems()
    document = yamlfile.parse(source, "f.yml", problems)
    data = document.data if document else None
    for key in data if isinstance(data, dict) else ():
        if isinstance(key, str):
            try:
                changed = yamltext.with_values(source, {(key,): "baru: [#"})
            except EditError:
                continue
            after = yamlfile.parse(changed, "f.yml", problems)
            assert after is not None and after.data == {**data, key: "baru: [#"}


def ids(source: str) -> None:
    """An id that was meant."""
    assert as_id(source) == "" or is_id(as_id(source))


TARGETS: Final[dict[str, Callable[[str], None]]] = {
    f.__name__: f for f in (loader, selectors, mentions, date, catalog, prose, body, stream, editing, ids)
}
