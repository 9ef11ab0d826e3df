"""What a rule file may say: one closed model for each kind of rule.

An unknown key is an error, a rule without a text that fires it and one that must not is an error, and nothing
is converted: what is not of the declared type is an error, too.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

import regex
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

LABELS = (
    "enterprise_cultivation",
    "platform",
    "talent",
    "science_envoy",
    "rd_investment",
    "tech_transfer",
    "project",
    "intellectual_property",
    "finance",
    "policy",
    "cooperation",
    "rural",
    "industry",
    "popularization",
    "administration",
)


def _compiles(pattern: str) -> str:
    try:
        regex.compile(pattern)
    except regex.error as error:
        raise ValueError(f"pattern {pattern!r} does not compile: {error}") from None
    return pattern


def _known_label(label: str) -> str:
    if label not in LABELS:
        raise ValueError(f"unknown label {label!r}; the labels are {', '.join(LABELS)}")
    return label


Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Word = Annotated[str, Field(min_length=1)]
Pattern = Annotated[str, AfterValidator(_compiles)]
Label = Annotated[str, AfterValidator(_known_label)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Examples(_Closed):
    """Texts that a rule must match, and texts that it must not."""

    match: list[Word] = Field(min_length=1)
    no_match: list[Word] = Field(min_length=1)


class Rule(_Closed):
    """What every rule has."""

    id: Identifier
    name: Word
    description: str = ""
    examples: Examples


class LabelRule(Rule):
    """Words and patterns that speak for a label.

    A rule adds its weight to the score of its label once in a sentence; from a score of 4 it is given.
    A rule without a label only takes its words away from shorter keywords of others.
    """

    label: Label | None
    weight: int = Field(4, ge=1, le=8)
    keywords: list[Word] = []
    patterns: list[Pattern] = []
    near: list[Word] = []
    unless: list[Word] = []

    @model_validator(mode="after")
    def _has_something_to_look_for(self) -> LabelRule:
        if not self.keywords and not self.patterns:
            raise ValueError("a label rule needs 'keywords' or 'patterns'")
        return self


class CueRule(Rule):
    """Words that set a field of a fact, a section or a title.

    ``words`` and ``patterns`` stand anywhere in the text looked at, ``before`` and ``after`` next to a
    number; ``units`` are those that set the field when no word does.
    """

    sets: dict[str, str]
    words: list[Word] = []
    before: list[Word] = []
    after: list[Word] = []
    patterns: list[Pattern] = []
    units: list[Word] = []


class CleaningRule(Rule):
    """What belongs to the page around a report."""

    scope: Literal["line", "tail", "page", "inline", "entity"]
    patterns: list[Pattern] = []
    words: list[Word] = []


class LexiconRule(Rule):
    """A named list of words."""

    words: list[Word] = []
    patterns: list[Pattern] = []


class ExclusionRule(Rule):
    """Quantities that are no facts, by the text before them, in them, and behind them."""

    before: Pattern = ""
    quote: Pattern = ""
    after: Pattern = ""

    @model_validator(mode="after")
    def _has_something_to_look_for(self) -> ExclusionRule:
        if not (self.before or self.quote or self.after):
            raise ValueError("an exclusion needs 'before', 'quote' or 'after'")
        return self


class IndicatorRule(Rule):
    """A statistic that recurs across reports."""

    label: Label
    aliases: list[Word] = Field(min_length=1)
    dimension: Literal["money", "count", "ratio", "rank", "area", "mass"]
    units: list[Word] = []
    aggregate: Literal["stock", "flow", "ratio", "rank"]
    roles: list[Literal["level", "change", "share", "rank"]] = []
    unless: list[Word] = []
    range: tuple[Decimal, Decimal] | None = None
