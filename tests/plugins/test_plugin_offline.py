"""The copy that is read from a disk."""

from __future__ import annotations

from urllib.parse import unquote, urldefrag, urljoin

import pytest

from sorotan.offline import to_files
from support import Built, Project, ids_of, internal_links, text_of


@pytest.fixture
def copy(project: Project) -> Built:
    project.without_originals()
    project.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - sorotan/offline\n  - sorotan/search\n")
    project.write("data/redirects.yml", "entities/lama.md: entities/pelita.md\n")
    return project.build(strict=True)


def test_every_link_names_a_file(copy: Built) -> None:
    """A browser that opens a folder shows what is in it, and no page."""
    for page in copy.pages:
        for link in internal_links(copy.page(page)):
            address, fragment = urldefrag(urljoin(f"https://x/{page}index.html", link))
            target = copy.site / unquote(address.removeprefix("https://x/").partition("?")[0])
            assert target.is_file(), (page, link)
            if fragment and target.suffix == ".html":
                assert unquote(fragment) in ids_of(copy.page(target.relative_to(copy.site).as_posix()))
    assert "url=../pelita/index.html" in copy.html("entities/lama/")


def test_published_addresses_stay_what_they_are(copy: Built, stock: Built) -> None:
    for page in stock.pages:
        assert copy.page(page).xpath("//link[@rel='canonical']/@href") == stock.page(page).xpath(
            "//link[@rel='canonical']/@href"
        )
    cited = "//*[@class='srt-cite__text']"
    assert [text_of(e) for e in copy.page("entities/pelita/").xpath(cited)] == [
        text_of(e) for e in stock.page("entities/pelita/").xpath(cited)
    ]


def test_it_says_what_it_lacks(copy: Built) -> None:
    page = copy.page("en/entities/pelita/")
    [footer] = page.xpath("//footer[contains(@class, 'srt-footer')]")
    assert "without search or previews of other pages" in text_of(footer)
    assert "https://pelita.example/en/entities/pelita/" in footer.xpath(".//a/@href")
    assert page.xpath("//*[@data-srt-search]") == []
    assert not (copy.site / "pagefind").exists()


def test_it_has_no_page_for_what_is_not_found(copy: Built) -> None:
    """Only a server sends one, and all that it loads lies at the root of a server."""
    assert not (copy.site / "404.html").exists()


def test_an_ordinary_site_is_left_alone(project: Project, stock: Built) -> None:
    project.without_originals()
    project.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - sorotan/offline: {enabled: false}\n")
    built = project.build(strict=True)
    assert {page: built.html(page) for page in built.pages} == {page: stock.html(page) for page in stock.pages}


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("../entities/", "../entities/index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("./", "./index.html"),
        ("../..", "../../index.html"),
        ("x/#p1", "x/index.html#p1"),
        ("..#p1", "../index.html#p1"),
        ("#p1", "#p1"),
        ("../a.css", "../a.css"),
        ("https://a.example/x/", "https://a.example/x/"),
        ("//a.example/x/", "//a.example/x/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("x/?q=1", "x/index.html?q=1"),
        ("?q=1", "?q=1"),
    ],
)
def test_only_relative_links_to_folders_change(link: str, file: str) -> None:
    assert to_files(f'<a class="x" href="{link}">href="../"</a>') == f'<a class="x" href="{file}">href="../"</a>'


@pytest.mark.parametrize(
    "html",
    [
        '<code>&lt;a href="../x/"></code>',
        "<p title='an href=\"../x/\" in words'>",
        "<p>; url=../x/</p>",
        '<p title="a > b">href="../x/" > href="../x/"</p>',
    ],
)
def test_what_is_shown_of_links_is_left_alone(html: str) -> None:
    assert to_files(html) == html


def test_a_link_behind_an_angle_bracket() -> None:
    assert to_files('<a title="a > b" href="../x/">') == '<a title="a > b" href="../x/index.html">'


def test_files_in_other_encodings_stay_whole(project: Project) -> None:
    """An editor may publish a page of others as it is, in an old encoding and with the lines of Windows."""
    project.without_originals()
    project.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - sorotan/offline\n")
    page = '<p>Caf\xe9</p>\r\n<a href="../">x</a>\r\n'.encode("latin-1")
    (project.folder / "docs" / "old.html").write_bytes(page)
    assert (project.build(strict=True).site / "old.html").read_bytes() == page.replace(b"../", b"../index.html")
