"""One pattern that finds where a numeral may stand; the grammar decides whether it is one."""

from __future__ import annotations

import re

from kjreport.numbers import tables
from kjreport.numbers.lexicon import Lexicon

_D = "[0-9０-９]"
_HAN = tables.spellings("".join((*tables.DIGITS, *tables.TENS)).replace("两", "两"))
_PLAIN = "".join(char for char in _HAN if char not in tables.FINANCIAL_FORMS)
_TIMES = "".join(
    char
    for char in tables.spellings("".join((*tables.SMALL, *tables.BIG)))
    if char not in tables.FINANCIAL_TENS
)
_MONEY = tables.FINANCIAL_FORMS + tables.FINANCIAL_TENS + "零万萬亿億"


def run_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Compile the pattern of numeral runs.

    The first character decides the branch, so that a scan skips over ordinary text at the speed of one
    character class. What the pattern takes too much of (一一百, 1.2.3), the grammar refuses.
    """
    mask = re.escape(lexicon.masks).replace("/", r"\/")
    masked = _masked(mask, re.escape(lexicon.repeated_masks))
    some = tables.spellings(tables.SOME)
    more = tables.spellings(tables.MORE)
    arabic = rf"(?:{_D}{{1,3}}(?:[,，][ ]?{_D}{{3}}(?!{_D}))+(?:[.．]{_D}+)?|{_D}+(?:[.．]{_D}+)*|[.．]{_D}+)"
    tail = rf"(?:{arabic}|[{_PLAIN}{_TIMES}{some}])"
    signs = rf"(?:-{{1,2}}|—{{1,2}}|[-－−–―~～〜至到])(?={_D}|[{_PLAIN}]|[{_TIMES}])"
    times = re.escape("".join(lexicon.lists.get("tenths_continue", ())))
    discount = re.escape("".join(lexicon.lists.get("discount_continue", ())))
    followers = "|".join(map(re.escape, lexicon.lists.get("letter_multiplier_followers", ())))
    more_of_it = (
        rf"(?:{arabic}|[{_PLAIN}{_TIMES}{more}幾几]|{signs}|[点點](?=[{_PLAIN}])|分之(?={tail})|又(?=[{_PLAIN}{_TIMES}]+分之)"
        rf"|[来來](?![自到源临年宾0-9０-９])|/(?={_D})|[ \u00a0\u3000](?={_D}+(?:[.．]{_D}+)?[ \u00a0\u3000]?[十百千万萬亿億])"
        rf"|(?<={_D})[ \u00a0\u3000](?=[百千万萬亿億])"
        rf"|成(?![{times}])[一二三四五六七八九半]?[多余]?|折(?![{discount}])|[kKwWM](?=$|[^\w]|{followers}))"
    )
    start = rf"(?:{arabic}|[{_PLAIN}{_TIMES}]|[{some}](?=[{_TIMES}]))"
    money = (
        rf"[{tables.FINANCIAL_FORMS}](?=[{_MONEY}])[{_MONEY}]*|拾(?=[{tables.FINANCIAL_FORMS}])[{_MONEY}]*"
    )
    half = r"一半|半数|半數|(?<=[过過])半(?![年月天个個小程路导導途圆])"
    return re.compile(rf"(?:{masked}|{half}|{start}{more_of_it}*|{money})")


def _masked(mask: str, repeated: str) -> str:
    one = rf"(?:[{mask}]|[{repeated}](?=[{repeated}])|(?<=[{repeated}])[{repeated}])"
    piece = rf"(?:{one}|{_D})"
    core = rf"(?:{_D}*{one}{piece}*(?:[.．,]{piece}+)*|{_D}+[.．]{one}{piece}*)"
    return rf"{core}(?:[-—~～至到]{{1,2}}{core})?[余餘多]?[十百千万萬亿億]*[余餘多]?"
