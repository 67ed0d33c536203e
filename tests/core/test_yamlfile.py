"""YAML of editors: what is read, where it stands, and what is said of mistakes."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sorotan.core import textfile, yamlfile
from sorotan.core.problems import Location, Problems


def parse(text: str) -> tuple[yamlfile.Document | None, list[str]]:
    """The document, and the problems as an editor sees them."""
    problems = Problems()
    return yamlfile.parse(text, "f.yml", problems), [str(problem) for problem in problems]


def data(text: str) -> Any:
    document, problems = parse(text)
    assert document is not None
    assert problems == []
    return document.data


def refused(text: str) -> str:
    """The one problem for which a text is refused."""
    document, problems = parse(text)
    assert document is None
    (problem,) = problems
    return problem


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("2025-01-20", "2025-01-20", id="a date stays text"),
        pytest.param("2025-01", "2025-01", id="a month stays text"),
        pytest.param("2025-01-20 10:00:00", "2025-01-20 10:00:00", id="a time stays text"),
        pytest.param("no", "no", id="no is a word"),
        pytest.param("Yes", "Yes", id="Yes is a word"),
        pytest.param("on", "on", id="on is a word"),
        pytest.param("True", "True", id="True with a capital is a word"),
        pytest.param("12:30", "12:30", id="no base 60"),
        pytest.param("010", "010", id="no octal"),
        pytest.param("0x1F", "0x1F", id="no hexadecimal"),
        pytest.param("1_000", "1_000", id="no underscores in numbers"),
        pytest.param("true", True, id="true"),
        pytest.param("null", None, id="null"),
        pytest.param("", None, id="nothing"),
        pytest.param("2025", 2025, id="a whole number"),
        pytest.param("-1.5", -1.5, id="a fraction"),
        pytest.param('"2025"', "2025", id="a number in quotation marks"),
    ],
)
def test_scalars(text: str, value: Any) -> None:
    """Only what is JSON has a type; everything else is text."""
    found = data(f"a: {text}")["a"]
    assert (found, type(found)) == (value, type(value))


def test_merge_key_is_a_plain_key() -> None:
    """YAML 1.1's `<<` does nothing."""
    assert data("<<: {a: 1}\nb: 2") == {"<<": {"a": 1}, "b": 2}


def test_text_is_composed() -> None:
    """Decomposed letters, as some systems type them, are composed, so that they equal those of the prose."""
    assert data(unicodedata.normalize("NFD", "nama: [Clément]")) == {"nama": ["Clément"]}


TREE = """\
# a comment
r1:
  name: DeepSeek-R1
  aliases: [R1, "model R1"]
  facts:
    - property: developer
      value: deepseek
    - {property: releaseDate, value: 2025-01-20}
2024: x
"""


@pytest.mark.parametrize(
    ("path", "key", "line", "column"),
    [
        ((), False, 2, 1),
        (("r1",), True, 2, 1),
        (("r1",), False, 3, 3),
        (("r1", "name"), True, 3, 3),
        (("r1", "name"), False, 3, 9),
        (("r1", "aliases", 1), False, 4, 17),
        (("r1", "aliases", "id", 1), False, 4, 17),
        (("r1", "facts", 0), False, 6, 7),
        (("r1", "facts", 0, "value"), False, 7, 14),
        (("r1", "facts", 1, "value"), False, 8, 38),
        (("r1", "facts", 1, "value"), True, 8, 31),
        ((2024,), False, 9, 7),
        (("r1", "description"), False, 2, 1),
        (("r1", "facts", 9), False, 5, 3),
        (("r1", "name", "id"), False, 3, 3),
        (("nowhere",), False, 2, 1),
    ],
)
def test_locate(path: yamlfile.Path_, key: bool, line: int, column: int) -> None:
    """The place of a value or its key; of what is not there, the place of what should hold it."""
    document, _ = parse(TREE)
    assert document is not None
    assert document.locate(path, key=key) == Location("f.yml", line, column)


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_lines_end_where_text_editors_end_them(character: str) -> None:
    """What the clipboard brings along ends none, whether it stands in quotation marks or not."""
    document, problems = parse(f'a: b{character}c\nd: "e{character}f"\ng: h\n')
    assert document is not None and problems == []
    assert document.data == {"a": "b c", "d": "e f", "g": "h"}
    assert document.locate(("g",)) == Location("f.yml", 3, 4)


def test_columns_count_characters() -> None:
    """A column is what an editor shows, whatever the letters are."""
    document, _ = parse("{é: 大🚀é, b: c}")
    assert document is not None
    assert document.locate(("b",)) == Location("f.yml", 1, 13)


