"""Units of rule files: their own examples, additions of users, and mistakes."""

from __future__ import annotations

from typing import Any

import pytest

from kjreport.errors import RuleError
from kjreport.resources import read_rules
from kjreport.units import UnitRegistry, find_quantities

UNITS: list[dict[str, Any]] = read_rules("units.yaml")["units"]
RULE: dict[str, Any] = {
    "id": "petaflops",
    "name": "computing power",
    "symbol": "P",
    "dimension": "power",
    "aliases": ["PFLOPS", "P"],
    "factor": "1",
    "left": ["算力"],
    "examples": {"match": ["算力200P"], "no_match": ["200P"]},
}


def makes_a_difference(rule: dict[str, Any], text: str) -> bool:
    """Whether the text reads otherwise without the unit."""
    others = UnitRegistry({"kind": "units", "units": [unit for unit in UNITS if unit is not rule]})
    return find_quantities(text) != find_quantities(text, others)


@pytest.mark.parametrize("rule", UNITS, ids=lambda rule: rule["id"])
def test_a_unit_does_what_its_examples_say(rule: dict[str, Any]) -> None:
    assert [text for text in rule["examples"]["match"] if not makes_a_difference(rule, text)] == []
    assert [text for text in rule["examples"]["no_match"] if makes_a_difference(rule, text)] == []


def test_users_add_units_without_code() -> None:
    registry = UnitRegistry(read_rules("units.yaml"), {"kind": "units", "units": [RULE]})
    (quantity,) = find_quantities("建成智算中心,算力200P", registry)
    assert (quantity.text, quantity.unit, quantity.dimension) == ("200P", "P", "power")
    assert find_quantities("建成智算中心,算力200P") == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"factor": "much"}, "KJ205 unit 'petaflops': the factor must be a positive decimal in quotes"),
        ({"factor": "-1"}, "KJ205"),
        ({"dimension": "heat"}, "KJ204 unit 'petaflops': unknown dimension 'heat'"),
        ({"alias": ["P"]}, "KJ202 unit 'petaflops': unknown key 'alias' (did you mean 'aliases'?)"),
    ],
)
def test_mistakes_in_a_unit_are_told(change: dict[str, Any], message: str) -> None:
    with pytest.raises(RuleError) as caught:
        UnitRegistry({"kind": "units", "units": [RULE | change]})
    assert message in str(caught.value)


def test_all_mistakes_are_told_at_once() -> None:
    broken = {key: value for key, value in RULE.items() if key not in ("symbol", "factor")}
    with pytest.raises(RuleError) as caught:
        UnitRegistry({"kind": "units", "units": [RULE, RULE, broken | {"id": "other"}]})
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["KJ203", "KJ201", "KJ201"]
