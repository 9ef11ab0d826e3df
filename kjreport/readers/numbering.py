"""The automatic numbers of a word processor document: 一、 (一) 1. as its numbering part defines them.

What is read are ``numbering.xml`` and ``styles.xml`` of ISO/IEC 29500-1, 17.9: list instances (``num``) share
the counters of their abstract definition unless they override its start.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kjreport.frozen import Frozen
from kjreport.readers.tables import CLOSED, ordinal

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACEHOLDER = re.compile(r"%([1-9])")
LEVELS = 9


class Level(NamedTuple):
    """How one level of a list is written.

    Attributes:
        start: its first number.
        style: the format of its number, such as ``chineseCounting``.
        pattern: what is written, with ``%1`` for the number of the first level.
        restart: the level, counted from 1, behind which it begins anew; 0 for never, None for any above it.
        legal: whether numbers of other levels are written in decimal digits.
        suffix: ``tab``, ``space`` or ``nothing``, which follows the number.
        paragraph_style: the paragraph style that is bound to the level, or None.
    """

    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    paragraph_style: str | None = None


class List(Frozen):
    """A list instance: its counters, its levels, and the numbers with which it begins anew."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Style(Frozen):
    """What a paragraph style says of numbering."""

    name: str
    based_on: str | None
    list_id: str | None
    level: int | None


class Numbering(Frozen):
    """The lists and paragraph styles of a document."""

    lists: Mapping[str, List]
    styles: Mapping[str, Style]

    @classmethod
    def read(cls, numbering: Any, styles: Any) -> Numbering:
        """Read the root elements of the numbering and styles parts; either may be None."""
        of_styles = {} if styles is None else dict(map(_style, styles.iterfind(f"{W}style")))
        return cls({} if numbering is None else _lists(numbering, of_styles), of_styles)

    def of(self, paragraph: Any) -> tuple[str, int] | None:
        """Return the list and the level that a paragraph belongs to, by itself or by its style."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style_id = value(paragraph.find(f"{W}pPr/{W}pStyle")) or ""
        list_id, level = _numbers(own)
        inherited_id, inherited_level = self._of_style(style_id)
        list_id = inherited_id if list_id is None else list_id
        if list_id is None or list_id not in self.lists:
            return None  # 0 switches the numbering of the style off
        if level is None:
            level = inherited_level
        if level is None:
            bound = (n for n, lv in self.lists[list_id].levels.items() if lv.paragraph_style == style_id)
            level = next(bound, 0)
        return list_id, level

    def _of_style(self, style_id: str | None) -> tuple[str | None, int | None]:
        level: int | None = None
        for _ in range(len(self.styles)):  # a circle of styles ends here, too
            style = self.styles.get(style_id or "")
            if style is None:
                break
            level = style.level if level is None else level
            if style.list_id is not None:
                return style.list_id, level
            style_id = style.based_on
        return None, None

    def style_name(self, paragraph: Any) -> str:
        """Return the name of the style of a paragraph, in lower case."""
        style = self.styles.get(value(paragraph.find(f"{W}pPr/{W}pStyle")) or "")
        return style.name.lower() if style else ""


@dataclass(slots=True)
class Counters:
    """The running numbers of one document, from its first paragraph to its last."""

    numbering: Numbering
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def mark(self, paragraph: Any) -> str:
        """Count a paragraph, and return what is written before it: `一、`, `(一)`, `1. ` or nothing."""
        place = self.numbering.of(paragraph)
        if place is None:
            return ""
        list_id, number = place
        of = self.numbering.lists[list_id]
        level = of.levels.get(number, Level(style="none"))
        counts = self.counts.setdefault(of.abstract, {})
        if number in of.starts and (list_id, number) not in self.begun:
            counts[number] = of.starts[number]
        else:
            counts[number] = counts[number] + 1 if number in counts else level.start
        self.begun.add((list_id, number))
        for deeper in [n for n in counts if n > number and _restarts(of.levels.get(n), number)]:
            del counts[deeper]
        return self._written(level, of, counts)

    def _written(self, level: Level, of: List, counts: dict[int, int]) -> str:
        def number(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            other = of.levels.get(index, Level())
            count = counts.setdefault(index, other.start)
            return ordinal(count, "decimal" if level.legal else other.style)

        text = "" if level.style in ("bullet", "none") else _PLACEHOLDER.sub(number, level.pattern)
        return text if not text or level.suffix == "nothing" or text.endswith(CLOSED) else f"{text} "


def value(element: Any) -> str | None:
    """Return the ``w:val`` of an element, or None when there is no such element."""
    return None if element is None else element.get(f"{W}val")


def _integer(element: Any) -> int | None:
    text = value(element)
    return int(text) if text is not None and text.lstrip("-").isdecimal() else None


def _restarts(level: Level | None, above: int) -> bool:
    """Whether a level begins anew behind an item of the level ``above``, counted from 0."""
    return level is None or level.restart is None or above < level.restart


def _numbers(properties: Any) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    return value(properties.find(f"{W}numId")), _integer(properties.find(f"{W}ilvl"))


def _style(element: Any) -> tuple[str, Style]:
    list_id, level = _numbers(element.find(f"{W}pPr/{W}numPr"))
    name = value(element.find(f"{W}name")) or ""
    return element.get(f"{W}styleId", ""), Style(name, value(element.find(f"{W}basedOn")), list_id, level)


def _lists(root: Any, styles: Mapping[str, Style]) -> dict[str, List]:
    abstracts = {element.get(f"{W}abstractNumId"): element for element in root.iterfind(f"{W}abstractNum")}
    abstract_of = {n.get(f"{W}numId"): value(n.find(f"{W}abstractNumId")) for n in root.iterfind(f"{W}num")}
    lists = {}
    for num in root.iterfind(f"{W}num"):
        abstract = abstract_of[num.get(f"{W}numId")]
        element = abstracts.get(abstract)
        link = None if element is None else value(element.find(f"{W}numStyleLink"))
        if link is not None and link in styles:  # the levels are those of a list style
            abstract = abstract_of.get(styles[link].list_id, abstract)
            element = abstracts.get(abstract, element)
        levels = {} if element is None else _levels(element)
        starts = {}
        for override in num.iterfind(f"{W}lvlOverride"):
            number = int(override.get(f"{W}ilvl", "0"))
            levels |= _levels(override)
            start = _integer(override.find(f"{W}startOverride"))
            if start is not None:
                starts[number] = start
        lists[num.get(f"{W}numId", "")] = List(abstract or "", levels, starts)
    return lists


def _levels(parent: Any) -> dict[int, Level]:
    return {int(element.get(f"{W}ilvl", "0")): _level(element) for element in parent.iterfind(f"{W}lvl")}


def _level(element: Any) -> Level:
    start = _integer(element.find(f"{W}start"))
    legal = element.find(f"{W}isLgl")
    formats = [value(found) for found in element.iter(f"{W}numFmt")]
    return Level(
        start=0 if start is None else start,
        style=formats[0] if formats and formats[0] else "decimal",
        pattern=value(element.find(f"{W}lvlText")) or "",
        restart=_integer(element.find(f"{W}lvlRestart")),
        legal=legal is not None and value(legal) not in ("0", "false"),
        suffix=value(element.find(f"{W}suff")) or "tab",
        paragraph_style=value(element.find(f"{W}pStyle")),
    )
