"""Lines of cells, each with its place, to one text with a map of places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kjreport.text import Place, SourceText

CELL_BORDER = " | "


class Cell(NamedTuple):
    """The text of a paragraph or a table cell and where it stands."""

    text: str
    locator: str


def assemble(lines: Iterable[Sequence[Cell]], name: str) -> SourceText:
    r"""Join lines of cells; a row without text is left out.

    Args:
        lines: a paragraph is a line of one cell, a row of a table a line of several.
        name: the name of the document.

    Returns:
        The text, one line each, cells joined by a bar.

    >>> source = assemble([[Cell("概况", "p1")], [Cell("企业", "t1r1c1"), Cell("37家", "t1r1c2")]], "a.docx")
    >>> source.text, source.locator(8)
    ('概况\n企业 | 37家\n', 't1r1c2')
    """
    pieces: list[str] = []
    places: list[Place] = []
    length = 0
    for line in lines:
        if len(line) > 1 and not any(cell.text.strip() for cell in line):
            continue
        for index, cell in enumerate(line):
            border = CELL_BORDER if index else ""
            places.append(Place(length + len(border), cell.locator))
            pieces += (border, cell.text)
            length += len(border) + len(cell.text)
        pieces.append("\n")
        length += 1
    return SourceText("".join(pieces), name, tuple(places))
