"""Where the built-in rule files are, and what stands in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent


def rules_folder() -> Path:
    """Return the folder of the built-in rules.

    A wheel carries it inside the package; a checkout (editable install) keeps it beside the package.
    """
    shipped = PACKAGE / "rules"
    return shipped if shipped.is_dir() else PACKAGE.parent / "rules"


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
