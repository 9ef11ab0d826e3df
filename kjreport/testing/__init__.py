"""Hypothesis strategies for those who extend or build on the library (needs ``kjreport[testing]``)."""

from __future__ import annotations

from kjreport.testing.dirt import DIRT, Dirt, dirty

__all__ = ["DIRT", "Dirt", "dirty"]
