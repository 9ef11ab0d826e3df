"""One table of speeds, all measured in one run: ``python -m tests.benchmarks.compare``.

Absolute figures depend on the machine and on who else uses it; the ratios within one run do not. What is
compared with: jionlp's extraction of money alone, jieba's segmentation, and a bare search for digits.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

import jieba
from rich.console import Console
from rich.table import Table

import kjreport
from kjreport.export import write_json_lines
from kjreport.ruleset import Rules, load_rules
from kjreport.text import Simplifier
from tests.benchmarks import memory
from tests.benchmarks.texts import corpus, generated, hostile, many_rules, reports

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


def growth_of_rules(texts: list[str]) -> list[Row]:
    """Measure how the cost grows with the number of rules."""
    base = load_rules()
    rows = []
    for count in (50, 500, 5000):
        analyze = kjreport.Analyzer(with_rules(base, count)).analyze
        analyze(texts[0])  # what is made on first use
        rows.append(best(f"{count:,} label rules", texts, partial(_each, analyze, texts), 3))
    return rows


def growth_of_documents(longest: int) -> list[Row]:
    """Measure how the cost grows with the length of one document."""
    analyze = kjreport.Analyzer().analyze
    rows = []
    for size in (10_000, 100_000, 1_000_000, 10_000_000):
        if size <= longest:
            text = corpus(size)
            rounds = 1 if size > 1_000_000 else 3
            rows.append(best(f"{size:,} characters", [text], partial(analyze, text), rounds))
    return rows


def growth_of_hostile() -> Iterator[list[Row]]:
    """Measure texts that ask for trouble, at a tenth of their size and whole."""
    analyze = kjreport.Analyzer().analyze
    for name, (piece, times) in hostile().items():
        whole = [piece * count for count in (times // 10, times)]
        yield [best(f"{name}, {len(text):,}", [text], partial(analyze, text), 2) for text in whole]


def growth_of_processes(texts: list[str]) -> list[Row]:
    """Measure reports that stream through one process and through two, full results; start-up excluded."""
    rows = []
    for workers in (1, 2):
        reports = kjreport.Analyzer().analyze_many(chain(texts[:400], texts), workers)
        for _ in islice(reports, 400):  # the processes have started and are busy
            pass
        rows.append(best(f"{workers} process(es)", texts, partial(deque, reports, 0), 1))
    return rows


def _each(work: Callable[[str], object], texts: list[str]) -> None:
    for text in texts:
        work(text)


def with_rules(base: Rules, count: int) -> Rules:
    """Return the built-in rules with ``count`` label rules instead of theirs."""
    return replace(base, by_kind={**base.by_kind, "labels": many_rules(base.labels, count)})


def cold_starts() -> Iterator[tuple[str, float]]:
    """Measure new processes, less a bare one, in milliseconds."""
    bare = min(_run("pass") for _ in range(10))
    for name, program in (
        ("import kjreport", "import kjreport"),
        ("first analysis of a short text", "import kjreport; kjreport.analyze('研发投入增长12.5%。')"),
    ):
        yield name, (min(_run(program) for _ in range(10)) - bare) * 1000


def _run(program: str) -> float:
    start = time.perf_counter()
    # Compiled modules are kept, as they are wherever the library is installed.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-c", program], check=True, env=kept)
    return time.perf_counter() - start


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


def grown(title: str, rows: list[Row]) -> Table:
    """Return a table of rows with the cost of a character, as a multiple of that in the first row."""
    table = Table("what", "M chars/s", "ns/char", "× the first", title=title, title_justify="left")
    for row in rows:
        slower = f"{rows[0].speed / row.speed:.2f}"
        table.add_row(row.name, f"{row.speed:.3f}", f"{1000 / row.speed:.0f}", slower)
    return table


def peaks(texts: list[str]) -> Table:
    """Return a table of the memory that new processes take, stage by stage."""
    table = Table("after", "peak MB", title="Resident memory of a new process", title_justify="left")
    with NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as sample:
        sample.write(texts[0])
        sample.flush()
        measured = (memory.stages(sample.name, len(texts[0])), memory.streams(), memory.lengths())
        for program in measured:
            for name, megabytes in program:
                table.add_row(name, f"{megabytes:.0f}")
            table.add_section()
    return table


def main() -> None:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, help="a folder of reports instead of the samples")
    parser.add_argument("--quick", action="store_true", help="leave out the growth curves")
    parser.add_argument("--longest", type=int, default=10_000_000, help="characters of the longest document")
    arguments = parser.parse_args()
    console = Console(width=140)
    texts = reports(arguments.reports)
    compared = list(others(texts))
    against = {row.name.split(",")[0]: row for row in compared}
    own = list(stages(texts))
    console.print(show("Stages", [*compared, *own], against, own[-1]))
    for name, milliseconds in cold_starts():
        console.print(f"{name}: {milliseconds:.0f} ms above bare Python")
    console.print(peaks(texts))
    if arguments.quick:
        return
    many = generated()
    console.print(f"{len(many):,} generated reports, {sum(map(len, many)):,} characters")
    console.print(grown("Processes, on generated reports", growth_of_processes(many)))
    console.print(grown("Rules", growth_of_rules(texts)))
    console.print(grown("Length of one document", growth_of_documents(arguments.longest)))
    for rows in growth_of_hostile():
        console.print(grown("A text that asks for trouble", rows))


if __name__ == "__main__":
    main()
