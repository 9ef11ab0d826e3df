"""The quantities of a statement and the text that each of them can refer to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from kjreport.facts.cells import Cell
from kjreport.facts.tables import (
    BRACKETS_IN_NOUN,
    CLAUSE_BORDER,
    CLAUSE_SIGNS,
    LISTING,
    PHRASE_BORDER,
    RIGHT_BORDER,
)
from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern
from kjreport.segment import Document
from kjreport.span import Span
from kjreport.units import Quantity

_CLAUSE_END = LazyPattern(CLAUSE_BORDER)
_LAST_CLAUSE_SIGN = LazyPattern(f"(?s:.*){CLAUSE_BORDER}")
_LAST_PHRASE_SIGN = LazyPattern(f"(?s:.*){PHRASE_BORDER}")
_BRACKETS_IN_NOUN = LazyPattern(BRACKETS_IN_NOUN)
_RIGHT_BORDER = LazyPattern(RIGHT_BORDER)

LONGEST_BRACKETS = 13  # characters from a bracket inside a noun to the one that closes it
REACH = 800  # characters on either side of a number that can say something about it; keeps the time linear


class Candidate(Frozen):
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


def candidates(
    document: Document, quantities: Sequence[Quantity], cells: Mapping[int, Cell]
) -> Iterator[Sequence[Candidate]]:
    """Yield the quantities of a document with their surroundings, statement by statement."""
    text = document.text.text
    for statement, inside in _by_statement(document, quantities):
        yield _candidates(text, statement, inside, cells)


def _by_statement(
    document: Document, quantities: Sequence[Quantity]
) -> Iterator[tuple[Span, list[tuple[int, Quantity]]]]:
    """Return the statements that hold quantities, and these with the index of their sentence."""
    sentences = document.sentences
    starts = [sentence.span.start for sentence in sentences]
    statement, index, last = Span(0, 0), -1, -1
    reach = 0  # where the sentence with that index ends
    inside: list[tuple[int, Quantity]] = []
    for quantity in quantities:
        if quantity.start >= reach:
            index = bisect_right(starts, quantity.start) - 1
            reach = sentences[index].span.end if index >= 0 else 0
        if quantity.end > reach:
            continue
        if index > last:
            if inside:
                yield statement, inside
            first, last = _joined(document, index)
            statement, inside = Span(starts[first], sentences[last].span.end), []
        inside.append((index, quantity))
    if inside:
        yield statement, inside


def _joined(document: Document, index: int) -> tuple[int, int]:
    """Return the first and the last of the sentences that semicolons join to a sentence, in its section."""
    text, sentences = document.text.text, document.sentences
    section = sentences[index].section
    first = last = index
    while first and text[sentences[first - 1].span.end - 1] in ";,":
        if sentences[first - 1].section != section:
            break
        first -= 1
    ends = len(sentences) - 1
    while last < ends and text[sentences[last].span.end - 1] in ";,":
        if sentences[last + 1].section != section:
            break
        last += 1
    return first, last


def _candidates(
    text: str, whole: Span, inside: Sequence[tuple[int, Quantity]], cells: Mapping[int, Cell]
) -> list[Candidate]:
    """Return the quantities of a statement with their surroundings."""
    found: list[Candidate] = []
    first, last = whole.start, whole.end
    far = last - first > REACH
    clause = passed = before = first
    afters = [quantity.start for _, quantity in inside[1:]]
    for (sentence, quantity), after in zip(inside, (*afters, last), strict=True):
        start, end = quantity.start, quantity.end
        statement, left, right = whole, before, after
        if far and (first < start - REACH or end + REACH < last):
            statement = Span(max(first, start - REACH), min(last, end + REACH))
            left = before = max(before, statement.start)
            right = min(after, statement.end)
        if sign := _LAST_PHRASE_SIGN.match(text, passed, start):
            behind = sign.end()
            if text[behind - 1] in CLAUSE_SIGNS:
                clause = behind
                left = max(before, clause)
            else:
                left = _left(text, statement.start, before, start)
                sign = _LAST_CLAUSE_SIGN.match(text, passed, start)
                clause = sign.end() if sign else clause
        if border := _RIGHT_BORDER.search(text, end, right):
            right = border.start()
        # No sign that ends a clause stands before the right border, which is one mostly.
        behind = right
        if right < statement.end and text[right] not in CLAUSE_SIGNS:
            sign = _CLAUSE_END.search(text, right, statement.end)
            behind = sign.start() if sign else statement.end
        of_clause = Span(max(clause, statement.start), behind)
        listed = before > statement.start and text.startswith(LISTING, before, start)
        cell = cells.get(start) if cells else None
        found.append(Candidate(quantity, sentence, statement, of_clause, left, right, listed, cell))
        passed, before = start, end
    return found


def _left(text: str, statement: int, before: int, end: int) -> int:
    """Return where the phrase that ends at ``end`` begins, not before ``before``."""
    reach = end
    while sign := _LAST_PHRASE_SIGN.match(text, before, reach):
        behind = sign.end()
        if text[behind - 1] != ")":
            return behind
        reach = _opening(text, behind - 1, statement, end)
        if reach == behind - 1:
            return behind
    return before


def _opening(text: str, closing: int, start: int, end: int) -> int:
    """Return where brackets inside a noun that close at ``closing`` open; ``closing`` for others."""
    opening = text.rfind("(", max(start, closing - LONGEST_BRACKETS), closing)
    brackets = _BRACKETS_IN_NOUN.match(text, opening, end) if opening >= 0 else None
    return opening if brackets and brackets.end() == closing + 1 else closing


def clause_of(text: str, statement: Span, span: Span) -> Span:
    """Return the clause of a statement in which a span stands."""
    before = _LAST_CLAUSE_SIGN.match(text, statement.start, span.start)
    after = _CLAUSE_END.search(text, span.end, statement.end)
    return Span(before.end() if before else statement.start, after.start() if after else statement.end)
