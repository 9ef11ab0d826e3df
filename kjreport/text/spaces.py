"""Spaces that programs set between Han and digits or letters, and that part nothing."""

from __future__ import annotations

from kjreport.lazy import LazyPattern
from kjreport.text.aligned import AlignedText
from kjreport.text.tables import BORDER_SPACE, HAN, HEADING_MARK, NEVER_CLOSED, NUMBER_OF_ITEM, ROW_OF_CELLS

_SPACE = LazyPattern(BORDER_SPACE)
_NUMBER_OF_ITEM = LazyPattern(NUMBER_OF_ITEM)
_NEVER_CLOSED = LazyPattern(NEVER_CLOSED)
_ROW = LazyPattern(ROW_OF_CELLS)
_PUNCTUATION = LazyPattern("[,。;:!?]")
_IN_TITLE = LazyPattern(rf"(?<![^\s。.;:]){HEADING_MARK}[^,。;:!?\s]*[{HAN}]\Z")
_SPACED = LazyPattern(f" (?<=[{HAN}] )[0-9]")
_GLUED = LazyPattern(f"[0-9](?<=[{HAN}].)")

LONGEST_TITLE = 60  # characters from the mark of a heading to a space that ends it


def close_spaces(text: AlignedText) -> AlignedText:
    """Delete single spaces between Han and digits or letters (``共 80 万元``), and within ``R & D``.

    A space stays that parts something: the cells of a row, a title from its date, the number of an item or a
    table from its text, a heading from the text behind it. Where most numbers stand apart from the Han before
    them a program has set the spaces, and they end no heading.
    """
    if " " not in text.text or not _SPACE.search(text.text):
        return text
    sure: list[tuple[int, int]] = []
    doubtful: list[tuple[int, int]] = []
    start = 0
    for line in text.text.split("\n"):
        for at in _spaces(line):
            (doubtful if _ends_title(line, at) else sure).append((start + at, start + at + 1))
        start += len(line) + 1
    if doubtful and _count(_SPACED, text.text) > _count(_GLUED, text.text):
        sure = sorted(sure + doubtful)
    return text.delete(sure)


def _spaces(line: str) -> list[int]:
    """Return where the spaces of a line stand that part neither cells nor a number from its text."""
    found = [match.start() for match in _SPACE.finditer(line)]
    if not found or (not _PUNCTUATION.search(line) and _ROW.search(line)):
        return []
    kept = {match.end() - 1 for match in _NEVER_CLOSED.finditer(line)}
    if item := _NUMBER_OF_ITEM.match(line):
        kept.add(item.end() - 1)
    return [at for at in found if at not in kept]


def _ends_title(line: str, at: int) -> bool:
    """Whether the space before a digit ends a heading that text follows in the same line."""
    if not line[at + 1].isdigit() or not _IN_TITLE.search(line, max(0, at - LONGEST_TITLE), at):
        return False
    return bool(_PUNCTUATION.search(line, at))


def _count(pattern: LazyPattern, text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))
