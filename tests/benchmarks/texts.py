"""Texts and rules to measure with: reports, a long corpus, texts that ask for trouble, many rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kjreport.ruleset import LabelRule
from tests.benchmarks.made_reports import made_report

SAMPLES = Path(__file__).parents[1] / "data" / "reports"
LEAST = 40_000  # characters, so that a round takes milliseconds


def reports(folder: Path | None = None) -> list[str]:
    """Return the reports of a folder, repeated until they are long enough to be measured."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((folder or SAMPLES).glob("*.txt"))]
    times = -(-LEAST // sum(map(len, texts)))
    return texts * times


def corpus(size: int) -> str:
    """Return one document of ``size`` characters, in the manner of the samples, without their page tails."""
    body = (SAMPLES / "linhai_annual_clean.txt").read_text(encoding="utf-8")
    return (body * (size // len(body) + 1))[:size]


def generated(least: int = 5_000_000) -> list[str]:
    """Return made reports, all different, of at least so many characters together."""
    texts: list[str] = []
    size = 0
    while size < least:
        texts.append(made_report(len(texts)))
        size += len(texts[-1])
    return texts


def hostile() -> Mapping[str, tuple[str, int]]:
    """Return pieces and how often to repeat them: texts on which a careless step takes quadratic time."""
    return {
        "one line without a full stop": ("全市新增高企37家,研发投入1.31亿元,", 40_000),
        "headings": ("一、工作情况\n(一)投入\n1.增长\n", 10_000),
        "numbers": ("37家 ", 100_000),
        "pinyin notes": ("報(bào)", 100_000),
        "brackets never closed": ("(", 50_000),
        "one statement of lists": ("甲3家、乙4家、", 50_000),
        "one word without an end": ("发展", 500_000),
        "digits without an end": ("7", 1_000_000),
        "lines of one character": ("科\n", 100_000),
        "rows of a table": ("2021年\t高企\t37家\n", 20_000),
    }


def many_rules(rules: Iterable[LabelRule], count: int) -> tuple[LabelRule, ...]:
    """Return ``count`` label rules: the given ones, and copies of them with words that differ by a number."""
    given = tuple(rules)
    made = list(given[:count])
    for index in range(len(given), count):
        rule = given[index % len(given)]
        words = tuple(f"{word}{index}" for word in rule.keywords)
        made.append(replace(rule, id=f"{rule.id}_{index}", keywords=words))
    return tuple(made)
