"""Periods: the time expressions of reports, and the windows of days that they name."""

from __future__ import annotations

from kjreport.periods.finder import Calendar, PeriodFinder, find_periods, within_title
from kjreport.periods.period import Kind, Period
from kjreport.periods.window import Reason

__all__ = ["Calendar", "Kind", "Period", "PeriodFinder", "Reason", "find_periods", "within_title"]
