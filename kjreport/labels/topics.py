"""What a section is about: what its heading, or the title of the report, says of one work alone.

A sentence that counts something and names no work (``今年新选认46名``) is about that of its section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kjreport.frozen import Frozen
from kjreport.labels.scan import Fired
from kjreport.labels.tables import COUNTED, TITLE_END
from kjreport.lazy import LazyPattern
from kjreport.ruleset import LabelRule
from kjreport.segment import Document
from kjreport.segment.tables import DASH
from kjreport.span import Span

_NONE: frozenset[str] = frozenset()
_COUNTED = LazyPattern(COUNTED)
_WHOLE_BUREAU = "administration"  # a title that names the bureau's own affairs is about all that it does

Topic = tuple[str, Fired] | None  # a label and what speaks for it


class Topics(Frozen):
    """Tells what headings and titles are about.

    Attributes:
        rules: the rules that fire.
        threshold: from which weight on evidence is reliable.
        kind: what a title says of the kind of report.
        end: what may stand behind the work in a title.
    """

    rules: Sequence[LabelRule]
    threshold: int
    kind: LazyPattern
    end: LazyPattern

    @classmethod
    def of(cls, rules: Sequence[LabelRule], threshold: int, kinds: Iterable[str]) -> Topics:
        """Take the words by which titles name the kind of report; without any, titles are about nothing."""
        kind = "|".join(map(re.escape, kinds)) or "(?!)"
        return cls(rules, threshold, LazyPattern(kind), LazyPattern(TITLE_END.format(kind=kind)))

    def of_sections(
        self, document: Document, found: Sequence[Sequence[Fired]]
    ) -> tuple[list[Topic], list[frozenset[str]]]:
        """Return what each section is about, and which labels its heading and those above it support.

        It is about the label of the nearest heading above that has any, if it has only one.

        Args:
            document: the document.
            found: what fires in each of its sentences.
        """
        first: dict[int, int] = {}
        for number, sentence in enumerate(document.sentences):
            first.setdefault(sentence.section, number)
        title = self._of_title(document, found)
        topics: list[Topic] = []
        supports: list[frozenset[str]] = []
        for number, section in enumerate(document.sections):
            around = section.parent
            topic, support = (title, _NONE) if around is None else (topics[around], supports[around])
            if number in first:  # else nothing stands below its heading
                labels = {} if section.heading is None else self.reliable(found[first[number]])
                if labels:
                    topic = next(iter(labels.items())) if len(labels) == 1 else None
                support = support.union(labels, topic[:1] if topic else ())
            topics.append(topic)
            supports.append(support)
        return topics, supports

    def _of_title(self, document: Document, found: Sequence[Sequence[Fired]]) -> Topic:
        """Return the label of a title that names one work and the kind of report, and nothing else behind."""
        text = document.text.text
        for sentence, hits in zip(document.sentences[:2], found, strict=False):
            line = sentence.span.of(text).strip()
            if line == document.title or (line.startswith(DASH) and document.title.endswith(line)):
                return self._of_line(text, sentence.span, [hit for hit in hits if self._speaks_for(hit)])
        return None

    def _of_line(self, text: str, sentence: Span, reliable: Sequence[Fired]) -> Topic:
        if not reliable:
            return None
        begin, end = min(hit[0] for hit in reliable), max(hit[1] for hit in reliable)
        line = text[end : sentence.end].rstrip()
        if self.kind.search(text, sentence.start, begin) or not self.end.fullmatch(line):
            return None
        labels = self.reliable(reliable)
        return next(iter(labels.items())) if len(labels) == 1 and _WHOLE_BUREAU not in labels else None

    def reliable(self, hits: Iterable[Fired]) -> dict[str, Fired]:
        """Return the labels with reliable evidence among the hits, each with the first piece of it."""
        labels: dict[str, Fired] = {}
        for hit in hits:
            label = self._speaks_for(hit)
            if label is not None:
                labels.setdefault(label, hit)
        return labels

    def _speaks_for(self, hit: Fired) -> str | None:
        """Return the label that a hit is reliable evidence of."""
        rule = self.rules[hit[2]]
        return rule.label if rule.weight >= self.threshold else None


def counts(text: str, sentence: Span) -> bool:
    """Whether a sentence of the text counts or measures something."""
    return _COUNTED.search(text, sentence.start, sentence.end) is not None
