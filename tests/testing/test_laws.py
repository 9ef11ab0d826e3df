"""The published laws hold for the built-in rules, and each of them can fail."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kjreport import analyze, find_numbers, find_periods, find_quantities
from kjreport.numbers import STYLES, Number, Style
from kjreport.testing import laws
from kjreport.testing.strategies import (
    WrittenPeriod,
    WrittenQuantity,
    WrittenReport,
    numbers,
    numerals,
    periods,
    quantities,
    reports,
)

FINDERS = (find_numbers, find_quantities)
many = settings(max_examples=2000, deadline=None)
SIGNS = (
    "零一二两三十百千万亿点几数多余近约超过以上左右至第位名家个项人次元%‰倍成分之0123456789.,-~xX*_ 年月增长"
)
TEXTS = (
    st.text(max_size=30)
    | st.text(SIGNS, max_size=24)
    | quantities().map(lambda written: f"投入{written.text},")
)


@given(numbers(), st.sampled_from(STYLES))
@many
def test_round_trip(value: Decimal, style: Style) -> None:
    laws.round_trip(value, style)


@given(quantities())
@many
def test_script_invariance(written: WrittenQuantity) -> None:
    laws.script_invariance(written.text)


@given(quantities())
@many
def test_width_invariance(written: WrittenQuantity) -> None:
    laws.width_invariance(written.text)


@given(st.integers(1, 9999).map(Decimal), st.sampled_from([style for style in STYLES if style != "grouped"]))
@many
def test_composition(value: Decimal, style: Style) -> None:
    laws.composition(value, style)


@pytest.mark.parametrize("find", FINDERS)
@given(text=TEXTS)
@many
def test_laws_of_finding(find: Any, text: str) -> None:
    laws.interval_contains_value(text, find)
    laws.offsets_are_exact(text, find)


@pytest.mark.parametrize("find", [*FINDERS, find_periods])
@given(left=TEXTS, right=TEXTS)
@many
def test_locality(find: Any, left: str, right: str) -> None:
    laws.locality(left, right, find)


@given(TEXTS)
@many
def test_parsing_never_surprises(text: str) -> None:
    laws.parsing_never_surprises(text)


@given(quantities())
@many
def test_quantities_are_found_as_written(written: WrittenQuantity) -> None:
    (found,) = find_quantities(f"共投入{written.text}。")
    assert (found.value, found.high, found.unit, found.bound) == written[1:]


@given(periods())
@many
def test_periods_are_found_as_written(written: WrittenPeriod) -> None:
    (found,) = find_periods(f"{written.text},全市投入增长。")
    assert (found.text, found.code) == written


@given(reports())
@settings(max_examples=300, deadline=None)
def test_reports_are_read_as_written(report: WrittenReport) -> None:
    facts = analyze(report.text).facts
    assert [(f.quote, f.value, f.unit, f.subject, f.role, f.status, f.period) for f in facts] == [
        tuple(fact) for fact in report.facts
    ]


def broken(text: str) -> tuple[Number, ...]:
    """Find numbers at the wrong place, in a wrong interval, and only in short texts."""
    return tuple(
        Number(n.text, n.start + 1, n.end + 1, n.value, n.high, (Decimal(-2), Decimal(-1)), n.bound, n.masked)
        for n in find_numbers(text)
        if len(text) < 8
    )


@pytest.mark.parametrize(
    "law",
    [
        lambda: laws.offsets_are_exact("37家", broken),
        lambda: laws.interval_contains_value("37家", broken),
        lambda: laws.locality("投入37家", "40家", broken),
        lambda: laws.script_invariance("投入3万", lambda text: broken(text) if "万" in text else ()),
        lambda: laws.width_invariance("37", lambda text: broken(text) if "3" in text else ()),
    ],
)
def test_a_law_fails_on_what_breaks_it(law: Callable[[], None]) -> None:
    with pytest.raises(AssertionError):
        law()


@given(numerals("grouped"))
def test_numerals_are_in_their_style(numeral: Any) -> None:
    assert numeral.text == f"{numeral.value:,f}".replace("-0", "0" if numeral.value == 0 else "-0")
