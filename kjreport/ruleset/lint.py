"""What is allowed in rules and still a mistake; every code has its section in ``docs/rules/codes.md``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kjreport.errors import Diagnostic, Severity
from kjreport.frozen import Frozen
from kjreport.matching.backtracking import slow_text
from kjreport.matching.patterns import required_words
from kjreport.ruleset.kinds import (
    ExclusionRule,
    IndicatorRule,
    LabelRule,
    LexiconRule,
    Rule,
)
from kjreport.ruleset.placeholders import Blocks, has_placeholder, lexicons_named
from kjreport.ruleset.reading import Locator, RuleFile
from kjreport.ruleset.resolve import Resolver, patterns_of
from kjreport.ruleset.rules import Rules
from kjreport.ruleset.shadows import Shadows
from kjreport.ruleset.tables import CLAUSE_ENDS
from kjreport.text.script import Simplifier
from kjreport.text.tables import FULL_WIDTH

Steps = tuple[str | int, ...]
_WORD_LISTS = ("keywords", "near", "unless", "heading", "aliases", "words")
_BOUNDARY = re.compile(r"\\b")
_PREFIXED = re.compile(r"[rRbBuUfF]{1,2}(['\"]).*\1", re.DOTALL)
_HAN = re.compile("[\u3400-\u9fff]")


class Finding(NamedTuple):
    """A mistake in one rule and the way to where it stands."""

    code: str
    message: str
    hint: str
    steps: Steps = ()
    severity: Severity = "warning"


class Context(Frozen):
    """What a rule is judged by: all rules in force, and what can stand in cleaned text."""

    rules: Rules
    blocks: Blocks
    simplifier: Simplifier
    shadows: Shadows
    named: frozenset[str]
    known_to_code: frozenset[str]

    @classmethod
    def of(cls, rules: Rules, known_to_code: Iterable[str]) -> Context:
        """Prepare to judge rules; ``known_to_code`` are the lexicons that the library looks up by name."""
        every = [rule for of_kind in rules.by_kind.values() for rule in of_kind]
        written = (origin.written for origin in rules.origins.values())
        named = {
            name for rule in written for _, pattern in patterns_of(rule) for name in lexicons_named(pattern)
        }
        return cls(
            rules,
            Resolver.of(every).blocks,
            Simplifier.load(),
            Shadows.of(rules),
            frozenset(named),
            frozenset(known_to_code),
        )


def lint(file: RuleFile, context: Context) -> Iterator[Diagnostic]:
    """Return the mistakes in the rules that a file defines, with their places."""
    locator: Locator | None = None
    for index, item in enumerate(file.items):
        name = item.value.get("id") if isinstance(item.value, dict) else None
        origin = context.rules.origins.get((file.kind, str(name)))
        if origin is None or origin.off:
            continue
        for finding in findings(origin.written, context):
            locator = locator or Locator(file.text)
            place = locator.place([file.kind, index, *finding.steps])
            message = f"rule '{name}': {finding.message}"
            yield Diagnostic(finding.code, message, str(file.path), *place, finding.hint, finding.severity)


def findings(rule: Rule, context: Context) -> Iterator[Finding]:
    """Return the mistakes in one rule."""
    for check in (_prefixes, _spelling, _patterns, _unless, _shadowed, _aliases, _lexicon):
        yield from check(rule, context)


def _prefixes(rule: Rule, context: Context) -> Iterator[Finding]:  # noqa: ARG001 (all checks are called alike)
    for steps, text in (*_words(rule), *patterns_of(rule)):
        if _PREFIXED.fullmatch(text):
            message = f"{text} has the prefix and the quotation marks of a Python string"
            yield Finding("KJ505", message, f"write {text[2:-1]}", steps, "error")


def _spelling(rule: Rule, context: Context) -> Iterator[Finding]:
    """Find what cleaning would never leave; units, bounds and number words are read before it."""
    if not isinstance(rule, LabelRule | IndicatorRule | ExclusionRule):
        return
    words = [(steps, word, word.translate(FULL_WIDTH)) for steps, word in _words(rule)]
    patterns = [(steps, pattern, pattern) for steps, pattern in patterns_of(rule)]
    for steps, text, narrow in (*words, *patterns):
        clean = context.simplifier.simplify(narrow)
        if clean != text:
            message = (
                f"'{text}' cannot stand in a text: cleaning leaves simplified characters and half-width signs"
            )
            yield Finding("KJ502", message, f"write '{clean}'", steps)


def _patterns(rule: Rule, context: Context) -> Iterator[Finding]:
    for steps, pattern in patterns_of(rule):
        if any(_beside_han(pattern, match) for match in _BOUNDARY.finditer(pattern)):
            message = (
                r"\b beside a Chinese character: Chinese has no word boundaries, so it never matches there"
            )
            yield Finding("KJ503", message, "leave it out, or use 'segmented: true' with a keyword", steps)
        written = context.blocks.expand(pattern)[0] if has_placeholder(pattern) else pattern
        if re_matches_empty(written):
            yield Finding(
                "KJ508", f"pattern {pattern!r} matches nothing at all", "let it ask for a word", steps
            )
            continue
        text = slow_text(written)
        if text is not None:
            message = f"pattern {pattern!r} takes for ever on a text such as {text[:16]!r}…"
            yield Finding("KJ509", message, "no repetition inside a repetition; bound them: {0,20}", steps)
        if isinstance(rule, LabelRule) and not rule.near and not required_words(written):
            message = f"pattern {pattern!r} has no word that must stand there: it is tried on every sentence"
            yield Finding("KJ510", message, "name words in 'near', or a word in the pattern", steps)


def re_matches_empty(pattern: str) -> bool:
    """Whether a pattern matches the empty text wherever it is looked for."""
    try:
        match = re.search(pattern, "")
        inside = re.search(pattern, "\x00\x01")
    except re.error:
        return False
    return match is not None and inside is not None and inside.end() == inside.start() == 0


def _beside_han(pattern: str, match: re.Match[str]) -> bool:
    before, after = pattern[: match.start()], pattern[match.end() :]
    return bool(
        _HAN.match(after.lstrip("(?:["))
        or (before.rstrip(")]+*?") and _HAN.match(before.rstrip(")]+*?")[-1]))
    )


def _unless(rule: Rule, context: Context) -> Iterator[Finding]:
    if not isinstance(rule, LabelRule | IndicatorRule):
        return
    words = rule.keywords if isinstance(rule, LabelRule) else rule.aliases
    for index, word in enumerate(rule.unless):
        steps: Steps = ("unless", index)
        shorter = next((other for other in rule.unless if other != word and other in word), None)
        if isinstance(rule, LabelRule) and not CLAUSE_ENDS.isdisjoint(word):
            yield Finding(
                "KJ512",
                f"'{word}' goes over the end of a clause, where 'unless' does not look",
                "name a word of the clause",
                steps,
            )
        elif shorter is not None:
            yield Finding(
                "KJ512", f"'{word}' adds nothing: '{shorter}' stands in it", "remove one of them", steps
            )
        elif words and all(word in keyword for keyword in words) and not getattr(rule, "patterns", None):
            yield Finding(
                "KJ512",
                f"'{word}' stands in every keyword: the rule never fires",
                "remove it",
                steps,
                "error",
            )
        elif isinstance(rule, LabelRule) and context.shadows.taken(rule, word):
            yield Finding(
                "KJ512",
                f"'{word}' is a keyword of another rule and takes its words away already",
                "remove it",
                steps,
            )


def _shadowed(rule: Rule, context: Context) -> Iterator[Finding]:
    for name, position, word, other in context.shadows.words(rule):
        message = (
            f"'{word}' adds nothing: '{other}' of the same rule stands in it"
            if other != word
            else f"'{word}' is given twice"
        )
        yield Finding("KJ506", message, "remove it", (name, position))
    higher = context.shadows.rule(rule)
    if higher is not None:
        message = f"all its words are those of the rule '{higher}', which comes first"
        yield Finding("KJ507", message, "join the two, or give it words or a context of its own", ("id",))


def _aliases(rule: Rule, context: Context) -> Iterator[Finding]:
    if not isinstance(rule, IndicatorRule):
        return
    for position, alias in enumerate(rule.aliases):
        other = context.shadows.claimed(rule, alias)
        if other is not None:
            message = f"the alias '{alias}' is claimed by '{other}', too, and nothing tells them apart"
            yield Finding(
                "KJ513",
                message,
                "give one of them 'near', other 'units' or other 'roles'",
                ("aliases", position),
            )


def _lexicon(rule: Rule, context: Context) -> Iterator[Finding]:
    if not isinstance(rule, LexiconRule) or rule.id in context.known_to_code:
        return
    if context.named.isdisjoint([rule.id, *rule.formerly]):
        yield Finding(
            "KJ514",
            "no pattern takes this lexicon in",
            f"write ${{{rule.id}}} in a pattern, or remove it",
            ("id",),
        )


def _words(rule: Rule) -> Iterator[tuple[Steps, str]]:
    for name in _WORD_LISTS:
        for index, word in enumerate(getattr(rule, name, ())):
            yield (name, index), word
