"""Everything that is wrong or doubtful with rule files."""

from __future__ import annotations

from pathlib import Path

from kjreport.errors import Diagnostic
from kjreport.resources import rules_folder
from kjreport.ruleset.lint import Context, lint
from kjreport.ruleset.load import BuiltIn, load_rules, rule_files
from kjreport.ruleset.reading import read_file
from kjreport.ruleset.rules import Rules


def check_rules(*paths: str | Path, built_in: BuiltIn = "all") -> tuple[Rules, list[Diagnostic]]:
    """Load rules beside the built-in ones and look for mistakes in them.

    Args:
        paths: rule files or folders; the built-in rules when there are none.
        built_in: which built-in files they stand beside; see `load_rules`.

    Returns:
        The rules in force without those that are wrong, and what was found in ``paths``, in their order.
    """
    rules = load_rules(*paths, on_error="skip", built_in=built_in)
    files = list(rule_files(paths or [rules_folder()], []))
    own = {file.resolve() for file in files}
    found = [problem for problem in rules.diagnostics if _concerns(problem, own)]
    broken = {(problem.file, problem.line) for problem in found if problem.severity == "error"}
    context = Context.of(rules, {rule.id for rule in load_rules(on_error="skip").lexicons})
    for path in files:
        file, _ = read_file(path)
        if file is not None:
            found += (
                problem for problem in lint(file, context) if (problem.file, problem.line) not in broken
            )
    order = {str(file): number for number, file in enumerate(files)}
    return rules, sorted(
        found, key=lambda d: (order.get(d.file or "", -1), d.line or 0, d.column or 0, d.code)
    )


def _concerns(problem: Diagnostic, files: set[Path]) -> bool:
    """Whether a problem is in one of the files, or in none: a file that is not there."""
    return problem.line is None or problem.file is None or Path(problem.file).resolve() in files
