"""The rules of the library have the fields that rule files may have, and say what the files say."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

import pytest
from pydantic_core import PydanticUndefined

from kjreport.ruleset import Origin, load_rules
from kjreport.ruleset.kinds import KINDS
from kjreport.ruleset.schema import MODELS

ORIGINS = load_rules().origins


def plain(value: Any) -> Any:
    """Return a default: a list is as good as a tuple, and none of pydantic's as good as none."""
    if value in (MISSING, PydanticUndefined):
        return None, "required"
    return tuple(value) if isinstance(value, list) else value


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_has_the_fields_and_defaults_of_its_entry(kind: str) -> None:
    entry = {name: plain(field.default) for name, field in MODELS[kind].model_fields.items()}
    assert {field.name: plain(field.default) for field in fields(KINDS[kind])} == entry


def test_rules_and_entries_are_of_the_same_kinds() -> None:
    assert list(KINDS) == list(MODELS)


@pytest.mark.parametrize(("key", "origin"), ORIGINS.items(), ids=[f"{kind}-{name}" for kind, name in ORIGINS])
def test_what_a_rule_says_is_the_rule_again(key: tuple[str, str], origin: Origin) -> None:
    entry = origin.written.entry()
    MODELS[key[0]].model_validate(entry)
    assert KINDS[key[0]].of(entry) == origin.written
