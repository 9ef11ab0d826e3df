"""What a number says, whether it has happened, and whether it is a decrease."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kjreport.facts.cells import Cell
from kjreport.facts.clauses import Candidate, clause_of
from kjreport.facts.cues import Cue, FactCues
from kjreport.facts.tables import TIME_ONLY, TIMES
from kjreport.frozen import Frozen, replace
from kjreport.lazy import LazyPattern
from kjreport.periods import within_title
from kjreport.span import Span

_TIME_ONLY = LazyPattern(TIME_ONLY)


class Reading(Frozen):
    """The role of a number, whether it is a decrease, and the cues that say so.

    ``began`` are the words behind a number by which it is where a change began (``58%提高到``).
    """

    role: str
    negative: bool
    cues: tuple[Cue, ...]
    began: Cue | None = None


_LEVEL = Reading("level", negative=False, cues=())  # what most numbers say


def read_roles(text: str, group: Sequence[Candidate], cues: FactCues) -> list[Reading]:
    """Read the roles of the numbers of a statement."""
    readings: list[Reading] = []
    previous: Reading | None = None
    before = False, False
    units = cues.roles.units
    for candidate in group:
        # A list of growth rates does not go on with amounts (增长20%、成交额突破12亿元), and points of change
        # not with what they lead to (提高2个百分点、达到48%).
        quantity = candidate.quantity
        of_unit = units.get(quantity.unit)
        kind = quantity.dimension == "ratio", of_unit == "change"
        previous = _read_role(text, candidate, of_unit, cues, previous if kind == before else None)
        readings.append(previous)
        before = kind
    return readings


def _read_role(
    text: str, candidate: Candidate, of_unit: str | None, cues: FactCues, previous: Reading | None
) -> Reading:
    """Read the role of a number from its clause.

    Args:
        text: the cleaned text.
        candidate: the number.
        of_unit: the role that its unit gives it.
        cues: the cue words.
        previous: the reading of the number before it in a list, whose cues govern the list.
    """
    quantity = candidate.quantity
    possible = text[quantity.end : quantity.end + 1] in cues.roles.signs  # it seldom is
    began = cues.roles.behind(text, quantity.end, candidate.clause.end) if possible else None
    if quantity.dimension == "rank":
        return replace(_read_rank(text, candidate, cues), began=began)
    ratio = quantity.dimension == "ratio"
    cue = began or _said_before(text, candidate, cues, previous)
    if cue is None and candidate.after_list and previous is not None:
        return replace(previous, began=None) if previous.began else previous
    if cue is None and candidate.cell is not None:
        cue = _of_cell(text, candidate.cell, cues, ratio=ratio)
    elif cue is None and ratio:
        cue = cues.roles.last(text, candidate.clause.start, quantity.start)
    if cue is None and of_unit is None:
        return _LEVEL
    role = cue.value if cue else of_unit or "level"
    if of_unit == "change":
        role = "change"
    elif role == "share" and (not ratio or quantity.unit == TIMES):
        role = "level"
    if cue is None:
        return _LEVEL if role == "level" else Reading(role, negative=False, cues=())
    sign = cues.signs.last(text, cue.span.start, quantity.start) if role == "change" else None
    return Reading(role, sign is not None and sign.span.end >= cue.span.end, (cue,), began)


def _said_before(text: str, candidate: Candidate, cues: FactCues, previous: Reading | None) -> Cue | None:
    """Return the cue in the words before a number; a colon between them does not part them."""
    start = candidate.left
    if text[start - 1] == ":" and start > candidate.statement.start:
        start = clause_of(text, candidate.statement, Span(start - 1, start - 1)).start
    cue = cues.roles.last(text, start, candidate.quantity.start)
    if cue is not None and cue.value == "level" and candidate.quantity.dimension == "ratio":
        return _reached(text, candidate, cue, cues, previous)
    return cue


def _reached(text: str, candidate: Candidate, cue: Cue, cues: FactCues, previous: Reading | None) -> Cue:
    """Return the cue of a share that is said to reach something (覆盖率提高到80%), if it is one.

    Where the change began is told with it (由58%提高到61%), both are levels.
    """
    if previous is not None and any(one.span.start == cue.span.start for one in previous.cues):
        return cue
    before = cues.roles.nearest(text, candidate.clause.start, cue.span.start)
    return next((one for one in before if one.value == "share"), cue)


def _of_cell(text: str, cell: Cell, cues: FactCues, *, ratio: bool) -> Cue | None:
    """Return the cue in the head of a cell's column; or in the label of its row, which is what it counts."""
    cue = cues.roles.last(text, cell.head.start, cell.head.end) if cell.head else None
    told = cue is not None and (ratio or cue.value != "share")
    return cue if told or not cell.label else cues.roles.last(text, cell.label.start, cell.label.end)


