"""The page of a report as a person uses it: with a pointer, with a keyboard, on paper, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kjreport
from kjreport.analyzer import default_analyzer
from kjreport.export.html import report_page, rule_names

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SAMPLES = sorted((Path(__file__).parents[2] / "data/reports").glob("*.txt"))
REPORT = kjreport.analyze(
    "青山县科技局2022年工作总结\n"
    "一、企业培育\n"
    "2022年,全县新认定高新技术企业18家,高新技术企业总数达到67家,增长28.8%,居全市第2位。\n"
    "二、研发投入\n"
    "2022年,全社会研发经费支出9.36亿元,占地区生产总值的2.15%。规上工业研发费用xx亿元。\n"
    "三、2023年工作计划\n"
    "力争高新技术企业达到80家以上,全社会研发经费支出占地区生产总值的2.3%以上。\n"
)
HOSTILE = (
    "<script>document.title='owned'</script>局2021年工作总结\n"
    "</style></script><img src=x onerror=\"document.title='owned'\"> 新增'高新技术企业'37家&lt;b&gt;\n"
    "${title} {shown} \x00\x0b\ud800 研发投入1.31亿元--><svg onload=document.title='owned'>\r\n"
    "<!-- 培育高企12家 ]]> <iframe srcdoc='x'>"
)

Opener = Callable[..., "Page"]


def page_of(report: kjreport.Report) -> str:
    return report_page(report, "report.txt", rules=rule_names(default_analyzer().rules))


@pytest.fixture
def page(open_page: Opener) -> Page:
    return open_page(page_of(REPORT), reduced_motion="reduce")


def fact(quote: str) -> int:
    """Return the number of the fact with a quote."""
    return next(number for number, fact in enumerate(REPORT.facts) if fact.quote == quote)


def rows(page: Page) -> list[int]:
    """Return the numbers of the facts that the table shows, from top to bottom."""
    found: list[str] = page.eval_on_selector_all("tbody tr:not([hidden])", "rows => rows.map(row => row.id)")
    return [int(name[1:]) for name in found]


def focused(page: Page) -> str:
    """Return what the focused link leads to."""
    return str(page.evaluate("document.activeElement.getAttribute('href')"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_every_character_of_a_report_is_on_its_page_in_order(open_page: Opener, sample: Path) -> None:
    report = kjreport.analyze(sample.read_text(encoding="utf-8"))
    page = open_page(page_of(report))
    assert page.evaluate("document.getElementById('passage').textContent") == report.raw
    marked = page.eval_on_selector_all("#passage .fact", "marks => marks.map(mark => mark.textContent)")
    assert [text for text in marked if text] == list({f.start: f.quote for f in report.facts}.values())


def test_pointing_at_a_fact_shows_what_is_known_of_it(page: Page) -> None:
    card = page.locator("#card")
    page.hover(f"#f{fact('9.36亿元')}")
    text = card.inner_text()
    for known in ("936,000,000 元", "2022", "实际", "rd_expenditure", "依据", "时间词", "研发投入"):
        assert known in text
    assert page.locator("tr.on").get_attribute("id") == f"r{fact('9.36亿元')}"
    card.hover()  # the card stays while the pointer is on it
    page.wait_for_timeout(400)
    assert card.is_visible()
    page.keyboard.press("Escape")
    assert card.is_hidden()


def test_the_keyboard_reaches_the_card_the_row_and_the_text_again(page: Page) -> None:
    page.focus("#text")
    page.keyboard.press("Tab")
    first = REPORT.facts[0]
    assert focused(page) == "#r0"
    assert first.subject in page.locator("#card").inner_text()
    page.keyboard.press("Enter")
    assert focused(page) == "#f0"
    assert page.evaluate("document.activeElement.closest('tr').id") == "r0"
    page.keyboard.press("Enter")
    assert focused(page) == "#r0"
    assert page.evaluate("document.activeElement.closest('#passage') !== null")


def test_the_first_stops_of_the_keyboard_skip_to_the_text_and_the_table(page: Page) -> None:
    page.keyboard.press("Tab")
    assert focused(page) == "#text"
    page.keyboard.press("Tab")
    assert focused(page) == "#facts"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "text"


def test_a_click_on_a_column_sorts_and_another_one_turns_the_order(page: Page) -> None:
    def of_unit(numbers: list[int], unit: str) -> list[Any]:
        return [REPORT.facts[n].value for n in numbers if REPORT.facts[n].unit == unit]

    column = page.locator("th.c-value")
    assert rows(page) == list(range(len(REPORT.facts)))
    column.get_by_role("button").click()
    assert column.get_attribute("aria-sort") == "ascending"
    assert of_unit(rows(page), "家") == [18, 67, 80]
    column.get_by_role("button").press("Enter")
    assert column.get_attribute("aria-sort") == "descending"
    assert of_unit(rows(page), "家") == [80, 67, 18]
    assert page.locator("[aria-sort]").count() == 1


def test_filters_join_and_show_in_the_text_too(page: Page) -> None:
    page.fill("[name=text]", "高新技术企业")
    page.select_option("[name=status]", "target")
    assert rows(page) == [fact("80家以上")]
    assert page.locator("#shown").inner_text() == f"显示 1 条，共 {len(REPORT.facts)} 条"
    assert page.locator("#passage .fact:not(.off)").inner_text() == "80家以上"
    page.fill("[name=text]", "没有这个词")
    assert rows(page) == []
    assert page.locator("#none").is_visible()
    page.click("[type=reset]")
    page.locator("tbody tr[hidden]").first.wait_for(state="detached")
    assert page.locator("#passage .fact.off").count() == 0


def test_a_bar_of_the_chart_filters_by_its_label(page: Page) -> None:
    bar = page.locator("[data-label=rd_investment]")
    bar.click()
    labelled = [n for n, f in enumerate(REPORT.facts) if "rd_investment" in f.labels]
    assert rows(page) == labelled
    assert bar.get_attribute("aria-pressed") == "true"
    assert page.input_value("[name=label]") == "rd_investment"
    bar.click()
    assert len(rows(page)) == len(REPORT.facts)


def test_a_jump_to_a_row_that_a_filter_hides_takes_the_filter_away(page: Page) -> None:
    page.select_option("[name=status]", "target")
    page.click(f"#f{fact('18家')}")
    page.locator("tbody tr[hidden]").first.wait_for(state="detached")
    assert focused(page) == f"#f{fact('18家')}"


def test_targets_stand_against_actual_values(page: Page) -> None:
    row = page.locator(".targets > li", has_text="高新技术企业数")
    assert row.locator("circle.actual").count() == 1
    assert row.locator("line.target").count() == 1
    assert "67 家" in row.inner_text()
    assert "≥ 80 家" in row.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_an_audit_finds_no_barrier(open_page: Opener, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(
        page_of(REPORT),
        color_scheme=scheme,
        reduced_motion="reduce",
        viewport={"width": width, "height": 900},
    )
    page.focus("#f0")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


def test_nothing_is_wider_than_a_phone(open_page: Opener) -> None:
    page = open_page(page_of(REPORT), viewport={"width": 360, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_paper_has_every_fact_and_no_controls(page: Page) -> None:
    page.select_option("[name=status]", "actual")
    page.click("[type=reset]")
    page.emulate_media(media="print")
    assert page.locator("#filter").is_hidden()
    assert page.locator("tbody tr").last.is_visible()
    number = "getComputedStyle(document.getElementById('f0'), '::after').content"
    assert page.evaluate(number) == '"1"'
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_report_stays_text_whatever_it_says(open_page: Opener) -> None:
    report = kjreport.analyze(HOSTILE)
    page = open_page(page_of(report))
    shown = HOSTILE.replace("\x00", "␀").replace("\x0b", "␋").replace("\ud800", "\ufffd")
    assert page.evaluate("document.getElementById('passage').textContent") == shown
    assert page.title() == report.title
    assert page.locator("img, iframe, #passage script, svg svg[onload]").count() == 0
    assert page.locator("script").count() == 1
    for number, found in enumerate(report.facts):
        page.hover(f"#f{number}")
        assert found.unit in page.locator("#card").inner_text()


def test_the_policy_stops_what_would_come_from_outside(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(page_of(REPORT))
    blocked = page.evaluate(
        """() => new Promise((done) => {
          const found = new Set();
          document.addEventListener("securitypolicyviolation", (event) => {
            found.add(event.effectiveDirective);
            if (found.size === 4) done([...found].sort());
          });
          document.body.insertAdjacentHTML("beforeend",
            "<img src='http://127.0.0.1:9/x.png'><p style='color:red' onclick='1'>x</p>");
          const script = document.createElement("script");
          script.src = "http://127.0.0.1:9/x.js";
          document.body.append(script);
        })"""
    )
    assert blocked == ["img-src", "script-src-attr", "script-src-elem", "style-src-attr"]
    page.close()


def test_a_notebook_frames_the_whole_page(open_page: Opener) -> None:
    page = open_page(f"<!DOCTYPE html><meta charset='utf-8'><h1>notebook</h1>{REPORT._repr_html_()}")
    frame = page.frame_locator("iframe")
    frame.locator(f"#f{fact('9.36亿元')}").click()
    assert frame.locator(f"#r{fact('9.36亿元')} a").evaluate("link => link === document.activeElement")
    frame.locator("[name=text]").fill("9.36")
    assert frame.locator("tbody tr:visible").count() == 1
    assert page.locator("h1").inner_text() == "notebook"


def test_without_scripts_links_still_lead_to_rows_and_back(open_page: Opener) -> None:
    page = open_page(page_of(REPORT), java_script_enabled=False)
    page.click("#f1")
    assert page.url.endswith("#r1")
    page.click("#r1 a")
    assert page.url.endswith("#f1")
