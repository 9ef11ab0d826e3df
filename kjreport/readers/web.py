"""Web pages: paragraphs and tables as lines; scripts, styles and navigation are dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kjreport.extras import require
from kjreport.readers.lines import Cell, assemble
from kjreport.text import SourceText, decode

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DROPPED = (
    "script, style, noscript, template, iframe, svg, nav, footer, aside, form, button, select, textarea, "
    "dialog, rt, rp, [hidden], [role=navigation], [role=banner], [role=contentinfo], [role=search]"
)
_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"}
    | {"ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_SPACES = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes, name: str) -> SourceText:
    r"""Read a web page; when it marks its main part or its one article, that part alone.

    Rows of tables become lines of cells joined by bars. A table that holds tables, and a row of one cell, are
    layout: their paragraphs stay paragraphs.

    Raises:
        InputError: the bytes are no text.
        MissingExtraError: selectolax is not installed.

    >>> read_html("<nav>首页</nav><p>新增<b>37</b>家</p>".encode(), "a.html").text
    '新增37家\n'
    """
    tree = require("selectolax.lexbor", "readers").LexborHTMLParser(decode(data, name).text)
    root = _main_part(tree.body) if tree.body is not None else None
    if root is None:
        return assemble((), name)
    for node in root.css(_DROPPED):
        node.decompose()
    return assemble(_lines(root), name)


def _main_part(body: LexborNode) -> LexborNode:
    for selector in ("main, [role=main]", "article"):
        found = body.css(selector)
        if len(found) == 1:
            return found[0]
    for header in body.css("body > header"):
        header.decompose()
    return body


def _lines(root: LexborNode) -> Iterator[list[Cell]]:
    paragraphs = tables = 0
    for block in _blocks(root):
        if isinstance(block, str):
            paragraphs += 1
            yield [Cell(block, f"p{paragraphs}")]
        else:
            tables += 1
            yield from _rows(block, f"t{tables}")


def _rows(table: LexborNode, locator: str) -> Iterator[list[Cell]]:
    for number, row in enumerate(table.css("tr"), 1):
        cells: list[list[Cell]] = []
        column = 1
        for cell in row.iter():
            if cell.tag in ("td", "th"):
                place = f"{locator}r{number}c{column}"
                cells.append([Cell(text, place) for text in _blocks(cell) if isinstance(text, str)])
                cells[-1] = cells[-1] or [Cell("", place)]
                span = cell.attributes.get("colspan") or "1"
                column += int(span) if span.isdecimal() else 1
        if len(cells) == 1:
            yield from ([paragraph] for paragraph in cells[0])
        else:
            yield [
                Cell(" ".join(" ".join(part.text for part in cell).split()), cell[0].locator)
                for cell in cells
            ]


def _blocks(root: LexborNode) -> Iterator[str | LexborNode]:
    """Return the paragraphs below an element as texts, and its tables of data as they are."""
    pieces: list[str] = []
    for event in _events(root):
        if isinstance(event, str):
            pieces.append(event)
            continue
        text = "\n".join(line.strip(" ") for line in "".join(pieces).split("\n")).strip("\n")
        if text.strip():
            yield text
        pieces.clear()
        if event is not None:
            yield event


def _events(root: LexborNode) -> Iterator[str | LexborNode | None]:
    """Return texts, tables of data, and None where a paragraph ends; deep nesting costs no stack."""
    waiting: list[LexborNode | None] = [None, *_children(root)]
    while waiting:
        node = waiting.pop()
        if node is None:
            yield None
        elif node.tag == "-text":
            text = node.text_content or ""
            in_pre = node.parent is not None and node.parent.tag == "pre"
            yield text if in_pre else _SPACES.sub(" ", text)
        elif node.tag == "br":
            yield "\n"
        elif node.tag == "table" and not _holds_tables(node):
            yield None
            yield node
        elif node.tag in _BLOCKS:
            yield None
            waiting += [None, *_children(node)]
        else:
            waiting += _children(node)


def _holds_tables(table: LexborNode) -> bool:
    return any(found.mem_id != table.mem_id for found in table.css("table"))


def _children(node: LexborNode) -> list[LexborNode]:
    return list(node.iter(include_text=True))[::-1]
