"""The package as users get it: the wheel made from the sdist, and an editable install, in a new place."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REPORT = "2021年,全市新增高新技术企业37家,研发投入达到1.31亿元。"

pytestmark = pytest.mark.packaging


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def new_environment(folder: Path) -> Path:
    """Make an environment with the locked dependencies and return its Python."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    lock = ROOT / ".ci" / "runtime.lock"
    run(python, "-m", "pip", "install", "--quiet", "--requirement", lock, cwd=folder)
    return python


def check_analyses(python: Path, folder: Path) -> None:
    """Analyse a report outside the checkout."""
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    lines = run(python, "-m", "kjreport", "facts", "report.txt", "--format", "jsonl", cwd=folder).splitlines()
    assert [json.loads(line)["value"] for line in lines] == ["37", "131000000"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_environment(tmp_path_factory.mktemp("environment"))


def test_the_wheel_from_the_sdist_analyses_a_report(tmp_path: Path, environment: Path) -> None:
    run(sys.executable, "-m", "build", "--outdir", tmp_path / "dist", ROOT, cwd=tmp_path)
    (sdist,) = (tmp_path / "dist").glob("*.tar.gz")
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with tarfile.open(sdist) as archive:
        assert any(name.endswith("/rules/labels.yaml") for name in archive.getnames())
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "kjreport/rules/labels.yaml" in names
    assert "kjreport/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "rules/", "docs/"))]
    run(environment, "-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", wheel, cwd=tmp_path)
    check_analyses(environment, tmp_path)
    where = run(environment, "-c", "import kjreport; print(kjreport.__file__)", cwd=tmp_path)
    assert str(ROOT) not in where


def test_an_editable_install_analyses_a_report(tmp_path: Path, environment: Path) -> None:
    run(environment, "-m", "pip", "install", "--quiet", "--no-deps", "--editable", ROOT, cwd=tmp_path)
    check_analyses(environment, tmp_path)
