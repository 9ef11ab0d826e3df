"""A document: its title and year, its tree of sections, its sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from kjreport.lazy import LazyPattern
from kjreport.resources import read_rules
from kjreport.segment.headings import Heading, find_headings
from kjreport.segment.sentences import split_sentences
from kjreport.segment.title import ReportYear, YearFinder
from kjreport.span import Span
from kjreport.text import AlignedText

SectionRole = Literal["results", "problems", "plan"]


class SectionNode(NamedTuple):
    """A section of the cleaned text.

    Attributes:
        heading: its heading, or None for what stands before the first one.
        title: the text of the heading without its marker.
        span: the section with its heading and all its subsections.
        parent: index of the section around it, or None.
        role: what kind of section it is, its own or that of the nearest section around it that has one.
    """

    heading: Heading | None
    title: str
    span: Span
    parent: int | None
    role: SectionRole | None

    @property
    def level(self) -> int:
        """Level of the heading; 0 before the first one."""
        return self.heading.level if self.heading else 0


class SentenceNode(NamedTuple):
    """A sentence of the cleaned text and the index of the section it stands in."""

    span: Span
    section: int


@dataclass(frozen=True, slots=True)
class Document:
    """A cleaned text with its structure."""

    text: AlignedText
    title: str
    year: ReportYear
    sections: tuple[SectionNode, ...]
    sentences: tuple[SentenceNode, ...]

    def path(self, section: int) -> list[SectionNode]:
        """Return a section and the sections around it, innermost first."""
        found: list[SectionNode] = []
        index: int | None = section
        while index is not None:
            found.append(self.sections[index])
            index = self.sections[index].parent
        return found


@dataclass(frozen=True, slots=True)
class Segmenter:
    """Divides cleaned texts by the cue words of the rules."""

    roles: tuple[tuple[SectionRole, LazyPattern], ...]
    years: YearFinder

    @classmethod
    def default(cls) -> Segmenter:
        """Return a segmenter with the built-in cue words."""
        return cls.from_rules(read_rules("sections.yaml")["cues"])

    @classmethod
    def from_rules(cls, cues: list[dict[str, Any]]) -> Segmenter:
        """Return a segmenter with the cues that set section, title or calendar; those listed first win."""
        roles = tuple((cue["sets"]["section"], _pattern(cue)) for cue in cues if "section" in cue["sets"])
        report, plan, minguo = (
            _pattern(*(cue for cue in cues if cue["sets"].get(key) == kind))
            for key, kind in (("title", "report"), ("title", "plan"), ("calendar", "minguo"))
        )
        return cls(roles, YearFinder(report, plan, minguo))

    def segment(self, text: AlignedText) -> Document:
        """Return the structure of a cleaned text."""
        clean = text.text
        headings = find_headings(clean)
        title = next((line.strip() for line in clean.split("\n") if line.strip()), "")
        year = self.years.find(clean, title, headings)
        sections = self._sections(clean, headings, "plan" if year.plan else None)
        breaks = [position for h in headings for position in (h.marker.start, h.title.end)]
        spans = split_sentences(clean, breaks, [heading.marker for heading in headings])
        starts = [section.span.start for section in sections]
        homes = [bisect_right(starts, span.start) - 1 for span in spans]
        sentences = tuple(map(SentenceNode, spans, homes))
        return Document(text, title, year, sections, sentences)

    def _sections(
        self, text: str, headings: list[Heading], role: SectionRole | None
    ) -> tuple[SectionNode, ...]:
        """Return the sections; ``role`` is that of all behind a heading that tells no other."""
        first = headings[0].marker.start if headings else len(text)
        nodes = [SectionNode(None, "", Span(0, first), None, None)]
        for heading, (parent, end) in zip(headings, _tree(headings, len(text)), strict=True):
            title = text[heading.title.start : heading.title.end].strip()
            inherited = nodes[parent].role if parent is not None else role
            own = self._role(title, heading.level) or inherited
            nodes.append(SectionNode(heading, title, Span(heading.marker.start, end), parent, own))
        return tuple(nodes)

    def _role(self, title: str, level: int) -> SectionRole | None:
        # A deeper heading is a sentence of its own, which may well speak of plans among results.
        if level > 2:
            return None
        # The head of a Chinese phrase stands last: 目标任务完成情况 tells results, 重点工作安排 plans.
        best, found = (0, 0), None
        for role, pattern in self.roles:
            for match in pattern.finditer(title):
                start, end = match.span()
                if (end, end - start) > best:
                    best, found = (end, end - start), role
        return found


def _tree(headings: list[Heading], length: int) -> Iterator[tuple[int | None, int]]:
    """Return for each section the index of the one around it, and where it ends.

    It ends before the next heading of its level or a higher one. Section 0, before the first heading, is
    around none.
    """
    parents: list[int | None] = []
    ends = [length] * len(headings)
    open_headings: list[int] = []
    for index, heading in enumerate(headings):
        while open_headings and headings[open_headings[-1]].level >= heading.level:
            ends[open_headings.pop()] = heading.marker.start
        parents.append(open_headings[-1] + 1 if open_headings else None)
        open_headings.append(index)
    return zip(parents, ends, strict=True)


def _pattern(*cues: dict[str, Any]) -> LazyPattern:
    words = sorted((word for cue in cues for word in cue.get("words", ())), key=len, reverse=True)
    patterns = (pattern for cue in cues for pattern in cue.get("patterns", ()))
    return LazyPattern("|".join([*map(re.escape, words), *patterns]) or "(?!)")
