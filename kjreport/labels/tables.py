"""Grammar table of the titles of reports."""

from __future__ import annotations

REPORT = "总结|小结|报告|汇报|公报|通报|简报|计划|要点|方案|打算|思路|安排|情况|自评"

# What may stand between the work that a report is about and the end of its title.
TITLE_END = rf"(?:(?![及和与、,;。《])[^\n]){{0,12}}(?:{REPORT})[^\n。;及和与]{{0,8}}"

# A number that counts or measures, and is no date, no marker of a list and no part of a longer number.
COUNTED = r"(?<![\d.,(\-—/:年月])(?:\d+(?:[.,]\d+)*+|[xX*]{1,3})[余多]? ?(?![年月日号届\d])[\u4e00-\u9fff%]"
