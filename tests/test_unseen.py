"""Reports that were written apart from the rules: how many of their numbers are missed, how many are none.

Whoever wrote them knew neither rules nor code: they show how the library does on what it has not seen. The
counts in ``counts.yaml`` are what is left; a test fails when a count changes, also for the better.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kjreport.analyzer import analyze
from kjreport.model import Fact

FOLDER = Path(__file__).parent / "data" / "unseen"
COUNTS: dict[str, dict[str, int]] = yaml.safe_load((FOLDER / "counts.yaml").read_text(encoding="utf-8"))
Gold = dict[str, Any]


def place(text: str, fact: Gold) -> tuple[int, int]:
    start, at = text.index(fact["context"]), -1
    for _ in range(fact.get("nth", 0) + 1):
        at = fact["context"].index(fact["quote"], at + 1)
    return start + at, start + at + len(fact["quote"])


def is_found(text: str, want: Gold, got: Fact) -> bool:
    start, end = place(text, want)
    value, high = (None if want.get(key) is None else Decimal(want[key]) for key in ("value", "high"))
    same = (got.value, got.high, got.masked, got.unit) == (value, high, want["masked"], want["unit"])
    return same and got.start < end and start < got.end


def touches(text: str, want: Gold, got: Fact) -> bool:
    start, end = place(text, want)
    return got.start < end and start < got.end


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.txt")))
def test_numbers_missed_and_wrong(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_bytes().decode("utf-8")
    lines = (FOLDER / f"{name}.facts.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines if line.strip()]
    facts = analyze(text).facts
    missed = [
        want
        for want in gold
        if not want.get("optional") and not any(is_found(text, want, got) for got in facts)
    ]
    wrong = [got for got in facts if not any(touches(text, want, got) for want in gold)]
    assert {"missed": len(missed), "wrong": len(wrong)} == COUNTS[name], (missed, wrong)
