"""Where a numeral may stand: two patterns, one fast and one exact; the grammar decides whether it is one."""

from __future__ import annotations

import re

from kjreport.lazy import LazyPattern
from kjreport.numbers import tables
from kjreport.numbers.lexicon import Lexicon

_D = "[0-9０-９]"
_FINANCIAL = tables.FINANCIAL_FORMS + tables.FINANCIAL_TENS
_DIGITS, _TIMES = (
    "".join(char for char in tables.spellings("".join(words)) if char not in _FINANCIAL)
    for words in ((*tables.DIGITS, *tables.TENS), (*tables.SMALL, *tables.BIG))
)
_SOME = tables.spellings(tables.SOME)
_MORE = tables.spellings(tables.MORE)
_HAN = rf"[{_DIGITS}{_TIMES}]"
_ARABIC = rf"(?:{_D}{{1,3}}(?:[,，][ ]?{_D}{{3}}(?!{_D}))+(?:[.．]{_D}+)?|{_D}+(?:[.．]{_D}+)*|[.．]{_D}+)"


def one_of(characters: frozenset[str]) -> str:
    """Return the pattern of one of some characters; of none of them it matches nothing."""
    return f"[{re.escape(''.join(sorted(characters)))}]" if characters else r"[^\s\S]"


def coarse_numeral(lexicon: Lexicon) -> tuple[str, str]:
    """Return the pattern of what any numeral begins with: its first character, and what carries that on.

    The first is one class, which a scan passes over fastest.
    """
    masks = re.escape(lexicon.masks + lexicon.repeated_masks)
    start = rf"0-9０-９{_DIGITS}{_TIMES}{_FINANCIAL}{tables.HALF}{masks}"
    inside = rf"[{start}{_MORE}{_SOME}]*"
    return rf"[{start}]", rf"{inside}(?:(?:[.．,，](?=[0-9０-９{masks}])|[,，][ ](?={_D})){inside})*"


def run_pattern(lexicon: Lexicon) -> LazyPattern:
    """Compile the pattern of whole numerals.

    What it takes too much of (一一百, 1.2.3), the grammar refuses.
    """
    masked = masked_numeral(lexicon)
    start = rf"(?:{_ARABIC}|{_HAN}|[{_SOME}](?=[{_TIMES}]))"
    ten, cash = tables.FINANCIAL_TENS[0], _FINANCIAL + tables.FINANCIAL_OTHERS
    forms = tables.FINANCIAL_FORMS
    more = rf"(?:[{cash}]|[{tables.spellings(tables.POINT)}](?=[{forms}{tables.ZEROS}]))*"
    financial = rf"[{forms}](?=[{cash}{tables.spellings(tables.POINT)}]){more}|{ten}(?=[{forms}]){more}"
    return LazyPattern(rf"(?:{masked}|{tables.HALF_PATTERN}|{start}{_continued(lexicon)}*|{financial})")


def _continued(lexicon: Lexicon) -> str:
    """Return the pattern of what may follow the first part of a numeral."""
    space = "[ \u00a0\u3000]"
    tenth, discount = ("".join(lexicon.words(name)) for name in ("tenths_continue", "discount_continue"))
    followers = "|".join(map(re.escape, lexicon.words("letter_multiplier_followers")))
    parts = (
        _ARABIC,
        rf"[{_DIGITS}{_TIMES}{_MORE}{tables.spellings(tables.SOME[0])}]",
        rf"(?:-{{1,2}}|—{{1,2}}|[{tables.RANGE_CHARACTERS}])(?={_D}|{_HAN})",
        rf"[{tables.spellings(tables.POINT)}](?:(?=[{_DIGITS}])|[{tables.FINANCIAL_FORMS}][{_FINANCIAL}{tables.ZEROS}]*)",
        rf"{tables.OVER_LINE}(?={_D}|{_HAN})",
        rf"{tables.AND}(?={_HAN}+{tables.OVER_LINE})",
        rf"[{tables.spellings(tables.ABOUT)}](?![{tables.ABOUT_CONTINUES}0-9０-９])",
        rf"/(?={_D})",
        rf"{space}(?={_D}+(?:[.．]{_D}+)?{space}?[{_TIMES}])",
        rf"(?<={_D}){space}(?=[{_TIMES}])",
        rf"{tables.ACHIEVED}(?![{tenth}])[{tables.TENTH_DIGITS}]?[{_MORE}]?",
        rf"{tables.OFF}(?![{discount}])",
        rf"[{''.join(tables.LETTERS)}](?=$|[^\w]|{followers})",
    )
    return "(?:" + "|".join(parts) + ")"


def plain_pattern(lexicon: Lexicon) -> LazyPattern:
    """Compile the pattern of numerals that end where it does, unless what ``continuing`` returns follows."""
    either = lexicon.masks + lexicon.repeated_masks  # 〇 may be a digit or a mask
    han, times = (
        "".join(char for char in words if char not in either) for words in (_DIGITS + _TIMES, _TIMES)
    )
    return LazyPattern(
        rf"{_D}+(?:[.．]{_D}+)?[{han}{_MORE}]*|[{han}]+|[{re.escape(lexicon.masks)}]+[{times}]*"
    )


def simple_pattern(lexicon: Lexicon) -> LazyPattern:
    """Compile the pattern of the plain numerals that say at once what they mean: 45, 1.2亿, 30多, 三, xx."""
    either, times = lexicon.masks + lexicon.repeated_masks, "|".join(tables.SIMPLE_TIMES)
    digits = "".join(char for char in tables.DIGITS if char not in either)
    masks = re.escape("".join(char for char in lexicon.masks if char not in tables.spellings(tables.ZEROS)))
    figures = rf"[0-9]+(?:\.[0-9]+)?|[1-9][0-9]*[{tables.MORE}]|[{masks}]+(?:\.[{masks}]+)?"
    return LazyPattern(rf"(?:{figures})(?:{times})?|[{digits}]")


def continuing(lexicon: Lexicon) -> frozenset[str]:
    """Return the characters with which anything begins that carries a plain numeral on or masks it."""
    figures = "0123456789０１２３４５６７８９,，.．/ \u00a0\u3000"
    numerals = _DIGITS + _TIMES + _FINANCIAL + _MORE + _SOME + tables.HALF
    signs = "".join((*tables.RANGE_SIGNS, tables.RANGE_CHARACTERS, *tables.LETTERS))
    words = tables.OVER_LINE[0] + tables.AND + tables.ACHIEVED + tables.OFF
    words += tables.spellings(tables.POINT + tables.ABOUT) + lexicon.masks + lexicon.repeated_masks
    return frozenset(figures + numerals + signs + words)


def masked_numeral(lexicon: Lexicon) -> str:
    """Return the pattern of a numeral whose digits are masked: ``xx``, ``x.x亿``, ``**余万``."""
    mask, repeated = re.escape(lexicon.masks), re.escape(lexicon.repeated_masks)
    one = rf"[{mask}]"
    if repeated:
        one = rf"(?:{one}|[{repeated}](?=[{repeated}])|(?<=[{repeated}])[{repeated}])"
    piece = rf"(?:{one}|{_D})"
    core = rf"(?:{_D}*{one}{piece}*(?:[.．,]{piece}+)*|{_D}+[.．]{one}{piece}*)"
    times = rf"[{_MORE}]?[{_TIMES}]*[{_MORE}]?"
    return rf"{core}(?:[{tables.RANGE_CHARACTERS}-]{{1,2}}{core})?{times}"
