"""How fast rules load, and what many of them cost; run by ``make bench``."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from kjreport.analyzer import default_analyzer
from kjreport.labels import Labeler
from kjreport.ruleset import load_rules

REPORTS = Path(__file__).parents[1] / "data" / "reports"
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in sorted(REPORTS.glob("*.txt")))
HAN = sorted({char for char in TEXT if "\u4e00" <= char <= "\u9fff"})


def many(count: int, share_of_patterns: float = 0.2) -> str:
    """Return a rule file of rules with words that look like those of reports."""
    chance = random.Random(7)  # noqa: S311 (words for a measurement)
    lines = ["kind: labels", "labels:"]
    for number in range(count):
        words = ["".join(chance.choices(HAN, k=chance.choice((2, 3, 4, 5)))) for _ in range(4)]
        lines += [f"  - id: rule_{number}", "    label: talent", "    name: measured"]
        if chance.random() < share_of_patterns:
            lines.append(f"    patterns: ['{words[0]}[^。;]{{0,12}}(?:{words[1]}|{words[2]})']")
        else:
            lines.append(f"    keywords: [{', '.join(words)}]")
        lines.append(f"    examples: {{match: [{words[0]}], no_match: [{words[3]}]}}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def file(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "many.yaml"
    path.write_text(many(request.param), encoding="utf-8")
    return path


@pytest.mark.benchmark(group="loading")
def test_load_the_built_in_rules(benchmark: Any) -> None:
    assert benchmark(load_rules).labels


@pytest.mark.benchmark(group="loading")
@pytest.mark.parametrize("file", [5000], indirect=True)
def test_load_5000_label_rules(benchmark: Any, file: Path) -> None:
    rules = benchmark.pedantic(load_rules, (file,), {"built_in": "none"}, rounds=3)
    assert len(rules.labels) == 5000


@pytest.mark.benchmark(group="labelling by the number of rules")
@pytest.mark.parametrize("file", [50, 5000], indirect=True)
def test_label(benchmark: Any, file: Path) -> None:
    labeler = Labeler.compile(load_rules(file, built_in="none").labels)
    document = default_analyzer().document(TEXT * 4)
    benchmark.extra_info["characters"] = len(document.text.text)
    assert len(benchmark(labeler.label, document)) == len(document.sentences)
