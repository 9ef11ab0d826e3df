"""What a new process imports: a start is short where nothing is imported that is not needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kjreport.resources import PACKAGE

OTHERS = (
    "pandas",
    "pathlib",
    "pyarrow",
    "platformdirs",
    "tempfile",
    "random",
    "shutil",
    "difflib",
    "html",
)
DEAR = ("jieba", "opencc", "pydantic", "typer", "rich", "yaml", "regex", "charset_normalizer")
ANALYZE = "import kjreport; kjreport.analyze('全市研发投入增长12.5%。')"


def imported(program: str, cache: Path) -> set[str]:
    """Return the modules that a new process has when a program is done."""
    environment = {name: value for name, value in os.environ.items() if name != "KJREPORT_CACHE"}
    environment |= {"XDG_CACHE_HOME": str(cache), "HOME": str(cache), "LOCALAPPDATA": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", f"{program}; import sys; print(*sys.modules)"],
        env=environment,
        cwd=Path(PACKAGE).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_the_package_alone_imports_next_to_nothing(tmp_path: Path) -> None:
    modules = imported("import kjreport", tmp_path)
    assert modules.isdisjoint((*DEAR, *OTHERS, "typing", "dataclasses"))


def test_an_analysis_with_known_rules_imports_only_what_it_needs(tmp_path: Path) -> None:
    first = imported(ANALYZE, tmp_path)
    assert {"pydantic", "yaml"} <= first, "rules that nobody has read before are read and checked"
    assert imported(ANALYZE, tmp_path).isdisjoint((*DEAR, *OTHERS, "kjreport.readers"))


def test_no_pattern_is_compiled_before_a_text_needs_it(tmp_path: Path) -> None:
    program = """
import re, sys
compiling, compile = set(), re.compile
def watched(*arguments):
    compiling.add(sys._getframe(1).f_globals["__name__"])
    return compile(*arguments)
re.compile = watched
import string, kjreport.analyzer
sys.modules.update({"compiling:" + name: None for name in compiling})"""
    modules = imported(program, tmp_path)
    assert "compiling:string" in modules, "whoever compiles is seen"
    assert not [name for name in modules if name.startswith("compiling:kjreport")]


def test_a_traditional_text_needs_tables(tmp_path: Path) -> None:
    assert "opencc" in imported("import kjreport; kjreport.analyze('全市研發投入增長12.5%。')", tmp_path)
