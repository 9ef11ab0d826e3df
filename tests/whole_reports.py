"""Whole reports and what they say, for the laws of `tests.test_metamorphic`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path

from kjreport.analyzer import default_analyzer
from kjreport.model import Fact, Report, fact_dict

DATA = Path(__file__).parent / "data"
OWN = [DATA / name for name in ("reports", "unseen", "gold")]
FOLDERS = [Path(os.environ["KJREPORT_REPORTS"])] if "KJREPORT_REPORTS" in os.environ else OWN
REPORTS = sorted((path for folder in FOLDERS for path in folder.glob("*.txt")), key=lambda path: path.stem)
ANALYZER = default_analyzer()
SAID = (
    "value", "high", "interval", "unit", "dimension", "role", "bound", "subject", "status", "period",
    "masked", "per", "indicator",
)  # fmt: skip

Said = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """A report after cleaning and what it says."""

    text: str
    report: Report


@cache
def plain(path: Path) -> Plain:
    # The title stands first, as kinds of dirt expect.
    text = ANALYZER.cleaner.clean(path.read_bytes().decode("utf-8")).text.lstrip()
    return Plain(text, ANALYZER.analyze(text))


def said(fact: Fact, fields: Sequence[str] = SAID) -> Said:
    """Return what a fact says, without where and how it is written."""
    fields_of = fact_dict(fact)
    return (*(str(fields_of[name]) for name in fields), frozenset(fact.labels))


def labels(report: Report) -> list[frozenset[str]]:
    found = (frozenset(label.id for label in sentence.labels) for sentence in report.sentences)
    return [one for one in found if one]


def sentences(report: Report) -> list[str]:
    return ["".join(sentence.text.split()) for sentence in report.sentences]


def changed(before: Report, after: Report) -> list[str]:
    """Return what one report says and the other does not, in either direction; their order counts, too."""
    facts = [[said(fact) for fact in report.facts] for report in (before, after)]
    if facts[0] != facts[1]:
        lost, new = Counter(facts[0]) - Counter(facts[1]), Counter(facts[1]) - Counter(facts[0])
        return [*(f"lost {one}" for one in lost), *(f"new {one}" for one in new), "or another order"]
    pairs = zip_longest(labels(before), labels(after))
    return [f"labels {one} are {other}" for one, other in pairs if one != other]
