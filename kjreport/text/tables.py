"""Grammar tables of written Chinese and of the web: what marks a heading, ends a sentence, or shows nothing.

These are conventions of the script, not words of any field.
"""

from __future__ import annotations

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

# Format and control characters that show nothing: C0 and C1 without tab and line ends, soft hyphen,
# zero-width and directional marks, the byte order mark, interlinear marks, lone surrogates.
INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff"
)

# Unicode's full-width forms and the small forms beside them, each to the ASCII sign that it shows.
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20, 0x00A0: 0x20, 0x2002: 0x20, 0x2003: 0x20, 0x2009: 0x20, 0x202F: 0x20,
    0xFFE5: 0xA5, 0xFFE1: 0xA3, 0xFE50: 0x2C, 0xFE52: 0x2E, 0xFE54: 0x3B, 0xFE55: 0x3A,
    0xFE59: 0x28, 0xFE5A: 0x29, 0xFE6A: 0x25, 0xFE62: 0x2B, 0xFE63: 0x2D,
}  # fmt: skip

# Hanyu Pinyin (GB/T 16159): an optional initial and a final, without tone marks.
PINYIN_SYLLABLE = (
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:i(?:ong|ang|ing|ao|an|ng|a|e|n|u|o)?|u(?:ang|ai|an|a|o|i|n|e)?|v(?:an|e|n)?|a(?:ng|i|o|n)?|e(?:ng|i|n|r)?"
    r"|o(?:ng|u)?)"
)

OPENING = "([{“‘《〈「『〔【"
CLOSING = ")]}”’》〉」』〕】"
# After these a line is complete; without them it may have been cut.
TERMINATORS = "。.;:!?…" + CLOSING
# No sentence begins with these, and no line ends with the others: a break beside them is not the writer's.
NEVER_FIRST = ",，、。;:!?%‰" + CLOSING
NEVER_LAST = ",，、" + OPENING

NUMERALS = "一二三四五六七八九十"
# What begins a line that stands for itself: 一、 (一) 1. 1、 (1) ① 一是 第一, and signs of lists.
HEADING_MARK = (
    rf"(?:[{NUMERALS}]{{1,3}}[、.,是]|\([{NUMERALS}]{{1,3}}\)|\d{{1,2}}[.、](?!\d)|\(\d{{1,2}}\)|[①-⑳]"
    rf"|第[{NUMERALS}]{{1,3}}[,、章节]|[●○■□◆★▲|·]|[\-—*]\s)"
)
# With this, document sites begin the chunks of a text.
FIRST_CHUNK_MARK = "1、"
FULL_STOP = "。"
# With these a unit begins that a line end has cut from its number.
UNIT_FIRST = r"\s*[.\d]*[万亿千百元%‰家个项件人名]"
