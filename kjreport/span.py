"""A half-open range of characters."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """The characters ``text[start:end]``, counted in code points.

    >>> Span(2, 5).length, Span(2, 5).overlaps(Span(4, 9)), Span(2, 5).contains(Span(3, 5))
    (3, True, True)
    """

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of characters in the span."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end
