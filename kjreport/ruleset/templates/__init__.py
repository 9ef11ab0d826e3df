"""Commented rule files to begin with, one for each kind that authors write most."""

from __future__ import annotations

from importlib.resources import files

TEMPLATES = ("label", "indicator", "unit")


def template(name: str) -> str:
    """Return the text of a rule file that loads and passes its own examples.

    >>> template("unit").splitlines()[1]
    'kind: units'
    """
    return (files(__name__) / f"{name}.yaml").read_text(encoding="utf-8")
