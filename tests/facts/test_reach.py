"""What surrounds a number is looked at within reach only: the time grows with the text, and no faster."""

from __future__ import annotations

import kjreport
from kjreport.facts.clauses import REACH
from kjreport.facts.completion import LONGEST_BASE


def test_a_phrase_without_end_is_cut() -> None:
    text = "高新技术产业发展良好" * 1000
    facts = kjreport.analyze(f"{text}37家{text}").facts
    assert [(str(fact.value), len(fact.subject) <= REACH) for fact in facts] == [("37", True)]


def test_a_chain_of_numbers_does_not_grow_subjects() -> None:
    facts = kjreport.analyze("企业目标5家," + "目标5家," * 200).facts
    assert len(facts) == 201
    assert max(len(fact.subject) for fact in facts) <= LONGEST_BASE + len("目标")


def test_a_cue_holds_within_reach() -> None:
    near, far = (f"预计完成产值5亿元,{'做好工作' * times}企业37家。" for times in (1, REACH))
    assert [kjreport.analyze(text).facts[1].status for text in (near, far)] == ["forecast", "actual"]
