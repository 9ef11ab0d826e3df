"""The units of rule files, looked up by what stands after a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from kjreport.errors import Diagnostic, RuleError
from kjreport.frozen import Frozen
from kjreport.units import tables
from kjreport.units.model import DIMENSIONS, Unit

_REQUIRED = ("id", "name", "symbol", "dimension", "aliases", "factor", "examples")
_LISTS = (
    "left",
    "not_left",
    "near",
    "right",
    "not_right",
    "implied_by",
    "blank_after",
    "blank_before",
    "signs",
)
_OPTIONAL = (*_LISTS, "numerals", "mask", "at_most")
_NEAR = 12

Numerals = Literal["arabic", "han", "masked"]


class Candidate(Frozen):
    """One of the units that share a spelling.

    Attributes:
        unit: the unit.
        lasts: last characters of the words left of the number that it cannot do without; empty for none.
        before: last characters of the words left of the number that forbid it; None when more decides.
        behind: first characters of the words right of it that do.
    """

    unit: Unit
    lasts: frozenset[str]
    before: frozenset[str] | None
    behind: frozenset[str]


Spelling = tuple[str, tuple[Candidate, ...]]


class UnitRegistry:
    """Every unit, ready to be looked up; immutable.

    Args:
        mappings: contents of rule files of kind ``units``; later files add units.

    Raises:
        RuleError: with every problem of every file.

    >>> rule = {"id": "heads", "name": "heads", "symbol": "头", "dimension": "count", "aliases": ["头"],
    ...         "factor": "1", "not_right": ["部"], "examples": {"match": ["5头"], "no_match": ["5头部"]}}
    >>> registry = UnitRegistry({"kind": "units", "units": [rule]})
    >>> registry.unit_after("5头牛", 0, 1, "arabic")[0].id, registry.unit_after("5头部", 0, 1, "arabic")
    ('heads', None)
    """

    def __init__(self, *mappings: Mapping[str, Any]) -> None:
        problems: list[Diagnostic] = []
        units: dict[str, Unit] = {}
        for mapping in mappings:
            for rule in mapping.get("units", ()):
                found = _problems(rule, units)
                problems += found
                if not found:
                    units[rule["id"]] = _unit(rule)
        if problems:
            raise RuleError(problems)
        self.units: Mapping[str, Unit] = units
        self._aliases = _by_beginning(units.values())
        self.first_characters = frozenset(beginning[0] for beginning in self._aliases)

    def spelt(self, text: str, position: int) -> tuple[Unit, int] | None:
        """Return the unit whose spelling stands at ``position``, whatever its context, and its end."""
        beginning = text[position : position + 2]
        for alias, units in self._aliases.get(beginning) or self._aliases.get(beginning[:1], ()):
            if text.startswith(alias, position):
                return units[0].unit, position + len(alias)
        return None

    def unit_after(self, text: str, start: int, position: int, numerals: Numerals) -> tuple[Unit, int] | None:
        """Return the unit at ``position`` of a number that starts at ``start``, if its context fits.

        Only units of the longest spelling are tried: 个百分点 is never 个.
        """
        beginning = text[position : position + 2]
        for alias, units in self._aliases.get(beginning) or self._aliases.get(beginning[:1], ()):
            if len(alias) <= len(beginning) or text.startswith(alias, position):
                end = position + len(alias)
                left, right = text[start - 1 : start], text[end : end + 1]
                for one in units:
                    if one.lasts and left not in one.lasts:
                        continue
                    unit, before = one.unit, one.before
                    free = before is not None and left not in before and right not in one.behind
                    if free or _fits(unit, text, start, end, numerals):
                        return unit, end
                return None
        return None


def _fits(unit: Unit, text: str, start: int, end: int, numerals: Numerals) -> bool:
    """Whether the context of ``unit`` lets it end at ``end`` after a number that starts at ``start``."""
    if unit.not_right and text.startswith(unit.not_right, end):
        return False
    if numerals == "masked":
        if not unit.mask:
            return False
    elif unit.numerals not in ("any", numerals):
        return False
    if unit.not_left and text.endswith(unit.not_left, 0, start):
        return False
    if not (unit.left or unit.right or unit.near):
        return True
    if unit.left and text.endswith(unit.left, 0, start):
        return True
    if unit.right and text.startswith(unit.right, end):
        return True
    return bool(unit.near) and any(word in text[max(0, start - _NEAR) : start] for word in unit.near)


def _by_beginning(units: Iterable[Unit]) -> Mapping[str, tuple[Spelling, ...]]:
    """Index spellings by their first two characters; those of one stand under every pair that it begins."""
    sharing: dict[str, tuple[Candidate, ...]] = {}
    for unit in units:
        alone = (_candidate(unit),)  # most spellings are those of one unit: one tuple for all of them
        for alias in dict.fromkeys(form for word in unit.aliases for form in _widths(word)):
            sharing[alias] = sharing.get(alias, ()) + alone
    beginnings: dict[str, list[Spelling]] = {}
    for alias in sorted(sharing, key=len, reverse=True):
        beginnings.setdefault(alias[:2], []).append((alias, sharing[alias]))
    for beginning in [pair for pair in beginnings if len(pair) > 1]:
        beginnings[beginning] += beginnings.get(beginning[0], ())
    return {beginning: tuple(spellings) for beginning, spellings in beginnings.items()}


def _candidate(unit: Unit) -> Candidate:
    only_left = unit.left if not (unit.right or unit.near) else ()
    more = unit.left or unit.near or unit.right or not unit.mask or unit.numerals != "any"
    before = None if more else frozenset(word[-1] for word in unit.not_left)
    behind = frozenset(word[0] for word in unit.not_right)
    return Candidate(unit, frozenset(word[-1] for word in only_left), before, behind)


def _widths(alias: str) -> tuple[str, ...]:
    """Return a spelling, the same with full-width digits and signs, and with full-width letters, too."""
    return alias, alias.translate(tables.WIDE_SIGNS), alias.translate(tables.WIDE)


def _unit(rule: Mapping[str, Any]) -> Unit:
    lists = {name: tuple(rule.get(name, ())) for name in _LISTS}
    at_most = rule.get("at_most")
    return Unit(
        id=rule["id"],
        symbol=rule["symbol"],
        dimension=rule["dimension"],
        aliases=tuple(rule["aliases"]),
        factor=Decimal(rule["factor"]),
        numerals=rule.get("numerals", "any"),
        mask=rule.get("mask", True),
        at_most=None if at_most is None else Decimal(at_most),
        **lists,
    )


def _problems(rule: Mapping[str, Any], known: Mapping[str, Unit]) -> list[Diagnostic]:
    name = rule.get("id", "?")
    found = [Diagnostic("KJ201", f"unit {name!r} has no {key!r}") for key in _REQUIRED if key not in rule]
    for key in rule:
        if key not in _REQUIRED and key not in _OPTIONAL:
            import difflib

            near = difflib.get_close_matches(key, (*_REQUIRED, *_OPTIONAL), 1)
            hint = f"did you mean {near[0]!r}?" if near else None
            found.append(Diagnostic("KJ202", f"unit {name!r}: unknown key {key!r}", hint=hint))
    if name in known:
        found.append(Diagnostic("KJ203", f"unit {name!r} is declared twice"))
    dimension = rule.get("dimension", "count")
    if dimension not in DIMENSIONS:
        hint = f"one of {', '.join(DIMENSIONS)}"
        found.append(Diagnostic("KJ204", f"unit {name!r}: unknown dimension {dimension!r}", hint=hint))
    if not _positive(rule.get("factor", "1")):
        message = f"unit {name!r}: the factor must be a positive decimal in quotes"
        found.append(Diagnostic("KJ205", message))
    return found


def _positive(factor: Any) -> bool:
    try:
        return Decimal(factor) > 0
    except (InvalidOperation, TypeError):
        return False
