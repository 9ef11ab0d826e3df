"""Rule files to rules; every problem of every file is reported at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kjreport.errors import Diagnostic, RuleError
from kjreport.resources import TextLoader, rules_folder
from kjreport.ruleset.schema import (
    CleaningRule,
    CueRule,
    ExclusionRule,
    IndicatorRule,
    LabelRule,
    LexiconRule,
    Rule,
)

KINDS: Mapping[str, type[Rule]] = {
    "labels": LabelRule,
    "cues": CueRule,
    "cleaning": CleaningRule,
    "lexicons": LexiconRule,
    "exclusions": ExclusionRule,
    "indicators": IndicatorRule,
}
Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of every kind, in the order in which they were read."""

    by_kind: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)

    @property
    def labels(self) -> tuple[LabelRule, ...]:
        """The label rules."""
        return tuple(rule for rule in self.by_kind.get("labels", ()) if isinstance(rule, LabelRule))

    @property
    def cues(self) -> tuple[CueRule, ...]:
        """The cue words."""
        return tuple(rule for rule in self.by_kind.get("cues", ()) if isinstance(rule, CueRule))

    @property
    def cleaning(self) -> tuple[CleaningRule, ...]:
        """What cleaning removes."""
        return tuple(rule for rule in self.by_kind.get("cleaning", ()) if isinstance(rule, CleaningRule))

    @property
    def lexicons(self) -> tuple[LexiconRule, ...]:
        """Named lists of words."""
        return tuple(rule for rule in self.by_kind.get("lexicons", ()) if isinstance(rule, LexiconRule))

    @property
    def exclusions(self) -> tuple[ExclusionRule, ...]:
        """Quantities that are no facts."""
        return tuple(rule for rule in self.by_kind.get("exclusions", ()) if isinstance(rule, ExclusionRule))

    @property
    def indicators(self) -> tuple[IndicatorRule, ...]:
        """Canonical statistics."""
        return tuple(rule for rule in self.by_kind.get("indicators", ()) if isinstance(rule, IndicatorRule))


def load_rules(*paths: str | Path) -> Rules:
    """Read the built-in rules and then those of ``paths``.

    Args:
        paths: rule files, or folders of them.

    Returns:
        All rules; those of ``paths`` follow the built-in ones.

    Raises:
        RuleError: with a diagnostic for every problem of every file.

    >>> "高新技术企业" in {word for rule in load_rules().labels for word in rule.keywords}
    True
    """
    diagnostics: list[Diagnostic] = []
    by_kind: dict[str, list[Rule]] = {}
    seen: dict[tuple[str, str], Path] = {}
    for path in _files([rules_folder(), *map(Path, paths)], diagnostics):
        for kind, rule, position in _read(path, diagnostics):
            first = seen.setdefault((kind, rule.id), path)
            if any(other.id == rule.id for other in by_kind.get(kind, ())):
                message = f"rule '{rule.id}' is already defined in {first}"
                diagnostics.append(
                    Diagnostic("KJ104", message, str(path), *position, "give it an id of its own")
                )
            by_kind.setdefault(kind, []).append(rule)
    if diagnostics:
        raise RuleError(diagnostics)
    return Rules({kind: tuple(rules) for kind, rules in by_kind.items()})


def _files(paths: list[Path], diagnostics: list[Diagnostic]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.glob("*.yaml"))
        elif path.is_file():
            yield path
        else:
            diagnostics.append(Diagnostic("KJ100", "no such rule file or folder", str(path)))


def _read(path: Path, diagnostics: list[Diagnostic]) -> Iterator[tuple[str, Rule, Position]]:
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=TextLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        position = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        diagnostics.append(Diagnostic("KJ101", error.problem or "not YAML", str(path), *position))
        return
    content = TextLoader("").construct_document(node) if node else None
    content = content if isinstance(content, dict) else {}
    kind = content.get("kind")
    if kind == "units":
        return  # read and checked by kjreport.units
    if not isinstance(kind, str) or kind not in KINDS or not isinstance(content.get(kind), list):
        known = ", ".join(KINDS)
        message = f"a rule file is a mapping with 'kind' (one of {known}) and a list under that name"
        diagnostics.append(Diagnostic("KJ102", message, str(path), 1, 1))
        return
    for index, item in enumerate(content[kind]):
        try:
            yield kind, KINDS[kind].model_validate(item), _position(node, [kind, index])
        except ValidationError as error:
            diagnostics += (_explain(path, node, [kind, index], KINDS[kind], e) for e in error.errors())


def _explain(
    path: Path, node: yaml.Node | None, above: list[str | int], model: type[Rule], error: ErrorDetails
) -> Diagnostic:
    place = [*above, *error["loc"]]
    line, column = _position(node, place)
    hint = None
    message = error["msg"]
    if error["type"] == "extra_forbidden":
        name = str(error["loc"][-1])
        message = f"unknown key '{name}'"
        close = get_close_matches(name, model.model_fields, 1)
        hint = f"did you mean '{close[0]}'?" if close else f"known keys: {', '.join(model.model_fields)}"
    elif error["type"] == "missing":
        message = f"key '{error['loc'][-1]}' is missing"
    return Diagnostic("KJ103", message, str(path), line, column, hint)


def _position(node: yaml.Node | None, place: list[Any]) -> Position:
    """Return line and column of the deepest node on the way to ``place``."""
    for step in place:
        child: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            child = next((value for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            child = node.value[step]
        if child is None:
            break
        node = child
    return (node.start_mark.line + 1, node.start_mark.column + 1) if node else (1, 1)
