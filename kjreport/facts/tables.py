"""Grammar tables of clauses: borders, list marks, and signs at the edges of a phrase."""

from __future__ import annotations

EDGES = " \u3000、,，.。;:·\t\n-—|"
CLAUSE_BORDER = r"[,，;。:!?\n]"
# What stands between the members of a list: a list comma, or "and" between two words.
LIST_MARK = r"、|\s*(?:以及|[和及与])\s*"
POSSESSIVE = "的"
# A name in quotation marks and, where it is given, the noun that it names: “四新”技术.
QUOTED_NAME = r"“(?P<name>[^“”]{1,20})”(?P<noun>(?!的)[\u4e00-\u9fff]{2})?"
