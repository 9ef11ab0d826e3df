"""What a section is about: what its heading, or the title of the report, says of one work alone.

A sentence that counts something and names no work (``今年新选认46名``) is about that of its section.
"""

from __future__ import annotations

from collections.abc import Sequence

from kjreport.labels.scan import Fired
from kjreport.labels.tables import COUNTED, REPORT, TITLE_END
from kjreport.lazy import LazyPattern
from kjreport.model import Evidence, Label
from kjreport.ruleset import LabelRule
from kjreport.segment import Document
from kjreport.span import Span

_COUNTED = LazyPattern(COUNTED)
_REPORT = LazyPattern(REPORT)
_TITLE_END = LazyPattern(TITLE_END)
_WHOLE_BUREAU = "administration"  # a title that names the bureau's own affairs is about all that it does

Topic = tuple[Label, ...]  # one label, or none


def topics(
    document: Document, found: Sequence[Sequence[Fired]], rules: Sequence[LabelRule], threshold: int
) -> list[Topic]:
    """Return, for each section, the label of the nearest heading above that has any, when it has only one.

    Args:
        document: the document.
        found: what fires in each of its sentences.
        rules: the rules that fire.
        threshold: from which weight on evidence is reliable.
    """
    first: dict[int, int] = {}
    for number, sentence in enumerate(document.sentences):
        first.setdefault(sentence.section, number)
    title = _of_title(document, found[0], rules, threshold) if found else ()
    of_sections: list[Topic] = []
    for number, section in enumerate(document.sections):
        topic = title if section.parent is None else of_sections[section.parent]
        if section.heading is not None and number in first:
            labels = _labels(document, found[first[number]], rules, threshold)
            if labels:
                topic = tuple(labels) if len(labels) == 1 else ()
        of_sections.append(topic)
    return of_sections


def counts(text: str, sentence: Span) -> bool:
    """Whether a sentence of the text counts or measures something."""
    return _COUNTED.search(text, *sentence) is not None


def _of_title(document: Document, hits: Sequence[Fired], rules: Sequence[LabelRule], threshold: int) -> Topic:
    """Return the label of a title that names one work and the kind of report, and nothing else behind."""
    text = document.text.text
    sentence = document.sentences[0].span
    reliable = [hit for hit in hits if rules[hit[2]].label and rules[hit[2]].weight >= threshold]
    if not reliable or text[slice(*sentence)].strip() != document.title:
        return ()
    begin, end = min(hit[0] for hit in reliable), max(hit[1] for hit in reliable)
    line = text[end : sentence.end].rstrip()
    if _REPORT.search(text, sentence.start, begin) or not _TITLE_END.fullmatch(line):
        return ()
    labels = _labels(document, reliable, rules, threshold)
    return tuple(labels) if len(labels) == 1 and labels[0].id != _WHOLE_BUREAU else ()


def _labels(
    document: Document, hits: Sequence[Fired], rules: Sequence[LabelRule], threshold: int
) -> list[Label]:
    """Return the labels with reliable evidence among the hits, each with the first piece of it."""
    text = document.text
    labels: dict[str, Label] = {}
    for start, end, number, _ in hits:
        rule = rules[number]
        if rule.label and rule.weight >= threshold and rule.label not in labels:
            evidence = Evidence(rule.id, text.text[start:end], *text.raw_span(Span(start, end)), rule.weight)
            labels[rule.label] = Label(rule.label, threshold, (evidence,))
    return list(labels.values())
