"""What the finder tells sooner is what the grammar and the exact pattern say."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from kjreport.numbers import default_finder
from kjreport.numbers.expression import read_figures, read_more
from kjreport.numbers.find import make_number
from kjreport.numbers.grammar import LONGEST, Reading, read_numeral
from kjreport.numbers.tables import PLACES, SIMPLE_TIMES

FINDER = default_finder()
CHARACTERS = (
    "零〇○一二两三四五六七八九十百千万亿兆廿壹贰拾佰点负几数多余来半成折分之又某"
    "0123456789０９.,．，-—+~/%xX*_ ×至到年月家个元了约超签过kW"
)
DIRTY = st.text(alphabet=CHARACTERS, max_size=24) | st.text(max_size=12)
FIGURES = st.tuples(
    st.integers(1, 10**12).map(str),  # the grammar refuses 0百万, which reads as nought
    st.just("") | st.from_regex(r"\.[0-9]{1,4}", fullmatch=True),
    st.sampled_from(list(PLACES)),
).map("".join)
MASKS = st.from_regex(r"[xX×*_]{1,3}(\.[xX]{1,2})?", fullmatch=True)
SIMPLE = st.one_of(
    st.tuples(
        st.from_regex(r"[0-9]{1,5}(\.[0-9]{1,3})?", fullmatch=True), st.sampled_from(["", *SIMPLE_TIMES])
    ),
    st.tuples(MASKS, st.sampled_from(["", *SIMPLE_TIMES])),
    st.tuples(st.sampled_from("零一二两三四五六七八九")),
).map("".join)


@given(FIGURES)
def test_figures_say_what_the_grammar_says(text: str) -> None:
    value = read_figures(text)
    assert value is not None
    assert read_numeral(text) == Reading(value, value)


@given(st.integers(1, 10**9), st.sampled_from("多余"), st.sampled_from(["", *SIMPLE_TIMES]))
def test_more_says_what_the_grammar_says(figures: int, more: str, multiplier: str) -> None:
    text = f"{figures}{more}{multiplier}"
    assert repr(read_more(text)) == repr(read_numeral(text))


def test_figures_of_any_length_are_exact_up_to_the_limit() -> None:
    assert read_figures("9" * LONGEST) == Decimal("9" * LONGEST)
    assert read_figures("9" * (LONGEST + 1)) is None


@given(DIRTY)
def test_runs_are_those_of_the_exact_pattern(text: str) -> None:
    assert list(FINDER.runs(text)) == [run.span() for run in FINDER.pattern.finditer(text)]


@given(DIRTY, SIMPLE, DIRTY)
def test_a_simple_number_is_what_reading_it_says(left: str, middle: str, right: str) -> None:
    text, start, end = left + middle + right, len(left), len(left + middle)
    assume(left[-1:] not in FINDER.telling and right[:1] not in FINDER.continuing)
    assume(FINDER.simple.fullmatch(text, start, end))
    number = FINDER.number(text, start, end)
    found = FINDER.read(text, start, end)
    if number is None:
        assert found is None or found.start > start or found.cue is not None
        return
    assert found is not None
    assert (found.begin, found.start, found.reading.bare, found.reading.proportion) == (
        start,
        start,
        False,
        False,
    )
    assert number == make_number(text, found, end, None)
