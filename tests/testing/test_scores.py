"""Scores of reports and gold data that are written by hand, with every figure worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kjreport.model import Fact, Label, Report, Sentence
from kjreport.span import Span
from kjreport.testing.gold import FactLine, GoldFact, GoldLabels, GoldReport, LabelsLine
from kjreport.testing.scores import Finding, Score, Scores, score, total
from kjreport.text import SourceText

TEXT = "高企37家，专利4件。平台5家。院士6名。"
EMPTY = Report("", None, None, (), (), (), (), TEXT)


def fact(quote: str, value: str | None, unit: str, subject: str, **changes: object) -> Fact:
    start = TEXT.index(quote)
    number = None if value is None else Decimal(value)
    made = Fact(
        quote, start, start + len(quote), number, None, (number, number), unit, "count", "level", "exact",
        subject, "actual", "2023", value is None, None, None, (), 0, "", (),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type] # any field


def gold(quote: str, value: str | None, unit: str, subject: str, /, **changes: object) -> GoldFact:
    start = TEXT.index(quote)
    fields = {
        "context": quote, "quote": quote, "value": value, "unit": unit, "dimension": "count", "role": "level",
        "bound": "exact", "subject": subject, "status": "actual", "period": "2023", "masked": value is None,
    }  # fmt: skip
    return GoldFact(FactLine.model_validate(fields | changes), Span(start, start + len(quote)))


def compared(facts: list[GoldFact], found: list[Fact]) -> Scores:
    return score(
        GoldReport("a", SourceText(TEXT), tuple(facts), None, ()), replace(EMPTY, facts=tuple(found))
    )


def kinds(scores: Scores) -> list[tuple[str, str]]:
    return [(finding.kind, finding.quote) for finding in scores.findings]


def test_figures() -> None:
    some = Score(hit=2, gold=4, predicted=5)
    assert some.precision == Decimal("0.4")
    assert some.recall == Decimal("0.5")
    assert round(some.f1, 4) == Decimal("0.4444")
    assert Score().precision == Score().recall == Score().f1 == 1
    assert Score(0, 3, 0).precision == 1
    assert Score(0, 3, 0).f1 == Score(0, 0, 3).f1 == 0
    assert some + Score(1, 1, 1) == Score(3, 5, 6)


def test_right_missed_false_and_misread() -> None:
    wanted = [
        gold("37家", "37", "家", "高企"),
        gold("4件", "4", "件", "专利"),
        gold("5家", "6", "家", "平台"),
    ]
    found = [fact("37家", "37", "家", "高企"), fact("5家", "5", "家", "平台"), fact("6名", "6", "名", "院士")]
    scores = compared(wanted, found)
    assert scores.numbers == Score(hit=1, gold=3, predicted=3) == scores.facts
    assert kinds(scores) == [("missed", "4件"), ("misread", "5家"), ("false", "6名")]
    assert scores.findings[1].differences == (("value", "6", "5"),)
    assert scores.findings[2].differences[:2] == (("quote", None, "6名"), ("value", None, "6"))


def test_an_attribute_that_is_wrong() -> None:
    wanted = [gold("37家", "37", "家", "高企", role="change", period="2022"), gold("4件", "4", "件", "专利")]
    scores = compared(wanted, [fact("37家", "37", "家", "高企"), fact("4件", "4", "件", "专利")])
    assert (scores.numbers, scores.facts) == (Score(2, 2, 2), Score(1, 2, 2))
    assert scores.attributes == {
        "dimension": (2, 2), "role": (1, 2), "bound": (2, 2), "status": (2, 2), "period": (1, 2),
        "subject": (2, 2),
    }  # fmt: skip
    (finding,) = scores.findings
    assert (finding.kind, finding.before, finding.quote) == ("attributes", "", "37家")
    assert finding.differences == (("role", "change", "level"), ("period", "2022", "2023"))
    assert scores.confusion["role", "change", "level"] == 1
    assert scores.confusion["role", "level", "level"] == 1
    assert not any(name == "period" for name, _, _ in scores.confusion)


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ({"period": None}, True),  # no period is asked for
        ({"unit": "个"}, True),  # counters between which readers differ
        ({"unit": "名"}, False),
        ({"subject": "全市高企"}, True),  # one subject holds the other
        ({"subject": "高新企业"}, True),  # 2 * 2 of 6 characters are shared: more than 0.6
        ({"subject": "平台"}, False),
        ({"subject": ""}, True),
        ({"value": "37.00000000001"}, True),
        ({"value": "37.1"}, False),
        ({"high": "40"}, False),
        ({"value": None, "masked": True}, False),
        ({"bound": "over"}, False),
        ({"status": "target"}, False),
        ({"dimension": "money"}, False),
    ],
)
def test_what_is_right(changes: dict[str, object], right: bool) -> None:
    scores = compared([gold("37家", "37", "家", "高企", **changes)], [fact("37家", "37", "家", "高企")])
    assert (scores.facts.hit == 1) is right
    assert (scores.findings == ()) is right


def test_masked_facts_need_no_value() -> None:
    assert compared([gold("4件", None, "件", "专利")], [fact("4件", None, "件", "专利")]).facts == Score(
        1, 1, 1
    )


def test_optional_facts_count_neither_way() -> None:
    maybe = gold("37家", "37", "家", "高企", optional=True)
    right, other = fact("37家", "37", "家", "高企"), fact("37家", "3", "家", "高企")
    for found in ([right], [other], []):
        scores = compared([maybe], found)
        assert (scores.numbers, scores.facts, scores.findings) == (Score(), Score(), ())


def test_facts_of_one_quote_are_paired_by_subject() -> None:
    wanted = [gold("4件", "4", "件", "发明专利"), gold("4件", "4", "件", "商标")]
    found = [fact("4件", "4", "件", "商标"), fact("4件", "4", "件", "发明专利")]
    assert compared(wanted, found).facts == Score(2, 2, 2)
    assert compared(wanted, found[:1]).facts == Score(1, 2, 1)


def sentence(text: str, *labels: str) -> Sentence:
    start = TEXT.index(text)
    return Sentence(text, text, start, start + len(text), 0, tuple(Label(label, 1, ()) for label in labels))


def labelled(text: str, *labels: str, maybe: tuple[str, ...] = ()) -> GoldLabels:
    start = TEXT.index(text)
    return GoldLabels(LabelsLine(text=text, labels=labels, maybe=maybe), Span(start, start + len(text)))


def compared_labels(wanted: list[GoldLabels], found: list[Sentence]) -> Scores:
    return score(
        GoldReport("a", SourceText(TEXT), None, tuple(wanted), ()), replace(EMPTY, sentences=tuple(found))
    )


def test_labels_and_what_they_are_taken_for() -> None:
    wanted = [
        labelled("高企37家，专利4件。", "a", "b"),
        labelled("平台5家。", "c"),
        labelled("院士6名。", "a"),
    ]
    found = [
        sentence("高企37家，专利4件。", "a", "d", "e"),
        sentence("平台5家。"),
        sentence("院士6名。", "a", "c"),
    ]
    scores = compared_labels(wanted, found)
    assert scores.all_labels == Score(hit=2, gold=4, predicted=5)
    assert scores.labels == {
        "a": Score(2, 2, 2), "b": Score(0, 1, 0), "c": Score(0, 1, 1), "d": Score(0, 0, 1),
        "e": Score(0, 0, 1),
    }  # fmt: skip
    assert scores.confusion == {
        ("labels", "a", "a"): 2, ("labels", "b", "d"): 1, ("labels", "b", "e"): 1, ("labels", "c", ""): 1,
        ("labels", "", "c"): 1,
    }  # fmt: skip
    assert [finding.differences for finding in scores.findings] == [
        (("labels", "a, b", "a, d, e"),),
        (("labels", "c", ""),),
        (("labels", "a", "a, c"),),
    ]
    assert (scores.numbers, scores.facts) == (Score(), Score())


def test_labels_on_which_readers_differ() -> None:
    wanted = [labelled("平台5家。", "a", maybe=("b",))]
    for given in (("a",), ("a", "b")):
        assert compared_labels(wanted, [sentence("平台5家。", *given)]).all_labels == Score(1, 1, 1)
    assert compared_labels(wanted, [sentence("平台5家。", "c")]).all_labels == Score(0, 1, 1)


def test_a_sentence_takes_the_labels_of_those_that_share_half_of_the_shorter() -> None:
    both, part = "高企37家，专利4件。", "高企37家，"
    assert compared_labels([labelled(part, "a")], [sentence(both, "a")]).all_labels == Score(1, 1, 1)
    assert (
        compared_labels([labelled("，专利4件。平台", "a")], [sentence("平台5家。", "a")]).labels["a"].hit == 0
    )
    assert compared_labels([labelled("4件。平台5", "a")], [sentence("平台5家。", "a")]).labels["a"].hit == 1


def test_a_finding_shows_its_sentence() -> None:
    report = replace(EMPTY, sentences=(sentence("高企37家，专利4件。"), sentence("平台5家。")))
    scores = score(GoldReport("a", SourceText(TEXT), (gold("4件", "4", "件", "专利"),), None, ()), report)
    (finding,) = scores.findings
    assert isinstance(finding, Finding)
    assert (finding.before, finding.quote, finding.after) == ("高企37家，专利", "4件", "。")
    assert finding.span == Span(8, 10)


def test_a_total_is_the_sum_of_its_reports() -> None:
    one = compared([gold("37家", "37", "家", "高企")], [fact("37家", "37", "家", "高企")])
    other = compared([gold("4件", "4", "件", "专利")], [])
    labels = compared_labels([labelled("平台5家。", "a")], [sentence("平台5家。", "a")])
    whole = total([one, other, labels, labels])
    assert (whole.numbers, whole.all_labels) == (Score(1, 2, 1), Score(2, 2, 2))
    assert whole.labels == {"a": Score(2, 2, 2)}
    assert whole.attributes["role"] == (1, 1)
    assert whole.findings == other.findings
    assert total([]).numbers == Score()
