"""Which places of an edited text are which places of the original.

An alignment relates the boundaries between the characters of two texts: boundary 3 of the one is boundary 5
of the other. Between related boundaries, characters were kept, deleted or replaced; nothing is put in where
nothing was, so that no place of the original has two in the text. Relations compose, and their composition is
associative with the identity as its unit, so that any number of cleaning steps is one alignment in the end.
A place that was lost within a replacement falls back to its border.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kjreport.frozen import Frozen
from kjreport.span import Span


class Edit(NamedTuple):
    """Replace ``text[start:end]``, at least one character, by ``new``."""

    start: int
    end: int
    new: str = ""


class Alignment(Frozen):
    """How a source text became a target text, by the runs of characters that both of them have.

    The runs are in order in both texts; the first begins where the texts begin, the last ends where they end.

    Attributes:
        starts: where each run starts in the target.
        ends: where it ends in the target.
        shifts: how many characters further the same places are in the source.

    >>> alignment = Alignment.from_edits([Edit(1, 6)], 8)      # the note in 報(bào)告 is deleted
    >>> alignment.span(Span(0, 2)), alignment.span(Span(1, 2))
    (Span(start=0, end=7), Span(start=6, end=7))
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    shifts: tuple[int, ...]

    @classmethod
    def identity(cls, length: int) -> Alignment:
        """Return the alignment of a text with itself."""
        return cls((0,), (length,), (0,))

    @classmethod
    def from_edits(cls, edits: Iterable[tuple[int, int, str]], length: int) -> Alignment:
        """Return the alignment made by ``edits``, which are in order and do not overlap.

        Raises:
            ValueError: an edit is empty, overlaps the one before it, or reaches past the text.
        """
        starts, ends, shifts = [0], [], [0]
        source = shift = 0
        for start, end, new in edits:
            if not source <= start < end <= length:
                raise ValueError(f"edits are empty, overlap or leave the text at {start}..{end}")
            ends.append(start - shift)
            source = end
            shift += end - start - len(new)
            starts.append(end - shift)
            shifts.append(shift)
        ends.append(length - shift)
        return cls(tuple(starts), tuple(ends), tuple(shifts))

    @property
    def source_length(self) -> int:
        """Number of characters of the source."""
        return self.ends[-1] + self.shifts[-1]

    @property
    def target_length(self) -> int:
        """Number of characters of the target."""
        return self.ends[-1]

    @property
    def is_identity(self) -> bool:
        """Whether nothing was edited."""
        return len(self.starts) == 1

    def then(self, after: Alignment) -> Alignment:
        """Return the alignment of doing this and then ``after``.

        Raises:
            ValueError: ``after`` does not start from the text that this one ends with.
        """
        if self.target_length != after.source_length:
            raise ValueError(f"{after.source_length} characters cannot follow {self.target_length}")
        if self.is_identity or after.is_identity:
            return self if after.is_identity else after
        starts: list[int] = []
        ends: list[int] = []
        shifts: list[int] = []
        for start, end, shift in zip(after.starts, after.ends, after.shifts, strict=True):
            # The runs of this one that share a boundary with a run of the other: they are cut to it.
            first = bisect_left(self.ends, start + shift)
            last = bisect_right(self.starts, end + shift)
            if first < last:
                starts.append(max(self.starts[first] - shift, start))
                starts += _moved(self.starts[first + 1 : last], -shift)
                ends += _moved(self.ends[first : last - 1], -shift)
                ends.append(min(self.ends[last - 1] - shift, end))
                shifts += _moved(self.shifts[first:last], shift)
        return Alignment(tuple(starts), tuple(ends), tuple(shifts))

    def start(self, position: int) -> int:
        """Return where the target character at ``position`` begins in the source.

        What was deleted before it does not belong to it.
        """
        run = bisect_right(self.starts, position) - 1
        if position < self.ends[run]:
            return position + self.shifts[run]
        return self.ends[run] + self.shifts[run]

    def end(self, position: int) -> int:
        """Return where the target character before ``position`` ends in the source."""
        run = bisect_left(self.ends, position)
        if position > self.starts[run]:
            return position + self.shifts[run]
        return self.starts[run] + self.shifts[run]

    def shift_within(self, span: Span) -> int | None:
        """Return how much further a target span is in the source, or None where edits part it."""
        run = bisect_right(self.starts, span.start) - 1
        return self.shifts[run] if span.end <= self.ends[run] else None

    def span(self, span: Span) -> Span:
        """Return the source span of a target span; an empty span stays empty."""
        first, last = span.start, span.end
        run = bisect_right(self.starts, first) - 1
        if first < last <= self.ends[run]:  # within one run, as most are
            shift = self.shifts[run]
            return Span(first + shift, last + shift)
        start = self.start(first)
        return Span(start, self.end(last) if last > first else start)


def _moved(places: Sequence[int], distance: int) -> Sequence[int]:
    return [place + distance for place in places] if distance else places
