"""Which places of an edited text are which places of the original.

An alignment relates the boundaries between the characters of two texts: boundary 3 of the one is boundary 5
of the other. Between related boundaries, characters were kept, deleted, inserted or replaced. Relations
compose, and their composition is associative with the identity as its unit, so that any number of cleaning
steps is one alignment in the end. A place that was lost within a replacement falls back to its border.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kjreport.span import Span


class Run(NamedTuple):
    """The boundaries ``source + i`` and ``target + i`` are the same place, for ``0 <= i <= length``."""

    source: int
    target: int
    length: int


class Edit(NamedTuple):
    """Replace ``text[start:end]`` by ``new``."""

    start: int
    end: int
    new: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a source text of ``source_length`` became a target text of ``target_length`` characters.

    Attributes:
        runs: the related boundaries as maximal diagonals, in order.

    >>> alignment = Alignment.from_edits([Edit(1, 6)], 8)      # the note in 報(bào)告 is deleted
    >>> alignment.span(Span(0, 2)), alignment.span(Span(1, 2))
    (Span(start=0, end=7), Span(start=6, end=7))
    """

    runs: tuple[Run, ...]
    source_length: int
    target_length: int
    _targets: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_targets", tuple(run.target for run in self.runs))

    @classmethod
    def identity(cls, length: int) -> Alignment:
        """Return the alignment of a text with itself."""
        return cls((Run(0, 0, length),), length, length)

    @classmethod
    def from_edits(cls, edits: Iterable[Edit], length: int) -> Alignment:
        """Return the alignment made by ``edits``, which are in order and do not overlap.

        Raises:
            ValueError: an edit overlaps the one before it or reaches past the text.
        """
        runs: list[Run] = []
        source = target = 0
        for edit in edits:
            if not source <= edit.start <= edit.end <= length:
                raise ValueError(f"edits overlap or leave the text at {edit.start}..{edit.end}")
            runs.append(Run(source, target, edit.start - source))
            target += edit.start - source + len(edit.new)
            source = edit.end
        runs.append(Run(source, target, length - source))
        return cls(_canonical(runs), length, target + length - source)

    def then(self, after: Alignment) -> Alignment:
        """Return the alignment of doing this and then ``after``.

        Raises:
            ValueError: ``after`` does not start from the text that this one ends with.
        """
        if self.target_length != after.source_length:
            raise ValueError(f"{after.source_length} characters cannot follow {self.target_length}")
        if after.is_identity:
            return self
        if self.is_identity:
            return after
        runs: list[Run] = []
        seconds = sorted(after.runs)
        begin = 0
        for first in self.runs:
            last = first.target + first.length
            while begin < len(seconds) and seconds[begin].source + seconds[begin].length < first.target:
                begin += 1
            for index in range(begin, len(seconds)):
                second = seconds[index]
                if second.source > last:
                    break
                start = max(first.target, second.source)
                end = min(last, second.source + second.length)
                if start <= end:
                    source, target = (
                        first.source + start - first.target,
                        second.target + start - second.source,
                    )
                    runs.append(Run(source, target, end - start))
        return Alignment(_canonical(runs), self.source_length, after.target_length)

    @property
    def is_identity(self) -> bool:
        """Whether nothing was edited."""
        return len(self.runs) == 1 and self.runs[0].length == self.source_length == self.target_length

    def inverse(self) -> Alignment:
        """Return the alignment in the other direction."""
        runs = [Run(run.target, run.source, run.length) for run in self.runs]
        return Alignment(_canonical(runs), self.target_length, self.source_length)

    def start(self, position: int) -> int:
        """Return where the target character at ``position`` begins in the source.

        What was deleted before it does not belong to it.
        """
        index = bisect_right(self._targets, position) - 1
        source, target, length = self.runs[index]
        if position < target + length:
            return source + position - target
        # Where something was deleted and something else put in, a few boundaries share a place.
        near = self.runs[max(0, index - 3) : index + 1]
        kept = [run for run in near if run.target <= position < run.target + run.length]
        return max(run.source + min(position - run.target, run.length) for run in kept or near)

    def end(self, position: int) -> int:
        """Return where the target character before ``position`` ends in the source."""
        index = bisect_left(self._targets, position) - 1
        if index >= 0:
            source, target, length = self.runs[index]
            if position <= target + length:
                return source + position - target
        near = self.runs[max(0, index - 3) : index + 5]
        kept = [run for run in near if run.target < position <= run.target + run.length]
        if kept:
            return max(run.source + position - run.target for run in kept)
        behind = [run for run in near if run.target + run.length >= position]
        return min((run.source + max(position - run.target, 0) for run in behind), default=self.source_length)

    def span(self, span: Span) -> Span:
        """Return the source span of a target span; an empty span stays empty."""
        start = self.start(span.start)
        return Span(start, self.end(span.end)) if span.end > span.start else Span(start, start)


def _canonical(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join runs on the same diagonal that touch: equal relations have equal runs."""
    joined: dict[int, list[Run]] = {}
    for run in sorted(runs):
        diagonal = joined.setdefault(run.source - run.target, [])
        if diagonal and run.source <= diagonal[-1].source + diagonal[-1].length + 1:
            last = diagonal[-1]
            length = max(last.length, run.source + run.length - last.source)
            diagonal[-1] = Run(last.source, last.target, length)
        else:
            diagonal.append(run)
    return tuple(
        sorted(
            (run for diagonal in joined.values() for run in diagonal),
            key=lambda run: (run.target, run.source),
        )
    )
