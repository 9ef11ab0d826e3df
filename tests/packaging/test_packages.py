"""The package as users get it: the wheel made from the sdist, and an editable install, away from the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tomllib
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
    runtime = folder / "runtime.txt"
    runtime.write_text("\n".join(runtime_requirements()), encoding="utf-8")
    run(python, "-m", "pip", "install", "--quiet", "--requirement", runtime, cwd=folder)
    return python


def runtime_requirements() -> list[str]:
    """Return the requirements of the library itself, pinned as in the lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {requirement.split(">")[0].lower().replace("_", "-") for requirement in project["dependencies"]}
    locked = (ROOT / ".ci" / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [line.split(";")[0].strip() for line in locked if "==" in line and not line.startswith(" ")]
    return [pin for pin in pins if pin.split("==")[0].lower() in names]


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
