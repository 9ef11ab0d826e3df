"""The facts of a report: a table that sorts and filters, and a card for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from html import escape
from typing import Any, Protocol, TypeVar

from kjreport.export.html.words import Words
from kjreport.model import Evidence, Fact, grouped

_SIGNS = {"approx": "≈ ", "over": "> ", "under": "< ", "at_least": "≥ ", "at_most": "≤ "}
_UNMEASURED = Decimal("-Infinity")

Item = TypeVar("Item")
Key = Callable[[Fact], Any]
# What a column sorts by. Values are compared within their unit: 5 元 are neither more nor less than 4 家.
_KEYS: dict[str, Key] = {
    "subject": lambda fact: (fact.indicator or "~", fact.subject),
    "quote": lambda fact: fact.start,
    "value": lambda fact: (fact.unit, _UNMEASURED if fact.value is None else fact.value),
    "period": lambda fact: (fact.period or "").lstrip("."),
    "status": lambda fact: fact.status,
}


class Stated(Protocol):
    """A value as a fact states it."""

    @property
    def value(self) -> Decimal | None: ...  # noqa: D102 (see `kjreport.Fact`)
    @property
    def high(self) -> Decimal | None: ...  # noqa: D102
    @property
    def unit(self) -> str: ...  # noqa: D102
    @property
    def bound(self) -> str: ...  # noqa: D102
    @property
    def status(self) -> str: ...  # noqa: D102


def value_text(fact: Stated, words: Words, *, short: bool = False) -> str:
    """Return the value of a fact with bound and unit, or an ellipsis when its digits are missing."""
    if fact.value is None:
        return f"… {fact.unit}".strip()
    name, size = words.magnitude(fact.value) if short else ("", Decimal(1))
    amount = " – ".join(grouped(end / size) for end in (fact.value, fact.high) if end is not None)
    space = "" if fact.unit == "%" else " "
    return f"{_SIGNS.get(fact.bound, '')}{amount}{space}{name}{fact.unit}".rstrip()


def facts_table(facts: Sequence[Fact], words: Words) -> str:
    """Return the rows of the table of facts, and its head with a button for each column."""
    orders = [ranks(facts, key) for key in _KEYS.values()]
    rows = (
        _row(number, fact, [order[number] for order in orders], words) for number, fact in enumerate(facts)
    )
    sorted_by = {"quote": ' aria-sort="ascending"'}
    heads = "".join(
        f'<th scope="col" abbr="{escape(words.columns[name])}" class="c-{name}"{sorted_by.get(name, "")}>'
        f'<button type="button">{escape(words.columns[name])}</button></th>'
        for name in _KEYS
    )
    return f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>"


def ranks(items: Sequence[Item], key: Callable[[Item], Any]) -> list[int]:
    """Return the place of each item among all, so that a page need not compare decimals.

    >>> ranks("cab", str)
    [2, 0, 1]
    """
    order = sorted(range(len(items)), key=lambda number: (key(items[number]), number))
    places = [0] * len(items)
    for rank, number in enumerate(order):
        places[number] = rank
    return places


def _row(number: int, fact: Fact, places: Sequence[int], words: Words) -> str:
    status = "masked" if fact.masked else fact.status
    below = words.names(tuple(filter(None, (fact.indicator, fact.role))))
    quote = escape(" ".join(fact.quote.split()))
    sought = " ".join(
        [fact.subject, fact.quote, fact.unit, fact.indicator or "", below, words.names(fact.labels)]
    )
    return (
        f'<tr id="r{number}" data-status="{escape(status)}" data-labels="{escape(" ".join(fact.labels))}"'
        f' data-text="{escape(" ".join(sought.lower().split()))}" data-ranks="{" ".join(map(str, places))}">'
        f'<th scope="row">{escape(fact.subject)}<small>{escape(below)}</small></th>'
        f'<td><a href="#f{number}" data-n="{number + 1}" aria-describedby="d{number}">{quote}</a></td>'
        f'<td class="number">{escape(value_text(fact, words))}</td>'
        f"<td>{escape(words.period(fact.period) or '–')}</td>"
        f'<td><span class="status {escape(status)}">{escape(words.name(status))}</span></td></tr>\n'
    )


def card(number: int, facts: Sequence[Fact], words: Words) -> str:
    """Return all that is known of a fact; it describes the fact to screen readers and fills the card."""
    said, fact = words.details, facts[number]
    whole = None if fact.parent is None else facts[fact.parent]
    entries = [
        (said["period"], escape(words.period(fact.period) or said["no_period"])),
        (said["status"], escape(words.name(fact.status))),
        (said["role"], escape(words.name(fact.role))),
        (said["indicator"], _named(fact.indicator, words) if fact.indicator else ""),
        (said["whole"], escape(f"{whole.subject} {whole.quote}") if whole else ""),
        (said["labels"], escape(words.names(fact.labels))),
        (said["rule"], _named(fact.rule, words)),
        (said["evidence"], "".join(_evidence(evidence, words) for evidence in fact.evidence)),
        (said["place"], escape(_place(fact, words))),
    ]
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in entries if value)
    return (
        f'<div id="d{number}"><p class="of">{escape(fact.subject)}</p>'
        f'<p class="is">{_measured(fact, words)}</p><dl>{rows}</dl></div>\n'
    )


def _place(fact: Fact, words: Words) -> str:
    place = words.details["at"].format(start=fact.start + 1, end=fact.end)
    return f"{place} ({fact.locator})" if fact.locator else place


def _measured(fact: Fact, words: Words) -> str:
    said = words.details
    text = escape(value_text(fact, words))
    if fact.per:
        text += f" / {escape(fact.per)}"
    if fact.masked:
        return f"{text} <small>{escape(said['masked'])}</small>"
    low, up = fact.interval
    if (low, up) == (fact.value, fact.value):
        return text
    ends = " – ".join(said["open"] if end is None else grouped(end) for end in (low, up))
    return f"{text} <small>{escape(said['interval'])} {escape(ends)}</small>"


def _named(identifier: str, words: Words) -> str:
    name = words.name(identifier)
    code = f"<code>{escape(identifier)}</code>"
    return code if name == identifier else f"{escape(name)} {code}"


def _evidence(evidence: Evidence, words: Words) -> str:
    return f"<span><q>{escape(evidence.text)}</q> {_named(evidence.rule, words)}</span>"
