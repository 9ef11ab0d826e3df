"""Which canonical statistic a fact belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kjreport.matching import KeywordScanner
from kjreport.ruleset import IndicatorRule


class Measured(NamedTuple):
    """What decides about the indicator of a number.

    Attributes:
        subject: what it counts or measures.
        phrase: the words around it that belong to it alone; they hold its verb.
        dimension: its dimension.
        unit: its unit.
        role: its role.
    """

    subject: str
    phrase: str
    dimension: str
    unit: str
    role: str


@dataclass(frozen=True, slots=True)
class IndicatorIndex:
    """The indicators by their aliases."""

    rules: tuple[IndicatorRule, ...]
    scanner: KeywordScanner
    owners: tuple[tuple[int, ...], ...]

    @classmethod
    def compile(cls, rules: Iterable[IndicatorRule]) -> IndicatorIndex:
        """Compile indicator rules."""
        rules = tuple(rules)
        owners: dict[str, list[int]] = {}
        for index, rule in enumerate(rules):
            for alias in dict.fromkeys(rule.aliases):
                owners.setdefault(alias, []).append(index)
        return cls(rules, KeywordScanner.compile(owners), tuple(map(tuple, owners.values())))

    def find(self, measured: Measured) -> IndicatorRule | None:
        """Return the indicator whose alias stands last in a subject and fits what was measured, if any.

        Of several that share the alias, the one whose ``near`` word stands last in the phrase is taken, then
        one whose ``near`` word stands in the subject, and last one that needs none.
        """
        for hit in reversed(self.scanner.scan(measured.subject)):
            fitting = [rule for index in self.owners[hit.keyword] if _fits(rule := self.rules[index], measured)]
            if fitting:
                return max(fitting, key=lambda rule: _nearness(rule, measured))
        return None


def _fits(rule: IndicatorRule, measured: Measured) -> bool:
    own = rule.dimension == measured.dimension and (not rule.units or measured.unit in rule.units)
    if own:
        fits = measured.role in rule.roles
    else:
        growth = measured.dimension == "ratio" and measured.role == "change" and rule.dimension != "rank"
        fits = growth or measured.dimension == "rank"
    texts = (measured.subject, measured.phrase)
    return fits and not _any(rule.unless, texts) and (not rule.near or _any(rule.near, texts))


def _any(words: Iterable[str], texts: Sequence[str]) -> bool:
    return any(word in text for word in words for text in texts)


def _nearness(rule: IndicatorRule, measured: Measured) -> tuple[int, int]:
    """Return where the ``near`` words of a rule end, in the phrase and in the subject; -1 when nowhere."""
    in_phrase = max((measured.phrase.rfind(word) + len(word) for word in rule.near if word in measured.phrase), default=-1)
    in_subject = max((measured.subject.rfind(word) + len(word) for word in rule.near if word in measured.subject), default=-1)
    return in_phrase, in_subject


def outside(rule: IndicatorRule, role: str, dimension: str, value: Decimal | None) -> bool:
    """Whether a level is beyond what the indicator can plausibly be."""
    if rule.range is None or value is None or role == "change" or dimension != rule.dimension:
        return False
    return not rule.range[0] <= value <= rule.range[1]
