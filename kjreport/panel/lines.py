"""A line chart as inline SVG: a line for each place, a point for each year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape
from itertools import pairwise

from kjreport.export.html.words import Words
from kjreport.frozen import Frozen
from kjreport.model import grouped
from kjreport.panel.series import Point, Series

LABELLED = 8  # series with a colour and a name of their own; more would be a tangle
WIDTH, HEIGHT = 720, 380
LEFT, RIGHT, TOP, BOTTOM = 64, 132, 16, 32  # what the axes and the names need
APART = 17  # from one name to the next
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


class _Frame(Frozen):
    """From years and values to places in the chart."""

    first: int
    last: int
    ticks: tuple[Decimal, ...]

    def x(self, year: int) -> Decimal:
        span = self.last - self.first
        share = Decimal(year - self.first) / span if span else Decimal("0.5")
        return (LEFT + share * (WIDTH - LEFT - RIGHT)).quantize(Decimal("0.1"))

    def y(self, value: Decimal) -> Decimal:
        low, high = self.ticks[0], self.ticks[-1]
        return (TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM)).quantize(Decimal("0.1"))


def line_chart(series: Sequence[Series], title: str, words: Words) -> str:
    """Return a chart of series of one unit, from zero; the largest at the end have colours and names."""
    values = [number for one in series for point in one.points for number in _numbers(point)]
    years = [point.year for one in series for point in one.points]
    frame = _Frame(min(years), max(years), ticks(min(Decimal(0), *values), max(Decimal(0), *values)))
    first = sorted(series, key=lambda one: (-one.points[-1].year, -max(_numbers(one.points[-1])), one.name))
    chosen = {one.name: f"k{number}" for number, one in enumerate(first[:LABELLED])}
    # What has no colour is drawn first, so that it lies below.
    drawn = sorted(series, key=lambda one: one.name in chosen)
    lines = "".join(_line(one, chosen.get(one.name, "other"), frame, words) for one in drawn)
    names = _names([one for one in first if one.name in chosen], chosen, frame)
    return (
        f'<svg class="lines" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">'
        f"{_axes(frame, words)}{lines}{names}</svg>"
    )


def ticks(low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Return about five round numbers from below ``low`` to above ``high``.

    >>> [str(tick) for tick in ticks(Decimal(0), Decimal(67))]
    ['0', '20', '40', '60', '80']
    """
    span = (high - low) or Decimal(1)
    size = Decimal(10) ** (span / 5).adjusted()
    step = next(step * size for step in STEPS if step * size * 5 >= span)
    first, last = (
        (low / step).to_integral_value("ROUND_FLOOR"),
        (high / step).to_integral_value("ROUND_CEILING"),
    )
    return tuple(step * number for number in range(int(first), max(int(last), int(first) + 1) + 1))


def _numbers(point: Point) -> list[Decimal]:
    return [end for value in point.values for end in (value.value, value.high) if end is not None]


def _axes(frame: _Frame, words: Words) -> str:
    name, size = words.magnitude(frame.ticks[-1])
    parts = []
    for tick in frame.ticks:
        y = frame.y(tick)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>')
        said = f"{grouped(tick / size)}{name if tick else ''}"
        parts.append(
            f'<text class="tick" x="{LEFT - 10}" y="{y}" dy=".35em" text-anchor="end">{escape(said)}</text>'
        )
    every = (frame.last - frame.first) // 10 + 1
    for year in range(frame.first, frame.last + 1, every):
        x = frame.x(year)
        parts.append(f'<text class="tick" x="{x}" y="{HEIGHT - 8}" text-anchor="middle">{year}</text>')
    return "".join(parts)


def _line(one: Series, kind: str, frame: _Frame, words: Words) -> str:
    steps = [
        f"M{frame.x(a.year)} {frame.y(_numbers(a)[0])}L{frame.x(b.year)} {frame.y(_numbers(b)[0])}"
        for a, b in pairwise(one.points)
        if a.certain and b.certain and b.year == a.year + 1
    ]
    path = f'<path d="{"".join(steps)}"/>' if steps else ""
    dots = "".join(_dots(one, point, frame, words) for point in one.points)
    return f'<g class="{kind}">{path}{dots}</g>'


def _dots(one: Series, point: Point, frame: _Frame, words: Words) -> str:
    kind = "" if point.certain else ' class="open"'
    marks = []
    for number in dict.fromkeys(_numbers(point)):
        name, size = words.magnitude(number)
        said = f"{one.name} {point.year}: {grouped(number / size)} {name}{point.values[0].unit}"
        at = f'cx="{frame.x(point.year)}" cy="{frame.y(number)}"'
        marks.append(f'<circle{kind} {at} r="3.5"><title>{escape(said)}</title></circle>')
    return "".join(marks)


def _names(series: Sequence[Series], chosen: dict[str, str], frame: _Frame) -> str:
    """Return the names beside the ends of the lines, moved apart where they would lie on each other."""
    wanted = {one.name: frame.y(max(_numbers(one.points[-1]))) for one in series}
    found, x = [], WIDTH - RIGHT + 12
    for name, y in apart(wanted, Decimal(APART), Decimal(HEIGHT - BOTTOM)).items():
        found.append(f'<text class="name {chosen[name]}" x="{x}" y="{y}" dy=".35em">{escape(name)}</text>')
    return "".join(found)


def apart(wanted: Mapping[str, Decimal], gap: Decimal, last: Decimal) -> dict[str, Decimal]:
    """Return places that are at least ``gap`` apart, and none behind ``last`` if there is room.

    >>> apart({"a": Decimal(5), "b": Decimal(6), "c": Decimal(9)}, Decimal(2), Decimal(10))
    {'a': Decimal('5'), 'b': Decimal('7'), 'c': Decimal('9')}
    >>> apart({"a": Decimal(9), "b": Decimal(9)}, Decimal(2), Decimal(10))
    {'a': Decimal('8'), 'b': Decimal('10')}
    """
    found: dict[str, Decimal] = {}
    free: Decimal | None = None
    for index, (name, place) in enumerate(sorted(wanted.items(), key=lambda item: item[1])):
        latest = last - gap * (len(wanted) - 1 - index)
        at = min(place if free is None else max(place, free), latest)
        found[name], free = at, at + gap
    return found
