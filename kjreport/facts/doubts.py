"""Digits that are no number, and texts that end before their end: told, and never read as if they were."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from kjreport.errors import Diagnostic
from kjreport.facts.cues import Lexicon
from kjreport.facts.tables import (
    BROKEN_BEGIN,
    BROKEN_NUMBER,
    CUT_END,
    CUT_OPENINGS,
    CUT_SIGNS,
    MARK_BEGIN,
    RESPECTIVELY,
)
from kjreport.frozen import Frozen, replace
from kjreport.lazy import LazyPattern
from kjreport.segment import Document
from kjreport.span import Span
from kjreport.units import Quantity, QuantityFinder

_BEGIN, _BROKEN = LazyPattern(BROKEN_BEGIN), LazyPattern(BROKEN_NUMBER)
_CUT_END = LazyPattern(CUT_END)
_start = attrgetter("start")

LONGEST_UNIT = 8  # characters behind digits in which their unit stands
NEAR = 12  # characters before digits in which a word for a list stands
LAST = 600  # characters at the end of a text in which a site says that it cut the text
LONGEST_CUT = 100  # characters of what a text ends with that is cut
DIGIT = "2"  # in the place of broken digits, to read their unit


class Doubts(Frozen):
    """Finds what cannot be right; ``rules/truncation.yaml`` has the words of cut texts."""

    finder: QuantityFinder
    words: frozenset[str]
    marks: LazyPattern

    @classmethod
    def of(cls, lexicons: Mapping[str, Lexicon], finder: QuantityFinder) -> Doubts:
        """Take the words by their id."""
        marks = lexicons["truncation_marks"]
        return cls(finder, marks.words, LazyPattern(f"{MARK_BEGIN}(?P<mark>{marks.alternation})"))

    def mark(self, text: str, quantities: Iterable[Quantity]) -> list[Quantity]:
        """Return quantities in order; those whose digits are no number have no value, but their unit."""
        broken = list(self._broken(text))
        if not broken:
            return sorted(quantities, key=_start)
        ends = [one.end for _, one in broken]
        whole = (one for one in quantities if not _overlaps(one, broken, ends))
        return sorted([*whole, *(one for _, one in broken)], key=_start)

    def _broken(self, text: str) -> Iterator[tuple[int, Quantity]]:
        """Yield the quantities whose digits are no number, with where the digits begin."""
        for begin in _BEGIN.finditer(text):
            match = _BROKEN.match(text, begin.start())
            if match is None:
                continue
            end = match.end()
            found = self.finder.find(DIGIT + text[end : end + LONGEST_UNIT])
            if not found or found[0].start or found[0].end == len(DIGIT):
                continue
            if match["list"] and RESPECTIVELY in text[max(0, match.start() - NEAR) : match.start()]:
                continue  # 分别增长12、15%
            if match["comma"] and found[0].dimension == "count":
                continue  # 排名12,34家企业: the comma can part two clauses
            # A sentence ends at the full stop inside: what stands behind it is the quantity of the next one.
            start = match.start("behind") if match["behind"] else match.start()
            end += found[0].end - len(DIGIT)
            yield match.start(), _without_value(found[0], text, start, end)

    def diagnose(self, document: Document, quantities: Sequence[Quantity]) -> Iterator[Diagnostic]:
        """Yield what people should look at: where digits are no number, and where a text is cut."""
        text = document.text
        for one in quantities:
            if one.masked and any(map(str.isdecimal, one.text)) and _BROKEN.search(text.text, *_around(one)):
                span = text.raw_span(Span(one.start, one.end))
                message = f"{span.of(text.raw)!r} at offset {span.start} is not one number"
                hint = "its value is left open; look at the source"
                yield Diagnostic("KJ303", message, hint=hint, severity="warning")
        cut = self._cut(document)
        if cut is not None:
            message = f"the text ends at offset {cut.start} with {cut.of(text.raw)!r}: it seems cut"
            yield Diagnostic("KJ304", message, hint="what follows is missing", severity="warning")

    def _cut(self, document: Document) -> Span | None:
        """Return the raw characters that tell that a text ends before its end."""
        text = document.text
        first = max(0, len(text.raw) - LAST)
        tail = text.raw[first:]
        possible = any(word in tail for word in self.words)
        mark = self.marks.search(text.raw, first) if possible else None
        if mark is not None:
            return Span(*mark.span("mark"))
        last = len(text.text.rstrip())
        start = max(0, last - LONGEST_CUT)
        opened = any(text.text.find(one, start, last) >= 0 for one in CUT_OPENINGS)
        sign = text.text[last - 1 : last]
        possible = opened or sign in CUT_SIGNS or sign.isdecimal()
        end = _CUT_END.search(text.text, start, last) if possible else None
        return text.raw_span(Span(*end.span())) if end else None


def _around(quantity: Quantity) -> tuple[int, int]:
    """Return where the digits of a broken number can begin, with the sentence that a full stop cut off."""
    return max(0, quantity.start - LONGEST_UNIT), quantity.end


def _overlaps(quantity: Quantity, broken: Sequence[tuple[int, Quantity]], ends: Sequence[int]) -> bool:
    """Whether a quantity is made of broken digits; ``ends`` are where the broken ones end."""
    following = bisect_right(ends, quantity.start)
    return following < len(broken) and broken[following][0] < quantity.end


def _without_value(quantity: Quantity, text: str, start: int, end: int) -> Quantity:
    return replace(
        quantity,
        text=text[start:end],
        start=start,
        end=end,
        value=None,
        high=None,
        interval=(None, None),
        bound="exact",
        masked=True,
    )
