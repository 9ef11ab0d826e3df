"""Resident memory of new processes, stage by stage."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from textwrap import dedent

# Each program prints names and the peak so far; the process starts with nothing but the interpreter.
# The peak is Linux' VmHWM: that of getrusage begins with what the parent had.
_PRELUDE = """
def say(name):
    with open("/proc/self/status") as status:
        peak = next(line for line in status if line.startswith("VmHWM"))
    print(name, peak.split()[1], sep="\\t")
"""

_STAGES = """
say("bare Python")
import kjreport
say("import kjreport")
from kjreport.analyzer import default_analyzer
analyzer = default_analyzer()
say("rules and words loaded")
raw = open({sample!r}, encoding="utf-8").read()
text = analyzer.cleaner.clean(raw)
say("clean")
document = analyzer.segmenter.segment(text)
say("segment")
labels, _ = analyzer.labeler.read(document)
say("label")
facts = analyzer.fact_finder.find(document, labels)
say("assemble facts")
report = analyzer.analyze(raw)
say("one report of {length:,} characters")
rows = [report.to_dicts("facts"), report.to_dicts("sentences")]
say("serialise")
"""

_STREAM = """
import kjreport
from tests.benchmarks.made_reports import made_report
reports = kjreport.Analyzer().analyze_many(map(made_report, range({last})))
for number, report in enumerate(reports, 1):
    if number in {counts!r}: say(f"{{number:,}} reports streamed")
"""

_LONG = """
import kjreport
from tests.benchmarks.texts import corpus
for size in {sizes!r}:
    kjreport.analyze(corpus(size))
    say(f"a document of {{size:,}} characters")
"""


def stages(sample: str, length: int) -> Iterator[tuple[str, float]]:
    """Yield each stage of one report, and the peak of memory in MB up to its end."""
    yield from _run(_STAGES.format(sample=sample, length=length))


def streams(counts: tuple[int, ...] = (100, 1000, 4000)) -> Iterator[tuple[str, float]]:
    """Yield the peaks while reports stream through ``analyze_many``: they must stay level."""
    yield from _run(_STREAM.format(counts=counts, last=counts[-1]))


def lengths(sizes: tuple[int, ...] = (10_000, 1_000_000)) -> Iterator[tuple[str, float]]:
    """Yield the peaks after longer and longer documents."""
    yield from _run(_LONG.format(sizes=sizes))


def _run(program: str) -> Iterator[tuple[str, float]]:
    command = [sys.executable, "-c", dedent(_PRELUDE + program)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    for line in done.stdout.splitlines():
        name, kilobytes = line.split("\t")
        yield name, int(kilobytes) / 1024
