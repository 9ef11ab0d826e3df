"""Headings: where a marker such as 一、 or (二) or 3. begins a section, also in the middle of a line."""

from __future__ import annotations

import re

from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern
from kjreport.segment.tables import CHINESE_NUMERALS, FORMAL_NUMERALS, ITEM, MARKER, MAX_TITLE, TEN, TITLE_END
from kjreport.span import Span


class Heading(Frozen):
    """A marker and the title behind it.

    ``level`` is 1 for 一、, 2 for (一), 3 for 1. or 1、, and 4 for (1) or ①; each is one more in a text that
    has 壹、 above them.
    """

    level: int
    number: int
    marker: Span
    title: Span


DEEPEST = 4
_MARKER = LazyPattern(MARKER)
_TITLE_END = LazyPattern(TITLE_END)
_ITEM = LazyPattern(ITEM)
_BEFORE_INLINE = LazyPattern(r"[。.;:!?”)]\s*\Z|\s\Z")


def find_headings(text: str) -> list[Heading]:
    """Return the headings of a cleaned text in order.

    At the start of a line any marker counts. Within a line it must go on counting, or begin with one, behind
    the end of a sentence, a space, or another heading. 壹、 counts at the start of a line, from one on.
    """
    found: list[tuple[int, int, Span]] = []
    last = [0] * (DEEPEST + 1)  # number of the last heading of each level in its section
    for match in _MARKER.finditer(text):
        level, number = _read(match)
        if level == 0 and number != last[0] + 1:
            continue
        if begins_line(text, match.start()) or (level and _continues(text, match, level, number, last)):
            found.append((level, number, Span(*match.span())))
            last[level:] = [number] + [0] * (DEEPEST - level)
    ends = [marker.start for _, _, marker in found[1:]] + [len(text)] if found else []
    above = 1 if last[0] else 0
    return [
        Heading(level + above, number, marker, _title(text, marker.end, end))
        for (level, number, marker), end in zip(found, ends, strict=True)
    ]


def _read(match: re.Match[str]) -> tuple[int, int]:
    level = (match.lastindex or 0) - 1  # there is a group for each
    sign = match[0].strip("()、. ")
    if sign.isdecimal():
        return level, int(sign)
    if "①" <= sign[0] <= "⑳":
        return level, ord(sign[0]) - ord("①") + 1
    return level, chinese_ordinal(sign.translate(FORMAL_NUMERALS))


def chinese_ordinal(sign: str) -> int:
    """Return the value of a Chinese numeral up to 99, as markers use it.

    >>> chinese_ordinal("二十三"), chinese_ordinal("十")
    (23, 10)
    """
    tens, ten, ones = sign.rpartition(TEN)
    value = CHINESE_NUMERALS.get(ones, 0)
    return value + 10 * CHINESE_NUMERALS.get(tens, 1) if ten else value


def begins_line(text: str, position: int) -> bool:
    """Whether nothing but spaces stands before a position in its line."""
    while position and text[position - 1] != "\n":
        position -= 1
        if not text[position].isspace():
            return False
    return True


def _continues(text: str, match: re.Match[str], level: int, number: int, last: list[int]) -> bool:
    """Whether a marker within a line is one: it counts on from the last, or opens a list."""
    if number != last[level] + 1 and number != 1:
        return False
    if _BEFORE_INLINE.search(text[max(0, match.start() - 4) : match.start()]):
        return True
    # Glued to the text before it: brackets are plain enough; digits only where a heading has just begun.
    return level == 2 or (level == 3 and number == last[level] + 1 and text[match.start() - 1] not in ",、")


def _title(text: str, start: int, end: int) -> Span:
    """Return the title that begins at ``start``; it ends with its line, its sentence, or before an item."""
    limit = min(end, start + MAX_TITLE)
    stop = _TITLE_END.search(text, start, limit)
    item = _ITEM.search(text, start, stop.start() if stop else limit)
    if item:
        return Span(start, item.start())
    if stop:
        return Span(start, stop.end() if stop[0] in "。;!?." else stop.start())
    return Span(start, end)
