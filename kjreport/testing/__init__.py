"""Strategies and laws for those who extend or build on the library (needs ``kjreport[testing]``)."""

from __future__ import annotations

from kjreport.testing import laws, strategies
from kjreport.testing.dirt import DIRT, Dirt, dirty

__all__ = ["DIRT", "Dirt", "dirty", "laws", "strategies"]
