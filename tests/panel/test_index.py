"""Documents to a panel: once, again, changed, broken, killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kjreport.analyzer import Analyzer, default_analyzer
from kjreport.errors import KjreportError
from kjreport.panel import index, open_store, rules_version
from kjreport.ruleset import Rules
from tests.benchmarks.made_reports import write_reports

duckdb = pytest.importorskip("duckdb", reason="pip install 'kjreport[panel]'")

COUNTS = (
    "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM facts), (SELECT count(*) FROM sentences),"
    " (SELECT count(*) FROM documents)"
)
# Everything that a panel says, in an order that does not depend on that of writing.
EVERYTHING = (
    "SELECT * EXCLUDE (rules) FROM reports ORDER BY ALL",
    "SELECT * FROM facts ORDER BY content, number",
    "SELECT * FROM sentences ORDER BY content, number",
    "SELECT * FROM documents ORDER BY ALL",
)


def ask(database: Path, question: str) -> list[Any]:
    with open_store(database) as store:
        return store.connection.execute(question).fetchall()


def everything(database: Path) -> list[list[Any]]:
    return [ask(database, question) for question in EVERYTHING]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "panel.duckdb"


def test_a_panel_holds_what_the_analysis_says(tmp_path: Path, database: Path) -> None:
    (file,) = write_reports(tmp_path / "reports", 1)
    index([file], database, default_analyzer())
    report = default_analyzer().analyze(file.read_text(encoding="utf-8"))
    assert ask(database, "SELECT * EXCLUDE (content, rules) FROM reports") == [
        (
            report.title,
            "江东省青山市青山县",
            "江东省",
            "青山市",
            "青山县",
            "county",
            2015,
            None,
            len(report.raw),
        )
    ]
    facts = ask(
        database,
        "SELECT quote, start, value, unit, status, period, indicator, labels FROM facts ORDER BY number",
    )
    assert facts == [
        (f.quote, f.start, f.value, f.unit, f.status, f.period, f.indicator, list(f.labels))
        for f in report.facts
    ]
    assert ask(database, "SELECT quote FROM sentences ORDER BY number") == [
        (s.quote,) for s in report.sentences
    ]
    assert ask(database, "SELECT document FROM documents") == [(str(file.resolve()),)]


def test_a_second_run_changes_nothing(tmp_path: Path, database: Path) -> None:
    files = write_reports(tmp_path / "reports", 5)
    assert index(files, database, default_analyzer()).added == 5
    before = everything(database)
    again = index(files, database, default_analyzer())
    assert (again.added, again.known) == (0, 5)
    assert everything(database) == before


def test_processes_say_the_same(tmp_path: Path, database: Path) -> None:
    files = write_reports(tmp_path / "reports", 6)
    index(files, database, default_analyzer())
    index(files, tmp_path / "other.duckdb", default_analyzer(), workers=2)
    assert everything(tmp_path / "other.duckdb") == everything(database)


def test_a_content_counts_once_however_many_documents_hold_it(tmp_path: Path, database: Path) -> None:
    (file,) = write_reports(tmp_path / "reports", 1)
    copy = tmp_path / "copy.txt"
    copy.write_bytes(file.read_bytes())
    result = index([file, copy, file], database, default_analyzer())
    assert (result.added, result.known) == (1, 2)
    assert ask(database, "SELECT count(*) FROM reports") == [(1,)]
    assert len(ask(database, "FROM documents")) == 2


def test_what_a_document_said_before_it_changed_goes(tmp_path: Path, database: Path) -> None:
    one, other = write_reports(tmp_path / "reports", 2)
    index([one], database, default_analyzer())
    one.write_bytes(other.read_bytes())
    index([one], database, default_analyzer())
    assert ask(database, "SELECT year FROM reports") == [(2016,)]
    assert ask(database, "SELECT count(DISTINCT content) FROM facts") == [(1,)]


def test_other_rules_read_all_documents_again(tmp_path: Path, database: Path) -> None:
    files = write_reports(tmp_path / "reports", 3)
    index(files, database, default_analyzer())
    counts = ask(database, COUNTS)
    rules = default_analyzer().rules
    fewer = Rules({**rules.by_kind, "labels": rules.labels[:-1]})
    assert rules_version(fewer) != rules_version(rules)
    result = index(files, database, Analyzer(fewer))
    assert (result.added, result.known) == (3, 0)
    assert ask(database, "SELECT count(DISTINCT rules) FROM reports") == [(1,)]
    assert ask(database, COUNTS)[0][0::2] == counts[0][0::2]


def test_a_broken_document_is_named_and_the_others_go_on(tmp_path: Path, database: Path) -> None:
    first, last = write_reports(tmp_path / "reports", 2)
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 no archive")
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = index([first, broken, tmp_path / "missing.txt", empty, last], database, default_analyzer())
    assert result.added == 2
    assert [str(tmp_path) in error.message for error in result.failed] == [True, True, True]
    assert index([first, broken, last], database, default_analyzer()).failed  # tried again


def no_database(file: Path) -> None:
    file.write_bytes(b"no database" * 500)


def other_database(file: Path) -> None:
    with duckdb.connect(str(file)) as connection:
        connection.execute("CREATE TABLE mine AS SELECT 1 AS a")


@pytest.mark.parametrize("spoil", [no_database, other_database])
def test_what_is_no_panel_is_refused(database: Path, spoil: Callable[[Path], object]) -> None:
    spoil(database)
    before = database.read_bytes()
    with pytest.raises(KjreportError, match=r"panel\.duckdb"):
        index([], database, default_analyzer())
    assert database.read_bytes() == before


def test_a_name_with_lock_in_it_is_no_lock(tmp_path: Path) -> None:
    no_database(tmp_path / "block.duckdb")
    with pytest.raises(KjreportError, match="cannot be opened"), open_store(tmp_path / "block.duckdb"):
        pass


def test_a_missing_database_is_not_made_by_asking(database: Path) -> None:
    with pytest.raises(KjreportError, match="kjreport index makes it"), open_store(database):
        pass
    assert not database.exists()


def test_a_database_in_use_says_so(tmp_path: Path, database: Path) -> None:
    write_reports(tmp_path / "reports", 1)
    with open_store(database, create=True):
        done = kjreport("index", str(tmp_path / "reports"), "--db", str(database))
    assert done.returncode == 2
    assert "another process has it open" in done.stderr


def test_a_kill_at_any_moment_loses_and_doubles_nothing(tmp_path: Path, database: Path) -> None:
    count = 500
    write_reports(tmp_path / "reports", count)
    command = [sys.executable, "-m", "kjreport", "index", "reports", "--db", database.name, "--workers", "1"]
    partial = 0
    for kill in range(4):
        process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL)
        grown = size_of(database)
        while process.poll() is None and size_of(database) <= grown:
            time.sleep(0.01)  # until the next commit
        time.sleep(0.05 * kill)
        process.kill()
        process.wait()
        partial += 0 < reports_in(database) < count
    assert partial >= 2
    done = kjreport("index", "reports", "--db", database.name, cwd=tmp_path)
    assert done.returncode == 0
    whole = tmp_path / "whole.duckdb"
    assert "known 0" in kjreport("index", "reports", "--db", whole.name, cwd=tmp_path).stderr
    assert everything(database) == everything(whole)


def reports_in(database: Path) -> int:
    try:
        return int(ask(database, "SELECT count(*) FROM reports")[0][0])
    except KjreportError:  # killed before there were tables
        return 0


def size_of(database: Path) -> int:
    """Return the bytes of a database and of its log of commits."""
    files = (database, database.with_name(f"{database.name}.wal"))
    return sum(file.stat().st_size for file in files if file.exists())


def kjreport(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kjreport", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=cwd)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_bar_shows_on_a_terminal_only(tmp_path: Path, database: Path) -> None:
    import pty

    write_reports(tmp_path / "reports", 3)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kjreport", "index", "reports", "--db", database.name]
    done = subprocess.run(command, cwd=tmp_path, stderr=theirs, stdout=subprocess.PIPE, check=True)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "Indexing" in shown
    assert "3/3" in shown
    assert done.stdout == b""
    assert (
        kjreport("index", "reports", "--db", database.name, cwd=tmp_path).stderr
        == "added 0, known 3, failed 0\n"
    )
