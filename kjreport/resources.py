"""Where the built-in rule files are, and what stands in them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

# Plain names: with `pathlib` come modules that take as long to import as reading the rules does.
PACKAGE = os.path.dirname(os.path.realpath(__file__))


def _folder() -> str:
    # A wheel carries it inside the package; a checkout (editable install) keeps it beside the package.
    shipped = os.path.join(PACKAGE, "rules")
    return shipped if os.path.isdir(shipped) else os.path.join(os.path.dirname(PACKAGE), "rules")


def rules_folder() -> Path:
    """Return the folder of the built-in rules."""
    from pathlib import Path

    return Path(_folder())


def rules_files() -> list[str]:
    """Return the built-in rule files, by name."""
    folder = _folder()
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".yaml")]


def read_rules(name: str) -> dict[str, Any]:
    """Read one built-in rule file.

    Args:
        name: file name in the rules folder, such as ``"units.yaml"``.

    Returns:
        The mapping in the file: ``kind`` and one list under the kind's own name.

    >>> read_rules("units.yaml")["kind"]
    'units'
    """
    from kjreport.text_loader import (
        load,  # with it comes the YAML library, which those who have rules can spare
    )

    content: dict[str, Any] = load((rules_folder() / name).read_text(encoding="utf-8"))
    return content
