"""A text that knows where in its document each character stands."""

from __future__ import annotations

from bisect import bisect_right

from kjreport.frozen import Frozen


class Place(Frozen):
    """From the character ``start`` on, up to the next place, the text stands at ``locator``."""

    start: int
    locator: str


class SourceText(Frozen):
    r"""The text of a document, its name, and a map from offsets to places.

    Attributes:
        text: what is analysed; offsets of facts and sentences count its code points.
        name: the file or record that it was read from, or None.
        places: in order of their offsets. A locator is short and for people: ``line 12`` of a text,
            paragraph ``p12``, row 3 and cell 1 of table 2 ``t2r3c1``, ``page 4``.

    >>> source = SourceText("研发投入1亿元\n企业 | 37家", "a.docx", (Place(0, "p1"), Place(8, "t1r1c1")))
    >>> source.locator(4), source.locator(13)
    ('p1', 't1r1c1')
    """

    text: str
    name: str | None = None
    places: tuple[Place, ...] = ()

    def locator(self, offset: int) -> str | None:
        """Return the place of the character at ``offset``, or None when the document has no places."""
        index = bisect_right(self.places, offset, key=lambda place: place.start) - 1
        return self.places[index].locator if index >= 0 else None
