"""Printed pages to text: what repeats on every page goes, and lines that a width broke are joined.

Lengths are in points. Paragraphs are told by where their lines end and begin: a line that has no room for
what the next one begins with goes on in it, unless that is indented.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from statistics import median
from typing import NamedTuple

from kjreport.text import Place, SourceText
from kjreport.text.tables import HAN, NEVER_FIRST, OPENING

EDGE = 3  # running heads stand in the first or last so many lines of a page
TOLERANCE = 3  # by which their heights differ from page to page
INDENT = 1.2  # ems by which the first line of a paragraph is set in, at least
NARROWEST = 12  # ems of a column; shorter lines are a list and not broken
GAP = 1.7  # usual distances between lines that make an empty one
_OPENING = re.escape(OPENING + "（")
_CLOSING = re.escape(NEVER_FIRST + "），；：！？")
COMPLETE = "。！？!?"  # behind these it does not matter whether a line goes on

_NUMBER = re.compile(r"\d+")
# What a line break does not cut: a word or number, or one character, with the signs that cling to it.
_WORD = re.compile(rf"[{_OPENING}]*(?:[^\s{HAN}{_OPENING}{_CLOSING}]+|.)[{_CLOSING}]*")
# Typesetting leaves a gap between Han and Latin characters, which is no space.
_AUTOSPACE = re.compile(rf"(?<=[{HAN}]) (?=[0-9A-Za-z%])|(?<=[0-9A-Za-z%]) (?=[{HAN}])")


class PrintedLine(NamedTuple):
    """A line of a page, from ``left`` to ``right``, at ``height`` above the foot of the page."""

    text: str
    left: float
    right: float
    height: float
    size: float


Pages = Sequence[Sequence[PrintedLine]]


def without_running_heads(pages: Pages) -> list[list[PrintedLine]]:
    """Return the lines of each page without those that are printed on many at the same height.

    They have the same text, or one that counts the pages.

    >>> head = PrintedLine("清江市科技局", 80, 160, 800, 12)
    >>> first = [head, PrintedLine("甲", 72, 84, 700, 12), PrintedLine("- 7 -", 280, 300, 30, 12)]
    >>> second = [head, PrintedLine("乙", 72, 84, 700, 12), PrintedLine("- 8 -", 280, 300, 30, 12)]
    >>> [[line.text for line in page] for page in without_running_heads([first, second])]
    [['甲'], ['乙']]
    """
    edges = [
        {line for position, line in enumerate(page) if position < EDGE or position >= len(page) - EDGE}
        for page in pages
    ]
    seen = Counter(
        key
        for index, edge in enumerate(edges)
        for key in {key for line in edge for key in _keys(line, index)}
    )
    needed = max(2, (len(pages) + 2) // 3)

    def running(line: PrintedLine, index: int) -> bool:
        return line in edges[index] and any(_count(seen, key) >= needed for key in _keys(line, index))

    return [[line for line in page if not running(line, index)] for index, page in enumerate(pages)]


Key = tuple[str, int]


def _keys(line: PrintedLine, index: int) -> set[Key]:
    """Return what a line has in common with that of another page: its text, or the text that counts pages."""
    counting = (
        f"{line.text[: match.start()]}\0{int(match[0]) - index}\0{line.text[match.end() :]}"
        for match in _NUMBER.finditer(line.text)
        if len(match[0]) <= 4
    )
    return {(text, round(line.height)) for text in ("".join(line.text.split()), *counting)}


def _count(seen: Counter[Key], key: Key) -> int:
    text, height = key
    return sum(seen[text, near] for near in range(height - TOLERANCE, height + TOLERANCE + 1))


def flowing(pages: Pages, name: str) -> SourceText:
    r"""Join the lines of pages to paragraphs.

    Args:
        pages: the lines of each page, from its head to its foot.
        name: the name of the document.

    Returns:
        The text, a line for each paragraph; the places are the pages.

    >>> lines = [("2021年,全市新增高新技术企业", 72, 230), ("37家。", 72, 108), ("完", 72, 84)]
    >>> page = [PrintedLine(*line, 700 - 20 * n, 12) for n, line in enumerate(lines)]
    >>> flowing([page], "a.pdf").text
    '2021年,全市新增高新技术企业37家。\n完\n'
    """
    lines = [(line, number) for number, page in enumerate(pages, 1) for line in page]
    layout = _Layout.of(pages)
    pieces: list[str] = []
    places: list[Place] = []
    length = 0
    for (line, number), following in zip_longest(lines, lines[1:]):
        if not places or places[-1].locator != f"page {number}":
            places.append(Place(length, f"page {number}"))
        same_page = following is not None and following[1] == number
        end = layout.between(line, following[0], same_page) if following else "\n"
        pieces += (_AUTOSPACE.sub("", line.text), end)
        length += len(pieces[-2]) + len(end)
    return SourceText("".join(pieces), name, tuple(places))


class _Layout(NamedTuple):
    """Where lines begin and end in a document, and how far they stand apart."""

    left: float
    right: float
    distance: float

    @classmethod
    def of(cls, pages: Pages) -> _Layout:
        lefts = sorted(line.left for page in pages for line in page)
        rights = sorted(line.right for page in pages for line in page)
        distances = list(_distances(pages))
        if not lefts:
            return cls(0, 0, 0)
        # A tenth of the lines may stand out: titles, tables, signatures.
        return cls(
            lefts[len(lefts) // 10],
            rights[len(rights) * 9 // 10],
            median(distances) if distances else 0,
        )

    def between(self, line: PrintedLine, following: PrintedLine, same_page: bool) -> str:
        """Return what stands between two lines: nothing, a space, a line end, or an empty line."""
        apart = line.height - following.height
        if same_page and self.distance and apart > GAP * self.distance:
            return "\n\n"
        indented = following.left - self.left > INDENT * following.size
        if line.text.endswith(tuple(COMPLETE)) or indented or not self._full(line, following):
            return "\n"
        return " " if _latin(line.text[-1]) and _latin(following.text[0]) else ""

    def _full(self, line: PrintedLine, following: PrintedLine) -> bool:
        """Whether there was no room on a line for the first word of the next."""
        word = _WORD.match(following.text)
        width = sum(0.5 if sign.isascii() else 1 for sign in word[0]) if word else 0
        column = self.right - self.left
        return column >= NARROWEST * line.size and self.right - line.right < (width + 0.5) * line.size


def _distances(pages: Pages) -> Iterator[float]:
    for page in pages:
        yield from (one.height - other.height for one, other in pairwise(page) if one.height > other.height)


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
