"""The quantities of a statement and the text that each of them can refer to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kjreport.facts.cells import Cell
from kjreport.facts.tables import (
    BRACKETS_IN_NOUN,
    CLAUSE_BORDER,
    CLAUSE_SIGNS,
    LISTING,
    PHRASE_BORDER,
    RIGHT_BORDER,
)
from kjreport.lazy import LazyPattern
from kjreport.segment import Document
from kjreport.span import Span
from kjreport.units import Quantity

_CLAUSE_END = LazyPattern(CLAUSE_BORDER)
_PHRASE_BORDER = LazyPattern(PHRASE_BORDER)
_BRACKETS_IN_NOUN = LazyPattern(BRACKETS_IN_NOUN)
_RIGHT_BORDER = LazyPattern(RIGHT_BORDER)

LONGEST_BRACKETS = 13  # characters from a bracket inside a noun to the one that closes it
REACH = 800  # characters on either side of a number that can say something about it; keeps the time linear


class Candidate(NamedTuple):
    """A quantity with the text around it, in offsets of the cleaned text.

    Attributes:
        quantity: the quantity.
        sentence: index of its sentence.
        statement: the sentences up to the full stop, within reach: what a time expression governs.
        clause: from the comma before it to the comma behind it.
        left: where the text before it begins that belongs to it alone, not to the quantity before.
        right: where the text behind it ends: at the clause's border or the next quantity.
        cell: what its row and its column are about, when it stands in a table.
        after_list: whether it follows another quantity in a list (``A 3家、B 4家`` or ``19%和18%``).
    """

    quantity: Quantity
    sentence: int
    statement: Span
    clause: Span
    left: int
    right: int
    after_list: bool
    cell: Cell | None


class Borders(NamedTuple):
    """Where the signs stand in a text that can end a phrase, and those of them that end a clause."""

    text: str
    phrases: list[int]
    clauses: list[int]

    @classmethod
    def of(cls, text: str, span: Span) -> Borders:
        """Find the signs in a span of a text."""
        phrases = [match.start() for match in _PHRASE_BORDER.finditer(text, *span)]
        return cls(text, phrases, [at for at in phrases if text[at] in CLAUSE_SIGNS])

    def clause(self, quantity: Quantity, statement: Span) -> Span:
        """Return the clause of a statement in which a quantity stands."""
        before = bisect_left(self.clauses, quantity.start)
        after = bisect_left(self.clauses, quantity.end, before)
        start = self.clauses[before - 1] + 1 if before else 0
        end = self.clauses[after] if after < len(self.clauses) else statement.end
        return Span(max(start, statement.start), min(end, statement.end))

    def left(self, statement: Span, before: int, end: int) -> int:
        """Return where the phrase that ends at ``end`` begins, not before ``before``."""
        before = max(before, statement.start)
        index = bisect_left(self.phrases, end) - 1
        while index >= 0 and (at := self.phrases[index]) >= before:
            opening = self._opening(at, statement.start, end) if self.text[at] == ")" else at
            if opening == at:
                return at + 1
            index = bisect_left(self.phrases, opening) - 1
        return before

    def _opening(self, closing: int, start: int, end: int) -> int:
        """Return where brackets inside a noun that close at ``closing`` open; ``closing`` for others."""
        opening = self.text.rfind("(", max(start, closing - LONGEST_BRACKETS), closing)
        brackets = _BRACKETS_IN_NOUN.match(self.text, opening, end) if opening >= 0 else None
        return opening if brackets and brackets.end() == closing + 1 else closing


def candidates(
    document: Document, quantities: Sequence[Quantity], cells: Mapping[int, Cell]
) -> list[list[Candidate]]:
    """Return the quantities of a document with their surroundings, statement by statement."""
    text = document.text.text
    return [
        list(_candidates(Borders.of(text, statement), statement, inside, cells))
        for statement, inside in _by_statement(document, quantities)
    ]


def _by_statement(
    document: Document, quantities: Sequence[Quantity]
) -> Iterator[tuple[Span, list[tuple[int, Quantity]]]]:
    """Return the statements that hold quantities, and these with the index of their sentence."""
    starts = [sentence.span.start for sentence in document.sentences]
    statement, last = Span(0, 0), -1
    inside: list[tuple[int, Quantity]] = []
    for quantity in quantities:
        index = bisect_right(starts, quantity.start) - 1
        if index < 0 or quantity.end > document.sentences[index].span.end:
            continue
        if index > last:
            if inside:
                yield statement, inside
            first, last = _joined(document, index)
            statement, inside = Span(starts[first], document.sentences[last].span.end), []
        inside.append((index, quantity))
    if inside:
        yield statement, inside


def _joined(document: Document, index: int) -> tuple[int, int]:
    """Return the first and the last of the sentences that semicolons join to a sentence."""
    first = last = index
    while first > 0 and _goes_on(document, first - 1):
        first -= 1
    while last + 1 < len(document.sentences) and _goes_on(document, last):
        last += 1
    return first, last


def _goes_on(document: Document, index: int) -> bool:
    """Whether a sentence ends in a semicolon, and the next one stands in the same section."""
    sentence, following = document.sentences[index : index + 2]
    return sentence.section == following.section and document.text.text[sentence.span.end - 1] in ";,"


def _candidates(
    borders: Borders, whole: Span, inside: Sequence[tuple[int, Quantity]], cells: Mapping[int, Cell]
) -> Iterator[Candidate]:
    """Return the quantities of a statement with their surroundings."""
    text, before = borders.text, whole.start
    afters = [*(quantity.start for _, quantity in inside[1:]), whole.end]
    for (sentence, quantity), after in zip(inside, afters, strict=True):
        start, end = quantity.start, quantity.end
        statement = whole
        if whole.start < start - REACH or end + REACH < whole.end:
            statement = Span(max(whole.start, start - REACH), min(whole.end, end + REACH))
        right = min(after, statement.end)
        border = _RIGHT_BORDER.search(text, end, right)
        yield Candidate(
            quantity,
            sentence,
            statement,
            borders.clause(quantity, statement),
            borders.left(statement, before, start),
            border.start() if border else right,
            before > statement.start and text.startswith(LISTING, before, start),
            cells.get(start),
        )
        before = end


def clause_of(text: str, statement: Span, span: Span) -> Span:
    """Return the clause of a statement in which a span stands."""
    start = max(
        (match.end() for match in _CLAUSE_END.finditer(text, statement.start, span.start)),
        default=statement.start,
    )
    after = _CLAUSE_END.search(text, span.end, statement.end)
    return Span(start, after.start() if after else statement.end)
