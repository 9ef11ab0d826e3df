"""Numbers with a unit after them: 45家, 1.2亿元, 2080元/亩, 0.28和0.47个百分点."""

from __future__ import annotations

from collections.abc import Mapping

from kjreport.frozen import replace
from kjreport.numbers import Bound, Interval, Number, NumberFinder
from kjreport.numbers.bounds import bounded
from kjreport.numbers.find import NAME_CHARACTERS, Found
from kjreport.numbers.grammar import Reading
from kjreport.units import tables
from kjreport.units.build import Measure, left_edge, quantity
from kjreport.units.model import Quantity, Unit
from kjreport.units.registry import Numerals, UnitRegistry

_MOST_SHARING = 8  # numbers of one list; keeps the time linear
_SKIPPED = tables.SPACES | tables.PLUS
_ORDINAL_LEFT = tables.SPACES | {tables.ORDINAL}
_IN_NAMES = NAME_CHARACTERS | tables.JOINING


class UnitReader:
    """Reads the unit after a number; immutable.

    Attributes:
        follows: characters that may stand right of a number that it reads.
        endings: characters at the end of a numeral that may belong to the unit: the 千 of 5千克.
        telling: characters left of a number that may make it part of something else.
        simple_follows: characters that begin a unit and nothing else.
    """

    def __init__(self, registry: UnitRegistry, numbers: NumberFinder) -> None:
        self._registry = registry
        self._numbers = numbers
        self._measures = {
            unit.id: Measure(unit.symbol, unit.dimension, unit.factor) for unit in registry.units.values()
        }
        self._simple = frozenset(unit.id for unit in registry.units.values() if unit.factor == 1)
        self._numerals: Mapping[str, Numerals] = {
            **dict.fromkeys(numbers.lexicon.mask_set, "masked"),
            **dict.fromkeys(tables.ARABIC, "arabic"),
        }
        self._announcing = numbers.lexicon.words("announcing")
        self._counted_nouns = numbers.lexicon.words("counted_nouns")
        self._at_once = registry.first_characters | _SKIPPED
        self.follows = self._at_once | tables.CONNECTORS
        self.endings = frozenset(tables.PREFIXES) & registry.first_characters
        self._bounding = numbers.cues.firsts
        announcing = frozenset(word[-1] for word in self._announcing)
        self.telling = numbers.telling | announcing | _ORDINAL_LEFT | _IN_NAMES
        self.simple_follows = registry.first_characters - numbers.continuing - tables.CONNECTORS - _SKIPPED

    def read_simple(self, text: str, start: int, end: int) -> Quantity | None:
        """Return what ``read`` does, but sooner, of a simple number.

        ``NumberFinder.simple`` must match it, a character of ``simple_follows`` stand right of it, and none
        of ``telling`` left of it.
        """
        found = self._registry.unit_after(text, start, end, self._numerals.get(text[start], "han"))
        if found is None:
            return None
        unit, stop = found
        following = text[stop : stop + 1]
        number = None
        if unit.id in self._simple and following not in tables.PER:
            number = self._numbers.number(text, start, end)
        if number is None:
            return self._counted(text, start, end, found)
        value, interval, bound = number.value, number.interval, number.bound
        if number.text in tables.INDEFINITE.get(unit.dimension, ()) and not self._one(text, start, stop):
            return None
        if unit.at_most is not None and value is not None and value > unit.at_most:
            return None
        if following in self._bounding:
            stop, after = self._numbers.cues.after(text, stop)
            if after is not None:
                bound, interval = _bounded(number, after)
        words, masked, symbol, dimension = text[start:stop], number.masked, unit.symbol, unit.dimension
        return Quantity(
            words, start, stop, value, None, interval, bound, masked, symbol, dimension, None, number
        )

    def read(self, text: str, start: int, end: int) -> Quantity | None:
        """Return the quantity whose number is the run ``text[start:end]``, or ``None``."""
        following, left = text[end : end + 1], text[start - 1 : start]
        if left == tables.ORDINAL:
            return None
        if following in tables.CONNECTORS:
            return self._sharing(text, start, end)
        if following not in self._at_once and text[end - 1] not in self.endings:
            return None
        numerals = self._numerals.get(text[start], "han")
        edge = left_edge(text, start) if left in tables.SPACES else start
        unit = None
        if text[end - 1] in self.endings and end - start > 1:
            unit = self._registry.unit_after(text, edge, end - 1, numerals)
            end -= unit is not None
        if unit is None:
            position = end if following not in _SKIPPED else _skipped(text, end)
            unit = self._registry.unit_after(text, edge, position, numerals)
        return None if unit is None else self._counted(text, start, end, unit)

    def _counted(self, text: str, start: int, end: int, found_unit: tuple[Unit, int]) -> Quantity | None:
        """Return so many of the unit, unless the number is an ordinal, an article or part of a name."""
        unit, stop = found_unit
        if text[start - 1 : start] in _ORDINAL_LEFT and _ordinal(text, start):
            return None
        if text[start:end] in tables.INDEFINITE.get(unit.dimension, ()) and not self._one(text, start, stop):
            return None
        found = self._numbers.read(text, start, end)
        if found is None or self._refused(text, found, unit, stop):
            return None
        if text[end : end + 1] in tables.PLUS:
            found = replace(found, cue=self._numbers.cues.after(text, end)[1], end=end + 1)
        measure = self._measures[unit.id]
        if text[stop : stop + 1] in tables.PER:
            per, stop = self._per(text, stop)
            measure = replace(measure, per=per)
        return quantity(text, found, measure, *self._numbers.cues.after(text, stop))

    def _refused(self, text: str, found: Found, unit: Unit, stop: int) -> bool:
        begin, start, end, reading = found.begin, found.start, found.end, found.reading
        if reading.bare and found.cue is None:
            # A bound makes a multiplier a number (百名以上), unless its digits were lost (万元以上).
            lost = text[start] in tables.MAGNITUDES
            if lost or self._numbers.cues.after(text, stop)[1] is None:
                return True
        if reading.proportion:
            return True
        left = text[start - 1 : start]
        if left in _IN_NAMES and (left in NAME_CHARACTERS or _in_formula(text, start)):
            return True
        if unit.dimension == "count" and text.endswith(self._announcing, 0, begin):
            return True
        if unit.at_most is not None and reading.low > unit.at_most:
            return True
        return text[start:end] in tables.INDEFINITE.get(unit.dimension, ()) and not self._one(
            text, start, stop
        )

    def _one(self, text: str, start: int, stop: int) -> bool:
        """Whether 一 counts what stands before it, as in 二等奖一项, and is no article."""
        closed = text[stop : stop + 1] in tables.CLOSING
        return closed and text[start] == tables.ONE and text.endswith(self._counted_nouns, 0, start)

    def _sharing(self, text: str, start: int, end: int) -> Quantity | None:
        """Return a ratio whose unit stands after the next number: the 0.28 of 0.28和0.47个百分点."""
        position = end
        if text[start] not in tables.ARABIC or _marker(text, start, end):
            return None
        for _ in range(_MOST_SHARING):
            listed = text[position : position + 1] in tables.CONNECTORS
            if not listed or text[position + 1 : position + 2] not in tables.ARABIC:
                return None
            run = self._numbers.run(text, position + 1, position + 2)
            if run is None:
                return None
            position = run[1]
            unit = self._registry.unit_after(text, start, position, "arabic")
            if unit is not None:
                shared = unit[0].dimension == "ratio"
                return self._counted(text, start, end, (unit[0], end)) if shared else None
        return None

    def _per(self, text: str, end: int) -> tuple[str | None, int]:
        """Read the denominator of 元/亩 or 件/万人 at ``end``."""
        scale = end + 1
        unit = self._registry.spelt(text, scale)
        while unit is None and text[scale : scale + 1] in tables.SCALES:
            scale += 1
            unit = self._registry.spelt(text, scale)
        return (None, end) if unit is None else (text[end + 1 : scale] + unit[0].symbol, unit[1])


