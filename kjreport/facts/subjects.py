"""What a number counts or measures: the phrase left of it, or the noun right of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kjreport.facts.clauses import Candidate
from kjreport.facts.cues import CueFinder, Lexicon
from kjreport.facts.roles import Reading
from kjreport.facts.tables import CLAUSE_BORDER, EDGES, LIST_MARK, POSSESSIVE, QUOTED_NAME
from kjreport.periods import Period
from kjreport.span import Span

_LIST = re.compile(LIST_MARK)
_QUOTED_NAME = re.compile(QUOTED_NAME)
_CLAUSE_BORDER = re.compile(CLAUSE_BORDER)

LONGEST_HEAD = 28  # characters of a noun right of a number
LONGEST_VERB = 24  # characters of the verb phrase that tells a plain noun from others
LONGEST_PHRASE = 20  # a longer phrase is cut behind its last verb
SHORT_VERB = 12  # characters of a phrase that goes before a plain noun

COUNTED = frozenset({"count", "area", "mass", "length", "volume", "power", "energy", "voltage"})


class Named(NamedTuple):
    """A number with its subjects: several when it is said of several things.

    ``aligned`` is false when a list of numbers does not match the things that they are said of.
    """

    candidate: Candidate
    reading: Reading
    subjects: tuple[str, ...]
    aligned: bool = True


@dataclass(frozen=True, slots=True)
class Subjects:
    """Cuts subjects out of clauses by the word lists of the rules."""

    lead: Lexicon
    tail: Lexicon
    generic: Lexicon
    scope: Lexicon
    verb: Lexicon
    no_noun: Lexicon
    plain: Lexicon
    share_start: Lexicon
    growth_name: Lexicon
    distribution: CueFinder

    @classmethod
    def of(cls, lexicons: Mapping[str, Lexicon], distribution: CueFinder) -> Subjects:
        """Take the word lists by their ids."""
        return cls(
            lead=lexicons["subject_lead"],
            tail=lexicons["subject_tail"],
            generic=lexicons["subject_generic"],
            scope=lexicons["subject_scope"],
            verb=lexicons["subject_verb"],
            no_noun=lexicons["subject_no_noun"],
            plain=lexicons["subject_plain_noun"],
            share_start=lexicons["share_start"],
            growth_name=lexicons["growth_name"],
            distribution=distribution,
        )

    def name(
        self, text: str, group: Sequence[Candidate], readings: Sequence[Reading], periods: Sequence[Period]
    ) -> list[Named]:
        """Return the subjects of the numbers of a statement."""
        named: list[Named] = []
        index = 0
        while index < len(group):
            length = self._list_length(text, group, index)
            run = group[index : index + length]
            of_run = readings[index : index + length]
            if length > 1:
                named += self._listed(text, run, of_run, named, periods)
            else:
                named.append(self._single(text, run[0], of_run[0], named, periods))
            index += length
        return named

    def _list_length(self, text: str, group: Sequence[Candidate], index: int) -> int:
        """Return how many numbers follow each other with nothing but a list mark between."""
        end = index + 1
        while end < len(group):
            between = text[group[end - 1].quantity.end : group[end].quantity.start]
            if not _LIST.fullmatch(between.strip()):
                break
            end += 1
        return end - index

    def _listed(
        self,
        text: str,
        run: Sequence[Candidate],
        readings: Sequence[Reading],
        before: Sequence[Named],
        periods: Sequence[Period],
    ) -> list[Named]:
        """Pair a list of numbers with the list of things before it, or with the numbers before it."""
        first = run[0]
        cue = self.distribution.last(text, first.left.start, first.quantity.start)
        left = Span(first.left.start, cue.span.start if cue else first.quantity.start)
        phrase = self.left_phrase(text, left, periods)
        members = split_list(phrase)
        aligned = True
        if len(members) == len(run):
            subjects = members
        elif not phrase and len(before) >= len(run):
            subjects = [one.subjects[0] for one in before[-len(run) :]]
        else:
            subjects = [self._single(text, first, readings[0], before, periods).subjects[0]] * len(run)
            aligned = cue is None
        return [
            Named(candidate, reading, (subject,), aligned)
            for candidate, reading, subject in zip(run, readings, subjects, strict=True)
        ]

    def _single(
        self,
        text: str,
        candidate: Candidate,
        reading: Reading,
        before: Sequence[Named],
        periods: Sequence[Period],
    ) -> Named:
        phrase = self.left_phrase(text, candidate.left, periods)
        cue = self.distribution.last(text, candidate.left.start, candidate.quantity.start)
        if cue is not None and cue.value == "each" and len(members := split_list(phrase)) > 1:
            return Named(candidate, reading, tuple(members))
        if candidate.quantity.dimension in COUNTED:
            noun = self._noun_behind(text, candidate.right, phrase, periods)
            if noun:
                return Named(candidate, reading, (noun,))
        subject = self._completed(text, candidate, reading, phrase, before, periods)
        return Named(candidate, reading, (subject,))

    def _completed(
        self,
        text: str,
        candidate: Candidate,
        reading: Reading,
        phrase: str,
        before: Sequence[Named],
        periods: Sequence[Period],
    ) -> str:
        """Complete a phrase that says too little by the subject before it."""
        if reading.role == "rank":
            start = self.scope.strip_start(phrase, 0, len(phrase))
            phrase = phrase[start : self.scope.strip_end(phrase, start, len(phrase))]
        if phrase and not self._says_too_little(phrase, reading):
            return phrase
        if not phrase and not before and candidate.quantity.dimension != "rank":
            verb_phrase = self._behind(text, candidate.right, periods)
            if verb_phrase:
                return verb_phrase
        if before:
            last = before[-1]
            growth = reading.role == "rank" and last.reading.role == "change"
            name = next(iter(self.growth_name.words), "") if growth else ""
            return last.subjects[0] + (phrase or name)
        return self._clause_before(text, candidate, periods) + phrase

    def _noun_behind(self, text: str, right: Span, phrase: str, periods: Sequence[Period]) -> str:
        """Return the noun that follows a number (``37家高企``), or nothing when none does.

        A plain noun is told from others by the verb behind it (``5个项目获批``) or the phrase before it.
        """
        start = _past_spaces(text, right)
        if start >= right.end or self.no_noun.prefix(text, start, right.end):
            return ""
        name = _QUOTED_NAME.match(text, start, right.end)
        if name:
            if not name["noun"]:
                return name["name"]
            start = name.start("noun")
        if not (text[start].isalpha() or text[start] in "“《"):
            return ""
        limit = min(right.end, start + LONGEST_HEAD)
        verb = self.verb.first(text, start + 1, limit)
        noun = self._without_periods(text, Span(start, limit if verb is None else verb), periods)
        noun = noun.rstrip(POSSESSIVE).rpartition(POSSESSIVE)[2]
        if noun not in self.plain.words:
            return noun
        predicate = "" if verb is None else self._behind(text, Span(verb, right.end), periods)
        if predicate and not predicate.startswith(POSSESSIVE):
            return noun + predicate
        # A list of names (甲公司、乙公司2家企业) belongs to the noun, the noun of the number before does not.
        fits = len(phrase) <= SHORT_VERB or _LIST.search(phrase)
        return phrase + noun if fits and phrase not in self.plain.words else noun

    def _behind(self, text: str, right: Span, periods: Sequence[Period]) -> str:
        """Return the verb phrase that follows a number or its noun, or nothing when it is long."""
        phrase = self._without_periods(text, right, periods).replace(" ", "")
        return phrase[: self.tail.strip_end(phrase, 0, len(phrase))] if len(phrase) <= LONGEST_VERB else ""

    def _without_periods(self, text: str, span: Span, periods: Sequence[Period]) -> str:
        pieces, position = [], span.start
        for period in periods:
            if span.start <= period.start and period.end <= span.end:
                pieces.append(text[position : period.start])
                position = period.end
        pieces.append(text[position : span.end])
        return "".join(pieces).strip(EDGES)

    def left_phrase(self, text: str, left: Span, periods: Sequence[Period]) -> str:
        """Return the phrase before a number without times, verbs and adverbs at its ends."""
        start, end = self._trim(text, left, periods)
        if end - start > LONGEST_PHRASE:
            cut = max((at + length for at, length in self._verbs(text, start, end)), default=start)
            # A phrase that is nothing but what follows its verb is cut; one that ends in a verb is not.
            if end - cut >= 4:
                start, end = self._trim(text, Span(cut, end), periods)
        elif left.start > 0 and text[left.start - 1] not in EDGES + "(":
            # Glued to the number before it: what stands between is that number's noun and a verb.
            cut = max((at + length for at, length in self._verbs(text, start, end)), default=start)
            if end - cut >= 2:
                start, end = self._trim(text, Span(cut, end), periods)
        return text[start:end]

    def _says_too_little(self, phrase: str, reading: Reading) -> bool:
        """Whether a phrase needs the subject before it: a noun such as "total", or a share of something."""
        if reading.role != "share":
            return phrase in self.generic.words
        length = len(phrase)
        return (
            self.share_start.prefix(phrase, 0, length) > 0
            or self.generic.strip_end(phrase, 0, length) < length
        )

    def _verbs(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        return [(at, length) for at in range(start, end) if (length := self.verb.prefix(text, at, end))]

    def _trim(self, text: str, span: Span, periods: Sequence[Period]) -> Span:
        start, end = span
        while True:
            before = (start, end)
            if text[start:end] in self.generic.words:
                return Span(start, end)
            while start < end and text[start] in EDGES:
                start += 1
            while start < end and text[end - 1] in EDGES:
                end -= 1
            for period in periods:
                if period.start <= start < period.end <= end:
                    start = period.end
                if start <= period.start < end <= period.end:
                    end = period.start
            start = self.lead.strip_start(text, start, end)
            end = self.tail.strip_end(text, start, end)
            if (start, end) == before:
                return Span(start, end)

    def _clause_before(self, text: str, candidate: Candidate, periods: Sequence[Period]) -> str:
        """Return the phrase of the clause before a number's own, within its statement."""
        end = candidate.clause.start - 1
        if end <= candidate.statement.start:
            return ""
        start = max(
            (match.end() for match in _CLAUSE_BORDER.finditer(text, candidate.statement.start, end)),
            default=candidate.statement.start,
        )
        return self.left_phrase(text, Span(start, end), periods)


def _past_spaces(text: str, span: Span) -> int:
    start = span.start
    while start < span.end and text[start].isspace():
        start += 1
    return start


def split_list(phrase: str) -> list[str]:
    """Return the members of a list of nouns.

    >>> split_list("签约项目、合作项目"), split_list("产值和税收")
    (['签约项目', '合作项目'], ['产值', '税收'])
    """
    return [member.strip(EDGES) for member in _LIST.split(phrase) if member.strip(EDGES)]
