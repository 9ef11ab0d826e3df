"""Traditional to simplified characters, one for one.

The tables are those of OpenCC (``t2s``: 4,113 characters, 277 phrases), as shipped by the package
``opencc-python-reimplemented``; none of them changes the length of a text.
"""

from __future__ import annotations

from functools import cache

from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern

_COMMON = [*range(0x80), *range(0x4E00, 0xA000)]


class Simplifier(Frozen):
    """Converts traditional characters and leaves simplified text alone.

    A character that simplification can also produce is no sign of traditional text and is not converted
    outside a phrase; a phrase that keeps a traditional character keeps it in simplified text, too. So what
    has been converted is not changed again.
    """

    characters: dict[int, int]
    traditional: frozenset[str]
    phrases: LazyPattern
    phrase_table: dict[str, str]

    @classmethod
    @cache
    def load(cls) -> Simplifier:
        """Return the tables of the installed OpenCC package, read once for each process."""
        characters = _table("TSCharacters.txt")
        simplified = set(characters.values())
        strict = {old: new for old, new in characters.items() if old != new and old not in simplified}
        phrases = {
            old: new for old, new in _table("TSPhrases.txt").items() if len(old) == len(new) and len(old) > 1
        }
        # What a phrase became is a phrase that stays, or the next conversion would take it apart.
        phrases |= {new: new for new in phrases.values() if not strict.keys().isdisjoint(new)}
        endings: dict[str, list[str]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            endings.setdefault(phrase[0], []).append(phrase[1:])
        pattern = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in endings.items())
        # To miss a character in the table takes longer than to find it: the common ones stand for themselves.
        table = {code: code for code in _COMMON} | {ord(old): ord(new) for old, new in strict.items()}
        return cls(table, frozenset(strict), LazyPattern(pattern), phrases)

    def simplify(self, text: str) -> str:
        """Return ``text`` in simplified characters, of the same length.

        Only lines that hold a traditional character are touched.
        """
        if self.traditional.isdisjoint(text):
            return text
        return "\n".join(self._line(line) for line in text.split("\n"))

    def _line(self, line: str) -> str:
        if self.traditional.isdisjoint(line):
            return line
        converted = line.translate(self.characters)
        pieces: list[str] = []
        position = 0
        # Phrases are looked up in the original and patched into the conversion: converting twice does damage.
        for match in self.phrases.finditer(line):
            pieces += (converted[position : match.start()], self.phrase_table[match[0]])
            position = match.end()
        pieces.append(converted[position:])
        return "".join(pieces)


def _table(name: str) -> dict[str, str]:
    """Read a table of OpenCC: an original, a tab, and the replacements, the first of which is used."""
    from importlib.resources import files

    lines = (files("opencc") / "dictionary" / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    return {old: new.split(" ")[0] for old, new in pairs}
