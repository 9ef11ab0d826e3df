"""Problems of rule files as people see them: place, line with a caret, hint, where to read more."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from kjreport.errors import Diagnostic
from kjreport.ruleset.problems import columns

PAGE = "docs/rules/codes.md"
WINDOW = 80  # characters that are shown of a long line


def link(code: str) -> str:
    """Return where a code is described.

    >>> link("KJ103")
    'docs/rules/codes.md#kj103'
    """
    return f"{PAGE}#{code.lower()}"


def render(problems: Iterable[Diagnostic]) -> str:
    """Return the text of problems, with the lines that they are about."""
    return "\n".join(_one(problem) for problem in problems)


def _one(problem: Diagnostic) -> str:
    place = ":".join(str(part) for part in (problem.file, problem.line, problem.column) if part is not None)
    mark = "" if problem.severity == "error" else f" {problem.severity}:"
    lines = [f"{place}:{mark} {problem.code} {problem.message}".lstrip(": ")]
    source = _lines(problem.file) if problem.file and problem.line else ()
    if problem.line and problem.line <= len(source):
        line = source[problem.line - 1]
        number = f"{problem.line:>5} | "
        before, line = _window(line, (problem.column or 1) - 1)
        lines += [number + line, f"{'| ':>{len(number)}}{' ' * columns(before)}^"]
    if problem.hint:
        lines.append(f"      = hint: {problem.hint}")
    lines.append(f"      = see: {link(problem.code)}")
    return "\n".join(lines) + "\n"


def _window(line: str, offset: int) -> tuple[str, str]:
    """Return what stands before ``offset``, and the line; of a long line only what is around it."""
    start = max(0, offset - WINDOW // 2)
    if len(line) <= WINDOW or start == 0:
        return line[:offset], line[:WINDOW]
    return f"…{line[start:offset]}", f"…{line[start : start + WINDOW]}"


@lru_cache(maxsize=8)
def _lines(file: str) -> tuple[str, ...]:
    try:
        return tuple(Path(file).read_text(encoding="utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError):
        return ()