def _bounded(number: Number, after: Bound) -> tuple[Bound, Interval]:
    """Return what the cue after the unit of a number lets it mean."""
    low, high = number.interval
    if low is None or high is None:  # masked
        return after, number.interval
    return bounded(Reading(low, high, number.bound), after)


def _ordinal(text: str, start: int) -> bool:
    """Whether 第 stands left of ``start``, or another number that only a space parts from this one."""
    edge = left_edge(text, start)
    before = text[edge - 1 : edge]
    if before == tables.ORDINAL:
        return True
    return edge < start and before in tables.ARABIC and text[start] in tables.ARABIC


def _in_formula(text: str, start: int) -> bool:
    """Whether a sign joins the number to one before it: the 3 of 1+3个平台, but not that of 新品种:23个."""
    if start < 2 or text[start - 1] not in tables.JOINING:
        return False
    return text[start - 2] in tables.ARABIC or text[start - 2] in NAME_CHARACTERS


def _marker(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` may number a list: 1、25%以上的企业."""
    before = text[start - 1] if start else ""
    return text[end] == tables.LIST_MARK and (before == "" or before in tables.PUNCTUATION)


def _skipped(text: str, position: int) -> int:
    """Skip the plus of 100+家 and at most two spaces."""
    if text[position : position + 1] in tables.PLUS:
        position += 1
    for _ in range(2):
        if text[position : position + 1] in tables.SPACES:
            position += 1
    return position
