"""From a match of the grammar to a window of days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kjreport.frozen import Frozen, replace
from kjreport.periods import tables
from kjreport.periods.period import Kind, Period
from kjreport.periods.window import WHOLE_YEAR, Part, Reason, Window, count, shift, window, year_number

if TYPE_CHECKING:
    from re import Match

_ROC_EPOCH = 1911
_LONGEST_SPAN = 10  # "in ten years" still means a window; a century of history does not


class Years(Frozen):
    """The years that an expression lies in, or the reason why they are not known."""

    low: int = 0
    high: int = 0
    reason: Reason | None = None

    def __add__(self, years: object) -> Years:
        if not isinstance(years, int):
            return NotImplemented
        return self if self.reason else Years(self.low + years, self.high + years)


NO_YEARS = Years()
_WHOLE: tuple[None, Part, None] = (None, WHOLE_YEAR, None)
_WITH_PART = frozenset({"part", "ends"})  # the last groups of what may name a part of the year


class Context(Frozen):
    """What an expression can refer to: the report's year, and what its sentence said before."""

    year: int | None = None
    anchor: Years | None = None
    antecedent: Period | None = None

    def report(self) -> Years:
        """Return the report's year."""
        return Years(reason="no year") if self.year is None else Years(self.year, self.year)

    def nearest(self) -> Years:
        """Return the year that the sentence speaks of, else the report's."""
        return self.anchor or self.report()


class Reading(Frozen):
    """What an expression means in its context; ``compared`` when it is the same part of another year."""

    kind: Kind
    days: Window
    years: Years = NO_YEARS
    relative: bool = False
    annual: bool = False
    compared: bool = False


_NOW = Reading("now", Window(reason="no window"), relative=True)
_VAGUE = Reading("vague", Window(reason="no window"), relative=True)


def read(match: Match[str], context: Context) -> Reading:
    """Read one match of the grammar.

    Args:
        match: a match of `tables.GRAMMAR`.
        context: what relative expressions are resolved against.

    Returns:
        Kind and window; a window that cannot be known carries the reason.
    """
    if match.lastgroup != "other":
        return _read_calendar(match, context)
    if match["now"]:
        return _NOW
    if match["date"]:
        return _read_date(match)
    if match["clock"]:
        return Reading("clock", Window(reason="no window"))
    if match["plan"]:
        return _read_plan(match, context)
    if match["span_of_years"]:
        return _read_span(match, context)
    if match["vague"]:
        return _VAGUE
    return Reading("month", Window(reason="no month"), relative=True)


def _read_date(match: Match[str]) -> Reading:
    year, month, day = map(int, match["date"].split(match["mark"]))
    return Reading(
        "day", window(year, year, Part(month, day, month, day)) if day else Window(reason="no such date")
    )


def _read_plan(match: Match[str], context: Context) -> Reading:
    digits = (match["quoted"] or match["plain"]).replace(" ", "")
    number = (count(digits[:-1]) if len(digits) > 1 else None) or 0
    low, high = tables.EARLY_PLANS.get(number, (1951 + 5 * number, 1955 + 5 * number))
    days = window(low, high, WHOLE_YEAR)
    if match["plan_end"]:
        return Reading("as_of", days.as_of())
    if match["plan_since"]:
        return Reading("since", _since(days, context))
    return Reading("plan", days)


def _read_span(match: Match[str], context: Context) -> Reading:
    """Read several years that end with the report's: the last three years."""
    written = match["span"] or match["years"] or ""
    length, years = count(written), context.report()
    if any(sign in written for sign in "xX×*_□"):
        return Reading("years", Window(reason="masked"), relative=True)
    if not length or length > _LONGEST_SPAN:
        return _VAGUE
    kind: Kind = "year" if length == 1 else "years"
    first = years.low - length + 1
    days = Window(reason=years.reason) if years.reason else window(first, years.high, WHOLE_YEAR)
    return Reading(kind, days, relative=True)


def _read_calendar(match: Match[str], context: Context) -> Reading:
    years, relative = _years(match, context)
    last = match.lastgroup
    kind, part, reason = _part(match) if last in _WITH_PART else _WHOLE
    if kind is None:
        several = years.low != years.high or match["masked_high"] or match["masked_last"]
        kind = "years" if several else "year"
    elif years.low != years.high:
        kind, part = "years", part and replace(part, first_month=1, first_day=1)
    reason = years.reason if years.reason == "masked" else reason or years.reason
    days = Window(reason=reason) if reason or part is None else window(years.low, years.high, part)
    if last == "in_years" and not match["asof"]:  # most are years alone
        return Reading(kind, days, years, relative)
    annual = match["annual"] is not None
    kind, days = _ended(match, kind, days, context)
    return Reading(kind, days, years, relative, annual, match["same"] is not None)


