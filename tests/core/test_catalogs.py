"""Catalogs of translations: read, or told to be unreadable."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorotan.core import catalogs
from sorotan.core.catalogfolder import CatalogFolder
from sorotan.core.catalogs import Translation, Translations
from sorotan.core.problems import Problems

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: en\\n"\n\n'


def load(folder: Path, po: str | bytes) -> tuple[Translations, list[str]]:
    path = folder / "x.po"
    path.write_bytes(po if isinstance(po, bytes) else (HEADER + po).encode())
    problems = Problems()
    return catalogs.load(path, "translations/x.po", problems), [str(problem) for problem in problems]


def message(context: str, id: str, string: str, flags: str = "") -> str:
    return f'{flags}msgctxt "{context}"\nmsgid "{id}"\nmsgstr "{string}"\n\n'


@pytest.mark.parametrize(
    ("po", "found"),
    [
        pytest.param(message("x#p1", "Satu", "One"), {("x#p1", "Satu"): Translation("One")}, id="a block with an id"),
        pytest.param('msgid "Satu"\nmsgstr "One"\n', {("", "Satu"): Translation("One")}, id="without a context"),
        pytest.param(
            message("x#p1", "Satu", "One", "#, fuzzy\n"), {("x#p1", "Satu"): Translation("One", True)}, id="fuzzy"
        ),
        pytest.param(message("x#p1", "Satu", ""), {}, id="not translated"),
        pytest.param("#~ " + "#~ ".join(message("x", "Lama", "Old").splitlines(True)[:3]), {}, id="obsolete"),
        pytest.param('msgid "Satu"\nmsgid_plural "Dua"\nmsgstr[0] "One"\nmsgstr[1] "Two"\n', {}, id="a plural"),
        pytest.param(
            message("x#p1", "Ya", "Yes") + message("x#p2", "Ya", "Yeah"),
            {("x#p1", "Ya"): Translation("Yes"), ("x#p2", "Ya"): Translation("Yeah")},
            id="the same text in two blocks",
        ),
        pytest.param(
            'msgid "a\\n"\n"“b”"\nmsgstr "c\\n"\n"d"\n', {("", "a\n“b”"): Translation("c\nd")}, id="two lines"
        ),
    ],
)
def test_load(tmp_path: Path, po: str, found: Translations) -> None:
    """What of a PO file counts as a translation."""
    assert load(tmp_path, po) == (found, [])


def test_missing_catalog(tmp_path: Path) -> None:
    """A page without a catalog is not translated yet, which is no mistake."""
    problems = Problems()
    assert catalogs.load(tmp_path / "x.po", "x.po", problems) == {}
    assert len(problems) == 0


@pytest.mark.parametrize(
    "po",
    [
        pytest.param(HEADER + "msgid Satu\n", id="text without quotation marks"),
        pytest.param(HEADER + 'msgstr[x] "One"\n', id="a plural form that is no number"),
        pytest.param(HEADER.replace("utf-8", "klingon") + message("x", "é", "e"), id="an unknown character set"),
        pytest.param(HEADER.encode() + b'msgid "\xe9"\nmsgstr "e"\n', id="bytes that are no UTF-8"),
        pytest.param('msgid ""\nmsgstr "POT-Creation-Date: kemarin\\n"\n', id="a date that is none"),
        pytest.param("<<<<<<< HEAD\n" + HEADER, id="a merge conflict"),
    ],
)
def test_unreadable(tmp_path: Path, po: str | bytes) -> None:
    """What cannot be read is one problem, with the file, and gives no translations."""
    found, (problem,) = load(tmp_path, po if isinstance(po, bytes) else po.encode())
    assert found == {}
    assert problem.startswith("translations/x.po:")
    assert "SRT060" in problem


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("msgstr One", id="no quotation marks"),
        pytest.param('msgstr "One', id="one quotation mark"),
        pytest.param('msgstr "a "b" c"', id="a quotation mark inside"),
        pytest.param("msgstring x", id="no keyword"),
        pytest.param("<<<<<<< HEAD", id="a mark of a merge conflict"),
        pytest.param("msgstr\n One", id="text on a line of its own"),
    ],
)
def test_line_of_the_mistake(tmp_path: Path, line: str) -> None:
    """The line that cannot be read is named, and nothing of the file is used."""
    found, (problem,) = load(tmp_path, f'msgid "Satu"\n{line}\n')
    assert found == {}
    number = (HEADER + f'msgid "Satu"\n{line}').count("\n") + 1
    assert problem.startswith(f"translations/x.po:{number}: SRT060 The catalog cannot be read: ")


KEYWORD = (
    "the line begins neither with msgctxt, msgid or msgstr and a space nor with a quotation mark; correct or remove it"
)
QUOTES = 'the text is not in quotation marks, or has one in it; write " before and after it, and \\" in it'
NO_MSGSTR = "this text has no msgstr; write one below it, or remove the text"
REASONS = [
    ('msgid "Satu"\nmsgstring "One"\n', 8, KEYWORD),
    ('msgid "Satu"\nmsgstr[x] "One"\n', 8, KEYWORD),
    ('msgid "Satu"\nmsgstr[10] "One"\n', 8, KEYWORD),
    ('msgid"Satu"\nmsgstr "One"\n', 7, KEYWORD),
    ('msgid "Satu"\nmsgstr "One"\n=======\n', 9, KEYWORD),
    ('#~ msgid "Satu"\n#~ One\n', 8, KEYWORD),
    ('msgid "Satu\nmsgstr "One"\n', 7, QUOTES),
    ('msgid "Satu\ndua"\nmsgstr "One"\n', 7, QUOTES),
    ('msgid "Satu"\nmsgstr "One\\"\n', 8, QUOTES),
    ('msgid "Satu"\nmsgstr One\n', 8, QUOTES),
    (
        'msgid "Satu"\n\nmsgid "Dua"\nmsgstr "Two"\n',
        7,
        "this text has no msgstr; write one below it, or remove the text",
    ),
    ('msgctxt "x"\nmsgid "Satu"\n', 8, NO_MSGSTR),
    (
        'msgid "Satu"\nmsgid_plural "Dua"\nmsgstr[5] "Two"\n',
        7,
        "the text has more plural forms than its language; remove some",
    ),
    (
        '#-#-#-#-#  a.po  #-#-#-#-#\nmsgid "Satu"\nmsgstr "One"\n',
        7,
        "a line that begins with “#-” tells that two catalogs differ; settle it and remove the line, or put a space"
        " behind the “#”",
    ),
    (
        '#: \u2068x\nmsgid "Satu"\nmsgstr "One"\n',
        7,
        "this is not how gettext writes an entry; compare it with the others, and correct it",
    ),
]


NO_MSGID = "no msgid stands above this msgstr; write the source text there, or keep only one of two msgstr"
REASONS += [
    pytest.param('msgctxt "x"\nmsgstr "One"\n\nmsgid "Dua"\nmsgstr "Two"\n', 8, NO_MSGID, id="a msgid that is lost"),
    pytest.param('msgid "Satu"\nmsgstr "One"\n\nmsgstr "Two"\n', 10, NO_MSGID, id="a translation of nothing"),
    pytest.param(
        'msgid "Satu"\nmsgstr "One"\nmsgstr "Uno"\n', 9, NO_MSGID, id="two translations, as merges leave them"
    ),
]


@pytest.mark.parametrize(("po", "line", "reason"), REASONS)
def test_what_is_wrong_with_an_entry(tmp_path: Path, po: str, line: int, reason: str) -> None:
    """In a sentence that says what to do, not in the words of a library."""
    found, problems = load(tmp_path, "\n" + po)
    assert found == {}
    assert problems == [f"translations/x.po:{line}: SRT060 The catalog cannot be read: {reason}."]


ACCENTED = message("x", "Kafé", "Café")
CHARSETS = [
    "ISO-8859-1",
    "latin1",
    "Windows-1252",
    "US-ASCII",
    "utf-16",
    "utf-7",
    "utf-8-sig",
    "rot13",
    "klingon",
]


@pytest.mark.parametrize("charset", CHARSETS)
def test_header_that_claims_another_character_set(tmp_path: Path, charset: str) -> None:
    """Nothing is read in another encoding: Latin-1 makes a text of any bytes."""
    header = HEADER.replace("utf-8", charset)
    found, (problem,) = load(tmp_path, (header + ACCENTED).encode())
    assert found == {}
    assert problem == (
        f"translations/x.po:3: SRT060 The catalog cannot be read: its header says charset={charset}, but it is UTF-8"
        " text; write charset=UTF-8 there."
    )


@pytest.mark.parametrize("charset", ["ISO-8859-1", "latin1", "Windows-1252", "cp1252"])
def test_file_in_another_character_set(tmp_path: Path, charset: str) -> None:
    header = HEADER.replace("utf-8", charset)
    found, (problem,) = load(tmp_path, (header + ACCENTED).encode(charset))
    assert found == {}
    assert problem == (
        f"translations/x.po:3: SRT060 The catalog cannot be read: its header says charset={charset}; save the file as"
        " UTF-8, and write charset=UTF-8 there."
    )


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-32"])
def test_bytes_that_are_not_what_the_header_claims(tmp_path: Path, encoding: str) -> None:
    found, (problem,) = load(tmp_path, (HEADER + ACCENTED).encode(encoding))
    assert found == {}
    line = 7 if encoding == "latin-1" else 1
    assert problem == (
        f"translations/x.po:{line}: SRT060 The catalog cannot be read: it is not UTF-8 text; save it as UTF-8."
    )


@pytest.mark.parametrize("charset", ["UTF-8", "utf8", "Utf_8", "CHARSET", ""])
def test_names_of_the_one_character_set(tmp_path: Path, charset: str) -> None:
    """And a header that names none, or has what gettext writes in templates."""
    header = HEADER.replace("; charset=utf-8", f"; charset={charset}" if charset else "")
    assert load(tmp_path, (header + ACCENTED).encode()) == ({("x", "Kafé"): Translation("Café")}, [])


def test_character_set_in_an_odd_header(tmp_path: Path) -> None:
    """On one line with the rest, or broken over two; a translation may be about the same field."""
    talk = message("x", "Content-Type: text/html; charset=koi8-r", "Content-Type: text/html; charset=koi8-r")
    for header, line in (
        ('msgid ""\nmsgstr "Language: en\\nContent-Type: text/plain; charset=latin1\\n"\n\n', 2),
        ('msgid ""\nmsgstr ""\n"Content-Type: text/plain; "\n"charset=latin1\\n"\n\n', 4),
        (f'{talk}msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=latin1\\n"\n\n', 7),
    ):
        for encoding in ("utf-8", "latin-1"):
            _, (problem,) = load(tmp_path, (header + ACCENTED).encode(encoding))
            assert problem.startswith(f"translations/x.po:{line}: SRT060 ")
            assert "charset=latin1" in problem
    assert load(tmp_path, talk)[1] == []


FIELDS = [
    "POT-Creation-Date: kemarin",
    "PO-Revision-Date: 2026-11-25",
    "POT-Creation-Date: 2026",
    "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;",
    "Language: xx_YY_ZZ_11",
]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_field_of_the_header_that_makes_no_sense(tmp_path: Path, field: str, newline: str) -> None:
    """It is named with its line; a template that was merely renamed has such fields."""
    header = HEADER.replace('"Language: en', f'"Last-Translator: x\\n"\n"{field}')
    found, (problem,) = load(tmp_path, (header + ACCENTED).replace("\n", newline).encode())
    assert found == {}
    assert problem == (
        f"translations/x.po:5: SRT060 The catalog cannot be read: the field “{field.partition(':')[0]}” of its header"
        " is not as it should be; correct or remove it."
    )


@pytest.mark.parametrize("first", [message("x#p1", "Satu", "One"), 'msgid "Satu"\nmsgstr "One"\n\n', HEADER])
@pytest.mark.parametrize("other", ["Second", "One", ""])
def test_text_that_stands_twice(tmp_path: Path, first: str, other: str) -> None:
    """As merges leave it. Whichever translation were taken, the other would be lost; and all of them are told."""
    second = first.replace("One", other)
    found, problems = load(tmp_path, message("x", "Ya", "Yes") + first + second + second)
    assert found == {}
    lines = (tmp_path / "x.po").read_text("utf-8").split("\n")
    start = 'msgid ""' if first == HEADER else 'msgid "Satu"'
    original, *others = (number for number, line in enumerate(lines, 1) if line == start)
    assert problems == [
        f"translations/x.po:{line}: SRT060 The catalog cannot be read: this text stands on line {original} already;"
        " keep one of them."
        for line in others
    ]


PO = st.lists(
    st.sampled_from(
        [
            "msgid ",
            "msgstr ",
            "msgctxt ",
            "msgid_plural ",
            "msgstr[0] ",
            "msgstr[x] ",
            '"a"',
            '""',
            '"',
            "\n",
            "#, fuzzy\n",
        ]
        + [
            "#~ ",
            "#: a:b\n",
            "#| ",
            '"Content-Type: text/plain; charset=foo\\n"',
            '"Plural-Forms: nplurals=x\\n"',
            "\\",
        ]
        + ['"PO-Revision-Date: x\\n"', '"Language: zz-qq\\n"', "\x00", "é", "\r"]
    ),
    max_size=20,
).map("".join)


@given(st.one_of(PO.map(str.encode), st.binary(max_size=60)))
def test_arbitrary_catalogs(tmp_path_factory: pytest.TempPathFactory, po: bytes) -> None:
    """Any file is a catalog or told to be none; nothing is raised."""
    found, problems = load(tmp_path_factory.getbasetemp(), po)
    assert not (found and problems)


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("index.md", "en/LC_MESSAGES/index.po"),
        ("articles/x.md", "en/LC_MESSAGES/articles/x.po"),
        ("mkdocs.yml", "en/LC_MESSAGES/mkdocs.po"),
    ],
)
def test_catalog_path(page: str, path: str) -> None:
    """Every page has one catalog for each language, which is named to the editor by the same path."""
    folder = CatalogFolder(Path("/somewhere/else"), "site/translations")
    assert folder.catalog("en", page) == Path("/somewhere/else", path)
    assert folder.location("en", page).file == f"site/translations/{path}"


def test_context() -> None:
    """The context of a block names its page and, where it has one, its id."""
    assert catalogs.context("articles/x.md", "p3") == "articles/x#p3"
    assert catalogs.context("articles/x.md") == "articles/x"


def test_catalogs_of_pages_that_are_gone_are_told(tmp_path: Path) -> None:
    """With the page that has none, where its name is like theirs: it may have been renamed."""
    folder, problems = tmp_path / "translations", Problems()
    for name in ("index", "mkdocs", "articles/lama", "tentang", "x/y/z"):
        path = folder / "en" / "LC_MESSAGES" / f"{name}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", "utf-8")
    CatalogFolder(folder, "translations").check_strays(
        "en", ["index.md", "mkdocs.yml", "tentang-kami.md", "articles/baru.md"], problems
    )
    assert [(problem.location.file, problem.code, problem.suggestion) for problem in problems] == [
        ("translations/en/LC_MESSAGES/articles/lama.po", "SRT069", "articles/baru.md"),
        ("translations/en/LC_MESSAGES/tentang.po", "SRT069", "tentang-kami.md"),
        ("translations/en/LC_MESSAGES/x/y/z.po", "SRT069", ""),
    ]


def test_no_catalogs_are_told_where_there_are_none(tmp_path: Path) -> None:
    problems = Problems()
    CatalogFolder(tmp_path / "translations", "translations").check_strays("en", ["index.md"], problems)
    assert not list(problems)
