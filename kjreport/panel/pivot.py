"""A panel: the values of one indicator by place and time, each with its sources; none is merged silently."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from itertools import combinations
from types import MappingProxyType
from typing import Any

from kjreport.errors import KjreportError
from kjreport.frozen import Frozen
from kjreport.panel.store import Store
from kjreport.ruleset import IndicatorRule, Rules
from kjreport.ruleset.problems import suggest

Key = tuple[str | int | None, ...]

# What values can be grouped by. The year is that of the value's own period, so a plan for next year counts
# there; else that of its report.
KEYS = MappingProxyType(
    {
        "region": "reports.region",
        "province": "reports.province",
        "city": "reports.city",
        "county": "reports.county",
        "level": "reports.level",
        "year": "coalesce(year(facts.last_day), reports.year)",
        "half": "reports.half",
        "report_year": "reports.year",
        "period": "facts.period",
        "status": "facts.status",
    }
)
STATUSES = ("actual", "forecast", "target")
ROLES = ("level", "change", "share", "rank")
_FACT = "value high low up unit per bound status period role masked".split()  # noqa: SIM905 (names of columns)
_VALUE = (*_FACT, "half")
# A part of a value of the same statistic is no value of its own.
_NO_PART = (
    "NOT EXISTS (SELECT 1 FROM facts AS wholes WHERE wholes.content = facts.content"
    " AND wholes.number = facts.parent AND wholes.indicator = facts.indicator)"
)
_SOURCE = ("quote", "start", '"end"', "locator", "sentence_text")


class Source(Frozen):
    """Where a value stands.

    Attributes:
        documents: the documents that hold this very content.
        title: title of the report.
        quote: the raw characters; ``start`` and ``end`` are their offsets in the raw text.
        locator: their place in the document, where that is known.
        sentence: their sentence, cleaned.
    """

    documents: tuple[str, ...]
    title: str
    quote: str
    start: int
    end: int
    locator: str | None
    sentence: str


class Value(Frozen):
    """What one or more sources say in the same way.

    The fields are those of a fact, see ``docs/facts.md``, and ``half``: 1 or 2 in a report on half a year.
    """

    value: Decimal | None
    high: Decimal | None
    low: Decimal | None
    up: Decimal | None
    unit: str
    per: str | None
    bound: str
    status: str
    period: str | None
    role: str
    masked: bool
    half: int | None
    sources: tuple[Source, ...]

    @property
    def measured(self) -> tuple[str | None, ...]:
        """What two values must share to speak of the same: status, period, unit and role."""
        return (self.status, self.period, self.unit, self.per, self.role)

    def contradicts(self, other: Value) -> bool:
        """Whether no number is what both can mean: 67家 contradicts 70家, but not 60余家."""
        if self.masked or other.masked or self.measured != other.measured:
            return False
        return _below(self.up, other.low) or _below(other.up, self.low)


class Cell(Frozen):
    """All values of a place and time, actual ones first."""

    values: tuple[Value, ...]

    @property
    def disagrees(self) -> bool:
        """Whether two sources contradict each other."""
        return any(one.contradicts(other) for one, other in combinations(self.values, 2))


class Panel(Frozen):
    """The values of an indicator.

    Attributes:
        indicator: its rule.
        by: what they are grouped by; the last key goes across.
        rows: the keys that go down, in order.
        columns: the values of the last key, in order.
        cells: by row and column; what is not there has no value.
    """

    indicator: IndicatorRule
    by: tuple[str, ...]
    rows: tuple[Key, ...]
    columns: tuple[str | int | None, ...]
    cells: dict[tuple[Key, str | int | None], Cell]


def pivot(
    store: Store,
    rules: Rules,
    indicator: str,
    by: Sequence[str] = ("region", "year"),
    *,
    status: str | None = None,
    roles: Sequence[str] = (),
) -> Panel:
    """Group the values of an indicator, without those that are parts of another value of it.

    Args:
        store: an open database.
        rules: know the indicator.
        indicator: its id or its name.
        by: keys, see `KEYS`; the last one goes across.
        status: only ``actual``, ``target`` or ``forecast`` ones.
        roles: which roles; when not given, what the indicator itself measures, not its growth or rank.

    Raises:
        KjreportError: no such indicator, key, status or role.
    """
    rule = _indicator(rules, indicator)
    for key in by:
        _known(key, KEYS, "key")
    if status is not None:
        _known(status, STATUSES, "status")
    for role in roles:
        _known(role, ROLES, "role")
    where = f"facts.indicator = ? AND list_contains(?, facts.role) AND {_NO_PART}"
    values: list[Any] = [rule.id, list(roles or _own_roles(rule))]
    if not roles:
        where, values = f"{where} AND facts.dimension = ?", [*values, rule.dimension]
    if status is not None:
        where, values = f"{where} AND facts.status = ?", [*values, status]
    columns = [KEYS[key] for key in by]
    columns += [*(f"facts.{name}" for name in _FACT), "reports.half", *(f"facts.{name}" for name in _SOURCE)]
    found = store.connection.execute(_query(columns, where), values).fetchall()
    return _panel(rule, tuple(by), found)


def _query(columns: Iterable[str], where: str) -> str:
    return (
        f"SELECT {', '.join(columns)}, reports.title, documents "  # noqa: S608 (columns and conditions of ours)
        "FROM facts JOIN reports USING (content) "
        "JOIN (SELECT content, list(document ORDER BY document) AS documents FROM documents GROUP BY content)"
        f" USING (content) WHERE {where} ORDER BY documents, facts.number"
    )


def _panel(rule: IndicatorRule, by: tuple[str, ...], found: Iterable[tuple[Any, ...]]) -> Panel:
    cells: dict[tuple[Key, str | int | None], dict[tuple[Any, ...], list[Source]]] = {}
    for row in found:
        key, rest = row[: len(by)], row[len(by) :]
        fact, (quote, start, end, locator, sentence, title, documents) = (
            rest[: len(_VALUE)],
            rest[len(_VALUE) :],
        )
        source = Source(tuple(documents), title, quote, start, end, locator, sentence)
        cells.setdefault((key[:-1], key[-1]), {}).setdefault(fact, []).append(source)
    return Panel(
        indicator=rule,
        by=by,
        rows=tuple(sorted({row for row, _ in cells}, key=lambda row: tuple(map(_order, row)))),
        columns=tuple(sorted({column for _, column in cells}, key=_order)),
        cells={at: _cell(values) for at, values in cells.items()},
    )


def _cell(values: dict[tuple[Any, ...], list[Source]]) -> Cell:
    found = [
        Value(**dict(zip(_VALUE, fact, strict=True)), sources=tuple(sources))
        for fact, sources in values.items()
    ]
    return Cell(
        tuple(sorted(found, key=lambda v: (v.masked, STATUSES.index(v.status), v.period or "", v.value or 0)))
    )


def _own_roles(rule: IndicatorRule) -> tuple[str, ...]:
    """Return the roles in which a number is the statistic itself: what is new is so only for what is new."""
    if rule.dimension == "rank":
        return ("rank",)
    return ("level", "share", "change") if rule.aggregate == "flow" else ("level", "share")


def _indicator(rules: Rules, name: str) -> IndicatorRule:
    found = {rule.name: rule for rule in rules.indicators} | {rule.id: rule for rule in rules.indicators}
    if name not in found:
        hint = suggest(name, found) or "'kjreport rules list --kind indicators' shows all"
        raise KjreportError(f"there is no indicator {name!r}; {hint}")
    return found[name]


def _known(name: str, names: Collection[str], what: str) -> None:
    if name not in names:
        hint = suggest(name, names) or f"there are {', '.join(names)}"
        raise KjreportError(f"there is no {what} {name!r}; {hint}")


def _below(end: Decimal | None, start: Decimal | None) -> bool:
    return end is not None and start is not None and end < start


def _order(key: str | int | None) -> tuple[bool, int, str]:
    """Return what keys are sorted by: numbers, then words, and what is not known last."""
    return (key is None, key if isinstance(key, int) else 0, key if isinstance(key, str) else "")
