"""Quantities of a document to facts with subject, role, status and period."""

from __future__ import annotations

from kjreport.facts.assemble import FactFinder

__all__ = ["FactFinder"]
