r"""The words of Chinese time expressions, and the grammar that is made of them.

Every pattern here is matched against folded text (see `FOLD`): half-width, with simplified period words.
"""

from __future__ import annotations

import re

from kjreport.lazy import DIGITS_OF_SCRIPTS

# Folding maps one character to one character, so that offsets in the folded text are offsets in the text.
_SCRIPT_FROM = (
    "個將後過來間當時內從與較週臺灣國幣點兩餘幾數歷頭號齡會規劃說證聲為爲禮達於場綫線網馬資樣級產薪檢報淩"
)
_SCRIPT_INTO = (
    "个将后过来间当时内从与较周台湾国币点两余几数历头号龄会规划说证声为为礼达于场线线网马资样级产薪检报凌"
)
_SIGNS_FROM = "〇零○◯－—–―‐‑−～〜　\u00a0／：．＊＿ＯｏＸｘ✕✖"
_SIGNS_INTO = "〇〇〇〇-------~~  /:.*_OoXx××"
FOLD = {
    old: new
    for old, new in zip(
        _SCRIPT_FROM + _SIGNS_FROM + "０１２３４５６７８９",
        _SCRIPT_INTO + _SIGNS_INTO + "0123456789",
        strict=True,
    )
    if old != new
}

DIGITS = {"〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TEN = "十"
ZERO_LETTERS = "Oo"  # written in years for the zero that keyboards lack: 二OO八年
FIRST_MONTH = "元"

# Relative years: distance to the report's year.
DEICTIC_YEARS = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1}
# These look to a year of their sentence first, and to the report's year when there is none.
BARE_YEARS = {"全年": 0, "年": 0, "年度": 0, "上年": -1, "上一年": -1, "下一年": 1}
# These mean nothing without a year in their sentence.
ANAPHORIC_YEARS = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}
HALVES = {"上": (1, 6), "下": (7, 12)}
THIRDS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}
# First and last year of the five-year plans that do not follow the rule 1951 + 5 n.
EARLY_PLANS = {1: (1953, 1957), 2: (1958, 1962)}

SENTENCE_ENDS = "。\n！？!?"
TAIWAN = ("民国", "新台币", "台湾")
TITLE_OPEN, TITLE_CLOSE = "《", "》"
CLAUSE_END = ",，、;；:：(（"
# Before a year these say that it is compared with, or reached, not spoken of.
NOT_SPOKEN_OF = "比较与同跟和是于由从超过到达"

_S = r"[ \t]?"
_SEP = r"(?:-{1,2}|~|至|到)"
_MASKS = "xX×*_□"
_M = f"[{_MASKS}]"
_HAN = "[一二三四五六七八九十]"
_N4 = r"(?:1[89]|20)\d\d"
_YEAR = rf"(?:{_N4}|[一二][〇0Oo九][〇0Oo一二三四五六七八九]{{2}})"
_MASKED_YEAR = rf"(?:\d{{1,3}}{_M}{{1,6}}|[一二][〇九]?{_M}{{1,2}}|{_M}{{2,8}}|〇{{2,4}}|{_M}(?=年度|年{_M}))"
_MONTH = rf"(?:1[0-2]|0?[1-9]|{_M}{{1,2}}|十[一二]?|[元一二三四五六七八九])"
_DAY = rf"(?:\d{{1,2}}|{_M}{{1,2}}|{_HAN}{{1,3}})"
_QUARTER = rf"(?:(?<!\d)[1-4]|[一二三四]|{_M})"
# Two quarters in a row, such as 第三、四季度; without 第 or a year it may be a list marker and one quarter.
_NEXT_QUARTER = "(?:(?<=[第年]一)、(?=二)|(?<=[第年]二)、(?=三)|(?<=[第年]三)、(?=四))"
_COUNT = rf"(?:\d{{1,3}}|[两几]|{_HAN}{{1,3}}|{_M}{{1,2}})"

