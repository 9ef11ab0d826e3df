"""Days: of the module `datetime`, whose classes written in Python take long to define before Python 3.12."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import MAXYEAR, MINYEAR, date
else:
    try:
        from _datetime import MAXYEAR, MINYEAR, date
    except ImportError:
        from datetime import MAXYEAR, MINYEAR, date

__all__ = ["MAXYEAR", "MINYEAR", "date"]
