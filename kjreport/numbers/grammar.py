"""From tokens to a value: the grammar of one numeral.

    numeral  = digits [point] | section { BIG section }
    section  = coefficient { SMALL coefficient } [point] [MORE | ABOUT]
    point    = POINT digit { digit }
    coefficient = ARABIC | digit | digit digit (三五, 七八) | SOME (几)

Every part is a pair ``(low, high)``, so that ``七八百``, ``几十`` and ``3400多万`` need no rules.
A digit after a multiplier and with no zero between counts the next lower place: ``三万五`` is 35,000.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from fractions import Fraction

from kjreport.errors import NumberError
from kjreport.frozen import Frozen
from kjreport.numbers.model import Bound
from kjreport.numbers.tables import SKIPPING, TENS
from kjreport.numbers.tokens import TEN, ZERO, Token, tokenise

LONGEST = 1000  # characters; a longer "number" is a table row or a key
ONE = Decimal(1)


class Reading(Frozen):
    """What a numeral says: ``low`` to ``high``; ``known`` is false when 来 leaves even that open."""

    low: Decimal
    high: Decimal
    bound: Bound = "exact"
    known: bool = True
    bare: bool = False  # nothing but multipliers: the 千 of 上千
    proportion: bool = False  # a part of a whole: 三成, 百分之五, 2/3
    fraction: Fraction | None = None


def exact_context() -> Context:
    """Return a context in which no numeral of ``LONGEST`` characters is ever rounded."""
    return Context(prec=4 * LONGEST)


def plain(value: Decimal) -> Decimal:
    """Return ``value`` without exponent and without zeros at its end.

    >>> plain(Decimal("1.20E+4")), plain(Decimal("2.50"))
    (Decimal('12000'), Decimal('2.5'))
    """
    whole = value.to_integral_value()
    return whole.quantize(ONE) if whole == value else value.normalize()


def read_numeral(text: str) -> Reading:
    """Read one folded numeral.

    Args:
        text: folded characters (see ``tables.FOLD``) of one numeral, without signs and fractions.

    Returns:
        The reading; ``low == high`` unless the numeral is vague or a range such as 三五.

    Raises:
        NumberError: with the offset of the fault in ``text``.

    >>> read_numeral("一亿二千万").low, read_numeral("七八百").high
    (Decimal('120000000'), Decimal('800'))
    """
    tokens = tokenise(text)
    if not tokens:
        raise NumberError(text, 0, "nothing to read")
    with localcontext(exact_context()):
        if _spelt(tokens):
            return _read_spelt(text, tokens)
        return _Sum(text).read(tokens)


def _spelt(tokens: list[Token]) -> bool:
    """Whether the whole part is a string of Han digits, such as 二〇二一 or 三零."""
    whole = 0
    while whole < len(tokens) and tokens[whole].kind in ("digit", "zero"):
        whole += 1
    kinds = [token.kind for token in tokens[:whole]]
    long_enough = whole >= 3 or (whole == 2 and "zero" in kinds)
    return long_enough and (whole == len(tokens) or tokens[whole].kind == "point")


def _read_spelt(text: str, tokens: list[Token]) -> Reading:
    value, position = ZERO, 0
    while position < len(tokens) and tokens[position].kind != "point":
        value = value * TEN + tokens[position].value
        position += 1
    if position < len(tokens):
        decimals, position = _decimals(text, tokens, position)
        value += decimals
    if position < len(tokens):
        raise NumberError(text, tokens[position].start, "nothing may follow a string of digits")
    return Reading(value, value)


def _decimals(text: str, tokens: list[Token], position: int) -> tuple[Decimal, int]:
    """Read the point at ``position`` and the digits after it."""
    value, place = ZERO, ONE
    start, position = position, position + 1
    while position < len(tokens) and tokens[position].kind in ("digit", "zero"):
        place /= TEN
        value += tokens[position].value * place
        position += 1
    if position == start + 1:
        end = tokens[start].start + 1
        raise NumberError(
            text, end if position < len(tokens) else tokens[start].start, "no digit after the point"
        )
    return value, position


def _last_place(digits: str) -> Decimal:
    """Return the place of the last digit that says something: 100 for ``3400``, 0.1 for ``1.2``."""
    digits = digits.replace(",", "").replace(" ", "")
    if "." in digits:
        return ONE.scaleb(-len(digits.partition(".")[2]))
    stripped = digits.rstrip("0")
    return ONE.scaleb(len(digits) - len(stripped)) if stripped else ONE


class _Sum:
    """The sum while it is being read; lives for one numeral."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[tuple[Decimal, Decimal, Decimal]] = []  # finished sections: low, high, scale
        self.low = self.high = ZERO  # the section being read
        self.limit: Decimal | None = None  # its last small multiplier
        self.pending: tuple[Decimal, Decimal] | None = None  # a coefficient that waits for its multiplier
        self.pending_token: Token | None = None
        self.multiplier: Token | None = None  # the last multiplier of all
        self.place = ONE  # what "more" may add less than
        self.zero = self.said = self.closed = self.bare = False
        self.known = True
        self.bound: Bound = "exact"

    def fault(self, token: Token, reason: str) -> NumberError:
        return NumberError(self.text, token.start, reason)

    def read(self, tokens: list[Token]) -> Reading:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if self.closed and token.kind != "big":
                raise self.fault(token, f"{token.text!r} cannot follow here")
            position = self.step(tokens, position)
        self.settle(last=True)
        low = sum((part[0] for part in self.parts), self.low)
        high = sum((part[1] for part in self.parts), self.high)
        bare = self.bare and all(token.kind in ("small", "big") for token in tokens)
        value = plain(low)
        return Reading(value, value if high == low else plain(high), self.bound, self.known, bare)

    def step(self, tokens: list[Token], position: int) -> int:
        """Take in the token at ``position`` and return the position of the next one."""
        token = tokens[position]
        if token.kind == "digit":
            return self.digits(tokens, position)
        if token.kind == "point":
            self.settle(last=False)
            decimals, position = _decimals(self.text, tokens, position)
            self.low, self.high = self.low + decimals, self.high + decimals
            self.said = self.closed = True
            return position
        if token.kind == "arabic":
            self.hold(token, token.value, token.value)
            self.place = _last_place(token.text)
        elif token.kind == "zero":
            self.nought(token, position + 1 == len(tokens))
        elif token.kind == "small":
            self.small(token)
        elif token.kind == "big":
            self.big(token)
        else:
            self.vague(token, tokens[position + 1 :])
        return position + 1

    def hold(self, token: Token, low: Decimal, high: Decimal) -> None:
        if self.pending is not None:
            raise self.fault(token, "two numbers side by side")
        self.pending, self.pending_token, self.said = (low, high), token, True

    def digits(self, tokens: list[Token], position: int) -> int:
        first = tokens[position]
        second = tokens[position + 1] if position + 1 < len(tokens) else None
        self.place = ONE
        beside = second is not None and second.kind == "digit" and second.start == first.start + 1
        if second is None or not beside or second.text in TENS:
            self.hold(first, first.value, first.value)
            return position + 1
        if second.value - first.value != 1 and (first.text, second.text) != SKIPPING:
            raise self.fault(second, "a digit where a multiplier is needed")
        self.hold(first, first.value, second.value)
        self.bound = "range"
        return position + 2

    def nought(self, token: Token, last: bool) -> None:
        if self.pending is not None:
            raise self.fault(token, "a zero where a multiplier is needed")
        if last and self.said:
            raise self.fault(token, "a zero with nothing after it")
        self.zero = self.said = True

    def small(self, token: Token) -> None:
        if self.limit is not None and token.value >= self.limit:
            raise self.fault(token, f"{token.text!r} after a multiplier that is not larger")
        if self.pending is None:
            if token.value != 10 and (self.limit is not None or self.parts):
                raise self.fault(token, "a multiplier without a number")
            self.bare = self.bare or token.value != 10
            self.pending = (ONE, ONE)
        self.low += self.pending[0] * token.value
        self.high += self.pending[1] * token.value
        self.limit, self.multiplier, self.place = token.value, token, token.value
        self.pending, self.zero, self.said = None, False, True

    def big(self, token: Token) -> None:
        self.settle(last=False)
        low, high, scale = self.low, self.high, token.value
        while self.parts and self.parts[-1][2] < scale:
            part = self.parts.pop()
            low, high = low + part[0], high + part[1]
        if self.parts and self.parts[-1][2] == scale:
            raise self.fault(token, f"{token.text!r} twice")
        if not high:
            if self.said or self.parts:
                raise self.fault(token, "a multiplier without a number")
            low = high = ONE
            self.bare = self.said = True
        self.parts.append((low * scale, high * scale, scale))
        self.place = (self.place if self.closed else min(self.place, ONE)) * scale
        self.low = self.high = ZERO
        self.limit, self.multiplier, self.zero, self.closed = None, token, False, False

    def vague(self, token: Token, rest: list[Token]) -> None:
        """Take in 几, 数, 多, 余 or 来."""
        counts = token.kind == "some" and (not self.said or (rest and rest[0].kind == "small"))
        if counts:
            self.hold(token, ONE, TEN)
            self.bound = "approx"
            return
        if not self.said or (token.kind == "some" and self.pending is not None):
            raise self.fault(token, f"{token.text!r} cannot follow here")
        place = self.place
        if token.kind == "some" and self.multiplier is not None:
            place = self.multiplier.value
        self.settle(last=True)
        self.high += place
        self.closed = True
        self.bound, self.known = ("approx", False) if token.kind == "about" else ("over", self.known)

    def settle(self, last: bool) -> None:
        """Add the coefficient that no multiplier followed."""
        if self.pending is None or self.pending_token is None:
            return
        low, high = self.pending
        token, before = self.pending_token, self.multiplier
        if last and before is not None:
            short = len(token.text) == 1 and token.value != 0
            if short and not self.zero:
                low, high = low * before.value / TEN, high * before.value / TEN
                self.place = before.value / TEN
            elif high >= before.value:
                raise self.fault(token, f"too large to follow {before.text!r}")
        elif not last and self.limit is not None and high >= self.limit:
            raise self.fault(token, "too large here")
        self.low, self.high, self.pending = self.low + low, self.high + high, None
