"""kjreport reads the work reports of Chinese science and technology bureaus.

>>> import kjreport
>>> report = kjreport.analyze("2021年,全市研发投入达到1.31亿元,同比增长50.3%。")
>>> [(fact.quote, str(fact.value), fact.unit, fact.role, fact.period) for fact in report.facts]
[('1.31亿元', '131000000', '元', 'level', '2021'), ('50.3%', '50.3', '%', 'change', '2021')]
"""

from __future__ import annotations

from importlib import import_module

from kjreport.version import __version__

TYPE_CHECKING = False  # the module `typing` takes longer to import than this package
if TYPE_CHECKING:
    from kjreport.analyzer import Analyzer, analyze
    from kjreport.errors import Diagnostic, InputError, KjreportError, NumberError, RuleError
    from kjreport.model import Evidence, Fact, Label, Report, Section, Sentence
    from kjreport.numbers import Number, find_numbers, parse_number, render_number
    from kjreport.periods import Period, find_periods
    from kjreport.ruleset import Rules, load_rules
    from kjreport.units import Quantity, find_quantities

# Where each public name lives; a module is imported when one of its names is first used.
_HOMES = {
    "kjreport.analyzer": ("Analyzer", "analyze"),
    "kjreport.errors": ("Diagnostic", "InputError", "KjreportError", "NumberError", "RuleError"),
    "kjreport.model": ("Evidence", "Fact", "Label", "Report", "Section", "Sentence"),
    "kjreport.numbers": ("Number", "find_numbers", "parse_number", "render_number"),
    "kjreport.periods": ("Period", "find_periods"),
    "kjreport.ruleset": ("Rules", "load_rules"),
    "kjreport.units": ("Quantity", "find_quantities"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Analyzer",
    "Diagnostic",
    "Evidence",
    "Fact",
    "InputError",
    "KjreportError",
    "Label",
    "Number",
    "NumberError",
    "Period",
    "Quantity",
    "Report",
    "RuleError",
    "Rules",
    "Section",
    "Sentence",
    "__version__",
    "analyze",
    "find_numbers",
    "find_periods",
    "find_quantities",
    "load_rules",
    "parse_number",
    "render_number",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'kjreport' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
