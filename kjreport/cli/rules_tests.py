"""The commands ``kjreport rules test``, ``coverage`` and ``diff``, which run rules on texts."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Annotated

import typer

from kjreport.cli.documents import texts
from kjreport.cli.rules import Instead, OwnRules, RulePaths, beside, rules_app
from kjreport.ruleset import Rules, load_rules
from kjreport.testing.compare import compare
from kjreport.testing.coverage import Coverage
from kjreport.testing.examples import TITLES, run_examples

__all__ = ["rules_app"]

Corpus = Annotated[list[str], typer.Argument(metavar="CORPUS...", help="Reports, or folders of them.")]


@rules_app.command("test")
def run(
    paths: RulePaths = None,
    *,
    instead: Instead = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show what passed, too.")] = False,
) -> None:
    """Run the examples of rules; the exit code is 1 when one does not pass."""
    outcomes = list(run_examples(*(paths or []), built_in=beside(instead=instead)))
    for outcome in outcomes:
        if verbose or outcome.result != "pass":
            sys.stdout.write(outcome.shown() + "\n")
    counts = Counter(TITLES[outcome.result] for outcome in outcomes)
    sys.stdout.write(", ".join(f"{title}: {counts[title]}" for title in TITLES.values()) + "\n")
    if counts["Pass"] != len(outcomes):
        raise typer.Exit(1)


@rules_app.command()
def coverage(
    corpus: Corpus,
    *,
    rules: OwnRules = None,
    never: Annotated[bool, typer.Option("--never", help="Only what never fired.")] = False,
) -> None:
    """Count how often each rule, keyword and pattern fired on reports."""
    counted = Coverage(load_rules(*(rules or [])))
    for _, text in texts(corpus):
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
    instead: Instead = False,
) -> None:
    """Show facts and labels gained, lost and changed, each with the rule that caused it."""
    before, after = _rules(old, instead=instead), _rules(new, instead=instead)
    changes = 0
    for change in compare(before, after, texts(corpus)):
        changes += 1
        sys.stdout.write(f"{change}\n")
    if changes:
        raise typer.Exit(1)


def _rules(path: str, *, instead: bool) -> Rules:
    return load_rules() if path == "built-in" else load_rules(path, built_in=beside(instead=instead))