def _read_rank(text: str, candidate: Candidate, cues: FactCues) -> Reading:
    """Tell a place in a ranking (``第5位``) from places gained or lost (``前移3位``)."""
    start, end = candidate.left, candidate.quantity.start
    cue = cues.roles.last(text, start, end)
    moved = cue is not None and cue.value == "change" and cue.span.end == end
    if not moved or not text[end].isdecimal():
        return Reading("rank", negative=False, cues=())
    sign = cues.signs.last(text, start, end)
    return Reading("change", sign is not None and sign.span.end == end, (cue,) if cue else ())


def began_then(text: str, candidate: Candidate, cues: FactCues) -> bool:
    """Whether the time at which a change began with a number is not said (``由3家增至5家``)."""
    left = text[candidate.left : candidate.quantity.start].rstrip()
    return cues.lexicons["origin"].suffix(left, 0, len(left)) > 0


def read_status(
    text: str, candidate: Candidate, reading: Reading, starts: Sequence[int], cues: FactCues
) -> Cue | None:
    """Return the cue that says whether a number is reported, planned or foreseen.

    Args:
        text: the cleaned text.
        candidate: the number.
        reading: its role.
        starts: where the numbers of its statement begin; none when no cue can stand before them.
        cues: the cue words.
    """
    if reading.began is not None:  # whatever it grows to, it has been there
        return replace(reading.began, value="actual")
    # Words behind a number can make it a goal; 80%的任务 is a part of one.
    cue = cues.status.behind(text, candidate.quantity.end, candidate.clause.end)
    if cue is not None and cue.rule in cues.amounts_only and candidate.quantity.dimension == "ratio":
        cue = None
    if cue is None and candidate.cell and candidate.cell.head:
        cue = _of_head(text, candidate.cell.head, cues)
    return cue or (_status_cue(text, candidate, starts, cues) if starts else None)


def _of_head(text: str, head: Span, cues: FactCues) -> Cue | None:
    """Return what the head of a column says about it: it can be a target, or speak like a heading."""
    cue = cues.status.last(text, head.start, head.end)
    if cue is None and (told := cues.sections.last(text, head.start, head.end)) and told.value == "plan":
        cue = replace(told, value="target")
    return cue


def _status_cue(text: str, candidate: Candidate, starts: Sequence[int], cues: FactCues) -> Cue | None:
    """Return the cue that holds for a number.

    A cue holds for its clause. It holds for the clauses behind it, too, when a number stands in its own:
    ``预计产值22亿元,营业收入20亿元`` foresees both, ``确保政策落地,兑现资金300万元`` plans nothing. So does a
    cue beside a time alone (``力争到2025年,``), or before a colon (``主要目标是:``).
    """
    first = candidate.statement.start
    for cue in cues.status.nearest(text, first, candidate.quantity.start):
        if within_title(text, first, cue.span.start):
            continue  # a plan in the title of a document plans nothing
        following = bisect_left(starts, cue.span.end)
        if cue.rule in cues.next_number_only and starts[following] < candidate.quantity.start:
            continue
        if cue.value == "actual" or cue.span.start >= candidate.clause.start:
            return cue
        clause = clause_of(text, candidate.statement, cue.span)
        announces = cue.span.end == clause.end and text.startswith(":", clause.end)
        if announces or _TIME_ONLY.fullmatch(text, cue.span.end, clause.end):
            return cue
        if following < len(starts) and starts[following] < clause.end:
            return cue
    return None
