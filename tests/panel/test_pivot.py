"""What a panel says of its values: where they stand, and where they disagree."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kjreport.analyzer import default_analyzer
from kjreport.errors import KjreportError
from kjreport.panel import KEYS, Cell, Panel, Value, index, open_store, pivot
from kjreport.panel.series import comparisons, series, unit_of

LINHAI, NANTING = ("江东省林海县",), ("南汀县",)


def said(cell: Cell) -> list[tuple[str, str | None, Decimal | None, int]]:
    return [(value.status, value.period, value.value, len(value.sources)) for value in cell.values]


def test_rows_and_columns_are_in_order_and_what_is_unknown_is_last(small_panel: Panel) -> None:
    assert small_panel.rows == (NANTING, LINHAI, (None,))
    assert small_panel.columns == (2020, 2021, 2022, None)


def test_a_plan_counts_in_the_year_it_is_for(small_panel: Panel) -> None:
    assert said(small_panel.cells[LINHAI, 2022]) == [
        ("actual", "2022", Decimal(936000000), 2),
        ("target", "2022", Decimal(900000000), 1),
    ]


def test_growth_is_not_the_statistic_itself(small_database: Path, small_panel: Panel) -> None:
    assert {value.unit for cell in small_panel.cells.values() for value in cell.values} == {"元"}
    with open_store(small_database) as store:
        growth = pivot(store, default_analyzer().rules, "rd_expenditure", roles=["change"])
    assert said(growth.cells[LINHAI, 2022]) == [("actual", "2022", Decimal("14.1"), 1)]


def test_values_keep_their_sources(small_panel: Panel, small_reports: dict[str, str]) -> None:
    for cell in small_panel.cells.values():
        for value in cell.values:
            for source in value.sources:
                (document,) = source.documents
                text = small_reports[Path(document).stem]
                assert text[source.start : source.end] == source.quote
                assert source.quote in source.sentence


def test_sources_disagree_where_no_number_is_what_both_can_mean(small_panel: Panel) -> None:
    disagreeing = {at for at, cell in small_panel.cells.items() if cell.disagrees}
    assert disagreeing == {(NANTING, 2021)}  # 5 and 5.6; not 6多 and 6.2, nor a half-year and a year


def test_what_is_masked_stands_there_without_a_value(small_panel: Panel) -> None:
    (value,) = small_panel.cells[(None,), None].values
    assert (value.masked, value.value, value.unit) == (True, None, "元")


def test_a_part_is_no_value_beside_its_whole(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="pip install 'kjreport[panel]'")
    report = tmp_path / "report.txt"
    report.write_text(
        "南汀县科技局2021年工作总结\n全县高新技术企业45家,其中民营高新技术企业12家。", encoding="utf-8"
    )
    (whole, part) = default_analyzer().analyze(report.read_text(encoding="utf-8")).facts
    assert (part.parent, part.indicator) == (0, whole.indicator)
    index([report], tmp_path / "panel.duckdb", default_analyzer())
    with open_store(tmp_path / "panel.duckdb") as store:
        panel = pivot(store, default_analyzer().rules, "high_tech_enterprises", ["region"])
    assert [value.value for cell in panel.cells.values() for value in cell.values] == [45]


@pytest.mark.parametrize("key", KEYS)
def test_every_key_can_group(small_database: Path, key: str) -> None:
    with open_store(small_database) as store:
        one = pivot(store, default_analyzer().rules, "rd_expenditure", [key])
        two = pivot(store, default_analyzer().rules, "rd_expenditure", ["region", key])
    values = [sum(len(v.sources) for c in panel.cells.values() for v in c.values) for panel in (one, two)]
    assert values == [11, 11]


def test_only_a_status(small_database: Path) -> None:
    with open_store(small_database) as store:
        targets = pivot(store, default_analyzer().rules, "rd_expenditure", status="target")
    assert list(targets.cells) == [(LINHAI, 2022)]


@pytest.mark.parametrize(
    ("indicator", "by", "status", "role", "message"),
    [
        ("rd_expendture", ["year"], None, "level", "did you mean 'rd_expenditure'"),
        ("无", ["year"], None, "level", "'kjreport rules list --kind indicators' shows all"),
        ("rd_expenditure", ["yaer"], None, "level", "did you mean 'year'"),
        ("rd_expenditure", [""], None, "level", "there are region, province"),
        ("rd_expenditure", ["year"], "aktual", "level", "did you mean 'actual'"),
        ("rd_expenditure", ["year"], None, "growth", "there are level, change, share, rank"),
    ],
)
def test_unknown_names_are_told(
    small_database: Path, indicator: str, by: list[str], status: str | None, role: str, message: str
) -> None:
    with open_store(small_database) as store, pytest.raises(KjreportError, match=message):
        pivot(store, default_analyzer().rules, indicator, by, status=status, roles=[role])


def test_an_indicator_has_a_name_too(small_database: Path, small_panel: Panel) -> None:
    with open_store(small_database) as store:
        assert pivot(store, default_analyzer().rules, small_panel.indicator.name) == small_panel


def test_a_series_has_whole_years_only_and_is_certain_of_one_number(small_panel: Panel) -> None:
    found = {
        one.name: [(p.year, p.certain, len(p.values)) for p in one.points] for one in series(small_panel)
    }
    assert found == {
        "江东省林海县": [(2020, True, 1), (2021, True, 1), (2022, True, 1)],
        "南汀县": [(2021, False, 2), (2022, False, 2)],
    }
    assert unit_of(small_panel) == "元"


def test_targets_are_compared_with_the_same_year(small_panel: Panel) -> None:
    def numbers(values: tuple[Value, ...]) -> list[Decimal | None]:
        return [value.value for value in values]

    (row,) = comparisons(small_panel)
    assert (row.name, row.year) == ("江东省林海县", 2022)
    assert (numbers(row.targets), numbers(row.actual)) == ([Decimal(900000000)], [Decimal(936000000)])
