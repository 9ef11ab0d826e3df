"""Signs that rule authors mistake for others."""

from __future__ import annotations

FULL_WIDTH_SIGNS = frozenset("：，；（）［］｛｝＂＇＃－　")
CLAUSE_ENDS = frozenset(",，;；。:：!！?？\n")