def test_locate_in_an_empty_file() -> None:
    """An empty file has a beginning."""
    document, problems = parse("# nothing yet\n")
    assert document is not None
    assert (document.data, problems) == (None, [])
    assert document.locate(("a",)) == Location("f.yml", 1, 1)


def test_duplicate_keys() -> None:
    """Every key that stands twice is told at its second place, with the line of the first, at any depth."""
    document, problems = parse("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n")
    assert document is not None
    assert [problem.partition(";")[0] for problem in problems] == [
        "f.yml:4:3: SRT004 The key “c” stands twice in the same mapping (first on line 3)",
        "f.yml:5:1: SRT004 The key “a” stands twice in the same mapping (first on line 1)",
    ]


def test_a_key_written_in_two_ways() -> None:
    """A number in quotation marks is the same key to an editor."""
    _, problems = parse("1: a\n'1': b\n")
    assert [problem.partition(";")[0] for problem in problems] == [
        "f.yml:2:1: SRT004 The key “1” stands twice in the same mapping (first on line 1)"
    ]


def test_the_same_key_in_other_mappings_is_no_duplicate() -> None:
    """Keys are compared within one mapping."""
    assert data("a: {x: 1}\nb: {x: 1, y: {x: 1}}") == {"a": {"x": 1}, "b": {"x": 1, "y": {"x": 1}}}


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        pytest.param("a:\n\tb: 1", "f.yml:2:1", "a tab is used for indentation", id="a tab for indentation"),
        pytest.param("a: b: c", "f.yml:1:5", "put the text in quotation marks", id="a colon in plain text"),
        pytest.param(
            "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n", "f.yml:2:1", "merge conflict", id="conflict"
        ),
        pytest.param(
            "a:\n<<<<<<< HEAD\n  b: 2\n=======\n  b: 3\n>>>>>>> x\n", "f.yml:2:1", "merge conflict", id="inside"
        ),
        pytest.param(
            "- a\n<<<<<<< HEAD\n- b\n=======\n- c\n>>>>>>> x\n", "f.yml:2:1", "merge conflict", id="in a list"
        ),
        pytest.param("a: [1, 2\nb: 3", "f.yml:1:4", "is not closed", id="a bracket left open"),
        pytest.param('a: "x\nb: 3', "f.yml:", "", id="a quotation mark left open"),
        pytest.param("--- a\n--- b", "f.yml:2:1", "another document", id="two documents"),
        pytest.param("a: *b", "f.yml:1:4", "quotation marks", id="an alias of nothing"),
        pytest.param("? [a]\n: b", "f.yml:1:3", "begins with “[” must be put in quotation marks", id="a list as a key"),
        pytest.param("a: b\nc: {{ d }}", "f.yml:2:5", "begins with “{” must be put in quotation", id="a placeholder"),
        pytest.param("a: \x00", "f.yml:1:4", "U+0000", id="a control character"),
        pytest.param("a: !!python/object:os.system x", "f.yml:1:4", "", id="a Python object"),
        pytest.param("a: !!timestamp 2025-01-20", "f.yml:1:4", "", id="a typed date"),
        pytest.param("a: !!timestamp x", "f.yml:1:4", "", id="a typed date that is none"),
        pytest.param("a: !!binary aGk=", "f.yml:1:4", "", id="binary data"),
        pytest.param("a: !!set {x}", "f.yml:1:4", "", id="a set"),
        pytest.param("a: !!bool x", "f.yml:1:4", "of the type that its tag", id="a truth value that is none"),
        pytest.param("a: !!int ''", "f.yml:1:4", "of the type that its tag", id="an empty number"),
        pytest.param("a: !!int x", "f.yml:1:4", "of the type that its tag", id="a number that is none"),
        pytest.param("a: !!float ''", "f.yml:1:4", "of the type that its tag", id="an empty fraction"),
        pytest.param("a: !!map x", "f.yml:1:4", "", id="a mapping that is none"),
        pytest.param("- '9'\n- a: " + "9" * 5000, "f.yml:2:6", "too many digits", id="a number of many digits"),
        pytest.param("? " + "9" * 5000 + "\n: x", "f.yml:1:3", "too many digits", id="a key of many digits"),
    ],
)
def test_not_yaml(text: str, place: str, said: str) -> None:
    """What cannot be read is told in plain words, at its place."""
    problem = refused(text)
    assert problem.startswith(place)
    assert "SRT003" in problem
    assert said in problem
    assert "\n" not in problem


NESTED = yamlfile.MAX_DEPTH


