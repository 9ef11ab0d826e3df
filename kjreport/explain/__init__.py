"""Why a report has its labels and facts, and why it has not others.

>>> from kjreport.analyzer import default_analyzer
>>> explanation = explain(default_analyzer(), "新认定高新技术企业12家。")
>>> print(explanation.sentences[0].labels[0])
label enterprise_cultivation (score 4): '高新技术企业' by rule enterprise_high_tech (高新技术企业), weight 4
>>> why_not(default_analyzer(), "召开专家评审会。", "talent")[0].condition
"'专家' is part of the longer '专家评审' of rule not_talent_review (专家评审、专家验收(项目程序))"
"""

from __future__ import annotations

from kjreport.explain.facts import FactExplanation, NoFact, explain_facts, why_not_fact
from kjreport.explain.labels import (
    LabelExplanation,
    Lost,
    NearMiss,
    SentenceExplanation,
    explain_sentences,
    why_not,
)
from kjreport.explain.report import Explanation, explain

__all__ = [
    "Explanation",
    "FactExplanation",
    "LabelExplanation",
    "Lost",
    "NearMiss",
    "NoFact",
    "SentenceExplanation",
    "explain",
    "explain_facts",
    "explain_sentences",
    "why_not",
    "why_not_fact",
]
