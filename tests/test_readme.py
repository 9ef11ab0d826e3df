"""What the README and the quick start show is what happens."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

import kjreport

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROGRAM, EXPRESSIONS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def test_the_program_prints_what_its_comments_say() -> None:
    expected = [line[2:] for line in PROGRAM.splitlines() if line.startswith("# ")]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(PROGRAM, "README.md", "exec"), {})
    assert expected
    assert printed.getvalue().splitlines()[: len(expected)] == expected


@pytest.mark.parametrize("line", EXPRESSIONS.splitlines())
def test_expressions_have_the_value_of_their_comment(line: str) -> None:
    expression, _, expected = line.partition("  # ")
    assert repr(eval(expression, {"kjreport": kjreport})) == expected.strip()


@pytest.mark.parametrize("target", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_the_program_of_the_quick_start_prints_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs/快速上手.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    (tmp_path / "报告.txt").write_bytes("2021年,新增高企37家。".encode("gb18030"))
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "快速上手.md", "exec"), {})
    assert capsys.readouterr().out == "37家 37 家 高企 change actual 2021\n"
