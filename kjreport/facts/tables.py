"""Grammar tables of clauses: borders, list marks, and signs at the edges of a phrase."""

from __future__ import annotations

EDGES = " \u3000、,，.。;:·\t\n-—|●○■□◆★▲•"
CLAUSE_SIGNS = ",，;。:!?\n|\t"
CLAUSE_BORDER = f"[{CLAUSE_SIGNS}]"
# What ends a phrase to the left: one of these signs. Brackets inside a noun do not, nor those between it and
# its number: 农业(社会发展)项目, 研究与试验发展(R&D)经费, 专项资金(第一批)520万元.
PHRASE_SIGNS = f"{CLAUSE_SIGNS}()《》"
PHRASE_BORDER = f"[{PHRASE_SIGNS}]"
BRACKETS_IN_NOUN = (
    r"(?<=[\u4e00-\u9fff”])\((?![一二三四五六七八九十]{1,3}\))(?:[^()\d、,]{1,12}|[市区县旗](?:、[市区县旗])+(?=\)[^中]))\)"
    r"(?=[\u4e00-\u9fff]|\s*$)"
)
# To the right, a list comma and brackets end it, too, unless a bracket closes and the noun goes on behind it.
RIGHT_BORDER = (
    rf"[{CLAUSE_SIGNS}、()](?:(?<=[{CLAUSE_SIGNS}])"
    r"|(?<!\(\))(?!(?:(?<=、)[^()]{0,8}\)|(?<=\()[^()]{1,12}\)|(?<=\)))[\u4e00-\u9fff]))"
)
CELL_BORDER = r"[|\t]"
CELL_SIGNS = "|\t"
HAN = r"[\u4e00-\u9fff]"
# What stands between the members of a list: a list comma, or "and" between two words.
LIST_MARKS = frozenset(("、", "以及", "和", "及", "与"))
LIST_MARK = r"、|\s*(?:以及|[和及与])\s*"
POSSESSIVE = "的"
NEGATION = r"没有|[尚均仍]?未(?!来)"  # what is not done tells what is counted: 两家企业未通过
USED = "用"  # before the time that something took: 仅用27天完成; but not 用两年时间
TIME = "时间"
AMONG = "中"  # at the end of what a number is part of: 19项任务中
# A clause that only says by what the following ones divide: 分地区看, 从行业来看.
DIVISION = r"(?:分|从|按)[^,]{1,8}(?:看|划分|统计)"
MULTIPLES = ("倍", "番")
ANNUAL = "年度"  # of the year: in 年度目标
TIMES = "倍"
TERM = "度"  # the end of a year written as a term: 2021年度
QUOTE = "“"
# A name in quotation marks and, where it is given, the noun that it names: “四新”技术.
QUOTED_NAME = r"“(?P<name>[^“”]{1,20})”(?P<noun>(?!的)[\u4e00-\u9fff]{2})?"
# A name before a number in brackets: 合肥(142.5亿元)、安庆(48亿元).
NAME_IN_LIST = (
    r"(?s:.*)(?:(?<![^\n。;])|[,，;。:!?、\n)]|(?<![所国特拥])有|(?<!华)为)"
    r"(?P<name>[^,，;。:!?、()\n]{1,20})$"
)
LISTED = "、"
LISTING = ("、", "和", "及", "以及")  # what begins the next item of a list
CHILD = "其中"
# A clause of a time alone: 力争[到2025年],确保[全年],力争用[三年时间],
TIME_ONLY = (
    r"(?:到|至|在|于|用|通过)?[^,，;。]{0,8}(?:年|月|底|末|前|内|期间|季度|时间)?(?<=[年月底末前内间度])"
)
# A cell that holds a number and nothing else, and a unit in brackets in the head of a column.
BARE_NUMBER = r"\s*([+\-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+\-]?\d+(?:\.\d+)?)\s*"
BRACKETED = r"\(([^()]{1,8})\)\s*$"
# What stands between two parts of a whole, what parts them more than that, and what opens a list of parts.
ITEM_MARK = r"[、和及]"
PART_BORDER = r"[,;。:!?\n]"
PART_OPENING = r"[^,;。:!?\n、()]{0,10}(?:\([^()]{0,16}|(?::|,分别[为是])[^,;。:!?\n、()]{0,16})"
PART_OPENING_SIGN = r"\(|:|分别"  # one of these is part of what opens it
# What stands in a bracket that is closed before a number says nothing about it.
NOT_CLOSED = r"(?![^()]{0,99}\))"
# Counters that can count the same things, so that one can count parts of what the other counts.
COUNTERS_ALIKE = tuple(map(frozenset, ("人名位", "家户", "家个", "项个", "项件")))
# Cells of tables: a time alone, a counter with 数 as the head of a column, percent as the unit of a rate.
TIME_CELL = r"\s*(?:19|20)\d\d(?:年?(?:度|上半年|下半年|(?:第?[一二三四])?季度)?|年1?\d(?:[-至]1?\d)?月)\s*"
COUNT_HEAD = r"(?P<counter>人次|[项件人名家户台篇份场期个])数$|数$"
PERCENT = "%"
YEAR = "年"
LEVEL = "级"  # behind the name of a level of government: 省级
SENTENCE_ENDS = "。;!?,、"
# Lines that can be cells: a number with a short unit or a dash; a few words without the signs of sentences.
NUMBER_CELL = (
    r"[ \t]*(?:[≥≤<>约近超]?\d[\d.,]*[ \t]*(?:[%‰]|[^\W\d_]{1,4}(?<!年)(?<!月)(?<!日))?|[—\-/]+)[ \t]*"
)
CELL_LINE = r"[ \t]*[^\s。;,!?:|\t…《》、.]{1,20}[ \t]*"
# Names with numbers in brackets: the clause before the first, what stands between two, what ends a phrase.
NAME_BEFORE = r"[^,;。:!?、()\n\d]{1,40}$"
NAME_BETWEEN = r"\)(?:、|,|;|和|及|以及|与)\s*(?P<name>[^,;。:!?、()\n\d]{1,12})\("
PHRASE_END = r"[,;。:!?()\n]"
# Digits that are no number, behind a Han character: two points (12.3.4), a point and a comma (2,.3), a full
# stop or a list comma in the place of a point (12。3, 1、3万), a space (7 8万), a point with nothing behind
# (21.%), a letter in the place of a digit (3O), groups that are not of three digits (12,34). A unit follows.
# A search for the signs that begin it is many times as fast as one for what stands before them. A point with
# digits behind it, and no more, is that of a decimal.
BROKEN_BEGIN = (
    r"[0-9OoIl](?:(?<=[\u4e00-\u9fff].)|(?<=[\u4e00-\u9fff] .))"
    r"(?=[0-9]*(?:[,。、 OoIl]|\.(?![0-9]+(?![0-9.OoIl])))|(?<=[OoIl])[0-9])"
)
BROKEN_NUMBER = (
    r"(?:(?<=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff] ))(?<![第表图章节年])(?:"
    r"\d+(?:\.\d+){2,}|\d+(?:\.\.|\.,|,\.)\d+(?:\.\d+)?|\d+。(?P<behind>\d+(?:\.\d+)?)"
    r"|\d+\.(?=[%‰]|[万亿]?元)"
    r"|(?P<list>\d{1,3}、\d{1,2}(?=[万亿%‰]|个百分点))|\d{1,3} (?:\.\d+|\d{1,2}(?:\.\d+)?)(?= ?[^\s\d.,])"
    r"|\d[\d.]*[OoIl][\dOoIl.]*|[OoIl]\d[\dOoIl.]*"
    r"|(?P<comma>\d{1,3},\d{1,2}(?:\.\d+)?|\d{1,3},\d{4,}(?:\.\d+)?)(?=[^\s\d.,])"
    r")"
)
# How a text ends that is cut: within a number or brackets, with a comma, or with dots.
CUT_END = (
    r"(?:(?<=[\u4e00-\u9fff])(?<![第表图件名位号])\d+(?:[.,]\d*)?|…+|\.{2,}|[,、]"
    r"|\([^()]{0,80}|《[^《》]{0,40}|“[^“”]{0,80})$"
)
# Such a text ends with a digit or one of these, or with what is opened and not closed.
CUT_SIGNS = frozenset("….,、")
CUT_OPENINGS = "(《“"
# Between the word for where a change began and its number (由上年的); between that number and the next one.
ORIGIN_END = r"(?:[^,;:。]{0,8}[年底末初期]的?)?\s*$"
CHANGED_TO = r"[^,;、。:]{0,8}[到至为][^,;、。:]{0,8}"
RESPECTIVELY = "分别"
AVERAGE = r"(?:平均(?:水平|值|数)?|均值)$"
OF_COMPARED = r"(?:平均(?:水平|值)?|均值)的\s*$"  # 一半 of what others have is not the statistic itself
MARK_BEGIN = r"(?:^|(?<=[\s。.…(（【\[]))"  # what stands before the words of a site
