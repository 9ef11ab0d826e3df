"""Characters of the grammar of quantities."""

from __future__ import annotations

from types import MappingProxyType

ARABIC = frozenset("0123456789０１２３４５６７８９")
SKIPPED = frozenset(" \u00a0\u3000\t+＋")  # between a number and its unit
PREFIXES = "百千兆"  # begin 千克 and 兆瓦, end 三千
ORDINAL = "第"
PER = frozenset("/／每")
SCALES = frozenset("百千万萬")
RANGE_SIGNS = frozenset({"-", "--", "—", "——", "–", "~", "～", "至", "到", "－"})
# 一 before a counter is the article "a"; 二 before one is an ordinal (二期): the cardinal is 两.
INDEFINITE = MappingProxyType(
    {"count": frozenset("一二"), "time": frozenset("一二"), "mass": frozenset("一")}
)
RANK_UNIT = "名次"
PERCENT = "%"
PUNCTUATION = frozenset(",.;:!?()[]，。；：！？、）（】【”“\"'》\n\r \u3000\u00a0\t")
MAGNITUDES = frozenset("万萬亿億")
MULTIPLIERS = frozenset("十百千万萬亿億")
PARTS = frozenset("半数數成折多余餘一二三四五六七八九")  # ends of 一半, 半数, 三成, 三成五, 三成多
OVER_LINE = "分之"
