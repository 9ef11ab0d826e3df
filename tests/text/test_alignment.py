"""Laws of alignments: a monotone partial bijection composes as such."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kjreport.span import Span
from kjreport.text.aligned import AlignedText
from kjreport.text.alignment import Alignment, Edit


@st.composite
def edits(draw: st.DrawFn, length: int) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [Edit(start, end, draw(st.text("xy", max_size=3))) for start, end in pairs if start < end]


@st.composite
def chains(draw: st.DrawFn, steps: int = 3) -> list[Alignment]:
    length = draw(st.integers(0, 20))
    made = []
    for _ in range(steps):
        made.append(Alignment.from_edits(draw(edits(length)), length))
        length = made[-1].target_length
    return made


def pairs(alignment: Alignment) -> set[tuple[int, int]]:
    """Return the related boundaries."""
    runs = zip(alignment.starts, alignment.ends, alignment.shifts, strict=True)
    return {(place + shift, place) for start, end, shift in runs for place in range(start, end + 1)}


@given(chains(3))
def test_composition_is_associative(chain: list[Alignment]) -> None:
    first, second, third = chain
    assert pairs(first.then(second).then(third)) == pairs(first.then(second.then(third)))


@given(chains(1))
def test_identity_is_the_unit(chain: list[Alignment]) -> None:
    (alignment,) = chain
    assert Alignment.identity(alignment.source_length).then(alignment) == alignment
    assert alignment.then(Alignment.identity(alignment.target_length)) == alignment


@given(chains(2))
def test_composition_composes_the_relation(chain: list[Alignment]) -> None:
    first, second = chain
    expected = {(s, u) for s, t in pairs(first) for other, u in pairs(second) if t == other}
    assert pairs(first.then(second)) == expected


@given(chains(3))
def test_runs_are_in_order_in_both_texts(chain: list[Alignment]) -> None:
    alignment = chain[0].then(chain[1]).then(chain[2])
    assert all(start <= end for start, end in zip(alignment.starts, alignment.ends, strict=True))
    for end, start, shift, following in zip(
        alignment.ends, alignment.starts[1:], alignment.shifts, alignment.shifts[1:], strict=False
    ):
        assert end <= start
        assert end + shift <= start + following
    assert alignment.starts[0] == alignment.shifts[0] == 0
    assert (alignment.source_length, alignment.target_length) == (
        chain[0].source_length,
        chain[2].target_length,
    )


@given(chains(3), st.data())
def test_spans_run_between_the_nearest_related_boundaries(
    chain: list[Alignment], data: st.DataObject
) -> None:
    alignment = chain[0].then(chain[1]).then(chain[2])
    start = data.draw(st.integers(0, alignment.target_length))
    end = data.draw(st.integers(start, alignment.target_length))
    span = alignment.span(Span(start, end))
    runs = list(zip(alignment.starts, alignment.ends, alignment.shifts, strict=True))
    begins = [shift + start for first, last, shift in runs if first <= start < last]
    ends = [shift + end for first, last, shift in runs if first < end <= last]
    first = max(begins or [source for source, target in pairs(alignment) if target <= start])
    last = max(ends) if ends else min(source for source, target in pairs(alignment) if target >= end)
    assert span == (Span(first, last) if end > start else Span(first, first))


@given(chains(1), st.data())
def test_spans_are_never_turned_round(chain: list[Alignment], data: st.DataObject) -> None:
    (alignment,) = chain
    start = data.draw(st.integers(0, alignment.target_length))
    end = data.draw(st.integers(start, alignment.target_length))
    span = alignment.span(Span(start, end))
    assert 0 <= span.start <= span.end <= alignment.source_length


@given(st.text("報告(bào)12", max_size=20), st.data())
def test_editing_text_and_alignment_agree(text: str, data: st.DataObject) -> None:
    changes = data.draw(edits(len(text)))
    edited = AlignedText.of(text).edit(changes)
    assert edited.raw == text
    assert len(edited.text) == edited.alignment.target_length
    removed = {place for edit in changes for place in range(edit.start, edit.end)}
    new = {place for place in range(len(edited.text)) if edited.text[place] in "xy"}
    kept = [edited.raw_span(Span(place, place + 1)) for place in range(len(edited.text)) if place not in new]
    assert kept == [Span(place, place + 1) for place in range(len(text)) if place not in removed]


def test_neighbours_keep_their_places() -> None:
    text = AlignedText.of("3.4&#37;&#44;居").edit([Edit(3, 8, "%"), Edit(8, 13, ",")])
    assert text.text == "3.4%,居"
    assert text.quote(Span(0, 4)) == "3.4&#37;"
    assert text.quote(Span(4, 6)) == "&#44;居"


def test_what_is_deleted_at_an_edge_stays_outside() -> None:
    text = AlignedText.of("25萬(wàn)元(yuán)。").edit([Edit(3, 8), Edit(9, 15)])
    assert text.text == "25萬元。"
    assert text.quote(Span(0, 4)) == "25萬(wàn)元"
    assert text.quote(Span(3, 4)) == "元"


def test_wrong_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Alignment.from_edits([Edit(0, 3), Edit(2, 4)], 9)
    with pytest.raises(ValueError, match="empty"):
        Alignment.from_edits([Edit(3, 3, "x")], 9)
    with pytest.raises(ValueError, match="cannot follow"):
        Alignment.identity(3).then(Alignment.identity(4))
    with pytest.raises(ValueError, match="cannot stand for"):
        AlignedText.of("ab").same_length("abc")


@given(chains(2))
def test_a_span_is_where_its_first_and_last_characters_are(chain: list[Alignment]) -> None:
    alignment = chain[0].then(chain[1])
    for end in range(alignment.target_length + 1):
        for start in range(end):
            span = Span(start, end)
            assert alignment.span(span) == Span(alignment.start(start), alignment.end(end))
            moved = {alignment.start(place) - place for place in range(start, end)}
            moved |= {alignment.end(place) - place for place in range(start + 1, end + 1)}
            assert alignment.shift_within(span) is None or moved == {alignment.shift_within(span)}


def test_the_shift_within_a_run() -> None:
    alignment = Alignment.from_edits([Edit(1, 6)], 8)
    spans = [Span(0, 1), Span(1, 3), Span(0, 2)]
    assert [alignment.shift_within(span) for span in spans] == [0, 5, None]
