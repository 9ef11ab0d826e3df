"""Many keywords, one scan."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, MatchKind

from kjreport.frozen import Frozen


class KeywordHit(Frozen):
    """``text[start:end]`` is the keyword with the number ``keyword``."""

    start: int
    end: int
    keyword: int


class KeywordScanner(Frozen):
    """Finds keywords in one pass; where several overlap, the first and longest wins.

    >>> scanner = KeywordScanner.compile(["企业", "高新技术企业", "高新技术企业研发中心"])
    >>> [scanner.keywords[hit.keyword] for hit in scanner.scan("高新技术企业研发中心服务企业")]
    ['高新技术企业研发中心', '企业']
    """

    keywords: tuple[str, ...]
    automaton: AhoCorasick | None

    @classmethod
    def compile(cls, keywords: Iterable[str]) -> KeywordScanner:
        """Build a scanner; a keyword that is given twice is kept once."""
        unique = tuple(dict.fromkeys(keywords))
        return cls(unique, AhoCorasick(unique, matchkind=MatchKind.LeftmostLongest) if unique else None)

    def scan(self, text: str) -> list[KeywordHit]:
        """Return the hits in ``text`` in order; they do not overlap."""
        if self.automaton is None:
            return []
        return [
            KeywordHit(start, end, keyword)
            for keyword, start, end in self.automaton.find_matches_as_indexes(text)
        ]
