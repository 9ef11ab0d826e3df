"""Web pages: what is shown as text, line by line; tables as rows."""

from __future__ import annotations

import pytest

import kjreport
from kjreport.readers import read_bytes

# What a page holds, and the lines that are read of it.
PAGES = {
    "paragraphs and what is in them": (
        "<p>新增<b>3</b><span>7家</span>，\n  增长</p><p>完</p>",
        ["新增37家， 增长", "完"],
    ),
    "line breaks": ("<p>甲<br>乙</p>", ["甲", "乙"]),
    "text without a paragraph": (
        "甲<div>乙<span>丙</span><p>丁</p>戊</div>己",
        ["甲", "乙丙", "丁", "戊", "己"],
    ),
    "entities": ("<p>研发&amp;投入&nbsp;1&lt;2</p>", ["研发&投入\xa01<2"]),
    "no programs and styles": (
        "<script>var n='<p>5家</p>'</script><style>p{}</style><p>甲</p><noscript>乙</noscript>",
        ["甲"],
    ),
    "no navigation": (
        "<header>站点名</header><nav>首页</nav><div role=navigation>栏目</div><p>甲</p><aside>推荐</aside>"
        "<form>搜索</form><footer>版权</footer>",
        ["甲"],
    ),
    "the main part alone": (
        "<div>站点名</div><main><header><h1>题</h1></header><p>甲</p></main><div>相关</div>",
        ["题", "甲"],
    ),
    "the one article alone": ("<p>站点名</p><article><p>甲</p></article>", ["甲"]),
    "several articles": ("<article>甲</article><article>乙</article>", ["甲", "乙"]),
    "lists": ("<ol><li>一是</li><li>二是</li></ol>", ["一是", "二是"]),
    "pinyin above characters": ("<p><ruby>报<rp>(</rp><rt>bào</rt><rp>)</rp></ruby>告</p>", ["报告"]),
    "preformatted": ("<pre>甲\n  乙</pre>", ["甲", "乙"]),
    "comments and hidden parts": ("<!-- 5家 --><p hidden>6家</p><p>甲</p>", ["甲"]),
    "rows": (
        "<table><tr><th>指标<th>数值</tr><tr><td>企业 数</td><td><p>209</p><p>家</p></td></tr></table>",
        ["指标 | 数值", "企业 数 | 209 家"],
    ),
    "an empty cell": ("<table><tr><td>甲</td><td></td><td>丙</td></tr></table>", ["甲 |  | 丙"]),
    "a table for layout": (
        "<table><tr><td>栏<td><table><tr><td>甲<td>乙</table><p>丙</p></td></tr></table>",
        ["栏", "甲 | 乙", "丙"],
    ),
    "a frame of one cell": ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"]),
    "nothing": ("", []),
    "no end": ("<p>甲<b>乙", ["甲乙"]),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_is_shown_is_read(name: str) -> None:
    page, lines = PAGES[name]
    assert read_bytes(f"<html><head><title>题</title></head><body>{page}".encode(), "a.html").text.split(
        "\n"
    ) == [
        *lines,
        "",
    ]


def test_places_of_paragraphs_and_cells() -> None:
    table = "<table><tr><td colspan=2>合计<td>209家</tr><tr><td>甲<td>乙<td>5家</tr></table>"
    source = read_bytes(f"<p>概况</p>{table}<p>新增37家</p>".encode(), "a.htm")
    report = kjreport.analyze(source)
    assert {fact.quote: fact.locator for fact in report.facts} == {
        "209家": "t1r1c3",
        "5家": "t1r2c3",
        "37家": "p2",
    }
    assert report.document == "a.htm"
    assert report.sentences[0].locator == "p1"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_pages_of_any_encoding(encoding: str) -> None:
    page = '<meta charset="gb2312"><p>研发投入持续增长，新增高新技术企业三十七家。</p>'
    assert (
        read_bytes(page.encode(encoding), "a.html").text == "研发投入持续增长，新增高新技术企业三十七家。\n"
    )


def test_deep_nesting_costs_no_stack() -> None:
    page = "<div>" * 20_000 + "深"
    assert read_bytes(page.encode(), "a.html").text == "深\n"
