"""Tables of what scrapers leave in a text."""

from __future__ import annotations

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
