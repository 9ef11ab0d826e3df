"""Charts as inline SVG: lengths are percentages, so they fit any width; words stay words beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from html import escape

from kjreport.export.html.facts import Stated, value_text
from kjreport.export.html.words import Words
from kjreport.model import Fact

Series = tuple[str, str, str]  # indicator, unit, role


def titled(name: str, title: str, note: str, chart: str) -> str:
    """Return a chart below its title and a note; ``name`` tells its title from others."""
    return (
        f'<section class="panel" aria-labelledby="{name}-head"><h2 id="{name}-head">{escape(title)}</h2>'
        f'<p class="note">{escape(note)}</p>{chart}</section>'
    )


def label_chart(facts: Sequence[Fact], words: Words) -> str:
    """Return a bar for each label with the number of its facts; a fact with two labels counts in both."""
    counts = Counter(label for fact in facts for label in fact.labels)
    bare = sum(not fact.labels for fact in facts)
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    most = max([*counts.values(), bare], default=1)
    bars = "".join(_bar(label, words.name(label), count, most) for label, count in rows)
    return f"{bars}{_bar('', words.page['unlabelled'], bare, most) if bare else ''}"


def _bar(label: str, name: str, count: int, most: int) -> str:
    width = _percent(Decimal(count), Decimal(most))
    svg = (
        f'<svg class="bars" aria-hidden="true" focusable="false"><rect width="100%" height="100%" rx="2"/>'
        f'<rect class="length" width="{width}" height="100%" rx="2"/></svg>'
    )
    within = f'<span class="name">{escape(name)}</span>{svg}<span class="count">{count}</span>'
    choice = escape(label or "none")
    return (
        f'<li class="l-{choice}"><button type="button" data-label="{choice}" aria-pressed="false">'
        f"{within}</button></li>\n"
    )


def target_chart(facts: Sequence[Fact], words: Words) -> str:
    """Return a row for each statistic with both targets and actual values; empty when there is none.

    Nothing is merged or left out but parts of another value: each stated value has its mark and its words.
    """
    series: dict[Series, list[tuple[int, Fact]]] = {}
    for number, fact in enumerate(facts):
        part = fact.parent is not None and facts[fact.parent].indicator == fact.indicator
        if fact.indicator and fact.value is not None and fact.role != "rank" and not part:
            series.setdefault((fact.indicator, fact.unit, fact.role), []).append((number, fact))
    both = {key: of for key, of in series.items() if {"target", "actual"} <= {fact.status for _, fact in of}}
    return "".join(_compared(key, of, words) for key, of in both.items())


def _compared(key: Series, facts: Sequence[tuple[int, Fact]], words: Words) -> str:
    indicator, _, role = key
    shown = [fact for _, fact in facts if fact.status in ("actual", "target")]
    said = "".join(_said(status, facts, words) for status in ("actual", "target"))
    return compared(words.name(indicator), words.name(role), shown, said)


def compared(name: str, below: str, shown: Sequence[Stated], said: str) -> str:
    """Return a row of a chart: a name, the marks of actual values and targets on a scale from zero, words.

    Args:
        name: what the row is about.
        below: says more about it, in small letters.
        shown: the values; all of them have one.
        said: what stands beside the marks, as HTML.
    """
    ends = [end for stated in shown for end in (stated.value, stated.high) if end is not None]
    low, high = min(Decimal(0), *ends), max(Decimal(0), *ends)
    # Targets lie on top: a target that is met would be hidden otherwise.
    marks = "".join(_mark(stated, low, high) for stated in sorted(shown, key=lambda stated: stated.status))
    zero = _percent(-low, high - low)
    return (
        f'<li><div class="name">{escape(name)} <small>{escape(below)}</small></div>'
        f'<svg class="dots" aria-hidden="true" focusable="false"><svg x="7" width="96%" overflow="visible">'
        f'<line class="scale" x1="0" x2="100%" y1="50%" y2="50%"/>'
        f'<line class="zero" x1="{zero}" x2="{zero}" y1="25%" y2="75%"/>{marks}</svg></svg>'
        f'<dl class="said">{said}</dl></li>\n'
    )


def _mark(stated: Stated, low: Decimal, high: Decimal) -> str:
    value = stated.value or Decimal(0)
    at = _percent(value - low, high - low)
    if stated.high is not None:
        width = _percent(stated.high - value, high - low)
        return f'<rect class="{stated.status} range" x="{at}" width="{width}" y="30%" height="40%" rx="2"/>'
    if stated.status == "actual":
        return f'<circle class="actual" cx="{at}" cy="50%" r="5"/>'
    return f'<line class="target" x1="{at}" x2="{at}" y1="12%" y2="88%"/>'


def _said(status: str, facts: Sequence[tuple[int, Fact]], words: Words) -> str:
    """Return the values of a status in words, the latest first, each a link to its place in the text."""
    of = sorted(facts, key=lambda item: item[1].period or "", reverse=True)
    values: dict[str, list[int]] = {}
    for number, fact in of:
        if fact.status == status:
            period = f" <small>{escape(words.period(fact.period))}</small>" if fact.period else ""
            values.setdefault(f"{escape(value_text(fact, words, short=True))}{period}", []).append(number)
    entries = "".join(f"<dd>{_linked(value, numbers)}</dd>" for value, numbers in values.items())
    return f'<div class="{status}"><dt>{escape(words.name(status))}</dt>{entries}</div>'


def _linked(value: str, numbers: Sequence[int]) -> str:
    """Return a value with a link to its first place; how often it is stated stands beside it."""
    times = f" <small>×{len(numbers)}</small>" if len(numbers) > 1 else ""
    return f'<a href="#f{numbers[0]}" aria-describedby="d{numbers[0]}">{value}</a>{times}'


def _percent(part: Decimal, whole: Decimal) -> str:
    """Return a share as an SVG length.

    >>> _percent(Decimal(1), Decimal(3)), _percent(Decimal(1), Decimal(0))
    ('33.33%', '0%')
    """
    if not whole:
        return "0%"
    share = (part * 100 / whole).quantize(Decimal("0.01"))
    return f"{share.normalize():f}%"
