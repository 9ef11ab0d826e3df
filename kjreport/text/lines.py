"""Lines that a page cut in two: chunks of document sites, page marks, repeated titles, hard wraps."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from kjreport.span import Span
from kjreport.text.aligned import AlignedText
from kjreport.text.alignment import Edit
from kjreport.text.tables import (
    FIRST_CHUNK_MARK,
    FULL_STOP,
    HEADING_MARK,
    NEVER_FIRST,
    NEVER_LAST,
    TERMINATORS,
    UNIT_FIRST,
)

_HEADING = re.compile(r"\s*" + HEADING_MARK)
_CHUNK = re.compile(r"(?:^|(?<=\n))(\d{1,3})、")
_INSIDE_NUMBER = re.compile(r"[\d.]\Z")
_TABLE = re.compile(r"[|\t]")
_UNIT_FIRST = re.compile(UNIT_FIRST)

TITLE_LENGTH = 6  # a shorter line may be repeated for other reasons
MIN_CHUNK = 40  # document sites cut every few hundred characters; items of a list are shorter
WRAP_WIDTH = 120  # in half-width columns; nobody wraps wider
WRAP_SLACK = 4  # columns by which a wrapped line may fall short of the width
WRAP_LEAST = 20  # … or narrower
WRAP_LINES = 3  # so many full lines make a wrapped document


class Line(NamedTuple):
    """A line of text without its line end."""

    start: int
    end: int
    text: str


def split_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that hold more than spaces."""
    lines, start = [], 0
    for piece in text.split("\n"):
        if piece.strip():
            lines.append(Line(start, start + len(piece), piece))
        start += len(piece) + 1
    return lines


def join_pages(text: AlignedText, is_page_mark: Callable[[str], bool]) -> AlignedText:
    """Delete page marks and repetitions of the title, and join the sentence that they cut."""
    lines = split_lines(text.text)
    if not lines:
        return text
    title = lines[0].text.strip()
    # The title itself stays, unless it is a page mark, too.
    kept: list[Line] = []
    gone: list[Line] = []
    for line in lines:
        content = line.text.strip()
        repeated = bool(kept) and content == title and len(title) >= TITLE_LENGTH
        (gone if repeated or is_page_mark(content) else kept).append(line)
    return text.edit(_without(kept, gone, len(text.text))) if gone else text


def _without(kept: list[Line], gone: list[Line], length: int) -> list[Edit]:
    """Return the edits that delete ``gone`` lines between ``kept`` ones."""
    edits: list[Edit] = []
    starts = [line.start for line in kept]
    for line in gone:
        index = bisect_left(starts, line.start)
        first = kept[index - 1] if index else None
        second = kept[index] if index < len(kept) else None
        start, end = (first.end if first else 0), (second.start if second else length)
        if edits and edits[-1].start == start:
            continue
        # The first line is the title, which is complete without a full stop.
        cut = first and second and index > 1 and _is_cut(first.text, second.text)
        edits.append(Edit(start, end, "\n" if first and second and not cut else ""))
    return edits


def _is_cut(before: str, after: str) -> bool:
    """Whether a line goes on in the next one: it has no end, and the next has no beginning of its own."""
    last = before.rstrip()[-1:]
    inside_number = last == "." and after.lstrip()[:1].isdigit()
    return bool(last) and (last not in TERMINATORS or inside_number) and not _HEADING.match(after)


def join_chunks(text: AlignedText) -> AlignedText:
    """Delete the numbers with which document sites begin each chunk of a text, and join what they cut.

    They count up through the whole document, each behind an empty line, whatever they stand in:
    ``…同比分别增长⏎⏎7、19%和18%。`` A list of the report itself stands below a heading, and its items end.
    """
    markers = _chunk_markers(text.text) if FIRST_CHUNK_MARK in text.text else []
    cuts = [_is_cut_by(text.text, before, marker) for before, marker in pairwise(markers)]
    if not any(cuts) or sum(cuts) * 2 < len(cuts):
        return text
    edits = [Edit(*markers[0])]
    for marker, cut in zip(markers[1:], cuts, strict=True):
        edits.append(Edit(_end_before(text.text, marker.start) if cut else marker.start, marker.end))
    return text.edit(edits)


