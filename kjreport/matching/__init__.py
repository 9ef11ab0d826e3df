"""Finding words and patterns of rules in a text."""

from __future__ import annotations

from kjreport.matching.keywords import KeywordHit, KeywordScanner

__all__ = ["KeywordHit", "KeywordScanner"]
