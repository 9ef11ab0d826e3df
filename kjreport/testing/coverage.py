"""Which rules fired on texts, and which of their words and patterns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from kjreport.analyzer import Analyzer
from kjreport.facts.exclusions import CONTEXT
from kjreport.ruleset import IndicatorRule, Rules, load_rules
from kjreport.segment import Document
from kjreport.text.boilerplate import Boilerplate

__all__ = ["Coverage", "Line", "load_rules"]

_PARTS = ("keywords", "patterns", "words", "before", "after", "aliases", "quote", "units")


class Line(NamedTuple):
    """How often a word or pattern of a rule fired; the rule as a whole where ``part`` is ``*``."""

    times: int
    kind: str
    rule: str
    part: str


class Coverage:
    """Counts what fires, text after text.

    Args:
        rules: the rules in force.

    >>> counted = Coverage(load_rules())
    >>> counted.add("新认定高新技术企业12家。")
    >>> [line.times for line in counted.lines() if line.part == "高新技术企业" and line.kind == "labels"]
    [1]
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._analyzer = Analyzer(rules)
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._aliases = [(alias, unit.id) for unit in rules.units for alias in unit.aliases]
        self._aliases.sort(key=lambda pair: -len(pair[0]))
        self._cleaning = [(rule, Boilerplate.from_rules([rule.entry()])) for rule in rules.cleaning]

    def add(self, text: str) -> None:
        """Count what fires in a text."""
        document = self._analyzer.document(text)
        self._count_labels(document)
        self._count_facts(text)
        self._count_quantities(document)
        self._count_texts(text, document)

    def lines(self) -> Iterator[Line]:
        """Return the counts of every rule and of each of its words and patterns."""
        for kind, rules in self.rules.by_kind.items():
            for rule in rules:
                parts = [part for name in _PARTS for part in _listed(getattr(rule, name, ()))]
                if isinstance(rule, IndicatorRule):
                    parts = list(rule.aliases)
                yield Line(self._counts[kind, rule.id, "*"], kind, rule.id, "*")
                for part in dict.fromkeys(parts):
                    yield Line(self._counts[kind, rule.id, part], kind, rule.id, part)

    def _fired(self, kind: str, rule: str, part: str, times: int = 1) -> None:
        self._counts[kind, rule, "*"] += times
        self._counts[kind, rule, part] += times

    def _count_labels(self, document: Document) -> None:
        labeler = self._analyzer.labeler
        for hits in labeler.hits(document):
            for hit in hits:
                self._fired("labels", labeler.rules[hit.rule].id, hit.cause)

    def _count_facts(self, text: str) -> None:
        indicators = {rule.id: rule for rule in self.rules.indicators}
        cues = {rule.id: rule for rule in self.rules.cues}
        for fact in self._analyzer.analyze(text).facts:
            if fact.indicator is not None:
                named = [alias for alias in indicators[fact.indicator].aliases if alias in fact.subject]
                self._fired("indicators", fact.indicator, max(named, key=len, default="?"))
            for evidence in fact.evidence:
                if evidence.rule in cues:
                    self._fired("cues", evidence.rule, _cause(cues[evidence.rule], evidence.text))

    def _count_quantities(self, document: Document) -> None:
        """Count units, bounds and exclusions."""
        text = document.text.text
        bounds = [rule for rule in self.rules.cues if "bound" in rule.sets]
        for one in self._analyzer.fact_finder.quantities.find(text):
            words = one.text
            alias = next(((alias, unit) for alias, unit in self._aliases if alias in words), None)
            if alias is not None:
                self._fired("units", alias[1], alias[0])
            for rule in bounds:
                if rule.sets["bound"] == one.bound:
                    word = next((word for word in (*rule.before, *rule.after) if word in words), None)
                    if word is not None:
                        self._fired("cues", rule.id, word)
            before, after = text[max(0, one.start - CONTEXT) : one.start], text[one.end : one.end + CONTEXT]
            for exclusion in self._analyzer.fact_finder.cues.exclusions:
                if exclusion.holds(before, words, after):
                    self._counts["exclusions", exclusion.rule, "*"] += 1

    def _count_texts(self, raw: str, document: Document) -> None:
        """Count what cleaning removes, and the words of lexicons."""
        for rule, alone in self._cleaning:
            lines = [line.strip() for line in raw.splitlines()]
            whole = {"line": alone.line, "tail": alone.tail, "page": alone.page}.get(rule.scope)
            found = (
                len(alone.inline.findall(raw))
                if whole is None
                else sum(bool(whole.fullmatch(x)) for x in lines)
            )
            if found:
                self._counts["cleaning", rule.id, "*"] += found
        for lexicon in self.rules.lexicons:
            for word in lexicon.words:
                if times := document.text.text.count(word):
                    self._fired("lexicons", lexicon.id, word, times)


def _listed(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


def _cause(rule: object, text: str) -> str:
    """Return the word or pattern of a cue that matched a text."""
    for name in ("words", "before", "after"):
        if text in getattr(rule, name):
            return text
    return next((pattern for pattern in getattr(rule, "patterns", ()) if re.search(pattern, text)), text)
