"""What a report says stays the same when it is written in another way: laws on whole reports.

The reports are cleaned first, so that every change is made to plain text. A law compares all that facts say,
and the labels of sentences. ``KJREPORT_REPORTS=FOLDER pytest tests/test_metamorphic.py`` runs the laws on the
reports of a folder instead of the sample reports.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from kjreport.model import Report
from kjreport.testing.dirt import CELLS, DIRT
from kjreport.text import AlignedText
from kjreport.text.tables import CLOSING, HEADING_MARK
from tests.whole_reports import ANALYZER, REPORTS, SAID, Plain, changed, labels, plain, said, sentences

Change = Callable[[str], str]

by_report = pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)


def check(path: Path, change: Change) -> None:
    clean = plain(path)
    text = change(clean.text)
    assert changed(clean.report, ANALYZER.analyze(text)) == [], text


# ----- dirt -----


def cases(kinds: Sequence[str]) -> list[Any]:
    return [pytest.param(kind, path, id=f"{kind}-{path.stem}") for kind in kinds for path in REPORTS]


# Where a page ends as a paragraph may: in an indentation, around the mark of an item, behind a full stop or a
# colon, and behind a closing sign that ends a remark: see `test_page_ends` for those that do not.
_BEGIN = re.compile(rf"\n(?=[^\S\n]+\n|\s*{HEADING_MARK})")
_END = re.compile(rf"[.。;:!?{re.escape(CLOSING)}]\s*\n")


def planted(kind: str, draw: Any, text: str) -> str:
    """Return a text with dirt; pages end where it can be told from the writer's own line end."""
    dirty = DIRT[kind](draw, text)
    ends = [[len(like.findall(one)) for like in (_BEGIN, _END)] for one in (text, dirty)]
    assume(kind != "pages" or ends[0] == ends[1])
    return dirty


def check_dirt(kind: str, path: Path) -> None:
    @settings(
        max_examples=6, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def law(data: st.DataObject) -> None:
        clean = plain(path)
        found = ANALYZER.analyze(planted(kind, data.draw, clean.text))
        assert nameless(found) == []
        assert changed(clean.report, found) == []
        # A heading that a page cuts has no full stop to end with.
        assert kind == "pages" or sentences(found) == sentences(clean.report)

    law()


@pytest.mark.parametrize(("kind", "path"), cases(sorted(DIRT.keys() - {"wraps"})))
def test_dirt(kind: str, path: Path) -> None:
    check_dirt(kind, path)


def nameless(report: Report) -> list[str]:
    """Return the quotes of facts whose subject is nothing but signs."""
    return [fact.quote for fact in report.facts if fact.subject and not any(map(str.isalnum, fact.subject))]


@by_report
def test_subjects_are_no_signs(path: Path) -> None:
    text = plain(path).text
    cut = (text.replace("。", "。\n"), text.replace(",", "。"), text.replace("(", ",("))
    for one in (text, indented(text), *cut):
        assert nameless(ANALYZER.analyze(one)) == []


@by_report
def test_cleaning_comes_first(path: Path) -> None:
    assert changed(plain(path).report, ANALYZER.analyze(path.read_bytes().decode("utf-8"))) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("技术合同成交额完成年度任务的xx.⏎x%。", id="within masked digits"),
        pytest.param("深入实施“三区”⏎人才支持计划,选派科技人员40人。", id="behind a closing sign"),
    ],
)
def test__page_ends(text: str) -> None:
    report = f"清江市科技局2023年工作总结\n一、概况\n{text}"
    whole, cut = (ANALYZER.analyze(report.replace("⏎", end)) for end in ("", "\n- 4 -\n"))
    assert changed(whole, cut) == []


# ----- line wraps -----

WIDTHS = range(18, 31)
_MARK = re.compile(rf"\s*(?:{HEADING_MARK}|\d{{4}}年)")


def is_clear(before: str, after: str) -> bool:
    """Whether a break can be told from the writer's own line end.

    It cannot before what begins an item of a list, or before a year, with which a paragraph may begin that
    says what year the report is about. Behind a closing sign it can unless that ends a remark: see
    `test_line_ends`.
    """
    hidden = before[-1] in f"{CLOSING}: " or after[0] == " "
    return not hidden and not _MARK.match(after)


def wrapped(text: str, width: int) -> str:
    """Break all lines but rows of tables at a width, or up to two characters earlier where that is clear."""
    return "\n".join(piece for line in text.split("\n") for piece in pieces(line, width))


