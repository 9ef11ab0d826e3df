"""The rules of each kind as the library works with them: plain frozen values.

`schema` says what a rule file may contain, and its models check an entry; a rule is made of an entry that has
been checked. The fields are described in ``docs/rules/reference.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Self

from kjreport.frozen import Frozen, defaults
from kjreport.units.model import Dimension

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

Role = Literal["level", "change", "share", "rank"]
Scope = Literal["line", "tail", "page", "inline", "entity"]
Texts = tuple[str, ...]


class ExpectedFact(NamedTuple):
    """A text and what the fact of the indicator says that is read from it: only the fields that are given."""

    text: str
    says: Mapping[str, str | None]


class Examples(bytes):
    """Texts that a rule must match, texts that it must not, and what facts of an indicator must say.

    All that is kept as JSON: who analyses a report never looks at it.
    """

    __slots__ = ()

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Examples:
        """Make examples of what a rule file says."""
        import json

        stated = {name: entry[name] for name in ("match", "no_match", "facts") if entry.get(name)}
        return cls(json.dumps(stated, ensure_ascii=False).encode())

    def __repr__(self) -> str:
        return f"{type(self).__name__}.of({self.entry()!r})"

    def entry(self) -> dict[str, Any]:
        """Return what a rule file says."""
        import json

        entry: dict[str, Any] = json.loads(self)
        return entry

    @property
    def match(self) -> Texts:
        """Texts that the rule must match."""
        return tuple(self.entry()["match"])

    @property
    def no_match(self) -> Texts:
        """Texts that it must not match."""
        return tuple(self.entry()["no_match"])

    @property
    def facts(self) -> tuple[ExpectedFact, ...]:
        """What facts of an indicator must say."""
        facts = self.entry().get("facts", ())
        return tuple(ExpectedFact(fact.pop("text"), fact) for fact in facts)


class Rule(Frozen, kw_only=True):
    """What every rule has: id, name, examples; ``formerly`` names ids that it had before."""

    id: str
    name: str
    description: str = ""
    formerly: Texts = ()
    examples: Examples

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Self:
        """Make a rule of an entry of a rule file, which must have been checked.

        >>> rule = LexiconRule.of({"id": "seals", "name": "印章", "words": ["公章"],
        ...                        "examples": {"match": ["盖公章"], "no_match": ["盖章"]}})
        >>> rule.words, rule.patterns
        (('公章',), ())
        """
        values = {name: tuple(value) if type(value) is list else value for name, value in entry.items()}
        return cls.restored({**values, "examples": Examples.of(entry["examples"])})

    @classmethod
    def restored(cls, values: Mapping[str, Any]) -> Self:
        """Make a rule of what `values` returned."""
        return cls(**{**values, "examples": Examples(values["examples"])})

    def values(self) -> dict[str, Any]:
        """Return the fields that are not as a rule has them that says nothing, as builtin values."""
        usual = defaults(type(self))
        values = ((name, getattr(self, name)) for name in self.__struct_fields__)
        stated = {name: value for name, value in values if value != usual.get(name, ...)}
        return {**stated, "examples": bytes(self.examples)}

    def entry(self) -> dict[str, Any]:
        """Return what a rule file says: plain values, examples last, nothing that goes without saying."""
        values = self.values()
        del values["examples"]
        stated = {name: list(value) if type(value) is tuple else value for name, value in values.items()}
        return {**stated, "examples": self.examples.entry()}

    def __reduce__(self) -> tuple[Callable[..., Rule], tuple[Any, ...]]:
        return type(self).restored, (self.values(),)


class LabelRule(Rule, kw_only=True):
    """Words and patterns that speak for a label."""

    label: str | None
    label_name: str | None = None
    weight: int = 4
    keywords: Texts = ()
    patterns: Texts = ()
    near: Texts = ()
    within: int | None = None
    unless: Texts = ()
    heading: Texts = ()
    heading_adds: int | None = None
    segmented: bool = False


class CueRule(Rule, kw_only=True):
    """Words that set a field of a fact, a section or a title."""

    sets: Mapping[str, str]
    words: Texts = ()
    before: Texts = ()
    after: Texts = ()
    patterns: Texts = ()
    units: Texts = ()


class CleaningRule(Rule, kw_only=True):
    """What belongs to the page around a report."""

    scope: Scope
    patterns: Texts = ()
    words: Texts = ()


class LexiconRule(Rule, kw_only=True):
    """A named list of words; a pattern of any rule takes it in as ``${id}``."""

    words: Texts = ()
    patterns: Texts = ()


class ExclusionRule(Rule, kw_only=True):
    """Quantities that are no facts, by the text before them, in them, and behind them."""

    before: str = ""
    quote: str = ""
    after: str = ""


class UnitRule(Rule, kw_only=True):
    """A unit of measure or a counter."""

    symbol: str
    dimension: Dimension
    aliases: Texts
    factor: str
    left: Texts = ()
    not_left: Texts = ()
    near: Texts = ()
    right: Texts = ()
    not_right: Texts = ()
    numerals: Literal["any", "arabic", "han"] = "any"
    mask: bool = True
    at_most: int | None = None
    implied_by: Texts = ()
    blank_after: Texts = ()
    blank_before: Texts = ()
    signs: Texts = ()


class IndicatorRule(Rule, kw_only=True):
    """A statistic that recurs across reports."""

    label: str
    aliases: Texts
    dimension: Dimension
    units: Texts = ()
    aggregate: Literal["stock", "flow", "ratio", "rank"]
    roles: tuple[Role, ...] = ("level", "change")
    near: Texts = ()
    unless: Texts = ()
    range: tuple[Decimal, Decimal] | None = None

    @classmethod
    def restored(cls, values: Mapping[str, Any]) -> Self:
        """Make a rule of what `values` returned."""
        if values.get("range") is not None:
            values = {**values, "range": tuple(map(Decimal, values["range"]))}
        return super().restored(values)

    def values(self) -> dict[str, Any]:
        """Return the fields that are not as a rule has them that says nothing, as builtin values."""
        values = super().values()
        return values if self.range is None else {**values, "range": tuple(map(str, self.range))}


KINDS: Mapping[str, type[Rule]] = MappingProxyType(
    {
        "labels": LabelRule,
        "indicators": IndicatorRule,
        "units": UnitRule,
        "cues": CueRule,
        "exclusions": ExclusionRule,
        "cleaning": CleaningRule,
        "lexicons": LexiconRule,
    }
)
