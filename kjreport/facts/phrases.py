"""Noun phrases around a number, cut out of its clause by the word lists of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kjreport.facts.cues import Lexicon
from kjreport.facts.tables import (
    AMONG,
    EDGES,
    LIST_MARK,
    LISTED,
    NEGATION,
    PHRASE_SIGNS,
    POSSESSIVE,
    QUOTE,
    QUOTED_NAME,
)
from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern, LazyWords
from kjreport.periods import Period
from kjreport.span import Span

_LIST = LazyPattern(LIST_MARK)
_QUOTED_NAME = LazyPattern(QUOTED_NAME)
_NEGATION = LazyPattern(NEGATION)
_EDGES = frozenset(EDGES)
_OPENING = frozenset(EDGES + "(")
_BORDERS = frozenset(("", *PHRASE_SIGNS, *EDGES))

LONGEST_HEAD = 28  # characters of a noun right of a number
LONGEST_MONEY = 14  # characters of a noun that ends in what money is for (科技创新专项资金)
LONGEST_VERB = 24  # characters of the verb phrase that tells a plain noun from others
LONGEST_PHRASE = 20  # a longer phrase is cut behind its last verb
SHORT_VERB = 12  # characters of a phrase that goes before a plain noun


class Phrases(Frozen):
    """Cuts phrases; ``rules/subjects.yaml`` describes the word lists.

    ``lead``, ``tail`` and ``counts_before`` spare the ``whole`` words.
    """

    lead: Lexicon
    tail: Lexicon
    counts_before: Lexicon
    whole: Lexicon
    end: Lexicon
    standing: Lexicon
    verb: frozenset[str]
    verbs: LazyWords
    no_noun: Lexicon
    plain: Lexicon
    money_noun: Lexicon
    measured: Lexicon

    @classmethod
    def of(cls, lexicons: Mapping[str, Lexicon]) -> Phrases:
        """Take the word lists by their ids."""
        whole = lexicons["subject_whole_word"]
        return cls(
            lead=lexicons["subject_lead"].sparing(whole),
            tail=lexicons["subject_tail"].sparing(whole),
            counts_before=lexicons["subject_no_noun"].sparing(whole),
            whole=whole,
            end=lexicons["subject_tail"],
            standing=lexicons["subject_generic"] | lexicons["subject_action"] | lexicons["subject_aspect"],
            verb=lexicons["subject_verb"].words,
            verbs=LazyWords(lexicons["subject_verb"].words),
            no_noun=lexicons["subject_no_noun"],
            plain=lexicons["subject_plain_noun"],
            money_noun=lexicons["subject_money_noun"],
            measured=lexicons["subject_measured"],
        )

    def left(self, text: str, left: Span, periods: Sequence[Period]) -> str:
        """Return the phrase before a number without times, and without verbs and adverbs at its ends."""
        first, last = left.start, left.end
        if first >= last:
            return ""
        if periods:
            periods = [one for one in periods if one.start < last and first < one.end]
        start, end = self._trim(text, first, last, periods)
        glued = first > 0 and text[first - 1] not in _OPENING
        if end - start > LONGEST_PHRASE or glued:
            # A long phrase is cut behind its last verb. So is one that is glued to the number before it:
            # what stands between them is that number's noun and a verb.
            cut = max([behind for _, behind in self._verbs(text, start, end)], default=start)
            # A phrase that is nothing but what follows its verb is cut; one that ends in a verb is not.
            if end - cut >= (2 if glued and end - start <= LONGEST_PHRASE else 4):
                start, end = self._trim(text, cut, end, periods)
        phrase = _without(text, start, end, periods) if periods else text[start:end]
        if not phrase[:1].isalnum():
            phrase = _words(phrase)
        # What stands in brackets behind a noun explains it: 投入强度(与营业收入之比).
        if not phrase.endswith(")"):
            return phrase
        opening = phrase.rfind("(")
        return phrase[:opening] if opening > 1 and LISTED not in phrase[opening:] else phrase

    def tells_no_noun(self, text: str, position: int) -> bool:
        """Whether what stands at a position is no noun that a number before it counts."""
        return self.no_noun.prefix(text, position, len(text)) > 0

    def noun_behind(
        self, text: str, right: Span, phrase: str, count: Decimal | None, periods: Sequence[Period]
    ) -> str:
        """Return the noun that follows a number (``37家高企``), or nothing when none does.

        A plain noun is told from others by the names before the number (``甲公司、乙公司2家企业``), by the
        verb behind it (``5个项目获批``) or by the phrase before the number.

        Args:
            text: the cleaned text.
            right: the text behind the number.
            phrase: the phrase before it.
            count: the number; the phrase can be a list of as many names.
            periods: the time expressions of the statement.
        """
        start = past_spaces(text, right.start, right.end)
        end = right.end
        before = self.counts_before
        if start >= end or (text[start] in before.beginning and before.prefix(text, start, end)):
            return ""
        name = _QUOTED_NAME.match(text, start, end) if text[start] == QUOTE else None
        if name:
            if not name["noun"] or self.no_noun.prefix(text, name.start("noun"), end):
                return name["name"]
            start = name.start("noun")
        if not (text[start].isalpha() or text[start] in "“《"):
            return ""
        limit = min(end, start + LONGEST_HEAD)
        if periods:
            limit = next((one.start for one in periods if start < one.start < limit), limit)
        stop, denied = self._stop(text, start, limit)
        if stop == end:
            stop = end = self._without_measured(text, start, end)
        noun, owns = self._head(text[start:stop].strip(EDGES))
        if len(noun) == 1 and phrase in self.verb:
            return phrase + noun
        if owns or (noun not in self.plain.words and not denied):
            return noun
        predicate = self.behind(text, Span(stop, end), periods) if stop < limit else ""
        return self._told(noun, phrase, count, predicate)

    def _stop(self, text: str, start: int, limit: int) -> tuple[int, bool]:
        """Return where a noun ends, at a verb or a negation, and whether that is a negation."""
        denied = _NEGATION.search(text, start + 1, limit)
        limit = denied.start() if denied else limit
        verb = self._first_verb(text, start + 1, limit)
        return verb or limit, denied is not None and verb is None

    def _without_measured(self, text: str, start: int, end: int) -> int:
        """Return where a noun ends before what the next number measures: 10个[项目]总投资15亿元."""
        if text[end : end + 1] in _BORDERS:
            return end
        last = self.end.strip_end(text, start, end)
        last -= self.measured.suffix(text, start, last) or last
        return last if last > start + 1 else end

    def _told(self, noun: str, phrase: str, count: Decimal | None, predicate: str) -> str:
        """Return a plain noun with the names or the verb that tell it from others."""
        members = split_list(phrase)
        if len(members) > 1 and len(members) == count:
            return phrase + noun
        if predicate and not predicate.startswith(POSSESSIVE):
            return noun + predicate
        # A phrase that is a plain noun itself is that of the number before.
        fits = len(phrase) <= SHORT_VERB or _LIST.search(phrase)
        return phrase + noun if fits and phrase not in self.plain.words else noun

    def _head(self, noun: str) -> tuple[str, bool]:
        """Return the head of a noun, and whether that owns the rest of it.

        重大的项目 are projects; of 行业的经费 they are the 行业 that 4个 counts.
        """
        owner, _, head = noun.rstrip(POSSESSIVE).rpartition(POSSESSIVE)
        if owner and self.plain.suffix(owner, 0, len(owner)):
            return owner, True
        among = head.endswith(AMONG) and not self.whole.suffix(head, 0, len(head))
        return (head.removesuffix(AMONG) if among else head), False

    def money_behind(self, text: str, right: Span, periods: Sequence[Period]) -> str:
        """Return what the money before it is (``20万元奖励``), or nothing when no such noun follows."""
        start = past_spaces(text, right.start, right.end)
        end = right.end
        start += text.startswith(POSSESSIVE, start)
        verb = self._first_verb(text, start + 1, end)
        noun = _without(text, start, end if verb is None else verb, periods)
        last = self.money_noun.suffix(noun, 0, len(noun)) if len(noun) <= LONGEST_MONEY else 0
        return noun if last or self.money_noun.prefix(noun, 0, len(noun)) else ""

    def behind(self, text: str, right: Span, periods: Sequence[Period]) -> str:
        """Return the verb phrase that follows a number or its noun, or nothing when it is long."""
        phrase = _without(text, right.start, right.end, periods).replace(" ", "")
        return (
            _words(phrase[: self.end.strip_end(phrase, 0, len(phrase))])
            if len(phrase) <= LONGEST_VERB
            else ""
        )

    def _first_verb(self, text: str, start: int, end: int) -> int | None:
        for at, _ in self._verbs(text, start, end):
            return at
        return None

    def _verbs(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Return where verbs begin and end in ``text[start:end]``."""
        search, whole = self.verbs.search, self.whole
        while verb := search(text, start, end):
            at, behind = verb.span()
            if not whole.prefix(text, at, end):
                yield at, behind
            start = at + 1

    def _trim(self, text: str, start: int, end: int, periods: Sequence[Period]) -> tuple[int, int]:
        """Return a span without the words, signs and times at its ends that are no part of a phrase."""
        lead, tail, standing = self.lead, self.tail, self.standing.words
        while start < end:
            first, last = text[start], text[end - 1]
            if first in _EDGES:
                start += 1
            elif last in _EDGES:
                end -= 1
            elif not periods and first not in lead.beginning and last not in tail.ending:
                break  # as most phrases do
            elif text[start:end] in standing:
                break
            elif periods and (shorter := _without_period(start, end, periods)) != (start, end):
                start, end = shorter
            elif first in lead.beginning and (length := lead.prefix(text, start, end)):
                start += length
            elif last in tail.ending and (length := tail.suffix(text, start, end)):
                end -= length
            else:
                break
        return start, end


