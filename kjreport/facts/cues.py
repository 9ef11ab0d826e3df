"""Cue words around a number, compiled from the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kjreport.facts.exclusions import Exclusion, Exclusions
from kjreport.facts.guarded import Guarded
from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern, LazyWords, alternation
from kjreport.matching.patterns import NOTHING_KNOWN, Choices
from kjreport.ruleset import CueRule, ExclusionRule, LexiconRule
from kjreport.span import Span

ANY = -1  # all settings, as bits


class Cue(Frozen):
    """A cue that was found: what it sets, the rule, and where it stands."""

    value: str
    rule: str
    span: Span


class Setting(Frozen):
    """A rule with words before a number: what it sets, its id, its words; its ``bit`` in sets of settings."""

    value: str
    rule: str
    pattern: Guarded
    bit: int

    @classmethod
    def of(cls, rule: CueRule, key: str, known: Choices, bit: int) -> Setting:
        """Compile the words of a rule that sets ``key``."""
        return cls(rule.sets[key], rule.id, Guarded([*rule.words, *rule.before], rule.patterns, known), bit)


class CueFinder(Frozen):
    """Cues that set one field: words before a number, words right behind it, and units.

    ``needed`` finds the words of which one stands in every cue before a number, ``tells`` gives the settings
    that such a word speaks for; ``signs`` are the characters with which cues behind a number begin.
    """

    before: tuple[Setting, ...]
    after: tuple[tuple[str, str, Lexicon], ...]
    signs: frozenset[str]
    units: Mapping[str, str]
    needed: LazyPattern
    tells: Mapping[str, int]

    @classmethod
    def compile(cls, rules: Iterable[CueRule], key: str, known: Choices = NOTHING_KNOWN) -> CueFinder:
        """Compile the cues among ``rules`` that set ``key``; what is known of patterns saves time."""
        setting = [rule for rule in rules if key in rule.sets]
        ahead = [rule for rule in setting if rule.words or rule.before or rule.patterns]
        before = tuple(Setting.of(rule, key, known, 1 << number) for number, rule in enumerate(ahead))
        words = _needed(before)
        after = tuple((rule.sets[key], rule.id, Lexicon.of(rule.after)) for rule in setting if rule.after)
        return cls(
            before,
            after,
            frozenset[str]().union(*(words.beginning for _, _, words in after)),
            {unit: rule.sets[key] for rule in setting for unit in rule.units},
            _pattern(words),
            _tells(words, before),
        )

    def needed_with(self, other: CueFinder) -> LazyPattern:
        """Return a pattern of the words of which one stands in every cue of both before a number."""
        return _pattern(_needed((*self.before, *other.before)))

    def possible(self, text: str, start: int, end: int) -> bool:
        """Whether a cue can stand in ``text[start:end]``; if not, there is none."""
        return self.needed.search(text, start, end) is not None

    def nearest(self, text: str, start: int, end: int) -> list[Cue]:
        """Return the cues in ``text[start:end]``: those nearest to ``end`` first, longer before shorter."""
        told = self._told(text, start, end)
        found = [
            Cue(one.value, one.rule, Span(*match.span()))
            for one in self.before
            if one.bit & told
            for match in one.pattern.compiled.finditer(text, start, end)
            if match.end() > match.start()
        ]
        if len(found) > 1:
            found.sort(key=lambda cue: (-cue.span.end, cue.span.start))
        return found

    def last(self, text: str, start: int, end: int) -> Cue | None:
        """Return the cue that ends nearest to ``end`` in ``text[start:end]``; the longer one on a tie."""
        told = self._told(text, start, end)
        if not told:
            return None
        last: Setting | None = None
        first = reach = start
        for one in self.before:
            if not one.bit & told:
                continue
            for match in one.pattern.compiled.finditer(text, start, end):
                at, behind = match.span()
                if at < behind and (behind > reach or (behind == reach and at < first)):
                    last, first, reach = one, at, behind
        return Cue(last.value, last.rule, Span(first, reach)) if last else None

    def _told(self, text: str, start: int, end: int) -> int:
        """Return the settings of which a cue can stand in ``text[start:end]``, as bits."""
        told = 0
        for word in self.needed.findall(text, start, end):
            told |= self.tells.get(word, ANY)
        return told

    def behind(self, text: str, position: int, end: int) -> Cue | None:
        """Return the cue that begins at ``position``; there is none where none of the signs stands."""
        for value, rule, words in self.after:
            length = words.prefix(text, position, end)
            if length:
                return Cue(value, rule, Span(position, position + length))
        return None


def _needed(settings: Iterable[Setting]) -> list[str]:
    """Return words of which one stands in every cue of settings; none when that cannot be told."""
    needed = [one.pattern.needed for one in settings]
    words: list[str] = []
    for word in sorted(frozenset[str]().union(*needed)) if all(needed) else ():
        if not words or not word.startswith(words[-1]):  # where a longer one stands, a shorter one does
            words.append(word)
    return words


def _pattern(words: Sequence[str]) -> LazyPattern:
    return LazyWords(words) if words else LazyPattern(r"[\s\S]")


def _tells(words: Iterable[str], settings: Iterable[Setting]) -> dict[str, int]:
    """Return for each of `_needed` the settings of which a needed word can begin there or within it."""
    tells = dict.fromkeys(words, 0)
    beginning: dict[str, int] = {}
    for one in settings if tells else ():
        for needed in one.pattern.needed:
            beginning[needed[0]] = beginning.get(needed[0], 0) | one.bit
            length = 1
            while needed[:length] not in tells:  # one of the words begins each of them
                length += 1
            tells[needed[:length]] |= one.bit
    for word in tells:
        for sign in word[1:]:
            tells[word] |= beginning.get(sign, 0)
    return tells


class Lexicon(Frozen):
    """Words that are stripped from an end of a phrase, or that a text may begin with.

    Attributes:
        words: the words.
        known: the words, and longer whole words that begin or end like one of them, and are not cut.
        beginning: by the first character of what is known, how long it is, the longest first.
        ending: the same, by their last character.
    """

    words: frozenset[str]
    known: frozenset[str]
    beginning: Mapping[str, tuple[int, ...]]
    ending: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, words: Iterable[str]) -> Lexicon:
        """Compile a list of words."""
        words = frozenset(words)
        longest_first = sorted(words, key=len, reverse=True)
        return cls(words, words, _lengths(longest_first, 0), _lengths(longest_first, -1))

    @property
    def alternation(self) -> str:
        """A pattern of the words, the longest first."""
        return alternation(self.words)

    def __or__(self, other: Lexicon) -> Lexicon:
        """Return the words of both."""
        return Lexicon.of(self.words | other.words)

    def sparing(self, whole: Lexicon) -> Lexicon:
        """Return the same words, with others that are not cut."""
        beginning = _with(self.beginning, whole.beginning)
        return Lexicon(self.words, self.words | whole.words, beginning, _with(self.ending, whole.ending))

    def strip_start(self, text: str, start: int, end: int) -> int:
        """Return where ``text[start:end]`` begins without these words."""
        while length := self.prefix(text, start, end):
            start += length
        return start

    def strip_end(self, text: str, start: int, end: int) -> int:
        """Return where ``text[start:end]`` ends without these words."""
        while length := self.suffix(text, start, end):
            end -= length
        return end

    def prefix(self, text: str, start: int, end: int) -> int:
        """Return the length of the longest word at ``start``; 0 if there is none, or a longer whole word."""
        if start < end and (lengths := self.beginning.get(text[start])):
            known = self.known
            for length in lengths:
                word = text[start : start + length]
                if word in known and start + length <= end:
                    return length if word in self.words else 0
        return 0

    def suffix(self, text: str, start: int, end: int) -> int:
        """Return the length of the longest word that ends at ``end``, or 0; see `prefix`."""
        if start < end and (lengths := self.ending.get(text[end - 1])):
            known = self.known
            for length in lengths:
                begin = end - length
                if begin >= start and (word := text[begin:end]) in known:
                    return length if word in self.words else 0
        return 0

    def first(self, text: str, start: int, end: int) -> int | None:
        """Return where the first of the words stands in ``text[start:end]``."""
        beginning = self.beginning
        for at in range(start, end):
            if text[at] in beginning and self.prefix(text, at, end):
                return at
        return None


def _lengths(longest_first: Iterable[str], place: int) -> dict[str, tuple[int, ...]]:
    """Return the lengths of words by the character that all of them have at a place."""
    lengths: dict[str, tuple[int, ...]] = {}
    for word in longest_first:
        found = lengths.get(word[place], ())
        if not found or found[-1] != len(word):
            lengths[word[place]] = (*found, len(word))
    return lengths


def _with(
    lengths: Mapping[str, tuple[int, ...]], whole: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """Return the lengths of words, and of whole words with the same character at a place."""
    return {
        character: tuple(sorted({*found, *whole[character]}, reverse=True)) if character in whole else found
        for character, found in lengths.items()
    }


class FactCues(Frozen):
    """All that the rules say about numbers in their clauses.

    ``next_number_only`` are the rules whose cues hold for the number behind them and no further,
    ``amounts_only`` those that say nothing of ratios.
    """

    roles: CueFinder
    signs: CueFinder
    status: CueFinder
    sections: CueFinder
    next_number_only: frozenset[str]
    amounts_only: frozenset[str]
    distribution: CueFinder
    exclusions: Exclusions
    lexicons: Mapping[str, Lexicon]

    @classmethod
    def compile(
        cls,
        cues: Iterable[CueRule],
        lexicons: Iterable[LexiconRule],
        exclusions: Iterable[ExclusionRule],
        known: Choices = NOTHING_KNOWN,
    ) -> FactCues:
        """Compile the rules; what is known of their patterns, see `word_choices`, saves time."""
        cues = tuple(cues)
        return cls(
            CueFinder.compile(cues, "role", known),
            CueFinder.compile(cues, "sign", known),
            CueFinder.compile(cues, "status", known),
            CueFinder.compile(cues, "section", known),
            frozenset(rule.id for rule in cues if rule.sets.get("reach") == "number"),
            frozenset(rule.id for rule in cues if rule.sets.get("reach") == "amount"),
            CueFinder.compile(cues, "distribution", known),
            Exclusions(Exclusion.of(rule, known) for rule in exclusions),
            {rule.id: Lexicon.of(rule.words) for rule in lexicons},
        )
