"""Traditional to simplified: exactly OpenCC's tables, and never twice."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from kjreport.text.script import Simplifier
from kjreport.text.tables import RARE_HAN, TRADITIONAL

SIMPLIFIER = Simplifier.load()
CHARACTERS = "".join(sorted(SIMPLIFIER.traditional))


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("高新技術企業認定", "高新技术企业认定"),
        ("乾隆年間的乾燥設備", "乾隆年间的干燥设备"),
        ("新臺幣與畝產", "新台币与亩产"),
        ("著名企業瞭解到佔比", "著名企业了解到占比"),
        ("市场一好一坏", "市场一好一坏"),
    ],
)
def test_known_words(traditional: str, simplified: str) -> None:
    assert SIMPLIFIER.simplify(traditional) == simplified


@pytest.mark.parametrize("phrase", sorted(SIMPLIFIER.phrase_table))
def test_phrases_are_not_converted_twice(phrase: str) -> None:
    once = SIMPLIFIER.simplify(phrase)
    assert SIMPLIFIER.simplify(once) == once


@given(st.text(st.sampled_from(CHARACTERS), min_size=1, max_size=12))
def test_traditional_text_is_converted_as_opencc_does(text: str) -> None:
    assert SIMPLIFIER.simplify(text) == OpenCC("t2s").convert(text)


@given(st.text(st.sampled_from(CHARACTERS[:200] + "乾著後的市12\n"), max_size=30))
def test_converting_keeps_the_length_and_is_done_once(text: str) -> None:
    once = SIMPLIFIER.simplify(text)
    assert len(once) == len(text)
    assert SIMPLIFIER.simplify(once) == once


def test_lines_without_a_traditional_character_are_left_alone() -> None:
    text = "苧麻种植\n高新技術\n苧麻产业"
    assert SIMPLIFIER.simplify(text) == "苧麻种植\n高新技术\n苧麻产业"


def test_the_table_has_every_traditional_character_but_the_rare_ones() -> None:
    assert set(TRADITIONAL) == {one for one in SIMPLIFIER.traditional if not re.match(f"[{RARE_HAN}]", one)}


@pytest.mark.parametrize(("text", "needed"), [("新认定高新技术企业37家，占比⒈", False), ("新認定37家", True)])
def test_tables_are_read_for_traditional_text_alone(text: str, needed: bool) -> None:
    code = f"import sys; from kjreport import analyze; analyze({text!r}); print('opencc' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == str(needed)
