"""Changes to rules of other packs, by id: ``off``, ``patch``, ``replace``.

>>> entry = {"id": "talent_general", "patch": {"add": {"keywords": ["博士后"]}}}
>>> changes("labels").model_validate(entry).patch.add.keywords
['博士后']
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, get_origin

from pydantic import BaseModel, Field, create_model

from kjreport.ruleset.schema import MODELS, Closed, Identifier, Word


class Off(Closed):
    """A rule that is switched off."""

    id: Identifier
    off: Literal[True]


class ExampleChanges(Closed):
    """Examples to add or to remove."""

    match: list[Word] = Field(default=[])
    no_match: list[Word] = Field(default=[])


@cache
def changes(kind: str) -> type[BaseModel]:
    """Return the model of a patch: what may be added to and removed from the lists of a rule of a kind."""
    model = MODELS[kind]
    lists: dict[str, Any] = {
        name: (field.annotation, [])
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is list and name != "formerly"
    }
    name = model.__name__.removesuffix("Entry")
    words = create_model(
        f"{name}Words", __base__=Closed, examples=(ExampleChanges, ExampleChanges()), **lists
    )
    patch = create_model(f"{name}Changes", __base__=Closed, add=(words, words()), remove=(words, words()))
    return create_model(f"{name}Patch", __base__=Closed, id=(Identifier, ...), patch=(patch, ...))


class Missing(NamedTuple):
    """What a patch would remove from a list that does not hold it."""

    steps: tuple[str | int, ...]
    word: str
    known: tuple[str, ...]


def apply_patch(written: Mapping[str, Any], patch: Mapping[str, Any]) -> tuple[dict[str, Any], list[Missing]]:
    """Return a rule as written with the changes of a patch, and what could not be removed.

    >>> patch = {"add": {"keywords": ["博士"]}, "remove": {"keywords": ["专家"]}}
    >>> apply_patch({"keywords": ["院士", "专家"]}, patch)
    ({'keywords': ['院士', '博士']}, [])
    """
    changed = dict(written)
    missing: list[Missing] = []
    for action in ("remove", "add"):
        for name, change in patch.get(action, {}).items():
            if name == "examples":
                examples = dict(changed.get("examples", {}))
                for outcome, texts in change.items():
                    examples[outcome] = _changed(
                        examples.get(outcome, []), texts, (action, name, outcome), missing
                    )
                changed[name] = examples
            else:
                changed[name] = _changed(changed.get(name, []), change, (action, name), missing)
    return changed, missing


def _changed(old: list[str], change: list[str], steps: tuple[str, ...], missing: list[Missing]) -> list[str]:
    if steps[0] == "add":
        return [*old, *(word for word in change if word not in old)]
    missing += (
        Missing(("patch", *steps, index), word, tuple(old))
        for index, word in enumerate(change)
        if word not in old
    )
    return [word for word in old if word not in change]
