"""What belongs to a number without touching it: bounds (``至少引进2个``), denominators (``亩均500元``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from kjreport.facts.clauses import Candidate
from kjreport.facts.cues import CueFinder
from kjreport.facts.tables import CHANGED_TO, POSSESSIVE
from kjreport.frozen import Frozen, replace
from kjreport.lazy import LazyPattern
from kjreport.matching.patterns import NOTHING_KNOWN, Choices
from kjreport.numbers import Bound
from kjreport.ruleset import CueRule
from kjreport.units import Quantity

_CHANGED_TO = LazyPattern(CHANGED_TO)

SAID_OF_ALL = ("at_least", "at_most", "over")  # bounds that a word before a list sets for all its members


class Apart(Frozen):
    """Finds words by the rules of ``rules/apart.yaml``; of what is ``needed`` one stands in each of them."""

    bounds: CueFinder
    denominators: CueFinder
    distribution: CueFinder
    needed: LazyPattern

    @classmethod
    def compile(
        cls, rules: Iterable[CueRule], distribution: CueFinder, known: Choices = NOTHING_KNOWN
    ) -> Apart:
        """Compile the cues that bound a number or say what it is told for each of."""
        rules = tuple(rules)
        bounds, denominators = (CueFinder.compile(rules, key, known) for key in ("bound_apart", "per"))
        return cls(bounds, denominators, distribution, bounds.needed_with(denominators))

    def read(self, text: str, groups: Iterable[Sequence[Candidate]]) -> Iterator[Sequence[Candidate]]:
        """Yield the numbers of each statement with what the words before them add."""
        for group in groups:
            yield self._read(text, group) if self._adds(text, group) else group

    def _adds(self, text: str, group: Sequence[Candidate]) -> bool:
        """Whether words before the numbers of a statement, or one of its numbers, can add to another one."""
        for one in group[:-1]:
            if one.quantity.per or one.quantity.bound in SAID_OF_ALL:
                return True
        return self.needed.search(text, group[0].left, group[-1].quantity.start) is not None

    def _read(self, text: str, group: Sequence[Candidate]) -> list[Candidate]:
        found: list[Candidate] = []
        last: Candidate | None = None
        for candidate in group:
            quantity = self._bounded(text, candidate, last)
            per = self._per(text, candidate, last)
            if per not in (quantity.per, quantity.unit):
                quantity = replace(quantity, per=per)
            last = candidate if quantity is candidate.quantity else replace(candidate, quantity=quantity)
            found.append(last)
        return found

    def _per(self, text: str, candidate: Candidate, last: Candidate | None) -> str | None:
        """Return the denominator of a number, which is that of the number from which it changed, too."""
        quantity = candidate.quantity
        if quantity.per is not None or quantity.dimension in ("ratio", "rank"):
            return quantity.per
        cue = self.denominators.last(text, candidate.left, quantity.start)
        if cue is not None:
            return cue.value
        if last is None or last.quantity.per is None or last.quantity.unit != quantity.unit:
            return None
        changed = _CHANGED_TO.fullmatch(text, last.quantity.end, quantity.start)
        return last.quantity.per if changed else None

    def _bounded(self, text: str, candidate: Candidate, last: Candidate | None) -> Quantity:
        quantity = candidate.quantity
        if quantity.bound != "exact" or quantity.dimension == "rank":
            return quantity
        if last is not None and candidate.after_list:
            return self._shared(text, quantity, last)
        cue = self.bounds.last(text, candidate.left, quantity.start)
        # What an amount or a count is compared with (不低于上年的3亿元) is as exact as it was.
        compared = quantity.dimension != "ratio" and text[quantity.start - 1] == POSSESSIVE
        return _with(quantity, cue.value) if cue is not None and not compared else quantity

    def _shared(self, text: str, quantity: Quantity, last: Candidate) -> Quantity:
        """Return a number with the bound that is said of a list before it: 分别不少于3名和20名."""
        cue = self.distribution.last(text, last.left, last.quantity.start)
        respectively = cue is not None and cue.value == "respectively"
        said = last.quantity.bound in SAID_OF_ALL and not last.quantity.text[0].isnumeric()
        return _with(quantity, last.quantity.bound) if respectively and said else quantity


def _with(quantity: Quantity, bound: str) -> Quantity:
    """Return an exact number with a bound.

    >>> from kjreport.units import find_quantities
    >>> one = _with(find_quantities("2个团队")[0], "at_least")
    >>> one.bound, one.value, one.interval
    ('at_least', Decimal('2'), (Decimal('2'), None))
    """
    value = quantity.value
    low = value if bound in ("at_least", "over") else None
    interval = (low, value if bound in ("at_most", "under") else None)
    return replace(quantity, bound=cast(Bound, bound), interval=interval)
