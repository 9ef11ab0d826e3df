"""The built-in rules: nothing wrong, every example true, no word that nothing fires."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kjreport.resources import PACKAGE
from kjreport.ruleset import Rule, load_rules
from kjreport.ruleset.check import check_rules
from kjreport.testing.coverage import Coverage
from kjreport.testing.examples import ExampleRunner

RULES = load_rules()
RUNNER = ExampleRunner(RULES)
REPORTS = Path(__file__).parents[1] / "data" / "reports"
NUMERALS = r"[\d.,零〇一二两兩三四五六七八九十百千万萬亿億几幾Xx]+"
EVERY = [(kind, rule) for kind, rules in RULES.by_kind.items() for rule in rules]


def test_nothing_is_wrong_with_them() -> None:
    assert [str(problem) for problem in check_rules()[1]] == []


@pytest.mark.parametrize(("kind", "rule"), EVERY, ids=[f"{kind}-{rule.id}" for kind, rule in EVERY])
def test_examples(kind: str, rule: Rule) -> None:
    assert [outcome.shown() for outcome in RUNNER.run(kind, rule) if outcome.result != "pass"] == []


@pytest.mark.parametrize("kind", RULES.by_kind)
def test_every_rule_is_shown_by_two_wordings(kind: str) -> None:
    """Two examples that differ in their numbers alone are one wording; lexicons are no exception."""
    wordings = {
        rule.id: {re.sub(NUMERALS, "", text) for text in rule.examples.match} for rule in RULES.by_kind[kind]
    }
    assert wordings, "a kind without rules shows nothing"
    assert [rule for rule, different in wordings.items() if len(different) < 2] == []


def test_every_keyword_and_pattern_of_a_label_is_fired_by_an_example_or_a_sample_report() -> None:
    counted = Coverage(RULES)
    for path in REPORTS.glob("*.txt"):
        counted.add(path.read_text(encoding="utf-8"))
    for _, rule in EVERY:
        for text in (*rule.examples.match, *rule.examples.no_match):
            counted.add(text)
    assert [
        (line.rule, line.part) for line in counted.lines() if line.kind == "labels" and not line.times
    ] == []


def test_every_other_pattern_is_fired_by_an_example_or_a_sample_report() -> None:
    analyzer = RUNNER.analyzer
    reports = [analyzer.document(path.read_text("utf-8")).text.text for path in REPORTS.glob("*.txt")]

    def fired(rule: Rule, pattern: str) -> bool:
        texts = [*rule.examples.match, *reports]
        # A cue is looked for in the text that ends where a number begins.
        before = [text[: match.start()] for text in texts for match in re.finditer(r"\d", text)]
        return any(re.search(pattern, text) for text in (*texts, *before))

    others = (rule for kind, rule in EVERY if kind != "labels")
    never = [
        (rule.id, pattern)
        for rule in others
        for pattern in getattr(rule, "patterns", ())
        if not fired(rule, pattern)
    ]
    assert never == []


def test_the_library_looks_every_lexicon_up_that_it_brings_along() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(PACKAGE).rglob("*.py"))
    patterns = str([origin.written.entry() for origin in RULES.origins.values()])

    def used(name: str) -> bool:
        stem = name.rpartition("_")[0]
        return f'"{name}"' in code or f'f"{stem}_{{' in code or f"${{{name}}}" in patterns

    assert [rule.id for rule in RULES.lexicons if not used(rule.id)] == []
