"""Quantities in sentences, and sentences that hold none."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kjreport.numbers import Style, parse_number, render_number
from kjreport.units import Quantity, QuantityFinder, find_quantities

DATA = Path(__file__).parents[1] / "data" / "units" / "quantities.yaml"
TABLE: dict[str, list[Any]] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
SENTENCES = [row["text"] for row in TABLE["quantities"]] + TABLE["no_quantities"]
PIECES = [*SENTENCES, "。", "第", "近", "xx", "一", "%", "元", "亿", "-", "三", "5", " ", "“", "”", "\n"]
COUNT_STYLES: list[Style] = ["arabic", "grouped", "mixed", "chinese", "chinese-traditional"]
DIRTY = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(PIECES), max_size=5).map("".join))


def told(quantity: Quantity) -> dict[str, Any]:
    """The fields of a quantity that a row of the table gives, without the usual ones."""
    plain = {
        "quote": quantity.text,
        "value": None if quantity.value is None else f"{quantity.value:f}",
        "unit": quantity.unit,
        "bound": quantity.bound,
        "high": None if quantity.high is None else f"{quantity.high:f}",
        "per": quantity.per,
        "masked": quantity.masked,
    }
    usual = {"bound": "exact", "high": None, "per": None, "masked": False}
    return {key: value for key, value in plain.items() if key not in usual or value != usual[key]}


@pytest.mark.parametrize("row", TABLE["quantities"], ids=lambda row: row["text"])
def test_quantities_of_a_sentence(row: dict[str, Any]) -> None:
    assert [told(quantity) for quantity in find_quantities(row["text"])] == row["found"]


@pytest.mark.parametrize("text", TABLE["no_quantities"])
def test_sentence_without_a_quantity(text: str) -> None:
    assert find_quantities(text) == ()


@given(DIRTY)
def test_offsets_are_exact_and_in_order(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert end <= quantity.start < quantity.end
        assert text[quantity.number.start : quantity.number.end] == quantity.number.text
        end = quantity.end


@given(DIRTY)
def test_values_are_masked_or_within_their_interval(text: str) -> None:
    for quantity in find_quantities(text):
        assert (quantity.value is None) == quantity.masked
        low, high = quantity.interval
        if quantity.value is not None and quantity.value >= 0:
            assert low is None or low <= quantity.value
            assert high is None or quantity.value <= high


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
def test_finding_is_local(sentences: list[str]) -> None:
    apart = [(q.text, q.value, q.unit) for sentence in sentences for q in find_quantities(sentence)]
    assert [(q.text, q.value, q.unit) for q in find_quantities("。\n".join(sentences))] == apart


@given(st.integers(1, 9999), st.integers(1000, 9999), st.integers(0, 99))
def test_amounts_are_exact(high: int, low: int, cents: int) -> None:
    text = f"金额{high}万{low}元,总额{high}亿{low}万元,其中{high}.{cents:02d}亿元"
    values = [high * 10**4 + low, high * 10**8 + low * 10**4, high * 10**8 + cents * 10**6]
    assert [(q.value, q.unit) for q in find_quantities(text)] == [(Decimal(value), "元") for value in values]


@given(
    st.integers(2, 10**12),
    st.sampled_from(["arabic", "grouped", "mixed", "chinese"]),
    st.sampled_from("家项件人元"),
)
def test_every_way_to_write_a_count_is_found(count: int, style: Any, unit: str) -> None:
    text = f"共有{render_number(count, style)}{unit}。"
    if render_number(count, style) == "二":
        assert find_quantities(text) == () or unit == "元"
        return
    (quantity,) = find_quantities(text)
    assert (quantity.value, quantity.unit) == (Decimal(count), unit)


@pytest.mark.parametrize(
    "piece", ["1家", "和1", "、1", "1万元--", "第1", "“1家", "亿元", "增长%", "x-", "1+"]
)
def test_endless_repetition_is_no_fault(piece: str) -> None:
    text = piece * 5000
    assert all(text[q.start : q.end] == q.text for q in find_quantities(text))


def test_threads_find_alike() -> None:
    finder = QuantityFinder()
    alone = [finder.find(sentence) for sentence in SENTENCES]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(finder.find, SENTENCES)) == alone


def test_values_keep_the_number_as_it_was_said() -> None:
    (quantity,) = find_quantities("超过3000多万元")
    assert (quantity.number.text, quantity.number.value) == ("超过3000多万", Decimal(30000000))
    assert quantity.interval == (Decimal(30000000), None)


def test_a_fraction_is_multiplied_before_it_is_rounded() -> None:
    (quantity,) = find_quantities("占三分之二")
    low, high = quantity.interval
    assert low is not None
    assert high is not None
    assert Fraction(low) * 3 < 200 < Fraction(high) * 3


def test_thousands_of_random_amounts_of_money_are_exact() -> None:
    dice = random.Random(20241121)  # noqa: S311 (a fixed sequence is what a test needs)
    for _ in range(3000):
        high, low, cents = dice.randint(1, 99999), dice.randint(1000, 9999), dice.randint(0, 99)
        whole = dice.randint(1, 10 ** dice.randint(1, 20))
        for text, value in (
            (f"{high}万{low}元", high * 10**4 + low),
            (f"{high}亿{low}万元", high * 10**8 + low * 10**4),
            (f"{high}.{cents:02d}亿元", high * 10**8 + cents * 10**6),
            (f"{whole}元", whole),
        ):
            (found,) = find_quantities(f"投入{text}。")
            assert (found.text, found.value, found.unit) == (text, Decimal(value), "元")
            assert parse_number(text).value == value
