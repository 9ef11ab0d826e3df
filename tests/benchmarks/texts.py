"""Texts and rules to measure with: reports, a long corpus, texts that ask for trouble, many rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kjreport.ruleset import LabelRule

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


def hostile() -> Mapping[str, Callable[[int], str]]:
    """Return texts of a given size on which a careless step takes time that grows with the square."""
    return {
        "one line without a full stop": lambda size: repeat("全市新增高企37家,研发投入1.31亿元,", size),
        "headings": lambda size: repeat("一、工作情况\n(一)投入\n1.增长\n", size),
        "numbers": lambda size: repeat("37家 ", size),
        "pinyin notes": lambda size: repeat("報(bào)", size),
        "brackets never closed": lambda size: repeat("(", size),
        "one statement of lists": lambda size: repeat("甲3家、乙4家、", size),
    }


def repeat(piece: str, size: int) -> str:
    """Return ``piece`` repeated to about ``size`` characters."""
    return piece * (size // len(piece))


def many_rules(rules: Iterable[LabelRule], count: int) -> tuple[LabelRule, ...]:
    """Return ``count`` label rules: the given ones, and copies of them with words that differ by a number."""
    given = tuple(rules)
    made = list(given[:count])
    for index in range(len(given), count):
        rule = given[index % len(given)]
        words = tuple(f"{word}{index}" for word in rule.keywords)
        made.append(replace(rule, id=f"{rule.id}_{index}", keywords=words))
    return tuple(made)
