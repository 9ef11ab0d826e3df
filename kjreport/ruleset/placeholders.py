"""Building blocks of patterns: ``${lexicon}``, ``{quantity}``, ``{quantity:money}``, ``{gap:12}``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kjreport.frozen import Frozen
from kjreport.numbers import tables
from kjreport.units.model import DIMENSIONS

_PLACEHOLDER = re.compile(
    r"(?<!\\)\$\{(?P<lexicon>[^{}]*)\}|(?<![\\pPN])\{(?P<block>[a-z_]{2,}(?::[^{}]*)?)\}"
)
BLOCKS = ("quantity", "gap")
MAX_GAP = 100
_STANDING_IN = "(?:x)"
_DIGITS = "".join((*tables.DIGITS, *tables.SMALL, *tables.BIG))


class Problem(Frozen):
    """A placeholder that stands for nothing: its text, what is wrong, and what it could mean."""

    text: str
    message: str
    known: tuple[str, ...] = ()


class Blocks(Frozen):
    """What placeholders stand for: the alternatives of each lexicon and the spellings of each dimension."""

    lexicons: Mapping[str, str]
    units: Mapping[str, tuple[str, ...]]

    def expand(self, pattern: str) -> tuple[str, list[Problem]]:
        r"""Return a pattern with its placeholders written out, and the problems with them.

        >>> blocks = Blocks({"envoy": "特派员|特派团"}, {"count": ("名",), "money": ("元",)})
        >>> blocks.expand("${envoy}{gap:4}下乡")
        ('(?:特派员|特派团)[^。;!?\\n]{0,4}?下乡', [])
        >>> blocks.expand("${envoys}")[1][0].message
        "there is no lexicon 'envoys'"
        """
        problems: list[Problem] = []

        def written_out(match: re.Match[str]) -> str:
            found = self._lexicon(match) if match["lexicon"] is not None else self._block(match)
            if isinstance(found, Problem):
                problems.append(found)
                return _STANDING_IN
            return found

        return _PLACEHOLDER.sub(written_out, pattern), problems

    def _lexicon(self, match: re.Match[str]) -> str | Problem:
        name = match["lexicon"]
        if name not in self.lexicons:
            return Problem(match[0], f"there is no lexicon '{name}'", tuple(self.lexicons))
        return f"(?:{self.lexicons[name]})"

    def _block(self, match: re.Match[str]) -> str | Problem:
        name, _, argument = match["block"].partition(":")
        if name == "gap":
            if not argument.isdecimal() or not 0 < int(argument) <= MAX_GAP:
                return Problem(match[0], f"a gap is at most 1 to {MAX_GAP} characters: {{gap:12}}")
            return rf"[^。;!?\n]{{0,{int(argument)}}}?"
        if name != "quantity":
            return Problem(match[0], f"there is no placeholder '{{{name}}}'", BLOCKS)
        if argument and argument not in DIMENSIONS:
            return Problem(match[0], f"there is no dimension '{argument}'", DIMENSIONS)
        chosen = [argument] if argument else self.units
        spellings = sorted({word for name in chosen for word in self.units.get(name, ())}, key=_longest_first)
        numeral = rf"[\d{_DIGITS}](?:[\d{_DIGITS}{''.join(tables.MORE)}]|[.,](?=\d))*"
        return rf"(?:{numeral} ?(?:{'|'.join(map(re.escape, spellings))}))"


def has_placeholder(pattern: str) -> bool:
    """Whether there is something to write out in a pattern."""
    return "{" in pattern and _PLACEHOLDER.search(pattern) is not None


def lexicons_named(pattern: str) -> set[str]:
    """Return the names of the lexicons that a pattern takes in."""
    return {match["lexicon"] for match in _PLACEHOLDER.finditer(pattern) if match["lexicon"] is not None}


def without_placeholders(pattern: str) -> str:
    """Return a pattern with something that stands in for each placeholder."""
    return _PLACEHOLDER.sub(_STANDING_IN, pattern) if "{" in pattern else pattern


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word