def _words(phrase: str) -> str:
    """Return a phrase, or nothing when it is nothing but signs."""
    return phrase if any(map(str.isalnum, phrase)) else ""


def _without(text: str, start: int, end: int, periods: Sequence[Period]) -> str:
    """Return a piece of text without the time expressions in it."""
    if not periods:
        return text[start:end].strip(EDGES)
    pieces, position = [], start
    for period in periods:
        if start <= period.start and period.end <= end:
            pieces.append(text[position : period.start])
            position = period.end
    pieces.append(text[position:end])
    return "".join(pieces).strip(EDGES)


def _without_period(start: int, end: int, periods: Sequence[Period]) -> tuple[int, int]:
    """Return a span without the time expression at one of its ends, if there is one."""
    for period in periods:
        if period.start <= start < period.end <= end:
            return period.end, end
        if start <= period.start < end <= period.end:
            return start, period.start
    return start, end


def past_spaces(text: str, start: int, end: int) -> int:
    """Return where ``text[start:end]`` begins without the spaces at its beginning."""
    while start < end and text[start].isspace():
        start += 1
    return start


def split_list(phrase: str) -> list[str]:
    """Return the members of a list of nouns.

    >>> split_list("签约项目、合作项目"), split_list("产值和税收")
    (['签约项目', '合作项目'], ['产值', '税收'])
    """
    members = _LIST.split(phrase) if _LIST.search(phrase) else (phrase,)
    return [name for member in members if (name := member.strip(EDGES))]
