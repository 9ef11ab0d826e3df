"""Which work a sentence reports, by scored evidence.

Every rule that fires in a sentence adds its weight to the score of its label once. The heading and the lead
sentence above support a label. From ``THRESHOLD`` on, the sentence has the label. A sentence that counts and
would have none has that of a heading or title above that is about one work alone.

A rule without a label takes words away: a keyword inside a longer keyword does not count, nor
does anything inside the match of such a rule's pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

from kjreport.errors import Diagnostic
from kjreport.frozen import Frozen
from kjreport.labels.reach import Reach
from kjreport.labels.scan import Fired, Hit, Rejected, Scanner, under
from kjreport.labels.topics import Topics, counts
from kjreport.lazy import LazyPattern
from kjreport.matching.patterns import NOTHING_KNOWN, Choices
from kjreport.model import Evidence, Label
from kjreport.ruleset import LabelRule, LexiconRule
from kjreport.segment import Document, SentenceNode
from kjreport.segment.tables import LEAD
from kjreport.span import Span

THRESHOLD = 4
SUPPORT = 2  # what a heading adds
IN_TITLE = 2  # what a word can add at most inside 《》: naming a document is not doing its work

_QUOTED_TITLE = LazyPattern(r"《[^《》\n]*》")
_LEAD = LazyPattern(LEAD)


class Weighed(Frozen):
    """A hit, what it adds to the score of its label, and whether that is less because it is in a title."""

    hit: Hit
    weight: int
    in_title: bool = False


class SentenceTrace(Frozen):
    """How the labels of a sentence came about.

    Attributes:
        fired: for each label, the hits that count.
        scores: for each label, its score, support of the heading included.
        supported: the labels that headings and lead sentence above support.
        rejected: the hits that do not count.
        labels: the labels that it has.
    """

    fired: dict[str, list[Weighed]]
    scores: dict[str, int]
    supported: frozenset[str]
    rejected: tuple[Rejected, ...]
    labels: tuple[Label, ...]


class Labeler(Frozen):
    """The label rules, compiled once."""

    scanner: Scanner
    topics: Topics

    @classmethod
    def compile(
        cls,
        rules: Iterable[LabelRule],
        choices: Choices = NOTHING_KNOWN,
        lexicons: Iterable[LexiconRule] = (),
    ) -> Labeler:
        """Compile label rules.

        Args:
            rules: the rules.
            choices: what is known of their patterns, see `word_choices`.
            lexicons: among them ``report_kinds``, which tells titles.
        """
        kinds = (word for lexicon in lexicons if lexicon.id == "report_kinds" for word in lexicon.words)
        scanner = Scanner.compile(rules, choices)
        return cls(scanner, Topics.of(scanner.rules, THRESHOLD, kinds))

    @property
    def rules(self) -> tuple[LabelRule, ...]:
        """The rules, in order."""
        return self.scanner.rules

    def label(self, document: Document) -> list[tuple[Label, ...]]:
        """Return the labels of each sentence of a document, strongest first."""
        return self.read(document)[0]

    def read(self, document: Document) -> tuple[list[tuple[Label, ...]], list[Diagnostic]]:
        """Return the labels of each sentence, and the patterns that took too long."""
        found, problems = self._scan(document)
        topics, of_headings = self.topics.of_sections(document, found)
        supports: dict[int, frozenset[str]] = {}
        labels: list[tuple[Label, ...]] = []
        for index, (node, hits) in enumerate(zip(document.sentences, found, strict=True)):
            given: tuple[Label, ...] = ()
            if hits:
                evidence = self._evidence(document, node, hits)
                given = _given(evidence)
                if evidence and not given:
                    if index not in supports:
                        supports |= self._supports(document, found, index, of_headings[node.section])
                    given = _given(evidence, supports[index])
            if not given and (topic := topics[node.section]) is not None:
                given = self._inherited(document, node, hits, topic)
            labels.append(given)
        return labels, problems

    def trace(self, document: Document) -> list[SentenceTrace]:
        """Return how the labels of each sentence came about."""
        rejected: list[list[Rejected]] = [[] for _ in document.sentences]
        found, _ = self._scan(document, rejected)
        topics, of_headings = self.topics.of_sections(document, found)
        supports: dict[int, frozenset[str]] = {}
        traces: list[SentenceTrace] = []
        for index, (node, hits, lost) in enumerate(zip(document.sentences, found, rejected, strict=True)):
            if index not in supports:
                supports |= self._supports(document, found, index, of_headings[node.section])
            support = supports[index]
            evidence = self._evidence(document, node, hits)
            labels = _given(evidence, support)
            if not labels and (topic := topics[node.section]) is not None:
                labels = self._inherited(document, node, hits, topic)
            fired = self._weighed(document, node, hits)
            traces.append(SentenceTrace(fired, _scores(evidence, support), support, tuple(lost), labels))
        return traces

    def hits(self, document: Document) -> list[list[Hit]]:
        """Return the hits that count in each sentence of a document, whatever their weight."""
        return [[Hit(*hit) for hit in hits] for hits in self._scan(document)[0]]

    def fired(self, text: str) -> frozenset[str]:
        """Return the ids of the rules that fire in a cleaned text of one sentence, whatever their weight."""
        ((hits,), _) = self.scanner.scan(text, [Span(0, len(text))], [""])
        return frozenset(self.rules[rule].id for _, _, rule, _ in hits)

    def _scan(
        self, document: Document, rejected: Sequence[list[Rejected]] | None = None
    ) -> tuple[list[list[Fired]], list[Diagnostic]]:
        spans = [sentence.span for sentence in document.sentences]
        headings: Iterable[str] = repeat("", len(spans))
        if self.scanner.looks_at_headings:
            titles = [_titles(document, section) for section in range(len(document.sections))]
            headings = [titles[sentence.section] for sentence in document.sentences]
        return self.scanner.scan(document.text.text, spans, headings, rejected)

    def _evidence(
        self, document: Document, sentence: SentenceNode, hits: Sequence[Fired]
    ) -> dict[str, list[Evidence]]:
        """Return for each label the strongest hit of each of its rules."""
        span, alignment = sentence.span, document.text.alignment
        clean, shift = document.text.text, alignment.shift_within(span)
        titles = self._mentioned(clean, span, hits) if clean.find("《", span.start, span.end) >= 0 else None
        rules = self.scanner.rules
        evidence: dict[str, list[Evidence]] = {}
        known: set[int] = set()
        for hit in hits if titles is None else self._strongest(hits, titles):
            start, end, number, cause = hit
            if number in known:
                continue  # it adds no more than the one before it
            known.add(number)
            rule = rules[number]
            label = rule.label
            if label is None:
                continue
            weight = rule.weight
            if titles is not None or rule.heading_adds:
                weight = self._weight(document, sentence, hit, titles)
            if shift is None:
                first, last = alignment.start(start), alignment.end(end)
            else:
                first, last = start + shift, end + shift
            words = clean[start:end] if rule.patterns else cause  # a keyword says what stands there
            piece = Evidence(rule.id, words, first, last, weight)
            if label in evidence:
                evidence[label].append(piece)
            else:
                evidence[label] = [piece]
        return evidence

    def _weighed(
        self, document: Document, sentence: SentenceNode, hits: Sequence[Fired]
    ) -> dict[str, list[Weighed]]:
        """Return the hits that `_evidence` tells, and what they add."""
        titles = self._mentioned(document.text.text, sentence.span, hits)
        fired: dict[str, list[Weighed]] = {}
        for hit in self._strongest(hits, titles):
            label = self.rules[hit[2]].label
            if label is not None:
                weight = self._weight(document, sentence, hit, titles)
                fired.setdefault(label, []).append(Weighed(Hit(*hit), weight, _is_inside(hit, titles)))
        return fired

    def _strongest(self, hits: Sequence[Fired], titles: Reach) -> list[Fired]:
        """Return one hit of each rule: the first, or the first outside of titles, if it adds more."""
        strongest: dict[int, Fired] = {}
        for hit in hits:
            number = hit[2]
            known = strongest.setdefault(number, hit)
            if known is not hit and self.rules[number].weight > IN_TITLE and _is_inside(known, titles):
                strongest[number] = known if _is_inside(hit, titles) else hit
        return list(strongest.values())

    def _weight(self, document: Document, sentence: SentenceNode, hit: Fired, titles: Reach | None) -> int:
        """Return what a hit adds to the score of its label."""
        rule = self.rules[hit[2]]
        weight = rule.weight
        if titles is not None and _is_inside(hit, titles):
            weight = min(weight, IN_TITLE)
        if rule.heading_adds and under(rule, _titles(document, sentence.section)):
            weight += rule.heading_adds
        return weight

    def _inherited(
        self, document: Document, sentence: SentenceNode, hits: Sequence[Fired], topic: tuple[str, Fired]
    ) -> tuple[Label, ...]:
        """Return the label of the section for a sentence that counts something and seems to be of no work."""
        text = document.text
        if all(self.rules[rule].label for _, _, rule, _ in hits) and counts(text.text, sentence.span):
            label, (start, end, number, _) = topic
            rule = self.rules[number]
            span = text.raw_span(Span(start, end))
            evidence = Evidence(rule.id, text.text[start:end], span.start, span.end, rule.weight)
            return (Label(label, THRESHOLD, (evidence,)),)
        return ()

    def _mentioned(self, text: str, sentence: Span, hits: Sequence[Fired]) -> Reach:
        """Return the titles in 《》 that are only mentioned.

        Where reliable evidence runs from before a title into it (issued: 《…》), the document is the work.
        """
        titles = [match.span() for match in _QUOTED_TITLE.finditer(text, sentence.start, sentence.end)]
        reliable = Reach(hit[:2] for hit in hits if self.rules[hit[2]].weight >= THRESHOLD)
        return Reach(title for title in titles if reliable.of(title[0] - 1) <= title[0])

    def _supports(
        self, document: Document, found: Sequence[Sequence[Fired]], index: int, of_headings: frozenset[str]
    ) -> dict[int, frozenset[str]]:
        """Return, for each sentence of the section of one, the labels of headings and lead sentence above it.

        Few sentences need them: those that do not speak for themselves.
        """
        sentences = document.sentences
        section = sentences[index].section
        while index and sentences[index - 1].section == section:
            index -= 1
        text, is_lead = document.text.text, _LEAD.match
        support = of_headings
        supports = {index: support}
        for number in range(index + 1, len(sentences)):
            sentence = sentences[number]
            if sentence.section != section:
                break
            supports[number] = support
            if is_lead(text, sentence.span.start, sentence.span.end):
                support = of_headings.union(self.topics.reliable(found[number]))
        return supports


def _given(
    evidence: Mapping[str, Sequence[Evidence]], support: frozenset[str] = frozenset()
) -> tuple[Label, ...]:
    """Return the labels with a sufficient score, strongest first."""
    labels: list[Label] = []
    for label, pieces in evidence.items():
        score = 0
        for piece in pieces:
            score += piece.weight
        if score >= THRESHOLD:
            labels.append(Label(label, score, tuple(pieces)))
    if support and not labels:
        for label, score in _scores(evidence, support).items():
            if score >= THRESHOLD:
                labels.append(Label(label, score, tuple(evidence[label])))
    if len(labels) > 1:
        labels.sort(key=lambda label: (-label.score, label.id))
    return tuple(labels)


def _scores(evidence: Mapping[str, Sequence[Evidence]], support: frozenset[str]) -> dict[str, int]:
    """Return the score of each label."""
    scores = {label: sum(piece.weight for piece in pieces) for label, pieces in evidence.items()}
    if support and scores and max(scores.values()) < THRESHOLD:
        # The heading speaks only where the sentence does not speak for itself.
        scores = {label: score + SUPPORT * (label in support) for label, score in scores.items()}
    return scores


def _is_inside(hit: Fired, titles: Reach) -> bool:
    return hit[1] <= titles.of(hit[0])


def _titles(document: Document, section: int) -> str:
    """Return the titles of the report, of a section and of those around it, one a line."""
    return "\n".join([document.title, *(above.title for above in document.path(section))])
