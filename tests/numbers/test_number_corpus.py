"""Every spelling in the table is read as the value that it stands under."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from kjreport.errors import NumberError
from kjreport.numbers import find_numbers, parse_number

DATA = Path(__file__).parents[1] / "data" / "numbers"
CORPUS: dict[str, Any] = yaml.safe_load((DATA / "corpus.yaml").read_text(encoding="utf-8"))
NO_NUMBERS: list[str] = yaml.safe_load((DATA / "no_numbers.yaml").read_text(encoding="utf-8"))["words"]
SPELLINGS = [(spelling, Decimal(value)) for value, all_of in CORPUS["exact"].items() for spelling in all_of]


def decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def test_the_tables_are_large() -> None:
    assert len(SPELLINGS) >= 600
    assert len(NO_NUMBERS) >= 150


@pytest.mark.parametrize(("spelling", "value"), SPELLINGS)
def test_exact_spelling(spelling: str, value: Decimal) -> None:
    number = parse_number(spelling)
    assert (number.value, number.high, number.bound, number.masked) == (value, None, "exact", False)
    assert number.interval == (value, value)
    assert number.text == spelling


@pytest.mark.parametrize("row", CORPUS["vague"], ids=lambda row: row["text"])
def test_vague_words(row: dict[str, Any]) -> None:
    number = parse_number(row["text"])
    low, high = (decimal(end) for end in row["interval"])
    assert (number.value, number.high) == (decimal(row["value"]), decimal(row["high"]))
    assert (number.interval, number.bound) == ((low, high), row["bound"])


@pytest.mark.parametrize("row", CORPUS["vague"], ids=lambda row: row["text"])
def test_vague_words_are_found_whole(row: dict[str, Any]) -> None:
    assert [number.text for number in find_numbers(f"共{row['text']}家")] == [row["text"]]


@pytest.mark.parametrize("text", CORPUS["masked"])
def test_masked_digits(text: str) -> None:
    number = parse_number(text)
    assert number.masked
    assert (number.value, number.high, number.interval) == (None, None, (None, None))


@pytest.mark.parametrize("row", CORPUS["malformed"], ids=lambda row: row["text"])
def test_malformed_numeral_names_the_place_of_its_fault(row: dict[str, Any]) -> None:
    with pytest.raises(NumberError) as caught:
        parse_number(row["text"])
    assert (caught.value.text, caught.value.position) == (row["text"], row["position"])


@pytest.mark.parametrize("row", CORPUS["malformed"], ids=lambda row: row["text"])
def test_finding_in_a_malformed_numeral_raises_nothing(row: dict[str, Any]) -> None:
    assert all(row["text"][n.start : n.end] == n.text for n in find_numbers(row["text"]))


@pytest.mark.parametrize("word", NO_NUMBERS)
def test_word_that_holds_no_number(word: str) -> None:
    assert find_numbers(word) == ()
    assert find_numbers(f"推进{word}工作") == ()


def test_a_fraction_without_a_finite_decimal_keeps_its_exact_value() -> None:
    number = parse_number("三分之二")
    assert number.fraction is not None
    assert (number.fraction.numerator, number.fraction.denominator) == (2, 3)
    low, high = number.interval
    assert low is not None
    assert high is not None
    assert Fraction(low) * 3 < 2 < Fraction(high) * 3
    assert high - low == Decimal("1E-28")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("增速86,第1", ["86", "1"]),
        ("统一三万元,唯一五家", ["三万", "五"]),
        ("签约55个,节约20万,约30家,最近5家", ["55", "20万", "约30", "5"]),
        ("2020,120家", ["2020", "120"]),
        ("1,600万元和1, 600家", ["1,600万", "1, 600"]),
        ("286.61 亿元", ["286.61 亿"]),
        ("15%-20%", ["15", "20"]),
        ("3k元,3M公司", ["3k"]),
        ("增长-2.45%,上世纪1-5", ["-2.45", "1-5"]),
        ("担负3项,为负3.2", ["3", "负3.2"]),
        ("二十来名,5来自", ["二十来", "5"]),
        ("三成以上,成果三项", ["三成以上", "三"]),
        ("完成xx家、某某家、〇〇家,某家", ["xx", "某某", "〇〇"]),
        ("壹佰贰拾叁元,队伍陆续登陆", ["壹佰贰拾叁"]),
    ],
)
def test_numbers_in_running_text(text: str, found: list[str]) -> None:
    assert [number.text for number in find_numbers(text)] == found
