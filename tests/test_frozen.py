"""Frozen values are what `dataclasses` would have made of their classes."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from importlib import import_module

import pytest

import kjreport
from kjreport.frozen import Frozen, replace
from kjreport.model import Evidence
from kjreport.ruleset import Examples, LexiconRule

EVIDENCE = Evidence("a_rule", "企业", 3, 5)
RULE = LexiconRule(id="seals", name="印章", examples=Examples.of({"match": ["盖公章"], "no_match": ["盖章"]}))


@dataclasses.dataclass(frozen=True, slots=True)
class Twin:
    """Fields like those of `Evidence`."""

    rule: str
    text: str
    start: int
    end: int
    weight: int = 0


def classes() -> list[type[Frozen]]:
    """Return all classes of frozen values that the package has."""
    for module in ("facts", "explain", "panel.series", "ruleset.lint", "testing.gold"):
        import_module(f"kjreport.{module}")
    return sorted(Frozen.__subclasses__(), key=lambda cls: cls.__qualname__)


def test_a_value_is_made_compared_hashed_and_shown_by_its_fields() -> None:
    same = Evidence(rule="a_rule", text="企业", start=3, end=5, weight=0)
    assert same == EVIDENCE
    assert hash(EVIDENCE) == hash(same)
    assert replace(same, weight=1) != EVIDENCE
    assert Twin("a_rule", "企业", 3, 5) != EVIDENCE
    assert repr(EVIDENCE) == repr(Twin("a_rule", "企业", 3, 5)).replace("Twin", "Evidence")
    assert not hasattr(EVIDENCE, "__dict__")


def test_examples_show_what_a_rule_file_says() -> None:
    assert repr(RULE.examples) == "Examples.of({'match': ['盖公章'], 'no_match': ['盖章']})"
    assert repr(RULE.examples) in repr(RULE)


def pickled(value: Frozen) -> object:
    """Return a value that was pickled."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 (our own)


@pytest.mark.parametrize("value", [EVIDENCE, RULE, kjreport.analyze("新增高企37家。")])
@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled])
def test_a_copy_is_equal(value: Frozen, copied: Callable[[Frozen], Frozen]) -> None:
    assert copied(value) == value


def test_a_value_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="immutable type: 'Evidence'"):
        EVIDENCE.start = 4  # type: ignore[misc]
    with pytest.raises(AttributeError, match="immutable type: 'Evidence'"):
        del EVIDENCE.start


def test_a_field_must_be_given_and_known() -> None:
    with pytest.raises(TypeError, match="Missing required argument 'start'"):
        Evidence("a_rule", "企业")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Missing required argument"):
        LexiconRule()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="has no field 'weights'"):
        replace(EVIDENCE, weights=1)  # type: ignore[call-arg]


def test_dataclasses_knows_the_values() -> None:
    assert dataclasses.is_dataclass(Evidence)
    assert dataclasses.is_dataclass(EVIDENCE)
    assert dataclasses.asdict(EVIDENCE) == dataclasses.asdict(Twin("a_rule", "企业", 3, 5))
    assert dataclasses.replace(EVIDENCE, start=4) == replace(EVIDENCE, start=4)
    theirs = [(field.name, field.type, field.default) for field in dataclasses.fields(Twin)]
    assert [(field.name, field.type, field.default) for field in dataclasses.fields(Evidence)] == theirs
    assert dataclasses.replace(RULE, words=("公章",)).words == ("公章",)


@pytest.mark.parametrize("cls", classes(), ids=lambda cls: cls.__qualname__)
def test_a_class_tells_its_fields(cls: type[Frozen]) -> None:
    named = {field.name: field.default for field in dataclasses.fields(cls)}
    parameters = inspect.signature(cls).parameters
    told = {name: one.default for name, one in parameters.items()}
    assert told == {
        name: inspect.Parameter.empty if default is dataclasses.MISSING else default
        for name, default in named.items()
    }


def test_a_value_is_taken_apart_by_a_pattern() -> None:
    match EVIDENCE:
        case Evidence(rule, _, start):
            assert (rule, start) == ("a_rule", 3)
