"""Patterns are found alike by both engines, and none can take for ever."""

from __future__ import annotations

import re

import pytest
import regex

from kjreport.matching.search import Pattern, is_tame
from kjreport.ruleset import load_rules

PATTERNS = sorted({pattern for rule in load_rules().labels for pattern in rule.patterns})


@pytest.mark.parametrize(
    ("pattern", "tame"),
    [
        ("新增[^,。]{0,9}高企", True),
        (r"财政[^,]{0,8}\d[\d.,]*(?:余|多)?万元", True),
        ("(?:(?!着力)[^。])*取得", True),
        ("(?:甲|甲甲)+乙", False),
        ("(?:[a-z]+)*企业", False),
        ("[^。]*、[^。]*、[^。]*、[^。]*考核", False),
        (r"\w+企业", False),  # the engines know other letters
        ("(?i)r&d", False),
        ("(?:高企){e<=1}", False),  # fuzzy: only regex
        (r"\p{Han}企业", False),
        ("高企(", False),
    ],
)
def test_what_plain_expressions_may_search(pattern: str, tame: bool) -> None:
    assert is_tame(pattern) is tame


@pytest.mark.parametrize("pattern", PATTERNS)
def test_both_engines_find_the_same(pattern: str) -> None:
    compiled = regex.compile(pattern)
    for rule in load_rules().labels:
        if pattern in rule.patterns:
            for text in [*rule.examples.match, *rule.examples.no_match]:
                expected = [match.span() for match in compiled.finditer(text)]
                assert list(Pattern(pattern).find(text, 0, len(text), timeout=5).spans) == expected


def test_a_search_stays_in_its_part_and_looks_behind_it() -> None:
    text = "全市新增高企,全县新增高企"
    assert Pattern("新增高企").find(text, 3, 13, timeout=1).spans == [(9, 13)]
    assert Pattern("新增高企").find(text, 0, 5, timeout=1).spans == ()
    assert Pattern("(?<=全)市").find(text, 1, 4, timeout=1).spans == [(1, 2)]


def test_empty_matches_are_none() -> None:
    assert Pattern("[0-9]*").find("新增37家", 0, 5, timeout=1).spans == [(2, 4)]


@pytest.mark.parametrize("length", [20, 400])
def test_the_length_of_a_text_changes_nothing(length: int) -> None:
    text = "新增高企" + "一" * length
    assert list(Pattern("新增[^,]{0,2}企").find(text, 0, len(text), timeout=5).spans) == [(0, 4)]


def test_what_takes_too_long_is_told() -> None:
    found = Pattern("乙|(?:甲|甲甲)+丙").find("乙" + "甲" * 60 + "丁丙", 0, 63, timeout=0.01)
    assert found.spans == [(0, 1)]
    assert not found.in_time


@pytest.mark.parametrize("pattern", ["[0-9]*", "[0-9]{2}", "(?=[0-9])|3[0-9]*", "(?<=7)家|37", "高企|家"])
def test_every_match_is_found(pattern: str) -> None:
    text = "新增高企37家,高企372家,3家"
    expected = [match.span() for match in re.finditer(pattern, text) if match[0]]
    assert list(Pattern(pattern).find(text, 0, len(text), timeout=1).spans) == expected
