"""Files of rules and overlays to the rules that are in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from kjreport.errors import Diagnostic, Severity
from kjreport.frozen import replace
from kjreport.matching.patterns import Choices, word_choices
from kjreport.matching.seldom import ranked
from kjreport.ruleset.kinds import KINDS, LexiconRule, Rule
from kjreport.ruleset.overlays import Off, apply_patch, changes
from kjreport.ruleset.problems import invalid, suggest
from kjreport.ruleset.reading import Item, Locator, RuleFile
from kjreport.ruleset.resolve import Resolver
from kjreport.ruleset.rules import Origin, Part, Rules
from kjreport.ruleset.schema import MODELS


@dataclass(slots=True)
class _State:
    """A rule in the making: the values of its entry, the place to blame, and its history."""

    value: Mapping[str, Any]
    rule: Rule
    file: RuleFile
    index: int
    parts: list[Part]
    off: bool = False


class Merge:
    """Takes in rule files one after the other; used once."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._rules: dict[tuple[str, str], _State] = {}
        self._former: dict[tuple[str, str], str] = {}
        self._file: RuleFile | None = None
        self._locator: Locator | None = None

    def add(self, file: RuleFile) -> None:
        """Take in the entries of a file."""
        self._file, self._locator = file, None
        for index, item in enumerate(file.items):
            value = item.value if isinstance(item.value, dict) else {}
            if "off" in value:
                self._switch_off(file, index, item)
            elif "patch" in value:
                self._patch(file, index, item)
            else:
                self._define(file, index, item, replaces=value.get("replace"))

    def finish(self) -> Rules:
        """Return the rules in force, placeholders written out, and everything that was noticed."""
        resolver = Resolver.of(state.rule for state in self._rules.values() if not state.off)
        by_kind: dict[str, list[Rule]] = {}
        origins: dict[tuple[str, str], Origin] = {}
        for (kind, name), state in self._rules.items():
            origins[kind, name] = Origin(state.rule, tuple(state.parts), state.off)
            if state.off:
                continue
            rule, problems = resolver.resolve(state.rule)
            if problems:
                self._turn_to(state.file)
                for steps, code, message, hint in problems:
                    self._report(state.index, code, message, hint, steps)
            else:
                by_kind.setdefault(kind, []).append(rule)
        rules = Rules(
            {kind: tuple(rules) for kind, rules in by_kind.items()}, origins, tuple(self.diagnostics)
        )
        return replace(rules, choices=_choices(rules))

    def _define(self, file: RuleFile, index: int, item: Item, *, replaces: object) -> None:
        value = item.value
        if replaces is not None:
            value = {key: part for key, part in value.items() if key != "replace"}
            if replaces is not True:
                message = "'replace: true' says that the rule takes the place of the one with its id"
                self._report(index, "KJ103", message, None, ("replace",))
                return
        rule = self._rule(index, file.kind, value)
        if rule is None:
            return
        key = (file.kind, rule.id)
        if replaces:
            old = self._known(file, index, rule.id)
            if old is not None:
                old.parts.append(Part("replaced", str(file.path), item.line))
                old.value, old.rule, old.file, old.index, old.off = value, rule, file, index, False
            return
        if key in self._rules:
            first = self._rules[key].parts[0]
            hint = "give it an id of its own, or 'replace: true' to take the other's place"
            message = f"rule '{rule.id}' is already defined in {first.file}:{first.line}"
            self._report(index, "KJ104", message, hint, ("id",))
            return
        self._rules[key] = _State(value, rule, file, index, [Part("defined", str(file.path), item.line)])
        self._former.update(((file.kind, old_id), rule.id) for old_id in rule.formerly)

    def _switch_off(self, file: RuleFile, index: int, item: Item) -> None:
        if not self._valid(index, Off, item.value):
            return
        state = self._known(file, index, item.value["id"])
        if state is None:
            return
        state.parts.append(Part("switched off", str(file.path), item.line))
        if isinstance(state.rule, LexiconRule):
            # The code looks words up in lexicons by name: one that is off has no words.
            state.value = {**state.value, "words": [], "patterns": []}
            state.rule = replace(state.rule, words=(), patterns=())
        else:
            state.off = True

    def _patch(self, file: RuleFile, index: int, item: Item) -> None:
        if not self._valid(index, changes(file.kind), item.value):
            return
        state = self._known(file, index, item.value["id"])
        if state is None:
            return
        changed, missing = apply_patch(state.value, item.value["patch"])
        for steps, word, known in missing:
            hint = suggest(word, known) or f"the list has: {', '.join(known[:12])}"
            self._report(index, "KJ113", f"'{word}' is not there to be removed", hint, steps)
        rule = self._rule(index, file.kind, changed)
        if rule is not None and not missing:
            state.parts.append(Part("patched", str(file.path), item.line, _told(item.value["patch"])))
            state.value, state.rule = changed, rule

    def _known(self, file: RuleFile, index: int, name: str) -> _State | None:
        """Return the rule that an overlay speaks of, or None and a diagnostic."""
        kind = file.kind
        if (kind, name) not in self._rules and (kind, name) in self._former:
            new = self._former[kind, name]
            message = f"rule '{name}' is now called '{new}'"
            self._report(index, "KJ108", message, f"write '{new}'", ("id",), severity="warning")
            name = new
        state = self._rules.get((kind, name))
        if state is None:
            hint = suggest(name, (other for of_kind, other in self._rules if of_kind == kind))
            hint = hint or "'kjreport rules list' shows all ids"
            self._report(index, "KJ107", f"there is no rule '{name}' of kind '{kind}'", hint, ("id",))
        return state

    def _rule(self, index: int, kind: str, entry: Any) -> Rule | None:
        """Return the rule that an entry is, or None and diagnostics."""
        return KINDS[kind].of(entry) if self._valid(index, MODELS[kind], entry) else None

    def _valid(self, index: int, model: type[BaseModel], value: object) -> bool:
        try:
            model.model_validate(value)
        except ValidationError as error:
            file, locator = self._place()
            self.diagnostics += invalid(file, locator, index, model, error)
            return False
        return True

    def _turn_to(self, file: RuleFile) -> None:
        if file is not self._file:
            self._file, self._locator = file, None

    def _place(self) -> tuple[RuleFile, Locator]:
        if self._file is None:
            raise LookupError("no file has been added")
        if self._locator is None:
            self._locator = Locator(self._file.text)
        return self._file, self._locator

    def _report(
        self,
        index: int,
        code: str,
        message: str,
        hint: str | None,
        steps: tuple[str | int, ...],
        *,
        severity: Severity = "error",
    ) -> None:
        file, locator = self._place()
        place = locator.place([file.kind, index, *steps])
        self.diagnostics.append(Diagnostic(code, message, str(file.path), *place, hint, severity))


def _told(patch: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a patch adds and removes, a line for each."""
    lines: list[str] = []
    for action, sign in (("add", "+"), ("remove", "-")):
        for name, change in patch.get(action, {}).items():
            lists = change.items() if isinstance(change, dict) else [("", change)]
            lines += (
                f"{sign} {' '.join(filter(None, (name, inner)))}: {word}"
                for inner, words in lists
                for word in words
            )
    return tuple(lines)


def _choices(rules: Rules) -> Choices:
    """Return what those who compile patterns ask of them, which takes longer to find out than to keep."""
    patterns = {one for rule in rules.labels for one in rule.patterns}
    patterns.update(one for rule in rules.cues for one in rule.patterns)
    patterns.update(one for rule in rules.exclusions for one in (rule.before, rule.quote, rule.after) if one)
    keywords = {word for rule in rules.labels for word in rule.keywords}
    return ranked({pattern: word_choices(pattern) for pattern in sorted(patterns)}, keywords)
