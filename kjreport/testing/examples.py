"""Rules tested by their own examples.

>>> runner = ExampleRunner(load_rules())
>>> outcomes = runner.run("labels", runner.rules.labels[0])
>>> {outcome.result for outcome in outcomes}
{'pass'}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from kjreport.analyzer import Analyzer, unit_registry
from kjreport.facts.cues import CueFinder, FactCues
from kjreport.facts.exclusions import CONTEXT
from kjreport.frozen import Frozen, replace
from kjreport.model import Fact, fact_dict
from kjreport.resources import rules_folder
from kjreport.ruleset import (
    CleaningRule,
    CueRule,
    ExclusionRule,
    IndicatorRule,
    LabelRule,
    LexiconRule,
    Rule,
    Rules,
    UnitRule,
    load_rules,
)
from kjreport.ruleset.kinds import ExpectedFact
from kjreport.ruleset.load import BuiltIn, rule_files
from kjreport.ruleset.placeholders import lexicons_named
from kjreport.ruleset.problems import columns
from kjreport.ruleset.resolve import patterns_of
from kjreport.segment import Segmenter
from kjreport.span import Span
from kjreport.text import AlignedText
from kjreport.text.boilerplate import Boilerplate
from kjreport.units import QuantityFinder

__all__ = ["TITLES", "ExampleRunner", "Outcome", "load_rules", "run_examples"]

Result = Literal["pass", "missing", "noisy", "wrong value"]
TITLES = {"pass": "Pass", "missing": "Missing", "noisy": "Noisy", "wrong value": "Wrong value"}


class Outcome(Frozen):
    """What came of one example.

    Attributes:
        kind: kind of the rule.
        rule: its id.
        text: the example.
        result: ``pass``; ``missing``: it should match and did not; ``noisy``: it matched and should not;
            ``wrong value``: the fact is there and says something else.
        spans: what matched in the text.
        detail: what else there is to say.
    """

    kind: str
    rule: str
    text: str
    result: Result
    spans: tuple[Span, ...] = ()
    detail: str = ""

    def shown(self) -> str:
        """Return the outcome for people: the text with what matched underlined."""
        lines = [f"{TITLES[self.result]}: {self.kind}/{self.rule}", f"    {self.text}"]
        if self.spans:
            marks = [" "] * len(self.text)
            for span in self.spans:
                marks[span.start : span.end] = "~" * span.length
            under = "".join(mark * columns(char) for mark, char in zip(marks, self.text, strict=True))
            lines.append(f"    {under.rstrip()}")
        if self.detail:
            lines.append(f"    {self.detail}")
        return "\n".join(lines)


class ExampleRunner:
    """Runs the examples of rules among all rules in force; immutable.

    Args:
        rules: the rules in force.
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.analyzer = Analyzer(rules)
        written = (origin.written for origin in rules.origins.values())
        patterns = (pattern for rule in written for _, pattern in patterns_of(rule))
        self._taken_in = frozenset(name for pattern in patterns for name in lexicons_named(pattern))
        self._quantities = self.analyzer.fact_finder.quantities

    def run_all(self) -> Iterator[Outcome]:
        """Run the examples of every rule."""
        for kind, rules in self.rules.by_kind.items():
            for rule in rules:
                yield from self.run(kind, rule)

    def run(self, kind: str, rule: Rule) -> Iterator[Outcome]:
        """Run the examples of one rule."""
        finder = self._without(rule) if isinstance(rule, UnitRule) else None
        for text in rule.examples.match:
            spans = self.spans(rule, text, finder)
            yield Outcome(kind, rule.id, text, "missing" if spans is None else "pass", spans or ())
        for text in rule.examples.no_match:
            spans = self.spans(rule, text, finder)
            yield Outcome(kind, rule.id, text, "pass" if spans is None else "noisy", spans or ())
        if isinstance(rule, IndicatorRule):
            for expected in rule.examples.facts:
                yield self._compare(rule, expected)

    def spans(self, rule: Rule, text: str, without: QuantityFinder | None = None) -> tuple[Span, ...] | None:
        """Return where a rule matches in a text, or None when it does not."""
        match rule:
            case LabelRule():
                return self._label(rule, text)
            case IndicatorRule():
                found = [fact for fact in self.analyzer.analyze(text).facts if fact.indicator == rule.id]
                return tuple(Span(fact.start, fact.end) for fact in found) or None
            case UnitRule():
                return self._unit(text, without or self._without(rule))
            case ExclusionRule():
                return self._exclusion(rule, text)
            case CueRule():
                return _cue(
                    rule, text, self.analyzer.fact_finder.cues, self._quantities, self.analyzer.segmenter
                )
            case CleaningRule():
                return _cleaning(rule, text)
            case LexiconRule():
                return self._lexicon(rule, text)
        return None

    def _label(self, rule: LabelRule, text: str) -> tuple[Span, ...] | None:
        document = self.analyzer.document(text)
        labeler = self.analyzer.labeler
        hits = [
            hit for hits in labeler.hits(document) for hit in hits if labeler.rules[hit.rule].id == rule.id
        ]
        return tuple(document.text.raw_span(hit.span) for hit in hits) or None

    def _without(self, rule: UnitRule) -> QuantityFinder:
        """Return a finder that does not know the unit: the unit matches where that changes what is read."""
        others = [unit for unit in self.rules.units if unit.id != rule.id]
        return QuantityFinder(unit_registry(others), self._quantities.numbers)

    def _unit(self, text: str, without: QuantityFinder) -> tuple[Span, ...] | None:
        found, other = self._quantities.find(text), without.find(text)
        if found == other:
            return None
        return tuple(Span(quantity.start, quantity.end) for quantity in found if quantity not in other)

    def _exclusion(self, rule: ExclusionRule, text: str) -> tuple[Span, ...] | None:
        """Return the quantities that the rule excludes; a text whose numbers nobody reads is as good."""
        document = self.analyzer.document(text)
        clean = document.text.text
        exclusion = next(one for one in self.analyzer.fact_finder.cues.exclusions if one.rule == rule.id)
        excluded = [
            document.text.raw_span(Span(one.start, one.end))
            for one in self._quantities.find(clean)
            if exclusion.holds(
                clean[max(0, one.start - CONTEXT) : one.start], one.text, clean[one.end : one.end + CONTEXT]
            )
        ]
        if not excluded and text in rule.examples.match and not self.analyzer.analyze(text).facts:
            return ()
        return tuple(excluded) or None

    def _lexicon(self, rule: LexiconRule, text: str) -> tuple[Span, ...] | None:
        """Return where words of a lexicon stand.

        What the library looks up by name it looks for at one place, such as the end of a phrase: a text that
        must not match is then one that is no such word itself.
        """
        if rule.id not in self._taken_in and text in rule.examples.no_match and text not in rule.words:
            return None
        found = [Span(at, at + len(word)) for word in rule.words if (at := text.find(word)) >= 0]
        found += [Span(*match.span()) for pattern in rule.patterns for match in re.finditer(pattern, text)]
        return tuple(found) or None

    def _compare(self, rule: IndicatorRule, expected: ExpectedFact) -> Outcome:
        """Compare the facts of an indicator in a text with the one that is expected."""
        facts = [fact for fact in self.analyzer.analyze(expected.text).facts if fact.indicator == rule.id]
        outcome = Outcome(
            "indicators", rule.id, expected.text, "pass", tuple(Span(f.start, f.end) for f in facts)
        )
        if not facts:
            return replace(outcome, result="missing")
        differences = [_differences(fact, expected.says) for fact in facts]
        if not all(differences):
            return outcome
        return replace(outcome, result="wrong value", detail=min(differences, key=len))


