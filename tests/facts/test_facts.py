"""Tables of sentences with the facts in them: every number, and of each the fields that the row names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kjreport.analyzer import default_analyzer
from kjreport.model import Report, fact_dict
from kjreport.text_loader import load

DATA = Path(__file__).parents[1] / "data" / "facts"


def rows() -> list[Any]:
    found = []
    for path in sorted(DATA.glob("*.yaml")):
        table: list[dict[str, Any]] = load(path.read_text(encoding="utf-8"))
        for row in table:
            marks = [pytest.mark.xfail(reason=row["xfail"], strict=True)] if "xfail" in row else []
            found.append(pytest.param(row, id=f"{path.stem}-{row['text'][-24:]}", marks=marks))
    return found


def analyze(row: dict[str, Any]) -> Report:
    return default_analyzer().analyze(
        "\n".join(row[part] for part in ("title", "heading", "text") if part in row)
    )


@pytest.mark.parametrize("row", rows())
def test_facts(row: dict[str, Any]) -> None:
    report = analyze(row)
    wanted = [
        {key: value if value is None else str(value) for key, value in fact.items()} for fact in row["facts"]
    ]
    found = [fact_dict(fact) for fact in report.facts]
    assert [fact["quote"] for fact in found] == [want["quote"] for want in wanted]
    for want, fact in zip(wanted, found, strict=True):
        got = {key: fact[key] if fact[key] is None else str(fact[key]) for key in want}
        assert got == want
    assert [item.code for item in report.diagnostics] == row.get("diagnostics", [])


def test_tables_are_large() -> None:
    assert len(rows()) >= 120
