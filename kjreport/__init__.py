"""kjreport reads the work reports of Chinese science and technology bureaus."""

from __future__ import annotations

__version__ = "0.1.0"
