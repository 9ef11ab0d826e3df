"""Rule files to rules; every problem of every file is reported at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from kjreport.errors import Diagnostic, RuleError
from kjreport.resources import rules_files
from kjreport.ruleset.cache import kept
from kjreport.ruleset.packs import PREFIX, pack_folder
from kjreport.ruleset.rules import Rules

if TYPE_CHECKING:
    from pathlib import Path

OnError = Literal["raise", "skip"]
BuiltIn = Literal["all", "others", "none"]


def load_rules(*paths: str | Path, on_error: OnError = "raise", built_in: BuiltIn = "all") -> Rules:
    """Read the built-in rules and then those of ``paths``; what was read before comes from a cache.

    Args:
        paths: rule files, folders of them, or ``pack:NAME`` for the rules of an installed package. What
            stands later changes what stands before only where it says so: ``off``, ``patch``, ``replace``.
        on_error: ``raise``, or ``skip`` to leave out what is wrong and list it in ``Rules.diagnostics``.
        built_in: which built-in files to begin with: ``all``, ``others`` (all but those that have the name of
            a file in ``paths``, which takes their place), or ``none``.

    Returns:
        All rules; those of ``paths`` follow the built-in ones.

    Raises:
        RuleError: with a diagnostic for every problem of every file.

    >>> "高新技术企业" in {word for rule in load_rules().labels for word in rule.keywords}
    True
    """
    missing: list[Diagnostic] = []
    files = [] if built_in == "none" else rules_files()
    if paths:
        files = _with_own(files, list(rule_files(paths, missing)), replace=built_in == "others")
    rules = _read(files, missing) if missing else kept(files, lambda: _read(files, ()))
    errors = [problem for problem in rules.diagnostics if problem.severity == "error"]
    if errors and on_error == "raise":
        raise RuleError(errors)
    return rules


def _with_own(files: Iterable[str], own: Iterable[Path], *, replace: bool) -> list[str]:
    """Return files and a user's own behind them, each where it is first named.

    Args:
        files: the built-in files.
        own: the user's.
        replace: whether the own ones take the place of those that have their names.
    """
    from pathlib import Path

    replaced = {path.name for path in own} if replace else set()
    places: dict[Path, Path] = {}
    for path in (*(path for path in map(Path, files) if path.name not in replaced), *own):
        places.setdefault(path.resolve(), path)
    return list(map(str, places.values()))


def _read(files: Iterable[str], missing: Iterable[Diagnostic]) -> Rules:
    """Read and check files; ``missing`` are the problems with those that are not there."""
    from pathlib import Path

    from kjreport.ruleset.merge import Merge
    from kjreport.ruleset.reading import read_file

    merge = Merge()
    merge.diagnostics += missing
    for path in files:
        file, problems = read_file(Path(path))
        merge.diagnostics += problems
        if file is not None:
            merge.add(file)
    return merge.finish()


def rule_files(paths: Iterable[str | Path], diagnostics: list[Diagnostic]) -> Iterator[Path]:
    """Return the rule files that ``paths`` name, folders in the order of their file names."""
    from pathlib import Path

    for name in paths:
        if isinstance(name, str) and name.startswith(PREFIX):
            folder = pack_folder(name.removeprefix(PREFIX), diagnostics)
            if folder is None:
                continue
            path = folder
        else:
            path = Path(name)
        if path.is_dir():
            found = sorted([*path.rglob("*.yaml"), *path.rglob("*.yml")])
            yield from found
            if not found:
                diagnostics.append(_nothing(path, "no rule files in this folder"))
        elif path.is_file():
            yield path
        else:
            diagnostics.append(_nothing(path, "no such rule file or folder"))


def _nothing(path: Path, message: str) -> Diagnostic:
    beside: Sequence[str] = ()
    if path.parent.is_dir():
        beside = sorted(other.name for other in path.parent.glob("*.y*ml"))[:5]
    hint = f"beside it: {', '.join(beside)}" if beside else "rule files end in .yaml"
    return Diagnostic("KJ100", message, str(path), hint=hint)