def _ended(match: Match[str], kind: Kind, days: Window, context: Context) -> tuple[Kind, Window]:
    """Apply what stands behind the window: at the end of it, since it, the same part of it."""
    if not (match["ends"] or match["asof"] or match["before"]):
        return kind, days
    several = match["y2"] or match["m2"] or match["d2"] or match["q2"]
    if match["same"]:
        return _same(match, days, context)
    if match["from_start"] or match["since"]:
        return "since", _since(days, context)
    if match["early"]:
        return "vague", Window(reason=days.reason or "no window")
    if match["before"] or ((match["asof"] or match["edge"]) and not several):
        return "as_of", days.as_of()
    return kind, days


def _since(days: Window, context: Context) -> Window:
    if days.first is None:
        return days
    if context.year is None:
        return Window(reason="open end")
    end = date(context.year, 12, 31)
    return Window(days.first, end) if days.first <= end else Window(reason="no such date")


def _same(match: Match[str], days: Window, context: Context) -> tuple[Kind, Window]:
    """Move the antecedent to the year named, such as one year back."""
    before = context.antecedent
    if before is None:
        return "vague", Window(reason="no antecedent")
    if before.last is None:
        return before.kind, Window(reason=before.reason)
    word = match["word"]
    offset = tables.DEICTIC_YEARS.get(word, 0) or tables.BARE_YEARS.get(word, 0)
    if not offset and days.last is None:
        return before.kind, days
    offset = offset or (days.last.year if days.last else 0) - before.last.year
    return before.kind, shift(Window(before.first, before.last), offset)


def _years(match: Match[str], context: Context) -> tuple[Years, bool]:
    """Return the years of a calendar expression, and whether they are left to the context."""
    if low := match["y1"] or match["b1"] or match["y0"]:
        first = year_number(low)
        high = match["y2"] or match["b2"]
        if high is None:
            return Years(first, first), False
        return Years(first, year_number(high) + (first // 100 * 100 if len(high) == 2 else 0)), False
    word = match["word"]
    if word is None:
        return _years_otherwise(match, context)
    if word in tables.ANAPHORIC_YEARS:
        return (context.anchor or Years(reason="no antecedent")) + tables.ANAPHORIC_YEARS[word], True
    if word in tables.DEICTIC_YEARS:
        return context.report() + tables.DEICTIC_YEARS[word], True
    return context.nearest() + tables.BARE_YEARS.get(word, 0), True


def _years_otherwise(match: Match[str], context: Context) -> tuple[Years, bool]:
    """Return years that are masked, of the Republic of China, or not named at all."""
    if match["masked"]:
        return Years(reason="masked"), False
    if roc := match["roc"] or match["bare_roc"] or match["plain_roc"]:
        return Years(int(roc) + _ROC_EPOCH, int(roc) + _ROC_EPOCH), False
    return context.nearest(), True


def _part(match: Match[str]) -> tuple[Kind | None, Part | None, Reason | None]:
    """Return kind and extent of the part of the year that a calendar expression names."""
    if not match["part"]:
        return _WHOLE
    if match["m1"]:
        return _month_part(match)
    if months := match["months"]:
        number = count(months)
        if number and number <= 12:
            return ("months" if number > 1 else "month"), Part(last_month=number), None
        return "months", None, "masked" if not number and months not in tables.DIGITS else "no such date"
    if half := match["half"]:
        first, last = tables.HALVES[half]
        return "half", Part(first, 1, last), None
    if quarter := match["q1"] or match["q3"]:
        low, high = count(quarter), count(match["q2"] or quarter)
        if low is None or high is None:
            return "quarter", None, "masked"
        return ("quarters" if match["q2"] else "quarter"), Part(low * 3 - 2, 1, high * 3), None
    if quarters := match["quarters"]:
        return "quarters", Part(last_month=(count(quarters) or 0) * 3), None
    return _WHOLE


def _month_part(match: Match[str]) -> tuple[Kind, Part | None, Reason | None]:
    kind: Kind = "month" if match["m2"] is None else "months"
    first, last = _month(match["m1"]), _month(match["m2"] or match["m1"])
    if match["third"]:
        kind = "days"
    elif match["d1"]:
        kind = "day" if match["d2"] is None else "days"
    if first is None or last is None:
        return kind, None, "masked"
    if match["third"]:
        start, end = tables.THIRDS[match["third"]]
        return kind, Part(first, start, last, 0 if end > 30 else end), None
    if not match["d1"]:
        return kind, Part(first, 1, last), None
    start_day, end_day = count(match["d1"]), count(match["d2"] or match["d1"])
    if start_day is None or end_day is None:
        return kind, None, "masked"
    return kind, Part(first, start_day or 32, last, end_day or 32), None


def _month(digits: str) -> int | None:
    return 1 if digits == tables.FIRST_MONTH else count(digits)
