"""What the finder of quantities tells sooner is what reading in full says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kjreport.numbers import default_finder
from kjreport.units import Quantity, default_quantity_finder, default_registry
from kjreport.units.measured import UnitReader
from kjreport.units.missing import MissingUnits
from kjreport.units.ranks import RankReader
from kjreport.units.settle import settled

NUMBERS = default_finder()
READER = UnitReader(default_registry(), NUMBERS)
RANKS, MISSING = RankReader(NUMBERS), MissingUnits(default_registry(), NUMBERS)
SAMPLES = sorted((Path(__file__).parents[1] / "data").glob("*/*.txt"))
UNITS = sorted({alias for unit in default_registry().units.values() for alias in unit.aliases})
LEFT = st.text(alphabet="企业达到约超过签为于增长共有补贴港币元角全市,。(+-/第 xG下列以5", max_size=4)
NUMBER = st.one_of(
    st.from_regex(r"[0-9]{1,4}(\.[0-9]{1,2})?(万亿|万|亿)?", fullmatch=True),
    st.from_regex(r"[xX*]{1,3}(\.x)?(万|亿)?", fullmatch=True),
    st.sampled_from("一二两三四五六七八九"),
)
RIGHT = st.text(alphabet="以上左右多余/亩每年的企业度期角分，。、和5+-", max_size=4)


@given(LEFT, NUMBER, st.sampled_from(UNITS), RIGHT)
@example("投入", "3", "元", "/亩")
@example("约", "1.5亿", "元", "以上")
@example("有", "一", "家", "")
@example("统", "一", "家", "")
def test_a_simple_quantity_is_what_reading_it_says(left: str, middle: str, unit: str, right: str) -> None:
    text, start, end = left + middle + unit + right, len(left), len(left + middle)
    assume(text[end] in READER.simple_follows and left[-1:] not in READER.telling)
    assume(NUMBERS.simple.fullmatch(text, start, end))
    assert NUMBERS.first_run(text, start, end, 0) == NUMBERS.run(text, start, end) == (start, end)
    assert READER.read_simple(text, start, end) == READER.read(text, start, end)


def test_most_numbers_of_reports_are_simple() -> None:
    text = "认定企业45家,投入1.2亿元,完成三项,达到86%,惠及xx家"
    runs = [run.span() for run in NUMBERS.coarse.finditer(text)]
    assert [text[slice(*run)] for run in runs] == ["45", "1.2亿", "三", "86", "xx"]
    assert all(READER.read_simple(text, *run) for run in runs)


def read_in_full(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text, of which every numeral is asked everything."""
    found: list[Quantity | None] = [*RANKS.words(text), *MISSING.numbers(text)]
    done = 0
    for hit in NUMBERS.coarse.finditer(text):
        run = NUMBERS.first_run(text, *hit.span(), done) if done < hit.end() else None
        if run is not None:
            done = run[1]
            found.append(READER.read(text, *run) or RANKS.read(text, *run) or MISSING.unit(text, *run))
    return settled(text, [one for one in found if one is not None])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_the_scan_passes_over_counts_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert default_quantity_finder().find(text) == read_in_full(text)


@pytest.mark.parametrize(
    "text",
    ["1家", "家", "三", "第5位", "产值亿元", "一半", "30多家", "5千克", "3成以上", "0.28和0.47个百分点"],
)
def test_numerals_at_the_ends_of_a_text_are_read_like_others(text: str) -> None:
    assert default_quantity_finder().find(text) == read_in_full(text)
