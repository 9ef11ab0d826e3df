"""How far spans reach that begin somewhere: whether one of many contains another, by one bisection."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Reach:
    """Spans, of which some may contain others.

    >>> reach = Reach([(2, 9), (4, 6)])
    >>> reach.of(1), reach.of(2), reach.of(5)       # no span of these contains 5..10
    (-1, 9, 9)
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def of(self, position: int) -> int:
        """Return where the last of the spans ends that begin at a position or before it, or -1."""
        index = bisect_right(self._starts, position)
        return self._ends[index - 1] if index else -1