_EARLY = "初(?![步审选评次始创级中期核验稿衷心见具试])"
_OF_TARGETS = "(?:考核|预期|计划)?(?:目标|任务|指标)"
_RELATIVE_YEAR = rf"""
  (?=[今去本明上下前当同次翌全年])
  (?: 今年(?!轻) | (?:(?<!过)|(?<=超过))去年(?!均) | (?<![基成资样版根原])本年(?!均) | (?<![说证表文声])明年
  | (?<![以马线网会史场路面手身地台海])上一?年(?![会货报检审限薪轻]) | (?<![以天])下一年
  | (?<![目以当之先提])前年(?!产|均|龄) | (?<![相每])当年 | (?<!不)同年(?!龄) | 次年 | 翌年
  | (?<![安健周齐完])全年 | (?<![\dxX×*_〇一二三四五六七八九十百两几数多余半近每])年(?=[底末内]|{_EARLY})
  | (?<![\dxX×*_〇一二三四五六七八九十百两几数多半季全今去本当前明上下同每跨历各逐])年度
    (?={_OF_TARGETS})
  )
"""
_YEARS = rf"""
    (?<!\d) (?P<y1>{_YEAR}) (?: (?:{_S}年度?)? {_S}{_SEP}{_S} (?P<y2>{_YEAR}|\d\d) )? {_S}年(?!代)
  | (?<!\d) (?P<b1>{_N4}) {_SEP} (?P<b2>{_N4}) (?=[)）》”"、，,。；;\s]|[这两三四五六]+年|\Z)
  | (?<!\d) (?P<y0>{_N4}) (?=[上下]半年|第?[一二三四]季度)
  | 民国{_S}(?P<roc>\d{{1,3}}){_S}年
  | (?<![\dA-Za-z.]) (?P<bare_roc>\d{{2,3}}){_S}年(?=度|\d{{1,2}}月)
  | (?<![\dA-Za-z.第近满逾达过超约共长有]) (?P<plain_roc>1[0-4]\d){_S}年
    (?![历来以间之老多余后]|前(?![123一二三]))
  | (?<![\dA-Za-z×*_])
    (?P<masked>{_MASKED_YEAR} (?: (?:年度?)?{_SEP}(?P<masked_high>{_MASKED_YEAR}|{_YEAR}) )?
      | {_YEAR}(?:年度?)?{_SEP}(?P<masked_last>{_MASKED_YEAR}) ) {_S}年(?!代)
  | (?P<word>{_RELATIVE_YEAR})
"""
_TAILS = rf"""
  (?=[\d{_MASKS}一二三四五六七八九十元前头首上下第全])
  (?: (?<![\dA-Za-z×*_第十百千万亿几数])
      (?P<m1>{_MONTH}) (?: (?:{_S}月份?)? {_S}{_SEP}{_S} (?P<m2>{_MONTH}) )? {_S}月(?![龄饼均薪]|革命)
      (?: 份 | (?P<third>[上中下])旬
        | {_S}(?P<d1>{_DAY}) (?: [日号]?{_S}(?:{_SEP}|、){_S}(?P<d2>{_DAY}) )? {_S}[日号]
          (?P<before>(?:之|以)?前(?!后))? )?
  | [前头首](?P<months>{_COUNT}){_S}个?月
  | (?P<half>[上下])半年度?
  | 第?(?P<q1>{_QUARTER}) (?: (?: (?:季度)?{_SEP}第? | {_NEXT_QUARTER} ) (?P<q2>{_QUARTER}) )? 季度
  | 第(?P<q3>[1-4一二三四])季(?!稻)
  | [前头](?P<quarters>[23二两三])个?季度
  | (?<=[年度])(?P<whole>全年)
  )
"""
_ENDS = rf"""
  (?=[年底末初以来至同内])
  (?: 年?(?P<edge>[底末])(?![下层盘线子稿气数端尾])(?:(?:之|以)?前(?!后))?
  | 年?(?P<early>{_EARLY})(?P<from_start>以来|至今(?!年))?
  | (?P<since>以来|来(?=[,，])|至今(?!年))
  | (?P<same>同期)
  | 内(?![部蒙容涵外])
  )
"""
_CALENDAR = rf"""
    (?P<asof>截[至止]到?{_S})? (?P<in_years>{_YEARS})? (?P<annual>度)?
    (?:(?<=[年度]){_S})? (?P<part>{_TAILS})? (?P<ends>{_ENDS})?
"""

_PLAN_NUMBER = "(?:十[ ]?[一二三四五六]?|[一二三四五六七八九])[ ]?五"
_QUOTED_PLAN = rf"[\"“‘「『](?P<quoted>{_PLAN_NUMBER})[\"”’」』](?!普法)"
_PLAN = rf"""
    (?: {_QUOTED_PLAN} | (?P<plain>十[ ]?[一二三四五六][ ]?五)(?![岁个家名人天里亩万亿项位米斤倍年点]) )
    (?: 期间|时期|(?P<plan_end>期?末)|(?P<plan_since>以来) )?
"""
_DATE = r"(?<!\d)(?P<date>(?:19|20)\d\d(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2})(?!\d)"
_CLOCK = r"""
  (?=[\d上下凌早晚中周星礼])
  (?: (?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d(?![\d:.]) | (?<![\d:.])(?:[01]\d|2[0-3]):[0-5]\d(?![\d:.])
  | (?:上午|下午|凌晨|早上|晚上|中午)[ ]?\d{1,2}(?:[时点](?:\d{1,2}分|半)?|:[0-5]\d)
  | (?<![每一两几])(?:周|星期|礼拜)[一二三四五六日天](?![次场期体]|播)
  )
"""
_SPAN_OF_YEARS = rf"""
  (?=[最过近未今两几多\d一二三四五六七八九十])
  (?: (?:最近|过去的?|(?<![将最接附])近)(?P<span>{_COUNT})年(?:以?来)? | (?:未来|今后)的?{_COUNT}年
      | (?<![第\d{"".join(DIGITS)}十百])(?P<years>\d{{1,3}}|{_HAN}{{1,3}}|两|[几多])年(?:以来|来(?!自))
    )
"""
_NOW = "截[至止]到?(?:目前|当前|现在|今日|今天)|目前(?!为止)|目前为止|至今(?!年)|迄今(?:为止)?"
_VAGUE = rf"""
  (?=[近往月两\d一二三四五六七八九十])
  (?: (?<![附最将接])近(?:些|几)?年(?:来|以来)?(?![度底末报龄]) | 往年 | 月[底末](?:之?前)? | 月初
  | (?<![附将接])近{_COUNT}{_S}个?[月周](?:以?来)? | (?<![第\d])(?:\d{{1,2}}|{_HAN}|两){_S}(?:年间|个月来)
  )
"""
_NO_MONTH = r"(?=[本上当下])(?:(?<![成资基])本月|(?<![以马网线])上个?月|当月|(?<![以天])下个?月|[本上下]季度)"

