"""A panel as a table, a workbook, a page and a picture."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kjreport.analyzer import default_analyzer
from kjreport.errors import KjreportError
from kjreport.panel import Panel, open_store, panel_page, panel_text, pivot, write_picture, write_sheet

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opener = Callable[..., "Page"]


def kjreport(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kjreport", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=cwd)


def test_the_table_numbers_its_sources(small_panel: Panel) -> None:
    lines = panel_text(small_panel).splitlines()
    assert "≠ 500,000,000 元 [" in "".join(lines)
    assert "≥ 900,000,000 元 target [" in "".join(lines)
    sources = [line for line in lines if line.startswith("[")]
    assert len(sources) == 11
    assert sources[0].startswith("[1] /")
    assert sources[0].endswith("亿元")


def test_the_workbook_has_typed_values_with_their_sources(small_panel: Panel, tmp_path: Path) -> None:
    workbook = pytest.importorskip("openpyxl")
    write_sheet(small_panel, tmp_path / "panel.xlsx")
    book = workbook.load_workbook(tmp_path / "panel.xlsx")
    assert book.sheetnames == ["panel", "values"]
    heads, *rows = book["values"].iter_rows(values_only=True)
    records = [dict(zip(heads, row, strict=True)) for row in rows]
    assert len(records) == 11
    record = next(r for r in records if r["quote"] == "8.2亿元")
    assert (record["region"], record["year"], record["value"]) == ("江东省林海县", 2021, 820000000)
    assert (record["unit"], record["status"], record["disagrees"]) == ("元", "actual", False)
    assert record["documents"].endswith("林海2021.txt")
    assert sum(r["disagrees"] for r in records) == 3
    assert book["panel"].freeze_panes == "B2"
    cells = [cell for row in book["panel"].iter_rows(values_only=True) for cell in row if cell]
    (differing,) = (str(cell) for cell in cells if "≠" in str(cell))
    assert differing.splitlines()[:2] == ["≠ 500,000,000 元", "560,000,000 元"]


def test_the_picture_is_a_png(small_panel: Panel, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="pip install 'kjreport[charts]'")
    write_picture(small_panel, tmp_path / "panel.png", language="en")
    assert (tmp_path / "panel.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.browser
def test_values_lead_to_their_sources_and_back(open_page: Opener, small_panel: Panel) -> None:
    page = open_page(panel_page(small_panel), reduced_motion="reduce")
    value = page.locator(".pivot .fact", has_text="8.2 亿元")
    value.hover()
    card = page.locator("#card").inner_text()
    for known in ("820,000,000 元", "江东省林海县 2021", "林海2021.txt", "全社会研发经费支出8.2亿元"):
        assert known in card
    value.click()
    row = page.evaluate("document.activeElement.closest('tr').innerText")
    assert "林海2021.txt" in row
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.innerText") == "8.2 亿元"


@pytest.mark.browser
def test_disagreeing_sources_stand_side_by_side(open_page: Opener, small_panel: Panel) -> None:
    page = open_page(panel_page(small_panel))
    cell = page.locator(".pivot td.disagrees")
    assert cell.count() == 1
    assert "5 亿元" in cell.inner_text()
    assert "5.6 亿元" in cell.inner_text()
    assert "来源不一致" in cell.inner_text()
    assert page.locator(".lines circle.open").count() == 4
    assert page.locator(".lines path").count() == 1


@pytest.mark.browser
def test_the_table_of_sources_filters(open_page: Opener, small_panel: Panel) -> None:
    page = open_page(panel_page(small_panel))
    page.fill("[name=text]", "南汀县 2022")
    assert page.locator("#table tbody tr:visible").count() == 2
    page.select_option("[name=status]", "target")
    assert page.locator("#none").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_an_audit_finds_no_barrier(open_page: Opener, small_panel: Panel, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(panel_page(small_panel), color_scheme=scheme, viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", ["table", "xlsx", "html", "png"])
def test_the_command_gives_every_format(small_database: Path, tmp_path: Path, name: str) -> None:
    if name == "png":
        pytest.importorskip("matplotlib")
    ask = ["panel", "--db", str(small_database), "--indicator", "rd_expenditure", "--format", name]
    done = kjreport(*ask, "-o", "out", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    begin = {"table": "全社会".encode(), "xlsx": b"PK", "html": b"<!DOCTYPE html>", "png": b"\x89PNG"}[name]
    assert (tmp_path / "out").read_bytes().startswith(begin)
    if name in ("xlsx", "png"):
        assert kjreport(*ask, cwd=tmp_path).returncode == 2


@pytest.mark.parametrize("name", ["out.xlsx", "out.html", "out.png"])
def test_the_suffix_says_the_format(small_database: Path, tmp_path: Path, name: str) -> None:
    ask = ["panel", "--db", str(small_database), "--indicator", "rd_expenditure", "-o"]
    assert kjreport(*ask, name, cwd=tmp_path).returncode == 0
    begin = {"out.xlsx": b"PK", "out.html": b"<!DOCTYPE html>", "out.png": b"\x89PNG"}[name]
    assert (tmp_path / name).read_bytes().startswith(begin)
    done = kjreport(*ask, f"nowhere/{name}", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "cannot be written" in done.stderr


def test_reports_that_were_read_with_other_rules_are_told(
    small_reports: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "r.txt").write_text(next(iter(small_reports.values())), encoding="utf-8")
    assert kjreport("rules", "new", "indicator", "mine.yaml", cwd=tmp_path).returncode == 0
    own = ["--rules", "mine.yaml"]
    done = kjreport("index", "r.txt", "--db", "p.duckdb", *own, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    ask = ["panel", "--db", "p.duckdb", "--indicator"]
    assert "other rules" not in kjreport(*ask, "my_indicator", *own, cwd=tmp_path).stderr
    done = kjreport(*ask, "rd_expenditure", cwd=tmp_path)
    assert done.returncode == 0
    assert "p.duckdb: 1 of its reports were read with other rules or another version" in done.stderr


def test_an_indicator_without_values_has_a_page_and_no_picture(small_database: Path, tmp_path: Path) -> None:
    ask = ["panel", "--db", str(small_database), "--indicator", "science_envoys", "-o", "out", "--format"]
    assert kjreport(*ask, "html", cwd=tmp_path).returncode == 0
    done = kjreport(*ask, "png", cwd=tmp_path)
    assert done.returncode == 2
    assert "nothing to draw" in done.stderr


@pytest.mark.parametrize(
    ("module", "command", "extra"),
    [
        ("duckdb", ["index", "r.txt", "--db", "p.duckdb"], "panel"),
        (
            "matplotlib",
            ["panel", "--db", "{db}", "--indicator", "rd_expenditure", "--format", "png", "-o", "x"],
            "charts",
        ),
        (
            "xlsxwriter",
            ["panel", "--db", "{db}", "--indicator", "rd_expenditure", "--format", "xlsx", "-o", "x"],
            "panel",
        ),
    ],
)
def test_a_missing_extra_is_named(
    small_database: Path, tmp_path: Path, module: str, command: list[str], extra: str
) -> None:
    arguments = [part.format(db=small_database) for part in command]
    program = f"import sys; sys.modules[{module!r}] = None; from kjreport.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 2
    assert done.stderr == f"kjreport: this needs {module}: pip install 'kjreport[{extra}]'\n"


def test_a_panel_by_place_only_has_no_lines(small_database: Path, tmp_path: Path) -> None:
    with open_store(small_database) as store:
        panel = pivot(store, default_analyzer().rules, "rd_expenditure", ["year", "region"])
    assert 'class="lines"' not in panel_page(panel)
    with pytest.raises(KjreportError, match="nothing to draw"):
        write_picture(panel, tmp_path / "x.png")
