"""Documents to a panel: what is in it already is not read again, and a stop at any moment costs only time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import kjreport
from kjreport.analyzer import Analyzer
from kjreport.errors import Diagnostic, KjreportError
from kjreport.frozen import Frozen
from kjreport.model import Report
from kjreport.panel.places import PlaceFinder
from kjreport.panel.store import Entry, Store, open_store
from kjreport.readers import load, read_bytes
from kjreport.ruleset import Rules
from kjreport.workers import map_ordered

BATCH = 100  # reports of a transaction: what a stop can cost


@dataclass(slots=True)
class Indexed:
    """What came of indexing.

    Attributes:
        added: reports that were read and added.
        known: documents whose content the panel had already.
        failed: why documents could not be read.
    """

    added: int = 0
    known: int = 0
    failed: list[Diagnostic] = field(default_factory=list)


class _Job(NamedTuple):
    document: str
    content: str
    data: bytes


class _Read(NamedTuple):
    document: str
    content: str
    report: Report


class _Reading(Frozen):
    """What the processes do: bytes to a report."""

    analyzer: Analyzer

    def __call__(self, job: _Job) -> _Read:
        try:
            report = self.analyzer.analyze_item(read_bytes(job.data, job.document))
        except KjreportError as error:
            report = Report.failed(job.document, Diagnostic("KJ401", str(error), job.document))
        return _Read(job.document, job.content, report)


def index(
    documents: Sequence[str | Path],
    database: str | Path,
    analyzer: Analyzer,
    *,
    workers: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Indexed:
    """Add documents to a panel.

    A document whose content is there, read with the same version of the rules, is not read again: running it
    twice changes nothing, and after a stop it goes on where it was. A content counts once, however many
    documents hold it. Where a document has changed, what it said before goes.

    Args:
        documents: paths of files; they are known by their absolute paths.
        database: of DuckDB; it is made when there is none.
        analyzer: reads the documents.
        workers: number of processes.
        progress: is told how many documents are done.

    Raises:
        KjreportError: the database cannot be used.
    """
    version = rules_version(analyzer.rules)
    with open_store(database, create=True) as store:
        run = _Run(store, version, PlaceFinder.of(analyzer.rules), progress)
        read = _Reading(analyzer)
        jobs = run.jobs(documents)
        for found in map(read, jobs) if workers <= 1 else map_ordered(read, jobs, workers, _lost):
            run.take(found)
        run.commit()
        store.sweep()
    return run.result


def rules_version(rules: Rules) -> str:
    """Return the hash of the library's version and of all rules in force, whatever files they came from.

    >>> from kjreport.ruleset import load_rules
    >>> rules_version(load_rules()) == rules_version(load_rules())
    True
    """
    digest = sha256(kjreport.__version__.encode())
    for kind in sorted(rules.by_kind):
        for rule in rules.by_kind[kind]:
            digest.update(f"\n{kind} {json.dumps(rule.entry(), ensure_ascii=False)}".encode())
    return digest.hexdigest()


class _Run:
    """One run of indexing: which documents need reading, and what waits to be committed."""

    def __init__(
        self, store: Store, version: str, places: PlaceFinder, progress: Callable[[int], None] | None
    ) -> None:
        self._store, self._version, self._places, self._progress = store, version, places, progress
        self._linked = store.documents()
        self._done = store.contents(version)  # and, in this run, what is under way
        self._entries: list[Entry] = []
        self._links: list[tuple[str, str]] = []
        self.result = Indexed()

    def jobs(self, documents: Sequence[str | Path]) -> Iterator[_Job]:
        """Return the documents that must be read; the others are linked to the content that they have."""
        for path in documents:
            document = str(Path(path).resolve())
            try:
                data = load(path)
            except KjreportError as error:
                self._fail(Diagnostic("KJ401", str(error), document))
                continue
            content = sha256(data).hexdigest()
            if content not in self._done:
                self._done.add(content)
                yield _Job(document, content, data)
                continue
            self.result.known += 1
            if self._linked.get(document) != content:
                self._links.append((document, content))
            self._told()

    def take(self, found: _Read) -> None:
        """Take a report in; from time to time, commit."""
        if found.report.error is not None:
            self._fail(found.report.error)
            return
        self._entries.append(Entry(*found, self._places.find(found.report)))
        self.result.added += 1
        self._told()
        if len(self._entries) >= BATCH:
            self.commit()

    def commit(self) -> None:
        """Write what waits."""
        if self._entries or self._links:
            self._store.add(self._entries, self._links, self._version)
            self._entries, self._links = [], []

    def _fail(self, error: Diagnostic) -> None:
        self.result.failed.append(error)
        self._told()

    def _told(self) -> None:
        if self._progress is not None:
            self._progress(self.result.added + self.result.known + len(self.result.failed))


def _lost(job: _Job) -> _Read:
    message = f"{job.document}: cannot be analysed: the process that worked on it died"
    return _Read(
        job.document, job.content, Report.failed(job.document, Diagnostic("KJ403", message, job.document))
    )
