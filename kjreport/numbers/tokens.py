"""From folded characters to tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from kjreport.errors import NumberError
from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern
from kjreport.numbers import tables

Kind = Literal["arabic", "digit", "zero", "small", "big", "point", "some", "more", "about"]

ARABIC = r"\d{1,3}(?:, ?\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"


class Token(Frozen):
    """One word of a numeral: ``value`` is what an Arabic numeral, a digit or a multiplier stands for."""

    kind: Kind
    text: str
    value: Decimal
    start: int


def _words() -> dict[str, tuple[Kind, Decimal]]:
    values: tuple[tuple[Kind, Mapping[str, int]], ...] = (
        ("digit", tables.DIGITS),
        ("small", tables.SMALL),
        ("big", tables.BIG),
        ("zero", dict.fromkeys(tables.ZEROS, 0)),
        ("point", dict.fromkeys(tables.POINT, 0)),
        ("some", dict.fromkeys(tables.SOME, 0)),
        ("more", dict.fromkeys(tables.MORE, 0)),
        ("about", dict.fromkeys(tables.ABOUT, 0)),
    )
    return {word: (kind, Decimal(value)) for kind, words in values for word, value in words.items()}


_WORDS = _words()
_ARABIC = LazyPattern(ARABIC, re.ASCII)
ZERO, TEN = Decimal(0), Decimal(10)


def tokenise(text: str) -> list[Token]:
    """Split a folded numeral into tokens; spaces between tokens are dropped.

    Args:
        text: folded text (see ``tables.FOLD``) that holds one numeral and nothing else.

    Returns:
        The tokens in order; 廿, 卅 and 卌 become a digit and a ten.

    Raises:
        NumberError: at the first character that no numeral holds.

    >>> [(token.kind, str(token.value)) for token in tokenise("1.2万")]
    [('arabic', '1.2'), ('big', '10000')]
    """
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        char = text[position]
        word = _WORDS.get(char)
        if word is not None:
            tokens.append(Token(word[0], char, word[1], position))
            position += 1
        elif char in tables.TENS:
            tokens.append(Token("digit", char, Decimal(tables.TENS[char]), position))
            tokens.append(Token("small", char, TEN, position))
            position += 1
        elif char == " ":
            position += 1
        elif arabic := _ARABIC.match(text, position):
            digits = arabic.group()
            tokens.append(
                Token("arabic", digits, Decimal(digits.replace(",", "").replace(" ", "")), position)
            )
            position = arabic.end()
        else:
            raise NumberError(text, position, f"{char!r} is no part of a number")
    return tokens
