"""What a rule file may say: one closed model for each kind of rule, which checks entries; see `kinds`.

An unknown key is an error, a rule without a text that fires it and one that must not is an error, and nothing
is converted: what is not of the declared type is an error, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from kjreport.matching.patterns import syntax_error
from kjreport.ruleset.kinds import Role, Scope
from kjreport.ruleset.placeholders import without_placeholders
from kjreport.units.model import Dimension


def _compiles(pattern: str) -> str:
    return _checked(pattern, plain=False)


def _compiles_plainly(pattern: str) -> str:
    return _checked(pattern, plain=True)


def _checked(pattern: str, *, plain: bool) -> str:
    problem = syntax_error(without_placeholders(pattern), plain=plain)
    if problem is not None:
        message, offset = problem
        raise PydanticCustomError(
            "pattern",
            "pattern {pattern} does not compile: {message} at character {offset}",
            {"pattern": repr(pattern), "message": message, "offset": offset + 1},
        )
    return pattern


def _positive(number: str) -> str:
    try:
        if Decimal(number) > 0:
            return number
    except InvalidOperation:
        pass
    raise PydanticCustomError("factor", "a positive decimal number in quotes is needed here", {})


Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Word = Annotated[str, Field(min_length=1)]
Pattern = Annotated[str, AfterValidator(_compiles)]
PlainPattern = Annotated[str, AfterValidator(_compiles_plainly)]
Label = Identifier
Amount = Annotated[Decimal, Field(strict=False)]
Factor = Annotated[str, AfterValidator(_positive)]


class Closed(BaseModel):
    """A mapping with known keys only, each of the declared type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Examples(Closed):
    """Texts that a rule must match, and texts that it must not."""

    match: list[Word] = Field(min_length=1)
    no_match: list[Word] = Field(min_length=1)


class Entry(Closed):
    """What every entry has: id, name, examples; ``formerly`` names ids that it had before."""

    id: Identifier
    name: Word
    description: str = ""
    formerly: list[Identifier] = []
    examples: Examples


class LabelEntry(Entry):
    """Words and patterns that speak for a label.

    A rule adds its weight to the score of its label once in a sentence; from a score of 4 it is given.
    A rule without a label only takes its words away from shorter keywords of others.

    It fires where a keyword or a pattern stands, and one of ``near`` in the sentence, or within so many
    characters (``within``), and none of ``unless`` in the clause. ``segmented`` keywords count only as whole
    words. With ``heading`` it fires only under a heading with one of these words, and the title is one;
    with ``heading_adds`` it fires everywhere, and weighs so much more there. ``label_name`` brings in a
    label that is not built in.
    """

    label: Label | None
    label_name: Word | None = None
    weight: int = Field(4, ge=1, le=8)
    keywords: list[Word] = []
    patterns: list[Pattern] = []
    near: list[Word] = []
    within: int | None = Field(None, ge=1, le=100)
    unless: list[Word] = []
    heading: list[Word] = []
    heading_adds: int | None = Field(None, ge=1, le=8)
    segmented: bool = False

    @model_validator(mode="after")
    def _makes_sense(self) -> LabelEntry:
        if not self.keywords and not self.patterns:
            raise ValueError("a label rule needs 'keywords' or 'patterns'")
        if self.within is not None and not self.near:
            raise ValueError("'within' says how far away the words of 'near' may stand; there are none")
        if self.heading_adds is not None and not self.heading:
            raise ValueError("'heading_adds' needs the words of 'heading'")
        if self.segmented and not self.keywords:
            raise ValueError("'segmented' is about 'keywords'; there are none")
        return self


class CueEntry(Entry):
    """Words that set a field of a fact, a section or a title.

    ``words`` and ``patterns`` stand anywhere in the text looked at, ``before`` and ``after`` next to a
    number; ``units`` are those that set the field when no word does.
    """

    sets: dict[str, str] = Field(min_length=1)
    words: list[Word] = []
    before: list[Word] = []
    after: list[Word] = []
    patterns: list[PlainPattern] = []
    units: list[Word] = []


