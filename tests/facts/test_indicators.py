"""Every indicator is found in its own examples, and only where it should."""

from __future__ import annotations

from collections import defaultdict

import pytest

from kjreport.analyzer import default_analyzer
from kjreport.ruleset import IndicatorRule, load_rules

RULES = load_rules().indicators


def indicators(text: str) -> set[str | None]:
    return {fact.indicator for fact in default_analyzer().analyze(text).facts}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples(rule: IndicatorRule) -> None:
    missing = [text for text in rule.examples.match if rule.id not in indicators(text)]
    noisy = [text for text in rule.examples.no_match if rule.id in indicators(text)]
    assert not missing, f"{rule.id} should be found in {missing}"
    assert not noisy, f"{rule.id} should not be found in {noisy}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_state_numbers_in_two_wordings(rule: IndicatorRule) -> None:
    examples = [*rule.examples.match, *rule.examples.no_match]
    assert all(default_analyzer().analyze(text).facts for text in examples)
    assert len(set(rule.examples.match)) >= 2


def test_there_are_many() -> None:
    assert len(RULES) >= 100
    assert {"high_tech_enterprises", "rd_expenditure", "technology_contract_value"} <= {
        rule.id for rule in RULES
    }


def test_shared_aliases_are_told_apart() -> None:
    claims: dict[tuple[str, str, str, str], list[IndicatorRule]] = defaultdict(list)
    for rule in RULES:
        for alias in set(rule.aliases):
            for role in rule.roles:
                for unit in rule.units or [""]:
                    claims[alias, rule.dimension, role, unit].append(rule)
    for claim, rules in claims.items():
        bare = [rule.id for rule in rules if not rule.near]
        assert len(bare) <= 1, f"{claim} is claimed by {bare}"
        wordings = [frozenset(rule.near) for rule in rules]
        assert len(set(wordings)) == len(wordings), f"{claim} is claimed by {[rule.id for rule in rules]}"
