"""Compare the figures on the gold data with those kept in score.json, which only ever go up.

Usage: ratchet.py SCORER [--raise]; with --raise, better figures are kept.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

KEPT = Path(__file__).with_name("score.json")
FIGURES = ("numbers_f1", "facts_f1", "labels_f1")


def main() -> int:
    """Return 1 when a figure has fallen."""
    command = [sys.executable, sys.argv[1], "--json"]
    figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    fallen = [name for name in FIGURES if figures[name] < kept[name]]
    for name in FIGURES:
        print(f"{name}: {figures[name]} (at least {kept[name]}){' FALLEN' if name in fallen else ''}")
    if "--raise" in sys.argv and not fallen:
        best = {name: max(figures[name], kept[name]) for name in FIGURES}
        KEPT.write_text(json.dumps(best, indent=2) + "\n", encoding="utf-8")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
