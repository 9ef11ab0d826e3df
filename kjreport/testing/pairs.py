"""The facts of gold data and the facts that were found for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kjreport.frozen import Frozen
from kjreport.model import Fact
from kjreport.span import Span
from kjreport.testing.gold import FactLine, GoldFact
from kjreport.testing.tables import COUNTERS

ATTRIBUTES = ("dimension", "role", "bound", "status", "period", "subject")
LIKE = Decimal("0.6")  # subjects that share so much are the same in other words
ROUNDING = Decimal("1e-9")  # of values that a conversion of units makes endless


class Difference(NamedTuple):
    """What an attribute should be and what it is; None where there is no such fact, or no such value."""

    attribute: str
    expected: str | None
    got: str | None


class Pair(NamedTuple):
    """A fact of the gold data and what was found for it."""

    gold: GoldFact
    fact: Fact


class Pairing(Frozen):
    """The facts of gold data with those that were found for them.

    Attributes:
        found: pairs with the same number, without the optional facts.
        missed: what should have been found.
        false: what should not have been found; what touches an optional fact is none of them.
    """

    found: tuple[Pair, ...]
    missed: tuple[GoldFact, ...]
    false: tuple[Fact, ...]

    @classmethod
    def of(cls, gold: Sequence[GoldFact], facts: Sequence[Fact]) -> Pairing:
        """Pair one to one, the most similar subjects first: one quote may state several facts."""
        possible = [
            (-likeness(fact.subject, one.written.subject), i, j)
            for i, one in enumerate(gold)
            for j, fact in enumerate(facts)
            if _same_number(one, fact)
        ]
        paired: dict[int, int] = {}
        taken: set[int] = set()
        for _, i, j in sorted(possible):
            if i not in paired and j not in taken:
                paired[i] = j
                taken.add(j)
        lenient = [one.span for one in gold if one.written.optional]
        return cls(
            tuple(Pair(gold[i], facts[j]) for i, j in sorted(paired.items()) if not gold[i].written.optional),
            tuple(one for i, one in enumerate(gold) if i not in paired and not one.written.optional),
            tuple(
                fact
                for j, fact in enumerate(facts)
                if j not in taken and not any(span.overlaps(Span(fact.start, fact.end)) for span in lenient)
            ),
        )


def likeness(one: str, other: str) -> Decimal:
    """Return how many characters two texts share, from 0 to 1, in any order.

    >>> likeness("高新技术企业", "高技术企业"), likeness("", "高企")
    (Decimal('0.9090909090909090909090909091'), Decimal('0'))
    """
    common = sum((Counter(one) & Counter(other)).values())
    return Decimal(2 * common) / (len(one) + len(other)) if one and other else Decimal(0)


def same_subject(expected: str, got: str) -> bool:
    """Whether one subject holds the other, or they share most of their characters.

    >>> same_subject("高新技术企业", "全市高新技术企业"), same_subject("高新技术企业", "专利")
    (True, False)
    """
    if not expected:
        return True
    short, long = sorted((expected, got), key=len)
    return len(short) >= 2 and (short in long or likeness(expected, got) >= LIKE)


def same_unit(expected: str, got: str) -> bool:
    """Whether two units are the same, or counters between which readers differ."""
    return expected == got or any({expected, got} <= group for group in COUNTERS)


def differences(expected: FactLine, got: Fact) -> tuple[Difference, ...]:
    """Return the attributes that are wrong; a period is asked for only where the gold data name one."""
    return tuple(
        Difference(name, getattr(expected, name), getattr(got, name))
        for name in ATTRIBUTES
        if is_right(name, expected, got) is False
    )


def is_right(name: str, expected: FactLine, got: Fact) -> bool | None:
    """Whether an attribute is right; None where nothing is expected."""
    if name == "subject":
        return same_subject(expected.subject, got.subject)
    wanted = getattr(expected, name)
    return None if wanted is None else bool(wanted == getattr(got, name))


def _same_number(gold: GoldFact, fact: Fact) -> bool:
    expected = gold.written
    if not gold.span.overlaps(Span(fact.start, fact.end)) or expected.masked != fact.masked:
        return False
    values = expected.masked or (_equal(expected.value, fact.value) and _equal(expected.high, fact.high))
    return values and same_unit(expected.unit, fact.unit)


def _equal(expected: Decimal | None, got: Decimal | None) -> bool:
    if expected is None or got is None:
        return expected is got
    return abs(expected - got) <= abs(expected) * ROUNDING
