"""A sentence that counts something and names no work has that of the heading or title above."""

from __future__ import annotations

import pytest

from kjreport.analyzer import default_analyzer

ANALYZER = default_analyzer()


def last(text: str) -> set[str]:
    return {label.id for label in ANALYZER.analyze(text).sentences[-1].labels}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("一、知识产权工作\n全年受理投诉9件。", {"intellectual_property"}),
        ("一、知识产权工作\n成效显著。", set()),  # counts nothing
        ("一、知识产权工作\n报送时间为2023年12月。", set()),
        ("一、知识产权工作\n其中首次授权xx件。", {"intellectual_property"}),
        ("一、知识产权和科普工作\n全年办理9件。", set()),  # two works
        ("一、知识产权工作\n(一)主要做法。\n全年受理投诉9件。", {"intellectual_property"}),
        ("一、知识产权工作\n(一)科普活动和科技贷款。\n全年办理9件。", set()),
        ("一、知识产权工作\n全年新增孵化器9家。", {"platform"}),  # speaks for itself
        ("某县2022年度科技特派员工作总结\n一、基本情况\n今年新选认46名。", {"science_envoy"}),
        ("某县2022年度科技特派员工作总结\n一、基本情况\n工作站9个。", {"science_envoy"}),
        ("某市2021年R&D经费投入统计公报\n其他单位支出3亿元。", {"rd_investment"}),
        ("某区2020年工作总结及2021年农业科技园区建设思路\n惠及9家。", set()),
        ("春风行万里\n——某县2022年科技特派员工作汇报\n今年新选认46名。", {"science_envoy"}),
        ("把课堂搬进大棚\n——某区科普工作小结\n覆盖38个村。", {"popularization"}),
        ("某县2022年工作总结\n——第一章\n覆盖38个村。", set()),
        ("某县2022年度科技特派员工作总结\n每年驻点不少于30天,帮带养殖户3户。", {"science_envoy", "rural"}),
        ("某县2022年度科技特派员工作总结\n年度考核中3人被解聘。", {"science_envoy", "administration"}),
        ("某县2022年工作总结\n每年驻点不少于30天,帮带养殖户3户。", {"rural"}),
        ("某县关于高新技术企业认定和科普工作的总结\n全年办理9件。", set()),
        ("某局领导班子2018年度述职报告\n走访9家。", set()),  # all that the bureau does
        ("全年推进科技特派员工作并开展总结。\n走访9家。", set()),  # a sentence, no title
    ],
)
def test_topic(text: str, labels: set[str]) -> None:
    assert last(text) == labels


def test_the_evidence_is_the_heading() -> None:
    text = "一、知识产权工作\n全年受理投诉9件。"
    (label,) = ANALYZER.analyze(text).sentences[-1].labels
    assert [text[e.start : e.end] for e in label.evidence] == ["知识产权"]
