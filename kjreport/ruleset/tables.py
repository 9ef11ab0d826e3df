"""Signs that rule authors mistake for others, and how large a rule file may be."""

from __future__ import annotations

MAX_BYTES = 4_000_000
FULL_WIDTH_SIGNS = frozenset("：，；（）［］｛｝＂＇＃－　")
CLAUSE_ENDS = frozenset(",，;；。:：!！?？\n")
