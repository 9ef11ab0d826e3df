"""Tables of what scrapers leave in a text."""

from __future__ import annotations

from typing import NamedTuple

INVISIBLE = "\u200b\u200c\u200d\ufeff\u00ad\u2060\x00\x08\x7f"
# Any tone-marked syllables: cleaning looks at the shape of a note and not at what the character sounds like.
NOTES = (
    "(bào)",
    "(xiàng)",
    "(mén)",
    "(huì )",
    "(wàn)",
    "(jì shù)",
    "(kējì)",
    "（yán fā）",
    "（lǜ）",
    "(wú’ài)",
)
EMPTY = ("()", "（）", "( )", "“”", "《》", "[]", "【】", "(())", "（“”）")
PAGE_MARKS = ("第 2 页", "第3页 共12页", "- 4 -", "—5—", "6/12", "Page 7 of 9")
HEADS = (
    "上传人:小雨** 上传时间:2024-09-11 格式:DOCX 页数:10 大小:17KB 金币:10",
    "ID:61299780",
    "资源描述:",
    "索引号:113310240/2024-1298 | 公开方式:主动公开",
    "发布日期:2024-08-05",
    "浏览次数:4062次",
    "导语:本文来源于网友上传,不代表本站观点",
    "预览加载中,请您耐心等待几秒...",
    "10 金币",
)
TAILS = (
    "热门标签\n科技论文 科技文化",
    "温馨提示:\n1. 下载前请仔细阅读文档内容。",
    "当前文档最多预览五页,下载文档查看全文",
    "打印本页",
)


class QuantityShape(NamedTuple):
    """How a number with a unit is written, and its bound."""

    pattern: str
    bound: str


QUANTITY_SHAPES = (
    QuantityShape("{}{}", "exact"),
    QuantityShape("{} {}", "exact"),
    QuantityShape("约{}{}", "approx"),
    QuantityShape("{}{}左右", "approx"),
    QuantityShape("超过{}{}", "over"),
    QuantityShape("近{}{}", "under"),
    QuantityShape("不少于{}{}", "at_least"),
    QuantityShape("{}{}以上", "at_least"),
    QuantityShape("不超过{}{}", "at_most"),
    QuantityShape("{}{}以内", "at_most"),
    QuantityShape("{}-{}{}", "range"),
    QuantityShape("{}至{}{}", "range"),
    QuantityShape("{}~{}{}", "range"),
)
PLAIN_UNITS = frozenset({"元", "%", "百分点", "家", "件", "人次", "亩", "平方米", "千克", "千瓦时"})

# With {year}, {first} and {last}; the code in the same.
PERIOD_SHAPES = (
    ("{year}年", "{year}"),
    ("{year}年上半年", "{year}-01..{year}-06"),
    ("{year}年下半年", "{year}-07..{year}-12"),
    ("{year}年一季度", "{year}-01..{year}-03"),
    ("{year}年前三季度", "{year}-01..{year}-09"),
    ("{year}年{first}月", "{year}-{first:02}..{year}-{first:02}"),
    ("{year}年{first}-{last}月", "{year}-{first:02}..{year}-{last:02}"),
    ("{year}年{first}月至{last}月", "{year}-{first:02}..{year}-{last:02}"),
    ("截至{year}年{first}月底", "..{year}-{first:02}"),
    ("{year}年底", "..{year}-12"),
)


class SentenceShape(NamedTuple):
    """A sentence with one number, and its reading."""

    pattern: str
    quote: str
    unit: str
    subject: str
    role: str
    factor: int = 1
    whole: bool = False


TITLE = "清江市科技局{year}年工作总结"
RESULTS_HEADING = "一、主要工作情况"
PLAN_HEADING = "二、{year}年工作计划"
LEADS = {"actual": "{year}年,", "target": "{year}年力争,"}
SENTENCE_SHAPES = (
    SentenceShape("研发投入达到{}亿元。", "{}亿元", "元", "研发投入", "level", 10**8),
    SentenceShape("技术合同成交额达到{}万元。", "{}万元", "元", "技术合同成交额", "level", 10**4),
    SentenceShape("高新技术企业总数达到{}家。", "{}家", "家", "高新技术企业总数", "level", whole=True),
    SentenceShape("新增科技型中小企业{}家。", "{}家", "家", "科技型中小企业", "change", whole=True),
    SentenceShape("高新技术产业增加值增长{}%。", "{}%", "%", "高新技术产业增加值", "change"),
    SentenceShape("科技特派员达到{}名。", "{}名", "名", "科技特派员", "level", whole=True),
    SentenceShape("专利授权量达到{}件。", "{}件", "件", "专利授权量", "level", whole=True),
    SentenceShape("研发活动覆盖面达到{}%。", "{}%", "%", "研发活动覆盖面", "share"),
    SentenceShape("孵化面积达到{}万平方米。", "{}万平方米", "平方米", "孵化面积", "level", 10**4),
)

MULTIPLIERS = (("万", 4), ("亿", 8))  # and their powers of ten

# Simplified to traditional, for the characters of numbers and units that have one form each.
TRADITIONAL = str.maketrans("万亿点负几数余来约过个项亩", "萬億點負幾數餘來約過個項畝")
WIDE = {code: code + 0xFEE0 for code in map(ord, "0123456789.-+%")}

# Counters of one thing, between which careful readers differ.
COUNTERS = (
    frozenset({"家", "个"}),
    frozenset({"人", "名", "位"}),
    frozenset({"项", "个"}),
    frozenset({"件", "项"}),
    frozenset({"元", "人民币"}),
)