def pieces(line: str, width: int) -> list[str]:
    if len(line) <= width or not CELLS.isdisjoint(line):
        return [line]
    at = next((at for at in (width, width - 1, width - 2) if is_clear(line[:at], line[at:])), width)
    return [line[:at], *pieces(line[at:], width)]


def can_be_told(text: str, width: int) -> bool:
    """Whether all breaks of a wrapped text can be told from the writer's own line ends.

    They cannot where the title is broken that a page repeats, where a line of the report's own ends at the
    width, and where most lines are shorter than it.
    """
    lines = [pieces(line, width) for line in text.split("\n") if line.strip()]
    own = [line[-1] for line in lines if len(line[-1]) >= width - 4]
    return (
        (text.index("\n") <= width or text.count(text[:width]) == 1)
        and all(piece[-1] in "。;!?:" for piece in own)
        and sum(len(line) - 1 for line in lines) * 3 >= sum(map(len, lines))
        and all(is_clear(*pair) for line in lines for pair in pairwise(line))
    )


WRAPS = [(path, width) for path in REPORTS for width in WIDTHS if can_be_told(plain(path).text, width)]


@pytest.mark.parametrize(("path", "width"), WRAPS, ids=[f"{path.stem}-{width}" for path, width in WRAPS])
def test_wraps(path: Path, width: int) -> None:
    check(path, lambda text: wrapped(text, width))


@pytest.mark.parametrize("words", ["国家级“小巨人”⏎企业8家", "领军(单项冠军)⏎企业8家", "发明专利x.⏎xx万件"])
def test_line_ends(words: str) -> None:
    title = "清江市科技局2023年工作总结"
    lines = (
        "全市科技系统克服困难,创新工作取得进⏎展,高新技术企业净增五家,总量达到三十家,⏎",
        f"培育企业,其中{words},位居全省前列。",
    )
    whole, cut = (ANALYZER.analyze(f"{title}\n" + "".join(lines).replace("⏎", end)) for end in ("", "\n"))
    assert changed(whole, cut) == []


# ----- script, width and layout -----


