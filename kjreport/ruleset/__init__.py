"""The rule language: schema, loading, overlays, lint."""

from __future__ import annotations

from kjreport.ruleset.kinds import (
    LABELS,
    CleaningRule,
    CueRule,
    Examples,
    ExclusionRule,
    IndicatorRule,
    LabelRule,
    LexiconRule,
    Rule,
    UnitRule,
)
from kjreport.ruleset.load import load_rules
from kjreport.ruleset.packs import installed_packs
from kjreport.ruleset.rules import Origin, Part, Rules

__all__ = [
    "LABELS",
    "CleaningRule",
    "CueRule",
    "Examples",
    "ExclusionRule",
    "IndicatorRule",
    "LabelRule",
    "LexiconRule",
    "Origin",
    "Part",
    "Rule",
    "Rules",
    "UnitRule",
    "installed_packs",
    "load_rules",
]
