"""Where label rules fire: one scan for all words, then the few patterns that can match.

A keyword inside a longer keyword does not count, nor does anything inside a match of a pattern of a rule
without a label. What does not count is told, with the reason, to those who ask why.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from kjreport.errors import Diagnostic
from kjreport.frozen import Frozen
from kjreport.labels.probes import Probe, Probes, marked, wanted
from kjreport.labels.reach import Reach
from kjreport.labels.words import Segmentation
from kjreport.lazy import LazyPattern
from kjreport.matching.patterns import NOTHING_KNOWN, Choices
from kjreport.matching.search import NOTHING, Pattern
from kjreport.ruleset import LabelRule
from kjreport.span import Span

REACH = 100  # how far a clause is searched for: keeps the cost linear where a text has no punctuation
TIME_LIMIT = 0.5  # seconds that a pattern may take in one sentence
_CLAUSE_END = LazyPattern(r"[,，;。:!?\n]")
_BY_PLACE = itemgetter(0, 1)
_BY_END = itemgetter(2)
_BY_RULE = itemgetter(2)

Reason = Literal["longer", "near", "unless", "heading", "segmented", "taken"]


class Hit(Frozen):
    """A rule that fired at ``text[start:end]`` of the cleaned text; ``cause`` is its keyword or pattern."""

    start: int
    end: int
    rule: int
    cause: str

    @property
    def span(self) -> Span:
        """Where it fired."""
        return Span(self.start, self.end)


Word = tuple[int, int, int]  # number, start and end of a word that stands in the text
Fired = tuple[int, int, int, str]  # the fields of a hit: what is made for every word of a text has no class


class Rejected(Frozen):
    """A hit that does not count: why, by which word or words, and where that stands."""

    hit: Hit
    reason: Reason
    by: str
    where: Span | None = None
    rule: int | None = None


class Context(Frozen):
    """What must stand around a hit of a rule.

    Attributes:
        near: mark of words of which one must stand in the sentence; 0 where none need to.
        unless: mark of words of which none may stand in the clause; 0 where there are none.
        more: whether the rule asks for more than that.
        takes: whether it takes away what is inside its hits.
    """

    near: int
    unless: int
    more: bool
    takes: bool


class Place(Frozen):
    """A sentence, the titles of the headings above it, and the marks of the words that stand in it."""

    text: str
    span: Span
    heading: str
    marks: int


class Scanner(Frozen):
    """The words and patterns of label rules, compiled once.

    Attributes:
        rules: the rules.
        words: the words that are looked for.
        automaton: finds them.
        of_keyword: for each word, the rules of which it is a keyword.
        marks: for each word, a bit for each set that it is in: of the probes, doubtful, of the contexts.
        contexts: for each rule; None where any hit counts.
        doubtful: mark of the keywords of which not every hit counts, or that take hits away.
        probes: the patterns.
        looks_at_headings: whether a hit may count only below some heading.
        segmentation: divides clauses into words.
    """

    rules: tuple[LabelRule, ...]
    words: tuple[str, ...]
    automaton: AhoCorasick | None
    of_keyword: tuple[tuple[int, ...], ...]
    marks: tuple[int, ...]
    contexts: tuple[Context | None, ...]
    doubtful: int
    probes: Probes
    looks_at_headings: bool
    segmentation: Segmentation

    @classmethod
    def compile(cls, rules: Iterable[LabelRule], choices: Choices = NOTHING_KNOWN) -> Scanner:
        """Compile label rules; ``choices`` are what is known of their patterns, see `word_choices`."""
        rules = tuple(rules)
        keywords = _owners(rule.keywords for rule in rules)
        patterns = wanted(rules, keywords, choices)
        around = [*dict.fromkeys(words for rule in rules for words in (rule.near, rule.unless) if words)]
        others = sorted({word for words in (*around, *(one.trigger for one in patterns)) for word in words})
        words = tuple(dict.fromkeys([*keywords, *others]))
        probes = Probes.compile(patterns, words)
        mark = 1 << len(probes.sets)
        mark_of = {(): 0} | {words: mark << number for number, words in enumerate(around, 1)}
        contexts = tuple(_context(rule, mark_of[rule.near], mark_of[rule.unless]) for rule in rules)
        unsure = {number for number, context in enumerate(contexts) if context}
        doubtful = [word for word, of in keywords.items() if not unsure.isdisjoint(of)]
        return cls(
            rules,
            words,
            AhoCorasick(words, matchkind=MatchKind.Standard) if words else None,
            tuple([keywords.get(word, ()) for word in words]),
            marked(words, [*probes.sets, doubtful, *around]),
            contexts,
            mark,
            probes,
            any(rule.heading and rule.heading_adds is None for rule in rules),
            Segmentation(word for rule in rules if rule.segmented for word in rule.keywords),
        )

    def scan(
        self,
        text: str,
        spans: Sequence[Span],
        headings: Iterable[str],
        rejected: Sequence[list[Rejected]] | None = None,
    ) -> tuple[list[list[Fired]], list[Diagnostic]]:
        """Return what fires in each sentence, by place, and the patterns that took too long.

        Args:
            text: the cleaned text.
            spans: its sentences, in order.
            headings: the titles of the headings above each of them.
            rejected: a list for each of them, which takes what does not count; else that is not looked into.
        """
        found = self.automaton.find_matches_as_indexes(text, overlapping=True) if self.automaton else []
        fired, standing = self._of_words(found, spans)
        if rejected is not None:
            for span, hits, of_sentence in zip(spans, fired, rejected, strict=True):
                of_sentence.extend(self._inside(found, span, hits))
        problems: list[Diagnostic] = []
        for index, (heading, marks) in enumerate(zip(headings, standing, strict=True)):
            probes = self.probes.among(marks) if rejected is None else self.probes.every
            of_patterns = self._of_patterns(text, spans[index], probes, problems) if probes else []
            if of_patterns or marks & self.doubtful:
                place = Place(text, spans[index], heading, marks)
                lost = None if rejected is None else rejected[index]
                fired[index] = self._standing(place, fired[index], of_patterns, lost)
        return fired, problems

    def _of_words(self, found: Iterable[Word], spans: Sequence[Span]) -> tuple[list[list[Fired]], list[int]]:
        """Return, for each sentence, the hits of keywords that are not inside a longer one, and all marks."""
        of_keyword, marks_of, written = self.of_keyword, self.marks, self.words
        fired: list[list[Fired]] = [[] for _ in spans]
        standing = [self.probes.always] * len(spans)
        index = -1
        hits: list[Fired] = []
        first = last = -1
        longest = reach = -1  # where the last keyword stands that is inside no other so far
        for word, start, end in found:  # in the order of their ends
            while end > last:
                index += 1
                if index == len(spans):
                    return fired, standing
                first, last = spans[index].start, spans[index].end
                hits = fired[index]
            if start < first:
                continue  # in no sentence, or in two
            if marks_of[word]:
                standing[index] |= marks_of[word]
            if of_keyword[word] and (end > reach or start <= longest):
                while hits and hits[-1][0] >= start:
                    hits.pop()
                longest, reach = start, end
                for rule in of_keyword[word]:
                    hits.append((start, end, rule, written[word]))
        return fired, standing

    def _inside(self, found: Sequence[Word], span: Span, hits: Sequence[Fired]) -> Iterator[Rejected]:
        """Tell which hits of keywords in a sentence do not count, as they are inside a longer one's."""
        first, last = (bisect_right(found, place, key=_BY_END) for place in (span.start, span.end))
        for number, start, end in sorted(found[first:last], key=_longest_first):
            if start < span.start or not self.of_keyword[number]:
                continue
            before = [hit for hit in hits if hit[0] <= start]
            winners = [hit[2] for hit in before if hit[0] == before[-1][0]]
            for rule in self.of_keyword[number]:
                if rule not in winners:
                    hit = Hit(start, end, rule, self.words[number])
                    yield Rejected(hit, "longer", before[-1][3], None, winners[0])

    def _of_patterns(
        self, text: str, sentence: Span, probes: Iterable[Probe], problems: list[Diagnostic]
    ) -> list[Fired]:
        """Return the hits of patterns in a sentence, by rule."""
        hits: list[Fired] = []
        start, end = sentence.start, sentence.end
        for probe in probes:
            found = probe.pattern.find(text, start, end, timeout=TIME_LIMIT)
            if found is NOTHING:
                continue
            pattern, rules = probe.pattern, probe.rules
            hits += [(first, last, rule, pattern.written) for first, last in found.spans for rule in rules]
            if not found.in_time:
                problems += [self._too_slow(text[start : start + 12], pattern, rule) for rule in rules]
        if len(hits) > 1:
            hits.sort(key=_BY_RULE)
        return hits

    def _too_slow(self, beginning: str, pattern: Pattern, rule: int) -> Diagnostic:
        written, name = pattern.written, self.rules[rule].id
        message = f"pattern {written!r} of rule '{name}' took more than {TIME_LIMIT} s"
        hint = f"the sentence that begins with {beginning!r} may lack a label"
        return Diagnostic("KJ310", message, hint=hint, severity="warning")

    def _standing(
        self, place: Place, of_words: list[Fired], of_patterns: list[Fired], rejected: list[Rejected] | None
    ) -> list[Fired]:
        """Return the hits in a sentence that count, by place."""
        contexts, marks = self.contexts, place.marks
        standing, hits = of_words, of_patterns
        if marks & self.doubtful:
            standing, hits = [], of_words + of_patterns
        taken: list[Fired] = []
        for hit in hits:
            context = contexts[hit[2]]
            if context is not None:
                if context.more or (context.near and not context.near & marks) or context.unless & marks:
                    reason = self._fails(place, hit, context)
                    if reason is not None:
                        if rejected is not None:
                            rejected.append(self._rejected(place, hit, reason))
                        continue
                if context.takes:
                    taken.append(hit)
            standing.append(hit)
        if taken:
            standing = self._free(standing, taken, rejected)
        if of_patterns:
            standing.sort(key=_BY_PLACE)
        return standing

    def _free(
        self, standing: list[Fired], taken: list[Fired], rejected: list[Rejected] | None
    ) -> list[Fired]:
        """Return the hits that are not inside a hit of a rule without a label that has patterns."""
        spans = {hit[:2] for hit in taken}
        reach = Reach(spans)
        free: list[Fired] = []
        for hit in standing:
            start, end = hit[:2]
            if reach.of(start) < end or (start, end) in spans:
                free.append(hit)
            elif rejected is not None:
                taker = next(Hit(*other) for other in taken if other[0] <= start and end <= other[1])
                by = self.rules[taker.rule].name
                rejected.append(Rejected(Hit(*hit), "taken", by, taker.span, taker.rule))
        return free

    def _fails(self, place: Place, fired: Fired, context: Context) -> Reason | None:
        """Return why a hit does not count, or None when its context is as its rule wants it."""
        start, end, number, cause = fired
        rule = self.rules[number]
        near = context.near
        if near and not (near & place.marks and _close(place, fired, rule)):
            return "near"
        if rule.heading and rule.heading_adds is None and not under(rule, place.heading):
            return "heading"
        if context.unless & place.marks and _veto(place, fired, rule):
            return "unless"
        if rule.segmented and cause in rule.keywords:
            clause = clause_around(place.text, place.span, Span(start, end))
            words = clause.of(place.text)
            if not self.segmentation.is_word(words, start - clause.start, end - clause.start):
                return "segmented"
        return None

    def _rejected(self, place: Place, fired: Fired, reason: Reason) -> Rejected:
        """Tell by which words the context of a hit is not as its rule wants it."""
        hit = Hit(*fired)
        rule = self.rules[hit.rule]
        if reason == "near":
            return Rejected(hit, reason, "、".join(rule.near))
        if reason == "heading":
            return Rejected(hit, reason, "、".join(rule.heading))
        if reason == "unless":
            where = _veto(place, fired, rule) or hit.span
            return Rejected(hit, reason, where.of(place.text), where)
        clause = clause_around(place.text, place.span, hit.span)
        return Rejected(hit, reason, " ".join(self.segmentation.cut(clause.of(place.text))))


