"""The commands as a user runs them: output for programs on stdout, one line for what went wrong on stderr."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = "2021年,全市新增高新技术企业37家,研发投入达到1.31亿元,同比增长50.3%。"
REPORTS = Path(__file__).parents[1] / "data/reports"


def kjreport(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "COLUMNS": "200", "PYTHONIOENCODING": "ascii"}
    return subprocess.run(
        [sys.executable, "-m", "kjreport", *arguments],
        input=stdin,
        capture_output=True,
        env=environment,
        check=False,
    )


def complaint(run: subprocess.CompletedProcess[bytes]) -> str:
    """Return the one line on stderr of a run that failed as it should."""
    message = run.stderr.decode()
    assert run.returncode == 2
    assert "Traceback" not in message
    assert message.count("\n") == 1
    return message


def test_facts_as_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(REPORT, encoding="utf-8")
    run = kjreport("facts", str(file), "--format", "jsonl")
    facts = [json.loads(line) for line in run.stdout.decode().splitlines()]
    assert run.returncode == 0
    assert run.stderr == b""
    assert [(f["quote"], f["value"], f["unit"], f["role"]) for f in facts] == [
        ("37家", "37", "家", "change"),
        ("1.31亿元", "131000000", "元", "level"),
        ("50.3%", "50.3", "%", "change"),
    ]
    assert all(REPORT[f["start"] : f["end"]] == f["quote"] for f in facts)
    assert {f["document"] for f in facts} == {str(file)}


def test_facts_as_csv_from_standard_input() -> None:
    run = kjreport("facts", "-", "--format", "csv", stdin=REPORT.encode("gb18030"))
    rows = list(csv.DictReader(io.StringIO(run.stdout.decode())))
    assert [(row["quote"], row["value"], row["period"], row["masked"]) for row in rows] == [
        ("37家", "37", "2021", "false"),
        ("1.31亿元", "131000000", "2021", "false"),
        ("50.3%", "50.3", "2021", "false"),
    ]


def test_tables_are_for_people() -> None:
    run = kjreport("facts", "-", stdin=REPORT.encode())
    table = run.stdout.decode()
    assert "131,000,000" in table
    assert "研发投入" in table
    run = kjreport("sentences", "-", "--format", "table", stdin=REPORT.encode())
    assert "enterprise_cultivation" in run.stdout.decode()


def test_sentences_as_json_lines() -> None:
    run = kjreport("sentences", "-", "--format", "jsonl", stdin=REPORT.encode())
    (sentence,) = (json.loads(line) for line in run.stdout.decode().splitlines())
    assert sentence["quote"] == REPORT
    assert "enterprise_cultivation" in sentence["labels"]
    assert {"label", "rule", "text", "start", "end"} == set(sentence["evidence"][0])


@pytest.mark.parametrize("command", ["facts", "sentences"])
@pytest.mark.parametrize(
    "text",
    ["", " \n\t ", "。", "三", "37", "123456789" * 100, "研\0发\0投入增长,新增企业三十七家。", "(" * 50],
)
def test_texts_with_nothing_to_find_are_fine(command: str, text: str) -> None:
    for output in ("jsonl", "table"):
        run = kjreport(command, "-", "--format", output, stdin=text.encode())
        assert (run.returncode, run.stderr) == (0, b"")


def test_an_empty_csv_still_has_its_header() -> None:
    assert (
        kjreport("facts", "-", "--format", "csv").stdout.decode().startswith("document,quote,start,end,value")
    )


def test_a_missing_file_names_itself() -> None:
    assert "nowhere.txt: no such file" in complaint(kjreport("facts", "nowhere.txt"))


def test_no_name_is_not_the_folder_one_is_in() -> None:
    assert "the name of a document is empty" in complaint(kjreport("facts", ""))


def test_what_a_command_cannot_write_is_one_line(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert "missing/a.yaml: No such file" in complaint(kjreport("rules", "new", "label", f"{missing}/a.yaml"))
    missing.touch()
    assert "missing" in complaint(kjreport("rules", "schema", "--write", str(missing)))


def test_a_folder_without_documents_says_so(tmp_path: Path) -> None:
    assert "no documents (.docx .htm .html .md .pdf .txt) in this folder" in complaint(
        kjreport("facts", str(tmp_path))
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04" + b"\0" * 40, "a zip container such as .docx"),
        (bytes(range(256)) * 4, "binary file"),
        ("研发投入持续增长,企业数量增加。".encode()[:-1], "at offset 43 cannot be decoded as UTF-8"),
        (b"\xff\xff\xff\x80\xff", "cannot be decoded"),
    ],
)
def test_what_is_no_text_is_one_line(data: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_bytes(data)
    assert message in complaint(kjreport("sentences", str(file)))


def test_one_bad_document_does_not_stop_the_others(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(REPORT, encoding="utf-8")
    run = kjreport("facts", "nowhere.txt", str(good), "--format", "jsonl")
    assert "nowhere.txt" in complaint(run)
    assert len(run.stdout.splitlines()) == 3


def test_wrong_usage_is_explained() -> None:
    run = kjreport("facts", "-", "--format", "xml")
    assert run.returncode == 2
    assert b"jsonl" in run.stderr
    assert b"Traceback" not in run.stderr


def test_the_reader_may_stop_early(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text((REPORT + "\n") * 3000, encoding="utf-8")
    command = f"{sys.executable} -m kjreport facts {file} --format jsonl | head -n 1"
    run = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False)
    assert b"Traceback" not in run.stderr
    assert b"Exception" not in run.stderr
    assert len(run.stdout.splitlines()) == 1


def test_the_version() -> None:
    assert kjreport("--version").stdout.startswith(b"kjreport ")


def test_every_sample_report_has_facts() -> None:
    files = sorted(map(str, REPORTS.glob("*.txt")))
    run = kjreport("facts", *files, "--format", "jsonl")
    assert run.returncode == 0
    assert {json.loads(line)["document"] for line in run.stdout.decode().splitlines()} == set(files)


def test_rules_of_ones_own_are_used(tmp_path: Path) -> None:
    rules = tmp_path / "mine.yaml"
    unit = "{id: mine, name: mine, symbol: 兜, dimension: count, aliases: [兜], factor: '1', "
    examples = "examples: {match: [3兜], no_match: [兜底]}}"
    rules.write_text(f"kind: units\nunits:\n  - {unit}{examples}\n", encoding="utf-8")
    text = "推广良种37兜。".encode()
    with_rules = kjreport("facts", "-", "--rules", str(rules), "--format", "jsonl", stdin=text)
    without = kjreport("facts", "-", "--format", "jsonl", stdin=text)
    assert [json.loads(line)["unit"] for line in with_rules.stdout.decode().splitlines()] == ["兜"]
    assert without.stdout == b""
    wrong = kjreport("facts", "-", "--rules", str(tmp_path / "absent.yaml"), stdin=b"")
    assert wrong.returncode == 1
    assert "absent.yaml" in wrong.stderr.decode()
