"""Why, and why not: the words that an answer must hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from kjreport import Analyzer, analyze, load_rules
from kjreport.analyzer import default_analyzer
from kjreport.explain import explain, why_not, why_not_fact

RULES = """kind: labels
labels:
  - id: expert_word
    label: talent
    name: 智库成员
    keywords: [智库成员]
    near: [引进, 聘请]
    unless: [评审]
    examples: {match: [聘请智库成员], no_match: [智库成员评审]}
  - id: whole_word
    label: talent
    name: 会计
    keywords: [会计师]
    heading: [人才]
    examples: {match: ["一、人才\\n培训会计师"], no_match: [培训]}
"""


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Analyzer:
    file = tmp_path_factory.mktemp("rules") / "mine.yaml"
    file.write_text(RULES, encoding="utf-8")
    return Analyzer(load_rules(file))


@pytest.mark.parametrize(
    ("text", "rule", "condition"),
    [
        (
            "聘请智库成员参加评审。",
            "expert_word",
            "keyword '智库成员' present, but 'unless' word 评审 2 characters away",
        ),
        (
            "智库成员到访。",
            "expert_word",
            "keyword '智库成员' present, but no 'near' word in the sentence: 引进、聘请",
        ),
        ("培训会计师。", "whole_word", "keyword '会计师' present, but no heading above with 人才"),
        ("聘请智库人员。", "expert_word", "no keyword present; '智库' is part of the keyword '智库成员'"),
        ("聘请智库成员。", "expert_word", "the sentence has the label, with score 4"),
    ],
)
def test_the_nearest_miss(mine: Analyzer, text: str, rule: str, condition: str) -> None:
    miss = why_not(mine, text, "talent")[0]
    assert (miss.rule, miss.condition[: len(condition)]) == (rule, condition)


def test_a_longer_word_of_another_rule_is_named() -> None:
    miss = why_not(default_analyzer(), "召开专家评审会。", "talent")[0]
    assert "part of the longer '专家评审' of rule not_talent_review" in miss.condition


def test_a_score_that_is_too_low_says_what_is_missing() -> None:
    miss = why_not(default_analyzer(), "人才很重要。", "talent")[0]
    assert miss.distance == 1
    assert "score 2 of 4" in miss.condition


@pytest.mark.parametrize(
    ("text", "quote", "reason", "rule"),
    [
        ("居全国15个副省级城市第3位。", "15个", "exclusion rule scope_count", "scope_count"),
        ("2021年新增高企3家。", "2021年", "part of the time expression '2021年'", None),
        ("入驻企业23对。", "23对", "no unit rule fits what stands behind it, '对。'", None),
        ("新增高企3家。", "3家", "it is a fact, '3家'", None),
        ("推进一体化建设。", "一体", "no number is read there", None),
    ],
)
def test_why_a_number_is_no_fact(text: str, quote: str, reason: str, rule: str | None) -> None:
    (answer,) = why_not_fact(default_analyzer(), text, quote)
    assert reason in answer.reason
    assert answer.rule == rule
    assert text[answer.start : answer.end] == quote


def test_every_place_of_a_quote_is_answered() -> None:
    assert "no fact" not in str(why_not_fact(default_analyzer(), "新增高企3家。", "3家")[0])
    assert len(why_not_fact(default_analyzer(), "新增高企3家,新增平台3家。", "3家")) == 2
    assert why_not_fact(default_analyzer(), "新增高企3家。", "4家") == []


def test_an_explanation_names_rules_words_and_what_lost() -> None:
    text = "2021年,新认定高新技术企业研发中心12家,同比下降20%,居全国15个副省级城市第3位。"
    told = str(explain(default_analyzer(), text))
    for part in (
        "label platform (score 4): '高新技术企业研发中心' by rule platform_enterprise_rd",
        "'高新技术企业' is part of the longer '高新技术企业研发中心'",
        "role change by '下降', rule role_change",
        "period 2021 by '2021年'",
        "indicator enterprise_rd_centers",
        "no fact '15个'",
    ):
        assert part in told


def test_a_word_in_a_title_weighs_less() -> None:
    (sentence,) = explain(default_analyzer(), "学习《科技特派员工作条例》。").sentences
    assert "instead of 4: it stands in a title" in str(sentence.labels[0])


def test_support_of_a_heading_is_told_where_it_counts() -> None:
    text = "总结\n一、人才工作\n人才很重要。\n引进院士5名,人才很重要。"
    labels = {s.text.strip(): s.labels[0] for s in explain(default_analyzer(), text).sentences if s.labels}
    assert labels["人才很重要。"].given == labels["人才很重要。"].supported
    assert not labels["引进院士5名,人才很重要。"].supported


def test_a_label_that_comes_from_the_heading_is_told() -> None:
    told = str(explain(default_analyzer(), "一、知识产权工作\n全年受理投诉9件。"))
    assert "label intellectual_property (score 4): the heading above with '知识产权' by rule ip_right" in told


def test_what_sets_a_field_without_a_word() -> None:
    told = str(explain(default_analyzer(), "总结\n二、下一步工作计划\n培训覆盖12%的企业,新增高企3家。"))
    assert "by the unit %, rule role_share" in told
    assert "status target, from the section of the plan" in told


@pytest.mark.parametrize(
    ("text", "verb"), [("办理时限由10天缩短为3天。", "缩短为"), ("认定企业由10家增至30家。", "增至")]
)
def test_where_a_change_began_is_told_to_be_actual_by_its_words(text: str, verb: str) -> None:
    began, led_to = explain(default_analyzer(), text).facts
    assert f"status actual by {verb!r}, rule role_level" in began.reasons
    assert sum("role level" in reason for reason in began.reasons) == 1
    assert "status actual, as no cue says otherwise" in led_to.reasons


def test_how_far_a_cue_reaches_is_no_field_of_a_fact() -> None:
    told = str(explain(default_analyzer(), "完成年度任务90家,新增12家。").facts[0])
    assert "status target by '任务', rule status_task" in told
    assert "reach" not in told


def test_reports_explain_themselves(mine: Analyzer) -> None:
    report = analyze("新增高企3家。")
    assert "role change by '新增'" in str(report.explain())
    assert "expert_word" in str(mine.analyze("聘请智库成员。").explain(mine))


def test_the_explanation_agrees_with_the_report() -> None:
    folder = Path(__file__).parents[1] / "data" / "reports"
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        report, explanation = analyze(text), explain(default_analyzer(), text)
        assert [(s.start, {label.id: label.score for label in s.labels}) for s in report.sentences] == [
            (s.start, {one.label: one.score for one in s.labels if one.given}) for s in explanation.sentences
        ]
        assert [(f.start, f.end) for f in report.facts] == [(f.start, f.end) for f in explanation.facts]
        facts = {(fact.start, fact.end) for fact in report.facts}
        assert not facts & {(one.start, one.end) for one in explanation.excluded}


def test_a_part_names_its_whole() -> None:
    explanation = explain(default_analyzer(), "新增高新技术企业37家(其中首次申报22家)。")
    assert "part of '37家' at 8, '高新技术企业'" in str(explanation.facts[1])
