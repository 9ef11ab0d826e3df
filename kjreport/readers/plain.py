"""Plain text in any encoding, and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kjreport.extras import require
from kjreport.readers.lines import Cell, assemble
from kjreport.text import Place, SourceText, decode

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE_END = re.compile(r"\n|\r(?!\n)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_text(data: bytes, name: str) -> SourceText:
    r"""Read plain text; it is left as it is, and its places are its lines.

    Raises:
        InputError: the bytes are no text, or no encoding fits.

    >>> read_text("概况\n新增37家".encode("gb18030"), "a.txt").locator(5)
    'line 2'
    """
    text = decode(data, name).text
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    return SourceText(text, name, tuple(Place(start, f"line {n}") for n, start in enumerate(starts, 1)))


def read_markdown(data: bytes, name: str) -> SourceText:
    r"""Read Markdown: marks go, numbers of lists and line ends stay, rows of tables become lines.

    >>> read_markdown("## 一、概况\n\n3. 新增**37**家".encode(), "a.md").text
    '一、概况\n3. 新增37家\n'
    """
    parser = require("markdown_it", "readers").MarkdownIt("commonmark").enable("table")
    # An indented paragraph of a report is no program.
    parser.disable("code")
    return assemble(_markdown_lines(parser.parse(decode(data, name).text)), name)


def _markdown_lines(tokens: Sequence[Token]) -> Iterator[list[Cell]]:
    row: list[Cell] | None = None
    line, tables, rows, marker = 0, 0, 0, ""
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        if token.type == "list_item_open":
            marker = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "table_open":
            tables, rows = tables + 1, 0
        elif token.type == "tr_open":
            row, rows = [], rows + 1
        elif token.type == "tr_close" and row is not None:
            yield row
            row = None
        elif token.type == "inline" and row is not None:
            row.append(Cell(_shown(token), f"t{tables}r{rows}c{len(row) + 1}"))
        elif token.type == "inline":
            for offset, text in enumerate(_shown(token).split("\n")):
                yield [Cell(marker + text, f"line {line + offset}")]
                marker = ""
        elif token.type in ("fence", "html_block"):
            yield [Cell(token.content.rstrip("\n"), f"line {line}")]


def _shown(token: Token) -> str:
    """Return the text of a paragraph without its marks."""
    return "".join(map(_piece, token.children or ()))


def _piece(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "html_inline":
        return "\n" if _BREAK.fullmatch(token.content) else ""
    return token.content if token.type in ("text", "code_inline", "text_special") else ""
