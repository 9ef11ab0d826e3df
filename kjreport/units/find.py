"""Quantities in running text: numbers with their units, ranks, and numbers whose digits are gone."""

from __future__ import annotations

import functools
import re
from decimal import Decimal, localcontext

from kjreport.numbers import NumberFinder, default_finder
from kjreport.numbers.bounds import bounded
from kjreport.numbers.find import Found, letter, make_number
from kjreport.numbers.grammar import exact_context, plain
from kjreport.numbers.model import Interval
from kjreport.resources import read_rules
from kjreport.units import ranks, tables
from kjreport.units.missing import MissingUnits
from kjreport.units.model import Quantity, Unit
from kjreport.units.registry import UnitRegistry

_NAMES = re.compile(
    r"“[^”\n。]{1,24}”|「[^」\n。]{1,24}」|‘[^’\n。]{1,24}’|\"[^\"\n。]{1,24}\"|《[^》\n]{1,80}》"
)
_ONE = Decimal(1)


class QuantityFinder:
    """Finds quantities; compiled once from rules, immutable, safe to share between threads.

    Args:
        registry: the units to look for; the built-in ones by default.
        numbers: the number finder with its lexicons and cues; the built-in one by default.

    >>> [(q.text, str(q.value), q.unit) for q in QuantityFinder().find("3月培训企业100余家,产值1.2亿元,居全省第5位")]
    [('100余家', '100', '家'), ('1.2亿元', '120000000', '元'), ('第5位', '5', '名次')]
    """

    def __init__(self, registry: UnitRegistry | None = None, numbers: NumberFinder | None = None) -> None:
        self.registry = registry or default_registry()
        self.numbers = numbers or default_finder()
        self.ranks = ranks.RankReader(self.numbers.lexicon)
        self.missing = MissingUnits(self.registry, self.numbers)
        self._units = self.registry.first_characters
        self._prefixes = frozenset(tables.PREFIXES) & self._units

    def find(self, text: str) -> tuple[Quantity, ...]:
        """Return every quantity in ``text``, in order of their offsets; nothing in ``text`` raises an error."""
        found = []
        units, prefixes = self._units, self._prefixes
        for run in self.numbers.pattern.finditer(text):
            start, end = run.span()
            following = text[end : end + 1]
            quantity = None
            if following in units or following in tables.SKIPPED or text[end - 1] in prefixes:
                quantity = self._with_unit(text, start, end)
            if quantity is None:
                quantity = self.ranks.read(text, start, end, self.numbers) or self.missing.unit(
                    text, start, end
                )
            if quantity is not None:
                found.append(quantity)
        found += self.ranks.words(text)
        found += self.missing.numbers(text)
        return _settled(text, found)

    def _with_unit(self, text: str, start: int, end: int) -> Quantity | None:
        """Return the number of the run with the unit after it."""
        position = end
        while text[position : position + 1] in tables.SKIPPED and position < end + 2 and position < len(text):
            position += 1
        arabic = text[end - 1] in tables.ARABIC or text[start] in tables.ARABIC
        masked = not arabic and text[start] in self.numbers.lexicon.mask_set
        unit = None
        if text[end - 1] in self._prefixes and end - start > 1:
            unit = self.registry.unit_after(text, start, end - 1, arabic, masked)
            if unit is not None:
                end -= 1
        if unit is None:
            unit = self.registry.unit_after(text, start, position, arabic, masked)
        if unit is None or (start and text[start - 1] in tables.ORDINAL):
            return None
        if text[start:end] in tables.INDEFINITE.get(unit[0].dimension, ()):
            return None
        found = self.numbers.read(text, start, end)
        if found is None or (found.reading.bare and found.cue is None):
            return None
        return self._quantity(text, found, *unit)

    def _quantity(self, text: str, found: Found, unit: Unit, end: int) -> Quantity | None:
        if found.start and letter(text[found.start - 1]):
            return None
        if unit.at_most is not None and found.reading.low > unit.at_most:
            return None
        reading = found.reading
        if (
            found.start == found.end - 1
            and not found.masked
            and text[found.start] in tables.INDEFINITE.get(unit.dimension, ())
        ):
            return None
        per, end = self._per(text, end)
        stop, after = self.numbers.cues.after(text, end)
        cue = found.cue or after
        number = make_number(text, found, found.end, found.cue)
        words = text[found.begin : stop]
        if found.masked:
            bound = cue or reading.bound
            return Quantity(
                words,
                found.begin,
                stop,
                None,
                None,
                (None, None),
                bound,
                True,
                unit.symbol,
                unit.dimension,
                per,
                number,
            )
        bound, interval = (number.bound, number.interval) if cue is found.cue else bounded(reading, cue)
        value, high = number.value, number.high
        if unit.factor != _ONE and value is not None:
            value, high, interval = _converted(value, high, interval, unit.factor)
        return Quantity(
            words,
            found.begin,
            stop,
            value,
            high,
            interval,
            bound,
            False,
            unit.symbol,
            unit.dimension,
            per,
            number,
        )

    def _per(self, text: str, end: int) -> tuple[str | None, int]:
        """Read the denominator of 元/亩 or 件/万人."""
        if text[end : end + 1] not in tables.PER or end >= len(text):
            return None, end
        scale = end + 1
        while text[scale : scale + 1] in tables.SCALES and scale < len(text):
            scale += 1
        candidates = self.registry.after(text, scale)
        if not candidates:
            return None, end
        unit, stop = candidates[0]
        return text[end + 1 : scale] + unit.symbol, stop


