"""Clean text to dirty text: every kind of dirt that scraped reports carry, planted at random places.

What is planted does not change what a text says, so that the facts of the dirty text are those of the clean
one, at other offsets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from hypothesis import strategies as st

from kjreport.testing.tables import EMPTY, HEADS, INVISIBLE, NOTES, PAGE_MARKS, TAILS

SHORTEST_CHUNK = 50
CELLS = frozenset("|\t")

Dirt = Callable[[st.DrawFn, str], str]


@st.composite
def dirty(draw: st.DrawFn, text: str, kinds: tuple[str, ...] | None = None) -> str:
    r"""Return a strategy for ``text`` with dirt.

    Args:
        draw: given by Hypothesis.
        text: clean text in simplified characters and half-width signs, its title on a line of its own.
        kinds: names from `DIRT`; any one of them when not given. Several are planted in the given order.

    >>> from hypothesis import given
    >>> @given(dirty("工作总结标题\n研发投入达到1.31亿元。", ("invisible",)))
    ... def check(raw):
    ...     assert "研" in raw
    >>> check()
    """
    for kind in kinds if kinds is not None else (draw(st.sampled_from(sorted(DIRT))),):
        text = DIRT[kind](draw, text)
    return text


def _inside(draw: st.DrawFn, text: str, most: int = 6) -> list[int]:
    """Draw places within the body of a text, last first."""
    body = text.index("\n") + 1 if "\n" in text else 0
    places = draw(st.lists(st.integers(body + 1, len(text) - 1), min_size=1, max_size=most, unique=True))
    return sorted(places, reverse=True)


def _insert(draw: st.DrawFn, text: str, pieces: st.SearchStrategy[str], most: int = 6) -> str:
    for place in _inside(draw, text, most):
        text = text[:place] + draw(pieces) + text[place:]
    return text


def invisible(draw: st.DrawFn, text: str) -> str:
    """Plant zero-width and control characters."""
    return _insert(draw, text, st.text(INVISIBLE, min_size=1, max_size=3))


def entities(draw: st.DrawFn, text: str) -> str:
    """Write characters as HTML entities, some of them escaped twice."""
    for place in _inside(draw, text):
        entity = draw(st.sampled_from(("&#{};", "&amp;#{};", "&#x{:x};"))).format(ord(text[place]))
        text = text[:place] + entity + text[place + 1 :]
    return text


def full_width(draw: st.DrawFn, text: str) -> str:
    """Write ASCII signs in their full width, all of them or none of a kind."""
    chosen = draw(st.sets(st.sampled_from("0123456789.,%()+-;:RDGx"), min_size=1))
    if "," in chosen:
        chosen |= set("0123456789")
    return "".join(chr(ord(sign) + 0xFEE0) if sign in chosen else sign for sign in text)


def pinyin(draw: st.DrawFn, text: str) -> str:
    """Plant pinyin notes behind characters."""
    for place in _inside(draw, text):
        if "\u4e00" <= text[place - 1] <= "\u9fff":
            text = text[:place] + draw(st.sampled_from(NOTES)) + text[place:]
    return text


def empty_brackets(draw: st.DrawFn, text: str) -> str:
    """Plant brackets and quotation marks whose content was deleted."""
    return _insert(draw, text, st.sampled_from(EMPTY))


def traditional(draw: st.DrawFn, text: str) -> str:
    """Write some lines in traditional characters."""
    table = _traditional_characters()
    lines = text.split("\n")
    chosen = draw(st.sets(st.integers(0, len(lines) - 1), min_size=1))
    return "\n".join(line.translate(table) if i in chosen else line for i, line in enumerate(lines))


@cache
def _traditional_characters() -> Mapping[int, str]:
    """Return the characters with a single traditional form, which has a single simplified one."""
    folder = files("opencc") / "dictionary"
    pairs = {}
    back: dict[str, str] = {}
    for line in (folder / "TSCharacters.txt").read_text(encoding="utf-8").splitlines():
        old, new = line.split("\t")
        back[old] = new.split(" ")[0]
    for line in (folder / "STCharacters.txt").read_text(encoding="utf-8").splitlines():
        old, new = line.split("\t")
        if " " not in new and back.get(new) == old:
            pairs[ord(old)] = new
    return pairs


def chunks(draw: st.DrawFn, text: str) -> str:
    """Cut the body into numbered chunks, as document sites do in their previews, but no rows of tables."""
    title, _, body = text.partition("\n")
    cuts: list[int] = []
    for place in sorted(draw(st.lists(st.integers(SHORTEST_CHUNK, len(body) - 1), min_size=1, max_size=8))):
        between = body[place - 1] not in "。;!?\n:)”. " and body[place] not in "\n "
        if between and not _in_table(body, place) and place - (cuts[-1] if cuts else 0) >= SHORTEST_CHUNK:
            cuts.append(place)
    pieces = [body[start:end] for start, end in zip([0, *cuts], [*cuts, len(body)], strict=True)]
    numbered = "\n\n".join(f"{number}、{piece}" for number, piece in enumerate(pieces, 1))
    return f"{title}\n\n{numbered}" if cuts else text


def pages(draw: st.DrawFn, text: str) -> str:
    """Plant page marks and the title where a page ends, also within a sentence; not in rows of tables."""
    title = text.partition("\n")[0]
    for place in _inside(draw, text, 3):
        mark = draw(st.sampled_from((*PAGE_MARKS, title)))
        space = draw(st.sampled_from(("\n", "\n\n")))
        if text[place - 1] != "\n" and text[place] != "\n" and not _in_table(text, place):
            text = f"{text[:place]}{space}{mark}{space}{text[place:]}"
    return text


def _in_table(text: str, place: int) -> bool:
    """Whether a place is in a row of a table: a cut there leaves two rows, which say something else."""
    line = text[text.rfind("\n", 0, place) + 1 : (text + "\n").index("\n", place)]
    return not CELLS.isdisjoint(line)


def wraps(draw: st.DrawFn, text: str) -> str:
    """Break all lines at a fixed number of characters, but for rows of tables."""
    width = draw(st.integers(18, 30))
    return "\n".join(piece for line in text.split("\n") for piece in _wrapped(line, width))


def _wrapped(line: str, width: int) -> list[str]:
    if not CELLS.isdisjoint(line):
        return [line]
    return [line[at : at + width] for at in range(0, max(len(line), 1), width)]


def boilerplate(draw: st.DrawFn, text: str) -> str:
    """Plant what document sites and government pages print around a report."""
    title, _, body = text.partition("\n")
    heads = draw(st.lists(st.sampled_from(HEADS), max_size=4, unique=True))
    tails = draw(st.lists(st.sampled_from(TAILS), max_size=2, unique=True))
    return "\n".join([title, *heads, body, *tails])


DIRT: Mapping[str, Dirt] = {
    "boilerplate": boilerplate,
    "chunks": chunks,
    "empty_brackets": empty_brackets,
    "entities": entities,
    "full_width": full_width,
    "invisible": invisible,
    "pages": pages,
    "pinyin": pinyin,
    "traditional": traditional,
    "wraps": wraps,
}
