"""One table of speeds, all measured in one run: ``python -m tests.benchmarks.compare``.

Absolute figures depend on the machine and on who else uses it; the ratios within one run do not. What is
compared with: jionlp's extraction of money alone, jieba's segmentation, and a bare search for digits.
"""

from __future__ import annotations

import argparse
import io
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import jieba
from rich.console import Console
from rich.table import Table

import kjreport
from kjreport.export import write_json_lines
from kjreport.ruleset import Rules, load_rules
from kjreport.text import Simplifier
from tests.benchmarks.texts import corpus, hostile, many_rules, reports

ROUNDS = 5


class Row(NamedTuple):
    """A measurement: what, how many characters, and the best time of several rounds in seconds."""

    name: str
    characters: int
    seconds: float

    @property
    def speed(self) -> float:
        """Million characters a second."""
        return self.characters / self.seconds / 1e6


def best(name: str, texts: list[str], work: Callable[[], object], rounds: int = ROUNDS) -> Row:
    """Time ``work`` several times and keep the best, which other users of the machine disturbed least."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return Row(name, sum(map(len, texts)), min(times))


def others(texts: list[str]) -> Iterator[Row]:
    """Measure what kjreport is compared with on the same texts."""
    digits = re.compile(r"\d+")
    yield best(
        "re.finditer(digits), the floor", texts, lambda: [list(digits.finditer(text)) for text in texts]
    )
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    yield best("jieba.cut", texts, lambda: [list(tokenizer.cut(text)) for text in texts])
    if find_spec("jionlp") is None:
        return
    extract = import_module("jionlp").ner.extract_money
    yield best(
        "jionlp money, with parsing", texts, lambda: [extract(text, with_parsing=True) for text in texts]
    )


def stages(texts: list[str]) -> Iterator[Row]:
    """Measure each stage of the pipeline alone, on what the stage before it made."""
    analyzer = kjreport.Analyzer()
    cleaner, segmenter, labeler, finder = (
        analyzer.cleaner,
        analyzer.segmenter,
        analyzer.labeler,
        analyzer.fact_finder,
    )
    cleaned = [cleaner.clean(text) for text in texts]
    documents = [segmenter.segment(text) for text in cleaned]
    pairs = [(document, labeler.read(document)[0]) for document in documents]
    found = [analyzer.analyze(text) for text in texts]
    quantities, periods = finder.quantities, finder.governor.finder
    simplifier = Simplifier.load()
    yield best("clean", texts, lambda: [cleaner.clean(text) for text in texts])
    yield best("  of it: simplify", texts, lambda: [simplifier.simplify(text) for text in texts])
    yield best("segment", texts, lambda: [segmenter.segment(text) for text in cleaned])
    yield best("label", texts, lambda: [labeler.read(document) for document in documents])
    yield best("assemble facts", texts, lambda: [finder.find(*pair) for pair in pairs])
    yield best("  of it: scan quantities", texts, lambda: [quantities.find(text.text) for text in cleaned])
    yield best("  of it: scan periods", texts, lambda: [periods.find(text.text, 2021) for text in cleaned])
    yield best("serialise", texts, lambda: write_json_lines(found, io.StringIO()))
    yield best("whole analysis", texts, lambda: [analyzer.analyze(text) for text in texts])


def growth(texts: list[str]) -> Iterator[Row]:
    """Measure how the cost grows with the rules, the length of a document, and the processes."""
    base = load_rules()
    for count in (50, 500, 5000):
        analyze = kjreport.Analyzer(with_rules(base, count)).analyze
        yield best(f"{count} label rules", texts, partial(_each, analyze, texts), 3)
    analyze = kjreport.Analyzer().analyze
    for size in (10_000, 100_000, 1_000_000):
        text = corpus(size)
        yield best(f"a document of {size:,} characters", [text], partial(analyze, text), 2)
    for name, make in hostile().items():
        for size in (20_000, 200_000):
            text = make(size)
            yield best(f"{name}, {len(text):,} characters", [text], partial(analyze, text), 1)
    many = texts * 12
    for workers in (1, 2):
        with ProcessPoolExecutor(workers) as pool:
            list(pool.map(kjreport.analyze, texts[:workers]))
            yield best(f"{workers} process(es)", many, partial(_all, pool, many), 2)


def _each(work: Callable[[str], object], texts: list[str]) -> None:
    for text in texts:
        work(text)


def _all(pool: ProcessPoolExecutor, texts: list[str]) -> None:
    for _ in pool.map(kjreport.analyze, texts):
        pass


def with_rules(base: Rules, count: int) -> Rules:
    """Return the built-in rules with ``count`` label rules instead of theirs."""
    return replace(base, by_kind={**base.by_kind, "labels": many_rules(base.labels, count)})


def cold_starts() -> Iterator[tuple[str, float]]:
    """Measure new processes, less a bare one, in milliseconds."""
    bare = min(_run("pass") for _ in range(5))
    for name, program in (
        ("import kjreport", "import kjreport"),
        ("first analysis of a short text", "import kjreport; kjreport.analyze('研发投入增长12.5%。')"),
    ):
        yield name, (min(_run(program) for _ in range(5)) - bare) * 1000


def _run(program: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - start


def memory() -> float:
    """Return the resident memory of a process after one report, in MB."""
    program = (
        "import resource, kjreport; kjreport.analyze('研发投入增长12.5%。' * 500); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def show(title: str, rows: list[Row], against: dict[str, Row], whole: Row | None = None) -> Table:
    """Return a table of rows with their ratios to what they are compared with."""
    table = Table(title=title, title_justify="left")
    table.add_column("what")
    for name in ("M chars/s", "ns/char", *(f"× {name}" for name in against), "share"):
        table.add_column(name, justify="right")
    for row in rows:
        ratios = [f"{row.speed / other.speed:.2f}" for other in against.values()]
        share = f"{row.seconds / whole.seconds:.0%}" if whole else ""
        table.add_row(row.name, f"{row.speed:.3f}", f"{1000 / row.speed:.0f}", *ratios, share)
    return table


def main() -> None:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, help="a folder of reports instead of the samples")
    parser.add_argument("--quick", action="store_true", help="leave out the growth curves")
    arguments = parser.parse_args()
    texts = reports(arguments.reports)
    console = Console(width=140)
    compared = list(others(texts))
    against = {row.name.split(",")[0]: row for row in compared}
    own = list(stages(texts))
    console.print(show("Stages", [*compared, *own], against, own[-1]))
    for name, milliseconds in cold_starts():
        console.print(f"{name}: {milliseconds:.0f} ms")
    console.print(f"resident memory after one report: {memory():.0f} MB")
    if not arguments.quick:
        console.print(show("Growth", list(growth(texts)), {"whole analysis": own[-1]}))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"peak resident memory of this run: {peak:.0f} MB")


if __name__ == "__main__":
    main()
