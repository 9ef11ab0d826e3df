"""Segmentation by example documents, and what holds for every text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kjreport.ruleset import CueRule, load_rules
from kjreport.segment import Document, Segmenter
from kjreport.text import AlignedText

DOCUMENTS = yaml.safe_load(
    (Path(__file__).parents[1] / "data/segment/documents.yaml").read_text(encoding="utf-8")
)
SEGMENTER = Segmenter.default()


def segment(text: str) -> Document:
    return SEGMENTER.segment(AlignedText.of(text))


@pytest.mark.parametrize("expected", DOCUMENTS, ids=lambda expected: expected["name"])
def test_documents(expected: dict[str, Any]) -> None:
    document = segment(expected["text"])
    assert [[s.level, s.role, s.title] for s in document.sections] == expected["sections"]
    assert [s.span.of(expected["text"]) for s in document.sentences] == expected["sentences"]
    assert [document.year.year, document.year.half] == expected["year"]
    assert document.year.plan == expected.get("plan", False)
    assert document.year.minguo == expected.get("minguo", False)


MARKED = st.lists(
    st.sampled_from(
        [
            "一、",
            "二、",
            "(一)",
            "(二)",
            "1.",
            "2、",
            "3.5",
            "①",
            "(1)",
            "一是",
            "工作总结",
            "研发投入增长",
            "。",
            ".",
            ";",
            "\n",
            " ",
        ]
    ),
    max_size=30,
).map("".join)


@given(st.one_of(MARKED, st.text(max_size=60)))
def test_sentences_are_in_order_and_hold_every_character_but_spaces(text: str) -> None:
    document = segment(text)
    spans = [sentence.span for sentence in document.sentences]
    assert all(first.end <= second.start for first, second in pairwise(spans))
    covered = "".join(span.of(text) for span in spans)
    assert "".join(covered.split()) == "".join(text.split())


@given(MARKED)
def test_sections_are_a_tree_over_the_text(text: str) -> None:
    sections = segment(text).sections
    assert sections[0].span.start == 0
    for index, section in enumerate(sections[1:], 1):
        assert 0 <= section.span.start <= section.span.end <= len(text)
        if section.parent is not None:
            assert section.parent < index
            parent = sections[section.parent]
            assert parent.level < section.level
            assert parent.span.contains(section.span)


@pytest.mark.parametrize(
    "rule", [r for r in load_rules().cues if "section" in r.sets], ids=lambda rule: rule.id
)
def test_section_cues_fit_their_examples(rule: CueRule) -> None:
    def role(title: str) -> str | None:
        return segment(f"{title}\n正文。").sections[-1].role

    assert [text for text in rule.examples.match if role(text) != rule.sets["section"]] == []
    assert [text for text in rule.examples.no_match if role(text) == rule.sets["section"]] == []
