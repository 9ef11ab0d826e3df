"""The bounds of rules/bounds.yaml and the lexicons of rules/numbers.yaml do what their examples say."""

from __future__ import annotations

from typing import Any

import pytest

from kjreport.resources import read_rules
from kjreport.units import find_quantities

CUES: list[dict[str, Any]] = [rule for rule in read_rules("bounds.yaml")["cues"] if "bound" in rule["sets"]]


def bounds(text: str) -> set[str]:
    return {str(quantity.bound) for quantity in find_quantities(text)}


@pytest.mark.parametrize("rule", CUES, ids=lambda rule: rule["id"])
def test_a_cue_sets_its_bound(rule: dict[str, Any]) -> None:
    bound = rule["sets"]["bound"]
    assert [text for text in rule["examples"]["match"] if bounds(text) != {bound}] == []
    assert [text for text in rule["examples"]["no_match"] if bound in bounds(text)] == []
