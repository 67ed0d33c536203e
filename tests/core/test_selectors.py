"""Quoted words are found where they stand, or not at all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sorotan.core.records import Quote
from sorotan.core.selectors import Anchor, resolve
from sorotan.core.text import fold

PAGE = {
    "p1": "DeepSeek merilis R1 pada Januari 2025. Model itu murah dan terbuka untuk umum.",
    "p2": "Lambert menyebut langkah itu “titik balik” bagi pengembang di Amerika.",
    "p3": "Model itu murah dan terbuka bagi peneliti. Qwen menyusul beberapa bulan kemudian.",
}


def find(exact: str, block: str | None = None, page: dict[str, str] = PAGE, **around: str) -> Anchor:
    return resolve(Quote(exact=exact, **around), page, block)


def words_at(anchor: Anchor, page: dict[str, str] = PAGE) -> str:
    return page[anchor.block][anchor.start : anchor.end]


@pytest.mark.parametrize(
    ("exact", "block", "around", "verdict", "at"),
    [
        pytest.param("merilis R1", "p1", {}, "exact", "p1", id="words in the named block"),
        pytest.param("merilis R1", None, {}, "exact", "p1", id="words on the page when no block is named"),
        pytest.param("Model itu murah", "p3", {}, "exact", "p3", id="the named block decides between look-alikes"),
        pytest.param("Model itu murah", None, {"prefix": "2025."}, "exact", "p1", id="a prefix decides"),
        pytest.param("dan terbuka", None, {"suffix": "bagi"}, "exact", "p3", id="a suffix decides"),
        pytest.param("menyusul beberapa bulan", "p1", {}, "moved", "p3", id="the words stand in another block"),
        pytest.param("Model itu murah", None, {}, "ambiguous", "p1", id="look-alikes without surroundings"),
        pytest.param("Model itu murah dan", "p2", {}, "ambiguous", "p1", id="moved words that stand twice elsewhere"),
        pytest.param("DeepSeek meluncurkan R1 pada", "p1", {}, "changed", "p1", id="a word was replaced"),
        pytest.param("merilis R1 pada", "p1", {"prefix": "Qwen"}, "changed", "p1", id="the surroundings changed"),
        pytest.param(
            "Model itu murah",
            "p3",
            {"prefix": "2025."},
            "changed",
            "p3",
            id="only a look-alike elsewhere has its surroundings",
        ),
        pytest.param("kucing melompati pagar tinggi", "p1", {}, "orphan", "", id="nothing like it on the page"),
        pytest.param(
            "menyusul beberapa bulan",
            "p1",
            {"suffix": "sebelumnya"},
            "changed",
            "p3",
            id="the words stand in another block, in other surroundings",
        ),
        pytest.param("Qwen", "p1", {}, "changed", "p3", id="one word says too little to have moved"),
        pytest.param("Qwen menyusul", "p1", {}, "changed", "p3", id="two words say too little as well"),
    ],
)
def test_verdict(exact: str, block: str | None, around: dict[str, str], verdict: str, at: str) -> None:
    """Every verdict, and the block that it is about."""
    anchor = find(exact, block, **around)
    assert (anchor.verdict, anchor.block) == (verdict, at)
    if anchor.is_published:
        assert words_at(anchor) == exact


@pytest.mark.parametrize(("verdict", "published"), [("exact", 1), ("moved", 1), ("changed", 0), ("ambiguous", 0)])
def test_only_the_very_words_are_published(verdict: str, published: int) -> None:
    """Notes are attached to words that stand there, never to what is merely like them."""
    assert Anchor(verdict).is_published is bool(published)  # type: ignore[arg-type]


def test_ambiguous_says_how_often() -> None:
    """The editor is told how many places there are."""
    assert find("Model itu murah").count == 2


def test_changed_suggests_whole_words() -> None:
    """The suggestion is a passage of the page that begins and ends with whole words."""
    anchor = find("Lambert menyebut keputusan itu “titik balik”", "p2")
    assert anchor.nearest == words_at(anchor)
    assert anchor.nearest.startswith("Lambert menyebut langkah")
    assert f" {PAGE['p2']} "[anchor.end + 1] in " .,"


def test_changed_prefers_the_named_block() -> None:
    """Of equally good passages, the one in the block that the editor named is suggested."""
    page = {"p1": "Model ini sangat murah sekali.", "p2": "Model ini sangat murah sekali."}
    assert find("Model ini amat murah sekali", "p2", page).block == "p2"
    assert find("Model ini amat murah sekali", "p1", page).block == "p1"


@pytest.mark.parametrize(
    ("before", "after", "exact", "verdict"),
    [
        pytest.param("Ia datang. Ia pergi.", "Ia datang. Lalu ia makan. Ia pergi.", "Ia pergi", "exact", id="insert"),
        pytest.param("Ia datang. Ia makan. Ia pergi.", "Ia datang. Ia pergi.", "Ia pergi", "exact", id="delete before"),
        pytest.param("Ia datang. Ia pulang cepat.", "Ia datang.", "Ia pulang cepat", "orphan", id="delete the words"),
        pytest.param(
            "Harga model turun tajam.", "Harga model naik tajam.", "model turun tajam", "changed", id="reword"
        ),
        pytest.param("Harga turun, kata Li.", "Harga turun; kata Li.", "turun, kata", "changed", id="punctuation"),
        pytest.param("Harga turun, kata Li.", "Harga turun. Kata Li.", "Harga turun", "exact", id="punctuation beside"),
    ],
)
def test_edited_block(before: str, after: str, exact: str, verdict: str) -> None:
    """An edit of a block leaves the anchor on the same words, or takes it away."""
    assert find(exact, "p1", {"p1": before}).verdict == "exact"
    anchor = find(exact, "p1", {"p1": after})
    assert anchor.verdict == verdict
    if anchor.is_published:
        assert words_at(anchor, {"p1": after}) == exact


def test_swapped_look_alikes() -> None:
    """When two look-alike sentences change places, the anchor goes with its surroundings and not with its position."""
    first, second = "Di Hangzhou, model itu dirilis.", "Di Paris, model itu dirilis."
    for text in (f"{first} {second}", f"{second} {first}"):
        anchor = find("model itu dirilis", "p1", {"p1": text}, prefix="Paris,")
        assert anchor.verdict == "exact"
        assert text[: anchor.start].endswith("Paris, ")


def test_moved_block() -> None:
    """A paragraph that got another id takes its anchors along."""
    anchor = find("Lambert menyebut langkah itu", "p2", {"p1": PAGE["p1"], "p2": PAGE["p3"], "p3": PAGE["p2"]})
    assert (anchor.verdict, anchor.block, anchor.start) == ("moved", "p3", 0)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        pytest.param("Ia bilang “murah sekali” kemarin.", '"murah sekali"', id="straight for curly quotes"),
        pytest.param('Ia bilang "murah sekali" kemarin.', "“murah sekali”", id="curly for straight quotes"),
        pytest.param("China’s lead is real.", "China's lead", id="straight for a curly apostrophe"),
        pytest.param("Nilainya 600\u00a0miliar dolar.", "600 miliar", id="a space for a non-breaking one"),
        pytest.param("Nilainya 600 miliar dolar.", "600\u202fmiliar", id="a narrow non-breaking space for a space"),
        pytest.param("Ditulis di\nbaris kedua.", "di baris", id="a space for a line break"),
        pytest.param("DeepSeek\u2011R1 terbit.", "DeepSeek-R1", id="a hyphen for a non-breaking one"),
        pytest.param("Kata 🚀👩🏽\u200d💻 lalu selesai.", "lalu selesai", id="emoji before the words"),
        pytest.param("Kata 🚀 lalu selesai.", "Kata 🚀 lalu", id="emoji in the words"),
        pytest.param("大模型很便宜。", "大模型很便宜", id="a script without spaces"),
        pytest.param("İstanbul dan Qwen.", "Qwen", id="a letter that is longer in lower case"),
    ],
)
def test_typography_does_not_matter(text: str, exact: str) -> None:
    """Characters that typographers exchange are the same, and offsets are those of the text as it is."""
    anchor = find(exact, "p1", {"p1": text})
    assert anchor.verdict == "exact"
    assert fold(text[anchor.start : anchor.end]) == fold(exact)


def test_typography_and_white_space_of_the_surroundings_do_not_matter() -> None:
    page = {"p1": "Ia bilang “murah” kemarin. Katanya, murah\u00a0‘sekali’ itu."}
    assert find("murah", "p1", page).verdict == "ambiguous"
    assert find("murah", "p1", page, prefix=' bilang "').start == 11
    assert find("murah", "p1", page, suffix=" 'sekali' ").start == 36


def test_a_short_block_is_not_like_words_that_hold_it() -> None:
    assert find("Para ahli menunggu hasil pengujian mandiri", "p1", {"p1": "ahli"}).verdict == "orphan"


def test_composed_and_decomposed_letters() -> None:
    """Text and quotation are the same in NFC, however they were typed."""
    text, exact = (unicodedata.normalize("NFC", unicodedata.normalize("NFD", s)) for s in ("Clément naïf", "Clément"))
    assert find(exact, "p1", {"p1": text}) == Anchor("exact", "p1", 0, 7)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        pytest.param("Penguin raksasa tumbuh.", "uin raksasa tumbuh", id="begins inside a word"),
        pytest.param("Model itu murahnya luar biasa.", "Model itu murah", id="ends inside a word"),
        pytest.param("GPT-40 diumumkan di sana.", "GPT-4", id="ends inside a number"),
        pytest.param("Nilainya 2,5 miliar dolar.", "5 miliar dolar", id="begins behind a decimal comma"),
        pytest.param("It is worth 2.5 billion.", "5 billion", id="begins behind a decimal point"),
        pytest.param("Ada sekitar 2,5 juta pemakai.", "Ada sekitar 2", id="ends before a decimal comma"),
        pytest.param("Meta\u00adbolisme model itu", "bolisme model itu", id="begins where a word may be parted"),
        pytest.param("Itu model Meta\u00adbolisme", "Itu model Meta", id="ends where a word may be parted"),
        pytest.param("Di sini ada Cafe\u0301 lama", "Di sini ada Cafe", id="ends before an accent"),
        pytest.param("Ia “DeepSeek” katanya.", "ia “DeepSeek”", id="another capitalisation"),
    ],
)
def test_words_are_whole(text: str, exact: str) -> None:
    """What would begin or end inside a word is not found."""
    assert not find(exact, "p1", {"p1": text}).is_published


@pytest.mark.parametrize("text", ["Nilainya 5 miliar.", "Nilainya 5, 5 miliar, 5.", "Pada 2.5 miliar: 5 miliar"])
def test_a_number_that_stands_alone_is_whole(text: str) -> None:
    """What ends a clause or a sentence behind a number does not go on with it."""
    assert find("5 miliar", "p1", {"p1": text}).verdict == "exact"


def test_the_nearest_passage_has_whole_numbers() -> None:
    """An editor may confirm it."""
    assert find("5 miliar dolar", "p1", {"p1": "Nilainya 2,5 miliar dolar."}).nearest == "2,5 miliar dolar"


def test_overlapping_occurrences_are_ambiguous() -> None:
    """“ha ha” stands twice in “ha ha ha”."""
    assert find("ha ha", "p1", {"p1": "ha ha ha"}).count == 2


@pytest.mark.parametrize("page", [{}, {"p1": ""}, {"p1": "", "p2": "x"}])
def test_empty_pages(page: dict[str, str]) -> None:
    """On a page without words, nothing is found."""
    assert find("Model itu murah", "p1", page) == Anchor("orphan")


WORDS = st.lists(st.text("abcáé1漢", min_size=1, max_size=3), min_size=1, max_size=14)
ANYTHING = st.text(st.sampled_from("ab “”\"'’-\u00a0\n.é漢🚀\u0301"), max_size=24)


@given(st.data(), WORDS, st.sampled_from([" ", "\u00a0", " – ", ", ", "\n"]))
def test_unique_quotation_is_found_exactly_there(data: st.DataObject, words: list[str], between: str) -> None:
    """A quotation taken from a text in which it occurs once is found where it was taken from."""
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    taken = words[first:last]
    assume(sum(words[i : i + len(taken)] == taken for i in range(len(words))) == 1)
    text, exact = between.join(words), between.join(taken)
    start = len(between.join([*words[:first], ""]))
    assert find(exact, "p1", {"p1": text}) == Anchor("exact", "p1", start, start + len(exact))


@given(st.data(), WORDS)
def test_surroundings_make_every_place_unique(data: st.DataObject, words: list[str]) -> None:
    """With all of the text before and after it, any word is found exactly where it stands."""
    at = data.draw(st.integers(0, len(words) - 1))
    before, after = " ".join(words[:at]), " ".join(words[at + 1 :])
    anchor = find(words[at], "p1", {"p1": " ".join(words)}, prefix=before, suffix=after)
    start = len(before) + (1 if before else 0)
    assert anchor == Anchor("exact", "p1", start, start + len(words[at]))


@given(
    ANYTHING.filter(str.strip),
    st.lists(ANYTHING, max_size=4),
    ANYTHING,
    ANYTHING,
    st.sampled_from([None, "p0", "p2", "p9"]),
)
def test_attached_words_are_the_quoted_words(
    exact: str, blocks: list[str], prefix: str, suffix: str, block: str | None
) -> None:
    """The words of an attached anchor are those of the quotation, whatever the page; a suggestion is on the page."""
    quote = Quote(exact=exact, prefix=prefix, suffix=suffix)
    page = {f"p{index}": text for index, text in enumerate(blocks)}
    anchor = resolve(quote, page, block)
    if anchor.is_published:
        assert fold(words_at(anchor, page)) == fold(quote.exact)
    if anchor.verdict == "exact" and block is not None:
        assert anchor.block == block
    if anchor.verdict == "changed":
        assert anchor.nearest == words_at(anchor, page)


@pytest.mark.parametrize(
    ("exact", "text", "nearest"),
    [
        (
            "Moonshot AI merilis Kimi K9",
            "Moonshot AI kemarin merilis model Kimi K9 pada hari pertama.",
            "Moonshot AI kemarin merilis model Kimi K9",
        ),
        (
            "model Kimi K9 dirilis Moonshot AI",
            "Kemarin model Kimi K9 yang baru akhirnya dirilis Moonshot AI.",
            "model Kimi K9 yang baru akhirnya dirilis Moonshot AI",
        ),
    ],
)
def test_nearest_passage_is_whole(exact: str, text: str, nearest: str) -> None:
    """Words that came in between do not cut off what stands behind or before them."""
    assert resolve(Quote(exact=exact), {"p1": text}, "p1").nearest == nearest


def test_nearest_passage_is_looked_for_at_home_first() -> None:
    """A paragraph that was reworded is meant, even if another says nearly the same in words a little nearer."""
    texts = {
        "p1": "Moonshot AI membuka Kimi K9 untuk umum",
        "p2": "Moonshot AI meluncurkan Kimi K9, termasuk bobotnya.",
        "p3": "Moonshot AI akan merilis Kimi K9 lagi.",
    }
    quote = Quote(exact="Moonshot AI merilis Kimi K9")
    assert resolve(quote, {id: texts[id] for id in ("p1", "p2")}, "p2").nearest == "Moonshot AI meluncurkan Kimi K9"
    assert resolve(quote, {id: texts[id] for id in ("p1", "p2")}).nearest == "Moonshot AI membuka Kimi K9"
    assert resolve(quote, {**texts, "p2": "Kabar itu disampaikan juru bicaranya."}, "p2").block in ("p1", "p3")
