"""The page about testing shows a test that runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs/testing.md").read_text(encoding="utf-8")
UNITS = """kind: units
units:
  - id: mu_forest
    name: forest land
    symbol: 林亩
    dimension: area
    aliases: [林亩]
    factor: "1"
    examples: {match: [3林亩], no_match: [3林场]}
"""


def test_the_test_on_the_page_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "my_units.yaml").write_text(UNITS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(compile(program, "docs/testing.md", "exec"), names)
    test = names["test_my_units_are_read"]
    assert callable(test)
    test()
