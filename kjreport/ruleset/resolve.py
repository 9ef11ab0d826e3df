"""References of rules to one another: lexicons and units in patterns, labels of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from kjreport.frozen import Frozen, replace
from kjreport.ruleset.kinds import LABELS, ExclusionRule, LabelRule, LexiconRule, Rule, UnitRule
from kjreport.ruleset.placeholders import Blocks, Problem, has_placeholder
from kjreport.ruleset.problems import suggest


class Unresolved(NamedTuple):
    """A reference to something that there is not."""

    steps: tuple[str | int, ...]
    code: str
    message: str
    hint: str | None


class Resolver(Frozen):
    """What rules may refer to."""

    blocks: Blocks
    labels: frozenset[str]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Resolver:
        """Collect lexicons, units and labels of the rules that are in force."""
        lexicons: dict[str, str] = {}
        units: dict[str, list[str]] = {}
        labels = set(LABELS)
        for rule in rules:
            if isinstance(rule, LexiconRule):
                words = sorted(rule.words, key=len, reverse=True)
                lexicons[rule.id] = "|".join([*map(re.escape, words), *rule.patterns]) or "(?!)"
                lexicons.update((old, lexicons[rule.id]) for old in rule.formerly)
            elif isinstance(rule, UnitRule):
                units.setdefault(rule.dimension, []).extend(rule.aliases)
            elif isinstance(rule, LabelRule) and rule.label and rule.label_name:
                labels.add(rule.label)
        return cls(Blocks(lexicons, {name: tuple(words) for name, words in units.items()}), frozenset(labels))

    def resolve(self, rule: Rule) -> tuple[Rule, list[Unresolved]]:
        """Return a rule with its placeholders written out, and the references that lead nowhere."""
        problems: list[Unresolved] = []
        label = getattr(rule, "label", None)
        if label is not None and label not in self.labels:
            hint = suggest(label, self.labels) or "a label of your own needs 'label_name' in one of its rules"
            problems.append(Unresolved(("label",), "KJ112", f"unknown label '{label}'", hint))
        changes: dict[str, Any] = {}
        for name, patterns in _patterns(rule):
            written = [self.blocks.expand(pattern) for pattern in patterns]
            for index, (_, wrong) in enumerate(written):
                steps = (name,) if isinstance(rule, ExclusionRule) else (name, index)
                problems += (_unresolved(steps, problem) for problem in wrong)
            expanded = tuple(pattern for pattern, _ in written)
            changes[name] = expanded[0] if isinstance(rule, ExclusionRule) else expanded
        return (replace(rule, **changes) if changes else rule), problems


def patterns_of(rule: Rule) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Return the patterns of a rule with the way to each of them."""
    for index, pattern in enumerate(getattr(rule, "patterns", ())):
        yield ("patterns", index), pattern
    if isinstance(rule, ExclusionRule):
        for name in ("before", "quote", "after"):
            if getattr(rule, name):
                yield (name,), getattr(rule, name)


def _patterns(rule: Rule) -> Iterator[tuple[str, Sequence[str]]]:
    """Return the fields of a rule that hold a pattern with a placeholder, and their patterns."""
    for name in ("patterns", "before", "quote", "after"):
        value = getattr(rule, name, None)
        if isinstance(value, str) and isinstance(rule, ExclusionRule):
            value = [value]
        elif name != "patterns" or not value:
            continue
        if any(map(has_placeholder, value)):
            yield name, value


def _unresolved(steps: tuple[str | int, ...], problem: Problem) -> Unresolved:
    hint = None
    if problem.known:
        word = problem.text.strip("${}").partition(":")[0]
        after = problem.text.strip("${}").rpartition(":")[2]
        hint = suggest(word, problem.known) or suggest(after, problem.known)
        hint = hint or f"there are: {', '.join(problem.known[:12])}"
    return Unresolved(steps, "KJ109", problem.message, hint)
