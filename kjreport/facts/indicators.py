"""Which canonical statistic a fact belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

from kjreport.frozen import Frozen
from kjreport.ruleset import IndicatorRule
from kjreport.units import Quantity

LONGEST_TAIL = 6  # characters that may follow the name of what grows or is ranked: 总数增速


class Measured(Frozen):
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
    """The aliases of indicators, and the rules that have each of them."""

    automaton: AhoCorasick
    owners: tuple[tuple[IndicatorRule, ...], ...]

    @classmethod
    def compile(cls, rules: Iterable[IndicatorRule]) -> IndicatorIndex:
        """Compile indicator rules."""
        owners: dict[str, tuple[IndicatorRule, ...]] = {}
        for rule in rules:
            alone = (rule,)  # most aliases have one owner: one tuple for all of them
            for alias in dict.fromkeys(rule.aliases):
                owners[alias] = owners.get(alias, ()) + alone
        return cls(AhoCorasick(tuple(owners)), tuple(owners.values()))

    def find(self, measured: Measured) -> IndicatorRule | None:
        """Return the indicator whose alias stands last in a subject and fits what was measured, if any.

        An alias that is part of a longer one does not count. Of several indicators that share an alias, the
        one whose ``near`` word stands last in the context is taken, then one whose ``near`` word stands in
        the subject, and last one that needs none.
        """
        matches = self.automaton.find_matches_as_indexes(measured.subject, overlapping=True)
        if not matches:
            return None
        length = len(measured.subject)
        reach = length + 1
        if len(matches) > 1:
            # They are in order of their ends, the longest of those with one end first: that one stays here.
            matches = list({match[2]: match for match in reversed(matches)}.values())
        for alias, start, end in matches:
            if start >= reach:
                continue
            reach = start
            found: IndicatorRule | None = None
            for rule in self.owners[alias]:
                if _fits(rule, measured, length - end) and (
                    found is None or _nearness(rule, measured) > _nearness(found, measured)
                ):
                    found = rule
            if found is not None:
                return found
        return None


def _fits(rule: IndicatorRule, measured: Measured, tail: int) -> bool:
    """Whether a number fits an indicator whose alias ends ``tail`` characters before its subject."""
    dimension, role = measured.dimension, measured.role
    if rule.dimension == dimension and (not rule.units or measured.unit in rule.units):
        fits = role in rule.roles
    elif dimension == "rank" or (dimension == "ratio" and role == "change" and rule.dimension != "rank"):
        fits = tail <= LONGEST_TAIL or bool(rule.near)
    else:
        fits = False
    if not fits or (rule.near and not _holds_any(rule.near, measured.subject, measured.context)):
        return False
    return not (rule.unless and _holds_any(rule.unless, measured.subject, measured.phrase))


def _holds_any(words: Iterable[str], text: str, other: str) -> bool:
    """Whether one of the words stands in one of two texts."""
    both = other if text in other else f"{text}\n{other}"
    for word in words:  # noqa: SIM110 (any() takes three times as long)
        if word in both:
            return True
    return False


def _nearness(rule: IndicatorRule, measured: Measured) -> tuple[int, int]:
    """Return where the ``near`` words of a rule end, in the context and in the subject; 0 when nowhere."""
    return _last_end(rule.near, measured.context), _last_end(rule.near, measured.subject)


def _last_end(words: Iterable[str], text: str) -> int:
    return max((text.rfind(word) + len(word) for word in words if word in text), default=0)


def outside(rule: IndicatorRule, role: str, quantity: Quantity) -> bool:
    """Whether a level is beyond what the indicator can plausibly be."""
    value = quantity.value
    if rule.range is None or value is None or role == "change" or quantity.dimension != rule.dimension:
        return False
    return not rule.range[0] <= value <= rule.range[1]
