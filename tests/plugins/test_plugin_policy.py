"""The Content-Security-Policy of other people's sites."""

from __future__ import annotations

import base64
import hashlib

import pytest

from support import Built, Project


def policy(built: Built, page: str = "") -> dict[str, list[str]]:
    """The directives of the policy of a page."""
    found = built.page(page).xpath("//head/meta[@http-equiv='Content-Security-Policy']/@content")
    directives = [directive.split() for content in found for directive in content.split("; ")]
    return {name: sources for name, *sources in directives}


def test_every_page_has_it(stock: Built) -> None:
    for page in (*stock.pages, "404.html"):
        found = policy(stock, page)
        assert found["default-src"] == ["'none'"]
        assert found["script-src"] == ["'self'"]
        assert "'unsafe-inline'" not in [source for sources in found.values() for source in sources]


def test_nothing_in_a_page_needs_more(stock: Built) -> None:
    for page in stock.pages:
        tree = stock.page(page)
        assert tree.xpath("//script[not(@src) and not(@type='application/ld+json')]") == []
        assert tree.xpath("//@*[starts-with(name(), 'on')] | //style") == []


def test_scripts_and_styles_of_other_hosts_are_allowed_where_the_configuration_names_them(project: Project) -> None:
    project.write(
        "mkdocs.yml",
        project.read("mkdocs.yml")
        + """
extra_javascript: ["https://cdn.example/a;b/math.js?v=1", own.js]
extra_css: [//fonts.example/serif.css]
""",
    )
    project.write("docs/own.js", "")
    found = policy(project.build(strict=True))
    assert found["script-src"] == ["'self'", "https://cdn.example/a%3Bb/math.js"]
    assert found["style-src"] == ["'self'", "https://fonts.example/serif.css"]


def test_the_configuration_may_have_its_own_or_none(project: Project) -> None:
    project.edit("mkdocs.yml", "extra:\n", "extra:\n  content_security_policy: default-src 'self'\n")
    assert policy(project.build(strict=True)) == {"default-src": ["'self'"]}
    project.edit("mkdocs.yml", "default-src 'self'", '""')
    assert policy(project.build(strict=True)) == {}


def test_a_site_may_be_published_where_others_are_served(project: Project) -> None:
    """Whether a site is being written is not told by its address."""
    project.edit("mkdocs.yml", "https://pelita.example/", "http://127.0.0.1:8000/")
    assert policy(project.build(strict=True))["default-src"] == ["'none'"]


def test_the_text_of_tables_is_aligned(project: Project) -> None:
    """Python-Markdown does it with style attributes; the policy knows these, and no others."""
    project.edit("docs/index.md", "---\n\n# ", "---\n\n| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n\n# ")
    built = project.build()
    styles = set(built.page("").xpath("//td/@style"))
    assert len(styles) == 3
    for style in styles:
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy(built)["style-src-attr"]


def test_tables_may_be_aligned_without_styles(project: Project) -> None:
    """Python-Markdown has an option for it. What an extension makes is not told to the editor as a mistake."""
    project.edit("mkdocs.yml", "  - attr_list\n", "  - attr_list\n  - tables: {use_align_attribute: true}\n")
    project.edit("docs/index.md", "---\n\n# ", "---\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n# ")
    built = project.build()
    assert built.page("").xpath("//td/@align") == ["left", "right"]
    assert not [warning for warning in built.warnings if "SRT038" in warning]


@pytest.mark.parametrize(
    ("tag", "is_blocked"),
    [
        ("<script>let own = 1</script>", True),
        ('<script type="module">let own = 1</script>', True),
        ("<style>b { color: red }</style>", True),
        ('<script async src="https://count.example/c.js?a&amp;b"></script>', True),
        ('<script src="https://cdn.example/math.js"></script>', False),
        ('<script type="application/json">{}</script>', False),
        ('<script src="own.js"></script><!-- <script>old</script> -->', False),
    ],
)
def test_what_it_blocks_is_told_once_in_every_build(project: Project, tag: str, is_blocked: bool) -> None:
    """A script of a plugin, of a template or of `extra.analytics` would be in all pages, and do nothing."""
    project.edit("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    project.write("mkdocs.yml", project.read("mkdocs.yml") + "extra_javascript: ['https://cdn.example/math.js']\n")
    project.write("overrides/main.html", f'{{% extends "base.html" %}}{{% block libs %}}{tag}{{% endblock %}}')
    for _ in range(2):
        told = [warning for warning in project.build().warnings if "content_security_policy" in warning]
        assert len(told) == is_blocked
        assert all("docs/index.md" in warning and tag.partition(">")[0] in warning for warning in told)
    if is_blocked:
        project.edit("mkdocs.yml", "extra:\n", 'extra:\n  content_security_policy: "default-src *"\n')
        assert project.build(strict=True).warnings == []


def test_what_a_plugin_adds_to_one_page_is_told(project: Project) -> None:
    project.edit("mkdocs.yml", "plugins:\n", "hooks: [hook.py]\nplugins:\n")
    project.write(
        "hook.py",
        "def on_post_page(output, page, **_):\n"
        "    return output.replace('</body>', '<script>1</script></body>') if 'lab-baru' in page.url else output\n",
    )
    told = [warning for warning in project.build().warnings if "content_security_policy" in warning]
    assert len(told) == 1 and "docs/articles/lab-baru.md" in told[0]
