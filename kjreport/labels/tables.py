"""Grammar table of the titles of reports."""

from __future__ import annotations

# What may stand between the work that a report is about and the end of its title; ``kind`` of report.
TITLE_END = r"(?:(?![及和与、,;。《])[^\n]){{0,12}}(?:{kind})[^\n。;及和与]{{0,8}}"

# A number that counts or measures, and is no date, no marker of a list and no part of a longer number.
COUNTED = r"(?<![\d.,(\-—/:年月])(?:\d+(?:[.,]\d+)*+|[xX*]{1,3})[余多]? ?(?![年月日号届\d])[\u4e00-\u9fff%]"
