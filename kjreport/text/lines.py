"""Lines that a page cut in two: chunks of document sites, page marks, repeated titles, hard wraps."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, count, pairwise

from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern
from kjreport.span import Span
from kjreport.text.aligned import AlignedText
from kjreport.text.alignment import Edit
from kjreport.text.tables import (
    CLOSING,
    FIRST_CHUNK_MARK,
    FULL_STOP,
    HEADING_MARK,
    NEVER_FIRST,
    NEVER_LAST,
    NUMBER_END,
    NUMBER_GOES_ON,
    OPENING,
    PUNCTUATION,
    SENTENCE_ENDS,
    TERMINATORS,
    UNIT_FIRST,
)

_HEADING = LazyPattern(r"\s*" + HEADING_MARK)
_CHUNK = LazyPattern(r"(\d(?<![^\n].)\d{0,2})、")
_UNIT_FIRST = LazyPattern(UNIT_FIRST)
_NUMBER_END = LazyPattern(NUMBER_END)
_NUMBER_GOES_ON = LazyPattern(NUMBER_GOES_ON)
_OPENING, _CLOSING = re.escape(OPENING), re.escape(CLOSING)
# A closing sign that ends a line: behind the end of a sentence, of brackets around a whole sentence or behind
# one, and of brackets that name something, as in `(责任单位:高新科)`.
_REMARK = LazyPattern(
    rf"(?:[。;!?…][{_CLOSING}]+|(?:\A\s*|[。;!?])[{_OPENING}][^{_OPENING}{_CLOSING}]*[{_CLOSING}]"
    r"|[(【][^()]*:[^()]*[)】])\Z"
)

LONGEST_NUMBER_END = 5  # characters that tell a number
REMARK_LENGTH = 60  # a longer one in brackets ends no line
TITLE_LINES = 3  # no title has more
TITLE_LENGTH = 6  # a shorter line may be repeated for other reasons
MIN_CHUNK = 40  # document sites cut every few hundred characters; items of a list are shorter
WRAP_WIDTH = 120  # in half-width columns; nobody wraps wider
WRAP_SLACK = 4  # columns by which a wrapped line may fall short of the width
WRAP_LEAST = 20  # … or narrower
WRAP_LINES = 3  # so many full lines make a wrapped document


class Line(Frozen):
    """A line of text without its line end."""

    start: int
    end: int
    text: str


def line_starts(lines: list[str]) -> list[int]:
    """Return where each of the lines of a text starts."""
    return list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))


def split_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that hold more than spaces."""
    lines, start = [], 0
    for piece in text.split("\n"):
        if piece.strip():
            lines.append(Line(start, start + len(piece), piece))
        start += len(piece) + 1
    return lines


def join_pages(text: AlignedText, page_mark: LazyPattern) -> AlignedText:
    """Delete page marks and repetitions of the title, and join the sentence that they cut.

    Args:
        text: what may hold them.
        page_mark: what matches a line, without the spaces around it, that is a page number and nothing else.
    """
    contents = [line.strip() for line in text.text.split("\n")]
    title = next(filter(None, contents), "")
    if contents.count(title) == 1 and not any(map(page_mark.fullmatch, contents)):
        return text
    lines = split_lines(text.text)
    # The title itself stays, unless it is a page mark, too.
    kept: list[Line] = []
    gone: list[Line] = []
    repeated = _repetitions(lines, title)
    for index, line in enumerate(lines):
        content = line.text.strip()
        is_gone = (bool(kept) and index in repeated) or page_mark.fullmatch(content)
        (gone if is_gone else kept).append(line)
    return text.edit(_without(kept, gone, len(text.text))) if gone else text


def _repetitions(lines: list[Line], title: str) -> frozenset[int]:
    """Return the indices of the lines that repeat the title, which may have several lines.

    Where a text is wrapped, its first line may be but the beginning of the title. It is repeated when what
    follows it is, too: else a sentence speaks of what the title names.
    """
    contents = [line.text.strip() for line in lines]
    places = [index for index, content in enumerate(contents) if content == title]
    if len(title) < TITLE_LENGTH or len(places) == 1:
        return frozenset()
    length = 1
    while length < TITLE_LINES and len({tuple(contents[at : at + length + 1]) for at in places}) == 1:
        length += 1
    first = places[0]
    goes_on = length == 1 and first + 1 < len(lines) and lines[first + 1].start == lines[first].end + 1
    if goes_on and title in _full_lines(contents):
        return frozenset()
    return frozenset(at + more for at in places[1:] for more in range(length))


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
    return not _is_complete(before, after) and not _HEADING.match(after)


def _is_complete(line: str, after: str) -> bool:
    """Whether a line has an end, before what stands in the next one.

    A full stop within a number is none. A closing sign is one behind the end of a sentence (``。”``), of a
    remark that is no part of one (``(责任单位:高新科)``), and of a heading.
    """
    line = line.rstrip()
    if not line or line[-1] not in TERMINATORS:
        return not line
    if line[-1] == ".":
        return not (_NUMBER_END.search(line[-LONGEST_NUMBER_END:]) and _NUMBER_GOES_ON.match(after))
    return (
        line[-1] not in CLOSING
        or _is_title(line)
        or bool(_REMARK.search(line, max(0, len(line) - REMARK_LENGTH)))
    )


def _is_title(line: str) -> bool:
    return bool(_HEADING.match(line)) and PUNCTUATION.isdisjoint(line)


