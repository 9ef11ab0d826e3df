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
    return [Edit(start, end, draw(st.text("xy", max_size=3))) for start, end in pairs]


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
    return {(run.source + i, run.target + i) for run in alignment.runs for i in range(run.length + 1)}


@given(chains(3))
def test_composition_is_associative(chain: list[Alignment]) -> None:
    first, second, third = chain
    assert first.then(second).then(third) == first.then(second.then(third))


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


@given(chains(2))
def test_inverse_turns_round(chain: list[Alignment]) -> None:
    first, second = chain
    assert first.inverse().inverse() == first
    assert first.then(second).inverse() == second.inverse().then(first.inverse())


@given(chains(3), st.data())
def test_spans_run_between_the_nearest_related_boundaries(
    chain: list[Alignment], data: st.DataObject
) -> None:
    alignment = chain[0].then(chain[1]).then(chain[2])
    start = data.draw(st.integers(0, alignment.target_length))
    end = data.draw(st.integers(start, alignment.target_length))
    span = alignment.span(Span(start, end))
    kept = [run for run in alignment.runs if run.length]
    begins = [
        run.source + start - run.target for run in kept if run.target <= start < run.target + run.length
    ]
    ends = [run.source + end - run.target for run in kept if run.target < end <= run.target + run.length]
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
    inverse = edited.alignment.inverse()
    for place in set(range(len(text))) - removed:
        kept = inverse.span(Span(place, place + 1))
        assert edited.text[slice(*kept)] == text[place]


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
    with pytest.raises(ValueError, match="cannot follow"):
        Alignment.identity(3).then(Alignment.identity(4))
    with pytest.raises(ValueError, match="cannot stand for"):
        AlignedText.of("ab").same_length("abc")
