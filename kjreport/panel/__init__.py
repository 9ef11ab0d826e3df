"""Panels: the facts of many reports in one database, by region, level and year.

This needs the extra ``panel``; pictures need ``charts``.
"""

from __future__ import annotations

from kjreport.panel.index import Indexed, index, rules_version
from kjreport.panel.page import panel_page
from kjreport.panel.picture import write_picture
from kjreport.panel.pivot import KEYS, Cell, Panel, Source, Value, pivot
from kjreport.panel.places import Place, PlaceFinder
from kjreport.panel.sheet import write_sheet
from kjreport.panel.store import Store, open_store
from kjreport.panel.text import panel_text

__all__ = [
    "KEYS",
    "Cell",
    "Indexed",
    "Panel",
    "Place",
    "PlaceFinder",
    "Source",
    "Store",
    "Value",
    "index",
    "open_store",
    "panel_page",
    "panel_text",
    "pivot",
    "rules_version",
    "write_picture",
    "write_sheet",
]
