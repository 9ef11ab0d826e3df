"""Units and quantities: numbers with what they count or measure."""

from __future__ import annotations

from kjreport.units.find import (
    QuantityFinder,
    default_quantity_finder,
    default_registry,
    find_quantities,
)
from kjreport.units.model import Dimension, Quantity, Unit
from kjreport.units.registry import UnitRegistry

__all__ = [
    "Dimension",
    "Quantity",
    "QuantityFinder",
    "Unit",
    "UnitRegistry",
    "default_quantity_finder",
    "default_registry",
    "find_quantities",
]
