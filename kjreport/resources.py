"""Where the built-in rule files are, and how their YAML is read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

PACKAGE = Path(__file__).resolve().parent


def rules_folder() -> Path:
    """Return the folder of the built-in rules.

    A wheel carries it inside the package; a checkout (editable install) keeps it beside the package.
    """
    shipped = PACKAGE / "rules"
    return shipped if shipped.is_dir() else PACKAGE.parent / "rules"


class TextLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A YAML loader in which only null, true, false and plain integers are not text.

    YAML 1.1 reads ``no`` as false, ``1:30`` as ninety and ``012`` as ten; a rule file means the words.
    """


TextLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", ["t", "f"]),
    ("tag:yaml.org,2002:int", r"^-?(?:0|[1-9][0-9]*)$", list("-0123456789")),
):
    TextLoader.add_implicit_resolver(_tag, re.compile(_pattern), _first)


def read_rules(name: str) -> dict[str, Any]:
    """Read one built-in rule file.

    Args:
        name: file name in the rules folder, such as ``"units.yaml"``.

    Returns:
        The mapping in the file: ``kind`` and one list under the kind's own name.

    >>> read_rules("units.yaml")["kind"]
    'units'
    """
    text = (rules_folder() / name).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=TextLoader)  # noqa: S506 (a SafeLoader with fewer types)
    return content
