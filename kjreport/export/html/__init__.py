"""A report as one self-contained HTML page."""

from __future__ import annotations

from kjreport.export.html.page import notebook_frame, report_page, rule_names

__all__ = ["notebook_frame", "report_page", "rule_names"]
