"""Many documents: the same reports however many processes work on them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import kjreport
from kjreport import Analyzer
from kjreport.model import Report
from kjreport.text import Place, SourceText

REPORTS = sorted((Path(__file__).parent / "data/reports").glob("*.txt"))


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


def test_two_processes_give_the_reports_of_one(analyzer: Analyzer, tmp_path: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in REPORTS]
    items: list[str | SourceText | Path] = [*REPORTS, *texts, tmp_path / "nowhere.txt"] * 3
    alone = list(analyzer.analyze_many(items))
    assert list(analyzer.analyze_many(items, workers=2)) == alone
    assert [report.document for report in alone[: len(REPORTS)]] == list(map(str, REPORTS))
    assert [report.facts for report in alone[len(REPORTS) : 2 * len(REPORTS)]] == [
        analyzer.analyze(text).facts for text in texts
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bad_document_is_an_error_in_its_place(analyzer: Analyzer, workers: int, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    no_text = SourceText(None, "b")  # type: ignore[arg-type]
    items: list[str | SourceText | Path] = ["新增5家。", tmp_path / "a.docx", no_text, "新增6家。"]
    good, damaged, broken, last = analyzer.analyze_many(items, workers=workers)
    assert [len(report.facts) for report in (good, damaged, broken, last)] == [1, 0, 0, 1]
    assert (good.error, last.error) == (None, None)
    assert damaged.error is not None
    assert broken.error is not None
    assert (damaged.error.code, damaged.document) == ("KJ401", str(tmp_path / "a.docx"))
    assert (broken.error.code, broken.document) == ("KJ402", "b")
    assert damaged.diagnostics == (damaged.error,)


@pytest.mark.parametrize("text", [b"37", None, Path("a.txt")])
def test_what_is_no_text_is_told(text: str) -> None:
    with pytest.raises(TypeError, match=r"a str or what kjreport\.readers\.read\(path\) returns, not"):
        kjreport.analyze(text)


def test_nothing_is_nothing(analyzer: Analyzer) -> None:
    assert list(analyzer.analyze_many([], workers=2)) == []


def test_an_analyzer_travels_as_its_rules(analyzer: Analyzer) -> None:
    text = REPORTS[0].read_text(encoding="utf-8")
    copy: Analyzer = pickle.loads(pickle.dumps(analyzer))  # noqa: S301 (packed here)
    assert copy.analyze(text) == analyzer.analyze(text)


def test_a_report_travels_whole(analyzer: Analyzer) -> None:
    report = analyzer.analyze(
        SourceText("一、概况\n新增5家。", "a.txt", (Place(0, "line 1"), Place(5, "line 2")))
    )
    copy: Report = pickle.loads(pickle.dumps(report))  # noqa: S301 (packed here)
    assert copy == report
    assert copy.facts[0].locator == "line 2"
    assert [sentence.locator for sentence in report.sentences] == ["line 1", "line 2"]


def test_a_text_has_no_places() -> None:
    report = kjreport.analyze("新增5家。")
    assert (report.document, report.facts[0].locator, report.sentences[0].locator) == (None, None, None)
