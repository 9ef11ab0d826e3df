"""A span is inside another where one that begins no later ends no earlier."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kjreport.labels.reach import Reach

SPANS = st.tuples(st.integers(0, 30), st.integers(0, 10)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS, max_size=12), SPANS)
def test_inside(spans: list[tuple[int, int]], inner: tuple[int, int]) -> None:
    start, end = inner
    inside = any(first <= start and end <= last for first, last in spans)
    assert (Reach(spans).of(start) >= end) is inside
