"""Words and rules that can never do anything, because others do it before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kjreport.frozen import Frozen
from kjreport.ruleset.kinds import ExclusionRule, IndicatorRule, LabelRule, Rule, UnitRule
from kjreport.ruleset.rules import Rules


class Shadows(Frozen):
    """The words of all rules, by their owners."""

    rules: Rules
    keywords: Mapping[str, tuple[str, ...]]
    owners: Mapping[tuple[type[Rule], str], tuple[Rule, ...]]

    @classmethod
    def of(cls, rules: Rules) -> Shadows:
        """Index the words of rules."""
        keywords: dict[str, list[str]] = {}
        for label in rules.labels:
            for word in label.keywords:
                keywords.setdefault(word, []).append(label.id)
        named: dict[tuple[type[Rule], str], list[Rule]] = {}
        for rule in (*rules.labels, *rules.indicators, *rules.units):
            for word in dict.fromkeys(_words(rule)):
                named.setdefault((type(rule), word), []).append(rule)
        return cls(
            rules,
            {word: tuple(owners) for word, owners in keywords.items()},
            {word: tuple(owners) for word, owners in named.items()},
        )

    def words(self, rule: Rule) -> Iterator[tuple[str, int, str, str]]:
        """Return list, index, the word that adds nothing, and the word that does its work."""
        for name in ("keywords", "aliases", "words", "patterns"):
            seen: set[str] = set()
            for index, word in enumerate(getattr(rule, name, ())):
                if word in seen:
                    yield name, index, word, word
                seen.add(word)
        if not isinstance(rule, LabelRule) or rule.segmented or len(rule.keywords) < 2:
            return
        for index, word in enumerate(rule.keywords):
            other = next((short for short in rule.keywords if short != word and short in word), None)
            if other is not None and not self._matters(rule, word):
                yield "keywords", index, word, other

    def _matters(self, rule: LabelRule, word: str) -> bool:
        """Whether a longer keyword changes anything: it may hide other rules' words, or be hidden."""
        inside = {short for short in self.keywords if short != word and short in word}
        if any(owner != rule.id for short in inside for owner in self.keywords[short]):
            return True
        if self.keywords[word] != (rule.id,) or any(word in hidden for hidden in rule.unless):
            return True
        # A longer word of another rule may begin or end in the middle of this one and hide the short word.
        shortest = [short for short in inside if short in rule.keywords]
        return any(
            long != word
            and short in long
            and self.keywords[long] != (rule.id,)
            and _touches(word, long, short)
            for short in shortest
            for long in self.keywords
        )

    def taken(self, rule: LabelRule, word: str) -> bool:
        """Whether a word of ``unless`` is a keyword of a rule that takes all keywords in it away."""
        owners = self.keywords.get(word, ())
        hidden = rule.keywords and not rule.patterns and all(short in word for short in rule.keywords)
        return bool(owners and hidden) and rule.id not in owners

    def rule(self, rule: Rule) -> str | None:
        """Return the id of the rule that does all that a rule could do, if there is one."""
        return next((other.id for other in self._before(rule) if _covers(other, rule)), None)

    def _before(self, rule: Rule) -> Iterator[Rule]:
        """Return the rules that could cover a rule; label rules have no order but their weight."""
        rivals: Sequence[Rule] = self.rules.exclusions if isinstance(rule, ExclusionRule) else ()
        words = _words(rule)
        if words:
            rivals = self.owners.get((type(rule), words[0]), ())
        for other in rivals:
            if other.id != rule.id:
                yield other
            elif not isinstance(rule, LabelRule):
                return

    def claimed(self, rule: IndicatorRule, alias: str) -> str | None:
        """Return the id of another indicator with the alias that nothing tells apart from a rule."""
        for other in self.owners.get((IndicatorRule, alias), ()):
            if isinstance(other, IndicatorRule) and other.id != rule.id and _alike(other, rule):
                return other.id
        return None


def _touches(word: str, long: str, short: str) -> bool:
    """Whether a text that holds ``word`` can hold ``long`` so that they share ``short``."""
    at, of_long = word.find(short), long.find(short)
    shift = at - of_long
    first, last = max(0, shift), min(len(word), shift + len(long))
    return word[first:last] == long[first - shift : last - shift] and not (
        shift >= 0 and shift + len(long) <= len(word) and long == word
    )


def _words(rule: Rule) -> Sequence[str]:
    if isinstance(rule, LabelRule):
        return rule.keywords
    return rule.aliases if isinstance(rule, UnitRule | IndicatorRule) else ()


def _covers(other: Rule, rule: Rule) -> bool:
    if isinstance(other, LabelRule) and isinstance(rule, LabelRule):
        if other.label != rule.label or other.weight < rule.weight or rule.patterns or other.segmented:
            return False
        return not (other.near or other.unless or other.heading) and set(rule.keywords) <= set(other.keywords)
    if isinstance(other, UnitRule) and isinstance(rule, UnitRule):
        context = other.left or other.not_left or other.near or other.right or other.not_right
        limited = context or other.numerals != "any" or not other.mask or other.at_most is not None
        implied = rule.implied_by or rule.blank_after or rule.signs
        return not limited and not implied and set(rule.aliases) <= set(other.aliases)
    if isinstance(other, ExclusionRule) and isinstance(rule, ExclusionRule):
        fields = ("before", "quote", "after")
        return all(getattr(other, name) in ("", getattr(rule, name)) for name in fields)
    if isinstance(other, IndicatorRule) and isinstance(rule, IndicatorRule):
        return (
            set(rule.aliases) <= set(other.aliases)
            and not other.near
            and not rule.near
            and _alike(other, rule)
        )
    return False


def _alike(one: IndicatorRule, other: IndicatorRule) -> bool:
    """Whether a number can fit both indicators equally well."""
    if one.dimension != other.dimension or set(one.roles).isdisjoint(other.roles):
        return False
    if one.units and other.units and set(one.units).isdisjoint(other.units):
        return False
    return set(one.near) == set(other.near)
