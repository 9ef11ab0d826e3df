"""A small panel: two places, three years, sources that agree, disagree, and give half a year."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kjreport.analyzer import default_analyzer
from kjreport.panel import Panel, index, open_store, pivot

REPORTS = Path(__file__).parents[1] / "data/panel/reports.yaml"


@pytest.fixture(scope="session")
def small_reports() -> dict[str, str]:
    reports: dict[str, str] = yaml.safe_load(REPORTS.read_text(encoding="utf-8"))
    return reports


@pytest.fixture(scope="session")
def small_database(small_reports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("duckdb", reason="pip install 'kjreport[panel]'")
    folder = tmp_path_factory.mktemp("reports")
    for name, text in small_reports.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    database = folder / "panel.duckdb"
    index(sorted(folder.glob("*.txt")), database, default_analyzer())
    return database


@pytest.fixture(scope="session")
def small_panel(small_database: Path) -> Panel:
    with open_store(small_database) as store:
        return pivot(store, default_analyzer().rules, "rd_expenditure")
