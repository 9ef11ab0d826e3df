"""Many documents of many formats to files of many formats, as a user runs it."""

from __future__ import annotations

import csv
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import docx
import openpyxl
import pyarrow.parquet as pq
import pytest

REPORT = "2021年,全市新增高新技术企业37家,研发投入达到1.31亿元,同比增长50.3%。"


def kjreport(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kjreport", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=120)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of reports in three formats and three files that are none."""
    reports = tmp_path / "reports"
    (reports / "2021").mkdir(parents=True)
    (reports / "b.txt").write_text(f"工作总结\n{REPORT}", encoding="gb18030")
    (reports / "c.html").write_text(f"<nav>1家</nav><p>{REPORT}</p>", encoding="utf-8")
    document = docx.Document()
    document.add_table(rows=1, cols=2).cell(0, 1).text = REPORT
    document.save(str(reports / "2021/a.docx"))
    (reports / "empty.txt").touch()
    (reports / "truncated.docx").write_bytes(b"PK\x03\x04" + bytes(100))
    (reports / "fake.pdf").write_text("不是", encoding="utf-8")
    return reports


@pytest.mark.parametrize("workers", [1, 2])
def test_a_folder_of_documents(folder: Path, workers: int) -> None:
    run = kjreport("facts", folder, "--format", "jsonl", "--workers", workers)
    facts = [json.loads(line) for line in run.stdout.decode().splitlines()]
    assert [(fact["document"], fact["locator"]) for fact in facts[::3]] == [
        (str(folder / "2021/a.docx"), "t1r1c2"),
        (str(folder / "b.txt"), "line 2"),
        (str(folder / "c.html"), "p1"),
    ]
    assert [fact["value"] for fact in facts] == ["37", "131000000", "50.3"] * 3
    complaints = run.stderr.decode().splitlines()
    assert run.returncode == 2
    assert len(complaints) == 3
    for line, name in zip(complaints, ("empty.txt", "fake.pdf", "truncated.docx"), strict=True):
        assert line.startswith(f"kjreport: {folder / name}: is ")


def test_patterns_are_expanded_where_the_shell_has_not(folder: Path) -> None:
    run = kjreport("sentences", folder / "**/*.docx", folder / "b.txt", "--format", "jsonl")
    documents = [json.loads(line)["document"] for line in run.stdout.decode().splitlines()]
    assert run.returncode == 2
    assert list(dict.fromkeys(documents)) == [str(folder / "2021/a.docx"), str(folder / "b.txt")]


def test_a_document_from_standard_input(folder: Path) -> None:
    data = (folder / "2021/a.docx").read_bytes()
    run = kjreport("facts", "-", "--format", "jsonl", "--workers", 2, stdin=data)
    assert {json.loads(line)["locator"] for line in run.stdout.decode().splitlines()} == {"t1r1c2"}


def test_the_suffix_says_the_format(folder: Path, tmp_path: Path) -> None:
    source = folder / "b.txt"
    for suffix in ("csv", "jsonl", "parquet", "xlsx", "txt"):
        run = kjreport("facts", source, "-o", tmp_path / f"out.{suffix}")
        assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["value"] for row in rows] == ["37", "131000000", "50.3"]
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["unit"] for line in lines] == ["家", "元", "%"]
    assert list(map(int, pq.read_table(tmp_path / "out.parquet")["value"].to_pylist())) == [37, 131000000, 50]
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames == ["facts", "sentences", "diagnostics"]
    assert "131,000,000" in (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert not list(tmp_path.glob("*.part"))


def test_sentences_have_formats_too(folder: Path, tmp_path: Path) -> None:
    run = kjreport("sentences", folder / "b.txt", "--format", "csv")
    assert [row["locator"] for row in csv.DictReader(run.stdout.decode().splitlines())] == [
        "line 1",
        "line 2",
    ]
    kjreport("sentences", folder / "b.txt", "-o", tmp_path / "s.parquet")
    assert pq.read_table(tmp_path / "s.parquet")["sentence"].to_pylist() == [0, 1]


def test_csv_may_begin_with_a_mark_for_excel(folder: Path, tmp_path: Path) -> None:
    kjreport("facts", folder / "b.txt", "-o", tmp_path / "a.csv", "--bom")
    assert (tmp_path / "a.csv").read_bytes().startswith("\ufeffdocument,quote".encode())
    assert kjreport("facts", folder / "b.txt", "--format", "csv").stdout.startswith(b"document,")


def test_the_workbook_names_documents_that_could_not_be_read(folder: Path, tmp_path: Path) -> None:
    run = kjreport("facts", folder, "-o", tmp_path / "a.xlsx")
    assert run.returncode == 2
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["diagnostics"]
    failed = {row[0].value for row in sheet.iter_rows(min_row=2) if row[1].value == "KJ401"}
    assert failed == {str(folder / name) for name in ("empty.txt", "fake.pdf", "truncated.docx")}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xlsx"], "xlsx is no text: name a file with -o"),
        (["--format", "parquet"], "parquet is no text: name a file with -o"),
        (["-o", "nowhere/a.csv"], "nowhere/a.csv: cannot be written: No such file or directory"),
        (["-o", "nowhere/a.xlsx"], "nowhere/a.xlsx: cannot be written: No such file or directory"),
        (["-o", "."], ".: cannot be written: Is a directory"),
        (["-o", ""], ": cannot be written: Is a directory"),
        (["-o", "a.json"], "a.json: no format is called json; say --format table|jsonl|csv|parquet|xlsx"),
        (["-o", "a.xls"], "a.xls: no format is called xls; say --format table|jsonl|csv|parquet|xlsx"),
    ],
)
def test_what_cannot_be_written_is_one_line(arguments: list[str], message: str, folder: Path) -> None:
    run = kjreport("facts", folder / "b.txt", *arguments)
    assert run.returncode == 2
    assert run.stderr.decode() == f"kjreport: {message}\n"


