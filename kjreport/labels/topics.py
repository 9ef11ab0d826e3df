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
from kjreport.model import Evidence, Label
from kjreport.ruleset import LabelRule
from kjreport.segment import Document
from kjreport.span import Span

_COUNTED = LazyPattern(COUNTED)
_WHOLE_BUREAU = "administration"  # a title that names the bureau's own affairs is about all that it does

Topic = tuple[Label, ...]  # one label, or none


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

    def of_sections(self, document: Document, found: Sequence[Sequence[Fired]]) -> list[Topic]:
        """Return, for each section, the label of the nearest heading above that has any, if it has only one.

        Args:
            document: the document.
            found: what fires in each of its sentences.
        """
        first: dict[int, int] = {}
        for number, sentence in enumerate(document.sentences):
            first.setdefault(sentence.section, number)
        title = self._of_title(document, found[0]) if found else ()
        of_sections: list[Topic] = []
        for number, section in enumerate(document.sections):
            topic = title if section.parent is None else of_sections[section.parent]
            if section.heading is not None and number in first:
                labels = self._labels(document, found[first[number]])
                if labels:
                    topic = tuple(labels) if len(labels) == 1 else ()
            of_sections.append(topic)
        return of_sections

    def _of_title(self, document: Document, hits: Sequence[Fired]) -> Topic:
        """Return the label of a title that names one work and the kind of report, and nothing else behind."""
        text = document.text.text
        sentence = document.sentences[0].span
        reliable = [hit for hit in hits if self._is_reliable(hit)]
        if not reliable or text[slice(*sentence)].strip() != document.title:
            return ()
        begin, end = min(hit[0] for hit in reliable), max(hit[1] for hit in reliable)
        line = text[end : sentence.end].rstrip()
        if self.kind.search(text, sentence.start, begin) or not self.end.fullmatch(line):
            return ()
        labels = self._labels(document, reliable)
        return tuple(labels) if len(labels) == 1 and labels[0].id != _WHOLE_BUREAU else ()

    def _is_reliable(self, hit: Fired) -> bool:
        rule = self.rules[hit[2]]
        return rule.label is not None and rule.weight >= self.threshold

    def _labels(self, document: Document, hits: Sequence[Fired]) -> list[Label]:
        """Return the labels with reliable evidence among the hits, each with the first piece of it."""
        text = document.text
        labels: dict[str, Label] = {}
        for hit in filter(self._is_reliable, hits):
            start, end, number, _ = hit
            rule = self.rules[number]
            if rule.label is not None and rule.label not in labels:
                span = text.raw_span(Span(start, end))
                evidence = Evidence(rule.id, text.text[start:end], *span, rule.weight)
                labels[rule.label] = Label(rule.label, self.threshold, (evidence,))
        return list(labels.values())


def counts(text: str, sentence: Span) -> bool:
    """Whether a sentence of the text counts or measures something."""
    return _COUNTED.search(text, *sentence) is not None
