"""A text that remembers the text it was made from."""

from __future__ import annotations

from collections.abc import Iterable

from kjreport.frozen import Frozen
from kjreport.span import Span
from kjreport.text.alignment import Alignment


class AlignedText(Frozen):
    """An edited text together with its original and the alignment of the two.

    >>> edited = AlignedText.of("報(bào)告").delete([(1, 6)])
    >>> edited.text, edited.raw_span(Span(0, 2)), edited.quote(Span(0, 2))
    ('報告', Span(start=0, end=7), '報(bào)告')
    """

    raw: str
    text: str
    alignment: Alignment

    @classmethod
    def of(cls, raw: str) -> AlignedText:
        """Return ``raw`` as it is."""
        return cls(raw, raw, Alignment.identity(len(raw)))

    def delete(self, spans: Iterable[tuple[int, int]]) -> AlignedText:
        """Return the text without ``spans``, which are in order and do not overlap."""
        return self.edit([(start, end, "") for start, end in spans])

    def edit(self, edits: Iterable[tuple[int, int, str]]) -> AlignedText:
        """Return the text after ``edits``, which are in order and do not overlap."""
        edits = list(edits)
        if not edits:
            return self
        alignment = Alignment.from_edits(edits, len(self.text))
        text = self.text
        pieces: list[str] = []
        position = 0
        for start, end, new in edits:
            pieces += (text[position:start], new)
            position = end
        pieces.append(text[position:])
        return AlignedText(self.raw, "".join(pieces), self.alignment.then(alignment))

    def same_length(self, text: str) -> AlignedText:
        """Return this with ``text`` instead, in which every character stands for the one in its place.

        Raises:
            ValueError: the two texts differ in length.
        """
        if len(text) != len(self.text):
            raise ValueError(f"{len(text)} characters cannot stand for {len(self.text)}")
        return AlignedText(self.raw, text, self.alignment)

    def raw_span(self, span: Span) -> Span:
        """Return the span of the original that became ``span`` of this text."""
        return self.alignment.span(span)

    def quote(self, span: Span) -> str:
        """Return the characters of the original that became ``span`` of this text."""
        return self.raw_span(span).of(self.raw)
