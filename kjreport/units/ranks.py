"""Places in a ranking: 第5位, 排名3, 全市第1, 前三, 首位."""

from __future__ import annotations

from kjreport.frozen import replace
from kjreport.numbers import Bound, NumberFinder
from kjreport.numbers.find import Found
from kjreport.units import tables
from kjreport.units.build import ONE, Measure, left_edge, places, quantity
from kjreport.units.model import Quantity

_PLACE = Measure(tables.RANK_UNIT, "rank")


class RankReader:
    """Reads ranks; compiled from the ``rank_*`` lists of the lexicons, immutable."""

    def __init__(self, numbers: NumberFinder) -> None:
        words = numbers.lexicon.words
        self._numbers = numbers
        self._marks, self._verbs, self._tops = words("rank_marks"), words("rank_verbs"), words("rank_tops")
        self._top_left, self._units = words("rank_top_left"), words("rank_units")
        self._followers, self._not_left = words("rank_followers"), words("rank_not_left")
        self._words, self._words_not_right = words("rank_words"), words("rank_words_not_right")
        self.lasts = frozenset(word[-1] for word in (*self._marks, *self._verbs, *self._tops))

    def read(self, text: str, start: int, end: int) -> Quantity | None:
        """Return the rank whose number is the run ``text[start:end]``, or ``None``."""
        edge = left_edge(text, start) if text[start - 1 : start] in tables.SPACES else start
        if not edge or text[edge - 1] not in self.lasts:
            return None
        stop = end
        while text[stop : stop + 1] in tables.SPACES:
            stop += 1
        unit = next((word for word in self._units if text.startswith(word, stop)), "")
        stop = stop + len(unit) if unit else end
        following = text[stop : stop + 1]
        if edge < start and following in tables.SPACES:
            following = text[stop:].lstrip(tables.ALL_SPACES)[:1]
        if following and following not in tables.PUNCTUATION and not text.startswith(self._followers, stop):
            return None
        place = self._begin(text, edge, unit)
        if place is None:
            return None
        found = self._numbers.read(text, start, end)
        if found is None or found.reading.bare or found.start != start:
            return None
        begin, bound = place
        return quantity(text, replace(found, begin=begin, cue=None), _PLACE, stop, bound)

    def _begin(self, text: str, start: int, unit: str) -> tuple[int, Bound | None] | None:
        """Return where the rank phrase begins, and ``at_most`` for the first so many places."""
        for mark in self._marks:
            if text.endswith(mark, 0, start):
                begin = start - len(mark)
                before = text[begin - 1] if begin else ""
                told = unit != "" or (before != "" and before not in tables.PUNCTUATION)
                told = told or (text[start : start + 1] in tables.ARABIC and _follows_number(text, begin))
                return (begin, None) if told and not text.endswith(self._not_left, 0, begin) else None
        for verb in self._verbs:
            if text.endswith(verb, 0, start):
                return start - len(verb), None
        for top in self._tops:
            begin = start - len(top)
            if text.endswith(top, 0, start) and text.endswith(self._top_left, 0, begin):
                return begin, "at_most"
        return None

    def words(self, text: str) -> list[Quantity]:
        """Return the ranks that words say: 首位, 榜首."""
        found = []
        for word in self._words:
            for start in places(text, word):
                end = start + len(word)
                saying = text.endswith(self._not_left, 0, start) or text.startswith(
                    self._words_not_right, end
                )
                if not saying:
                    found.append(quantity(text, Found(start, start, end, ONE, None, False), _PLACE, end))
        return found


def _follows_number(text: str, position: int) -> bool:
    """Whether a clause that ends in a number stands left of ``position``: 增速86,第1."""
    before = text[max(0, position - 2) : position]
    return len(before) == 2 and before[1] in tables.CLAUSE_ENDS and before[0] in tables.FIGURES
