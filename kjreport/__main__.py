"""``python -m kjreport`` is the command ``kjreport``."""

from __future__ import annotations

from kjreport.cli import main

if __name__ == "__main__":
    main()
