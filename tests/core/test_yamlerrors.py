"""What editors are told of YAML that is none: at the place to be mended, and in words that say how."""

from __future__ import annotations

import pytest
import yaml

from sorotan.core import yamlerrors, yamlfile
from sorotan.core.problems import Problems

SOUND = """\
pelita:
  kind: model
  name: Pelita
  description: {id: a, en: b}
  facts:
    - {property: developer, value: nusa}
"""
NAME = "name: Pelita"

MISTAKES = [
    ("a list that is not closed", NAME, "aliases: [a, b", (3, 12), "the bracket that is opened here is not closed"),
    ("a mapping that is not closed", "en: b}", "en: b", (4, 16), "the bracket that is opened here is not closed"),
    ("a bracket at the end", "value: nusa}\n", "value: nusa}\nx: [\n", (7, 4), "a value or a closing bracket is"),
    ("a bracket before a list", NAME, "aliases: [\n\n  - x: y", (3, 12), "a value or a closing bracket is"),
    ("a hyphen behind a name", NAME, "aliases: - Pelita", (3, 12), "the items of a list stand below its name"),
    ("double quotation marks", NAME, 'name: "Pelita', (3, 9), "the quotation mark that stands here is not closed"),
    ("single quotation marks", NAME, "name: 'Pelita", (3, 9), "the quotation mark that stands here is not closed"),
    ("one quotation mark too many", NAME, 'name: "Pel"ita"', (3, 14), "the text ends at the quotation mark before"),
    ("text behind a quotation", NAME, 'name: "Pelita" x', (3, 18), "the text ends at the quotation mark before this"),
    ("an apostrophe in brackets", "id: a", "id: 'a's b'", (4, 24), "put all of it in quotation marks of the other"),
    ("a link", NAME, "name: [Pelita](entity:pelita) x", (3, 9), "text that begins with “[” must be put in quotation"),
    ("a link in brackets", "id: a", "id: [a](b) c", (4, 21), "text that begins with “[” must be put in quotation"),
    ("no space behind a hyphen", "- {property: developer,", "-kind: x\n      value: ,", (6, 6), "a space is missing"),
    ("one bracket too many", NAME, "aliases: [a]]", (3, 15), "this does not belong here"),
    ("too little indentation", "  name", " name", (3, 2), "this does not belong here; indent it like its neighbours"),
    ("too much indentation", "  name", "   name", (3, 8), "this field stands below a text; indent it"),
    ("no colon behind the id", "pelita:", "pelita", (2, 7), "this field stands below a text"),
    ("a colon in text", NAME, "name: Pelita: satu", (3, 15), "a colon followed by a space stands in plain text"),
    ("a colon in brackets", "id: a", "id: a: b", (4, 22), "a comma or the closing bracket is missing here"),
    ("no comma", "id: a, en", "id: a en", (4, 25), "a comma or the closing bracket is missing here"),
    ("no colon", NAME, "name Pelita", (3, 3), "a colon is missing here"),
    ("no space behind the colon", NAME, "name:Pelita", (3, 3), "with a space behind the colon"),
    ("no space behind the first colon", "kind: model", "kind:model", (2, 3), "with a space behind the colon"),
    ("curly marks in brackets", "id: a", "id: “a: b”", (4, 21), "write straight ones instead"),
    ("curly marks in text", NAME, "name: “Siapa: dia”", (3, 9), "write straight ones instead"),
    ("a quotation in text", NAME, "name: “Siapa” katanya: dia", (3, 24), "a colon followed by a space stands in"),
    ("an at sign", NAME, "name: @Pelita", (3, 9), "text that begins with “@” must be put in quotation marks"),
    ("a per cent sign", NAME, "name: %5", (3, 9), "text that begins with “%”"),
    ("an asterisk", NAME, "name: *Pelita*", (3, 9), "text that begins with “*”"),
    ("an asterisk before a word", NAME, "name: *Pelita", (3, 9), "text that begins with “*”"),
    ("an ampersand", NAME, "name: & Pelita", (3, 9), "text that begins with “&”"),
    ("a question mark", NAME, "name: ? x", (3, 9), "text that begins with “?”"),
    ("a hash in brackets", "id: a", "id: a #1", (4, 23), "a “#” behind a space begins a comment"),
    ("a hash in quotation marks", "{id: a, en: b}", "{id: '#1 a', en: b", (4, 16), "the bracket that is opened here"),
    ("a bar", NAME, "name: | Pelita", (3, 9), "text that begins with “|”"),
    ("a backslash", NAME, 'name: "C:\\Q"', (3, 12), "a backslash stands in double quotation marks"),
    ("a tab", "  name", "\tname", (3, 1), "a tab is used for indentation"),
    ("spaces of a web page", "  name", "\u00a0\u00a0name", (3, 1), "a space of another kind is used for indentation"),
    ("a list out of step", "nusa}\n", "nusa}\n     - {property: x}\n", (7, 6), "this is no item of the list"),
    ("a comma behind an item", "nusa}", "nusa},", (6, 41), "this is no item of the list"),
    ("a comma before text", NAME, "name: , Pelita", (3, 9), "text that begins with “,” must be put in quotation marks"),
    ("a per cent sign before an id", "pelita:", "%pelita:", (1, 1), "text that begins with “%” must be put in"),
    ("a first line that is indented", "pelita:", " schema: x\npelita:", (2, 1), "this does not belong here; indent it"),
    ("another document", "nusa}\n", "nusa}\n---\na: b\n", (7, 1), "begins another document here"),
]  # fmt: skip


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
@pytest.mark.parametrize(("what", "old", "new", "place", "words"), MISTAKES, ids=[what for what, *_ in MISTAKES])
def test_mistake(what: str, old: str, new: str, place: tuple[int, int], words: str, loader: type) -> None:
    """The same with the parser in C and the one in Python, which word their complaints differently."""
    assert old in SOUND
    text = SOUND.replace(old, new, 1)
    with pytest.raises(yaml.MarkedYAMLError) as error:
        list(yaml.compose_all(text, loader)) if what != "another document" else yaml.compose(text, loader)
    line, column, reason = yamlerrors.explain(error.value, text)
    told = reason if isinstance(reason, str) else reason.told(str)
    assert (line, column) == place
    assert words in told


def test_colon_before_a_bracket() -> None:
    """The parser in Python takes it for a field without a value."""
    text = SOUND.replace("en: b}", "en:}")
    with pytest.raises(yaml.MarkedYAMLError) as error:
        yaml.compose(text, yaml.CSafeLoader)
    line, column, reason = yamlerrors.explain(error.value, text)
    assert (line, column) == (4, 26)
    assert not isinstance(reason, str) and "nothing stands behind a colon here" in reason.told(str)


def test_tag() -> None:
    """Only whoever constructs values complains of it."""
    problems = Problems()
    assert yamlfile.parse(SOUND.replace(NAME, "name: !Pelita"), "f.yml", problems) is None
    [problem] = problems
    assert str(problem).startswith("f.yml:3:9: SRT003 This is not valid YAML: text that begins with “!” must be")


def test_control_character() -> None:
    problems = Problems()
    assert yamlfile.parse(SOUND.replace("Pelita", "Pel\x07ita"), "f.yml", problems) is None
    [problem] = problems
    assert (
        str(problem) == "f.yml:3:12: SRT003 This is not valid YAML: the character U+0007 may not stand here; remove it."
    )
