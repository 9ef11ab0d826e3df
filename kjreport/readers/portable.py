"""PDF documents: the text layer, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from threading import Lock
from typing import Any, NamedTuple

from kjreport.errors import InputError
from kjreport.extras import require
from kjreport.readers.pages import PrintedLine, flowing, without_running_heads
from kjreport.text import SourceText

WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD
# PDFium writes these for a hyphen at a line end.
_SIGNS = str.maketrans({"\ufffe": "-", "\x02": "-"})
# PDFium is not safe to use from two threads.
_PDFIUM = Lock()


def read_pdf(data: bytes, name: str) -> SourceText:
    """Read the text layer of a PDF.

    Running heads and page numbers are left out: what is printed at the same height of at least a third of
    the pages, the same or counting them. Lines that a width or the end of a page broke are joined. Places are
    pages (``page 2``).

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
            pages = [_lines(page, pdfium.raw) for page in document]
        finally:
            document.close()
    if pages and not any(pages):
        raise InputError(f"{name}: has no text layer, only pictures; it needs character recognition")
    return flowing(without_running_heads(pages), name)


def _refusal(error: Exception, name: str) -> InputError:
    if getattr(error, "err_code", None) == WRONG_PASSWORD:
        return InputError(f"{name}: is locked by a password; save it without one")
    return InputError(f"{name}: is damaged or no PDF ({error})")


def _lines(page: Any, raw: Any) -> list[PrintedLine]:
    text_page = page.get_textpage()
    text = text_page.get_text_range().translate(_SIGNS)
    # Characters on the page are counted in code units of UTF-16.
    units = list(accumulate((2 if ord(sign) > 0xFFFF else 1 for sign in text), initial=0))
    lines, start = [], 0
    for piece in text.split("\n"):
        signs = [
            _Sign(sign, *text_page.get_charbox(units[start + offset])[:3:2])
            for offset, sign in enumerate(piece)
            if not sign.isspace()
        ]
        if signs:
            first = units[start + len(piece) - len(piece.lstrip())]
            height = text_page.get_charbox(first, loose=True)[1]
            content = _in_order(piece.strip(), signs)
            size = raw.FPDFText_GetFontSize(text_page, first)
            left, right = min(sign.left for sign in signs), max(sign.right for sign in signs)
            lines.append(PrintedLine(content, left, right, height, size))
        start += len(piece) + 1
    text_page.close()
    page.close()
    return lines


class _Sign(NamedTuple):
    """A visible character and where it begins and ends on its line."""

    text: str
    left: float
    right: float


def _in_order(text: str, signs: Sequence[_Sign]) -> str:
    """Return a line in the order in which it is seen.

    Signs from another font, such as quotation marks, may come late in the file. Only then are spaces told
    anew: by gaps.
    """
    if all(one.left <= other.left for one, other in pairwise(signs)):
        return text
    ordered = sorted(signs, key=lambda sign: sign.left)
    widest = max(sign.right - sign.left for sign in ordered)
    pieces = [ordered[0].text]
    for one, other in pairwise(ordered):
        pieces += (" " if other.left - one.right > widest else "", other.text)
    return "".join(pieces)
