"""Written cases for what is read without a site: YAML, ids, dates, addresses, records, catalogs."""

from __future__ import annotations

import math
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from written import cases, text_of

from sorotan.core import addresses, checks, dates, loading, redirects, yamlfile
from sorotan.core.languages import SiteLanguages
from sorotan.core.problems import Problems
from sorotan.core.records import as_id, is_id
from support import STOCK


@pytest.mark.parametrize("case", cases("yaml"))
def test_yaml(case: dict[str, Any], tmp_path: Path) -> None:
    problems = Problems()
    path = tmp_path / "f.yml"
    path.write_text(text_of(case), "utf-8")
    document = yamlfile.read(path, "f.yml", problems)
    assert sorted(problem.code for problem in problems) == sorted(case["told"])
    assert all(len(str(problem)) < 500 and "\n" not in str(problem) for problem in problems)
    if "reads" in case:
        assert document is not None
        assert document.data == case["reads"] or (isinstance(case["reads"], float) and math.isinf(document.data))
    if case["told"] and case["told"] != ["SRT004"] and "reads" not in case:
        assert document is None


@pytest.mark.parametrize("case", cases("ids"))
def test_ids(case: dict[str, Any]) -> None:
    id = text_of(case, "id")
    assert is_id(id) == case["accepted"]
    if "suggested" in case:
        assert as_id(id) == case["suggested"]


@pytest.mark.parametrize("case", cases("dates"))
def test_dates(case: dict[str, Any]) -> None:
    if "none" in case:
        with pytest.raises(ValueError):
            dates.parse(text_of(case))
        return
    found = dates.parse(case["text"])
    assert [found.earliest, found.latest] == [date.fromisoformat(str(day)) for day in case["means"]]
    for language in ("id", "en"):
        assert found.worded(language)


DATA = STOCK / "data"


@pytest.mark.parametrize("case", cases("fields"))
def test_fields(case: dict[str, Any], tmp_path: Path) -> None:
    """Loaded with all checks across records. What is told is short, and on one line."""
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    path = folder / case["file"]
    records = yaml.load(path.read_text("utf-8"), yaml.BaseLoader) if path.exists() else {}
    *above, last = case["at"]
    place = records
    for step in above:
        place = place[step]
    place[last] = _value(case)
    path.write_text(yaml.safe_dump(records, allow_unicode=True), "utf-8")
    problems = Problems()
    loaded = loading.load(folder, "data", problems)
    checks.check(loaded, problems)
    addresses.check(loaded, "articles", folder / addresses.LOCK, "data", problems)
    pages = redirects.Pages("articles", SiteLanguages("id", ("en",)), {}, lambda page: page, {})
    redirects.check(loaded, pages, problems)
    assert sorted({problem.code for problem in problems}) == case["told"]
    assert all(len(str(problem)) < 600 and "\n" not in str(problem) for problem in problems)


def _value(case: dict[str, Any]) -> Any:
    if "value" in case:
        return case["value"]
    return [f"n{number}" for number in range(case["items"])] if "items" in case else text_of(case)
