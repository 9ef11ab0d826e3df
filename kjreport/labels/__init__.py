"""Which work a sentence reports, by scored evidence."""

from __future__ import annotations

from kjreport.labels.labeler import THRESHOLD, Labeler, SentenceTrace, Weighed
from kjreport.labels.scan import Hit, Rejected, Scanner

__all__ = ["THRESHOLD", "Hit", "Labeler", "Rejected", "Scanner", "SentenceTrace", "Weighed"]
