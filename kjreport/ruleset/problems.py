"""What is wrong with an entry of a rule file, told for people who do not know the schema."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from kjreport.errors import Diagnostic

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

    from kjreport.ruleset.reading import Locator, RuleFile

_PLAIN = {
    "list_type": ("a list is needed here", "write [one, two], or one '- …' a line"),
    "string_type": ("text is needed here", "put it in quotation marks"),
    "int_type": ("a whole number is needed here", None),
    "bool_type": ("true or false is needed here", None),
    "string_pattern_mismatch": ("an id begins with a small letter and has only a-z, 0-9 and _", None),
    "string_too_short": ("this must not be empty", None),
    "too_short": ("this list is too short", "give at least one"),
    "too_long": ("this list is too long", None),
    "model_type": ("a mapping 'key: value' is needed here", None),
    "model_attributes_type": ("a mapping 'key: value' is needed here", None),
    "dict_type": ("a mapping 'key: value' is needed here", None),
}


def suggest(word: str, known: Iterable[str]) -> str | None:
    """Return the hint that names the nearest known word, if one is near.

    >>> suggest("keyword", ["keywords", "patterns"])
    "did you mean 'keywords'?"
    """
    close = get_close_matches(word, list(known), 1)
    return f"did you mean '{close[0]}'?" if close else None


def columns(text: str) -> int:
    """Return how many columns a terminal needs for a text.

    >>> columns("id: 高企")
    8
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def invalid(
    file: RuleFile, locator: Locator, index: int, model: type[BaseModel], error: ValidationError
) -> Iterator[Diagnostic]:
    """Return a diagnostic for each problem that a model has with an entry."""
    for problem in error.errors():
        steps = list(problem["loc"])
        unknown = problem["type"] == "extra_forbidden"
        place = locator.place([file.kind, index, *steps], key=unknown)
        code, message, hint = _explained(file.kind, model, steps, problem)
        yield Diagnostic(code, message, str(file.path), *place, hint)


def _explained(
    kind: str, model: type[BaseModel], steps: list[Any], problem: ErrorDetails
) -> tuple[str, str, str | None]:
    """Return code, message and hint."""
    name = str(steps[-1]) if steps else ""
    what = problem["type"]
    context = problem.get("ctx", {})
    if what == "extra_forbidden":
        known = _fields(model, steps[:-1])
        narrow = unicodedata.normalize("NFKC", name)
        if narrow != name:
            return "KJ504", f"full-width sign in the key '{name}'", f"write '{narrow}'"
        return "KJ103", f"unknown key '{name}'", suggest(name, known) or f"known keys: {', '.join(known)}"
    if what == "missing":
        return _missing(kind, name)
    if what == "pattern":
        return "KJ111", problem["msg"], _pattern_hint(str(problem["input"]))
    if what == "literal_error" and name == "off":
        return "KJ103", "'off' is true, or not there", "remove the entry to leave the rule on"
    if what == "literal_error":
        known = [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
        message = f"'{problem['input']}' is none of {', '.join(known)}"
        return "KJ103", message, suggest(str(problem["input"]), known)
    if what in ("less_than_equal", "greater_than_equal"):
        limit = f"at most {context['le']}" if "le" in context else f"at least {context['ge']}"
        return "KJ103", f"'{name}' is {limit}", None
    if what == "value_error":
        return "KJ103", str(context["error"]), None
    if what in ("too_short", "too_long") and name in ("match", "no_match"):
        return _missing(kind, name)
    message, hint = _PLAIN.get(what, (problem["msg"], None))
    return "KJ103", message, hint


def _missing(kind: str, name: str) -> tuple[str, str, str | None]:
    if name in ("examples", "match", "no_match"):
        key = f"'{name}'" if name == "examples" else f"'{name}' in 'examples'"
        hint = "give texts that the rule must match and texts that it must not"
        return "KJ501", f"no example: {key} is missing", hint
    if kind == "units" and name == "dimension":
        return "KJ511", "a unit without 'dimension'", "such as count, money, mass, area, length"
    return "KJ103", f"key '{name}' is missing", None


def _pattern_hint(pattern: str) -> str | None:
    if pattern[:1] in "rRbBfFuU" and pattern[1:2] in ("'", '"'):
        return "a pattern has no prefix r and no quotation marks of its own"
    return "write signs such as ( ) [ ] * + ? with a backslash where they mean themselves"


def _fields(model: type[BaseModel], steps: list[Any]) -> list[str]:
    """Return the known keys of the mapping that ``steps`` lead to."""
    for step in steps:
        field = model.model_fields.get(str(step))
        inner: Any = field.annotation if field else None
        if hasattr(inner, "model_fields"):
            model = inner
    return list(model.model_fields)
