"""Cleaned text to a tree of sections and a list of sentences."""

from __future__ import annotations

from kjreport.segment.document import Document, SectionNode, SectionRole, Segmenter, SentenceNode
from kjreport.segment.headings import Heading, find_headings
from kjreport.segment.sentences import split_sentences
from kjreport.segment.title import ReportYear

__all__ = [
    "Document",
    "Heading",
    "ReportYear",
    "SectionNode",
    "SectionRole",
    "Segmenter",
    "SentenceNode",
    "find_headings",
    "split_sentences",
]
