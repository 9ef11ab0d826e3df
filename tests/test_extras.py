"""Libraries of extras are imported only when they are used, and named with their command when missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kjreport.extras import MissingExtraError, require

OPTIONAL = (
    *("docx", "markdown_it", "openpyxl", "pandas", "polars", "pyarrow", "pypdfium2", "pyspark", "ray"),
    *("selectolax", "xlsxwriter"),
)
HIDE = f"""
import sys
for name in {OPTIONAL!r}:
    sys.modules[name] = None
"""


def python(program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    "use",
    [
        "import kjreport",
        "import kjreport; kjreport.analyze('新增5家。').to_dicts()",
        "import kjreport.cli, kjreport.export, kjreport.readers, kjreport.arrow, kjreport.spark",
    ],
)
def test_nothing_optional_is_imported(use: str, tmp_path: Path) -> None:
    # Rich, which prints the tables, renders Markdown itself.
    ours = [name for name in OPTIONAL if name != "markdown_it"]
    run = python(f"{use}\nimport sys\nprint([name for name in {ours!r} if name in sys.modules])", tmp_path)
    assert (run.stdout, run.stderr) == ("[]\n", "")


def test_processes_are_not_prepared_for_one_report(tmp_path: Path) -> None:
    run = python(
        "import kjreport, sys; kjreport.analyze('新增5家。'); print('multiprocessing' in sys.modules)",
        tmp_path,
    )
    assert run.stdout == "False\n"


@pytest.mark.parametrize("output", ["facts.csv", "facts.jsonl", "facts.txt"])
def test_text_to_text_needs_no_extra(output: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("新增5家。", encoding="utf-8")
    arguments = ["kjreport", "facts", "a.txt", "-o", output]
    run = python(f"{HIDE}\nsys.argv = {arguments!r}\nfrom kjreport.cli import main\nmain()", tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert "5家" in (tmp_path / output).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "output", "library", "extra"),
    [
        ("a.docx", "facts.csv", "docx", "readers"),
        ("a.pdf", "facts.csv", "pypdfium2", "readers"),
        ("a.html", "facts.csv", "selectolax", "readers"),
        ("a.txt", "facts.parquet", "pyarrow", "tables"),
        ("a.txt", "facts.xlsx", "xlsxwriter", "tables"),
    ],
)
def test_a_command_names_the_missing_library(
    name: str, output: str, library: str, extra: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text("新增5家。", encoding="utf-8")
    arguments = ["kjreport", "facts", name, "-o", output]
    run = python(f"{HIDE}\nsys.argv = {arguments!r}\nfrom kjreport.cli import main\nmain()", tmp_path)
    assert run.returncode == 2
    assert run.stderr == f"kjreport: this needs {library}: pip install 'kjreport[{extra}]'\n"


def test_a_library_that_lacks_another_is_not_called_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_library.py").write_text("import no_such_module_at_all\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="no_such_module_at_all") as error:
        require("broken_library", "tables")
    assert not isinstance(error.value, MissingExtraError)
