"""Numbers as Chinese reports write them: exact, with what their vague words can mean."""

from __future__ import annotations

from kjreport.numbers.find import NumberFinder, default_finder, find_numbers
from kjreport.numbers.model import Bound, Interval, Number
from kjreport.numbers.parse import parse_number
from kjreport.numbers.render import STYLES, Style, render_number

__all__ = [
    "STYLES",
    "Bound",
    "Interval",
    "Number",
    "NumberFinder",
    "Style",
    "default_finder",
    "find_numbers",
    "parse_number",
    "render_number",
]
