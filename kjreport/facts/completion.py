"""Phrases that say too little by themselves, completed by the subject before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kjreport.facts.cues import Lexicon
from kjreport.facts.heads import Heads
from kjreport.facts.phrases import split_list
from kjreport.frozen import Frozen
from kjreport.lazy import LazyWords

LONGEST_BASE = 100  # characters of a subject that completes another; keeps the time of long chains linear
LONGEST_TARGET = 8  # characters of a phrase that says whose target a number is


class Completion(Frozen):
    """Completes phrases; ``rules/subjects.yaml`` describes the word lists.

    ``dependent`` are nouns that mean nothing alone, ``incomplete`` all words that can be completed when they
    stand alone, and ``ending`` those with which other phrases end that can; ``comparison`` finds the words of
    the comparator.
    """

    generic: Lexicon
    action: Lexicon
    modifier: Lexicon
    aspect: Lexicon
    part: Lexicon
    target: Lexicon
    share_start: tuple[str, ...]
    empty: Lexicon
    comparator: Lexicon
    compared: Lexicon
    plain: Lexicon
    dependent: frozenset[str]
    incomplete: frozenset[str]
    ending: Lexicon
    comparison: LazyWords
    place: tuple[str, ...]
    growth_name: str
    rate_name: str
    heads: Heads

    @classmethod
    def of(cls, lexicons: Mapping[str, Lexicon]) -> Completion:
        """Take the word lists by their ids."""
        incomplete = [lexicons[f"subject_{name}"].words for name in ("generic", "aspect", "part", "modifier")]
        return cls(
            generic=lexicons["subject_generic"],
            action=lexicons["subject_action"],
            modifier=lexicons["subject_modifier"],
            aspect=lexicons["subject_aspect"],
            part=lexicons["subject_part"],
            target=lexicons["subject_target"],
            share_start=tuple(lexicons["share_start"].words),
            empty=lexicons["subject_empty"],
            comparator=lexicons["subject_comparator"],
            compared=lexicons["subject_compared"] | lexicons["subject_empty"],
            plain=lexicons["subject_plain_noun"],
            dependent=lexicons["subject_generic"].words | lexicons["subject_aspect"].words,
            incomplete=frozenset[str]().union(*incomplete),
            ending=lexicons["subject_action"] | lexicons["subject_target"],
            comparison=LazyWords(lexicons["subject_comparator"].words),
            place=tuple(lexicons["place_end"].words),
            growth_name=min(lexicons["growth_name"].words),
            rate_name=min(lexicons["rate_name"].words),
            heads=Heads.of(lexicons),
        )

    def says_nothing(self, phrase: str) -> bool:
        """Whether a phrase holds nothing but what a number is compared with (``全市平均水平``)."""
        return self.empty.strip_start(phrase, 0, len(phrase)) == len(phrase)

    def says_little(self, phrase: str) -> bool:
        """Whether a phrase only says whose the money behind it is or what is done with it (每家, 拨付)."""
        alone = not phrase or phrase in self.plain.words or phrase in self.action.words
        return alone or self.modifier.suffix(phrase, 0, len(phrase)) > 0

    def without_comparison(self, phrase: str) -> str:
        """Return a phrase without what its number is compared with (``增速高出全市平均水平``)."""
        if self.comparison.search(phrase):
            if self.compares(phrase):
                return ""
            for start, _ in self._comparisons(phrase):
                return phrase[:start]
        return "" if phrase[:1] in self.empty.beginning and self.says_nothing(phrase) else phrase

    def compared_with(self, phrase: str) -> str:
        """Return what a phrase compares with (``低于[全国平均水平]``), or nothing."""
        return next((phrase[behind:] for _, behind in self._comparisons(phrase)), "")

    def _comparisons(self, phrase: str) -> Iterator[tuple[int, int]]:
        """Yield where words of comparison begin and end behind which stands only what is compared with."""
        end = len(phrase)
        for start in range(end):
            behind = start + self.comparator.prefix(phrase, start, end)
            if start < behind < end == self.compared.strip_start(phrase, behind, end):
                yield start, behind

    def compares(self, text: str) -> bool:
        """Whether a text begins with a word of comparison."""
        return self.comparator.prefix(text, 0, len(text)) > 0

    def is_rate(self, subject: str) -> bool:
        """Whether a subject is a target, or a rate of completion: neither is what grows or is ranked."""
        return self.is_target(subject) or self.is_completion(subject)

    def is_completion(self, subject: str) -> bool:
        """Whether a subject is a rate of completion."""
        return subject.endswith(self.rate_name)

    def growth_of(self, subject: str) -> str:
        """Return the name of the growth of a subject."""
        return subject if subject.endswith(self.growth_name) else subject + self.growth_name

    def is_share(self, phrase: str) -> bool:
        """Whether a phrase only says what a share is taken of (``占营业收入的比重``)."""
        return phrase.startswith(self.share_start)

    def without_share(self, subject: str, end: int) -> str:
        """Return a subject without the words of a share of the place that stands behind ``end``."""
        stem = subject[:end]
        share = next(filter(stem.endswith, self.share_start), "") if end < len(subject) else ""
        return stem.removesuffix(share) if share else subject

    def is_target(self, phrase: str) -> bool:
        """Whether a phrase ends in a word for a target."""
        return self.target.suffix(phrase, 0, len(phrase)) > 0

    def complete(self, phrase: str, base: str, alike: str = "") -> str:
        """Return a phrase with what it lacks.

        Args:
            phrase: the phrase before a number.
            base: the subject of the number before it, or an empty string.
            alike: the subject of the last number in the same unit, or an empty string.
        """
        if phrase in self.aspect.words:
            return base[: len(base) - self.aspect.suffix(base, 0, len(base))] + phrase
        if self.lacks_subject(phrase):
            return _joined(base, phrase) if len(base) <= LONGEST_BASE else phrase
        if phrase in self.part.words and (kept := self.without_part(base)) != base:
            return kept + phrase
        if alike and (phrase in self.modifier.words or self._is_action(phrase)):
            return phrase + self.head(alike)
        return phrase

    def says_enough(self, phrase: str) -> bool:
        """Whether a phrase, which is not empty, lacks nothing: `complete` returns it as it is."""
        if phrase in self.incomplete or self.is_share(phrase):
            return False
        if phrase[-1] not in self.ending.ending or not self.ending.suffix(phrase, 0, len(phrase)):
            return True
        return not (self._is_action(phrase) or self.lacks_subject(phrase))

    def lacks_subject(self, phrase: str) -> bool:
        """Whether a phrase means nothing without the subject before it."""
        target = len(phrase) <= LONGEST_TARGET and self.is_target(phrase)
        return target or phrase in self.dependent or self.is_share(phrase)

    def _is_action(self, phrase: str) -> bool:
        """Whether a phrase is an action, or one at a place (``某镇入驻``)."""
        length = self.action.suffix(phrase, 0, len(phrase))
        return length > 0 and (length == len(phrase) or phrase[: len(phrase) - length].endswith(self.place))

    def head(self, subject: str) -> str:
        """Return a subject without who acts, the actions and the modifiers at its beginning."""
        start = self.plain.prefix(subject, 0, len(subject))
        if not self.action.prefix(subject, start, len(subject)):
            start = 0
        while length := max(
            self.action.prefix(subject, start, len(subject)),
            self.modifier.prefix(subject, start, len(subject)),
        ):
            start += length
        return subject[start:]

    def without_part(self, subject: str) -> str:
        """Return a subject without a word such as 授权量 or 三等奖 at its end."""
        end = len(subject)
        return subject[: end - self.part.suffix(subject, 0, end)]

    def members(self, phrase: str) -> list[str]:
        """Return the members of a list, with what they share.

        What stands before a part belongs to the parts behind it, too (``专利申请量、授权量``); what stands
        behind a modifier to the modifiers before it (``输出、吸纳技术合同``); and see `Heads`.
        """
        members = split_list(phrase)
        if not members:
            return members
        last = members[-1]
        shared = last[self.modifier.prefix(last, 0, len(last)) :]
        if shared != last:
            members = [one + shared if one in self.modifier.words else one for one in members]
        first = members[0]
        head, stem = self.without_part(first), first[: len(first) - self.aspect.suffix(first, 0, len(first))]
        for index, one in enumerate(members[1:], 1):
            if one in self.part.words and head != first:
                members[index] = head + one
            elif one in self.generic.words:
                members[index] = stem + one
        return self.heads.spread(members)


def _joined(base: str, phrase: str) -> str:
    """Return a base with a phrase behind it; what ends the one and begins the other is said once.

    >>> _joined("签约项目", "项目总投资"), _joined("技术合同", "成交额")
    ('签约项目总投资', '技术合同成交额')
    """
    shared = range(min(len(base), len(phrase)), 1, -1)
    return base + phrase[next((length for length in shared if base.endswith(phrase[:length])), 0) :]
