"""Every page of the site is correct HTML."""

from __future__ import annotations

import json
import subprocess

from node_packages import MODULES, needs
from support import Built


@needs("vnu-jar", "java")
def test_the_nu_html_checker_finds_no_error(site: Built) -> None:
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", "--skip-non-html", str(site.site)]
    result = subprocess.run(command, capture_output=True, text=True)
    messages = json.loads(result.stderr)["messages"]
    found = {f"{m['message']} {m.get('extract', '')}": f"{m['url']}:{m.get('lastLine')}" for m in messages}
    assert found == {}
    assert result.returncode == 0, result.stderr


def test_what_the_base_theme_needs_for_its_own_menus_is_left_out(site: Built) -> None:
    """Without style sheets these were two boxes to be ticked, at the top of every page."""
    for page in ("", "en/timeline/", "404.html"):
        assert site.page(page).xpath("//input[@type='checkbox'] | //label[@for='__drawer']") == []
        assert site.page(page).xpath("//header")
