"""What the README shows is what happens."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

import kjreport

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
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
    assert (Path(__file__).parents[1] / target).exists()
