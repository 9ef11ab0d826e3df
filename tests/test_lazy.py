"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kjreport.lazy import LazyPattern, LazyWords, alternation

TEXT = "新增A1家,a22家"


def found(match: re.Match[str] | None) -> tuple[tuple[int, int], str] | None:
    return match and (match.span(), match[0])


@pytest.mark.parametrize("written", [r"a\d+", r"新增", r"[^,]+", r".*家", r"(?!)"])
@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_finds_what_a_compiled_pattern_finds(written: str, flags: int) -> None:
    lazy, compiled = LazyPattern(written, flags), re.compile(written, flags)
    for _ in range(2):  # first compiled, then known
        assert found(lazy.search(TEXT, 1, 9)) == found(compiled.search(TEXT, 1, 9))
        assert found(lazy.match(TEXT, 2)) == found(compiled.match(TEXT, 2))
        assert found(lazy.fullmatch(TEXT)) == found(compiled.fullmatch(TEXT))
        assert [*map(found, lazy.finditer(TEXT, 1))] == [*map(found, compiled.finditer(TEXT, 1))]
        assert lazy.findall(TEXT) == compiled.findall(TEXT)
        assert lazy.split(TEXT) == compiled.split(TEXT)


def test_a_pattern_is_compiled_only_when_it_is_used() -> None:
    wrong = LazyPattern("(")
    assert wrong.written == "("
    with pytest.raises(re.error):
        wrong.search(TEXT)


WORDS = st.text("增长速|(", min_size=1, max_size=4)


@given(st.lists(WORDS, min_size=1, max_size=12), st.text("增长速|(", max_size=20))
def test_words_are_found_as_by_their_alternation(words: list[str], text: str) -> None:
    compiled = re.compile(alternation(words))
    assert [*map(found, LazyWords(words).finditer(text))] == [*map(found, compiled.finditer(text))]
    assert found(LazyWords(words).fullmatch(text)) == found(compiled.fullmatch(text))
