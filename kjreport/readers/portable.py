"""PDF documents: the text layer, page by page, without running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any, NamedTuple

from kjreport.errors import InputError
from kjreport.extras import require
from kjreport.text import Place, SourceText

EDGE = 3  # running heads stand in the first or last so many lines of a page
TOLERANCE = 3  # points by which their heights differ from page to page
WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD
_NUMBER = re.compile(r"\d+")
# PDFium writes this for a hyphen at a line end.
_SIGNS = str.maketrans({"\ufffe": "-", "\x02": "-"})
# PDFium is not safe to use from two threads.
_PDFIUM = Lock()


class PrintedLine(NamedTuple):
    """A line of a page and the height at which it stands, in points, or None when that is not known."""

    text: str
    height: int | None


def read_pdf(data: bytes, name: str) -> SourceText:
    """Read the text layer of a PDF.

    Between two pages stands a line such as ``- 2 -``, the number of the page that begins; cleaning joins the
    sentence that it cuts. What is printed at the same height of at least a third of the pages, the same or
    counting them, is left out. Places are pages (``page 2``).

    Raises:
        InputError: no PDF, locked by a password, or without a text layer.
        MissingExtraError: pypdfium2 is not installed.
    """
    pdfium = require("pypdfium2", "readers")
    with _PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise _refusal(error, name) from None
        try:
            pages = [_lines(page) for page in document]
        finally:
            document.close()
    if pages and not any(pages):
        raise InputError(
            f"{name}: has no text layer, only pictures; run it through character recognition first"
        )
    return _joined(without_running_heads(pages), name)


def _refusal(error: Exception, name: str) -> InputError:
    if getattr(error, "err_code", None) == WRONG_PASSWORD:
        return InputError(f"{name}: is locked by a password; save it without one")
    return InputError(f"{name}: is damaged or no PDF ({error})")


def _lines(page: Any) -> list[PrintedLine]:
    text_page = page.get_textpage()
    text = text_page.get_text_range().translate(_SIGNS)
    # Offsets in the text are indices of characters on the page unless one of them takes two code units.
    placed = len(text) == text_page.count_chars()
    lines, start = [], 0
    for piece in text.split("\n"):
        content = piece.strip()
        if content:
            first = start + piece.index(content[0])
            lines.append(PrintedLine(content, round(text_page.get_charbox(first)[1]) if placed else None))
        start += len(piece) + 1
    text_page.close()
    page.close()
    return lines


def without_running_heads(pages: Sequence[Sequence[PrintedLine]]) -> list[list[str]]:
    """Return the texts of the lines of each page without what is printed on every one.

    >>> head = PrintedLine("清江市科技局", 800)
    >>> first = [head, PrintedLine("甲", 700), PrintedLine("- 7 -", 30)]
    >>> second = [head, PrintedLine("乙", 700), PrintedLine("- 8 -", 30)]
    >>> without_running_heads([first, second])
    [['甲'], ['乙']]
    """
    seen = Counter(key for index, page in enumerate(pages) for key in _page_keys(page, index))
    needed = max(2, (len(pages) + 2) // 3)

    def running(line: PrintedLine, index: int) -> bool:
        return any(_count(seen, key) >= needed for key in _keys(line, index))

    return [
        [
            line.text
            for position, line in enumerate(page)
            if not (_at_edge(position, len(page)) and running(line, index))
        ]
        for index, page in enumerate(pages)
    ]


Key = tuple[str, int]


def _page_keys(page: Sequence[PrintedLine], index: int) -> set[Key]:
    edge = (line for position, line in enumerate(page) if _at_edge(position, len(page)))
    return {key for line in edge for key in _keys(line, index)}


def _at_edge(position: int, count: int) -> bool:
    return position < EDGE or position >= count - EDGE


def _keys(line: PrintedLine, index: int) -> set[Key]:
    """Return what a line has in common with that of another page: its text, or the text that counts pages."""
    if line.height is None:
        return set()
    counting = (
        f"{line.text[: match.start()]}\0{int(match[0]) - index}\0{line.text[match.end() :]}"
        for match in _NUMBER.finditer(line.text)
        if len(match[0]) <= 4
    )
    return {(text, line.height) for text in ("".join(line.text.split()), *counting)}


def _count(seen: Counter[Key], key: Key) -> int:
    text, height = key
    return sum(seen[text, near] for near in range(height - TOLERANCE, height + TOLERANCE + 1))


def _joined(pages: Sequence[Sequence[str]], name: str) -> SourceText:
    pieces: list[str] = []
    places: list[Place] = []
    length = 0
    for number, page in enumerate(pages, 1):
        for line in _page(page, number):
            if not places or places[-1].locator != f"page {number}":
                places.append(Place(length, f"page {number}"))
            pieces.append(line)
            length += len(line)
    return SourceText("".join(pieces), name, tuple(places))


def _page(lines: Sequence[str], number: int) -> Iterator[str]:
    if number > 1:
        yield f"- {number} -\n"
    yield from (f"{line}\n" for line in lines)
