"""Dirt changes no fact: what is planted in a known report leaves its facts and their places right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kjreport.analyzer import default_analyzer
from kjreport.model import Fact, Report, Sentence
from kjreport.testing import DIRT, dirty
from kjreport.text import Cleaner

REPORT = """清江市科技局2023年工作总结
2023年,清江市科技局围绕创新驱动发展战略,扎实推进各项工作。现将有关情况总结如下:
一、主要工作情况
(一)培育创新主体。全年新认定高新技术企业37家,高新技术企业总数达到209家,同比增长21.5%。入库科技型中小企业1,264家。
(二)加大研发投入。1-11月规模以上工业企业研发费用12.86亿元,占营业收入的比重为3.4%,居全省第5位。
(三)促进成果转化。技术合同成交额达到25916.86万元,签订产学研合作协议30余项。
二、存在的问题
一是创新平台数量偏少,二是高层次人才引进较难。
三、2024年工作计划
力争新增高新技术企业40家以上,引进博士5-10名,全社会研发投入强度提高0.2个百分点。
"""
ANALYZER = default_analyzer()
CLEANER = Cleaner.default()


def said(fact: Fact) -> tuple[object, ...]:
    """Return all that a fact says, without where and how it is written."""
    return (
        fact.value,
        fact.high,
        fact.interval,
        fact.unit,
        fact.dimension,
        fact.role,
        fact.bound,
        fact.subject,
        fact.status,
        fact.period,
        fact.masked,
        fact.labels,
    )


FACTS = ANALYZER.analyze(REPORT).facts


def check_offsets(raw: str, report: Report) -> None:
    for fact in report.facts:
        assert raw[fact.start : fact.end] == fact.quote
    for sentence in report.sentences:
        assert raw[sentence.start : sentence.end] == sentence.quote


CLEAN = [said(fact) for fact in FACTS]
# What is planted in the middle of a number by these stays in its quote and cannot be cleaned out of context.
CUTTING = ("chunks", "pages", "wraps")


def test_the_report_has_the_facts_that_it_states() -> None:
    assert [(fact.quote, str(fact.value), fact.role, fact.status, fact.period) for fact in FACTS] == [
        ("37家", "37", "level", "actual", "2023"),
        ("209家", "209", "level", "actual", "2023"),
        ("21.5%", "21.5", "change", "actual", "2023"),
        ("1,264家", "1264", "level", "actual", None),
        ("12.86亿元", "1286000000", "level", "actual", "2023-01..2023-11"),
        ("3.4%", "3.4", "share", "actual", "2023-01..2023-11"),
        ("第5位", "5", "rank", "actual", "2023-01..2023-11"),
        ("25916.86万元", "259168600", "level", "actual", None),
        ("30余项", "30", "level", "actual", None),
        ("40家以上", "40", "change", "target", "2024"),
        ("5-10名", "5", "level", "target", "2024"),
        ("0.2个百分点", "0.2", "change", "target", "2024"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", sorted(DIRT))
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_planted_dirt_changes_no_fact(kind: str, data: st.DataObject) -> None:
    raw = data.draw(dirty(REPORT, (kind,)))
    facts = ANALYZER.analyze(raw).facts
    assert [said(fact) for fact in facts] == CLEAN
    for fact, clean in zip(facts, FACTS, strict=True):
        assert raw[fact.start : fact.end] == fact.quote
        if kind in CUTTING:
            assert (fact.quote[0], fact.quote[-1]) == (clean.quote[0], clean.quote[-1])
            rest = iter(fact.quote)
            assert all(sign in rest for sign in clean.quote)
        else:
            assert CLEANER.clean(fact.quote).text == clean.quote


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_offsets_hold_on_any_mixture_of_dirt(data: st.DataObject) -> None:
    kinds = data.draw(st.lists(st.sampled_from(sorted(DIRT)), max_size=4))
    raw = data.draw(dirty(REPORT, tuple(kinds)))
    report = ANALYZER.analyze(raw)
    check_offsets(raw, report)
    for sentence in report.sentences:
        spans = [(one.start, one.end) for one in (sentence, *above(report, sentence))]
        for label in sentence.labels:
            # All of it in one place: in the sentence, or in the heading or title that gave the label.
            assert any(
                all(start <= one.start < one.end <= end for one in label.evidence) for start, end in spans
            )


def above(report: Report, sentence: Sentence) -> Iterator[Sentence]:
    """Yield the headings above a sentence, and the title."""
    section: int | None = sentence.section
    while section is not None:
        yield next(one for one in report.sentences if one.section == section)
        section = report.sections[section].parent
    yield report.sentences[0]


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_cleaning_is_done_once(data: st.DataObject) -> None:
    kinds = data.draw(st.lists(st.sampled_from(sorted(DIRT)), max_size=4))
    cleaned = CLEANER.clean(data.draw(dirty(REPORT, tuple(kinds)))).text
    assert CLEANER.clean(cleaned).text == cleaned


def test_cleaning_a_clean_text_changes_nothing() -> None:
    assert CLEANER.clean(REPORT).text == REPORT


ANYTHING = st.text(
    st.one_of(
        st.sampled_from("一二、（）()《》“”&;.,，。\n\r\t<>br/%0123年亿元家xX*第页報(bào)项"), st.characters()
    ),
    max_size=120,
)


@given(ANYTHING)
@settings(max_examples=600, deadline=None)
def test_any_text_has_a_result(raw: str) -> None:
    cleaned = CLEANER.clean(raw)
    assert cleaned.raw == raw
    assert CLEANER.clean(cleaned.text).text == cleaned.text
    report = ANALYZER.analyze(raw)
    check_offsets(raw, report)
