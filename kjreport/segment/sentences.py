"""Sentences of a cleaned text."""

from __future__ import annotations

from collections.abc import Iterable

from kjreport.lazy import LazyPattern
from kjreport.segment.tables import HAN_FULL_STOP, ITEM_END, LOOSE_SENTENCE_END, SENTENCE_END
from kjreport.span import Span

_STRICT = LazyPattern(SENTENCE_END)
_LOOSE = LazyPattern(LOOSE_SENTENCE_END)
_ITEM = LazyPattern(ITEM_END)
_HAN_FULL_STOP = LazyPattern(HAN_FULL_STOP)


def uses_ascii_full_stops(text: str) -> bool:
    """Whether the sentences of a text end with ``.`` instead of ``。``.

    >>> uses_ascii_full_stops("完善政策.加强培育.")
    True
    """
    others = text.count("。")
    return text.count(".") > others and len(_HAN_FULL_STOP.findall(text)) > others


def split_sentences(text: str, breaks: Iterable[int] = (), markers: Iterable[Span] = ()) -> list[Span]:
    """Return the sentences of ``text`` without the spaces around them.

    Args:
        text: cleaned text.
        breaks: positions at which a sentence begins whatever stands there, such as those of headings.
        markers: spans whose full stops end nothing, such as ``1.``.

    >>> text = "一是推荐37家。二是增长2.5%;新增3家"
    >>> [span.of(text) for span in split_sentences(text)]
    ['一是推荐37家。', '二是增长2.5%;', '新增3家']
    """
    pattern = _LOOSE if uses_ascii_full_stops(text) else _STRICT
    inside = {position for marker in markers for position in range(marker.start, marker.end)}
    ends = {match.end() for match in pattern.finditer(text) if match.start() not in inside}
    ends.update([match.end() for match in _ITEM.finditer(text)])
    spans: list[Span] = []
    start = 0
    for end in sorted(ends.union(breaks, (len(text),))):
        bare = text[start:end].strip()
        if bare:
            first = start if len(bare) == end - start else text.find(bare, start)
            spans.append(Span(first, first + len(bare)))
        start = end
    return spans
