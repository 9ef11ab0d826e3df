"""Which canonical statistic a fact belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from kjreport.frozen import Frozen
from kjreport.ruleset import IndicatorRule

LONGEST_TAIL = 6  # characters that may follow the name of what grows or is ranked: 总数增速


class Measured(NamedTuple):
    """What decides about the indicator of a number.

    Attributes:
        subject: what it counts or measures.
        phrase: the words around it that belong to it alone.
        context: the same, after the phrases of the numbers before it in a list; its verb can stand there.
        dimension: its dimension.
        unit: its unit.
        role: its role.
    """

    subject: str
    phrase: str
    context: str
    dimension: str
    unit: str
    role: str


class IndicatorIndex(Frozen):
    """The indicators by their aliases."""

    rules: tuple[IndicatorRule, ...]
    automaton: AhoCorasick
    owners: tuple[tuple[int, ...], ...]

    @classmethod
    def compile(cls, rules: Iterable[IndicatorRule]) -> IndicatorIndex:
        """Compile indicator rules."""
        rules = tuple(rules)
        owners: dict[str, list[int]] = {}
        for index, rule in enumerate(rules):
            for alias in dict.fromkeys(rule.aliases):
                owners.setdefault(alias, []).append(index)
        return cls(rules, AhoCorasick(tuple(owners)), tuple(map(tuple, owners.values())))

    def find(self, measured: Measured) -> IndicatorRule | None:
        """Return the indicator whose alias stands last in a subject and fits what was measured, if any.

        An alias that is part of a longer one does not count. Of several indicators that share an alias, the
        one whose ``near`` word stands last in the context is taken, then one whose ``near`` word stands in
        the subject, and last one that needs none.
        """
        for owners, end in self._last_first(measured.subject):
            tail = len(measured.subject) - end
            fitting = [rule for index in owners if _fits(rule := self.rules[index], measured, tail)]
            if fitting:
                return (
                    fitting[0]
                    if len(fitting) == 1
                    else max(fitting, key=lambda rule: _nearness(rule, measured))
                )
        return None

    def _last_first(self, subject: str) -> Iterator[tuple[tuple[int, ...], int]]:
        """Return owners and ends of the aliases in a subject that are part of no longer one, last first."""
        matches = self.automaton.find_matches_as_indexes(subject, overlapping=True)
        reach = len(subject) + 1
        for alias, start, end in sorted(matches, key=lambda match: (-match[2], match[1])):
            if start < reach:
                reach = start
                yield self.owners[alias], end


def _fits(rule: IndicatorRule, measured: Measured, tail: int) -> bool:
    """Whether a number fits an indicator whose alias ends ``tail`` characters before its subject."""
    own = rule.dimension == measured.dimension and (not rule.units or measured.unit in rule.units)
    if own:
        fits = measured.role in rule.roles
    else:
        growth = measured.dimension == "ratio" and measured.role == "change" and rule.dimension != "rank"
        fits = (growth or measured.dimension == "rank") and (tail <= LONGEST_TAIL or bool(rule.near))
    if not fits or _holds_any(rule.unless, measured.subject, measured.phrase):
        return False
    return not rule.near or _holds_any(rule.near, measured.subject, measured.context)


def _holds_any(words: Iterable[str], text: str, other: str) -> bool:
    """Whether one of the words stands in one of two texts."""
    for word in words:  # noqa: SIM110 (any() takes three times as long)
        if word in text or word in other:
            return True
    return False


def _nearness(rule: IndicatorRule, measured: Measured) -> tuple[int, int]:
    """Return where the ``near`` words of a rule end, in the context and in the subject; 0 when nowhere."""
    return _last_end(rule.near, measured.context), _last_end(rule.near, measured.subject)


def _last_end(words: Iterable[str], text: str) -> int:
    return max((text.rfind(word) + len(word) for word in words if word in text), default=0)


def outside(rule: IndicatorRule, fact: Measured, value: Decimal | None) -> bool:
    """Whether a level is beyond what the indicator can plausibly be."""
    if rule.range is None or value is None or fact.role == "change" or fact.dimension != rule.dimension:
        return False
    return not rule.range[0] <= value <= rule.range[1]