class CleaningEntry(Entry):
    """What belongs to the page around a report."""

    scope: Scope
    patterns: list[PlainPattern] = []
    words: list[Word] = []

    @model_validator(mode="after")
    def _has_something_to_look_for(self) -> CleaningEntry:
        if not (self.words if self.scope == "entity" else self.patterns):
            what = "'words'" if self.scope == "entity" else "'patterns'"
            raise ValueError(f"a cleaning rule with the scope '{self.scope}' needs {what}")
        return self


class LexiconEntry(Entry):
    """A named list of words; a pattern of any rule takes it in as ``${id}``."""

    words: list[Word] = []
    patterns: list[PlainPattern] = []


class ExclusionEntry(Entry):
    """Quantities that are no facts, by the text before them, in them, and behind them."""

    before: PlainPattern = ""
    quote: PlainPattern = ""
    after: PlainPattern = ""

    @model_validator(mode="after")
    def _has_something_to_look_for(self) -> ExclusionEntry:
        if not (self.before or self.quote or self.after):
            raise ValueError("an exclusion needs 'before', 'quote' or 'after'")
        return self


class UnitEntry(Entry):
    """A unit of measure or a counter.

    ``factor`` says what one of it is in the base unit ``symbol``. The other fields are the context in which
    its words are this unit; they are described in ``docs/rules/reference.md``.
    """

    symbol: Word
    dimension: Dimension
    aliases: list[Word] = Field(min_length=1)
    factor: Factor
    left: list[Word] = []
    not_left: list[Word] = []
    near: list[Word] = []
    right: list[Word] = []
    not_right: list[Word] = []
    numerals: Literal["any", "arabic", "han"] = "any"
    mask: bool = True
    at_most: int | None = Field(None, ge=1)
    implied_by: list[Word] = []
    blank_after: list[Word] = []
    blank_before: list[Word] = []
    signs: list[Word] = []


class ExpectedFact(Closed):
    """A text and the fact of the indicator that must be read from it; what is not given is not compared."""

    text: Word
    value: str | None
    unit: Word | None = None
    role: Role | None = None
    period: str | None = None
    status: Literal["actual", "target", "forecast"] | None = None


class IndicatorExamples(Examples):
    """Texts with and without a fact of the indicator, and texts with all that the fact says."""

    facts: list[ExpectedFact] = []


class IndicatorEntry(Entry):
    """A statistic that recurs across reports; ``docs/indicators.md`` describes the fields.

    ``aliases`` stand in the subject of a fact. Of ``near`` one must stand in the phrase around its number, of
    ``unless`` none. ``dimension``, ``units`` and ``roles`` say what its own values are; growth rates and
    ranks belong to it, too. ``range`` is what a level can plausibly be, in base units.
    """

    label: Label
    aliases: list[Word] = Field(min_length=1)
    dimension: Dimension
    units: list[Word] = []
    aggregate: Literal["stock", "flow", "ratio", "rank"]
    roles: list[Role] = ["level", "change"]
    near: list[Word] = []
    unless: list[Word] = []
    range: Annotated[list[Amount], Field(min_length=2, max_length=2)] | None = None
    examples: IndicatorExamples

    @model_validator(mode="after")
    def _has_an_ascending_range(self) -> IndicatorEntry:
        if self.range and self.range[0] > self.range[1]:
            raise ValueError("'range' gives the smallest value first")
        return self


MODELS: Mapping[str, type[Entry]] = {
    "labels": LabelEntry,
    "indicators": IndicatorEntry,
    "units": UnitEntry,
    "cues": CueEntry,
    "exclusions": ExclusionEntry,
    "cleaning": CleaningEntry,
    "lexicons": LexiconEntry,
}
