"""Changing a value of a YAML file changes the characters of that value and no others."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorotan.core import characters
from sorotan.core.editing import yamltext
from sorotan.core.editing.files import EditError
from sorotan.core.editing.yamltext import with_values

WORDS = (
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\ufeff\u2028\u2029"
        ),
        min_size=1,
        max_size=40,
    )
    .map(lambda text: " ".join(characters.cleaned(text).split()))
    .filter(bool)
)
COMMENT = st.one_of(st.just(""), WORDS.map(lambda text: f"  # {text}"))
NEWLINE = st.sampled_from(["\n", "\r\n"])
PLAIN = st.from_regex(r"[a-z]+( [a-z]+){0,5}", fullmatch=True)


def with_value(text: str, path: tuple[str | int, ...], value: str) -> str:
    """A text with one value changed."""
    return with_values(text, {path: value})


@st.composite
def scalars(draw: st.DrawFn, block: bool) -> str:
    """A value in one of the styles of YAML, perhaps over several lines."""
    words = draw(PLAIN)
    folded = words.replace(" ", "\n        ", 1)
    styles = [words, json.dumps(words), f"'{words}'", f'"{folded}"', f"'{folded}'"]
    if block:
        styles += [f">-\n        {folded}", f"|\n        {words}", f"|1-\n        {words}\n"]
    return draw(st.sampled_from(styles))


@st.composite
def notes(draw: st.DrawFn) -> tuple[str, str, str]:
    """A file of notes, cut in three: before the value, the value, behind it."""
    flow = draw(st.booleans())
    scalar = draw(scalars(block=not flow))
    head = draw(st.sampled_from(["", "# a file\n", "%YAML 1.2\n---\n", "---\n"]))
    before = f"{head}other: 'x'{draw(COMMENT)}\nannotations:{draw(COMMENT)}\n  - id: one{draw(COMMENT)}\n    target:\n"
    if flow:
        before += f"      id: {{prefix: before, exact:{draw(st.sampled_from([' ', '   ']))}"
        behind = f", suffix: 'it''s'}}{draw(COMMENT)}\n"
    else:
        lead = f"      id:{draw(COMMENT)}\n"
        before += f"{lead}       # on its own\n       exact: "
        is_block = scalar[0] in "|>"
        behind = ("" if is_block else draw(COMMENT)) + "\n\n       suffix: behind\n"
    behind += f"  # between\n  - {{id: two}}{draw(COMMENT)}\nlast: [1,  2]{draw(st.sampled_from(['', chr(10)]))}"
    newline = draw(NEWLINE)
    mark = draw(st.sampled_from(["", "\ufeff"])) if not head.startswith("%") else ""
    return mark + before.replace("\n", newline), scalar.replace("\n", newline), behind.replace("\n", newline)


PATH = ("annotations", 0, "target", "id", "exact")


@given(notes(), WORDS)
def test_only_the_characters_of_the_value_change(parts: tuple[str, str, str], words: str) -> None:
    before, scalar, behind = parts
    text = before + scalar + behind
    changed = with_value(text, PATH, words)
    assert changed.startswith(before)
    assert changed.endswith(behind)
    value = yamltext.at(yamltext.compose(changed), PATH).value
    assert value.rstrip("\n") == words


@given(notes(), PLAIN)
def test_style_stays_where_it_can(parts: tuple[str, str, str], words: str) -> None:
    """Words that need no marks are written as those before them."""
    before, scalar, behind = parts
    written = with_value(before + scalar + behind, PATH, words)[len(before) : -len(behind)]
    assert written[0] == scalar[0] if scalar[0] in "'\"|>" else written in (words, f'"{words}"')


@pytest.mark.parametrize(
    ("scalar", "value", "written"),
    [
        ("old", "new", "new"),
        ("old", "a: b", '"a: b"'),
        ("old", "2025", '"2025"'),
        ("old", "a, b", '"a, b"'),
        ("old", "true", '"true"'),
        ("old", "# no", '"# no"'),
        ("'old'", "it's", "'it''s'"),
        ('"old"', 'so "said" \\ he', '"so \\"said\\" \\\\ he"'),
        ("!!str old", "new", "!!str new"),
        ("'old'", "“kutipan” 🎉", "'“kutipan” 🎉'"),
    ],
)
def test_how_a_value_is_written(scalar: str, value: str, written: str) -> None:
    assert with_value(f"a: {{b: {scalar}, c: x}}\n", ("a", "b"), value) == f"a: {{b: {written}, c: x}}\n"


@pytest.mark.parametrize("character", ["\u0007", "\u202e", "\ud800", "\x85\x00"])
def test_characters_that_nobody_sees_are_not_written(character: str) -> None:
    """They would be left out when the file is read, so that it would not say what was asked for."""
    with pytest.raises(EditError, match=r"U\+\w{4}.* cannot be seen"):
        with_value("a: {b: 'old', c: x}\n", ("a", "b"), f"a{character}b")


@given(st.lists(WORDS, min_size=3, max_size=3), NEWLINE)
def test_many_values_at_once_are_those_values_one_by_one(words: list[str], newline: str) -> None:
    text = "a:\n  - b: TODO  # c\n    d: {e: ''}\n  - {f: 'x', g: z}\nh: |\n  y\n"
    text = text.replace("\n", newline)
    values = dict(zip([("a", 0, "b"), ("a", 0, "d", "e"), ("h",)], words, strict=True))
    one_by_one = text
    for path, value in values.items():
        one_by_one = with_value(one_by_one, path, value)
    assert with_values(text, values) == one_by_one


def test_fields_that_are_missing_are_put_first_together() -> None:
    values = {("a", "exact"): "z", ("a", "prefix"): "y", ("a", "suffix"): "x"}
    assert with_values('a: {exact: ""}\n', values) == 'a: {prefix: "y", suffix: "x", exact: "z"}\n'


def test_a_value_that_cannot_be_changed_holds_back_the_others() -> None:
    with pytest.raises(EditError, match="“b” cannot be changed by itself"):
        with_values("a: x\nb: &y old\nc: *y\n", {("a",): "new", ("b",): "new"})


def test_empty_value_is_written_where_it_would_stand() -> None:
    assert with_value("a:\n  b:\n  c: d\n", ("a", "b"), "x") == 'a:\n  b: "x"\n  c: d\n'
    assert with_value("a: {b: , c: d}\n", ("a", "b"), "x") == "a: {b: x, c: d}\n"


def test_missing_field_is_put_first() -> None:
    assert with_value('a: {b: "x"}\n', ("a", "c"), "y") == 'a: {c: "y", b: "x"}\n'
    assert with_value("a:\r\n  - b: x # c\r\n", ("a", 0, "c"), "y") == 'a:\r\n  - c: "y"\r\n    b: x # c\r\n'


@pytest.mark.parametrize("text", ["a: &x old\nb: *x\n", "b: &x old\na: *x\n", "a: [old]\n", "a: {}\n", "a: {b: [}\n"])
def test_what_cannot_be_changed_by_itself_is_refused(text: str) -> None:
    with pytest.raises(EditError):
        with_value(text, ("a",), "new")


def test_extent_of_a_record_ends_before_comments_of_the_next() -> None:
    text = "a:\n  b: 1  # c\n\n  d: 2\n\n# about e\ne: 1\n"
    start, end = yamltext.extent(text, yamltext.compose(text), "a")
    assert text[start:end] == "a:\n  b: 1  # c\n\n  d: 2\n"


@pytest.mark.parametrize(
    ("text", "index", "left"),
    [
        ("[a, b]", 0, "[b]"),
        ("[a, b]", 1, "[a]"),
        ("[a , b,c]", 1, "[a , c]"),
        ("- a\n- b # x\n- c\n", 1, "- a\n- c\n"),
        ("- a # x\n- b", 1, "- a # x\n"),
    ],
)
def test_items_are_taken_out(text: str, index: int, left: str) -> None:
    edit = yamltext.without_item(text, yamltext.compose(text), index)
    assert yamltext.apply(text, [edit]) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[a, b]", '["x", a, b]'),
        ("[]", '["x"]'),
        ("- a # c\n- b\n", '- "x"\n- a # c\n- b\n'),
        ("k:\n  -   a", 'k:\n  -   "x"\n  -   a'),
    ],
)
def test_items_are_put_first(text: str, left: str) -> None:
    root = yamltext.compose(text)
    sequence = yamltext.child(root, "k") or root
    assert yamltext.apply(text, [yamltext.items_before(text, sequence, ['"x"'])]) == left
