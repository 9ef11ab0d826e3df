"""The commands ``kjreport rules test``, ``coverage`` and ``diff``, which run rules on texts."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kjreport.cli.diagnostics import width
from kjreport.cli.documents import read_sources
from kjreport.cli.rules import OwnRules, RulePaths, rules_app
from kjreport.errors import InputError
from kjreport.resources import rules_folder
from kjreport.ruleset import Rules, load_rules
from kjreport.ruleset.check import own_paths
from kjreport.ruleset.load import rule_files
from kjreport.testing.compare import compare
from kjreport.testing.coverage import Coverage
from kjreport.testing.examples import ExampleRunner, Outcome

__all__ = ["rules_app"]

Corpus = Annotated[list[str], typer.Argument(metavar="CORPUS...", help="Reports: text files or folders.")]
_TITLES = {"pass": "Pass", "missing": "Missing", "noisy": "Noisy", "wrong value": "Wrong value"}


@rules_app.command("test")
def run(
    paths: RulePaths = None,
    *,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show what passed, too.")] = False,
) -> None:
    """Run the examples of rules; the exit code is 1 when one does not pass."""
    outcomes = list(run_examples(paths or []))
    for outcome in outcomes:
        if verbose or outcome.result != "pass":
            sys.stdout.write(_shown(outcome))
    counts = Counter(_TITLES[outcome.result] for outcome in outcomes)
    sys.stdout.write(", ".join(f"{title}: {counts[title]}" for title in _TITLES.values()) + "\n")
    if counts["Pass"] != len(outcomes):
        raise typer.Exit(1)


def run_examples(paths: list[str]) -> list[Outcome]:
    """Run the examples of the rules that files define or change, among all rules."""
    rules = load_rules(*own_paths(paths))
    runner = ExampleRunner(rules)
    own = {path.resolve() for path in rule_files(paths or [rules_folder()], [])}
    return [
        outcome
        for kind, of_kind in rules.by_kind.items()
        for rule in of_kind
        if any(Path(part.file).resolve() in own for part in rules.origins[kind, rule.id].parts)
        for outcome in runner.run(kind, rule)
    ]


def _shown(outcome: Outcome) -> str:
    lines = [f"{_TITLES[outcome.result]}: {outcome.kind}/{outcome.rule}", f"    {outcome.text}"]
    if outcome.spans:
        marks = [" "] * len(outcome.text)
        for start, end in outcome.spans:
            marks[start:end] = "~" * (end - start)
        under = "".join(mark * width(char) for mark, char in zip(marks, outcome.text, strict=True))
        lines.append(f"    {under.rstrip()}")
    if outcome.detail:
        lines.append(f"    {outcome.detail}")
    return "\n".join(lines) + "\n"


@rules_app.command()
def coverage(
    corpus: Corpus,
    *,
    rules: OwnRules = None,
    never: Annotated[bool, typer.Option("--never", help="Only what never fired.")] = False,
) -> None:
    """Count how often each rule, keyword and pattern fired on reports."""
    counted = Coverage(load_rules(*own_paths(rules or [])))
    for _, text in _documents(corpus):
        counted.add(text)
    for line in counted.lines():
        if not never or line.times == 0:
            sys.stdout.write(f"{line.times}\t{line.kind}\t{line.rule}\t{line.part}\n")


@rules_app.command()
def diff(
    old: Annotated[str, typer.Argument(help="Rule file or folder; 'built-in' for the built-in rules alone.")],
    new: Annotated[str, typer.Argument(help="The rules to compare with.")],
    corpus: Corpus,
    *,
    whole: Annotated[
        bool, typer.Option("--whole", help="OLD and NEW are whole sets in place of the built-in rules.")
    ] = False,
) -> None:
    """Show facts and labels gained, lost and changed, each with the rule that caused it."""
    before, after = _rules(old, whole=whole), _rules(new, whole=whole)
    changes = 0
    for change in compare(before, after, _documents(corpus)):
        changes += 1
        sys.stdout.write(f"{change}\n")
    if changes:
        raise typer.Exit(1)


def _rules(path: str, *, whole: bool) -> Rules:
    return load_rules() if path == "built-in" else load_rules(*own_paths([path]), built_in=not whole)


def _documents(names: list[str]) -> list[tuple[str, str]]:
    """Return name and text of each report; folders are searched for text files."""
    files: list[str] = []
    for name in names:
        folder = Path(name)
        files += map(str, sorted(folder.rglob("*.txt"))) if folder.is_dir() else [name]
    found: list[tuple[str, str]] = []
    for source in read_sources(files):
        if source.error is not None:
            raise source.error
        found.append((source.name, source.text))
    if not found:
        raise InputError(f"{', '.join(names)}: no text files there")
    return found
