"""A document: its title and year, its tree of sections, its sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern, word_tree
from kjreport.resources import read_rules
from kjreport.segment.headings import Heading, begins_line, find_headings
from kjreport.segment.sentences import split_sentences
from kjreport.segment.tables import JOINING
from kjreport.segment.title import ReportYear, YearFinder, title_of
from kjreport.span import Span
from kjreport.text import AlignedText

SectionRole = Literal["results", "problems", "plan"]


class SectionNode(Frozen):
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


class SentenceNode(Frozen):
    """A sentence of the cleaned text.

    Attributes:
        span: the sentence.
        section: index of the section it stands in.
        role: the role of that section; behind words that turn to what comes next (下一步, …) it is a plan.
    """

    span: Span
    section: int
    role: SectionRole | None


class Document(Frozen):
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


class Segmenter(Frozen):
    """Divides cleaned texts by the cue words of the rules.

    Attributes:
        roles: what titles say of their sections: the role, the one it yields to, and its words.
        years: finds the year of a report.
        turn: how a sentence begins that turns to what comes next.
        turn_of_half: how it does so in a report on the first half of a year.
    """

    roles: tuple[tuple[SectionRole, str | None, LazyPattern], ...]
    years: YearFinder
    turn: LazyPattern
    turn_of_half: LazyPattern

    @classmethod
    def default(cls) -> Segmenter:
        """Return a segmenter with the built-in cue words."""
        return cls.from_rules(read_rules("sections.yaml")["cues"])

    @classmethod
    def from_rules(cls, cues: list[dict[str, Any]]) -> Segmenter:
        """Return a segmenter with the cues that set ``section`` or ``title``; those listed first win."""
        roles = tuple(
            (sets["section"], sets.get("yields"), _pattern(cue))
            for cue in cues
            if "section" in (sets := cue["sets"])
        )

        def told(key: str, *kinds: str) -> LazyPattern:
            return _pattern(*(cue for cue in cues if cue["sets"].get(key) in kinds))

        years = YearFinder(told("title", "report"), told("title", "plan"), told("calendar", "minguo"))
        return cls(roles, years, told("turn", "plan"), told("turn", "plan", "second_half"))

    def segment(self, text: AlignedText) -> Document:
        """Return the structure of a cleaned text."""
        clean = text.text
        headings = find_headings(clean)
        title = title_of(clean)
        year = self.years.find(clean, title, headings)
        breaks = [position for h in headings for position in (h.marker.start, h.title.end)]
        spans = split_sentences(clean, breaks, [heading.marker for heading in headings])
        starts = [0, *(heading.marker.start for heading in headings)]
        homes = [bisect_right(starts, span.start) - 1 for span in spans]
        turns = self._turns(clean, spans, homes, year)
        sections = self._sections(clean, headings, year.plan, turns)
        roles = [sections[home].role for home in homes]
        if turns:
            roles = [
                "plan" if _holds(turns, home, span.start) else role
                for span, home, role in zip(spans, homes, roles, strict=True)
            ]
        sentences = tuple(map(SentenceNode, spans, homes, roles))
        return Document(text, title, year, sections, sentences)

    def _turns(
        self, text: str, spans: Sequence[Span], homes: Sequence[int], year: ReportYear
    ) -> dict[int, Span]:
        """Return by section where its text turns to what comes next.

        It does so up to the end of the section when a paragraph begins so, else up to that of its paragraph.
        """
        turn = (self.turn_of_half if year.half == 1 else self.turn).match
        turned = [
            (span.start, span.end, home)
            for span, home in zip(spans, homes, strict=True)
            if turn(text, span.start, span.end)
        ]
        turns: dict[int, Span] = {}
        for start, end, home in turned:
            if home not in turns or turns[home].end <= start:
                line_end = -1 if begins_line(text, start) else text.find("\n", end)
                turns[home] = Span(start, line_end if line_end >= 0 else len(text))
        return turns

    def _sections(
        self, text: str, headings: list[Heading], plans: bool, turns: Mapping[int, Span]
    ) -> tuple[SectionNode, ...]:
        first = headings[0].marker.start if headings else len(text)
        whole: SectionRole | None = "plan" if plans else None
        nodes = [SectionNode(None, "", Span(0, first), None, None if headings else whole)]
        for heading, (parent, end) in zip(headings, _tree(headings, len(text)), strict=True):
            title = text[heading.title.start : heading.title.end].strip()
            inherited = (
                whole
                if parent is None
                else "plan"
                if _holds(turns, parent, heading.marker.start)
                else nodes[parent].role
            )
            role = self._role(title, heading.level, inherited)
            nodes.append(SectionNode(heading, title, Span(heading.marker.start, end), parent, role))
        return tuple(nodes)

    def _role(self, title: str, level: int, inherited: SectionRole | None) -> SectionRole | None:
        """Return the role of a section: what its title says, else that of what stands around it."""
        # A deeper heading is a sentence of its own, which may well speak of plans among results.
        if level > 2:
            return inherited
        # The head of a Chinese phrase stands last: 目标任务完成情况 tells results, 重点工作安排 plans.
        told = [
            (match.end(), match.end() - match.start(), role, yields or "")
            for role, yields, pattern in self.roles
            if pattern.search(title)  # few titles say it, and none says all
            for match in pattern.finditer(title)
        ]
        if not told:
            return inherited
        told.sort()
        end, length, role, yields = told[-1]
        if role == "plan":
            # What is joined by "and" tells what is; the plan begins where the text turns to it.
            before = [one for one in told if one[2] != "plan" and one[0] <= end - length]
            if before and not JOINING.isdisjoint(title[before[-1][0] : end - length]):
                role = before[-1][2]
        return inherited if inherited == yields else role


def _holds(turns: Mapping[int, Span], section: int, position: int) -> bool:
    """Whether a section speaks of what comes next at a position."""
    turn = turns.get(section)
    return turn is not None and turn.start <= position < turn.end


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
    words = word_tree(word for cue in cues for word in cue.get("words", ()))
    patterns = (pattern for cue in cues for pattern in cue.get("patterns", ()))
    return LazyPattern("|".join(filter(None, [words, *patterns])) or "(?!)")
