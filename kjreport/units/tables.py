"""Characters of the grammar of quantities."""

from __future__ import annotations

from types import MappingProxyType

ARABIC = frozenset("0123456789０１２３４５６７８９")
SPACES = frozenset(" \u00a0\u3000\t")
ALL_SPACES = "".join(sorted(SPACES))
PLUS = frozenset("+＋")  # 100+家
PREFIXES = "百千兆两兩"  # begin 千克 and 兆瓦 and are 两, end 三千
CONTINUING = frozenset("-－−—–―~～〜至到成折分点點又/半数數来來kKwWM")  # after the first part of a numeral
CONNECTORS = frozenset("和与與及、")  # between numbers that share a unit
LIST_MARK = "、"
ORDINAL = "第"
PER = frozenset("/／每")
SCALES = frozenset("百千万萬")
RANGE_SIGNS = frozenset({"-", "--", "—", "——", "–", "―", "~", "～", "〜", "至", "到", "－", "−"})
# 一 before a counter is the article "a"; 二 before one is an ordinal (二期): the cardinal is 两.
INDEFINITE = MappingProxyType(
    {"count": frozenset("一二"), "time": frozenset("一二"), "mass": frozenset("一"), "money": frozenset("一")}
)
ONE = "一"
RANK_UNIT = "名次"
PERCENT = "%"
DOUBLINGS = "番"
PUNCTUATION = frozenset(",.;:!?()[]|，。；：！？、）（】【”“\"'》\n\r \u3000\u00a0\t")
CLOSING = PUNCTUATION | CONNECTORS | {""}  # what ends the clause or the member of a list that a count ends
MAGNITUDES = frozenset("万萬亿億")
MULTIPLIERS = frozenset("十百千万萬亿億")
PARTS = frozenset("成折分半数數/")  # 三成, 八折, 三分之二, 一半, 1/3
OVER_LINE = "分之"
NAME_PATTERN = r"“[^”\n。]{1,24}”|「[^」\n。]{1,24}」|‘[^’\n。]{1,24}’|\"[^\"\n。]{1,24}\"|《[^》\n]{1,80}》"
HALVES = frozenset("半数數")  # end 一半, 过半 and 半数, which need no unit
CLAUSE_ENDS = frozenset(",，、")
FIGURES = ARABIC | frozenset("%％‰元家项个件人名")  # ends of a number with or without its unit
WIDE = MappingProxyType({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
WIDE_SIGNS = MappingProxyType({code: wide for code, wide in WIDE.items() if not chr(code).isalpha()})
JOINING = frozenset("+＋/／:：^")  # 1+3, 14.6:34.6
