"""How fast quantities are found, beside jieba's segmentation of the same text; run by ``make bench``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jieba
import pytest

from kjreport.units import QuantityFinder

TESTS = Path(__file__).parents[1]
REPORTS = [TESTS / "data" / "reports", TESTS.parents[1] / "shared" / "reports"]
FOLDERS = [folder for folder in REPORTS if folder.is_dir()]


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.parent.name)
def text(request: pytest.FixtureRequest) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(request.param.glob("*.txt")))


@pytest.mark.benchmark(group="quantities against jieba.cut")
def test_find_quantities(benchmark: Any, text: str) -> None:
    finder = QuantityFinder()
    benchmark.extra_info["characters"] = len(text)
    assert benchmark(finder.find, text)


@pytest.mark.benchmark(group="quantities against jieba.cut")
def test_jieba_cut(benchmark: Any, text: str) -> None:
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    benchmark.extra_info["characters"] = len(text)
    assert benchmark(lambda: list(tokenizer.cut(text)))
