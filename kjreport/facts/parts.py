"""Which number is part of which: a part is never added to its whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from kjreport.facts.cues import Lexicon
from kjreport.facts.tables import (
    CELL_BORDER,
    COUNTERS_ALIKE,
    EDGES,
    ITEM_MARK,
    NAME_BETWEEN,
    NOT_CLOSED,
    ORIGIN_END,
    PART_BORDER,
    PART_OPENING,
    PART_OPENING_SIGN,
)
from kjreport.frozen import Frozen, replace
from kjreport.lazy import LazyPattern
from kjreport.model import Fact
from kjreport.span import Span
from kjreport.units import Quantity

_ITEM_MARK = LazyPattern(ITEM_MARK)
_BORDER = LazyPattern(PART_BORDER)
_CELL = LazyPattern(CELL_BORDER)
_NAME_BETWEEN = LazyPattern(NAME_BETWEEN)
_OPENING = LazyPattern(PART_OPENING)

MEMORY = 32  # numbers of a list of parts, and before it, that are looked at; keeps the time linear


class Number(Frozen):
    """A number of a statement with its place in the cleaned text.

    ``several`` is true when it is said of several things, or is one of several in a list:
    then it is not clear of which the parts are.
    """

    span: Span
    fact: Fact
    place: int
    several: bool


class Member(Frozen):
    """A number in a list of parts; one that is not ``sure`` is a part only when all make up the whole."""

    number: Number
    sure: bool


class Parts(Frozen):
    """Finds wholes by the word lists of ``rules/parts.yaml``.

    Attributes:
        lead: words that begin a list of parts.
        alone: words that, alone before a number, say which part of the whole it is (``省级``).
        origin: words before a number at which a change began: it is no part of what is told now.
        each: words that make a number one for each thing.
        sign: words and signs of which one stands where a list of parts begins.
    """

    lead: LazyPattern
    alone: Lexicon
    origin: LazyPattern
    each: LazyPattern
    sign: LazyPattern

    @classmethod
    def of(cls, lexicons: Mapping[str, Lexicon]) -> Parts:
        """Take the word lists by their ids."""
        lead, of_clause, each = (
            lexicons[name].alternation for name in ("part_lead", "part_lead_of_clause", "part_each")
        )
        return cls(
            LazyPattern(rf"(?:{lead}|(?:(?<=[,;:(、])|^)(?:{of_clause})(?![^(]{{0,99}}[,;:])){NOT_CLOSED}"),
            lexicons["subject_modifier"] | lexicons["subject_action"],
            LazyPattern(f"(?:{lexicons['origin'].alternation}){ORIGIN_END}"),
            LazyPattern(each),
            LazyPattern(f"{lead}|{of_clause}|{PART_OPENING_SIGN}"),
        )

    def join(
        self, text: str, quantities: Sequence[Quantity], facts: Sequence[Fact], first: int
    ) -> Sequence[Fact]:
        """Return the facts of a statement with the index of the fact of which each is a part.

        Args:
            text: the cleaned text.
            quantities: the quantities that they come from; several can come from one.
            facts: the facts of one statement.
            first: index of the first of them in the document.
        """
        if not self.sign.search(text, quantities[0].end, quantities[-1].start):
            return facts
        numbers = _numbers(text, zip(quantities, facts, strict=True))
        wholes = {part.span.start: first + whole.place for part, whole in self._parts(text, numbers)}
        return [
            replace(fact, parent=wholes[quantity.start]) if quantity.start in wholes else fact
            for quantity, fact in zip(quantities, facts, strict=True)
        ]

    def _parts(self, text: str, numbers: Sequence[Number]) -> Iterator[tuple[Number, Number]]:
        """Return the numbers that are parts, each with its whole."""
        for start, members in self._lists(text, numbers):
            yield from _pairs(numbers[max(0, start - MEMORY) : start], members)

    def _lists(self, text: str, numbers: Sequence[Number]) -> Iterator[tuple[int, list[Member]]]:
        """Return the lists of parts, each with the index of its first number."""
        for first in range(1, len(numbers)):
            between = text[numbers[first - 1].span.end : numbers[first].span.start]
            lead = self.lead.search(between)
            if lead is not None or _OPENING.fullmatch(between):
                inside = between.rfind("(") > between.rfind(")")
                sure = lead is not None or (inside and self._stands_alone(between))
                listed = numbers[first - 1 : first + MEMORY]
                yield first, list(self._members(text, listed, inside=inside, sure=sure))

    def _members(self, text: str, numbers: Sequence[Number], *, inside: bool, sure: bool) -> Iterator[Member]:
        """Return the numbers of a list that begins behind the first one, to its end."""
        began = False
        for at, (last, number) in enumerate(pairwise(numbers)):
            between = text[last.span.end : number.span.start]
            if at and self._ends(between, inside=inside):
                return
            if at and not inside and not began:
                sure = sure and self._goes_on(between, last.fact, number.fact)
            began = self.origin.search(between) is not None
            yield Member(number, sure and not began and not self.each.search(between))

    def _ends(self, between: str, *, inside: bool) -> bool:
        """Whether a list of parts ends between two numbers, or another one begins."""
        if _NAME_BETWEEN.fullmatch(between):  # 其中东河县(3亿元)、西岭县(2亿元)
            return False
        ended = (inside and ")" in between) or _CELL.search(between) is not None
        return ended or self.lead.search(between) is not None or _OPENING.fullmatch(between) is not None

    def _goes_on(self, between: str, last: Fact, number: Fact) -> bool:
        """Whether a number is surely in the list of the last one; behind a comma something new can begin."""
        if _BORDER.search(between):
            return self._stands_alone(between)
        return _ITEM_MARK.search(between) is not None or not _alike(last, number)

    def _stands_alone(self, between: str) -> bool:
        """Whether a word stands before a number that says nothing but which part of the whole it is."""
        phrase = between[max(between.rfind(mark) for mark in ",;:(、") + 1 :]
        return phrase.strip(EDGES) in self.alone.words


def _numbers(text: str, found: Iterable[tuple[Quantity, Fact]]) -> list[Number]:
    """Return the numbers of a statement in order."""
    numbers: list[Number] = []
    for place, (quantity, fact) in enumerate(found):
        span = Span(quantity.start, quantity.end)
        last = numbers[-1] if numbers else None
        same = last is not None and last.span == span
        several = last is not None and (same or _listed(text[last.span.end : span.start], last.fact, fact))
        if last is not None and several:
            numbers[-1] = replace(last, several=True)
        if not same:
            numbers.append(Number(span, fact, place, several))
    return numbers


def _listed(between: str, last: Fact, fact: Fact) -> bool:
    mark = _ITEM_MARK.search(between)
    return mark is not None and not _BORDER.search(between) and _alike(last, fact)


def _pairs(before: Sequence[Number], members: Sequence[Member]) -> Iterator[tuple[Number, Number]]:
    """Return the members that are parts, each with its whole."""
    for count, member in enumerate(members, 1):
        number = member.number
        whole = _whole(before, number.fact, first=count == 1)
        if whole is None:
            continue
        if member.sure:
            yield number, whole
            continue
        listed = [one.number for one in members[:count] if _alike(one.number.fact, whole.fact)]
        if len(listed) > 1 and sum(one.fact.value or 0 for one in listed) == whole.fact.value:
            yield from ((one, whole) for one in listed)


def _whole(before: Sequence[Number], part: Fact, *, first: bool) -> Number | None:
    """Return the nearest number of which another one can be a part; one of its own status goes first."""
    able = [one for one in reversed(before) if not _grows(one.fact)]
    if part.dimension == "ratio":
        fitting = able if first and part.role == "share" else []
        # A share behind an amount and its share: who knows of which it is a part?
        fitting = fitting if len({one.fact.dimension == "ratio" for one in fitting}) == 1 else []
    else:
        fitting = [one for one in able if _alike(one.fact, part) and _holds(one.fact, part)]
    whole = next((one for one in fitting if one.fact.status == part.status), next(iter(fitting), None))
    return whole if whole is not None and not whole.several else None


def _grows(fact: Fact) -> bool:
    """Whether a number can be no whole: a rank, or how much something grew."""
    return fact.role == "rank" or (fact.role == "change" and fact.dimension == "ratio")


def _alike(one: Fact, other: Fact) -> bool:
    """Whether two numbers count or measure in the same way."""
    if "rank" in (one.dimension, other.dimension):
        return False
    if one.unit == other.unit:
        return one.dimension == other.dimension and one.per == other.per
    return any({one.unit, other.unit} <= counters for counters in COUNTERS_ALIKE)


def _holds(whole: Fact, part: Fact) -> bool:
    """Whether a number is large enough to hold another one."""
    most, least = whole.interval[1], part.interval[0]
    return most is None or least is None or least <= most
