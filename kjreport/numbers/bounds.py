"""Words beside a number that bound it: 约, 近, 超过, 以上 …; the words are data (``rules/bounds.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kjreport.frozen import Frozen
from kjreport.numbers.grammar import Reading
from kjreport.numbers.model import Bound, Interval


class Cue(Frozen):
    """One word, the bound it sets, and the neighbours that make it another word."""

    word: str
    bound: Bound
    unless: tuple[str, ...]
    multiplier: bool = False


class BoundCues:
    """The cue words of rule files, ready to be looked up beside a number; immutable.

    Args:
        rules: the entries under ``cues`` of rule files; others than bounds are passed over.
        swallowed_before: longer words that end like a cue and are none (签约).
        swallowed_after: longer words that begin like a cue and are none (起步).

    >>> rule = {"sets": {"bound": "approx"}, "before": ["约"], "after": ["左右"]}
    >>> cues = BoundCues([rule], ["签约"])
    >>> cues.before("大约5家", 2), cues.before("签约5家", 2), cues.after("5家左右", 2)
    ((1, 'approx'), (2, None), (4, 'approx'))
    """

    def __init__(
        self,
        rules: Iterable[Mapping[str, Any]],
        swallowed_before: Sequence[str] = (),
        swallowed_after: Sequence[str] = (),
    ) -> None:
        before: dict[str, list[Cue]] = {}
        after: dict[str, list[Cue]] = {}
        for rule in rules:
            bound = rule["sets"].get("bound")
            if bound is None:
                continue
            multiplier = rule["sets"].get("counts") == "multiplier"
            for word in rule.get("before", ()):
                unless = tuple(
                    long.removesuffix(word)
                    for long in swallowed_before
                    if long.endswith(word) and long != word
                )
                before.setdefault(word[-1], []).append(Cue(word, bound, unless, multiplier))
            for word in rule.get("after", ()):
                unless = tuple(
                    long.removeprefix(word)
                    for long in swallowed_after
                    if long.startswith(word) and long != word
                )
                after.setdefault(word[0], []).append(Cue(word, bound, unless))
        self._before = {last: tuple(sorted(cues, key=_longest_first)) for last, cues in before.items()}
        self._after = {first: tuple(sorted(cues, key=_longest_first)) for first, cues in after.items()}
        self.lasts, self.firsts = frozenset(self._before) | {" "}, frozenset(self._after)

    def before(self, text: str, start: int, bare: bool = False) -> tuple[int, Bound | None]:
        """Look left of ``start``; ``bare`` says that the number is a multiplier that nothing counts.

        Returns:
            Where the cue word starts and its bound, or ``(start, None)``.
        """
        if text[start - 1 : start] not in self.lasts:
            return start, None
        end = start - 1 if text[start - 1] == " " and start > 1 else start
        for cue in self._before.get(text[end - 1], ()):
            begin = end - len(cue.word)
            if begin < 0 or not text.startswith(cue.word, begin) or (cue.multiplier and not bare):
                continue
            if cue.unless and text.endswith(cue.unless, 0, begin):
                continue
            return begin, cue.bound
        return start, None

    def after(self, text: str, end: int) -> tuple[int, Bound | None]:
        """Look right of ``end``.

        Returns:
            Where the cue word ends and its bound, or ``(end, None)``.
        """
        for cue in self._after.get(text[end : end + 1], ()):
            stop = end + len(cue.word)
            if text.startswith(cue.word, end) and not (cue.unless and text.startswith(cue.unless, stop)):
                return stop, cue.bound
        return end, None

    def leading(self, text: str, start: int) -> Iterator[tuple[int, int, Bound | None]]:
        """Return each way to read a cue at ``start``: its begin, its end, its bound; none first."""
        yield start, start, None
        for cues in self._before.values():
            for cue in cues:
                if text.startswith(cue.word, start):
                    stop = start + len(cue.word)
                    yield start, stop + len(text[stop:]) - len(text[stop:].lstrip()), cue.bound

    def trailing(self, text: str, end: int) -> Iterator[tuple[int, int, Bound | None]]:
        """Return each way to read a cue that ends at ``end``: its begin, its end, its bound."""
        yield end, end, None
        for cues in self._after.values():
            for cue in cues:
                if text.endswith(cue.word, 0, end):
                    yield end - len(cue.word), end, cue.bound


def _longest_first(cue: Cue) -> int:
    return -len(cue.word)


def bounded(reading: Reading, bound: Bound | None) -> tuple[Bound, Interval]:
    """Combine what a number says itself with the cue beside it.

    Returns:
        The bound and the interval ``(low, high)`` of what the words can mean; ``None`` is an open end.

    >>> from decimal import Decimal
    >>> one = Reading(Decimal(30), Decimal(30))
    >>> bounded(one, "at_least"), bounded(Reading(Decimal(30), Decimal(40), "over"), None)
    (('at_least', (Decimal('30'), None)), ('over', (Decimal('30'), Decimal('40'))))
    """
    low, high = min(reading.low, reading.high), max(reading.low, reading.high)  # -30多 falls
    if reading.bound == "range":
        return "range", (low, high)
    if bound is None:
        return reading.bound, (low, high) if reading.known else (None, None)
    if bound in ("over", "at_least"):
        return bound, (low, None)
    if bound in ("under", "at_most"):
        return bound, (None, high)
    return "approx", (None, None) if low == high or not reading.known else (low, high)
