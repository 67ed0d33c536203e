"""How long lists are divided into pages."""

from __future__ import annotations

from datetime import date

import pytest

from sorotan.core.lists import by_time, divided, time_of


def sizes(*groups: int) -> list[list[int]]:
    """How many entries of each group stand on each page."""
    ids = {f"g{number}": [f"{number}-{n}" for n in range(size)] for number, size in enumerate(groups)}
    pages = divided("claims.md", ids)
    assert [id for page in pages for id in page.ids] == [id for group in ids.values() for id in group]
    return [[len(group) for group in page.groups.values()] for page in pages]


@pytest.mark.parametrize(
    ("groups", "pages"),
    [
        pytest.param((), [[]], id="nothing"),
        pytest.param((120, 79), [[120, 79]], id="short"),
        pytest.param((120, 120, 120), [[120, 120], [120]], id="a group is not divided"),
        pytest.param((200, 0, 1), [[200], [1]], id="an empty group is none"),
        pytest.param((10, 250, 20), [[10], [250], [20]], id="a group that is more than a page begins one"),
        pytest.param((250,), [[250]], id="one group"),
        pytest.param((250, 0), [[250]], id="an empty group begins no page"),
        pytest.param((10, 200), [[10, 200]], id="a group that is just a page does not"),
        pytest.param((150, 100, 100), [[150, 100], [100]], id="a page ends where it is nearest to its size"),
        pytest.param((150, 101, 100), [[150], [101, 100]], id="also where that is before the group"),
    ],
)
def test_pages_have_whole_groups(groups: tuple[int, ...], pages: list[list[int]]) -> None:
    assert sizes(*groups) == pages


def spread(year: int, count: int) -> dict[str, date]:
    """Events in all months of a year, in the order of time."""
    return {f"{year}-{n}": date(year, n * 12 // count + 1, 1) for n in range(count)}


def test_events_belong_together_by_year() -> None:
    groups = by_time(spread(2023, 2) | spread(2024, 250))
    assert {name: len(ids) for name, ids in groups.items()} == {"2023": 2, "2024": 250}


def test_a_year_that_is_far_too_long_is_one_of_months() -> None:
    groups = by_time(spread(2023, 2) | spread(2024, 1200) | spread(2025, 5))
    months = {f"2024-{month:02}": 100 for month in range(1, 13)}
    assert {name: len(ids) for name, ids in groups.items()} == {"2023": 2, **months, "2025": 5}
    assert list(groups) == ["2023", *months, "2025"]


def test_a_month_that_is_far_too_long_is_divided_anywhere() -> None:
    """What is on its pages is told to be of that month."""
    march = {f"3-{n}": date(2024, 3, 1) for n in range(520)}
    april = {f"4-{n}": date(2024, 4, 1) for n in range(250)}
    pages = divided("timeline.md", by_time(march | april))
    told = [(list(dict.fromkeys(map(time_of, page.groups))), len(list(page.ids))) for page in pages]
    assert told == [(["2024-03"], 200), (["2024-03"], 200), (["2024-03"], 120), (["2024-04"], 250)]
    assert [id for page in pages for id in page.ids] == [*march, *april]
