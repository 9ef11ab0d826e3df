"""Places and levels of bureaus, as titles and heads of reports write them."""

from __future__ import annotations

import pytest

from kjreport.analyzer import default_analyzer
from kjreport.panel.places import Level, Place, PlaceFinder

FINDER = PlaceFinder.of(default_analyzer().rules)


def place(text: str) -> Place:
    return FINDER.find(default_analyzer().analyze(text))


@pytest.mark.parametrize(
    ("text", "region", "level"),
    [
        ("江东省青山市林海县科技局2021年工作总结", "江东省青山市林海县", "county"),
        ("2023年林海县科技局工作总结", "林海县", "county"),
        ("上海市科委2021年工作总结", "上海市", "province"),
        ("北京市海淀区科学技术和经济信息化局2022年总结", "北京市海淀区", "county"),
        ("关于青山市科技局工作的报告", "青山市", "city"),
        ("金华市义乌市科技局2020年总结", "金华市义乌市", "county"),
        ("延边州科技局2020年总结", "延边州", "city"),
        ("内蒙古自治区科技厅2021年工作总结", "内蒙古自治区", "province"),
        ("青海省海西州格尔木市科技局总结", "青海省海西州格尔木市", "county"),
        ("全州县科技局2021年总结", "全州县", "county"),
        ("和政县教育和科技局2021年总结", "和政县", "county"),
        ("青山市科技局半年工作總結", "青山市", "city"),
        ("2021年工作总结\n今年以来,林海县科技局围绕中心工作,成效明显。", "林海县", "county"),
        ("市科技局上半年工作总结", None, "city"),
        ("区科技局年度工作总结", None, "county"),
        ("省科技厅工作总结", None, "province"),
        ("我市科技局2021年工作总结", None, "city"),
        ("科技局2020年工作总结", None, None),
        ("林海县财政局2020年工作总结", None, None),
        ("梅埠地区二〇〇八年科技工作总结\n地区科学技术局", "梅埠地区", "city"),
        ("江东省梅埠地区行署科学技术委员会总结\n地区科技局全年工作", None, "city"),
        ("澜江市“十三五”科技创新工作总结", "澜江市", "city"),
        ("江东省青山市2024年科技统计公报", "江东省青山市", "city"),
        ("青山市林海县科技特派员工作总结", "青山市林海县", "county"),
        ("澜江市十四五科技规划与林海县科技局的工作", "林海县", "county"),
        ("全市2024年科技工作总结", None, None),
        ("开发区2024年科技工作总结", None, None),
        ("高新区科技工作要点", None, None),
        ("一年来在市委市政府领导下县科技局的工作", None, None),
    ],
)
def test_places(text: str, region: str | None, level: Level | None) -> None:
    found = place(text)
    assert (found.region, found.level) == (region, level)


def test_parts_of_a_place() -> None:
    assert place("江东省青山市林海县科技局2021年工作总结") == Place("江东省", "青山市", "林海县", "county")


def test_two_places_are_none() -> None:
    assert place("江城市科技局与林海县科技局会商纪要").region is None
    assert place("工作总结\n林海县科技局与南汀县科技局合作。") == Place(level="county")