def in_full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def indented(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(f"\u3000\u3000{line}" if line and CELLS.isdisjoint(line) else line for line in lines)


def spaced(before: str, behind: str, space: str = " ") -> Change:
    """Set a space between scripts, as programs do; one space, as two may part columns."""
    return partial(re.sub, f"(?<=[{before}])(?=[{behind}])", space)


HAN = "\u4e00-\u9fff"
WRITTEN: dict[str, Change] = {
    "traditional": OpenCC("s2t").convert,
    "traditional of Taiwan": OpenCC("s2tw").convert,
    "traditional of Hong Kong": OpenCC("s2hk").convert,
    "in full width": in_full_width,
    "with other line ends": lambda text: text.replace("\n", "\r\n"),
    "with spaces behind punctuation": lambda text: re.sub("(?<=[,;。:])(?=[\u4e00-\u9fff])", " ", text),
    "indented": indented,
    "with spaces between digit and Han": spaced("0-9", f"{HAN}%"),
    "with spaces between Han and digit": spaced(HAN, "0-9"),
    "with spaces between Han and letter": spaced(HAN, "A-Za-z"),
    "with spaces between letter and Han": spaced("A-Za-z", HAN, "\u00a0"),
    "with spaces around &": lambda text: text.replace("R&D", "R & D"),
}


@pytest.mark.parametrize(("way", "path"), cases(list(WRITTEN)))
def test_written_in_another_way(way: str, path: Path) -> None:
    check(path, WRITTEN[way])


@by_report
def test_raw_text_in_simplified_characters(path: Path) -> None:
    raw = path.read_bytes().decode("utf-8")
    assert changed(ANALYZER.analyze(raw), ANALYZER.analyze(OpenCC("t2s").convert(raw))) == []


# ----- other digits, other names, another order -----

OTHER = str.maketrans("23456789", "57928346")


def with_other_digits(clean: Plain) -> str:
    """Change the digits of facts; 0 and 1 stay, and with them the length of numbers and what "one" means.

    Ranges stay, as they would run backwards, and single digits, which may count a list beside them.
    """
    text = clean.text
    for start, end in {(fact.start, fact.end) for fact in clean.report.facts if fact.high is None}:
        quote = text[start:end]
        if len(re.sub("[^0-9]", "", quote)) > 1:
            text = text[:start] + quote.translate(OTHER) + text[end:]
    return text


def written_number(quote: str) -> Decimal | None:
    """Return the digits of a quote as a number, when they are one."""
    numbers: list[str] = re.findall(r"\d+(?:\.\d+)?", quote.replace(",", ""))
    return Decimal(numbers[0]) if len(numbers) == 1 else None


@by_report
def test_other_digits_are_other_values(path: Path) -> None:
    clean = plain(path)
    found = ANALYZER.analyze(with_other_digits(clean)).facts
    fields = [name for name in SAID if name not in ("value", "interval", "subject")]
    assert [said(fact, fields) for fact in found] == [said(fact, fields) for fact in clean.report.facts]
    for was, now in zip(clean.report.facts, found, strict=True):
        # A subject may name another number of its sentence.
        assert re.sub("[0-9]", "0", now.subject) == re.sub("[0-9]", "0", was.subject)
        old, new = written_number(was.quote), written_number(now.quote)
        if old and new and was.value is not None and now.value is not None:
            # Values are in proportion to what is written, whatever the unit.
            assert now.value * old == was.value * new, now.quote


NAME = re.compile("^[\u4e00-\u9fff]{2}(?=[市县区州])")
NAMED = [(path, match[0]) for path in REPORTS if (match := NAME.match(plain(path).text))]


@pytest.mark.parametrize("name", ["安平", "龙川"])
@pytest.mark.parametrize(("path", "place"), NAMED, ids=[path.stem for path, _ in NAMED])
def test_another_place(path: Path, place: str, name: str) -> None:
    clean = plain(path)
    found = ANALYZER.analyze(clean.text.replace(place, name))
    expected = [
        tuple(field.replace(place, name) if isinstance(field, str) else field for field in said(fact))
        for fact in clean.report.facts
    ]
    assert [said(fact) for fact in found.facts] == expected
    assert labels(found) == labels(clean.report)


# What follows a time expression happened then; what begins like this goes on from the sentence before.
_TIME = re.compile("[年月季]|今|目前|截至|以来|期间|同期")
_GOING_ON = re.compile(rf"\s*(?:其中|同比|另|此外|[一二三四五六七八九十]{{1,2}}[是要]|{HEADING_MARK})")


def shuffled(text: str, random: Random) -> str:
    """Shuffle the sentences of each paragraph in which their order says nothing."""
    return "\n".join(_shuffled_line(line, random) for line in text.split("\n"))


def _shuffled_line(line: str, random: Random) -> str:
    sentences = re.findall("[^。]+。", line)
    if "".join(sentences) != line or _TIME.search(line) or any(map(_GOING_ON.match, sentences[1:])):
        return line
    # A heading in the line stays in front.
    first = 1 if _GOING_ON.match(line) else 0
    return "".join([*sentences[:first], *random.sample(sentences[first:], len(sentences) - first)])


SHUFFLED = [
    (path, text)
    for path in REPORTS
    for text in sorted({shuffled(plain(path).text, Random(seed)) for seed in (1, 2, 3)} - {plain(path).text})  # noqa: S311 (the same order every time)
]


@pytest.mark.parametrize(("path", "text"), SHUFFLED, ids=[path.stem for path, _ in SHUFFLED])
def test_order_of_sentences(path: Path, text: str) -> None:
    clean = plain(path)
    found = ANALYZER.analyze(text)
    assert Counter(map(said, found.facts)) == Counter(map(said, clean.report.facts))
    assert Counter(labels(found)) == Counter(labels(clean.report))


# ----- what these laws can see -----

STEPS = {
    "boilerplate": "boilerplate.Boilerplate.remove",
    "chunks": "clean.join_chunks",
    "empty_brackets": "clean.remove_empty_brackets",
    "entities": "clean.unescape",
    "full_width": "clean.fold_width",
    "invisible": "clean.remove_invisible",
    "pages": "clean.join_pages",
    "pinyin": "clean.remove_pinyin",
    "traditional": "clean.simplify",
    "traditional of Taiwan": "clean.simplify",
    "in full width": "clean.fold_width",
    "with other line ends": "clean.remove_invisible",
    "with spaces between digit and Han": "clean.close_spaces",
    "wraps": "clean.unwrap",
}


def unchanged(*arguments: object) -> AlignedText:
    return next(one for one in arguments if isinstance(one, AlignedText))


@pytest.mark.parametrize("kind", STEPS)
def test_a_law_fails_without_the_step_that_it_is_about(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def every_report() -> None:
        for path in REPORTS:
            if kind in WRITTEN:
                check(path, WRITTEN[kind])
            elif kind != "wraps":
                check_dirt(kind, path)
        for path, width in WRAPS if kind == "wraps" else ():
            check(path, partial(wrapped, width=width))

    monkeypatch.setattr(f"kjreport.text.{STEPS[kind]}", unchanged)
    with pytest.raises(AssertionError):
        every_report()
