"""What belongs to the web page around a report, by the patterns of the cleaning rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern
from kjreport.text.aligned import AlignedText
from kjreport.text.lines import line_starts
from kjreport.text.tables import FULL_STOP

_NOTHING = LazyPattern(r"(?!)")
LONGEST = 200  # characters of a line that belongs to the page


class Boilerplate(Frozen):
    """The patterns of the cleaning rules, one compiled expression for each scope, and their words.

    ``marks`` are the patterns of ``inline`` by themselves: most texts hold none, and a search for what a
    single pattern begins with is many times as fast.
    """

    line: LazyPattern
    tail: LazyPattern
    page: LazyPattern
    inline: LazyPattern
    marks: tuple[LazyPattern, ...]
    entities: frozenset[str]
    site_words: tuple[str, ...]

    @classmethod
    def from_rules(cls, rules: list[dict[str, Any]]) -> Boilerplate:
        """Compile the list of a rule file of the kind ``cleaning``."""

        def patterns(scope: str) -> list[str]:
            return [one for rule in rules if rule["scope"] == scope for one in rule.get("patterns", ())]

        def words(scope: str) -> list[str]:
            return [word for rule in rules if rule["scope"] == scope for word in rule.get("words", ())]

        line, tail, page, inline = (_any(patterns(scope)) for scope in ("line", "tail", "page", "inline"))
        marks = tuple(map(LazyPattern, patterns("inline")))
        return cls(line, tail, page, inline, marks, frozenset(words("entity")), tuple(words("tail")))

    def remove(self, text: AlignedText) -> AlignedText:
        """Delete inline marks, whole lines, and the tail of the page."""
        if any(mark.search(text.text) for mark in self.marks):
            text = text.delete(match.span() for match in self.inline.finditer(text.text))
        return text.delete(self._lines(text.text))

    def _lines(self, text: str) -> list[tuple[int, int]]:
        lines = text.split("\n")
        contents = [line.strip() for line in lines]
        last = self._tail(contents)
        gone = [
            index
            for index, content in enumerate(contents[:last])
            if content and len(lines[index]) <= LONGEST and self.line.fullmatch(content)
        ]
        if not gone and last == len(lines):
            return []
        starts = [*line_starts(lines), len(text)]
        spans = [(starts[index], starts[index + 1]) for index in gone]
        return [*spans, (starts[last], len(text))] if last < len(lines) else spans

    def _tail(self, lines: list[str]) -> int:
        """Return the index of the line that begins the tail of the page: behind it, nothing is the report's.

        Whether a line is the report's is seen from the line alone, so that what stands before a tail does not
        become one when the tail is gone.
        """
        tail = len(lines)
        if not any(map(self.tail.fullmatch, lines)):
            return tail
        for index in range(len(lines) - 1, -1, -1):
            content = lines[index]
            if content and self.tail.fullmatch(content):
                tail = index
            elif FULL_STOP in content and not any(word in content for word in self.site_words):
                break
        return tail


def _any(patterns: Iterable[str]) -> LazyPattern:
    """Compile one expression that matches what any of the patterns matches."""
    alternatives = "|".join(f"(?:{pattern})" for pattern in patterns)
    return LazyPattern(alternatives) if alternatives else _NOTHING
