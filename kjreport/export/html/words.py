"""The words of the pages, in the language they are wanted in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from kjreport.frozen import Frozen
from kjreport.text_loader import load

Language = Literal["zh", "en"]
_FOLDER = Path(__file__).parent


class Words(Frozen):
    """What a page says.

    Attributes:
        language: ``zh`` or ``en``; also the ``lang`` of the page.
        page: headings, hints and captions of the page of a report, by name.
        panel: those of the page of a panel.
        columns: heads of the columns of the table of facts.
        details: names of what the card of a fact tells.
        ids: names of statuses, roles and labels.
        magnitudes: what large numbers are written in, the largest first.
        rules: names of rules and indicators by id.
    """

    language: Language
    page: Mapping[str, str]
    panel: Mapping[str, str]
    columns: Mapping[str, str]
    details: Mapping[str, str]
    ids: Mapping[str, str]
    magnitudes: tuple[tuple[str, Decimal], ...]
    rules: Mapping[str, str]

    @classmethod
    def of(cls, language: Language, rules: Mapping[str, str] | None = None) -> Words:
        """Return the words of a language; ``rules`` names rules and indicators (they have Chinese names)."""
        said = _content()[language]
        magnitudes = tuple((name, Decimal(size)) for name, size in said["magnitudes"])
        tables = {key: said[key] for key in ("page", "panel", "columns", "details", "ids")}
        return cls(
            language, **tables, magnitudes=magnitudes, rules=rules if rules and language == "zh" else {}
        )

    def name(self, identifier: str) -> str:
        """Return the name of a status, role, label, rule or indicator; the id itself when it has none.

        >>> Words.of("en").name("rd_investment"), Words.of("en").name("rd_intensity")
        ('R&D investment', 'rd_intensity')
        """
        return self.ids.get(identifier) or self.rules.get(identifier) or identifier

    def names(self, identifiers: tuple[str, ...]) -> str:
        """Return several names in a row."""
        return self.page["joint"].join(map(self.name, identifiers))

    def period(self, code: str | None) -> str:
        """Return the code of a period as people write it; empty when there is none.

        >>> words = Words.of("en")
        >>> words.period("2021-01..2021-05"), words.period("2020-07..2021-06"), words.period("..2021-12")
        ('2021, months 1–5', '2020-07 – 2021-06', 'by 2021-12')
        """
        first, between, last = (code or "").rpartition("..")
        if not between:
            return last
        if not first:
            return self.page["until"].format(end=last)
        (year, *begin), (same, *end) = first.split("-"), last.split("-")
        if year != same or len(begin) != 1 or len(end) != 1:
            return f"{first} – {last}"
        months = "–".join(dict.fromkeys(str(int(month)) for month in (*begin, *end)))
        return self.page["months"].format(year=year, months=months)

    def magnitude(self, value: Decimal) -> tuple[str, Decimal]:
        """Return name and size of the largest magnitude that a value reaches.

        >>> Words.of("en").magnitude(Decimal("936000000"))
        ('', Decimal('1'))
        """
        return next((found for found in self.magnitudes if abs(value) >= found[1]), ("", Decimal(1)))


@cache
def _content() -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = load((_FOLDER / "words.yaml").read_text(encoding="utf-8"))
    return content
