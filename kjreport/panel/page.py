"""A panel as one self-contained HTML page: charts, the table, and where each value stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import kjreport
from kjreport.export.html.charts import compared, titled
from kjreport.export.html.facts import ranks, value_text
from kjreport.export.html.page import page
from kjreport.export.html.words import Language, Words
from kjreport.panel.lines import line_chart
from kjreport.panel.pivot import STATUSES, Cell, Key, Panel, Source, Value
from kjreport.panel.series import Comparison, comparisons, named, series, unit_of

Numbers = dict[int, int]  # of sources, by their identity: two may say the same

COMPARED = 24  # rows of the chart of targets; a hint counts the others
_STYLE = Path(__file__).with_name("panel.css")


class _Stated(NamedTuple):
    """One source of a value of a row and a column; its number is its place in the table of sources."""

    row: Key
    column: str | int | None
    value: Value
    source: Source


def panel_page(panel: Panel, *, language: Language = "zh") -> str:
    """Return a panel as an HTML page; like that of a report, it loads nothing from outside."""
    names = {panel.indicator.id: panel.indicator.name}
    words = Words.of(language, names)
    said = words.panel
    stated = _stated(panel)
    table = _panel(panel, stated, words) if stated else f'<p class="empty">{escape(said["no_values"])}</p>'
    parts = {
        "kind": "sources",
        "title": escape(words.name(panel.indicator.id)),
        "about": "".join(f"<span>{escape(part)}</span>" for part in _about(panel, words)),
        "figures": _figures(panel, stated, words),
        "notes": "",
        "charts": _charts(panel, stated, words),
        "skip_text": escape(said["table"]),
        "skip_facts": escape(said["sources"]),
        "text_head": escape(said["table"]),
        "legend": "",
        "text": f'<div class="scroll" tabindex="0" role="region" aria-labelledby="text-head">{table}</div>',
        "facts_head": escape(said["sources"]),
        "statuses": "".join(f'<option value="{s}">{escape(words.name(s))}</option>' for s in STATUSES),
        "labels": "",
        "table": _sources(panel, stated, words),
        "cards": "".join(_card(number, one, words) for number, one in enumerate(stated)),
        "total": str(len(stated)),
        "source": escape(said["source"].format(version=kjreport.__version__)),
    }
    return page(words, parts, _STYLE.read_text(encoding="utf-8"))


def _stated(panel: Panel) -> list[_Stated]:
    return [
        _Stated(row, column, value, source)
        for row in panel.rows
        for column in panel.columns
        if (row, column) in panel.cells
        for value in panel.cells[row, column].values
        for source in value.sources
    ]


def _about(panel: Panel, words: Words) -> list[str]:
    joint = words.page["joint"]
    keys = words.panel["by"].format(keys=joint.join(words.panel[key] for key in panel.by))
    return [panel.indicator.id, keys, words.panel["unit"].format(unit=unit_of(panel) or "–")]


def _figures(panel: Panel, stated: Sequence[_Stated], words: Words) -> str:
    differ = sum(cell.disagrees for cell in panel.cells.values())
    figures = [
        (words.panel[panel.by[0]] if len(panel.by) > 1 else words.panel["rows"], len(panel.rows), "all"),
        (words.panel["values"], sum(len(cell.values) for cell in panel.cells.values()), "actual"),
        (words.panel["sources"], len({one.source.documents for one in stated}), "masked"),
        (words.panel["disagreeing"], differ, "target"),
    ]
    return "".join(
        f'<div class="{kind}"><dt>{escape(name)}</dt><dd>{count:,}</dd></div>'
        for name, count, kind in figures
    )


def _charts(panel: Panel, stated: Sequence[_Stated], words: Words) -> str:
    said = words.panel
    found = series(panel)
    title = f"{words.name(panel.indicator.id)}: {said['lines']}"
    parts = []
    if found:
        chart = line_chart(found, title, words)
        body = f'<div class="scroll" tabindex="0" role="region" aria-labelledby="lines-head">{chart}</div>'
        parts.append(titled("lines", said["lines"], said["lines_note"], body))
    if rows := comparisons(panel):
        numbers = _numbers(stated)
        marks = "".join(_comparison(row, numbers, words) for row in rows[:COMPARED])
        rest = said["more"].format(rest=len(rows) - COMPARED)
        more = f'<p class="note">{escape(rest)}</p>' if len(rows) > COMPARED else ""
        body = f'<ul class="targets">{marks}</ul>{more}'
        parts.append(titled("compared", said["compared"], said["compared_note"], body))
    return "".join(parts)


def _comparison(row: Comparison, numbers: Numbers, words: Words) -> str:
    said = "".join(
        f'<div class="{status}"><dt>{escape(words.name(status))}</dt>'
        + "".join(
            f"<dd>{_link(numbers[id(value.sources[0])], value_text(value, words, short=True))}</dd>"
            for value in values
        )
        + "</div>"
        for status, values in (("actual", row.actual), ("target", row.targets))
    )
    return compared(row.name, str(row.year), (*row.actual, *row.targets), said)


def _link(number: int, text: str) -> str:
    return f'<a href="#f{number}" aria-describedby="d{number}">{escape(text)}</a>'


def _panel(panel: Panel, stated: Sequence[_Stated], words: Words) -> str:
    numbers = _numbers(stated)
    heads = "".join(f'<th scope="col">{escape(words.panel[key])}</th>' for key in panel.by[:-1])
    heads += "".join(
        f'<th scope="col" class="number">{escape(_key(key, words))}</th>' for key in panel.columns
    )
    body = []
    for row in panel.rows:
        cells = "".join(f'<th scope="row">{escape(_key(key, words))}</th>' for key in row)
        for column in panel.columns:
            cells += _cell(panel.cells.get((row, column)), numbers, column, words)
        body.append(f"<tr>{cells}</tr>\n")
    caption = words.name(panel.indicator.id)
    return (
        f'<table class="pivot"><caption class="hidden">{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


def _numbers(stated: Sequence[_Stated]) -> Numbers:
    return {id(one.source): number for number, one in enumerate(stated)}


def _cell(cell: Cell | None, numbers: Numbers, column: str | int | None, words: Words) -> str:
    if cell is None:
        return "<td></td>"
    values = "".join(_value(value, numbers, column, words) for value in cell.values)
    if not cell.disagrees:
        return f'<td class="number">{values}</td>'
    said = escape(words.panel["disagrees"])
    return f'<td class="number disagrees">{values}<small class="differ">≠ {said}</small></td>'


def _value(value: Value, numbers: Numbers, column: str | int | None, words: Words) -> str:
    """Return a value with a link for each source; those behind the first are a sign only."""
    kind = "masked" if value.masked else value.status
    links: list[str] = []
    for source in value.sources:
        number = numbers[id(source)]
        body = "" if links else escape(value_text(value, words, short=True))
        name = "" if body else f' aria-label="{escape(source.title)}"'
        links.append(
            f'<a class="fact {kind}" id="f{number}" href="#r{number}" aria-describedby="d{number}"{name}>'
            f"{body}</a>"
        )
    known = value.period in (None, str(column))
    period = "" if known else f" <small>{escape(words.period(value.period))}</small>"
    return f"<div>{''.join(links)}{period}</div>"


def _key(key: str | int | None, words: Words) -> str:
    return words.panel["unknown"] if key is None else words.name(str(key))


def _sources(panel: Panel, stated: Sequence[_Stated], words: Words) -> str:
    keys: dict[str, Callable[[_Stated], Any]] = {
        "place": lambda one: (named(one.row), str(one.column)),
        "value": lambda one: (one.value.unit, one.value.value is not None, one.value.value or 0),
        "period": lambda one: (one.value.period or "").lstrip("."),
        "status": lambda one: one.value.status,
        "where": lambda one: one.source.documents,
    }
    joint = words.page["joint"]
    titles = {
        "place": joint.join(words.panel[key] for key in panel.by),
        "where": words.panel["where"],
        **{name: words.columns[name] for name in ("value", "period", "status")},
    }
    orders = [ranks(stated, key) for key in keys.values()]
    rows = (_source(n, one, [order[n] for order in orders], words) for n, one in enumerate(stated))
    heads = "".join(
        f'<th scope="col" abbr="{escape(titles[name])}" class="c-{name}">'
        f'<button type="button">{escape(titles[name])}</button></th>'
        for name in keys
    )
    return f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>"


def _source(number: int, one: _Stated, places: Sequence[int], words: Words) -> str:
    value, source = one.value, one.source
    status = "masked" if value.masked else value.status
    where = ", ".join(source.documents)
    place = " ".join(_key(key, words) for key in (*one.row, one.column))
    sought = " ".join([place, where, source.title, source.sentence, source.quote, value.unit, value.status])
    return (
        f'<tr id="r{number}" data-status="{status}" data-labels=""'
        f' data-text="{escape(" ".join(sought.lower().split()))}" data-ranks="{" ".join(map(str, places))}">'
        f'<th scope="row">{escape(place)}</th>'
        f'<td class="number"><a href="#f{number}" aria-describedby="d{number}">'
        f"{escape(value_text(value, words))}</a></td>"
        f"<td>{escape(words.period(value.period) or '–')}</td>"
        f'<td><span class="status {status}">{escape(words.name(status))}</span></td>'
        f'<td class="where">{_quoted(source)}<small>{escape(_place(source, words))}</small></td></tr>\n'
    )


def _quoted(source: Source) -> str:
    """Return the sentence with the quote marked, where dirt did not change it."""
    before, quote, after = source.sentence.partition(source.quote)
    return f"{escape(before)}<mark>{escape(quote)}</mark>{escape(after)}"


def _place(source: Source, words: Words) -> str:
    at = words.details["at"].format(start=source.start + 1, end=source.end)
    place = f"{at} ({source.locator})" if source.locator else at
    return f"{', '.join(source.documents)} · {place}"


def _card(number: int, one: _Stated, words: Words) -> str:
    said, value, source = words.details, one.value, one.source
    entries = [
        (said["period"], words.period(value.period) or said["no_period"]),
        (said["status"], words.name(value.status)),
        (said["role"], words.name(value.role)),
        (words.panel["where"], source.title),
        (said["place"], _place(source, words)),
    ]
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in entries)
    rows += f"<dt>{escape(words.panel['sentence'])}</dt><dd>{_quoted(source)}</dd>"
    place = " ".join(_key(key, words) for key in (*one.row, one.column))
    return (
        f'<div id="d{number}"><p class="of">{escape(place)}</p>'
        f'<p class="is">{escape(value_text(value, words))}</p><dl>{rows}</dl></div>\n'
    )