def run_examples(*paths: str | Path, built_in: BuiltIn = "all") -> list[Outcome]:
    """Run the examples of the rules that files define or change, among all rules.

    Args:
        paths: rule files or folders; the built-in rules when there are none.
        built_in: which built-in files they stand beside; see `load_rules`.
    """
    rules = load_rules(*paths, built_in=built_in)
    runner = ExampleRunner(rules)
    own = {path.resolve() for path in rule_files(paths or [rules_folder()], [])}
    return [
        outcome
        for kind, of_kind in rules.by_kind.items()
        for rule in of_kind
        if any(Path(part.file).resolve() in own for part in rules.origins[kind, rule.id].parts)
        for outcome in runner.run(kind, rule)
    ]


def _differences(fact: Fact, wanted: Mapping[str, str | None]) -> str:
    plain = fact_dict(fact)
    return "; ".join(
        f"{name} is {plain[name]}, not {value}" for name, value in wanted.items() if plain[name] != value
    )


def _cue(
    rule: CueRule, text: str, cues: FactCues, quantities: QuantityFinder, segmenter: Segmenter
) -> tuple[Span, ...] | None:
    """Return where a cue sets its field in a text, with the other cues of the field beside it."""
    if "bound" in rule.sets:
        found = [one for one in quantities.find(text) if one.bound == rule.sets["bound"]]
        return tuple(Span(one.start, one.end) for one in found) or None
    if "section" in rule.sets:
        roles = {section.role for section in segmenter.segment(AlignedText.of(text)).sections}
        return (Span(0, len(text)),) if rule.sets["section"] in roles else None
    finder = _finder(rule, cues)
    if finder is None:
        found_at = [match.span() for pattern in _alternatives(rule) for match in re.finditer(pattern, text)]
        return tuple(Span(*span) for span in found_at) or None
    cue = finder.last(text, 0, len(text))
    if rule.after and (cue is None or cue.rule != rule.id):
        behind = (finder.behind(text, at, len(text)) for at in range(len(text)))
        cue = next((one for one in behind if one is not None), cue)
    if "sign" in rule.sets and cue is not None:
        governing = cues.roles.last(text, 0, len(text))
        if governing is None or governing.value != "change" or cue.span.end < governing.span.end:
            return None
    return (cue.span,) if cue is not None and cue.rule == rule.id else None


def _finder(rule: CueRule, cues: FactCues) -> CueFinder | None:
    fields = {
        "role": cues.roles,
        "sign": cues.signs,
        "status": cues.status,
        "distribution": cues.distribution,
    }
    return next((finder for field, finder in fields.items() if field in rule.sets), None)


def _alternatives(rule: CueRule) -> list[str]:
    return [*map(re.escape, (*rule.words, *rule.before, *rule.after)), *rule.patterns]


def _cleaning(rule: CleaningRule, text: str) -> tuple[Span, ...] | None:
    alone = Boilerplate.from_rules([rule.entry()])
    if rule.scope == "entity":
        words = [match for match in re.finditer("([A-Za-z]+);", text) if match[1] in rule.words]
        return tuple(Span(*match.span()) for match in words) or None
    if rule.scope == "inline":
        return tuple(Span(*match.span()) for match in alone.inline.finditer(text)) or None
    whole = {"line": alone.line, "tail": alone.tail, "page": alone.page}[rule.scope]
    return (Span(0, len(text)),) if whole.fullmatch(text.strip()) else None