GRAMMAR = rf"""
    # With these begin calendar expressions alone.
    (?![{_MASKS}全去年第前]|[今本当明同]年|[上下]半年|\d\d?(?:-\d\d?)?月|{_N4}年)
    (?P<other> {_DATE} | (?P<clock>{_CLOCK}) | (?P<plan>{_PLAN}) | (?P<span_of_years>{_SPAN_OF_YEARS})
      | (?P<now>{_NOW}) | (?P<vague>{_VAGUE}) | (?P<no_month>{_NO_MONTH}) )
  | {_CALENDAR}
"""
# A period begins with one of these, and its second character is one of those; "0" stands for every figure.
# The scan looks for them and tries the grammar nowhere else.
_ORDINALS = "一二三四五六七八九十"
_COUNTS = f"0两几{_ORDINALS}{_MASKS}"
_HAN_DIGITS = "".join(DIGITS) + TEN
BEGINNINGS = (
    dict.fromkeys("去明同次翌全往几多", "年")
    | dict.fromkeys("上下", "年月季半个午一")
    | dict.fromkeys("头首", _COUNTS)
    | dict.fromkeys("至迄", "今")
    | dict.fromkeys("早晚", "上")
    | dict.fromkeys('"“‘「『', _ORDINALS)
    | dict.fromkeys(_HAN_DIGITS, f"0年月季个 -~至到{_MASKS}{_HAN_DIGITS}{ZERO_LETTERS}")
    | {
        "元": "月 -~至到",
        "今": "年后",
        "本": "年月季",
        "当": "年月",
        "前": "年" + _COUNTS,
        "近": "年些" + _COUNTS,
    }
    | {"第": f"0一二三四{_MASKS}", "截": "至止到", "年": "度底末内初", "月": "底末初", "周": "一二三四五六"}
    | {
        "民": "国",
        "目": "前",
        "最": "近",
        "过": "去",
        "未": "来",
        "星": "期",
        "礼": "拜",
        "凌": "晨",
        "中": "午",
    }
)
_FIRST_WORDS = "".join(BEGINNINGS)
_SECOND_WORDS = re.escape("".join(sorted(set("".join(BEGINNINGS.values())) - {"0"}))) + DIGITS_OF_SCRIPTS
# What most often begins like a period and is none: 第一批, 年度工作, 三个, “一.
_VAIN = rf"""
    (?<=第).[^季至到、~-] | (?<=年)度(?!{_OF_TARGETS}) | (?<=[{_HAN_DIGITS}])个(?!月来)
  | (?<=["“‘「『])(?!{_PLAN_NUMBER})
"""
# A digit or a mask must begin its run.
TRIGGERS = rf"""
    [{DIGITS_OF_SCRIPTS}{_MASKS}{_FIRST_WORDS}] (?=[{_SECOND_WORDS}{_MASKS}年季第上下四个\-./: ])
    (?: (?<=[{_FIRST_WORDS}]) (?=[{_SECOND_WORDS}]) (?!{_VAIN})
      | (?<=\d)(?<!\d\d)
        (?=[\d×xX*_□]{{0,9}}+[ ]?(?:[年月季~至到第上下一二三四]|个月|--?[ ]?[\d×xX*_□]|[./]\d\d?[./]|:\d\d))
      | (?<=[×xX*_□])(?<![\dA-Za-z×*_□][×xX*_□])
        (?=[×xX*_□\d]{{0,9}}+[ ]?(?:[年月季~至到]|个月|--?[ ]?[\d×xX*_□])) )
"""
LINK = rf"{_S}{_SEP}{_S}"
LINK_FIRST = frozenset(" \t-~至到")
