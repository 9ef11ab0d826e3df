"""Cleaning: scraped text in, readable text and its alignment with the original out.

Each step is a pure function from text to text with an alignment. The steps run until nothing changes any
more, so cleaning twice is cleaning once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern
from kjreport.resources import read_rules
from kjreport.text.aligned import AlignedText
from kjreport.text.alignment import Edit
from kjreport.text.boilerplate import Boilerplate
from kjreport.text.lines import join_chunks, join_pages, unwrap
from kjreport.text.script import Simplifier
from kjreport.text.spaces import close_spaces
from kjreport.text.tables import (
    CLOSING,
    FULL_WIDTH,
    HAN,
    INVISIBLE,
    LINE_ENDS,
    OPENING,
    PINYIN_SYLLABLE,
    RARE_HAN,
    TONED,
    TRADITIONAL,
)

# Every pattern begins with the signs that it looks for, and looks behind them afterwards: a search skips fast
# to the next of them.
_INVISIBLE = LazyPattern(f"[{LINE_ENDS}{INVISIBLE}](?:(?<=\r)\n|(?<=[{INVISIBLE}])[{INVISIBLE}]+)?")
_ENTITY = LazyPattern(r"&(?:amp;|#38;)*((?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,24});)")
_SMALL_LETTER = LazyPattern(";(?<=[a-z];)")
_LOST_ENTITY = LazyPattern(r"([a-z](?<![A-Za-z&].)[a-z]{1,7};)")
_TAG = LazyPattern(r"<\s?/?\s?([A-Za-z][A-Za-z0-9]{0,10})(?:\s[^<>]{0,300})?/?\s?>|<!--.{0,300}?-->")
_BLOCK_TAGS = frozenset(
    {"br", "p", "div", "tr", "li", "ul", "ol", "table", "section", "article"} | {f"h{n}" for n in range(1, 7)}
)
_CELL_TAGS = frozenset({"td", "th"})
_FULL_WIDTH = "".join(map(chr, FULL_WIDTH))
_WIDE = LazyPattern(f"[{_FULL_WIDTH}]")
# Between two ASCII digits a full-width comma separates clauses; folded, it would look like a thousands comma.
_CLAUSE_COMMA = LazyPattern(r"，(?<=[0-9]，)(?=[0-9])")
_NOTE = LazyPattern(rf"\((?<=[{HAN}]\()([A-Za-z{TONED}'’ -]{{1,60}})\)")
# Atomic: a note that is no pinyin must not be tried in every division into syllables.
_SYLLABLES = LazyPattern(rf"(?:(?>{PINYIN_SYLLABLE})['’ -]*+)++")
_TONES = frozenset("\u0300\u0301\u0304\u030c")
_OPENING, _CLOSING = re.escape(OPENING), re.escape(CLOSING)
_NOTHING = r"[^\S\n]*"
_EMPTY_BRACKETS = LazyPattern(f"[{_OPENING}]{_NOTHING}[{_CLOSING}]")
_BRACKETS = LazyPattern(f"[{_OPENING}{_CLOSING}]|[^{_OPENING}{_CLOSING}]+")


class Cleaner(Frozen):
    """The cleaning steps, with the words of rules.

    Attributes:
        signs: a character that shows nothing, is full-width, has a tone mark, or is traditional, or brackets
            around nothing: without any, and without entities and tags, a text needs no step that looks at
            single characters.
        boilerplate: what the rules say of the page around a report.

    >>> cleaned = Cleaner.default().clean("申報(bào)&nbsp;３７家")
    >>> cleaned.text, cleaned.raw[cleaned.alignment.start(2):]
    ('申报37家', '３７家')
    """

    signs: LazyPattern
    boilerplate: Boilerplate

    @classmethod
    def default(cls) -> Cleaner:
        """Return the steps with the words of the built-in rules."""
        return cls.from_rules(read_rules("cleaning.yaml")["cleaning"])

    @classmethod
    def from_rules(cls, rules: list[dict[str, object]]) -> Cleaner:
        """Return the steps with the words of ``rules``, the list of a rule file of the kind ``cleaning``."""
        signs = f"{LINE_ENDS}{INVISIBLE}{_FULL_WIDTH}{TONED}{TRADITIONAL}{RARE_HAN}"
        pattern = LazyPattern(rf"[{_OPENING}{signs}](?:(?<![{_OPENING}])|{_NOTHING}[{_CLOSING}])")
        return cls(pattern, Boilerplate.from_rules(rules))

    def clean(self, raw: str) -> AlignedText:
        """Return ``raw`` cleaned.

        Every step that changes something makes the text shorter or plainer, so this comes to an end.
        """
        text = AlignedText.of(raw)
        while True:
            signs = self._clean_signs(text)
            # What is done to lines is little: put together first, it meets the many edits of signs but once.
            lines = self._clean_lines(AlignedText.of(signs.text))
            if lines.text == text.text:
                return text
            text = AlignedText(raw, lines.text, signs.alignment.then(lines.alignment))

    def _clean_signs(self, text: AlignedText) -> AlignedText:
        if not any(sign.search(text.text) for sign in (self.signs, _ENTITY, _SMALL_LETTER, _TAG)):
            return text
        text = unescape(remove_invisible(text), self.boilerplate.entities)
        text = remove_pinyin(fold_width(remove_tags(text)))
        left = (match[0] for match in self.signs.finditer(text.text))
        if any(sign in TRADITIONAL or sign > "\uffff" for sign in left):
            text = simplify(text)
        return remove_empty_brackets(text)

    def _clean_lines(self, text: AlignedText) -> AlignedText:
        text = self.boilerplate.remove(join_pages(text, self.boilerplate.page))
        return close_spaces(unwrap(join_chunks(text)))


def remove_invisible(text: AlignedText) -> AlignedText:
    """Delete control and zero-width characters; every kind of line end becomes a line feed."""
    return text.edit(
        Edit(match.start(), match.end(), "\n" if match[0][0] in LINE_ENDS else "")
        for match in _INVISIBLE.finditer(text.text)
    )


def unescape(text: AlignedText, lost: frozenset[str]) -> AlignedText:
    """Resolve HTML entities, also escaped ones (``&amp;nbsp;``) and ``lost`` ones without an ampersand."""
    if ";" not in text.text:
        return text
    if "&" in text.text:
        text = text.edit(_resolved(_ENTITY.finditer(text.text)))
    if not _SMALL_LETTER.search(text.text):
        return text
    return text.edit(_resolved(match for match in _LOST_ENTITY.finditer(text.text) if match[1][:-1] in lost))


def _resolved(entities: Iterable[re.Match[str]]) -> Iterator[Edit]:
    """Yield the edits that put characters in the place of entities; what is none stays."""
    for match in entities:
        new = _characters(f"&{match[1]}")
        if new not in (match[0], f"&{match[0]}"):
            yield Edit(match.start(), match.end(), new)


def _characters(entity: str) -> str:
    """Return what an entity stands for, which may be an entity again."""
    from html import unescape  # its table of names is long, and most texts have no entity

    while (shorter := unescape(entity)) != entity:
        entity = shorter
    return entity


def remove_tags(text: AlignedText) -> AlignedText:
    """Delete HTML tags; those that break a line leave a line end, cells a tab."""
    if "<" not in text.text:
        return text
    return text.edit(
        Edit(match.start(), match.end(), _instead_of_tag(match[1])) for match in _TAG.finditer(text.text)
    )


def _instead_of_tag(name: str | None) -> str:
    tag = (name or "").lower()
    return "\n" if tag in _BLOCK_TAGS else "\t" if tag in _CELL_TAGS else ""


def simplify(text: AlignedText) -> AlignedText:
    """Write traditional characters as the simplified ones."""
    return text.same_length(Simplifier.load().simplify(text.text))


def fold_width(text: AlignedText) -> AlignedText:
    """Fold full-width letters, digits, punctuation and spaces to the ASCII signs that they show."""
    wide = {sign: chr(FULL_WIDTH[ord(sign)]) for sign in set(_WIDE.findall(text.text))}
    if not wide:
        return text
    return text.same_length("，".join(_replaced(part, wide) for part in _CLAUSE_COMMA.split(text.text)))


def _replaced(text: str, signs: dict[str, str]) -> str:
    for old, new in signs.items():
        text = text.replace(old, new)
    return text


def remove_pinyin(text: AlignedText) -> AlignedText:
    """Delete pinyin notes in brackets behind a character.

    A note without a tone mark counts only in a document that has notes with one: ``的(de)`` beside
    ``報(bào)`` is a note, ``(led)`` or ``(BA)`` never is.
    """
    notes = [(match[1], match.span()) for match in _NOTE.finditer(text.text)]
    tones = _tones(list({note for note, _ in notes}))
    if not any(tones.values()):
        return text
    return text.delete([span for note, span in notes if tones[note] is not None])


def _tones(notes: list[str]) -> dict[str, bool | None]:
    """Return for each note whether it bears a tone mark, or None when it is no pinyin."""
    if not notes:
        return {}
    from unicodedata import normalize  # most texts have no note

    # All of them at once: a note holds no line end, and what is done to the letters moves none.
    letters = normalize("NFD", "\n".join(notes))
    plain = letters.replace("u\u0308", "v")
    for tone in _TONES:
        plain = plain.replace(tone, "")
    plain = plain.replace("v\u0308", "v")
    return dict(zip(notes, map(_tone, letters.split("\n"), plain.split("\n")), strict=True))


def _tone(letters: str, plain: str) -> bool | None:
    marked = not _TONES.isdisjoint(letters)
    plain = plain.strip()
    if not marked and not plain.islower():
        return None
    return marked if _SYLLABLES.fullmatch(plain.lower()) else None


def remove_empty_brackets(text: AlignedText) -> AlignedText:
    """Delete pairs of brackets or quotation marks that hold nothing but spaces, also nested ones."""
    edits: list[Edit] = []
    done = 0
    for match in _EMPTY_BRACKETS.finditer(text.text):
        if match.start() >= done:  # the first in its line
            done = text.text.find("\n", match.end())
            done = done if done >= 0 else len(text.text)
            edits += _empty_brackets(text.text, text.text.rfind("\n", 0, match.start()) + 1, done)
    return text.edit(edits)


def _empty_brackets(text: str, start: int, end: int) -> list[Edit]:
    """Return the edits that delete the pairs in a line that hold nothing but spaces."""
    edits: list[Edit] = []
    # For each open bracket: the sign, where it stands, and whether something but spaces stands inside.
    open_brackets: list[tuple[str, int, bool]] = []
    for match in _BRACKETS.finditer(text, start, end):
        piece = match[0]
        if piece in OPENING:
            open_brackets.append((piece, match.start(), False))
        elif piece not in CLOSING:
            _fill(open_brackets, not piece.isspace())
        elif open_brackets and CLOSING.index(piece) == OPENING.index(open_brackets[-1][0]):
            _, start, filled = open_brackets.pop()
            _fill(open_brackets, filled)
            if not filled:
                while edits and edits[-1].start > start:
                    edits.pop()
                edits.append(Edit(start, match.end()))
        else:
            open_brackets.clear()
    return edits


def _fill(open_brackets: list[tuple[str, int, bool]], filled: bool) -> None:
    """Note that the innermost open bracket holds something."""
    if filled and open_brackets:
        sign, start, _ = open_brackets[-1]
        open_brackets[-1] = (sign, start, True)
