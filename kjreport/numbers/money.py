"""Amounts as they stand on cheques: 壹万贰仟叁佰元肆角伍分, 伍佰元整."""

from __future__ import annotations

import re
from decimal import localcontext

from kjreport.errors import NumberError
from kjreport.lazy import LazyPattern
from kjreport.numbers import tables
from kjreport.numbers.grammar import Reading, exact_context, plain, read_numeral
from kjreport.numbers.tokens import TEN, ZERO

_AMOUNT = LazyPattern(
    rf"(?:(?P<yuan>[^{tables.YUAN}{tables.JIAO}{tables.FEN}]+)[{tables.YUAN}])"
    rf"(?:{tables.ZEROS[0]}?(?P<jiao>.)[{tables.JIAO}])?(?:{tables.ZEROS[0]}?(?P<fen>.)[{tables.FEN}])?[{tables.WHOLE}]?"
)


def read_money(text: str) -> Reading | None:
    """Read a folded amount in yuan, jiao and fen, or return ``None`` if the text is no such amount.

    Raises:
        NumberError: with the offset of the fault in ``text``.

    >>> read_money("一百二十三元四角五分").low, read_money("五百元整").low, read_money("五百")
    (Decimal('123.45'), Decimal('500'), None)
    """
    amount = _AMOUNT.fullmatch(text)
    if amount is None:
        return None
    total, place = ZERO, TEN * TEN
    with localcontext(exact_context()):
        for name in ("yuan", "jiao", "fen"):
            if amount[name] is not None:
                reading = _part(text, amount, name)
                total += reading.low * place / 100
            place /= TEN
        value = plain(total)
    return Reading(value, value)


def _part(text: str, amount: re.Match[str], name: str) -> Reading:
    try:
        reading = read_numeral(amount[name])
    except NumberError as error:
        raise NumberError(text, amount.start(name) + error.position, error.reason) from None
    if reading.bare or reading.bound != "exact":
        raise NumberError(text, amount.start(name), "not an exact amount")
    return reading