def join_chunks(text: AlignedText) -> AlignedText:
    """Delete the numbers with which document sites begin each chunk of a text, and join what they cut.

    They count up through the whole document, each behind an empty line, whatever they stand in:
    ``…同比分别增长⏎⏎7、19%和18%。`` A list of the report itself stands below a heading, and its items end.
    """
    markers = _chunk_markers(text.text) if FIRST_CHUNK_MARK in text.text else []
    cuts = [_is_cut_by(text.text, before, marker) for before, marker in pairwise(markers)]
    if not any(cuts) or sum(cuts) * 2 < len(cuts):
        return text
    edits = [Edit(markers[0].start, markers[0].end)]
    for marker, cut in zip(markers[1:], cuts, strict=True):
        edits.append(Edit(_end_before(text.text, marker.start) if cut else marker.start, marker.end))
    return text.edit(edits)


def _chunk_markers(text: str) -> list[Span]:
    """Return the chunk numbers: each begins a line behind an empty one, the first above all headings."""
    numbered: dict[int, list[Span]] = {}
    for match in _CHUNK.finditer(text):
        if text.count("\n", _end_before(text, match.start()), match.start()) >= 2 or match[1] == "1":
            numbered.setdefault(int(match[1]), []).append(Span(*match.span()))
    first = numbered.get(1, [])[:1]
    if not first or any(_HEADING.match(line) for line in text[: first[0].start].split("\n")):
        return []
    markers = first
    for number in count(2):
        last = markers[-1]
        later = [one for one in numbered.get(number, ()) if one.start > last.start]
        # The report's own items may be numbered so, too: they cut no sentence, and follow one another.
        others = [one.start for one in numbered[number - 1] if one != last]
        plain = (one for one in later[:1] if not others or others[0] > one.start)
        marker = next((one for one in later if _is_cut_by(text, last, one)), next(plain, None))
        if marker is None:
            return markers
        markers.append(marker)
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
    if after in NEVER_FIRST and last not in SENTENCE_ENDS:
        return True
    line = text[text.rfind("\n", before.end, end) + 1 : end] if end > before.end else ""
    return end - before.end >= MIN_CHUNK and not _is_complete(line, after)


def unwrap(text: AlignedText) -> AlignedText:
    """Join lines that were broken by a width and not by the writer."""
    pieces = text.text.split("\n")
    lines = [index for index, piece in enumerate(pieces) if piece and not piece.isspace()]
    breaks = [
        (first, second)
        for first, second in pairwise(lines)
        if pieces[first][-1] not in SENTENCE_ENDS and _is_open(pieces[first], pieces[second])
    ]
    if not breaks:
        return text
    full = _full_lines([pieces[index] for index in lines])
    starts = line_starts(pieces)
    edits = []
    joined, running = -1, False  # the last line that goes on from the one before it: running text, if that is
    for first, second in breaks:
        line, following = pieces[first], pieces[second]
        running = _is_running(line) or (running and joined == first)
        wrapped = second == first + 1 and (line in full or running)
        if (wrapped and _is_cut(line, following)) or _is_broken(line, following):
            joined = second
            indent = len(following) - len(following.lstrip())
            edits.append(Edit(starts[first] + len(line.rstrip()), starts[second] + indent))
    return text.edit(edits)


def _is_open(before: str, after: str) -> bool:
    """Whether a break between two lines may be another's than the writer's."""
    ended = before.rstrip()[-1] in SENTENCE_ENDS or _HEADING.match(after)
    return not (ended or "|" in before or "|" in after or "\t" in before or "\t" in after)


def _is_running(line: str) -> bool:
    """Whether a line is running text, which does not end without a full stop; a title or heading may."""
    return FULL_STOP in line or ";" in line or (line.count(",") > 1 and not _HEADING.match(line))


def _is_broken(before: str, after: str) -> bool:
    """Whether an open break between two lines cannot be the writer's, whatever the rest looks like."""
    last = before.rstrip()[-1]
    if last in NEVER_LAST or after.lstrip()[0] in NEVER_FIRST:
        return True
    inside_number = _NUMBER_END.search(before.rstrip()[-LONGEST_NUMBER_END:])
    return bool(inside_number and not _HEADING.fullmatch(before) and _UNIT_FIRST.match(after))


def _full_lines(lines: list[str]) -> frozenset[str]:
    """Return the lines that reach the width at which a document was wrapped; none when it was not.

    Some programs wrap at a number of characters, others at a number of columns, where Han take two.
    """
    contents = [line.rstrip() for line in lines]
    # No character is narrower than a column.
    if max(map(len, contents)) > WRAP_WIDTH:
        return frozenset()
    return _filled(lines, list(map(columns, contents))) | _filled(lines, [2 * len(one) for one in contents])


def _filled(lines: list[str], widths: list[int]) -> frozenset[str]:
    width = max(widths)
    if not WRAP_LEAST <= width <= WRAP_WIDTH:
        return frozenset()
    full = [line for line, own in zip(lines, widths, strict=True) if own >= width - WRAP_SLACK]
    return frozenset(full) if len(full) >= WRAP_LINES and len(full) * 3 >= len(lines) else frozenset()


def columns(line: str) -> int:
    """Return the width of a line in half-width columns."""
    # GB 18030 writes ASCII in one byte and Han in two: its length is the width, counted at the speed of C.
    return len(line.rstrip().encode("gb18030", "replace"))
