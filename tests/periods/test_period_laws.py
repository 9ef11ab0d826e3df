"""What holds for every text, not only for the examples."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kjreport.periods import Period, PeriodFinder, find_periods, tables
from kjreport.periods.finder import fold

WORDS = [
    *(Path(__file__).parents[1] / "data" / "periods" / "words.txt").read_text(encoding="utf-8").split(),
    "\n",
]
DIRTY = st.one_of(
    st.text(),
    st.text(alphabet=sorted(set("".join(WORDS)) | set("個後內來過當時點與較０１２３４５－．")), max_size=40),
    st.lists(st.sampled_from(WORDS), max_size=12).map("".join),
)
CONTINUATIONS = re.split(
    r"\|",
    "|年|年来|年间|月|个月|个月来|季度|半年|五|五年|五”|二一年|〇二一年|一年|午9点|上9:30|晨3点|国110年"
    "|后三年|来五年|去三年|近三年|止目前|前|年底|-3月|x年|月x日|、二季度| 月| 五”|期五|拜一|到2021年"
    "|些年|年度|上旬",
)
YEARS = st.none() | st.integers(1, 9999)
FINDER = PeriodFinder("gregorian")
SCRIPT = str.maketrans("个后过来间当时从与较国几数头", "個後過來間當時從與較國幾數頭")
WIDE = str.maketrans("0123456789-.", "０１２３４５６７８９－．")


def moved(period: Period, by: int) -> Period:
    return Period(
        period.text,
        period.start + by,
        period.end + by,
        *(period.kind, period.first, period.last, period.reason, period.relative, period.annual),
    )


def places(periods: tuple[Period, ...]) -> list[tuple[object, ...]]:
    return [(period.start, period.end, period.kind, period.code, period.reason) for period in periods]


@given(DIRTY, YEARS)
def test_offsets_are_exact_ordered_and_apart(text: str, year: int | None) -> None:
    behind = 0
    for period in find_periods(text, year):
        assert behind <= period.start < period.end
        assert text[period.start : period.end] == period.text
        assert period.resolved == (period.reason is None) == (period.code is not None)
        assert period.first is None or period.last is None or period.first <= period.last
        behind = period.end


@given(DIRTY, DIRTY, YEARS)
def test_a_full_stop_parts_what_is_found(before: str, after: str, year: int | None) -> None:
    left, right = FINDER.find(before, year), FINDER.find(after, year)
    joined = FINDER.find(f"{before}。{after}", year)
    assert joined == left + tuple(moved(period, len(before) + 1) for period in right)


@given(DIRTY, YEARS)
def test_traditional_text_reads_the_same(text: str, year: int | None) -> None:
    assert places(find_periods(text.translate(SCRIPT), year)) == places(find_periods(text, year))


@given(DIRTY, YEARS)
def test_full_width_text_reads_the_same(text: str, year: int | None) -> None:
    assert places(find_periods(text.translate(WIDE), year)) == places(find_periods(text, year))


@given(DIRTY, YEARS)
def test_what_is_written_out_does_not_depend_on_the_year(text: str, year: int | None) -> None:
    without = {(period.start, period.end): period for period in find_periods(text)}
    given_year = find_periods(text, year)
    assert {(period.start, period.end) for period in given_year} == without.keys()
    for period in given_year:
        if without[period.start, period.end].resolved:
            assert period.code == without[period.start, period.end].code


@st.composite
def written_windows(draw: st.DrawFn) -> tuple[str, str]:
    """A window of months, written in one of the usual ways, and its code."""
    year = draw(st.integers(1949, 2099))
    first = draw(st.integers(1, 11))
    last = draw(st.integers(first + 1, 12))
    link = draw(st.sampled_from(["-", "—", "–", "－", "~", "～", "至", "到", "--", " - "]))
    months = draw(st.sampled_from(["{}{}{}月", "{}{}{}月份", "{}月{}{}月", "{}月份{}{}月份"]))
    prefix = draw(st.sampled_from(["{}年", "{} 年", "{}年度"])).format(year)
    whole = (first, last) == (1, 12)
    code = str(year) if whole else f"{year}-{first:02}..{year}-{last:02}"
    return prefix + months.format(first, link, last), code


@given(written_windows(), st.sampled_from(["", ",", "全市", "。", "较", "(", "自"]), YEARS)
def test_a_written_window_is_read_back(written: tuple[str, str], around: str, year: int | None) -> None:
    text, code = written
    found = find_periods(around + text + "完成投资", year)
    assert [(period.text, period.code) for period in found] == [(text, code)]


@given(st.integers(1, 9999), st.sampled_from(["截至{}年", "{}年底", "截止{}年年末", "{}年底前"]))
def test_the_end_of_a_year_is_a_state(year: int, words: str) -> None:
    found = find_periods(words.format(year))
    expected = [f"..{year}-12"] if 1800 <= year <= 2099 else []
    assert [period.code for period in found if period.kind == "as_of" and not period.relative] == expected


@given(DIRTY, DIRTY, DIRTY, YEARS)
def test_a_part_is_read_as_if_it_were_the_whole(left: str, part: str, right: str, year: int | None) -> None:
    start, end = len(left), len(left) + len(part)
    found = FINDER.find(left + part + right, year, start=start, end=end)
    assert found == tuple(moved(period, start) for period in FINDER.find(part, year))


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_no_period_begins_otherwise_than_the_table_says() -> None:
    grammar, triggers = (re.compile(pattern, re.VERBOSE) for pattern in (tables.GRAMMAR, tables.TRIGGERS))
    seconds = sorted(set("".join(tables.BEGINNINGS.values())) | set("123456789"))
    for first, second, rest in product(tables.BEGINNINGS, seconds, CONTINUATIONS):
        text = f"某{first}{second}{rest},"
        match = grammar.match(text, 1)
        told = match and (match["other"] or match["in_years"] or match["part"])
        expected = "0" if second.isdecimal() else second
        assert not told or (expected in tables.BEGINNINGS[first] and triggers.match(text, 1)), text


def test_threads_with_different_years_equal_one_thread() -> None:
    text = "今年上半年，1-5月比去年同期增长8%，近三年、年底前、去年底、2021年以来。" * 20
    years = [2015 + number % 9 for number in range(64)]
    alone = [FINDER.find(text, year) for year in years]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda year: FINDER.find(text, year), years)) == alone
