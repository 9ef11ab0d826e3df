"""Word processor documents (.docx): paragraphs with their automatic numbers, tables, text boxes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kjreport.errors import InputError
from kjreport.extras import require
from kjreport.readers.lines import Cell, assemble
from kjreport.readers.numbering import Counters, Numbering, W, value
from kjreport.text import SourceText

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NUMBERING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
LARGEST = 256 * 1024 * 1024  # bytes that the parts of a document may unpack to …
RATIO = 200  # … and how often more than its file; text packs to a tenth
SMALL = 4 * 1024 * 1024  # below this no ratio is suspicious

# What holds paragraphs or runs and shows nothing of its own.
_WRAPPERS = frozenset(
    {W + tag for tag in ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "hyperlink")}
    | {W + tag for tag in ("fldSimple", "dir", "bdo", "ruby", "rubyBase")}
)
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}


def read_docx(data: bytes, name: str) -> SourceText:
    """Read a .docx document.

    Automatic numbers are written out as they are shown. Deleted and hidden text, tables of contents, headers,
    footers and footnotes are left out; text boxes follow the paragraph that they are anchored to. Places are
    paragraphs (``p3``, empty ones counted), cells (``t1r2c3``) and paragraphs of text boxes (``box1p2``).

    Raises:
        InputError: no .docx document, or one that unpacks to more than a document holds.
        MissingExtraError: python-docx is not installed.
    """
    docx = require("docx", "readers")
    _check_size(data, name)
    document = docx.Document(io.BytesIO(data))
    part = document.part
    numbering = next((r.target_part.element for r in part.rels.values() if r.reltype == _NUMBERING), None)
    return assemble(
        _Body(Counters(Numbering.read(numbering, document.styles.element))).lines(part.element.body), name
    )


def _check_size(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > LARGEST or size > max(SMALL, RATIO * len(data)):
        raise InputError(
            f"{name}: unpacks from {len(data):,} to {size:,} bytes, which no document does; it is not opened"
        )


@dataclass(slots=True)
class _Body:
    """One walk through a document, with its running numbers."""

    counters: Counters
    tables: int = 0
    boxes: int = 0

    def lines(self, body: Any) -> Iterator[list[Cell]]:
        """Return the lines of the body."""
        paragraphs = 0
        for block in _blocks(body):
            if block.tag == W + "tbl":
                self.tables += 1
                yield from self._rows(block, f"t{self.tables}")
            else:
                paragraphs += 1
                yield from self._paragraph(block, f"p{paragraphs}")

    def _paragraph(self, paragraph: Any, locator: str) -> Iterator[list[Cell]]:
        mark = self.counters.mark(paragraph)
        text = _text(paragraph)
        if not text.strip():
            yield [Cell("", locator)]
        elif not self.counters.numbering.style_name(paragraph).startswith("toc"):
            yield [Cell(mark + text, locator)]
        for box in _boxes(paragraph):
            self.boxes += 1
            number = self.boxes
            for index, block in enumerate(_blocks(box), 1):
                if block.tag == W + "tbl":
                    self.tables += 1
                    yield from self._rows(block, f"t{self.tables}")
                else:
                    yield from self._paragraph(block, f"box{number}p{index}")

    def _rows(self, table: Any, locator: str) -> Iterator[list[Cell]]:
        for number, row in enumerate(_below(table, W + "tr"), 1):
            cells: list[list[Cell]] = []
            column = 1
            for cell in _below(row, W + "tc"):
                place = f"{locator}r{number}c{column}"
                cells.append(list(self._cell(cell, place)) or [Cell("", place)])
                span = value(cell.find(f"{W}tcPr/{W}gridSpan")) or "1"
                column += int(span) if span.isdecimal() else 1
            if len(cells) == 1:
                yield from ([paragraph] for paragraph in cells[0])
            else:
                yield [Cell(" ".join(" ".join(part.text for part in c).split()), c[0].locator) for c in cells]

    def _cell(self, cell: Any, locator: str) -> Iterator[Cell]:
        """Return the paragraphs of a cell; a table in it gives its own."""
        for block in _blocks(cell):
            is_table = block.tag == W + "tbl"
            for line in self._rows(block, locator) if is_table else self._paragraph(block, locator):
                yield from (Cell(part.text, locator) for part in line)


def _blocks(parent: Any) -> Iterator[Any]:
    """Return the paragraphs and tables directly below an element, also those in content controls."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in _WRAPPERS and not _is_contents(child):
            yield from _blocks(child)


def _below(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _below(child, tag)


def _is_contents(control: Any) -> bool:
    gallery = value(control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"))
    return gallery == "Table of Contents"


def _text(parent: Any) -> str:
    pieces = []
    for child in parent:
        if child.tag == W + "r":
            pieces.append(_run(child))
        elif child.tag in _WRAPPERS:
            pieces.append(_text(child))
    return "".join(pieces)


def _run(run: Any) -> str:
    hidden = run.find(f"{W}rPr/{W}vanish")
    if hidden is not None and value(hidden) not in ("0", "false"):
        return ""
    pieces = []
    for child in run:
        if child.tag == W + "t":
            pieces.append(child.text or "")
        elif child.tag == W + "br":
            pieces.append("" if child.get(f"{W}type") in ("page", "column") else "\n")
        elif child.tag == W + "ruby":
            pieces.append(_text(child))
        else:
            pieces.append(_SIGNS.get(child.tag, ""))
    return "".join(pieces)


def _boxes(element: Any) -> Iterator[Any]:
    """Return the text boxes in a paragraph, once each: the fallback for old programs repeats them."""
    for child in element:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag != _MC + "Fallback":
            yield from _boxes(child)
