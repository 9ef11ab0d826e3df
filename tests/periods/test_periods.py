"""The tables of spellings, sentences and texts without a period."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kjreport.periods import Period, PeriodFinder, find_periods
from kjreport.text_loader import load

DATA = Path(__file__).parents[1] / "data" / "periods"


def table(name: str) -> list[Any]:
    rows: list[Any] = load((DATA / name).read_text(encoding="utf-8"))
    return rows


SPELLINGS = [
    pytest.param(str(text), row, id=f"{text}={row.get('code') or row['reason']}")
    for row in table("spellings.yaml")
    for text in row["texts"]
]
SENTENCES = [pytest.param(row, id=row["text"][:20]) for row in table("sentences.yaml")]


@pytest.mark.parametrize(("text", "row"), SPELLINGS)
def test_spelling(text: str, row: dict[str, Any]) -> None:
    found = find_periods(text, row.get("year"), row.get("calendar", "auto"))
    assert [(period.text, period.kind, period.code, period.reason) for period in found] == [
        (text, row["kind"], row.get("code"), row.get("reason"))
    ]


@pytest.mark.parametrize("row", SENTENCES)
def test_sentence(row: dict[str, Any]) -> None:
    found = find_periods(row["text"], row.get("year"))
    assert [f"{period.text} {period.kind} {period.code or period.reason}" for period in found] == row["found"]


@pytest.mark.parametrize("text", table("none.yaml"))
def test_no_period(text: str) -> None:
    assert find_periods(text, 2021) == ()


def test_relative_says_that_the_year_is_not_written() -> None:
    written = {
        period.text: period.relative for period in find_periods("2021年,今年,上半年,20XX年,去年底", 2021)
    }
    assert written == {"2021年": False, "今年": True, "上半年": True, "20XX年": False, "去年底": True}


def test_annual_says_that_it_is_a_year_of_account() -> None:
    annual = {
        period.text: period.annual for period in find_periods("2020年度,2021年,2021-2023年度,本年度", 2021)
    }
    assert annual == {"2020年度": True, "2021年": False, "2021-2023年度": True, "本年度": True}


def test_a_resolved_period_has_a_last_day_and_no_reason() -> None:
    for period in find_periods("2021年,上半年,6月底,20XX年,目前,2月30日"):
        assert period.resolved == (period.last is not None) == (period.reason is None)


def test_bare_minguo_years_are_left_alone_in_the_gregorian_calendar() -> None:
    assert find_periods("臺灣104年度", calendar="gregorian") == ()
    assert [period.code for period in find_periods("臺灣104年度", calendar="auto")] == ["2015"]


def test_an_unknown_calendar_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown calendar 'lunar': choose one of auto, gregorian, roc"):
        PeriodFinder("lunar")  # type: ignore[arg-type]  # the error is the point


@pytest.mark.parametrize("year", [0, 10000, -1])
def test_an_impossible_year_is_an_error(year: int) -> None:
    with pytest.raises(ValueError, match="not a year"):
        find_periods("今年", year)


@pytest.mark.parametrize(
    ("text", "year"), [("去年", 1), ("明年", 9999), ("近三年", 2), ("今年1月,去年同期", 1)]
)
def test_windows_outside_of_the_calendar_are_no_dates(text: str, year: int) -> None:
    assert find_periods(text, year)[-1].reason == "no such date"


def test_periods_are_values() -> None:
    first, second = (find_periods("2021年") for _ in range(2))
    assert first == second
    assert isinstance(first[0], Period)
    assert hash(first[0]) == hash(second[0])