def _converted(
    value: Decimal, high: Decimal | None, interval: Interval, factor: Decimal
) -> tuple[Decimal, Decimal | None, Interval]:
    with localcontext(exact_context()):
        low_end, high_end = (None if end is None else plain(end * factor) for end in interval)
        return plain(value * factor), None if high is None else plain(high * factor), (low_end, high_end)


def _settled(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """Sort, drop what stands in names, and join ``15%-20%`` to one range."""
    found.sort(key=_start)
    names = [match.span() for match in _NAMES.finditer(text)] if found else []
    settled: list[Quantity] = []
    name = 0
    for quantity in found:
        while name < len(names) and names[name][1] <= quantity.start:
            name += 1
        if name < len(names) and names[name][0] < quantity.start:
            continue
        if settled and quantity.start < settled[-1].end:
            continue
        joined = _joined(text, settled[-1], quantity) if settled else None
        if joined is None:
            settled.append(quantity)
        else:
            settled[-1] = joined
    return tuple(settled)


def _start(quantity: Quantity) -> int:
    return quantity.start


def _joined(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    """Return the range that two neighbours with one unit make, such as 1万元--5万元."""
    if not 0 < right.start - left.end <= 2 or text[left.end : right.start] not in tables.RANGE_SIGNS:
        return None
    if left.unit != right.unit or left.bound != "exact" or right.bound != "exact":
        return None
    words, span = text[left.start : right.end], (left.start, right.end)
    if left.masked and right.masked:
        return Quantity(
            words,
            *span,
            None,
            None,
            (None, None),
            "exact",
            True,
            left.unit,
            left.dimension,
            right.per,
            left.number,
        )
    if left.value is None or right.value is None or not left.value < right.value:
        return None
    interval = (left.value, right.value)
    return Quantity(
        words,
        *span,
        left.value,
        right.value,
        interval,
        "range",
        False,
        left.unit,
        left.dimension,
        right.per,
        left.number,
    )


@functools.cache
def default_registry() -> UnitRegistry:
    """Return the built-in units, compiled once per process."""
    return UnitRegistry(read_rules("units.yaml"))


@functools.cache
def default_quantity_finder() -> QuantityFinder:
    """Return the finder of the built-in rules, compiled once per process."""
    return QuantityFinder()


def find_quantities(text: str, registry: UnitRegistry | None = None) -> tuple[Quantity, ...]:
    """Find every quantity in a text.

    Args:
        text: any text; nothing in it raises an error.
        registry: other units than the built-in ones. To search many texts with them, build one ``QuantityFinder``.

    Returns:
        The quantities in order, values in base units; ``text[q.start:q.end] == q.text``.

    >>> [(q.text, str(q.value), q.unit, q.bound) for q in find_quantities("超过3000多万元,增长2.3个百分点,惠及xx家")]
    [('超过3000多万元', '30000000', '元', 'over'), ('2.3个百分点', '2.3', '百分点', 'exact'), ('xx家', 'None', '家', 'exact')]
    """
    return (default_quantity_finder() if registry is None else QuantityFinder(registry)).find(text)
