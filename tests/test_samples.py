"""The sample reports against their annotation: one case for each fact and each labelled sentence.

What is known to be wrong stands in ``KNOWN`` with the reason, and fails when it becomes right.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kjreport.analyzer import analyze
from kjreport.model import Report, fact_dict

FOLDER = Path(__file__).parent / "data" / "reports"
SAMPLES = sorted(path.stem for path in FOLDER.glob("*.txt"))
FIELDS = ("role", "bound", "status", "period", "dimension", "subject")
Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Facts of the annotation with those that the library found in the same place."""

    found: dict[int, Gold]
    missing: list[Gold]
    false: list[Gold]


def raw(sample: str) -> str:
    return (FOLDER / f"{sample}.txt").read_bytes().decode("utf-8")


def gold(sample: str, kind: str) -> list[Gold]:
    lines = (FOLDER / f"{sample}.{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@cache
def report(sample: str) -> Report:
    return analyze(raw(sample))


def place(text: str, fact: Gold) -> tuple[int, int]:
    """Return the offsets of a quote within its context; its ``nth`` occurrence there."""
    start, at = text.index(fact["context"]), -1
    for _ in range(fact.get("nth", 0) + 1):
        at = fact["context"].index(fact["quote"], at + 1)
    return start + at, start + at + len(fact["quote"])


def same_number(want: Gold, got: Gold) -> bool:
    if bool(want["masked"]) != got["masked"] or want["unit"] != got["unit"]:
        return False
    pairs = ((want.get(key), got[key]) for key in ("value", "high"))
    return all((a is None) == (b is None) and (a is None or Decimal(a) == Decimal(b)) for a, b in pairs)


def likeness(a: str, b: str) -> float:
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common / (len(a) + len(b)) if a and b else 0.0


def same_subject(want: str, got: str) -> bool:
    """Whether one phrase holds the other, or they share most of their characters."""
    short, long = sorted((want, got), key=len)
    return (len(short) >= 2 and short in long) or likeness(want, got) >= 0.6


@cache
def pairs(sample: str) -> Pairs:
    """Pair facts in the same place with the same number; where one number has several, by subject."""
    text, wanted = raw(sample), gold(sample, "facts")
    predicted = [fact_dict(fact) for fact in report(sample).facts]
    possible = []
    for i, want in enumerate(wanted):
        start, end = place(text, want)
        for j, got in enumerate(predicted):
            if got["start"] < end and start < got["end"] and same_number(want, got):
                possible.append((likeness(want["subject"], got["subject"]), i, j))
    found: dict[int, int] = {}
    for _, i, j in sorted(possible, key=lambda one: (-one[0], one[1], one[2])):
        if i not in found and j not in found.values():
            found[i] = j
    missing = [w for i, w in enumerate(wanted) if i not in found and not w.get("optional")]
    false = [p for j, p in enumerate(predicted) if j not in found.values()]
    return Pairs({i: predicted[j] for i, j in found.items()}, missing, false)


# What is wrong today, by kind of annotation and by sample and line, with the reason.
KNOWN: dict[str, dict[str, str]] = {
    "facts": {
        "qingshan_half_year_traditional-14": "a year in a name behind the number: the heading's period"
    },
    "labels": {"qingshan_half_year_traditional-23": "what is under construction names no work of industry"},
}


def cases(kind: str, text_of: str) -> list[Any]:
    """Return a case for each line of the annotation; what is known to fail is marked by its text."""
    found = []
    for sample in SAMPLES:
        for index, item in enumerate(gold(sample, kind)):
            if item.get("optional"):
                continue
            reason = KNOWN[kind].get(f"{sample}-{index + 1}")
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            name = f"{sample}-{index + 1}-{item[text_of][:12]}"
            found.append(pytest.param(sample, index, item, id=name, marks=marks))
    return found


@pytest.mark.parametrize("sample", SAMPLES)
def test_annotation_can_be_placed(sample: str) -> None:
    text = raw(sample)
    for fact in gold(sample, "facts"):
        assert text.count(fact["context"]) == 1, fact["context"]
        start, end = place(text, fact)
        assert text[start:end] == fact["quote"]
        assert fact["masked"] == (fact["value"] is None)
    for item in gold(sample, "labels"):
        assert text.count(item["text"]) == 1, item["text"]


def test_known_failures_name_cases() -> None:
    for kind, known in KNOWN.items():
        names = {f"{sample}-{index + 1}" for sample in SAMPLES for index in range(len(gold(sample, kind)))}
        assert set(known) <= names


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_false_numbers(sample: str) -> None:
    assert [(fact["quote"], fact["start"]) for fact in pairs(sample).false] == []


@pytest.mark.parametrize(("sample", "index", "want"), cases("facts", "quote"))
def test_fact(sample: str, index: int, want: Gold) -> None:
    got = pairs(sample).found.get(index)
    assert got is not None, f"{want['quote']} in {want['context']} was not found"
    differences = {key: (want.get(key), got[key]) for key in FIELDS if want.get(key) != got[key]}
    if same_subject(want["subject"], got["subject"]):
        differences.pop("subject", None)
    assert differences == {}


@pytest.mark.parametrize(("sample", "index", "want"), cases("labels", "text"))
def test_labels(sample: str, index: int, want: Gold) -> None:
    start = raw(sample).index(want["text"])
    end = start + len(want["text"])
    got: set[str] = set()
    for sentence in report(sample).sentences:
        overlap = min(end, sentence.end) - max(start, sentence.start)
        if overlap > 0 and overlap * 2 >= min(end - start, sentence.end - sentence.start):
            got |= {label.id for label in sentence.labels}
    assert got - (set(want.get("maybe", ())) - set(want["labels"])) == set(want["labels"])
