"""Words of the field live in YAML: no Han in code but in the named grammar tables."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kjreport"
HAN = re.compile("[\u3400-\u9fff]")
BORDERS = {"\u3400", "\u4e00", "\u9fff"}  # of the blocks of Han, to tell whether a character is one
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "tables.py")


def literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the string literals of a module that are no docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_han_outside_the_tables(path: Path) -> None:
    found = literals(ast.parse(path.read_text(encoding="utf-8")))
    assert [(line, text) for line, text in found if set(HAN.findall(text)) - BORDERS] == []
