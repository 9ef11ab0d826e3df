"""YAML in which words stay words."""

from __future__ import annotations

import re
from typing import Any

import yaml


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


def load(text: str) -> Any:
    """Return what a YAML text says.

    >>> load("{a: no, b: 012, c: 12, d: true}")
    {'a': 'no', 'b': '012', 'c': 12, 'd': True}
    """
    return yaml.load(text, Loader=TextLoader)  # noqa: S506 (a SafeLoader with fewer types)
