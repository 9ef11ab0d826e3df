"""Sentences of a cleaned text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from kjreport.segment.tables import FULL_STOP, HAN_FULL_STOP, LOOSE_FULL_STOP, SENTENCE_END
from kjreport.span import Span

_STRICT = re.compile(f"{SENTENCE_END}|{FULL_STOP}")
_LOOSE = re.compile(f"{SENTENCE_END}|{LOOSE_FULL_STOP}")
_HAN_FULL_STOP = re.compile(HAN_FULL_STOP)


def uses_ascii_full_stops(text: str) -> bool:
    """Whether the sentences of a text end with ``.`` instead of ``。``.

    >>> uses_ascii_full_stops("完善政策.加强培育.")
    True
    """
    return len(_HAN_FULL_STOP.findall(text)) > text.count("。")


def split_sentences(text: str, breaks: Iterable[int] = (), markers: Iterable[Span] = ()) -> list[Span]:
    """Return the sentences of ``text`` without the spaces around them.

    Args:
        text: cleaned text.
        breaks: positions at which a sentence begins whatever stands there, such as those of headings.
        markers: spans whose full stops end nothing, such as ``1.``.

    >>> text = "一是推荐37家。二是增长2.5%;新增3家"
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['一是推荐37家。', '二是增长2.5%;', '新增3家']
    """
    pattern = _LOOSE if uses_ascii_full_stops(text) else _STRICT
    inside = {position for marker in markers for position in range(marker.start, marker.end)}
    ends = {match.end() for match in pattern.finditer(text) if match.start() not in inside}
    cuts = sorted(ends | set(breaks) | {0, len(text)})
    spans = (_strip(text, start, end) for start, end in pairwise(cuts))
    return [span for span in spans if span.length]


def _strip(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + left + len(piece.strip()))
