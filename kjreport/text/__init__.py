"""Bytes to text, and text to clean text that remembers where each character came from."""

from __future__ import annotations

from kjreport.text.aligned import AlignedText
from kjreport.text.alignment import Alignment, Edit
from kjreport.text.clean import Cleaner
from kjreport.text.decode import Decoded, decode
from kjreport.text.script import Simplifier
from kjreport.text.source import Place, SourceText

__all__ = [
    "AlignedText",
    "Alignment",
    "Cleaner",
    "Decoded",
    "Edit",
    "Place",
    "Simplifier",
    "SourceText",
    "decode",
]
