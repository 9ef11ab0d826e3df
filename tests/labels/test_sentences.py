"""Whole sentences and the labels that a careful reader gives them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from kjreport.labels import Labeler
from kjreport.ruleset import LABELS, load_rules
from kjreport.segment import Segmenter
from kjreport.text import Cleaner

DATA = Path(__file__).parent.parent / "data" / "labels"
CASES: list[dict[str, Any]] = [
    case for path in sorted(DATA.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))
]
CLEANER, SEGMENTER = Cleaner.default(), Segmenter.default()
LABELER = Labeler.compile(load_rules().labels)


def _case(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["known_failure"])] if "known_failure" in case else []
    return pytest.param(case, marks=marks, id=case["text"][:20])


@pytest.mark.parametrize("case", [_case(case) for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    document = SEGMENTER.segment(CLEANER.clean(case["text"]))
    found = {label.id for labels in LABELER.label(document) for label in labels}
    # Labels on which careful readers may differ count neither way.
    assert found - set(case.get("maybe", ())) == set(case["labels"])


def test_there_are_enough_sentences_of_each_kind() -> None:
    counts = Counter(label for case in CASES for label in case["labels"])
    assert all(counts[label] >= 12 for label in LABELS), counts
    assert sum(not case["labels"] for case in CASES) >= 40
