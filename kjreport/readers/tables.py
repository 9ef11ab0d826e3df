"""How word processors write the numbers of lists: ST_NumberFormat of ISO/IEC 29500-1, 17.18.59."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kjreport.numbers import render_number

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def _roman(value: int) -> str:
    text = ""
    for size, sign in _ROMAN:
        count, value = divmod(value, size)
        text += sign * count
    return text


def _letters(value: int) -> str:
    """A, B … Z, AA, BB …: the letter is repeated, as word processors do."""
    turns, index = divmod(value - 1, 26)
    return chr(ord("A") + index) * (turns + 1)


def _digits(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _from(first: str, count: int) -> Callable[[int], str]:
    """Return the writer of signs that follow each other in Unicode; decimal digits beyond the last."""
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= count else str(value)


def _circled(value: int) -> str:
    if 21 <= value <= 35:
        return chr(ord("㉑") + value - 21)
    return chr(ord("㊱") + value - 36) if 36 <= value <= 50 else _from("①", 20)(value)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)]


def _chinese(value: int) -> str:
    return render_number(value, "chinese")


FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "bullet": lambda _: "",
        "none": lambda _: "",
        "decimal": str,
        "decimalZero": lambda value: f"{value:02}",
        "decimalFullWidth": lambda value: str(value).translate({48 + n: 0xFF10 + n for n in range(10)}),
        "decimalFullWidth2": lambda value: str(value).translate({48 + n: 0xFF10 + n for n in range(10)}),
        "decimalEnclosedCircle": _circled,
        "decimalEnclosedCircleChinese": _circled,
        "decimalEnclosedParen": _from("⑴", 20),
        "decimalEnclosedFullstop": _from("⒈", 20),
        "numberInDash": lambda value: f"-{value}-",
        "upperLetter": _letters,
        "lowerLetter": lambda value: _letters(value).lower(),
        "upperRoman": _roman,
        "lowerRoman": lambda value: _roman(value).lower(),
        "chineseCounting": _chinese,
        "chineseCountingThousand": _chinese,
        "taiwaneseCounting": _chinese,
        "taiwaneseCountingThousand": _chinese,
        "japaneseCounting": _chinese,
        "ideographDigital": _digits,
        "taiwaneseDigital": _digits,
        "japaneseDigitalTenThousand": _digits,
        "chineseLegalSimplified": lambda value: render_number(value, "financial"),
        "ideographLegalTraditional": lambda value: render_number(value, "financial-traditional"),
        "ideographEnclosedCircle": _from("㊀", 10),
        "ideographTraditional": _cycle(_STEMS),
        "ideographZodiac": _cycle(_BRANCHES),
    }
)
# Behind these a heading begins at once; behind others, such as `1.`, a space keeps the number apart.
CLOSED = ("、", ")", "）", "．", "。", " ", "　")


def ordinal(value: int, style: str) -> str:
    """Write the number of a list item in a format; in decimal digits when the format is unknown.

    >>> [ordinal(12, style) for style in ("chineseCounting", "decimalEnclosedCircle", "upperRoman", "x")]
    ['十二', '⑫', 'XII', '12']
    """
    return FORMATS.get(style, str)(value) if value > 0 else str(value)
