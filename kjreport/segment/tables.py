"""Grammar tables of how Chinese reports are laid out: list markers and sentence ends."""

from __future__ import annotations

from kjreport.lazy import DIGITS_OF_SCRIPTS

CHINESE_NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)}
_NUMERAL = "一二三四五六七八九十"
_CN = f"[{_NUMERAL}]{{1,3}}"

# Characters that cannot be altered, with which Taiwanese offices number the parts above 一、.
_FORMAL = "壹贰貳叁参參肆伍陆陸柒捌玖拾"
FORMAL_NUMERALS = str.maketrans(_FORMAL, "一二二三三三四五六六七八九十")

# Patterns that are searched for begin with every sign that can begin a match, and look back from behind it: a
# search skips fast to the next of them.

# One named group for each level of headings; most numerals fail by what follows them.
MARKER = (
    rf"[{_NUMERAL}{_FORMAL}({DIGITS_OF_SCRIPTS}①-⑳](?=[{_NUMERAL}{_FORMAL}\d]{{0,3}}[、.)]|(?<=[①-⑳]))(?:"
    rf"(?P<level0>(?<=[{_FORMAL}])(?<![\w(第].)[{_FORMAL}]{{0,2}}、)"
    rf"|(?P<level1>(?<=[{_NUMERAL}])(?<![\w(第].)[{_NUMERAL}]{{0,2}}、)"
    rf"|(?P<level2>(?<=\()(?<![第条款].){_CN}\)[、.]?)"
    r"|(?P<level3>(?<=\d)(?<![\d\-—~～(A-Za-z%].)(?<!\d\..)\d?[.、](?![\d\s]*[.\d、]))"
    r"|(?P<level4>(?<=\()\d{1,2}\)(?=[^\d\s,.)年月])|(?<=[①-⑳])))"
)
# 一是 … and 其一 … begin an item of a list in running text.
ITEM = (
    rf"[{_NUMERAL}①-⑳](?:(?<=[{_NUMERAL}])(?<!\w.)[{_NUMERAL}]{{0,2}}(?:是(?!否)|要(?!素|求))|(?<=\W[①-⑳]))"
)

MAX_TITLE = 60
DASH = "—"  # begins the line of a subtitle
# The end of a title: a line end, a sentence end, a wide space, or a space that no comma precedes.
TITLE_END = (
    r"[。;!?.\s](?:(?<=[\n。;!?])|(?<=[\u4e00-\u9fff”)》]\.)(?!\d)|(?<=\s)\s"
    r"|(?<=[\u4e00-\u9fff”)]\s)(?=[\u4e00-\u9fff(\d]))"
)

# A question mark before a letter is what is left of a character that a scraper could not read.
_ASKS = r"(?![A-Za-z\u00c0-\u01dc])"
_CLOSED = rf"(?:[。;!…]|\?{_ASKS})*[”’》)」』\"']*\s*"
_HAN_OR_CLOSED = "[\u4e00-\u9fff%‰”’》)]"
_ENDS = rf"(?<=[。;!…]){_CLOSED}|(?<=\?){_ASKS}{_CLOSED}|(?<=\n)\s*"
# An ASCII full stop ends a sentence behind a character, a percent sign or a closing sign …
_FULL_STOP = rf"(?<={_HAN_OR_CLOSED}\.)(?:(?![\d\w.])|(?=[\u4e00-\u9fff]|[xX*]|\d{{1,2}}[.、]\D))"
SENTENCE_END = rf"[。;!…?.\n](?:{_ENDS}|{_FULL_STOP})"
# … and, in a text that has no other full stops, also before a letter or digit, or behind a digit.
_LOOSE_FULL_STOP = rf"(?<={_HAN_OR_CLOSED}\.)|(?<=\d\.)(?=[\u4e00-\u9fff(“])"
LOOSE_SENTENCE_END = rf"[。;!…?.\n](?:{_ENDS}|{_LOOSE_FULL_STOP})"
# An item of a list begins a sentence of its own behind a comma, too.
ITEM_END = rf",\s*(?={_CN}是(?!否))"
HAN_FULL_STOP = r"[\u4e00-\u9fff]\.[\u4e00-\u9fff]"

# Years of titles: in figures, digit by digit in characters (whose zero is also written as the letter O), or,
# where a document counts so, of the Republic of China. The day of a date tells when something was published.
YEAR_DIGITS = {
    character: str(value) for value, character in enumerate("〇一二三四五六七八九")
} | dict.fromkeys("零○ＯOo0", "0")
_ZERO = "[〇零○ＯOo0]"
_HAN_YEAR = rf"(?:一九|二{_ZERO})[〇零○ＯOo0一二三四五六七八九]{{2}}"
_DAY = rf"\s*(?:\d{{1,2}}|{_CN})\s*月\s*(?:\d{{1,2}}|{_CN})\s*日"
_BEHIND = r"(?=[上下]半年|半年|[第前]?[一二三四][、至\-]?[一二三四]?季度|度|工作)"
_RANGE = r"(?P<range>\d年?度?\s*[-—~～至到]+\s*)?"
TITLE_YEAR = rf"{_RANGE}(?<!\d)(?P<year>(?:19|20)\d\d|{_HAN_YEAR})\s*(?:年(?!{_DAY})度?|{_BEHIND})"
MINGUO_TITLE_YEAR = rf"{_RANGE}(?<![\d.])(?P<minguo>\d{{2,3}})\s*(?:年(?!{_DAY})度?|{_BEHIND})"
MINGUO_EPOCH = 1911
GREGORIAN_YEAR = r"(?<!\d)(?:19|20)\d\d\s*年"
HALF_YEAR = r"[上下]?半年"
SECOND_HALF = "下"
TEN = "十"
# How a sentence begins that leads a passage: 一是 …, 第一, 1. … or (一) …
LEAD = rf"(?:{_CN}是|第[一二三四五六七八九十],|\d{{1,2}}[.、]|\({_CN}\))"
JOINING = frozenset("与和及、")  # between what a heading names: 差距与打算
