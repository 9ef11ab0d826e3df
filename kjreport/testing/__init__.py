"""For those who build on the library: tests of rules by their examples, strategies for dirty texts.

The strategies (`dirty`, `Dirt`, `DIRT`) need ``kjreport[testing]``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kjreport.testing.dirt import DIRT, Dirt, dirty
    from kjreport.testing.examples import ExampleRunner, Outcome

_HOMES = {
    "DIRT": "dirt",
    "Dirt": "dirt",
    "dirty": "dirt",
    "ExampleRunner": "examples",
    "Outcome": "examples",
}

__all__ = ["DIRT", "Dirt", "ExampleRunner", "Outcome", "dirty"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'kjreport.testing' has no attribute {name!r}")
    return getattr(import_module(f"kjreport.testing.{_HOMES[name]}"), name)
