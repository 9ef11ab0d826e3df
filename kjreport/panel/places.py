"""Whose report it is: the place and the level of its bureau, from the title and the first sentences."""

from __future__ import annotations

import re
from typing import Literal

from kjreport.frozen import Frozen
from kjreport.model import Report
from kjreport.ruleset import Rules

Level = Literal["province", "city", "county"]

HEAD = 600  # characters behind the title in which a report names its bureau


class Place(Frozen):
    """A bureau's place, as far as a report names it.

    A county-level city that is named without its prefecture reads like a prefecture-level one: its level is
    ``city``. What is not named stays None.
    """

    province: str | None = None
    city: str | None = None
    county: str | None = None
    level: Level | None = None

    @property
    def region(self) -> str | None:
        """The place as the report writes it, from the largest part to the smallest."""
        return "".join(part for part in (self.province, self.city, self.county) if part) or None


class PlaceFinder(Frozen):
    """Finds the place of a bureau by lexicons of the rules.

    >>> from kjreport.analyzer import default_analyzer
    >>> analyzer = default_analyzer()
    >>> report = analyzer.analyze("江东省青山市林海县科技局2021年工作总结")
    >>> place = PlaceFinder.of(analyzer.rules).find(report)
    >>> place.region, place.county, place.level
    ('江东省青山市林海县', '林海县', 'county')
    """

    named: re.Pattern[str]
    titled: re.Pattern[str]
    bare: tuple[tuple[Level, re.Pattern[str]], ...]

    @classmethod
    def of(cls, rules: Rules) -> PlaceFinder:
        """Compile the lexicons ``bureau_of_place``, ``place_of_title`` and those of the levels."""
        patterns = {rule.id: "|".join(rule.patterns) for rule in rules.lexicons}
        levels: tuple[Level, ...] = ("province", "city", "county")
        bare = tuple((level, re.compile(patterns[f"bureau_of_{level}"])) for level in levels)
        named, titled = (re.compile(patterns[name]) for name in ("bureau_of_place", "place_of_title"))
        return cls(named, titled, bare)

    def find(self, report: Report) -> Place:
        """Return the place that the title names; else the one that the head names, if it names only one.

        A bureau's name goes before a place with which a title only begins.
        """
        head = "\n".join(sentence.text for sentence in report.sentences)[:HEAD]
        for pattern, text in ((self.named, report.title), (self.titled, report.title), (self.named, head)):
            places = dict.fromkeys(map(_place, pattern.finditer(text)))
            if len(places) == 1:
                return next(iter(places))
            if places:
                return Place(level=_only({place.level for place in places}))
        levels = {level for level, pattern in self.bare if pattern.search(f"{report.title}\n{head}")}
        return Place(level=_only(levels))


def _place(match: re.Match[str]) -> Place:
    province, city, county = match["province"], match["city"], match["county"]
    return Place(province, city, county, "county" if county else "city" if city else "province")


def _only(levels: set[Level | None] | set[Level]) -> Level | None:
    return next(iter(levels)) if len(levels) == 1 else None
