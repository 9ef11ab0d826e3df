"""Lists of places that share what is measured: 技术合同成交额居前的有合肥(142.5亿元)、安庆(48亿元)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

from kjreport.facts.cues import Lexicon
from kjreport.facts.heads import Heads
from kjreport.facts.phrases import Phrases
from kjreport.facts.subjects import Named
from kjreport.facts.tables import NAME_BEFORE, NAME_BETWEEN, PHRASE_END
from kjreport.frozen import Frozen, replace
from kjreport.lazy import LazyPattern
from kjreport.periods import Period
from kjreport.span import Span

_NAME_BEFORE = LazyPattern(NAME_BEFORE)
_NAME_BETWEEN = LazyPattern(NAME_BETWEEN)
_PHRASE_END = LazyPattern(PHRASE_END)
_LAST_PHRASE_END = LazyPattern(f"(?s:.*){PHRASE_END}")

LONGEST_BEFORE = 120  # characters before a list in which stands what its places share
LONGEST_BEHIND = 16  # and behind it


class Places(Frozen):
    """Completes the names of places by the word lists of ``rules/places.yaml``.

    Attributes:
        phrases: cuts out what the places share.
        heads: knows the names of places.
        selecting: words that pick places by what stands before them (``居前``).
        copula: words between those and the first name (``分别为``).
        sharing: words behind what stands behind the list and is shared (``研发投入分别增长``).
    """

    phrases: Phrases
    heads: Heads
    selecting: LazyPattern
    copula: LazyPattern
    sharing: LazyPattern

    @classmethod
    def of(cls, lexicons: Mapping[str, Lexicon], phrases: Phrases) -> Places:
        """Take the word lists by their ids."""
        selecting, copula, sharing = (
            LazyPattern(lexicons[name].alternation)
            for name in ("place_selecting", "place_copula", "place_sharing")
        )
        return cls(phrases, Heads.of(lexicons), selecting, copula, sharing)

    def complete(self, text: str, named: Sequence[Named], periods: Sequence[Period]) -> Sequence[Named]:
        """Return the numbers of a statement; what places share stands behind their names."""
        if not _begins_list(text, named):
            return named
        done = list(named)
        index = 0
        while index < len(named):
            names = self._in_brackets(text, named, index) or self._behind_colon(text, named, index)
            shared = self._shared(text, named, index, names, periods) if names else ""
            length = len(names) or 1
            if shared:
                subjects = [name + shared for name in names]
                done[index : index + length] = _named(done[index : index + length], subjects)
                behind = done[index + length : index + 2 * length]
                # A list of as many numbers behind it is said of the same: 东河县(3亿元)…研发投入分别增长….
                if len(behind) == length and all(
                    one.subjects == (shared,) and not one.aligned for one in behind
                ):
                    done[index + length : index + 2 * length] = _named(behind, subjects)
            index += length
        return done

    def _in_brackets(self, text: str, named: Sequence[Named], index: int) -> list[str]:
        """Return the names of a list with a number in brackets behind each; none when there is no list."""
        first = named[index].candidate
        opening = first.quantity.start - 1
        if not text.startswith("(", opening) or not text.startswith(")", first.quantity.end):
            return []
        before = _NAME_BEFORE.search(text, max(first.statement.start, opening - LONGEST_BEFORE), opening)
        if before is None:
            return []
        names = [self._behind_copula(before[0])]
        for last, one in pairwise(named[index:]):
            reach = (last.candidate.quantity.end, one.candidate.quantity.start)
            between = _NAME_BETWEEN.fullmatch(text, *reach)
            if between is None or not text.startswith(")", one.candidate.quantity.end):
                break
            names.append(between["name"])
        return names

    def _behind_copula(self, clause: str) -> str:
        """Return the name at the end of a clause: ``合肥`` of ``居前的有合肥``."""
        ends = [match.end() for match in self.copula.finditer(clause) if match.end() < len(clause)]
        return clause[max(ends, default=0) :].strip()

    def _behind_colon(self, text: str, named: Sequence[Named], index: int) -> list[str]:
        """Return the places of a list behind a colon: 研发投入:东河县3.2亿元、西岭县2.8亿元."""
        if not text.startswith(":", named[index].candidate.left - 1):
            return []
        run = [named[index], *takewhile(lambda one: one.candidate.after_list, named[index + 1 :])]
        names = [one.subjects[0] for one in run]
        return names if len(names) > 1 and self.heads.are_places(names) else []

    def _shared(
        self, text: str, named: Sequence[Named], index: int, names: Sequence[str], periods: Sequence[Period]
    ) -> str:
        """Return what is measured of names: what selects them, or stands behind them or before them."""
        first, last = named[index].candidate, named[index + len(names) - 1].candidate
        start = max(first.statement.start, first.quantity.start - LONGEST_BEFORE)
        end = text.rfind(names[0], start, first.quantity.start)
        selected = self._selected(text, start, end, periods)
        if selected or len(names) < 2:
            return selected
        behind = self.sharing.search(text, last.quantity.end, last.quantity.end + LONGEST_BEHIND)
        if behind and not _PHRASE_END.search(text, last.quantity.end + 1, behind.start()):
            return self.phrases.left(text, Span(last.quantity.end + 1, behind.start()), periods)
        if not self.heads.are_places(names):
            return ""
        if text.startswith(":", end - 1):
            return self.phrases.left(text, Span(_clause_start(text, start, end - 1), end - 1), periods)
        unit = first.quantity.unit
        wholes = (one.subjects[0] for one in reversed(named[:index]) if one.candidate.quantity.unit == unit)
        return next(wholes, "")

    def _selected(self, text: str, start: int, end: int, periods: Sequence[Period]) -> str:
        """Return what is measured of places that are selected by it: 成交额居前的有."""
        while start < end:
            begin = _clause_start(text, start, end)
            found = self.selecting.search(text, begin, end)
            phrase = self.phrases.left(text, Span(begin, found.start()), periods) if found else ""
            if phrase:
                return phrase
            end = begin - 1
        return ""


def _begins_list(text: str, named: Sequence[Named]) -> bool:
    """Whether a number stands in brackets, or what is said of it behind a colon."""
    first, last = max(0, named[0].candidate.left - 1), named[-1].candidate.quantity.start
    if text.find("(", first, last) < 0 and text.find(":", first, last) < 0:
        return False
    for one in named:
        candidate = one.candidate
        if text[candidate.quantity.start - 1] == "(" or text[candidate.left - 1] == ":":
            return True
    return False


def _named(numbers: Sequence[Named], subjects: Sequence[str]) -> list[Named]:
    pairs = zip(numbers, subjects, strict=True)
    return [replace(number, subjects=(subject,), aligned=True) for number, subject in pairs]


def _clause_start(text: str, start: int, end: int) -> int:
    """Return where the clause that ends at ``end`` begins, not before ``start``."""
    last = _LAST_PHRASE_END.match(text, start, end)
    return last.end() if last else start
