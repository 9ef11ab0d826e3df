"""Index many made reports; kill the same half-way with SIGKILL, resume, compare.

``python -m tests.benchmarks.panel [COUNT]`` makes 5,000 when no number is given and prints seconds.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from kjreport.errors import KjreportError
from kjreport.panel import open_store
from tests.benchmarks.made_reports import write_reports

EVERYTHING = (
    "SELECT md5(string_agg(reports::VARCHAR, '|' ORDER BY content)) FROM reports",
    "SELECT md5(string_agg(facts::VARCHAR, '|' ORDER BY content, number)) FROM facts",
    "SELECT md5(string_agg(sentences::VARCHAR, '|' ORDER BY content, number)) FROM sentences",
    "SELECT md5(string_agg(documents::VARCHAR, '|' ORDER BY document)) FROM documents",
)


def main() -> None:
    """Run it and print what it took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as folder:
        reports, whole, killed = (
            Path(folder) / name for name in ("reports", "whole.duckdb", "killed.duckdb")
        )
        write_reports(reports, count)
        say(f"index of {count:,} reports: {index(reports, whole):.1f} s, {size(whole)}")
        say(f"again, nothing changed: {index(reports, whole):.1f} s")
        process = subprocess.Popen(command(reports, killed), stderr=subprocess.DEVNULL)
        began = time.monotonic()
        while time.monotonic() - began < 15:
            time.sleep(0.5)
        process.kill()
        process.wait()
        kept = rows(killed)
        say(f"killed (SIGKILL) after {time.monotonic() - began:.1f} s: {kept:,} reports kept")
        say(f"resumed: {index(reports, killed):.1f} s for the other {count - kept:,}")
        say(f"equal to the whole: {ask(whole) == ask(killed)}")


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def command(reports: Path, database: Path) -> list[str]:
    """Return the command that indexes a folder."""
    return [sys.executable, "-m", "kjreport", "index", str(reports), "--db", str(database)]


def index(reports: Path, database: Path) -> float:
    """Index a folder and return the seconds that it took."""
    began = time.monotonic()
    subprocess.run(command(reports, database), check=True, stderr=subprocess.DEVNULL)
    return time.monotonic() - began


def rows(database: Path) -> int:
    """Return how many reports a database has; 0 while its writer keeps it to itself."""
    try:
        with open_store(database) as store:
            return int(store.connection.execute("SELECT count(*) FROM reports").fetchall()[0][0])
    except KjreportError:
        return 0


def size(database: Path) -> str:
    """Return the rows of a database in words."""
    with open_store(database) as store:
        facts, sentences = (
            store.connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]  # noqa: S608
            for table in ("facts", "sentences")
        )
    return f"{facts:,} facts, {sentences:,} sentences, {database.stat().st_size / 1e6:.0f} MB"


def ask(database: Path) -> list[Any]:
    """Return digests of everything in a database."""
    with open_store(database) as store:
        return [store.connection.execute(question).fetchall() for question in EVERYTHING]


if __name__ == "__main__":
    main()
