"""Every label rule fires on its own examples, and only where it should."""

from __future__ import annotations

import pytest

from kjreport.labels import Labeler
from kjreport.labels.probes import wanted
from kjreport.matching.patterns import word_choices
from kjreport.matching.seldom import ranked
from kjreport.ruleset import LabelRule, load_rules

RULES = load_rules().labels
LABELER = Labeler.compile(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples(rule: LabelRule) -> None:
    missing = [text for text in rule.examples.match if rule.id not in LABELER.fired(text)]
    noisy = [text for text in rule.examples.no_match if rule.id in LABELER.fired(text)]
    assert not missing, f"{rule.id} should match {missing}"
    assert not noisy, f"{rule.id} should not match {noisy}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_differ_in_wording(rule: LabelRule) -> None:
    assert len(set(rule.examples.match)) >= 2


def test_what_is_known_of_patterns_changes_nothing() -> None:
    keywords = [word for rule in RULES for word in rule.keywords]
    patterns = {pattern: word_choices(pattern) for rule in RULES for pattern in rule.patterns}
    choices = ranked(patterns, keywords)
    assert wanted(RULES, keywords, choices) == wanted(RULES, keywords, {})
    assert wanted(RULES, keywords, {pattern: [] for pattern in choices}) != wanted(RULES, keywords, {})