def _longest_first(word: Word) -> tuple[int, int]:
    return word[1], -word[2]


def _close(place: Place, hit: Fired, rule: LabelRule) -> bool:
    """Whether a ``near`` word of the rule stands as close to a hit as it must."""
    if rule.within is None:
        return True
    first, last = place.span.start, place.span.end
    start, end, _, _ = hit
    before, behind = start - rule.within, end + rule.within
    return any(
        place.text.find(word, max(first, before - len(word)), start) >= 0
        or place.text.find(word, end, min(last, behind + len(word))) >= 0
        for word in rule.near
    )


def _veto(place: Place, hit: Fired, rule: LabelRule) -> Span | None:
    """Return where an ``unless`` word of the rule stands in the clause of a hit, or None."""
    clause = clause_around(place.text, place.span, Span(*hit[:2]))
    for word in rule.unless:
        at = place.text.find(word, clause.start, clause.end)
        if at >= 0:
            return Span(at, at + len(word))
    return None


def under(rule: LabelRule, heading: str) -> bool:
    """Whether a word of the rule stands in the headings above."""
    return any(word in heading for word in rule.heading)


def clause_around(text: str, sentence: Span, span: Span) -> Span:
    """Return the clause of a sentence in which a span stands, at most ``REACH`` characters to each side."""
    first, last = max(sentence.start, span.start - REACH), min(sentence.end, span.end + REACH)
    for match in _CLAUSE_END.finditer(text, first, span.start):
        first = match.end()
    after = _CLAUSE_END.search(text, span.end, last)
    return Span(first, after.start() if after else last)


def _context(rule: LabelRule, near: int, unless: int) -> Context | None:
    by_heading = bool(rule.heading) and rule.heading_adds is None
    more = by_heading or rule.segmented or (bool(near) and rule.within is not None)
    takes = bool(rule.patterns) and not rule.label
    return Context(near, unless, more, takes) if near or unless or more or takes else None


def _owners(words_of: Iterable[Iterable[str]]) -> dict[str, tuple[int, ...]]:
    """Return, for each word, the numbers of those that name it."""
    owners: dict[str, tuple[int, ...]] = {}
    for index, words in enumerate(words_of):
        alone = (index,)  # most words are named once: one tuple for all of them
        for word in words:
            known = owners.setdefault(word, alone)
            if known[-1] != index:
                owners[word] = (*known, index)
    return owners
