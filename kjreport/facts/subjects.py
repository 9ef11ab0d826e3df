"""What a number counts or measures: the phrase left of it, or the noun right of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kjreport.facts.cells import Cell
from kjreport.facts.clauses import Candidate
from kjreport.facts.completion import Completion
from kjreport.facts.cues import CueFinder, Lexicon
from kjreport.facts.phrases import Phrases
from kjreport.facts.roles import Reading
from kjreport.facts.tables import (
    AVERAGE,
    CHILD,
    CLAUSE_BORDER,
    DIVISION,
    EDGES,
    LIST_MARKS,
    NAME_IN_LIST,
    POSSESSIVE,
    TIME,
    USED,
)
from kjreport.facts.time import within
from kjreport.frozen import Frozen, replace
from kjreport.lazy import LazyPattern
from kjreport.periods import Period
from kjreport.span import Span

_LAST_CLAUSE_SIGN = LazyPattern(f"(?s:.*){CLAUSE_BORDER}")
_DIVISION = LazyPattern(DIVISION)
_NAME_IN_LIST = LazyPattern(NAME_IN_LIST)
_AVERAGE = LazyPattern(AVERAGE)

MEMORY = 32  # numbers before a number that can complete its subject; keeps the time linear
LONGEST_CLAUSE = 16  # characters of a clause that says which of them a number counts
MONEY = "money"
COUNTED = frozenset({"count", "area", "mass", "length", "volume", "power", "energy", "voltage"})


class Named(Frozen):
    """A number with its subjects: several when it is said of several things.

    ``aligned`` is false when a list of numbers does not match the things that they are said of; ``member`` is
    true when its subject is one of several in the phrase before it; ``own`` is the subject of what is
    compared with it (研发强度低于[全省均值](2.1%)), None elsewhere.
    """

    candidate: Candidate
    reading: Reading
    subjects: tuple[str, ...]
    aligned: bool = True
    member: bool = False
    own: str | None = None


class Statement(Frozen):
    """What is known when the numbers of a statement are named.

    ``before`` are those that are named already; ``distributed`` is false when no word that distributes
    numbers stands between them.
    """

    text: str
    periods: Sequence[Period]
    before: list[Named]
    distributed: bool


class Subjects(Frozen):
    """Names numbers by the word lists of the rules; ``adverbs`` can stand before a verb behind a time."""

    phrases: Phrases
    completion: Completion
    scope: Lexicon
    adverbs: Lexicon
    distribution: CueFinder
    value_heads: Lexicon

    @classmethod
    def of(cls, lexicons: Mapping[str, Lexicon], distribution: CueFinder) -> Subjects:
        """Take the word lists by their ids."""
        return cls(
            phrases=Phrases.of(lexicons),
            completion=Completion.of(lexicons),
            scope=lexicons["subject_scope"].sparing(lexicons["subject_whole_word"]),
            adverbs=lexicons["subject_lead"],
            distribution=distribution,
            value_heads=lexicons["value_heads"],
        )

    def name(
        self, text: str, group: Sequence[Candidate], readings: Sequence[Reading], periods: Sequence[Period]
    ) -> list[Named]:
        """Return the subjects of the numbers of a statement."""
        named: list[Named] = []
        first, last = group[0].statement, group[-1].statement
        distributed = self.distribution.possible(text, first.start, group[-1].quantity.start)
        statement = Statement(text, periods, named, distributed)
        index = 0
        while index < len(group):
            behind = index + 1
            while behind < len(group) and (
                _are_listed(text, group[behind - 1], group[behind])
                or (distributed and self._go_on(text, group[index], group[behind - 1], group[behind]))
            ):
                behind += 1
            if first != last:
                reach = Span(group[index].statement.start, group[behind - 1].statement.end)
                statement = replace(statement, periods=within(periods, reach))
            if behind > index + 1:
                named += self._listed(statement, group[index:behind], readings[index:behind])
            else:
                named.append(self._single(statement, group[index], readings[index]))
            index = behind
        return named

    def _go_on(self, text: str, first: Candidate, one: Candidate, other: Candidate) -> bool:
        """Whether a list of numbers goes on behind another verb: 分别增长9%、下降2%."""
        between = text[one.quantity.end : other.quantity.start].strip()
        mark = next((mark for mark in LIST_MARKS if between.startswith(mark)), "")
        if not mark or self.phrases.tail.strip_end(between, len(mark), len(between)) > len(mark):
            return False
        cue = self.distribution.last(text, first.left, first.quantity.start)
        return cue is not None and cue.value == "respectively"

    def _listed(
        self, statement: Statement, run: Sequence[Candidate], readings: Sequence[Reading]
    ) -> list[Named]:
        """Pair a list of numbers with the list of things before it, or with the numbers before it."""
        first = run[0]
        start, end = first.left, first.quantity.start
        cue = self.distribution.last(statement.text, start, end)
        said = cue.span if cue else Span(end, end)
        phrase = self.phrases.left(statement.text, Span(start, said.start), statement.periods)
        share = self.phrases.left(statement.text, Span(said.end, end), statement.periods)
        phrase = self.completion.without_comparison(phrase)
        members = self.completion.members(phrase)
        earlier = self._earlier(statement.before[-max(MEMORY, len(run)) :], readings[0])
        aligned = True
        if len(members) == len(run):
            subjects = members
        elif not phrase and len(earlier) >= len(run):
            subjects = earlier[-len(run) :]
        elif not phrase and len(above := self._members_above(statement, first)) == len(run):
            subjects = above
        else:
            subjects = list(self._single(statement, first, readings[0]).subjects[:1]) * len(run)
            aligned = cue is None
        named = bool(share) and self.completion.heads.are_names(subjects)
        if aligned and cue and (named or self.completion.is_share(share)):
            subjects = [subject + share for subject in subjects]
        elif aligned and cue and self.completion.is_target(share):
            subjects = [subject + self.completion.rate_name for subject in subjects]
        return [
            Named(candidate, reading, (subject,), aligned, member=len(members) == len(run))
            for candidate, reading, subject in zip(run, readings, subjects, strict=True)
        ]

    def _single(self, statement: Statement, candidate: Candidate, reading: Reading) -> Named:
        text, periods, quantity = statement.text, statement.periods, candidate.quantity
        start, end = candidate.left, quantity.start
        name = _name_in_list(text, candidate) if start == end else None
        phrase = self.phrases.left(text, name or Span(start, end), periods)
        start = name.start if name else start
        if name and (other := self.completion.compared_with(phrase) or _average(phrase)):
            own = self.completion.without_comparison(phrase)
            return Named(candidate, reading, (other,), own=own)  # 研发强度低于全省平均水平(2.5%)
        if statement.distributed and len(members := self._shared_by(text, start, end, phrase)) > 1:
            return Named(candidate, reading, tuple(members), member=True)
        noun = self._in_cell(statement, candidate.cell, phrase) if candidate.cell else ""
        if noun:
            return Named(candidate, reading, (noun,))
        if quantity.end < candidate.right:
            right = Span(quantity.end, candidate.right)
            if quantity.dimension == MONEY and self.completion.says_little(phrase):
                noun = self.phrases.money_behind(text, right, periods)
            elif name is None and quantity.dimension in COUNTED:
                noun = self.phrases.noun_behind(text, right, phrase, quantity.value, periods)
        return Named(candidate, reading, (noun or self._completed(statement, candidate, reading, phrase),))

    def _shared_by(self, text: str, start: int, end: int, phrase: str) -> list[str]:
        """Return the members of a phrase each of which has the number behind it: A和B各3家."""
        cue = self.distribution.last(text, start, end)
        return self.completion.members(phrase) if cue is not None and cue.value == "each" else []

    def _in_cell(self, statement: Statement, cell: Cell, phrase: str) -> str:
        """Return the label of the row of a number alone in its cell, with what its column says of it."""
        if phrase or not (cell.label or cell.time):
            return ""
        text = statement.text
        label = self.phrases.left(text, cell.label, statement.periods) if cell.label else ""
        head = cell.head.of(text).strip() if cell.head else ""
        if head.endswith(self.completion.rate_name):
            return label + self.completion.rate_name
        return label if self.value_heads.first(head, 0, len(head)) is not None else label + head

    def _completed(self, statement: Statement, candidate: Candidate, reading: Reading, phrase: str) -> str:
        """Complete a phrase that says too little by the subject before it."""
        compares = reading.role == "change" and self._compares(statement.text, candidate, reading)
        phrase = "" if compares else self.completion.without_comparison(phrase)
        if phrase and reading.role not in ("rank", "share") and self.completion.says_enough(phrase):
            return phrase
        before = _unbracketed(statement.text, statement.before[-MEMORY:], candidate.quantity.start)
        before = self._measured(before, candidate, reading)
        base = before[-1].subjects[0] if before else ""
        if not base and statement.before:
            base = statement.before[-1].own or ""
        if reading.role == "rank":
            return self._ranked(statement, candidate, phrase, before)
        if reading.role == "share" and (phrase or base) and self._of_target(phrase, base):
            whole = self.completion.complete(phrase, base) if phrase else base
            return whole + self.completion.rate_name
        if phrase and (owner := self._owner(statement, candidate, phrase)):
            return owner + phrase
        if phrase:
            above = "" if base else self._clause_before(statement, candidate)
            unit = candidate.quantity.unit
            alike = (one.subjects[0] for one in reversed(before) if one.candidate.quantity.unit == unit)
            return self.completion.complete(phrase, base or above, next(alike, above))
        told = base and self._told_by_clause(statement, candidate)
        if told:
            return told + self.completion.head(base)
        behind = self._behind(statement, candidate)
        own = behind if self._says_itself(statement.text, candidate, reading) else ""
        if base and behind and self._tells_which(statement, candidate, before[-1], behind):
            named = (one.subjects[0] for one in before if base.endswith(one.subjects[0]))
            return behind + self.completion.head(min(named, key=len))
        return own or base or behind or self._clause_before(statement, candidate)

    def _owner(self, statement: Statement, candidate: Candidate, phrase: str) -> str:
        """Return what follows an amount that says how large it is: 总规模5亿元的[母基金]."""
        text, end = statement.text, candidate.quantity.end
        if phrase not in self.completion.dependent or not text.startswith(POSSESSIVE, end):
            return ""
        right = Span(end + len(POSSESSIVE), candidate.right)
        return self.phrases.noun_behind(text, right, "", None, statement.periods)

    def _tells_which(self, statement: Statement, candidate: Candidate, last: Named, behind: str) -> bool:
        """Whether a verb behind a count says which of what was counted before it counts: 8项达到进度."""
        quantity = candidate.quantity
        alone = not statement.text[candidate.clause.start : quantity.start].strip()
        counted = quantity.dimension in COUNTED and quantity.unit == last.candidate.quantity.unit
        return alone and counted and len(behind) <= LONGEST_CLAUSE

    def _told_by_clause(self, statement: Statement, candidate: Candidate) -> str:
        """Return the clause that says which of what was counted before a number counts: 达到进度的16项."""
        span = Span(candidate.left, candidate.quantity.start)
        clause = span.of(statement.text).strip(EDGES).removeprefix(CHILD)
        telling = candidate.quantity.dimension in COUNTED and clause.endswith(POSSESSIVE)
        return (
            clause
            if telling and len(clause) <= LONGEST_CLAUSE and not within(statement.periods, span)
            else ""
        )

    def _says_itself(self, text: str, candidate: Candidate, reading: Reading) -> bool:
        """Whether what follows a number says what it is of: 近六成企业没有…, 仅用27天完成…."""
        quantity = candidate.quantity
        if reading.role == "share" and text.startswith(POSSESSIVE, quantity.end):
            return True
        if quantity.dimension == "time":
            used = text.endswith(USED, candidate.left, quantity.start)
            return used and not text.startswith(TIME, quantity.end)
        begins = reading.role == "share" and not text[candidate.clause.start : quantity.start].strip()
        return begins and not self.phrases.tells_no_noun(text, quantity.end)

    def _compares(self, text: str, candidate: Candidate, reading: Reading) -> bool:
        """Whether the words before a change are what it is compared with: 比年初预算增加3亿元."""
        if all(cue.span.end != candidate.quantity.start for cue in reading.cues):
            return False
        return self.completion.compares(text[candidate.left : candidate.quantity.start].strip())

    def _measured(self, before: Sequence[Named], candidate: Candidate, reading: Reading) -> Sequence[Named]:
        """Return the numbers of which one can be said.

        Targets and rates of completion do not grow, and an amount is no rate.
        """
        if reading.role in ("change", "rank"):
            other = self.completion.is_rate
        elif candidate.quantity.dimension != "ratio":
            other = self.completion.is_completion
        else:
            return [one for one in before if one.own is None]
        own = [one for one in before if one.own is None]
        return [one for one in own if not other(one.subjects[0])] or own

    def _of_target(self, phrase: str, base: str) -> bool:
        return self.completion.is_target(phrase) or (not phrase and self.completion.is_target(base))

    def _ranked(
        self, statement: Statement, candidate: Candidate, phrase: str, before: Sequence[Named]
    ) -> str:
        """Return what is ranked: what the phrase names, or the number before the rank or its growth."""
        start = self.scope.strip_start(phrase, 0, len(phrase))
        phrase = phrase[start : self.scope.strip_end(phrase, start, len(phrase))]
        if not before:
            return phrase or self._clause_before(statement, candidate)
        last = before[-1]
        if phrase:
            return self.completion.complete(phrase, last.subjects[0])
        subject = last.subjects[0]
        if last.candidate.quantity.dimension == "ratio":
            if last.reading.role == "change":
                return self.completion.growth_of(subject)
            # 占全市的7.3%,居第六: what is ranked is not its share of the place.
            return self.completion.without_share(subject, self.scope.strip_end(subject, 0, len(subject)))
        return subject

    def _behind(self, statement: Statement, candidate: Candidate) -> str:
        """Return the verb phrase behind a number before which nothing stands: 30%的企业没有研发活动."""
        right = Span(candidate.quantity.end, candidate.right)
        phrase = self.phrases.behind(statement.text, right, statement.periods).removeprefix(POSSESSIVE)
        if candidate.quantity.dimension == "time":
            return phrase[self.adverbs.strip_start(phrase, 0, len(phrase)) :]
        return phrase

    def _earlier(self, before: Sequence[Named], reading: Reading) -> list[str]:
        """Return what the numbers of a list can be said of: levels, and for ranks their growth, too."""
        growth = self.completion.growth_of
        told = [(one.subjects[0], one.reading.role) for one in before if one.reading.role != "rank"]
        if reading.role == "rank":
            return [growth(subject) if role == "change" else subject for subject, role in told]
        return [subject for subject, role in told if role != "change"]

    def _members_above(self, statement: Statement, candidate: Candidate) -> list[str]:
        """Return the members of a list that is a clause of its own: 产值和税收,分别增长9%和8%."""
        return self.completion.members(self._clause_before(statement, candidate))

    def _clause_before(self, statement: Statement, candidate: Candidate) -> str:
        """Return the phrase of the clause before a number's own, within its statement."""
        end = candidate.clause.start - 1
        if end <= candidate.statement.start:
            return ""
        border = _LAST_CLAUSE_SIGN.match(statement.text, candidate.statement.start, end)
        start = border.end() if border else candidate.statement.start
        if _DIVISION.fullmatch(statement.text, start, end):
            return ""
        return self.phrases.left(statement.text, Span(start, end), statement.periods)


