"""Reports that were written apart from the rules: what is wrong with their facts and labels, by report.

Whoever wrote them knew neither rules nor code: they show how the library does on what it has not seen. The
counts in ``scores.yaml`` are what is left; a test fails when one changes, also for the better: then keep it.
``kjreport eval FOLDER`` shows each of them in its sentence.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kjreport.analyzer import default_analyzer
from kjreport.explain.labels import labels_known
from kjreport.testing.gold import GoldReport, read_gold
from kjreport.testing.scores import score

DATA = Path(__file__).parent / "data"
COUNTS: dict[str, dict[str, dict[str, int]]] = yaml.safe_load((DATA / "scores.yaml").read_text("utf-8"))
LABELS = labels_known(default_analyzer().rules.labels)
REPORTS = [(folder, one) for folder in COUNTS for one in read_gold(DATA / folder, known=LABELS)]


def wrong(gold: GoldReport) -> dict[str, int]:
    """Count numbers missed and wrong ones, facts with something wrong, labels missed and wrong ones."""
    scores = score(gold, default_analyzer().analyze(gold.source))
    numbers, facts, labels = scores.numbers, scores.facts, scores.all_labels
    return {
        "missed": numbers.gold - numbers.hit,
        "wrong": numbers.predicted - numbers.hit,
        "facts": numbers.hit - facts.hit,
        "labels_missed": labels.gold - labels.hit,
        "labels_wrong": labels.predicted - labels.hit,
    }


@pytest.mark.parametrize(("folder", "gold"), REPORTS, ids=[f"{folder}-{one.name}" for folder, one in REPORTS])
def test_what_is_wrong(folder: str, gold: GoldReport) -> None:
    assert gold.problems == ()
    assert wrong(gold) == COUNTS[folder].get(gold.name), f"see: kjreport eval tests/data/{folder}"
