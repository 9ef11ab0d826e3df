"""Quantities that are no facts, by what stands in them and around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from kjreport.facts.guarded import Guarded
from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern, LazyWords
from kjreport.matching.patterns import NOTHING_KNOWN, Choices
from kjreport.ruleset import ExclusionRule
from kjreport.units import Quantity

CONTEXT = 24  # characters that an exclusion can see before and behind a quantity


class Exclusion(Frozen):
    """A quantity that is no fact, by what stands around it."""

    rule: str
    before: Guarded | None
    quote: Guarded | None
    after: Guarded | None

    @classmethod
    def of(cls, rule: ExclusionRule, known: Choices = NOTHING_KNOWN) -> Exclusion:
        """Compile an exclusion rule."""
        before, quote, after = (
            Guarded((), (pattern,), known) if pattern else None
            for pattern in (rule.before, rule.quote, rule.after)
        )
        return cls(rule.id, before, quote, after)

    def holds(self, before: str, quote: str, after: str) -> bool:
        """Whether a quantity between ``before`` and ``after`` is excluded."""
        return (  # what stands behind it is told soonest
            (self.after is None or self.after.match(after) is not None)
            and (self.quote is None or self.quote.fullmatch(quote) is not None)
            and (self.before is None or self.before.search(before) is not None)
        )


class _Choices(Frozen):
    """Which exclusions can hold: by the character behind a quantity, by its own first one, and the others.

    ``needed`` finds the words of which one stands behind whatever the others exclude.
    """

    behind: Mapping[str, Sequence[Exclusion]]
    first: Mapping[str, Sequence[Exclusion]]
    others: Sequence[Exclusion]
    needed: LazyPattern

    @classmethod
    def of(cls, exclusions: Iterable[Exclusion]) -> _Choices:
        behind: dict[str, list[Exclusion]] = {}
        first: dict[str, list[Exclusion]] = {}
        others: list[Exclusion] = []
        for one in exclusions:
            if one.after and one.after.openings:
                _add(behind, one.after.openings, one)
            elif one.quote and one.quote.openings:
                _add(first, one.quote.openings, one)
            else:
                others.append(one)
        needed = [one.after.needed if one.after else frozenset[str]() for one in others]
        words = LazyWords(frozenset[str]().union(*needed)) if all(needed) else LazyPattern("")
        return cls(behind, first, others, words)


def _add(table: dict[str, list[Exclusion]], signs: Iterable[str], one: Exclusion) -> None:
    for sign in signs:
        table.setdefault(sign, []).append(one)


class Exclusions(tuple[Exclusion, ...]):
    """The exclusions of the rules; few of them are tried for a quantity."""

    @cached_property
    def _choices(self) -> _Choices:
        return _Choices.of(self)

    def hold(self, text: str, quantity: Quantity) -> bool:
        """Whether a quantity is no fact."""
        start, end, quote, choices = quantity.start, quantity.end, quantity.text, self._choices
        possible = [*choices.behind.get(text[end : end + 1], ()), *choices.first.get(quote[:1], ())]
        if choices.needed.search(text, end, end + CONTEXT):
            possible += choices.others
        if not possible:
            return False
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return any(one.holds(before, quote, after) for one in possible)
