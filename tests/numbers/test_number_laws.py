"""What holds for every number and every text."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from decimal import Context, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kjreport.errors import NumberError
from kjreport.numbers import STYLES, Number, find_numbers, parse_number, render_number
from kjreport.numbers.render import LARGEST, Style

NUMERAL_CHARACTERS = (
    "零〇一二两三四五六七八九十百千万亿兆京点负几数多余来半成折分之又"
    "0123456789.,-+~/%xX*_ 壹贰叁拾佰仟萬億餘幾數約约近超过以上左右至到元角整"
)
DIRTY = st.one_of(st.text(max_size=40), st.text(alphabet=NUMERAL_CHARACTERS, max_size=24))
WHOLE = st.integers(0, 10**20) | st.integers(0, 10**5)
NUMBERS = st.one_of(
    WHOLE.map(Decimal),
    st.decimals(-(10**12), 10**12, places=3),
    st.decimals(0, 1, places=6),
    st.integers(-LARGEST + 1, LARGEST - 1).map(Decimal),
)
TRADITIONAL = str.maketrans("万亿点负几数余来约过", "萬億點負幾數餘來約過")
WIDE = str.maketrans("0123456789.-+", "０１２３４５６７８９．－＋")


def parsed(text: str) -> tuple[Number | None, NumberError | None]:
    try:
        return parse_number(text), None
    except NumberError as error:
        return None, error


@given(NUMBERS, st.sampled_from(STYLES))
def test_what_is_written_is_read_again(value: Decimal, style: Style) -> None:
    number = parse_number(render_number(value, style))
    assert (number.value, number.bound) == (value, "exact")


@given(NUMBERS, st.sampled_from(STYLES))
def test_width_makes_no_difference(value: Decimal, style: Style) -> None:
    text = render_number(value, style)
    assert parse_number(text.translate(WIDE)).value == parse_number(text).value


@given(NUMBERS, st.sampled_from(["chinese", "mixed"]))
def test_script_makes_no_difference(value: Decimal, style: Style) -> None:
    text = render_number(value, style)
    assert parse_number(text.translate(TRADITIONAL)).value == parse_number(text).value


@given(st.integers(1, 9999), st.sampled_from(STYLES), st.sampled_from([("万", 4), ("亿", 8), ("万亿", 12)]))
def test_a_multiplier_multiplies(count: int, style: Style, multiplier: tuple[str, int]) -> None:
    text = render_number(count, "arabic" if style == "grouped" else style)
    word, places = multiplier
    assert parse_number(text + word).value == count * 10**places


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_amounts_in_parts_are_exact(high: int, low: int) -> None:
    assert parse_number(f"{high}亿{low}万").value == high * 10**8 + low * 10**4
    padded = f"{low:04d}"
    assert parse_number(f"{high}万{padded}").value == high * 10**4 + low


def test_thousands_of_random_amounts_are_exact() -> None:
    dice = random.Random(20240805)  # noqa: S311 (a fixed sequence is what a test needs)
    for _ in range(3000):
        high, low, cents = dice.randint(1, 99999), dice.randint(1000, 9999), dice.randint(0, 99)
        assert parse_number(f"{high}万{low}").value == high * 10**4 + low
        assert parse_number(f"{high}亿{low}万").value == high * 10**8 + low * 10**4
        assert parse_number(f"{high}.{cents:02d}亿").value == high * 10**8 + cents * 10**6
        whole = dice.randint(0, 10 ** dice.randint(1, 20))
        assert parse_number(str(whole)).value == whole
        assert parse_number(render_number(whole, "chinese")).value == whole


@given(DIRTY)
def test_offsets_are_exact_and_in_order(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert text[number.start : number.end] == number.text
        assert end <= number.start < number.end
        end = number.end


@given(DIRTY)
def test_the_interval_holds_the_value(text: str) -> None:
    for number in find_numbers(text):
        low, high = number.interval
        if number.masked:
            assert (number.value, low, high) == (None, None, None)
            continue
        assert number.value is not None
        assert low is None or low <= number.value or number.value < 0
        assert high is None or number.value <= high or number.value < 0
        assert (number.high is not None) == (number.bound == "range")


@given(DIRTY)
def test_parsing_gives_a_number_or_the_place_of_a_fault(text: str) -> None:
    number, fault = parsed(text)
    if number is not None:
        assert text[number.start : number.end] == number.text == text.strip()
    if fault is not None:
        assert fault.text == text
        assert 0 <= fault.position <= len(text)


@given(DIRTY, DIRTY)
def test_finding_is_local(left: str, right: str) -> None:
    moved = [(number.start + len(left) + 1, number.value, number.bound) for number in find_numbers(right)]
    apart = [(number.start, number.value, number.bound) for number in find_numbers(left)] + moved
    assert [(n.start, n.value, n.bound) for n in find_numbers(f"{left}。{right}")] == apart


@given(NUMBERS, st.sampled_from(STYLES))
def test_the_decimal_context_of_the_caller_makes_no_difference(value: Decimal, style: Style) -> None:
    with localcontext(Context(prec=3)):
        assert parse_number(render_number(value, style)).value == value


@pytest.mark.parametrize(
    "piece", ["1", "x", "一", "1-", "三至", "百分之", "一成", "1又", "1,", "1.", "半", "十", "负", "1 亿 "]
)
def test_endless_repetition_is_no_number_and_no_fault(piece: str) -> None:
    text = piece * 5000
    assert all(text[n.start : n.end] == n.text for n in find_numbers(text))
    with pytest.raises(NumberError):
        parse_number(text + "一点")


def test_threads_read_alike() -> None:
    texts = [f"共{render_number(n * 7919, style)}家,约{n}亿{n}万元" for n in range(1, 60) for style in STYLES]
    alone = [find_numbers(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(find_numbers, texts)) == alone


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("1E+2000")])
def test_what_a_style_cannot_write_is_an_error(value: Decimal, style: Style) -> None:
    with pytest.raises(ValueError, match=r"cannot be written|too large|too long"):
        render_number(value, style)


def test_an_unknown_style_is_an_error() -> None:
    with pytest.raises(ValueError, match="the styles are arabic, grouped"):
        render_number(1, "roman")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        ("0", "chinese", "零"),
        ("-0.0", "arabic", "0.0"),
        ("10", "chinese", "十"),
        ("10", "financial", "壹拾"),
        ("110", "chinese", "一百一十"),
        ("1005", "chinese", "一千零五"),
        ("100500", "chinese", "十万零五百"),
        ("1000500", "chinese", "一百万零五百"),
        ("100050000", "chinese", "一亿零五万"),
        ("1010000000000", "chinese", "一万零一百亿"),
        ("-120000000.5", "chinese-traditional", "負一億二千萬點五"),
        ("12345", "financial-traditional", "壹萬貳仟參佰肆拾伍"),
        ("34000000", "mixed", "3400万"),
        ("123456789", "mixed", "1.23456789亿"),
        ("9999", "mixed", "9999"),
        ("1234567.5", "grouped", "1,234,567.5"),
    ],
)
def test_written_forms(value: str, style: Style, text: str) -> None:
    assert render_number(Decimal(value), style) == text
