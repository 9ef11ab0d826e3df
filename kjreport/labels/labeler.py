"""Which work a sentence reports, by scored evidence.

Every rule that fires in a sentence adds its weight to the score of its label once. The heading and the lead
sentence above support a label. From ``THRESHOLD`` on, the sentence has the label. A sentence that counts and
would have none has that of a heading or title above that is about one work alone.

A rule without a label takes words away: a keyword inside a longer keyword does not count, nor
does anything inside the match of such a rule's pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from kjreport.text import AlignedText

THRESHOLD = 4
SUPPORT = 2  # what a heading adds
IN_TITLE = 2  # what a word can add at most inside 《》: naming a document is not doing its work

_QUOTED_TITLE = LazyPattern(r"《[^《》\n]*》")
_LEAD = LazyPattern(LEAD)


_Weighed = tuple[LabelRule, Fired, int, bool]  # a hit with its rule and, as below, what it adds and why less


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
        topics, supports = self.topics.of_sections(document, found)
        labels: list[tuple[Label, ...]] = []
        for node, hits, support in zip(
            document.sentences, found, self._supports(document, found, supports), strict=True
        ):
            given: tuple[Label, ...] = ()
            if hits:
                given = self._given(document.text, node.span, *self._weighed(document, node, hits, support))
            topic = topics[node.section]
            labels.append(given if given or topic is None else self._inherited(document, node, hits, topic))
        return labels, problems

    def trace(self, document: Document) -> list[SentenceTrace]:
        """Return how the labels of each sentence came about."""
        rejected: list[list[Rejected]] = [[] for _ in document.sentences]
        found, _ = self._scan(document, rejected)
        topics, supports = self.topics.of_sections(document, found)
        traces: list[SentenceTrace] = []
        for node, hits, lost, support in zip(
            document.sentences, found, rejected, self._supports(document, found, supports), strict=True
        ):
            fired, scores = self._weighed(document, node, hits, support)
            labels = self._given(document.text, node.span, fired, scores)
            topic = topics[node.section]
            if topic and not labels:
                labels = self._inherited(document, node, hits, topic)
            told: dict[str, list[Weighed]] = {}
            for rule, hit, weight, in_title in fired.values():
                told.setdefault(rule.label or "", []).append(Weighed(Hit(*hit), weight, in_title))
            traces.append(SentenceTrace(told, scores, support, tuple(lost), labels))
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

    def _weighed(
        self, document: Document, sentence: SentenceNode, hits: Sequence[Fired], support: frozenset[str]
    ) -> tuple[dict[int, _Weighed], dict[str, int]]:
        """Return the strongest hit of each rule, with its weight; and the score of each label."""
        text = document.text.text
        has_title = text.find("《", sentence.span.start, sentence.span.end) >= 0
        titles = self._mentioned(text, sentence.span, hits) if has_title else None
        rules = self.scanner.rules
        fired: dict[int, _Weighed] = {}
        scores: dict[str, int] = {}
        for hit in hits:
            number = hit[2]
            rule = rules[number]
            label = rule.label
            if label is None:
                continue
            weight, in_title = rule.weight, False
            if titles is not None and hit[1] <= titles.of(hit[0]):
                weight, in_title = min(weight, IN_TITLE), True
            if rule.heading_adds and under(rule, _titles(document, sentence.section)):
                weight += rule.heading_adds
            less = fired[number][2] if number in fired else 0
            if weight > less:
                fired[number] = rule, hit, weight, in_title
                scores[label] = scores.get(label, 0) + weight - less
        if support and scores and max(scores.values()) < THRESHOLD:
            # The heading speaks only where the sentence does not speak for itself.
            scores = {label: score + SUPPORT * (label in support) for label, score in scores.items()}
        return fired, scores

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

    def _given(
        self, text: AlignedText, sentence: Span, fired: Mapping[int, _Weighed], scores: Mapping[str, int]
    ) -> tuple[Label, ...]:
        """Return the labels with a sufficient score, strongest first."""
        clean, alignment = text.text, text.alignment
        shift = alignment.shift_within(sentence)
        labels: list[Label] = []
        for label, score in scores.items():
            if score < THRESHOLD:
                continue
            evidence: list[Evidence] = []
            for rule, (start, end, _, _), weight, _ in fired.values():
                if rule.label == label:
                    if shift is None:
                        first, last = alignment.start(start), alignment.end(end)
                    else:
                        first, last = start + shift, end + shift
                    evidence.append(Evidence(rule.id, clean[start:end], first, last, weight))
            labels.append(Label(label, score, tuple(evidence)))
        if len(labels) > 1:
            labels.sort(key=lambda label: (-label.score, label.id))
        return tuple(labels)

    def _supports(
        self, document: Document, found: Sequence[Sequence[Fired]], of_headings: Sequence[frozenset[str]]
    ) -> Iterator[frozenset[str]]:
        """Return, for each sentence, the labels of the headings and of the lead sentence above it."""
        above = -1
        support: frozenset[str] = frozenset()
        text, is_lead = document.text.text, _LEAD.match
        for sentence, hits in zip(document.sentences, found, strict=True):
            section = sentence.section
            if section != above:
                above = section
                support = of_headings[section]
                yield support
            else:
                yield support
                if is_lead(text, sentence.span.start, sentence.span.end):
                    support = of_headings[section].union(self.topics.reliable(hits))


def _titles(document: Document, section: int) -> str:
    """Return the titles of the report, of a section and of those around it, one a line."""
    return "\n".join([document.title, *(above.title for above in document.path(section))])
