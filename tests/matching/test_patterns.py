"""Words without which a pattern cannot match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kjreport.matching.patterns import beginnings, required_words, word_choices

PARTS = st.sampled_from(
    [
        "高企",
        "(?:认定|培育)",
        "(?:了|过)?",
        "[与和]",
        "[^,。]{0,3}",
        r"\d+",
        "(?:新[增建]|再增)",
        "(?=家)",
        "(?!个)",
        "(?:获批){1,2}",
        "(?:(?:省|市)级)?",
        "(?:企业|[0-9])",
    ]
)
WORDS = ["高企", "认定", "培育", "了", "过", "与", "和", "x", "37", "新增", "新建", "再增", "家", "获批"]
WORDS += ["省级", "市级", "企业", ",", "增", "新"]


@given(st.lists(PARTS, min_size=1, max_size=5), st.lists(st.sampled_from(WORDS), max_size=10))
def test_one_word_of_each_choice_stands_where_a_pattern_matches(parts: list[str], words: list[str]) -> None:
    pattern, text = "".join(parts), "".join(words)
    if re.search(pattern, text):
        for choice in word_choices(pattern):
            assert any(word in text for word in choice), (pattern, choice)


@given(st.lists(PARTS, min_size=1, max_size=5), st.lists(st.sampled_from(WORDS), max_size=10))
def test_a_match_begins_with_one_of_the_beginnings(parts: list[str], words: list[str]) -> None:
    pattern, text = "".join(parts), "".join(words)
    first = beginnings(pattern)
    if first:
        for match in re.finditer(pattern, text):
            assert re.match(f"[{''.join(first)}]", match[0]), (pattern, first)


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        (r"(?:^|[,;])要|\d年", {r"\d", ",", ";", "要"}),
        ("(?<!不)[a-c-]|x?y+", {r"\-", "a-c", "x", "y"}),
        (r"\s*高企", set()),
        ("(?i)rd|高企", set()),
        ("[^,]高企", set()),
    ],
)
def test_beginnings(pattern: str, first: set[str]) -> None:
    assert beginnings(pattern) == first


@pytest.mark.parametrize(
    ("pattern", "choices"),
    [
        ("(?:兴|助)(?:农|村)", [{"兴农", "兴村", "助农", "助村"}]),
        ("创新主体[^,]{0,4}(?:壮大|倍增)", [{"创新主体"}, {"壮大", "倍增"}]),
        (r"(?:高新技术企业|企业)\d+家", [{"企业"}, {"家"}]),
        ("(?:高企|[0-9]+)", []),
        ("政策(?=[^,]{0,8}见效)", [{"政策"}, {"见效"}]),
        ("(?i)R&D", []),
        ("(?i:r&d)投入", [{"投入"}]),
        ("[^,]+", []),
        ("高企(", []),
    ],
)
def test_choices(pattern: str, choices: list[set[str]]) -> None:
    assert sorted(map(sorted, word_choices(pattern))) == sorted(map(sorted, choices))


def test_the_longest_and_fewest_words_tell_most() -> None:
    assert required_words("(?:引进|招引)[^,]{0,4}(?:科技型|产业化)项目") == {"科技型项目", "产业化项目"}
