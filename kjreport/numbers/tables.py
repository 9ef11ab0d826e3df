"""The characters numbers are written with: digits, multipliers, and the variants that stand for them.

``FOLD`` maps every variant to one canonical character of the same length, so that offsets never move. The
financial numerals follow the forms banks require (壹贰叁…, 《支付结算办法》 annex 1) with their traditional
and older variants.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

DIGITS = MappingProxyType(
    {
        "零": 0,
        "〇": 0,
        "一": 1,
        "二": 2,
        "三": 3,
        "四": 4,
        "五": 5,
        "六": 6,
        "七": 7,
        "八": 8,
        "九": 9,
        "两": 2,
    }
)
TENS = MappingProxyType({"廿": 2, "卅": 3, "卌": 4})
SMALL = MappingProxyType({"十": 10, "百": 100, "千": 1000})
BIG = MappingProxyType({"万": 10**4, "亿": 10**8, "兆": 10**12, "京": 10**16})
PLACES = MappingProxyType(
    {"百万": 6, "千万": 7, "万亿": 12, "百": 2, "千": 3, "万": 4, "亿": 8, "": 0}
)  # the multipliers that most amounts have, by the places they move the point
SIMPLE_TIMES = ("万亿", "万", "亿")
LETTERS = MappingProxyType({"k": 10**3, "K": 10**3, "w": 10**4, "W": 10**4, "M": 10**6})
HALVES = MappingProxyType({"半": Decimal("0.5"), "一半": Decimal("0.5"), "半数": Decimal("0.5")})

SKIPPING = ("三", "五")  # 三五家: three to five
ZEROS = "零〇"
SOME = "几数"  # an unknown digit: 几十, 数百, 十几
MORE = "多余"  # more, by less than one unit of the last place said: 30多, 百余
ABOUT = "来"  # about: 二十来
HALF = "半"
POINT = "点"
OVER_LINE = "分之"  # 三分之二: the denominator comes first
AND = "又"  # 三又二分之一
ACHIEVED = "成"  # tenths: 三成五
TENTH_DIGITS = "一二三四五六七八九半"
OFF = "折"  # 八折: what is left after a discount
MINUS = "-负"
PLUS = "+"
YUAN, WHOLE, JIAO, FEN = "元圆块", "整正", "角毛", "分"

SIGN_LEFT = "长長幅速率比为為达達到是降值和与與及"  # after these a dash is a minus sign (增长-2.45%)
OPENING = " \n\t\u00a0\u3000(（[:：,，、;；。“\"'|"  # a dash after these is a minus sign, too
PRODUCT_SIGNS = "×xX*"
DOTS = "·•"  # 6·18
ASCII_NAME = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
NO_MINUS_LEFT = "担擔肩背抱自胜欺"  # 担负, 肩负 …: no 负 of a negative number
ABOUT_CONTINUES = "自到源临年宾"  # 来自, 来源 …: no 来 of 二十来
HALF_PATTERN = r"一半|半数|半數|(?<=[过過])半(?![年月天个個小程路导導途圆])"
FINANCIAL_OTHERS = "零万萬亿億兆京"
RANGE_CHARACTERS = "－−—–―~～〜至到"
RANGE_SIGNS = ("--", "——", "-", "—", "–", "―", "~", "〜", "至", "到")


_VARIANTS = {
    "〇": "○",
    "一": "壹弌",
    "二": "贰貳弍",
    "三": "叁參叄弎",
    "四": "肆",
    "五": "伍",
    "六": "陆陸",
    "七": "柒",
    "八": "捌",
    "九": "玖",
    "两": "兩俩倆",
    "十": "拾",
    "百": "佰",
    "千": "仟",
    "万": "萬",
    "亿": "億",
    "几": "幾",
    "数": "數",
    "余": "餘",
    "来": "來",
    "点": "點",
    "负": "負",
    "圆": "圓",
    "块": "塊",
    ".": "．",
    ",": "，",
    "-": "－−",
    "+": "＋",
    "~": "～",
    "/": "／",
    "%": "％",
    " ": "\u00a0\u3000\t",
}
FINANCIAL_FORMS = "壹弌贰貳弍叁參叄弎肆伍陆陸柒捌玖"
FINANCIAL_TENS = "拾佰仟"

FOLD = str.maketrans(
    {variant: plain for plain, variants in _VARIANTS.items() for variant in variants}
    | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | {chr(0xFF21 + offset): chr(0x41 + offset) for offset in range(26)}
    | {chr(0xFF41 + offset): chr(0x61 + offset) for offset in range(26)}
)


def spellings(characters: str) -> str:
    """Return the canonical ``characters`` together with all their variants, for use in a regex class.

    >>> spellings("万余")
    '万萬余餘'
    """
    return "".join(plain + "".join(_VARIANTS.get(plain, "")) for plain in characters)


SPOKEN_DIGITS = "零一二三四五六七八九"
SPOKEN = "京亿万"  # 10^12 is said 万亿 on the mainland and 兆 in Taiwan
MIXED = (("万亿", 12), ("亿", 8), ("万", 4))
_FINANCIAL_STYLE = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_TRADITIONAL_STYLE = str.maketrans("万亿点负", "萬億點負")
_TRADITIONAL_FINANCIAL = str.maketrans("一二三四五六七八九十百千万亿点负", "壹貳參肆伍陸柒捌玖拾佰仟萬億點負")
STYLES = MappingProxyType(
    {
        "chinese-traditional": _TRADITIONAL_STYLE,
        "financial": _FINANCIAL_STYLE,
        "financial-traditional": _TRADITIONAL_FINANCIAL,
    }
)
