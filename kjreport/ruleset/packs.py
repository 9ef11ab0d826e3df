"""Rule packs that installed packages bring along.

A package names its folder of rule files under the entry point group ``kjreport.rules``::

    [project.entry-points."kjreport.rules"]
    county = "county_rules"            # a package with rule files, or a function or path in one

and everyone who has it loads them with ``load_rules("pack:county")``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kjreport.errors import Diagnostic

if TYPE_CHECKING:
    from pathlib import Path

GROUP = "kjreport.rules"
PREFIX = "pack:"


def installed_packs() -> tuple[str, ...]:
    """Return the names of the rule packs of the installed packages."""
    from importlib.metadata import entry_points

    return tuple(sorted({point.name for point in entry_points(group=GROUP)}))


def pack_folder(name: str, diagnostics: list[Diagnostic]) -> Path | None:
    """Return where the rules of an installed pack are, or None and a diagnostic."""
    from importlib.metadata import entry_points
    from pathlib import Path

    point = next(iter(entry_points(group=GROUP, name=name)), None)
    if point is None:
        from kjreport.ruleset.problems import suggest

        known = installed_packs()
        hint = suggest(name, known) or f"installed packs: {', '.join(known) or 'none'}"
        diagnostics.append(Diagnostic("KJ110", f"no installed package has a rule pack '{name}'", hint=hint))
        return None
    try:
        target = point.load()
        if callable(target):
            target = target()
        folder = Path(next(iter(target.__path__)) if hasattr(target, "__path__") else target)
    except Exception as error:  # whatever a foreign package does when it is imported
        message = f"the rule pack '{name}' ({point.value}) cannot be loaded: {error}"
        diagnostics.append(Diagnostic("KJ110", message))
        return None
    return folder
