"""What always holds of a part and its whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from kjreport.analyzer import analyze
from kjreport.model import Report

DATA = Path(__file__).parents[1] / "data"
SAMPLES = sorted([*(DATA / "reports").glob("*.txt"), *(DATA / "unseen").glob("*.txt")])


def pairs(report: Report) -> list[tuple[int, int]]:
    return [(part.parent, at) for at, part in enumerate(report.facts) if part.parent is not None]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_whole_stands_before_its_parts_and_measures_the_same(path: Path) -> None:
    report = analyze(path.read_text(encoding="utf-8"))
    for whole_at, part_at in pairs(report):
        whole, part = report.facts[whole_at], report.facts[part_at]
        assert whole_at < part_at
        assert part.dimension in (whole.dimension, "ratio")
        assert whole.role != "rank"
        assert "。" not in report.raw[whole.start : part.start]


def test_samples_have_parts() -> None:
    assert sum(len(pairs(analyze(path.read_text(encoding="utf-8")))) for path in SAMPLES) >= 30
