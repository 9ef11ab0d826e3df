"""Gold data are read line by line; what is wrong with one says where and what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kjreport.errors import InputError
from kjreport.span import Span
from kjreport.testing.gold import facts_of, labels_of, read_gold

TEXT = "新增高企37家，入库37家。\n入库企业37家。"
FACT: dict[str, Any] = {
    "context": "新增高企37家，入库37家", "quote": "37家", "value": "37", "unit": "家", "dimension": "count",
    "role": "change", "bound": "exact", "subject": "高企", "status": "actual", "period": None,
}  # fmt: skip
ABSENT = object()


def line(**changes: Any) -> str:
    fields = {key: value for key, value in {**FACT, **changes}.items() if value is not ABSENT}
    return json.dumps(fields, ensure_ascii=False)


def test_a_quote_is_found_within_its_context() -> None:
    facts, problems = facts_of(TEXT, f"{line()}\n\n{line(nth=1)}\n", "a")
    assert [fact.span for fact in facts] == [Span(4, 7), Span(10, 13)]
    assert problems == ()


def test_other_line_separators_stand_within_a_line() -> None:
    facts, problems = facts_of(TEXT, line(subject="高\u2028企"), "a")
    assert (len(facts), problems) == (1, ())


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ('{"context": "高企" "quote"}',
         "a:2:18: KJ601 not JSON: Expecting ',' delimiter "
         "(one JSON object a line: look for a missing quotation mark, comma or bracket)"),
        ("[]", "a:2: KJ602 Input should be a valid dictionary or instance of FactLine (see docs/eval.md)"),
        (line(subjekt="高企"), "a:2: KJ602 unknown key 'subjekt' (did you mean 'subject'?)"),
        (line(period=ABSENT),
         "a:2: KJ602 key 'period' is missing (the keys are context, quote, nth, value, high, "
         "unit, dimension, role, bound, subject, status, period, masked, optional)"),
        (line(role="rate"),
         "a:2: KJ602 'role': Input should be 'level', 'change', 'share' or 'rank' (see docs/eval.md)"),
        (line(value="many"), "a:2: KJ602 'value': Input should be a valid decimal (see docs/eval.md)"),
        (line(value=None),
         "a:2: KJ602 a fact has a value, or it is masked and its value is null (see docs/eval.md)"),
        (line(masked=True),
         "a:2: KJ602 a fact has a value, or it is masked and its value is null (see docs/eval.md)"),
        (line(context="高企38家"),
         "a:2: KJ603 '高企38家' does not stand in the text (copy it from the raw text, with all its signs)"),
        (line(context="37家"),
         "a:2: KJ603 '37家' stands 3 times in the text (make it longer, until it stands there once)"),
        (line(nth=2),
         "a:2: KJ603 the quote '37家' (nth: 2) does not stand in its context '新增高企37家，入库37家' "
         "(both are raw text, and 'nth' counts from 0)"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_and_the_others_count(written: str, problem: str) -> None:
    facts, problems = facts_of(TEXT, f"{line()}\n{written}\n{line(nth=1)}", "a")
    assert [fact.span for fact in facts] == [Span(4, 7), Span(10, 13)]
    assert list(map(str, problems)) == [problem]


def test_labels_are_placed_and_known() -> None:
    content = '{"text": "入库企业37家。", "labels": ["talent"]}\n{"text": "新增高企", "labels": ["talents"]}'
    labels, (problem,) = labels_of(TEXT, content, "a", ["policy", "talent"])
    assert [(one.span, one.written.labels) for one in labels] == [(Span(15, 23), ("talent",))]
    assert str(problem) == "a:2: KJ602 there is no label 'talents' (did you mean 'talent'?)"
    assert labels_of(TEXT, content, "a")[1] == ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.facts.jsonl").write_text("\ufeff" + line(), encoding="utf-8")
    (tmp_path / "b.labels.jsonl").write_text('{"text": "新增高企", "labels": []}', encoding="utf-8")
    (tmp_path / "c.facts.jsonl").write_text(line(), encoding="utf-8")
    (tmp_path / "d.facts.jsonl").write_text(line(), encoding="gb18030")
    texts = tmp_path / "texts"
    texts.mkdir()
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (texts / "b.txt").write_text(TEXT, encoding="utf-8")
    (texts / "d.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_texts_stand_beside_the_gold_or_in_their_folder(folder: Path) -> None:
    a, b, c, d = read_gold(folder, folder / "texts")
    assert [one.name for one in (a, b, c, d)] == ["a", "b", "c", "d"]
    assert a.facts is not None
    assert (len(a.facts), a.labels, a.problems) == (1, None, ())
    assert b.labels is not None
    assert (b.facts, len(b.labels), b.problems) == (None, 1, ())
    (problem,) = c.problems
    assert (c.facts, c.labels, problem.code) == (None, None, "KJ604")
    assert str(problem).startswith(
        f"{folder}/c.facts.jsonl: KJ604 there is no c.txt in {folder}/texts: put it"
    )
    (problem,) = d.problems
    assert (d.facts, problem.code, problem.hint) == (None, "KJ601", "save it as UTF-8")


def test_a_folder_without_gold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no NAME\.facts\.jsonl"):
        read_gold(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        read_gold(tmp_path / "absent")


def test_every_code_has_its_section() -> None:
    page = (Path(__file__).parents[2] / "docs/eval.md").read_text(encoding="utf-8")
    assert all(f"`KJ60{number}`" in page for number in range(1, 5))