def _are_listed(text: str, one: Candidate, other: Candidate) -> bool:
    """Whether a number follows another one with nothing but a list mark between."""
    return text[one.quantity.end : other.quantity.start].strip() in LIST_MARKS


def _unbracketed(text: str, before: Sequence[Named], start: int) -> Sequence[Named]:
    """Return the numbers that are in no brackets that close before ``start``: 56个(国家级4个),新增12个."""
    if not before or text.find(")", before[0].candidate.quantity.end, start) < 0:
        return before
    ends = [one.candidate.quantity.end for one in before]
    inside = [text.count(")", end, start) > text.count("(", end, start) for end in ends]
    return [one for one, within in zip(before, inside, strict=True) if not within] or before


def _average(phrase: str) -> str:
    """Return a phrase that names an average."""
    return phrase if _AVERAGE.search(phrase) else ""


def _name_in_list(text: str, candidate: Candidate) -> Span | None:
    """Return the name of which a number in brackets is said: 合肥(142.5亿元)、安庆(48亿元)."""
    start = candidate.quantity.start
    if text[start - 1 : start] != "(" or not text.startswith(")", candidate.quantity.end):
        return None
    # Cut out, the statement begins a name as a line does, behind a full stop or an indentation, too.
    first = candidate.statement.start
    match = _NAME_IN_LIST.match(text[first : start - 1])
    return Span(first + match.start("name"), start - 1) if match else None
