"""The commands ``kjreport rules …`` that are about rule files alone."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
import yaml

from kjreport.cli.diagnostics import render
from kjreport.errors import InputError
from kjreport.ruleset import Origin, load_rules
from kjreport.ruleset.check import check_rules
from kjreport.ruleset.jsonschema import schema_files
from kjreport.ruleset.load import BuiltIn
from kjreport.ruleset.problems import suggest
from kjreport.ruleset.templates import template

rules_app = typer.Typer(
    help="Check, test, show and write rules.", no_args_is_help=True, rich_markup_mode=None
)

RulePaths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Rule files or folders; without any, the built-in rules."),
]
OwnRules = Annotated[
    list[str] | None,
    typer.Option("--rules", metavar="PATH", help="Rules beside the built-in ones; may be repeated."),
]


Instead = Annotated[
    bool,
    typer.Option("--instead", help="The files take the place of the built-in ones of the same names."),
]


class Kind(StrEnum):
    """The kinds of rules."""

    LABELS = "labels"
    INDICATORS = "indicators"
    UNITS = "units"
    CUES = "cues"
    EXCLUSIONS = "exclusions"
    CLEANING = "cleaning"
    LEXICONS = "lexicons"


class Template(StrEnum):
    """What can be begun."""

    LABEL = "label"
    INDICATOR = "indicator"
    UNIT = "unit"


def beside(*, instead: bool) -> BuiltIn:
    """Return which built-in files are loaded, too."""
    return "others" if instead else "all"


@rules_app.command()
def check(
    paths: RulePaths = None,
    *,
    instead: Instead = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing when all is well.")] = False,
) -> None:
    """Look for mistakes in rule files; the exit code is 1 when there are any."""
    rules, problems = check_rules(*(paths or []), built_in=beside(instead=instead))
    sys.stdout.write(render(problems) + ("\n" if problems else ""))
    if problems:
        errors = sum(problem.severity == "error" for problem in problems)
        sys.stderr.write(f"{errors} errors, {len(problems) - errors} warnings\n")
        raise typer.Exit(1)
    if not quiet:
        sys.stderr.write(f"no problems; {sum(map(len, rules.by_kind.values()))} rules in force\n")


@rules_app.command("list")
def list_rules(
    paths: RulePaths = None,
    *,
    kind: Annotated[Kind | None, typer.Option(help="Only rules of this kind.")] = None,
) -> None:
    """List all rules in force: kind, id, name, and the files that made them."""
    rules = load_rules(*(paths or []))
    for (of_kind, name), origin in rules.origins.items():
        if kind is None or of_kind == kind:
            files = ", ".join(dict.fromkeys(Path(part.file).name for part in origin.parts))
            off = "\t(off)" if origin.off else ""
            sys.stdout.write(f"{of_kind}\t{name}\t{origin.written.name}\t{files}{off}\n")


@rules_app.command()
def show(
    rule: Annotated[str, typer.Argument(metavar="ID", help="The id of a rule, or kind/id.")],
    rules: OwnRules = None,
) -> None:
    """Print a rule as it is in force, and which file each part of it came from."""
    kind, _, name = rule.rpartition("/")
    loaded = load_rules(*(rules or []))
    former = {old: key[1] for key, origin in loaded.origins.items() for old in origin.written.formerly}
    name = name if any(key[1] == name for key in loaded.origins) else former.get(name, name)
    found = [key for key in loaded.origins if key[1] == name and kind in ("", key[0])]
    if not found:
        hint = suggest(name, (key[1] for key in loaded.origins)) or "'kjreport rules list' shows all ids"
        raise InputError(f"there is no rule '{rule}'; {hint}")
    for key in found:
        sys.stdout.write(_shown(key[0], loaded.origins[key]))


def _shown(kind: str, origin: Origin) -> str:
    lines = [f"# {kind}"]
    for part in origin.parts:
        lines.append(f"# {part.action} in {part.file}:{part.line}")
        lines += (f"#   {change}" for change in part.changes)
    plain = origin.written.entry()
    return "\n".join(lines) + "\n" + yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100)


@rules_app.command()
def schema(
    folder: Annotated[
        Path | None, typer.Option("--write", metavar="FOLDER", help="Write one file for each kind.")
    ] = None,
    *,
    kind: Annotated[Kind | None, typer.Option(help="Only this kind.")] = None,
) -> None:
    """Print the JSON Schemas of rule files, or write them for editors."""
    for name, text in schema_files():
        if kind is not None and not name.startswith(f"{kind}."):
            continue
        if folder is None:
            sys.stdout.write(text)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")


@rules_app.command()
def new(
    what: Annotated[Template, typer.Argument(help="What to begin.")],
    file: Annotated[
        Path | None, typer.Argument(help="Where to write it; standard output when left out.")
    ] = None,
) -> None:
    """Begin a rule: print or write a commented file that loads and passes."""
    if file is None:
        sys.stdout.write(template(what))
        return
    if file.exists():
        raise InputError(f"{file}: there is a file already; name another")
    file.write_text(template(what), encoding="utf-8")
    sys.stderr.write(f"{file}: change it, then run 'kjreport rules test {file}'\n")
