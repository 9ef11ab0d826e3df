"""Rule files in YAML: their schema and how they are loaded."""

from __future__ import annotations

from kjreport.ruleset.load import Rules, load_rules
from kjreport.ruleset.schema import (
    LABELS,
    CleaningRule,
    CueRule,
    Examples,
    ExclusionRule,
    IndicatorRule,
    LabelRule,
    LexiconRule,
    Rule,
)

__all__ = [
    "LABELS",
    "CleaningRule",
    "CueRule",
    "Examples",
    "ExclusionRule",
    "IndicatorRule",
    "LabelRule",
    "LexiconRule",
    "Rule",
    "Rules",
    "load_rules",
]
