"""Places in a ranking: 第5位, 排名3, 全市第1, 前三, 首位."""

from __future__ import annotations

from decimal import Decimal

from kjreport.numbers import NumberFinder
from kjreport.numbers.find import Found, make_number
from kjreport.numbers.grammar import Reading
from kjreport.numbers.lexicon import Lexicon
from kjreport.numbers.model import Bound
from kjreport.units import tables
from kjreport.units.model import Quantity

UNIT, DIMENSION = tables.RANK_UNIT, "rank"
_ONE = Decimal(1)


class RankReader:
    """Reads ranks; compiled from the ``rank_*`` lists of the lexicons, immutable."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists
        self._marks = lists.get("rank_marks", ())
        self._verbs = tuple(sorted(lists.get("rank_verbs", ()), key=len, reverse=True))
        self._tops = lists.get("rank_tops", ())
        self._top_left = lists.get("rank_top_left", ())
        self._units = tuple(sorted(lists.get("rank_units", ()), key=len, reverse=True))
        self._followers = lists.get("rank_followers", ())
        self._not_left = lists.get("rank_not_left", ())
        self._words = lists.get("rank_words", ())
        self._words_not_right = lists.get("rank_words_not_right", ())
        self._lasts = frozenset(word[-1] for word in (*self._marks, *self._verbs, *self._tops))

    def read(self, text: str, start: int, end: int, numbers: NumberFinder) -> Quantity | None:
        """Return the rank whose number is the run ``text[start:end]``, or ``None``."""
        if not start or text[start - 1] not in self._lasts:
            return None
        unit = next((word for word in self._units if text.startswith(word, end)), "")
        stop = end + len(unit)
        following = text[stop : stop + 1]
        if following and following not in tables.PUNCTUATION and not text.startswith(self._followers, stop):
            return None
        begin, bound = self._begin(text, start, unit)
        if begin is None:
            return None
        found = numbers.read(text, start, end)
        if found is None or found.reading.bare or found.start != start:
            return None
        return _rank(text, found._replace(begin=begin), stop, bound)

    def _begin(self, text: str, start: int, unit: str) -> tuple[int | None, Bound]:
        """Return where the rank phrase begins, and ``at_most`` for the first so many places."""
        for mark in self._marks:
            if text.endswith(mark, 0, start):
                begin = start - len(mark)
                before = text[begin - 1] if begin else ""
                told = bool(unit) or (before != "" and before not in tables.PUNCTUATION)
                return (begin if told and not text.endswith(self._not_left, 0, begin) else None), "exact"
        for verb in self._verbs:
            if text.endswith(verb, 0, start):
                return start - len(verb), "exact"
        for top in self._tops:
            begin = start - len(top)
            if text.endswith(top, 0, start) and text.endswith(self._top_left, 0, begin):
                return begin, "at_most"
        return None, "exact"

    def words(self, text: str) -> list[Quantity]:
        """Return the ranks that words say: 首位, 榜首."""
        found = []
        for word in self._words:
            start = text.find(word)
            while start >= 0:
                end = start + len(word)
                if not (
                    text.endswith(self._not_left, 0, start) or text.startswith(self._words_not_right, end)
                ):
                    reading = Found(start, start, end, Reading(_ONE, _ONE), None, False)
                    found.append(_rank(text, reading, end, "exact"))
                start = text.find(word, end)
        return found


def _rank(text: str, found: Found, end: int, bound: Bound) -> Quantity:
    number = make_number(text, found, found.end, None)
    value = number.value
    interval = (_ONE, value) if bound == "at_most" else (value, number.high or value)
    if number.bound == "range":
        bound = "range"
    return Quantity(
        text[found.begin : end],
        found.begin,
        end,
        value,
        number.high,
        interval,
        bound,
        found.masked,
        UNIT,
        DIMENSION,
        None,
        number,
    )
