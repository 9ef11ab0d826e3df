"""Where diagnostics say that something stands: in the raw text, whatever was cleaned away before it."""

from __future__ import annotations

import re

import pytest

from kjreport.analyzer import analyze

PLACE = re.compile(r"at offset (\d+)")


@pytest.mark.parametrize(
    ("text", "quote", "code"),
    [
        ("全縣(xiàn)烤煙收購1、3萬(wàn)擔。", "1、3萬(wàn)擔", "KJ303"),
        ("浏览次数:35\n\n产值达到１２.３.４亿元。", "１２.３.４亿元", "KJ303"),
        ("全縣(xiàn)新增高企12家(其中首次申報", "(其中首次申報", "KJ304"),
    ],
)
def test_offsets_are_those_of_the_raw_text(text: str, quote: str, code: str) -> None:
    (found,) = analyze(text).diagnostics
    place = PLACE.search(found.message)
    assert place is not None
    assert found.code == code
    assert found.hint
    assert text[int(place[1]) :].startswith(quote)
    assert repr(quote) in found.message
