"""Grammar tables of how Chinese reports are laid out: list markers and sentence ends."""

from __future__ import annotations

CHINESE_NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)}
_CN = "[一二三四五六七八九十]{1,3}"

# One named group for each level of headings.
MARKER = (
    rf"(?P<level1>(?<![\w(第]){_CN}、)"
    rf"|(?P<level2>(?<![第条款])\({_CN}\)[、.]?)"
    r"|(?P<level3>(?<![\d\-—~～(A-Za-z%])(?<!\d\.)\d{1,2}[.、](?![\d\s]*[.\d、]))"
    r"|(?P<level4>\(\d{1,2}\)(?=[^\d\s,.)年月])|[①-⑳])"
)
# 一是 … and 其一 … begin an item of a list in running text.
ITEM = rf"(?<![\w一二三四五六七八九十]){_CN}(?:是(?!否)|要(?!素|求))|(?<=[^\w])[①-⑳]"

MAX_TITLE = 60
# The end of a title: a line end, a sentence end, a wide space, or a space that no comma precedes.
TITLE_END = (
    r"\n|[。;!?]|(?<=[\u4e00-\u9fff”)》])\.(?!\d)|\s{2}|(?<=[\u4e00-\u9fff”)])\s(?=[\u4e00-\u9fff(\d])"
)

CLOSERS = "”’》)」』\"'"
# A question mark before a letter is what is left of a character that a scraper could not read.
SENTENCE_END = rf"(?:[。;!…]|\?(?![A-Za-z\u00c0-\u01dc]))+[{CLOSERS}]*|\n"
# An ASCII full stop ends a sentence behind a character, a percent sign or a closing sign …
FULL_STOP = (
    r"(?<=[\u4e00-\u9fff%‰”’》)])\.(?![\d\w.])"
    r"|(?<=[\u4e00-\u9fff%‰”’》)])\.(?=[\u4e00-\u9fff]|[xX*]|\d{1,2}[.、]\D)"
)
# … and, in a text that has no other full stops, also before a letter or digit, or behind a digit.
LOOSE_FULL_STOP = r"(?<=[\u4e00-\u9fff%‰”’》)])\.|(?<=\d)\.(?=[\u4e00-\u9fff(“])"
HAN_FULL_STOP = r"[\u4e00-\u9fff]\.[\u4e00-\u9fff]"

TITLE_YEAR = r"(?<!\d)((?:19|20)\d\d)\s*(?:年度?|(?=上半年|下半年|半年))"
HALF_YEAR = r"[上下]?半年"
SECOND_HALF = "下"
TEN = "十"
# How a sentence begins that leads a passage: 一是 …, 第一, 1. … or (一) …
LEAD = rf"(?:{_CN}是|第[一二三四五六七八九十],|\d{{1,2}}[.、]|\({_CN}\))"