def _chunk_markers(text: str) -> list[Span]:
    """Return the chunk numbers: each begins a line behind an empty one, the first above all headings."""
    markers: list[Span] = []
    for match in _CHUNK.finditer(text):
        if int(match[1]) != len(markers) + 1:
            continue
        if not markers and any(_HEADING.match(line) for line in text[: match.start()].split("\n")):
            return []
        if markers and text.count("\n", _end_before(text, match.start()), match.start()) < 2:
            continue
        markers.append(Span(*match.span()))
    return markers


def _end_before(text: str, position: int) -> int:
    """Return where the text before ``position`` ends without the white space behind it."""
    while position and text[position - 1].isspace():
        position -= 1
    return position


def _is_cut_by(text: str, before: Span, marker: Span) -> bool:
    """Whether the chunk between two numbers goes on behind the second."""
    end = _end_before(text, marker.start)
    last, after = text[end - 1 : end], text[marker.end : marker.end + 1]
    inside_number = last == "." and after.isdigit()
    if after in NEVER_FIRST and last not in "。;!?":
        return True
    return end - before.end >= MIN_CHUNK and (last not in TERMINATORS or inside_number)


def unwrap(text: AlignedText) -> AlignedText:
    """Join lines that were broken by a width and not by the writer."""
    lines = split_lines(text.text)
    full = _full_lines(lines)
    edits = []
    for line, following in pairwise(lines):
        if _TABLE.search(line.text) or _TABLE.search(following.text):
            continue
        wrapped = line in full or _is_running(line.text)
        adjoining = following.start == line.end + 1
        cut = wrapped and adjoining and _is_cut(line.text, following.text)
        if cut or _broken(line.text, following.text):
            indent = len(following.text) - len(following.text.lstrip())
            trailing = len(line.text) - len(line.text.rstrip())
            edits.append(Edit(line.end - trailing, following.start + indent))
    return text.edit(edits)


def _is_running(line: str) -> bool:
    """Whether a line is running text, which does not end without a full stop; a title or heading may."""
    return not _HEADING.match(line) and (FULL_STOP in line or ";" in line or line.count(",") > 1)


def _broken(before: str, after: str) -> bool:
    """Whether the break between two lines cannot be the writer's, whatever the rest looks like."""
    last, first = before.rstrip()[-1:], after.lstrip()[:1]
    if _HEADING.match(after):
        return False
    if last in NEVER_LAST or first in NEVER_FIRST:
        return last not in "。;!?"
    return bool(
        _INSIDE_NUMBER.search(before.rstrip()) and not _HEADING.fullmatch(before) and _unit_first(after)
    )


def _unit_first(after: str) -> bool:
    return bool(_UNIT_FIRST.match(after))


def _full_lines(lines: list[Line]) -> frozenset[Line]:
    """Return the lines that reach the width at which a document was wrapped; none when it was not.

    Some programs wrap at a number of characters, others at a number of columns, where Han take two.
    """
    return _filled(lines, columns) | _filled(lines, lambda line: 2 * len(line.rstrip()))


def _filled(lines: list[Line], measure: Callable[[str], int]) -> frozenset[Line]:
    widths = [measure(line.text) for line in lines]
    width = max(widths, default=0)
    if not WRAP_LEAST <= width <= WRAP_WIDTH:
        return frozenset()
    full = [line for line, own in zip(lines, widths, strict=True) if own >= width - WRAP_SLACK]
    return frozenset(full) if len(full) >= WRAP_LINES and len(full) * 3 >= len(lines) else frozenset()


def columns(line: str) -> int:
    """Return the width of a line in half-width columns."""
    # GB 18030 writes ASCII in one byte and Han in two: its length is the width, counted at the speed of C.
    return len(line.rstrip().encode("gb18030", "replace"))
