"""The command ``kjreport``: data on stdout, messages on stderr.

Exit code 0: fine; 1: findings; 2: wrong usage or a document that cannot be read.
"""

from __future__ import annotations

from kjreport.cli.app import main

__all__ = ["main"]
