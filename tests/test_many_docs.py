"""What docs/many.md and docs/formats.md show is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import kjreport
from kjreport.export.tables import record_batch
from kjreport.text import SourceText

DOCS = Path(__file__).parents[1] / "docs"
TEXTS = [f"2021年,新增高企{n}家,增长{n}.5%。" for n in range(1, 40)]


def program(page: str, word: str) -> str:
    """Return the program of a page that has a word in it."""
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)
    (found,) = (block for block in blocks if word in block)
    return str(found)


def run(source: str, folder: Path) -> str:
    script = folder / "program.py"
    script.write_text(source, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script], cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_many_in_processes(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    for number, text in enumerate(TEXTS[:12]):
        (tmp_path / f"reports/{number:02}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "reports/99.txt").touch()
    *lines, failed = run(program("many.md", "analyze_many"), tmp_path).splitlines()
    assert lines == [f"reports/{number:02}.txt 2" for number in range(12)]
    assert "reports/99.txt: is empty" in failed


def test_a_document_with_places(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("概况")
    document.add_paragraph("2021年新增高企37家")
    document.save(str(tmp_path / "report.docx"))
    assert run(program("formats.md", "read("), tmp_path) == "p2 37家 37\n"


@pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: pip install 'ray[data]'")
def test_ray_finds_what_one_process_finds(tmp_path: Path) -> None:
    recipe = program("many.md", "ray.data")
    assert len([line for line in recipe.splitlines() if line and "import" not in line]) < 10
    ids = [str(number) for number in range(len(TEXTS))]
    pq.write_table(pa.table({"id": ids, "text": TEXTS}), tmp_path / "reports.parquet")
    run(f"import ray\nray.init(num_cpus=2, include_dashboard=False)\n{recipe}", tmp_path)
    found = pq.read_table(tmp_path / "facts.parquet").to_pylist()
    reports = [kjreport.analyze(SourceText(text, key)) for key, text in zip(ids, TEXTS, strict=True)]
    assert sorted(found, key=lambda row: int(row["document"])) == record_batch(reports).to_pylist()
