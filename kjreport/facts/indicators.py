"""Which canonical statistic a subject names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kjreport.matching import KeywordScanner
from kjreport.ruleset import IndicatorRule


@dataclass(frozen=True, slots=True)
class IndicatorIndex:
    """The indicators by their aliases."""

    rules: tuple[IndicatorRule, ...]
    scanner: KeywordScanner
    owners: tuple[tuple[int, ...], ...]

    @classmethod
    def compile(cls, rules: Iterable[IndicatorRule]) -> IndicatorIndex:
        """Compile indicator rules."""
        rules = tuple(rules)
        owners: dict[str, list[int]] = {}
        for index, rule in enumerate(rules):
            for alias in rule.aliases:
                owners.setdefault(alias, []).append(index)
        return cls(rules, KeywordScanner.compile(owners), tuple(map(tuple, owners.values())))

    def find(self, subject: str, dimension: str, unit: str, role: str) -> IndicatorRule | None:
        """Return the indicator whose alias stands last in a subject and fits what was measured, if any."""
        for hit in reversed(self.scanner.scan(subject)):
            for index in self.owners[hit.keyword]:
                rule = self.rules[index]
                fits = rule.dimension == dimension and (not rule.units or unit in rule.units)
                if fits and role in rule.roles and not any(word in subject for word in rule.unless):
                    return rule
        return None
