"""What label rules can say: distance, headings, whole words, placeholders, time limits, longest match."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from kjreport.analyzer import default_analyzer
from kjreport.labels import Labeler, scan
from kjreport.labels.words import Segmentation
from kjreport.ruleset import LabelRule
from kjreport.ruleset.placeholders import Blocks
from kjreport.span import Span

EXAMPLES = {"match": ["a"], "no_match": ["b"]}


def rule(**fields: Any) -> LabelRule:
    return LabelRule.of({"id": "r", "name": "n", "label": "talent", "examples": EXAMPLES} | fields)


def labels(text: str, *rules: LabelRule) -> list[list[tuple[str, int]]]:
    document = default_analyzer().document(text)
    return [[(label.id, label.score) for label in found] for found in Labeler.compile(rules).label(document)]


def fires(text: str, *rules: LabelRule) -> bool:
    return bool(Labeler.compile(rules).fired(text))


def test_near_within() -> None:
    near = rule(keywords=["专家"], near=["引进"], within=4)
    assert fires("引进一批专家", near)
    assert fires("专家引进", near)
    assert not fires("引进国内外知名专家", near)
    assert not fires("专家到访", near)
    assert not fires("引进专家", rule(keywords=["引进专家"], near=["引进"], within=4)), "another word"
    assert fires("引进国内外知名专家", rule(keywords=["专家"], near=["引进"]))


def test_heading_as_a_condition() -> None:
    heading = rule(keywords=["引进"], heading=["人才"])
    text = "总结\n一、人才工作\n引进5名。\n二、招商工作\n引进6个。"
    assert labels(text, heading)[-3:] == [[("talent", 4)], [], []]


def test_heading_as_support() -> None:
    heading = rule(keywords=["引进"], weight=2, heading=["人才"], heading_adds=3)
    text = "总结\n一、人才工作\n引进5名。\n二、招商工作\n引进6个。"
    assert labels(text, heading)[-3:] == [[("talent", 5)], [], []]


def test_segmented_keywords_are_whole_words() -> None:
    whole = rule(keywords=["会计"], segmented=True)
    assert fires("培训会计五名", whole)
    assert not fires("大会计划召开", whole)
    assert fires("大会计划召开", rule(keywords=["会计"]))


def test_the_dictionary_is_read_when_it_is_needed_and_stays_apart() -> None:
    labeler = Labeler.compile([rule(keywords=["科特派服务"], segmented=True)])
    loaded = []
    for text in ("没有这个词", "科特派服务下乡"):
        labeler.fired(text)
        loaded.append(labeler.scanner.segmentation.loaded)
    assert loaded == [False, True]
    assert labeler.fired("科特派服务下乡")
    jieba = sys.modules["jieba"]
    assert "科特派服务" not in jieba.dt.FREQ
    assert "科特派服务" not in Segmentation([]).cut("科特派服务下乡")


def test_the_longest_match_wins() -> None:
    enterprise = rule(keywords=["高新技术企业"], label="enterprise_cultivation")
    platform = rule(id="p", keywords=["高新技术企业研发中心"], label="platform")
    assert labels("新增高新技术企业研发中心3家。", enterprise, platform) == [[("platform", 4)]]


def test_a_word_across_the_end_of_a_sentence_stands_in_none() -> None:
    scanner = Labeler.compile([rule(keywords=["乙丙", "丙", "甲乙丙"])]).scanner
    ((first, second), _) = scanner.scan("甲乙丙丁", [Span(0, 2), Span(2, 4)], ["", ""])
    assert (first, second) == ([], [(2, 3, 0, "丙")])


def test_a_pattern_is_tried_where_its_words_join_others() -> None:
    pattern = rule(patterns=["(?:惠|助)(?:农|村)[0-9]*(?=项目)"], near=["科技"])
    assert fires("科技助农12项目", pattern)
    assert fires("科技惠村项目", pattern)
    assert not fires("科技惠民项目", pattern)
    assert not fires("助农12项目", pattern)


def test_patterns_with_a_necessary_word_are_found_anywhere() -> None:
    pattern = rule(patterns=["(?:选派|派出)[^。]{0,6}专家"])
    assert fires("去年选派农业专家下乡", pattern)
    assert not fires("专家下乡", pattern)
    assert fires("A37B", rule(patterns=["[0-9]+"]))


def test_a_pattern_needs_all_its_words_but_in_no_more_than_its_sentence() -> None:
    known = rule(id="known", label="other", keywords=["专家", "教授", "引进人才"], weight=1)
    pattern = rule(patterns=["引进[^。]{0,6}(?:专家|教授)(?=来)"])
    assert fires("引进人才专家来访", pattern)
    fired = Labeler.compile([known, pattern]).fired
    assert [text for text in ("引进人才教授来访", "引进教授来", "引进人才来") if "r" in fired(text)] == [
        "引进人才教授来访",
        "引进教授来",
    ]


def test_a_pattern_that_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "TIME_LIMIT", 0.01)
    slow = rule(patterns=["(?:甲|甲甲)+乙丙"])
    document = default_analyzer().document("甲" * 60 + "丁乙丙。院士来访。")
    labels, problems = Labeler.compile([slow, rule(id="fast", keywords=["院士"])]).read(document)
    assert [problem.code for problem in problems] == ["KJ310"]
    assert [[label.id for label in found] for found in labels] == [[], ["talent"]]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("投入{quantity:money}", "投入1.2亿元", True),
        ("投入{quantity:money}", "投入三千多万元", True),
        ("投入{quantity:money}", "投入12人", False),
        ("投入{quantity}", "投入12人", True),
        ("选派{gap:4}专家", "选派一批专家", True),
        ("选派{gap:4}专家", "选派一大批知名专家", False),
        ("选派{gap:9}专家", "选派。专家", False),
        ("${people}[0-9]{1,2}名", "博士12名", True),
        ("${people}[0-9]{1,2}名", "教授12名", False),
    ],
)
def test_placeholders(pattern: str, text: str, found: bool) -> None:
    blocks = Blocks({"people": "博士|院士"}, {"money": ("元",), "count": ("人", "名")})
    written, problems = blocks.expand(pattern)
    assert problems == []
    assert fires(text, rule(patterns=[written])) is found
