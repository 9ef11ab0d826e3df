"""The charts of a panel as a PNG picture."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from kjreport.errors import KjreportError
from kjreport.export.html.facts import value_text
from kjreport.export.html.words import Language, Words
from kjreport.extras import require
from kjreport.panel.lines import LABELLED, apart
from kjreport.panel.pivot import Panel, Value
from kjreport.panel.series import Comparison, Series, comparisons, series, unit_of

COMPARED = 16  # rows of the chart of targets
FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Micro Hei",
    "Noto Sans CJK JP",
    "DejaVu Sans",
)
COLORS = ("#356697", "#924d42", "#3d7140", "#6c5691", "#8a5524", "#007378", "#894c70", "#5c6b26")
INK, SOFT, RULE, ACTUAL, TARGET = "#1f2730", "#59636e", "#e4e1da", "#2b5f8c", "#b27a10"


def write_picture(panel: Panel, path: str | Path, *, language: Language = "zh") -> None:
    """Draw the charts of a panel by year: a line for each row, and targets against actual values.

    Args:
        panel: its last key is a year.
        path: of the PNG file.
        language: of titles and statuses.

    Raises:
        KjreportError: the panel has nothing by year to draw.
        MissingExtraError: matplotlib is not installed.
    """
    lines, rows = series(panel), comparisons(panel)[:COMPARED]
    if not lines:
        raise KjreportError(f"no actual values of whole years of {panel.indicator.id}: nothing to draw")
    words = Words.of(language, {panel.indicator.id: panel.indicator.name})
    matplotlib = require("matplotlib", "charts")
    figures = require("matplotlib.figure", "charts")  # not pyplot: that keeps every figure in a global place
    known = set(require("matplotlib.font_manager", "charts").get_font_names())
    fonts = [name for name in FONTS if name in known]
    with matplotlib.rc_context({"font.family": fonts, "axes.unicode_minus": False, "text.color": INK}):
        heights = [4.2, 0.9 + 0.34 * len(rows)] if rows else [4.2]
        figure = figures.Figure(figsize=(9, sum(heights)), dpi=144, layout="constrained", facecolor="white")
        axes = figure.subplots(len(heights), 1, height_ratios=heights, squeeze=False)[:, 0]
        _draw_lines(axes[0], lines, f"{words.name(panel.indicator.id)} ({unit_of(panel)})", words)
        if rows:
            _draw_comparisons(axes[1], rows, words)
        figure.get_layout_engine().set(w_pad=0.2, h_pad=0.2)
        figure.savefig(path, format="png")


def _draw_lines(axes: Any, found: Sequence[Series], title: str, words: Words) -> None:
    scale = max(number for one in found for point in one.points for number in map(_number, point.values))
    name, size = words.magnitude(scale)
    largest = sorted(found, key=lambda one: (-one.points[-1].year, -_number(one.points[-1].values[0])))
    for index, one in reversed(list(enumerate(largest))):
        _draw_line(axes, one, COLORS[index] if index < LABELLED else RULE, size)
    axes.set_ylim(bottom=min(0, axes.get_ylim()[0]))
    named = largest[:LABELLED]
    ends = {one.name: _number(one.points[-1].values[0]) / size for one in named}
    top = Decimal(axes.get_ylim()[1])
    last = max(point.year for one in found for point in one.points)
    for name_of, y in apart(ends, top / 22, top).items():
        color = COLORS[[one.name for one in named].index(name_of)]
        at = (last, float(y))
        axes.annotate(name_of, at, (8, 0), textcoords="offset points", color=color, fontsize=9, va="center")
    axes.yaxis.set_major_formatter(lambda tick, _: f"{tick:g}{name if tick else ''}")
    axes.xaxis.set_major_locator(require("matplotlib.ticker", "charts").MaxNLocator(integer=True))
    axes.grid(axis="y", color=RULE)
    _plain(axes, f"{title}: {words.panel['lines']}")


def _draw_line(axes: Any, one: Series, color: str, size: Decimal) -> None:
    for a, b in pairwise(one.points):
        if a.certain and b.certain and b.year == a.year + 1:
            ends = [float(_number(point.values[0]) / size) for point in (a, b)]
            axes.plot([a.year, b.year], ends, color=color, linewidth=1.6)
    for point in one.points:
        for value in point.values:
            face = color if point.certain else "white"
            y = float(_number(value) / size)
            axes.plot(point.year, y, "o", color=color, markerfacecolor=face, markersize=4.5)


def _draw_comparisons(axes: Any, rows: Sequence[Comparison], words: Words) -> None:
    """Draw each row as shares of its largest value: rows differ in size."""
    for line, row in enumerate(rows):
        whole = max(_number(value) for value in (*row.actual, *row.targets)) or Decimal(1)
        axes.plot([0, 1], [line, line], color=RULE, linewidth=1.6, zorder=1)
        for value in row.targets:
            at = float(_number(value) / whole)
            axes.plot(at, line, "|", color=TARGET, markersize=13, markeredgewidth=2.4, zorder=3)
        for value in row.actual:
            axes.plot(float(_number(value) / whole), line, "o", color=ACTUAL, markersize=6, zorder=2)
        for values, place, color in ((row.actual, 1.04, ACTUAL), (row.targets, 1.2, TARGET)):
            said = ", ".join(value_text(value, words, short=True) for value in values)
            axes.text(place, line, said, color=color, fontsize=9, va="center")
    axes.set_yticks(range(len(rows)), [f"{row.name} {row.year}" for row in rows], fontsize=9)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, 1.36)
    axes.set_xticks([])
    _plain(axes, words.panel["compared"])
    for place, color, status in ((1.04, ACTUAL, "actual"), (1.2, TARGET, "target")):
        axes.text(place, -0.9, words.name(status), color=color, fontsize=9, va="center")


def _number(value: Value) -> Decimal:
    return value.value or Decimal(0)


def _plain(axes: Any, title: str) -> None:
    axes.set_title(title, loc="left", fontsize=11, color=INK)
    axes.tick_params(length=0, colors=SOFT)
    for side in axes.spines.values():
        side.set_visible(False)
