"""Plain text and Markdown."""

from __future__ import annotations

import pytest

from kjreport.readers import read_bytes

MARKDOWN = """# 清江市科技局2021年工作总结

## 一、主要工作

新增企业**37**家，*同比*增长[12%](a.html)。
第二行

    缩进的一段
- 要点一<br>换行
- 要点二

3. 序号
4. 又一项
   续行

| 指标 | 数值 |
| --- | --- |
| 企业 | **209**家 |

```
研发投入1亿元
```
"""


def test_text_is_left_as_it_is() -> None:
    text = "概况\r\n 新增37家\n\r完\f"
    source = read_bytes(text.encode("gb18030"), "a.txt")
    assert source.text == text
    assert [place.start for place in source.places] == [0, 4, 11, 12]
    assert source.locator(5) == "line 2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_of_any_encoding(encoding: str) -> None:
    text = "全市科技局工作總結：新增高新技術企業三十七家，研發投入持續增長。" * 4
    assert read_bytes(text.encode(encoding), "a.txt").text == text


def test_markdown_loses_its_marks_and_keeps_its_numbers() -> None:
    source = read_bytes(MARKDOWN.encode(), "a.md")
    assert source.text.splitlines() == [
        "清江市科技局2021年工作总结",
        "一、主要工作",
        "新增企业37家，同比增长12%。",
        "第二行",
        "缩进的一段",
        "要点一",
        "换行",
        "要点二",
        "3. 序号",
        "4. 又一项",
        "续行",
        "指标 | 数值",
        "企业 | 209家",
        "研发投入1亿元",
    ]
    assert source.locator(source.text.index("第二行")) == "line 6"
    assert source.locator(source.text.index("209")) == "t1r2c2"


def test_a_file_without_a_telling_name_is_read_by_its_beginning() -> None:
    page = "<!DOCTYPE html><p>新增<b>37</b>家".encode()
    assert read_bytes(page, "standard input").text == "新增37家\n"
    assert read_bytes("研发投入".encode(), "README").text == "研发投入"
