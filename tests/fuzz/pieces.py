"""What fuzzed texts begin with: the files of the stock project, the written cases, and pieces that mean something."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


def _texts() -> list[str]:
    stock = TESTS / "cases" / "stock"
    files = [path for path in sorted(stock.rglob("*")) if path.suffix in (".yml", ".md", ".po")]
    cases = sorted((TESTS / "hostile" / "cases").glob("*.yml"))
    lines = [line for path in cases for line in path.read_text("utf-8").splitlines() if len(line) < 400]
    return [*(path.read_text("utf-8")[:3000] for path in files), *lines[::7]]


SEEDS = ["", "2025-01-20~/2025", "a|satu a dua", *_texts()]
PIECES = [
    *"[](){}<>*_`~!#&|:;,.?-+=\"'\\/%@^$\n\t \0\x02\x03\x85\ufffc\u2028\u202e\u0130\u00df\ufb01\U0001f99c",
    *("e\u0301", "&#106;", "&amp;", "<!--", "-->", "<script>", "</b>", "<b onclick=x>", "{: #p1 }", "```", "![a](b)"),
    *(
        "[a](entity:pelita)",
        "[a]: b",
        "> ",
        "- ",
        "1. ",
        "    ",
        "\n\n",
        'msgid "',
        'msgstr "',
        'msgctxt "',
        "#, fuzzy",
    ),
    *(
        "&a ",
        "*a",
        "!!str ",
        "? ",
        "---\n",
        "|\n ",
        ">-\n ",
        "2025-01",
        "19XX",
        "..",
        'msgctxt "',
        "/",
        "TODO",
        "\x02wzxhzdk:0\x03",
    ),
    *sorted(set(re.findall(r"\w+:", "".join(_texts()))))[:200],
]
