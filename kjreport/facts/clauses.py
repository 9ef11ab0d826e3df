"""The quantities of a statement and the text that each of them can refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kjreport.facts.cells import Cell, find_cells
from kjreport.facts.tables import CLAUSE_BORDER, LEFT_BORDER, LISTING, RIGHT_BORDER
from kjreport.segment import Document
from kjreport.span import Span
from kjreport.units import Quantity

_CLAUSE_END = re.compile(CLAUSE_BORDER)
_LEFT_BORDER = re.compile(LEFT_BORDER)
_RIGHT_BORDER = re.compile(RIGHT_BORDER)

REACH = 800  # characters on either side of a number that can say something about it; keeps the time linear


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quantity with the text around it, in offsets of the cleaned text.

    Attributes:
        quantity: the quantity.
        sentence: index of its sentence.
        statement: the sentences up to the full stop, within reach: what a time expression governs.
        clause: from the comma before it to the comma behind it.
        left: the text before it that belongs to it alone: to the clause's border or the quantity before.
        right: the text behind it, to the clause's border or the next quantity.
        cell: what its row and its column are about, when it stands in a table.
        after_list: whether it follows another quantity in a list (``A 3家、B 4家`` or ``19%和18%``).
    """

    quantity: Quantity
    sentence: int
    statement: Span
    clause: Span
    left: Span
    right: Span
    after_list: bool
    cell: Cell | None


def candidates(document: Document, quantities: Sequence[Quantity]) -> list[list[Candidate]]:
    """Return the quantities of a document with their surroundings, statement by statement."""
    text = document.text.text
    groups: list[list[Candidate]] = []
    remaining = list(reversed(quantities))
    cells = find_cells(text, quantities)
    for statement, sentences in statements(document):
        group: list[Candidate] = []
        inside: list[tuple[int, Quantity]] = []
        for index in sentences:
            span = document.sentences[index].span
            while remaining and remaining[-1].start < span.end:
                quantity = remaining.pop()
                if quantity.start >= span.start and quantity.end <= span.end:
                    inside.append((index, quantity))
        for position, (index, quantity) in enumerate(inside):
            before = inside[position - 1][1].end if position else statement.start
            after = inside[position + 1][1].start if position + 1 < len(inside) else statement.end
            one = _candidate(text, statement, index, quantity, before, after)
            group.append(replace(one, cell=cells.get(quantity.start)))
        if group:
            groups.append(group)
    return groups


def statements(document: Document) -> Iterator[tuple[Span, list[int]]]:
    """Join the sentences that semicolons divide."""
    text = document.text.text
    open_sentences: list[int] = []
    for index, sentence in enumerate(document.sentences):
        if open_sentences and (
            document.sentences[open_sentences[-1]].section != sentence.section
            or text[document.sentences[open_sentences[-1]].span.end - 1] != ";"
        ):
            yield _span(document, open_sentences), open_sentences
            open_sentences = []
        open_sentences.append(index)
    if open_sentences:
        yield _span(document, open_sentences), open_sentences


def _span(document: Document, sentences: Sequence[int]) -> Span:
    return Span(document.sentences[sentences[0]].span.start, document.sentences[sentences[-1]].span.end)


def _candidate(
    text: str, statement: Span, sentence: int, quantity: Quantity, before: int, after: int
) -> Candidate:
    statement = Span(max(statement.start, quantity.start - REACH), min(statement.end, quantity.end + REACH))
    clause = clause_of(text, statement, Span(quantity.start, quantity.end))
    borders = _LEFT_BORDER.finditer(text, statement.start, quantity.start)
    left = max([before, *(match.end() for match in borders if match["border"])])
    border = _RIGHT_BORDER.search(text, quantity.end, after)
    right = border.start() if border else after
    between = text[before : quantity.start] if before > statement.start else ""
    after_list = between.startswith(LISTING)
    return Candidate(
        quantity,
        sentence,
        statement,
        clause,
        Span(left, quantity.start),
        Span(quantity.end, right),
        after_list,
        None,
    )


def clause_of(text: str, statement: Span, span: Span) -> Span:
    """Return the clause of a statement in which a span stands."""
    start = max(
        (match.end() for match in _CLAUSE_END.finditer(text, statement.start, span.start)),
        default=statement.start,
    )
    after = _CLAUSE_END.search(text, span.end, statement.end)
    return Span(start, after.start() if after else statement.end)