def test_a_document_is_not_written_over(folder: Path) -> None:
    before = (folder / "b.txt").read_bytes()
    run = kjreport("facts", folder, "-o", folder / "2021/../b.txt")
    assert run.returncode == 2
    assert b"is one of the documents that are read" in run.stderr
    assert (folder / "b.txt").read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
def test_a_pipe_is_written_to_and_not_replaced(folder: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        assert kjreport("facts", folder / "b.txt", "--format", "jsonl", "-o", pipe).returncode == 0
        said, _ = reader.communicate(timeout=60)
    assert len(said.splitlines()) == 3
    assert pipe.is_fifo()


def test_a_narrow_terminal_has_what_is_said_of_a_value_below_each_other(folder: Path) -> None:
    command = [sys.executable, "-m", "kjreport", "facts", str(folder / "b.txt")]
    run = subprocess.run(command, capture_output=True, env={**os.environ, "COLUMNS": "60"}, check=True)
    lines = run.stdout.decode().splitlines()
    heads = [cell.strip() for cell in next(line for line in lines if "subject" in line).split("┃")[1:-1]]
    assert heads == ["subject", "quote", "value", "about"]
    assert any("131,000,000" in line and "1.31亿元" in line for line in lines)


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_stops_everything(workers: int, tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number}.txt").write_text(REPORT * 40, encoding="utf-8")
    command = [sys.executable, "-m", "kjreport", "facts", str(tmp_path), "--format", "jsonl"]
    process = subprocess.Popen(
        [*command, "--workers", str(workers)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (130, b"kjreport: interrupted\n")
    assert _gone(process.pid)


def _gone(group: int) -> bool:
    """Whether all processes of a group end; the tracker of multiprocessing follows its parent in a moment."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("redirected", [True, False])
def test_progress_is_shown_only_to_people(folder: Path, tmp_path: Path, redirected: bool) -> None:
    terminal, other_end = pty.openpty()
    command = [sys.executable, "-m", "kjreport", "facts", str(folder), "-o", str(tmp_path / "a.csv")]
    stdout = subprocess.DEVNULL if redirected else other_end
    run = subprocess.run(command, stdout=stdout, stderr=other_end, check=False)
    os.close(other_end)
    shown = b""
    while chunk := _read(terminal):
        shown += chunk
    assert run.returncode == 2
    assert b"6/6" in shown
    assert b"fake.pdf" in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so at the end
        return b""
