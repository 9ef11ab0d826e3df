"""Makes the picture of a page: a sample report in a headless Chromium, with the card of one fact open."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from kjreport.analyzer import default_analyzer
from kjreport.export.html import report_page, rule_names

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "tests/data/reports/linhai_annual_clean.txt"
QUOTE = "9.36亿元"


def main() -> None:
    """Write ``page.png`` beside this file."""
    program = shutil.which("chromium") or sys.exit("no Chromium: make chromium")
    analyzer = default_analyzer()
    report = analyzer.analyze(SAMPLE.read_text(encoding="utf-8"))
    number = next(number for number, fact in enumerate(report.facts) if fact.quote == QUOTE)
    picture = HERE / "page.png"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 1720}, reduced_motion="reduce")
        page.set_content(report_page(report, SAMPLE.name, rules=rule_names(analyzer.rules)))
        page.locator(f"#passage #f{number}").hover()
        page.screenshot(path=picture)
        browser.close()
    # A palette is enough for a page, and makes the picture a third of its size.
    Image.open(picture).convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE).save(
        picture, optimize=True
    )


if __name__ == "__main__":
    main()
