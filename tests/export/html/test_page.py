"""What a page is made of, without a browser."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kjreport
from kjreport.export.html import report_page
from kjreport.export.html.page import policy
from kjreport.export.html.words import Language, Words
from kjreport.model import Report, grouped

REPORT = "2022年,全县新增高新技术企业37家,研发投入达到1.31亿元。\n"


class Passage(HTMLParser):
    """Collects the text inside the element with the raw text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.depth = "", 0
        self.feed(page)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth or ("id", "passage") in attrs:
            self.depth += 1

    def handle_endtag(self, _tag: str) -> None:
        self.depth -= bool(self.depth)

    def handle_data(self, data: str) -> None:
        self.text += data if self.depth else ""


@given(st.text(st.sampled_from("<>&\"'37家高企新增,。 \n\r;#x研发投入1.31亿元%"), max_size=60))
def test_the_text_of_a_page_is_the_raw_text(raw: str) -> None:
    assert Passage(report_page(kjreport.analyze(raw))).text == raw


def test_a_page_is_one_file_that_asks_for_nothing() -> None:
    page = report_page(kjreport.analyze(REPORT))
    assert re.findall(r"""\b(?:src|href|action)\s*=\s*["']?(?!["']?#)[^>]*""", page) == []
    assert "url(" not in page
    assert "@import" not in page
    assert "://" not in page


def test_the_policy_allows_nothing_but_the_style_and_the_script_of_the_page() -> None:
    page = report_page(kjreport.analyze(REPORT))
    (style,), (script,) = (
        re.findall(r"(?s)<style>(.*?)</style>", page),
        re.findall(r"(?s)<script>(.*?)</script>", page),
    )
    assert f'content="{policy(style, script)}"' in page
    assert policy(style, script).startswith("default-src 'none'; style-src 'sha256-")


def test_an_empty_report_has_a_page() -> None:
    assert "0" in report_page(kjreport.analyze(""))


def test_facts_with_the_same_characters_have_a_link_each() -> None:
    report = kjreport.analyze("2022年,签约项目、合作项目各3项。")
    page = report_page(report)
    assert len(report.facts) == 2
    assert [f'id="f{number}"' in page for number in range(2)] == [True, True]
    assert Passage(page).text == report.raw


def test_the_words_of_both_languages_have_the_same_names() -> None:
    chinese, english = Words.of("zh"), Words.of("en")
    for table in ("page", "panel", "columns", "details", "ids"):
        assert getattr(chinese, table).keys() == getattr(english, table).keys()


@pytest.mark.parametrize(
    ("language", "code", "words"),
    [
        ("zh", "2021", "2021"),
        ("zh", "2021-01..2021-05", "2021年1–5月"),
        ("zh", "2021-03..2021-03", "2021年3月"),
        ("zh", "..2021-06", "至 2021-06"),
        ("zh", "2021-01..2023-12", "2021-01 – 2023-12"),
        ("zh", "2021-03-15..2021-03-20", "2021-03-15 – 2021-03-20"),
        ("zh", None, ""),
        ("en", "2021-01..2021-05", "2021, months 1–5"),
    ],
)
def test_periods_are_written_for_people(language: Language, code: str | None, words: str) -> None:
    assert Words.of(language).period(code) == words


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_grouping_loses_no_digit(value: Decimal) -> None:
    assert Decimal(grouped(value).replace(",", "")) == value


def test_the_command_writes_pages_and_names_what_it_cannot_read(tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kjreport", "html", *arguments]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=tmp_path
        )

    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    assert run("a.txt", "-o", "out.html").returncode == 0
    assert "1.31亿元" in (tmp_path / "out.html").read_text(encoding="utf-8")
    assert run("a.txt", "--lang", "en").stdout.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert run("a.txt", "b.txt").returncode == 2
    done = run("a.txt", "missing.txt", "b.txt", "-o", ".")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "b.html").exists()
    for folder in ("new", "other/"):
        assert run("a.txt", *(["b.txt"] if folder == "new" else []), "-o", folder).returncode == 0
        assert (tmp_path / folder / "a.html").exists()
    assert run("a.txt", "b.txt").stderr == "kjreport: 2 reports need a folder: -o FOLDER\n"
    (tmp_path / "page.html").write_text(f"<p>{REPORT}</p>", encoding="utf-8")
    assert "is one of the documents that are read" in run("page.html", "-o", ".").stderr
    (tmp_path / "a.md").write_text(REPORT, encoding="utf-8")
    assert "several reports would be a.html" in run("a.txt", "a.md", "-o", ".").stderr


def test_a_report_shows_itself_in_a_notebook() -> None:
    report: Report = kjreport.analyze("<b>2022年,新增高企3家。")
    frame = report._repr_html_()
    assert frame.startswith("<iframe")
    assert "<b>" not in frame
