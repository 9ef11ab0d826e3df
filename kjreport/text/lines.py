"""Lines that a page cut in two: chunks of document sites, page marks, repeated titles, hard wraps."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from kjreport.text.aligned import AlignedText
from kjreport.text.alignment import Edit
from kjreport.text.tables import HAN, HEADING_MARK, NEVER_FIRST, NEVER_LAST, TERMINATORS

_HEADING = re.compile(r"\s*" + HEADING_MARK)
_CHUNK = re.compile(r"(?:^|(?<=\n))(\d{1,3})、")
_INSIDE_NUMBER = re.compile(r"[\d.]\Z")
_GOES_ON = re.compile(rf"[\d.%‰{HAN}]")
_TABLE = re.compile(r"[|\t]")

TITLE_LENGTH = 6  # a shorter line may be repeated for other reasons
MIN_CHUNK = 40  # document sites cut every few hundred characters; items of a list are shorter
WRAP_WIDTH = 120  # in half-width columns; nobody wraps wider
WRAP_SLACK = 4  # columns by which a wrapped line may fall short of the width
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
    kept, gone = [], []
    for line in lines:
        content = line.text.strip()
        repeated = bool(kept) and content == title and len(title) >= TITLE_LENGTH
        (gone if repeated or is_page_mark(content) else kept).append(line)
    return text.edit(_without(kept, gone, len(text.text))) if gone else text


def _without(kept: list[Line], gone: list[Line], length: int) -> list[Edit]:
    """Return the edits that delete ``gone`` lines between ``kept`` ones."""
    edits = []
    spans: list[tuple[int, int]] = []
    for line in gone:
        before = max((other.end for other in kept if other.end <= line.start), default=0)
        after = min((other.start for other in kept if other.start >= line.end), default=length)
        if not spans or spans[-1] != (before, after):
            spans.append((before, after))
    by_end = {line.end: line for line in kept}
    by_start = {line.start: line for line in kept}
    for before, after in spans:
        first, second = by_end.get(before), by_start.get(after)
        inside = first is not None and second is not None
        # The first line is the title, which is complete without a full stop.
        cut = (
            first is not None and second is not None and first != kept[0] and _is_cut(first.text, second.text)
        )
        edits.append(Edit(before, after, "\n" if inside and not cut else ""))
    return edits


def _is_cut(before: str, after: str) -> bool:
    """Whether a line goes on in the next one: it has no end, and the next has no beginning of its own."""
    last = before.rstrip()[-1:]
    inside_number = last == "." and after.lstrip()[:1].isdigit()
    return bool(last) and (last not in TERMINATORS or inside_number) and not _HEADING.match(after)


def join_chunks(text: AlignedText) -> AlignedText:
    """Delete the numbers with which document sites begin each chunk of a text, and join what they cut.

    They count up through the document, whatever they stand in: ``…同比分别增长⏎⏎7、19%和18%。``
    """
    edits: list[Edit] = []
    expected = 1
    pending: list[Edit] = []
    for match in _CHUNK.finditer(text.text):
        number = int(match[1])
        if number != expected:
            continue
        before = text.text[: match.start()].rstrip()
        if number == 1:
            pending, expected = [Edit(match.start(), match.end())], 2
        elif _cuts(before, text.text[match.end() : match.end() + 1]):
            edits += [*pending, Edit(len(before), match.end())]
            pending, expected = [], number + 1
        elif edits and _chunk_length(before) >= MIN_CHUNK:
            edits.append(Edit(match.start(), match.end()))
            expected += 1
    return text.edit(edits)


def _cuts(before: str, next_character: str) -> bool:
    if not before or before[-1] in TERMINATORS:
        return False
    return next_character in NEVER_FIRST or _chunk_length(before) >= MIN_CHUNK


def _chunk_length(before: str) -> int:
    return len(before) - (before.rfind("\n") + 1)


def unwrap(text: AlignedText) -> AlignedText:
    """Join lines that were broken by a width and not by the writer."""
    lines = split_lines(text.text)
    width = _wrap_width(lines)
    edits = []
    for line, following in zip(lines, lines[1:], strict=False):
        if _TABLE.search(line.text) or _TABLE.search(following.text):
            continue
        adjoining = following.start == line.end + 1
        full = width is not None and adjoining and columns(line.text) >= width - WRAP_SLACK
        if (full and _is_cut(line.text, following.text)) or _broken(line.text, following.text):
            indent = len(following.text) - len(following.text.lstrip())
            trailing = len(line.text) - len(line.text.rstrip())
            edits.append(Edit(line.end - trailing, following.start + indent))
    return text.edit(edits)


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
    return bool(re.match(r"\s*[.\d]*[万亿千百元%‰家个项件人名]", after))


def _wrap_width(lines: list[Line]) -> int | None:
    """Return the width in columns at which a document was wrapped, or None when it was not."""
    widths = [columns(line.text) for line in lines]
    width = max(widths, default=0)
    if width > WRAP_WIDTH:
        return None
    full = [w for line, w in zip(lines, widths, strict=True) if w >= width - WRAP_SLACK]
    return width if len(full) >= WRAP_LINES and len(full) * 3 >= len(lines) else None


def columns(line: str) -> int:
    """Return the width of a line in half-width columns."""
    return sum(2 if character > "\u2e7f" else 1 for character in line.rstrip())
