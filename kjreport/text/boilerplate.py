"""What belongs to the web page around a report, by the patterns of the cleaning rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kjreport.text.aligned import AlignedText
from kjreport.text.alignment import Edit

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The patterns of the cleaning rules, one compiled expression for each scope, and names of entities."""

    line: re.Pattern[str]
    tail: re.Pattern[str]
    page: re.Pattern[str]
    inline: re.Pattern[str]
    entities: frozenset[str]

    @classmethod
    def from_rules(cls, rules: list[dict[str, Any]]) -> Boilerplate:
        """Compile the list of a rule file of the kind ``cleaning``."""

        def patterns(scope: str) -> re.Pattern[str]:
            return _any(pattern for rule in rules if rule["scope"] == scope for pattern in rule["patterns"])

        entities = (word for rule in rules if rule["scope"] == "entity" for word in rule["words"])
        return cls(
            patterns("line"), patterns("tail"), patterns("page"), patterns("inline"), frozenset(entities)
        )

    def is_page_mark(self, line: str) -> bool:
        """Whether a line is a page number and nothing else."""
        return bool(self.page.fullmatch(line.strip()))

    def remove(self, text: AlignedText) -> AlignedText:
        """Delete inline marks, whole lines, and the tail of the page."""
        text = text.edit(Edit(*match.span()) for match in self.inline.finditer(text.text))
        return text.edit(self._lines(text.text))

    def _lines(self, text: str) -> list[Edit]:
        edits: list[Edit] = []
        start = 0
        while start < len(text):
            newline = text.find("\n", start)
            end = len(text) if newline < 0 else newline + 1
            line = text[start:end].strip()
            if line and start * 2 >= len(text) and self.tail.fullmatch(line):
                return [*edits, Edit(start, len(text))]
            if line and len(line) <= 200 and self.line.fullmatch(line):
                edits.append(Edit(start, end))
            start = end
        return edits


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """Compile one expression that matches what any of the patterns matches."""
    alternatives = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(alternatives) if alternatives else _NOTHING