@pytest.mark.parametrize(
    "nested",
    [
        pytest.param(lambda n: "[" * n + "]" * n, id="brackets"),
        pytest.param(lambda n: "{a: " * n + "b" + "}" * n, id="braces"),
        pytest.param(lambda n: "- " * n + "a", id="hyphens on one line"),
        pytest.param(lambda n: "".join(f"{' ' * i}a:\n" for i in range(n)), id="keys, one space deeper each"),
        pytest.param(lambda n: "".join(f"{' ' * i}-\n" for i in range(n)), id="hyphens, one space deeper each"),
        pytest.param(
            lambda n: (
                "".join(f"{' ' * i}a:\n{' ' * i}-\n" for i in range(n // 2)) + (" " * n + "a: b" if n % 2 else "")
            ),
            id="lists at the column of their key",
        ),
    ],
)
def test_depth(nested: Any) -> None:
    """The allowed depth is read, one level more is refused, and depth that would exhaust the stack as well."""
    assert parse(nested(NESTED))[1] == []
    for depth in (NESTED + 1, 5_000 if len(nested(10)) < 60 else 400):
        assert refused(nested(depth)) == (
            f"f.yml: SRT005 The file goes beyond a limit that protects the build: more than {NESTED} levels of nesting."
        )


def test_alias_bomb() -> None:
    """Aliases that multiply are refused before they do; a few are allowed."""
    bomb = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12))
    assert "SRT005" in refused(bomb)
    assert "aliases" in refused(bomb)
    assert data("a: &x [1]\nb: *x") == {"a": [1], "b": [1]}


def read(path: Path) -> tuple[yamlfile.Document | None, list[str]]:
    problems = Problems()
    return yamlfile.read(path, "data/f.yml", problems), [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("a: é\nb: 2\n".encode(), id="plain"),
        pytest.param("\ufeffa: é\nb: 2\n".encode(), id="with a byte order mark"),
        pytest.param("a: é\r\nb: 2\r\n".encode(), id="with line ends of Windows"),
    ],
)
def test_read(tmp_path: Path, content: bytes) -> None:
    """Editors of every system write the same file."""
    (tmp_path / "f.yml").write_bytes(content)
    document, problems = read(tmp_path / "f.yml")
    assert document is not None
    assert (document.data, problems) == ({"a": "é", "b": 2}, [])
    assert [document.locate((key,)) for key in "ab"] == [Location("data/f.yml", line, 4) for line in (1, 2)]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(
            b"a: 1\nb: Cl\xe9ment\n", "data/f.yml:2: SRT002 The file cannot be read: it is not UTF-8", id="Latin-1"
        ),
        pytest.param(b"#" * (textfile.MAX_BYTES + 1), "data/f.yml: SRT005 The file goes beyond a limit", id="too long"),
        pytest.param(None, "data/f.yml: SRT001 data/f.yml is missing", id="missing"),
    ],
)
def test_unreadable(tmp_path: Path, content: bytes | None, problem: str) -> None:
    """What is no text, too much of it, or not there."""
    if content is not None:
        (tmp_path / "f.yml").write_bytes(content)
    document, (found,) = read(tmp_path / "f.yml")
    assert document is None
    assert found.startswith(problem)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder with the name of a file is a problem like any other."""
    document, (problem,) = read(tmp_path)
    assert document is None
    assert "SRT002" in problem


MARKUP = st.lists(
    st.sampled_from(
        [
            "a",
            "b: ",
            ": ",
            "- ",
            "? ",
            "\n",
            "  ",
            "\t",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "&x ",
            "*x",
            "!!int ",
            "!!str ",
            "!!",
        ]
        + ["!", "|\n", ">\n", '"', "'", "#", "---\n", "...\n", "%YAML 1.2\n", "<<", "~", "2025-01-20", "\ufeff", "\x00"]
        + ["!!bool ", "!!null ", "!!map ", "!!seq ", "!!float ", "!!timestamp ", "!!omap ", "\u2028", "\x85", "\\", "é"]
    ),
    max_size=30,
).map("".join)


@example("&a [*a]")
@example("&a {b: *a}")
@given(st.one_of(st.text(max_size=60), MARKUP))
def test_arbitrary_text(text: str) -> None:
    """Any text is a document in which places can be found, or has a problem; nothing is raised."""
    document, problems = parse(text)
    if document is None:
        assert len(problems) == 1
    else:
        assert document.locate(("a", 0, "b")).file == "f.yml"
    assert all(problem.count("\n") == 0 for problem in problems)


@given(st.binary(max_size=40))
def test_arbitrary_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Any file is a document or has a problem."""
    path = tmp_path_factory.getbasetemp() / "arbitrary.yml"
    path.write_bytes(content)
    document, problems = read(path)
    assert document is not None or problems


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9999, 9999), st.text("ab é-:#'\"[{\n", max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text("abc-", min_size=1), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(VALUES)
def test_json_is_yaml(value: Any) -> None:
    """Every JSON text is read as what it is."""
    assert data(json.dumps(value)) == json.loads(unicodedata.normalize("NFC", json.dumps(value)))
