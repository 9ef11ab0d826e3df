"""A half-open range of characters."""

from __future__ import annotations

from kjreport.frozen import Frozen


class Span(Frozen):
    """The characters ``text[start:end]``, counted in code points.

    >>> Span(2, 5).of("abcdefg"), Span(2, 5).length
    ('cde', 3)
    >>> Span(2, 5).overlaps(Span(4, 9)), Span(2, 5).contains(Span(3, 5))
    (True, True)
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of the span in a text."""
        return text[self.start : self.end]

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
