"""Panels: the facts of many reports in one database, by region, level and year."""

from __future__ import annotations

from kjreport.panel.index import Indexed, index, rules_version
from kjreport.panel.places import Place, PlaceFinder
from kjreport.panel.store import Store, open_store

__all__ = ["Indexed", "Place", "PlaceFinder", "Store", "index", "open_store", "rules_version"]
