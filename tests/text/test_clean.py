"""Cleaning by cases: shapes in the wild, and what must stay as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from kjreport.ruleset import load_rules
from kjreport.text import Cleaner
from kjreport.text.boilerplate import Boilerplate

CASES = yaml.safe_load((Path(__file__).parents[1] / "data/text/cleaning.yaml").read_text(encoding="utf-8"))
CLEANER = Cleaner.default()
RULES = load_rules().cleaning


@pytest.mark.parametrize("case", CASES["in_the_wild"], ids=lambda case: case["raw"][:24])
def test_shapes_in_the_wild(case: dict[str, str]) -> None:
    assert CLEANER.clean(case["raw"]).text == case["clean"]


@pytest.mark.parametrize("text", CASES["negative"], ids=lambda text: text[:24] or "empty")
def test_what_must_stay(text: str) -> None:
    assert CLEANER.clean(text).text == text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rules_remove_their_examples_and_nothing_else(rule: object) -> None:
    assert isinstance(rule, type(RULES[0]))
    alone = Boilerplate.from_rules([rule.entry()])

    def removes(text: str) -> bool:
        whole = (alone.line, alone.tail, alone.page)
        lost = re.findall("([a-z]+);", text)
        anywhere = alone.inline.search(text) or not alone.entities.isdisjoint(lost)
        return any(p.fullmatch(text) for p in whole) or bool(anywhere)

    assert [text for text in rule.examples.match if not removes(text)] == []
    assert [text for text in rule.examples.no_match if removes(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "(" * 20_000,
        "(" * 10_000 + ")" * 10_000,
        "()" * 20_000,
        "報(bào)" * 10_000,
        "報(" + "ia" * 30 + "!)" + "報(bào)",
        "&amp;" * 20_000,
        "&" * 20_000 + ";",
        "一、\n" * 10_000,
        "1、" + "\n\n2、" * 10_000,
        "<" * 20_000,
        "\n" * 50_000,
        "第1页\n" * 10_000,
    ],
    ids=lambda text: text[:6],
)
def test_hostile_texts_are_cleaned_in_the_end(text: str) -> None:
    cleaned = CLEANER.clean(text)
    assert CLEANER.clean(cleaned.text).text == cleaned.text
    assert len(cleaned.text) <= len(text)
