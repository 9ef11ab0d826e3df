"""What changes in facts and labels when rules change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kjreport.analyzer import Analyzer
from kjreport.frozen import Frozen
from kjreport.model import Fact, Report, fact_dict
from kjreport.ruleset import Rules

_NOT_COMPARED = ("evidence", "labels", "sentence", "rule", "document")


class Change(Frozen):
    """A fact or label that is gained, lost or changed.

    Attributes:
        document: name of the report.
        start: where it stands in the raw text.
        what: ``fact`` or ``label``.
        action: ``gained``, ``lost`` or ``changed``.
        text: the quote of the fact, or the label and the sentence.
        detail: what changed.
        rule: ids of the rules that caused it.
    """

    document: str
    start: int
    what: str
    action: str
    text: str
    detail: str
    rule: str

    def __str__(self) -> str:
        detail = f"; {self.detail}" if self.detail else ""
        return f"{self.document}:{self.start}: {self.what} {self.action}: {self.text}{detail} [{self.rule}]"


def compare(old: Rules, new: Rules, documents: Iterable[tuple[str, str]]) -> Iterator[Change]:
    """Analyse documents with two sets of rules and return the differences in order.

    Args:
        old: the rules before.
        new: the rules after.
        documents: name and raw text of each.
    """
    before, after = Analyzer(old), Analyzer(new)
    for name, text in documents:
        first, second = before.analyze(text), after.analyze(text)
        changes = [*_labels(name, first, second), *_facts(name, first, second)]
        yield from sorted(changes, key=lambda change: (change.start, change.what, change.text, change.action))


def _labels(name: str, first: Report, second: Report) -> Iterator[Change]:
    found = [
        {
            (sentence.start, label.id): (sentence, label)
            for sentence in report.sentences
            for label in sentence.labels
        }
        for report in (first, second)
    ]
    for action, here, there in (("lost", found[0], found[1]), ("gained", found[1], found[0])):
        for key in here.keys() - there.keys():
            sentence, label = here[key]
            rules = ", ".join(dict.fromkeys(evidence.rule for evidence in label.evidence))
            words = ", ".join(dict.fromkeys(evidence.text for evidence in label.evidence))
            text = f"{label.id} of {sentence.text.strip()[:40]!r}"
            yield Change(name, key[0], "label", action, text, words, rules)


def _facts(name: str, first: Report, second: Report) -> Iterator[Change]:
    old, new = _by_place(first), _by_place(second)
    for place in old.keys() | new.keys():
        was, now = old.get(place), new.get(place)
        if was is None and now is not None:
            yield Change(name, place[0], "fact", "gained", now.quote, now.subject, now.rule)
        elif was is not None and now is None:
            yield Change(name, place[0], "fact", "lost", was.quote, was.subject, was.rule)
        elif was is not None and now is not None:
            one, other = fact_dict(was), fact_dict(now)
            differing = [key for key in one if key not in _NOT_COMPARED and one[key] != other[key]]
            if differing:
                detail = "; ".join(f"{key}: {one[key]} → {other[key]}" for key in differing)
                rules = dict.fromkeys([now.rule, *(e.rule for e in now.evidence if e not in was.evidence)])
                yield Change(
                    name, place[0], "fact", "changed", now.quote, detail, ", ".join(filter(None, rules))
                )


def _by_place(report: Report) -> dict[tuple[int, int, int], Fact]:
    """Return facts by start, end and their number at this place."""
    found: dict[tuple[int, int, int], Fact] = {}
    for fact in report.facts:
        number = 0
        while (fact.start, fact.end, number) in found:
            number += 1
        found[fact.start, fact.end, number] = fact
    return found
