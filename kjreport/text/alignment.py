"""Which characters of an edited text are which characters of the original.

An alignment is a monotone partial bijection between the characters of two texts: runs of characters that
are the same on both sides, and gaps between the runs where something was deleted, inserted or replaced.
Composition of such bijections is associative with the identity as its unit, so that any number of cleaning
steps is one alignment in the end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kjreport.span import Span


class Run(NamedTuple):
    """``length`` characters from ``source`` in the original are those from ``target`` in the edited text."""

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
        runs: what is the same on both sides, in order, no two of them adjoining on both sides.

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
        return cls((Run(0, 0, length),) if length else (), length, length)

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
            _append(runs, Run(source, target, edit.start - source))
            target += edit.start - source + len(edit.new)
            source = edit.end
        _append(runs, Run(source, target, length - source))
        return cls(tuple(runs), length, target + length - source)

    def then(self, after: Alignment) -> Alignment:
        """Return the alignment of doing this and then ``after``.

        Raises:
            ValueError: ``after`` does not start from the text that this one ends with.
        """
        if self.target_length != after.source_length:
            raise ValueError(f"{after.source_length} characters cannot follow {self.target_length}")
        runs: list[Run] = []
        i = j = 0
        while i < len(self.runs) and j < len(after.runs):
            first, second = self.runs[i], after.runs[j]
            start = max(first.target, second.source)
            end = min(first.target + first.length, second.source + second.length)
            if start < end:
                source, target = first.source + start - first.target, second.target + start - second.source
                _append(runs, Run(source, target, end - start))
            if first.target + first.length <= end:
                i += 1
            if second.source + second.length <= end:
                j += 1
        return Alignment(tuple(runs), self.source_length, after.target_length)

    def inverse(self) -> Alignment:
        """Return the alignment in the other direction."""
        runs = tuple(Run(run.target, run.source, run.length) for run in self.runs)
        return Alignment(runs, self.target_length, self.source_length)

    def start(self, position: int) -> int:
        """Return where the target character at ``position`` begins in the source.

        What was deleted before it does not belong to it. A character that was put in begins where its gap does.
        """
        if position >= self.target_length:
            return self.source_length
        index = bisect_right(self._targets, position) - 1
        if index < 0:
            return 0
        run = self.runs[index]
        return run.source + min(position - run.target, run.length)

    def end(self, position: int) -> int:
        """Return where the target character before ``position`` ends in the source."""
        if position <= 0:
            return 0
        index = bisect_right(self._targets, position - 1) - 1
        if index >= 0 and position <= self.runs[index].target + self.runs[index].length:
            return self.runs[index].source + position - self.runs[index].target
        return self.runs[index + 1].source if index + 1 < len(self.runs) else self.source_length

    def span(self, span: Span) -> Span:
        """Return the source span of a target span; an empty span stays empty."""
        start = self.start(span.start)
        return Span(start, self.end(span.end)) if span.end > span.start else Span(start, start)


def _append(runs: list[Run], run: Run) -> None:
    """Add ``run``, joined to the last one where they adjoin on both sides."""
    if not run.length:
        return
    if runs:
        last = runs[-1]
        if last.source + last.length == run.source and last.target + last.length == run.target:
            runs[-1] = Run(last.source, last.target, last.length + run.length)
            return
    runs.append(run)
