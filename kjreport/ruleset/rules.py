"""Rules of every kind, and where each of them came from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from kjreport.errors import Diagnostic
from kjreport.frozen import Frozen
from kjreport.matching.patterns import NOTHING_KNOWN, Choices
from kjreport.ruleset.kinds import (
    CleaningRule,
    CueRule,
    ExclusionRule,
    IndicatorRule,
    LabelRule,
    LexiconRule,
    Rule,
    UnitRule,
)

Kind = TypeVar("Kind", bound=Rule)
_NOTHING: Mapping[Any, Any] = MappingProxyType({})


class Part(NamedTuple):
    """One step in the making of a rule.

    Attributes:
        action: ``defined``, ``patched``, ``replaced`` or ``switched off``.
        file: the file that says so.
        line: the line of the entry.
        changes: what a patch added (``+ keywords 院士``) and removed (``- keywords 专家``).
    """

    action: str
    file: str
    line: int
    changes: tuple[str, ...] = ()


class Origin(NamedTuple):
    """A rule as it is written, with its placeholders, and the steps that made it so."""

    written: Rule
    parts: tuple[Part, ...]
    off: bool = False


class Rules(Frozen):
    """Rules of every kind, in the order in which they were read.

    Attributes:
        by_kind: the rules that are in force, placeholders written out.
        origins: where each rule came from, by kind and id; also those that are switched off.
        diagnostics: warnings, and with ``on_error="skip"`` what was left out and why.
        choices: what `word_choices` says of patterns, where that is known already, `ranked`.
    """

    by_kind: Mapping[str, tuple[Rule, ...]] = _NOTHING
    origins: Mapping[tuple[str, str], Origin] = _NOTHING
    diagnostics: tuple[Diagnostic, ...] = ()
    choices: Choices = NOTHING_KNOWN

    @property
    def labels(self) -> tuple[LabelRule, ...]:
        """The label rules."""
        return self._of("labels", LabelRule)

    @property
    def indicators(self) -> tuple[IndicatorRule, ...]:
        """Canonical statistics."""
        return self._of("indicators", IndicatorRule)

    @property
    def units(self) -> tuple[UnitRule, ...]:
        """Units of measure and counters."""
        return self._of("units", UnitRule)

    @property
    def cues(self) -> tuple[CueRule, ...]:
        """The cue words."""
        return self._of("cues", CueRule)

    @property
    def exclusions(self) -> tuple[ExclusionRule, ...]:
        """Quantities that are no facts."""
        return self._of("exclusions", ExclusionRule)

    @property
    def cleaning(self) -> tuple[CleaningRule, ...]:
        """What cleaning removes."""
        return self._of("cleaning", CleaningRule)

    @property
    def lexicons(self) -> tuple[LexiconRule, ...]:
        """Named lists of words."""
        return self._of("lexicons", LexiconRule)

    def _of(self, kind: str, model: type[Kind]) -> tuple[Kind, ...]:
        return tuple(rule for rule in self.by_kind.get(kind, ()) if isinstance(rule, model))

    def __reduce__(self) -> tuple[type[Rules], tuple[Any, ...]]:
        by_kind, origins, choices = dict(self.by_kind), dict(self.origins), dict(self.choices)
        return Rules, (by_kind, origins, self.diagnostics, choices)
