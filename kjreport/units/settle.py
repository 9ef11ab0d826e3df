"""The last step: quantities in order, without those in names, neighbours joined."""

from __future__ import annotations

from operator import attrgetter

from kjreport.frozen import replace
from kjreport.lazy import LazyPattern
from kjreport.units import tables
from kjreport.units.model import Quantity

_LONGEST_SIGN = max(map(len, tables.RANGE_SIGNS))
_NAMES = LazyPattern(tables.NAME_PATTERN)


def settled(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """Sort, drop what stands in names, and join ``15%-20%`` to one range."""
    found.sort(key=attrgetter("start"))
    names = [match.span() for match in _NAMES.finditer(text)] if found else []
    kept: list[Quantity] = []
    name = 0
    for one in found:
        while name < len(names) and names[name][1] <= one.start:
            name += 1
        in_name = name < len(names) and names[name][0] < one.start
        if in_name or (kept and one.start < kept[-1].end):
            continue
        near = kept and one.start - kept[-1].end <= _LONGEST_SIGN
        joined = (_summed(text, kept[-1], one) or _joined(text, kept[-1], one)) if near else None
        if joined is None:
            kept.append(one)
        else:
            kept[-1] = joined
    return tuple(kept)


def _summed(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    """Return the sum that two neighbours in falling units say, such as 三元五角."""
    if right.start != left.end or left.unit != right.unit or left.dimension in ("count", "rank", "ratio"):
        return None
    if left.bound != "exact" or right.masked or not left.value or not right.value or not left.number.value:
        return None
    if right.value >= left.value / left.number.value:
        return None
    value = left.value + right.value
    high = None if right.high is None else left.value + right.high
    low_end, high_end = (None if end is None else left.value + end for end in right.interval)
    return replace(
        right,
        text=text[left.start : right.end],
        start=left.start,
        value=value,
        high=high,
        interval=(low_end, high_end),
        number=left.number,
    )


def _joined(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    """Return the range that two neighbours with one unit make, such as 1万元--5万元."""
    if text[left.end : right.start] not in tables.RANGE_SIGNS:
        return None
    if left.unit != right.unit or left.bound != "exact" or right.bound != "exact":
        return None
    low, high = left.value, right.value
    rises = low is not None and high is not None and low < high
    if not rises and not (left.masked and right.masked):
        return None
    return Quantity(
        text=text[left.start : right.end],
        start=left.start,
        end=right.end,
        value=low,
        high=high,
        interval=(low, high),
        bound="range" if rises else "exact",
        masked=not rises,
        unit=left.unit,
        dimension=left.dimension,
        per=right.per,
        number=left.number,
    )
